"""Pictures of the lower bound, from the student's own functions: its gap, and where it touches."""

from dataclasses import dataclass

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from emlab import style
from emlab.figures import curves, words
from emlab.figures.guard import picture
from emlab.messages import say
from emlab.reading import Trouble, numbers, one_number

HIGHLIGHT = style.COLOURS[1]
BOUND = style.COLOURS[2]  # the first two colours belong to the components
BOUNDS = (("--", BOUND), ("-.", style.COLOURS[3]), (":", style.COLOURS[4]))  # round by round
ROUNDING = 1e-9  # how far, relative to the log-likelihood, a right bound may seem above it


@picture
def step_sizes(log_likelihood, x, theta, start=-1.0, rates=(0.0005, 0.004, 0.03), steps=12):
    """Climb the student's log-likelihood in one mean by gradient ascent, with three step sizes.

    Parameters
    ----------
    log_likelihood : function
        ``log_likelihood(x, weight, mean, var)``.
    x : ndarray, shape (sample_size,)
    theta : tuple (weight, mean, var)
        Two components; the mean of component 1 is moved, and everything else stays.
    start : float
        Where every path starts.
    rates : sequence of float
        The step sizes.
    steps : int
    """

    def height(mean):
        return _total(log_likelihood, x, _moved(theta, 1, mean))

    low, high = _reach(x)
    grid = np.linspace(low, high, 90)
    curve = np.array([height(mean) for mean in grid])
    figure = style.new_figure(9.4, 3.7)
    told = []
    for axes, rate in zip(figure.subplots(1, len(rates), sharey=True), rates, strict=True):
        path = _ascent(height, start, rate, steps, low, high)
        heights = [height(mean) for mean in path]
        axes.plot(grid, curve, color=style.SOFT, linewidth=1.6)
        steps_of = {"color": HIGHLIGHT, "marker": "o", "markersize": 6, "linewidth": 1.2}
        axes.plot(path, heights, label=say("step_sizes.steps"), **steps_of)
        begun = {"s": 80, "marker": "s", "color": style.INK, "zorder": 5}
        axes.scatter(path[:1], heights[:1], label=say("step_sizes.start"), **begun)
        axes.set_title(say("step_sizes.title", rate=rate))
        axes.set_xlabel(say("jensen.axis.moved_mean", k=1))
        axes.set_xlim(low, high)
        values = {"place": words.number(path[-1]), "value": words.number(heights[-1], 1)}
        outside = not low <= path[-1] <= high
        told.append(say("step_sizes.out" if outside else "step_sizes.path", rate=rate, **values))
    axes.set_ylim(curve.min() - 0.05 * np.ptp(curve), curve.max() + 0.08 * np.ptp(curve))
    figure.axes[0].set_ylabel(say("axis.log_likelihood"))
    curves.legend(figure, axes)
    return figure, say(
        "step_sizes.alt", steps=steps, start=words.number(start, 1), paths=" ".join(told)
    )


def _ascent(height, start, rate, steps, low, high):
    """Places of gradient ascent; it ends early where it leaves the picture."""
    path, small = [start], 1e-4
    for _ in range(steps):
        slope = (height(path[-1] + small) - height(path[-1] - small)) / (2 * small)
        path.append(path[-1] + rate * slope)
        if not low <= path[-1] <= high:
            break
    return path


@picture
def joint_at(normal_pdf, point, theta):
    """Show the density of a mixture at one point as a column with one piece for each component.

    Parameters
    ----------
    normal_pdf : function
        ``normal_pdf(x, mean, var)``.
    point : float
    theta : tuple (weight, mean, var)
    """
    weight, mean, var = theta
    size = len(weight)
    spread = 3.2 * np.sqrt(np.max(var))
    grid = np.linspace(np.min(mean) - spread, np.max(mean) + spread, 400)
    heights = np.array([weight[k] * normal_pdf(grid, mean[k], var[k]) for k in range(size)])
    total = heights.sum(axis=0)
    pieces = np.array([weight[k] * normal_pdf(point, mean[k], var[k]) for k in range(size)])
    figure = style.new_figure(9.0, 3.9)
    wide, column = figure.subplots(1, 2, width_ratios=[3, 1.1])
    wide.plot(grid, total, color=style.INK, linewidth=2.6, label=say("joint_at.total"))
    floor = 0.0
    for k in range(size):
        label = say("joint_at.weighted", k=k)
        wide.plot(grid, heights[k], color=style.colour(k), linestyle=style.line(k), label=label)
        wide.plot(point, pieces[k], marker=style.marker(k), color=style.colour(k), markersize=8)
        column.bar(0, pieces[k], bottom=floor, width=0.5, color=style.colour(k))
        text = say("joint_at.piece", k=k, value=f"{pieces[k]:.4f}")
        column.annotate(text, (0.3, floor + pieces[k] / 2), va="center")
        floor += pieces[k]
    wide.axvline(point, color=style.SOFT, linewidth=1.2, zorder=0)
    wide.set_ylim(0, 1.08 * total.max())
    wide.set_title(say("joint_at.curves"))
    wide.set_xlabel(say("axis.x"))
    wide.set_ylabel(say("axis.density"))
    figure.legend(loc="outside lower center", ncols=size + 1)
    column.set_xlim(-0.4, 1.5)
    column.set_ylim(0, 1.12 * floor)
    column.set_xticks([])
    column.set_title(say("joint_at.column", point=words.number(point, 1)))
    return figure, say(
        "joint_at.alt",
        point=words.number(point, 1),
        pieces=words.listing(f"{piece:.4f}" for piece in pieces),
        total=f"{floor:.4f}",
    )


@picture
def bound_bars(mixture_pdf, posterior_1d, lower_bound, point, theta):
    """Show log p(x) as the student's bound and the gap above it, for several q.

    Parameters
    ----------
    mixture_pdf, posterior_1d, lower_bound : function
        The student's own, of lessons 01 and 02.
    point : float
    theta : tuple (weight, mean, var)
        Two components or more.
    """
    size = len(theta[0])
    x = np.array([point])
    density = numbers(mixture_pdf(x, *_copies(theta)), (1,), "mixture_pdf(x, ...)")
    if density[0] <= 0:
        raise Trouble(say("bound_bars.no_log", density=words.number(density[0])))
    total = float(np.log(density[0]))
    posterior = numbers(posterior_1d(point, *_copies(theta)), (size,), "posterior_1d(x, ...)")
    columns = {
        say("bound_bars.even"): np.full(size, 1 / size),
        say("bound_bars.mostly", k=0): _mostly(0, size),
        say("bound_bars.mostly", k=1): _mostly(1, size),
        say("bound_bars.posterior"): posterior,
    }
    bounds = [
        one_number(lower_bound(point, q.copy(), *_copies(theta)), "lower_bound(...)")
        for q in columns.values()
    ]
    figure = style.new_figure(8.6, 4.4)
    axes = figure.subplots()
    handles = _stack(axes, bounds, total)
    figure.legend(handles=handles, loc="outside lower center", ncols=len(handles))
    listed = {name: words.vector(q, 2) for name, q in columns.items()}
    ticks = [say("bound_bars.tick", name=name, q=q) for name, q in listed.items()]
    axes.set_xticks(range(len(ticks)), ticks)
    told = [
        say("bound_bars.column", q=q, bound=words.number(bound), gap=words.number(total - bound))
        for q, bound in zip(listed.values(), bounds, strict=True)
    ]
    values = {"point": words.number(point, 1), "total": words.number(total)}
    return figure, say("bound_bars.alt", columns=" ".join(told), **values)


def _stack(axes, bounds, total):
    """One column for each bound, the gap on top of it, a line at log p(x); legend entries."""
    low, high = min(total, *bounds), max(total, *bounds)
    span = max(high - low, 0.1)
    floor = low - 0.35 * span
    gap = {"facecolor": "white", "edgecolor": HIGHLIGHT, "hatch": "///", "linewidth": 1}
    for place, bound in enumerate(bounds):
        axes.bar(place, bound - floor, bottom=floor, width=0.62, color=BOUND)
        axes.bar(place, total - bound, bottom=bound, width=0.62, **gap)
        middle = {"ha": "center", "va": "center"}
        axes.text(place, (bound + floor) / 2, words.number(bound), **middle)
        above = say("chord.gap", value=words.number(total - bound))
        axes.text(place, max(total, bound) + 0.04 * span, above, ha="center", va="bottom")
    axes.axhline(total, color=style.INK, linewidth=1.8, zorder=4)
    axes.set_xlim(-0.6, len(bounds) - 0.4)
    axes.set_ylim(floor, high + 0.18 * span)
    axes.set_ylabel(say("jensen.axis.log_px"))
    line = Line2D([], [], color=style.INK, label=say("bound_bars.total", value=words.number(total)))
    patches = [
        Patch(label=say("bound_bars.gap"), **gap),
        Patch(label=say("bound_bars.bound"), color=BOUND),
    ]
    return [line, *patches]


def _mostly(k, size):
    """A q that gives nearly everything to component k."""
    q = np.full(size, 0.05 / (size - 1))
    q[k] = 0.95
    return q


@picture
def touching_bound(tight_bound, log_likelihood, x, theta, k=1, rounds=1):
    """Draw the student's bound over one mean, below their log-likelihood; climb it, and again.

    Parameters
    ----------
    tight_bound : function
        ``tight_bound(x, old, new)``.
    log_likelihood : function
        ``log_likelihood(x, weight, mean, var)``.
    x : ndarray, shape (sample_size,)
    theta : tuple (weight, mean, var)
        Where the first bound touches.
    k : int
        The component whose mean is moved; everything else stays.
    rounds : int
        How many bounds, each made at the highest point of the one before.
    """

    def height(mean):
        return _total(log_likelihood, x, _moved(theta, k, mean))

    def bound(old, new):
        return _bound(tight_bound, x, _moved(theta, k, old), _moved(theta, k, new))

    low, high = _reach(x)
    grid = np.linspace(low, high, 65)
    curve = np.array([height(mean) for mean in grid])
    climbed = _climb(bound, float(theta[1][k]), grid, rounds)
    figure = style.new_figure(8.2, 4.7)
    axes = figure.subplots()
    axes.plot(grid, curve, color=style.INK, linewidth=2.4, label=say("touching_bound.likelihood"))
    for number, step in enumerate(climbed, start=1):
        line, colour = BOUNDS[(number - 1) % len(BOUNDS)]
        label = say("touching_bound.bound", number=number)
        axes.plot(grid, step.bound, color=colour, linestyle=line, label=label)
        axes.plot(step.old, step.touches, marker="o", markersize=10, color=colour, zorder=5)
        axes.plot(step.new, step.bound.max(), marker="^", markersize=10, color=colour, zorder=5)
    axes.set_xlim(low, high)
    axes.set_ylim(curve.min() - 0.25 * np.ptp(curve), curve.max() + 0.1 * np.ptp(curve))
    axes.set_xlabel(say("jensen.axis.moved_mean", k=k))
    axes.set_ylabel(say("axis.log_likelihood"))
    handles, _ = axes.get_legend_handles_labels()
    for marker, key in (("o", "touching_bound.start"), ("^", "touching_bound.top")):
        mark = {"linestyle": "", "marker": marker, "markersize": 8, "color": style.SOFT}
        handles.append(Line2D([], [], label=say(key), **mark))
    figure.legend(handles=handles, loc="outside lower center", ncols=(len(handles) + 1) // 2)
    told = [_told(number, step, height) for number, step in enumerate(climbed, start=1)]
    told.append(_above_or_below(climbed, curve))
    return figure, say("touching_bound.alt", k=k, rounds=" ".join(told))


@dataclass(frozen=True)
class _Step:
    """One bound: where it was made, its height there, its heights everywhere, its highest place."""

    old: float
    touches: float
    bound: np.ndarray
    new: float


def _climb(bound, start, grid, rounds):
    """A bound for each round, made at the highest place of the one before."""
    steps, mean = [], start
    for _ in range(rounds):
        heights = np.array([bound(mean, new) for new in grid])
        steps.append(_Step(mean, bound(mean, mean), heights, float(grid[np.argmax(heights)])))
        mean = steps[-1].new
    return steps


def _told(number, step, height):
    return say(
        "touching_bound.round",
        number=number,
        old=words.number(step.old),
        likelihood=words.number(height(step.old), 1),
        bound=words.number(step.touches, 1),
        new=words.number(step.new),
        reached=words.number(height(step.new), 1),
    )


def _above_or_below(climbed, curve):
    excess = max(np.max(step.bound - curve) for step in climbed)
    if excess <= ROUNDING * np.max(np.abs(curve)):
        return say("touching_bound.below")
    return say("touching_bound.above", excess=words.number(excess, 1))


def _bound(tight_bound, x, old, new):
    return one_number(tight_bound(x.copy(), old, new), "tight_bound(...)")


def _moved(theta, k, mean):
    """Parameters with another mean of component k."""
    weight, means, var = _copies(theta)
    means[k] = mean
    return weight, means, var


def _reach(x):
    """A range of means: the bulk of the data, with room on the right for the way down."""
    low, high = np.quantile(x, [0.05, 0.95])
    return low, high + 0.25 * (high - low)


def _total(log_likelihood, x, theta):
    return one_number(log_likelihood(x.copy(), *theta), "log_likelihood(...)")


def _copies(theta):
    """The parameters for a student's function, which may write into what it gets."""
    return tuple(np.array(part, dtype=float) for part in theta)
