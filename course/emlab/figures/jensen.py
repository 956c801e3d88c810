"""Pictures of Jensen's bound: chords on the logarithm, the gap, and the bound that touches."""

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from emlab import style
from emlab.figures import words
from emlab.figures.guard import picture
from emlab.messages import say
from emlab.reading import Trouble, numbers

BOUND = style.COLOURS[2]  # the first two colours belong to the components
HIGHLIGHT = style.COLOURS[1]
PEN = {"solid_capstyle": "round"}


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
    figure = style.new_figure(9.4, 3.4)
    told = []
    for axes, rate in zip(figure.subplots(1, len(rates), sharey=True), rates, strict=True):
        path = _ascent(height, start, rate, steps, low, high)
        heights = [height(mean) for mean in path]
        axes.plot(grid, curve, color=style.SOFT, linewidth=1.6)
        axes.plot(path, heights, color=HIGHLIGHT, marker="o", markersize=6, linewidth=1.2)
        axes.scatter(path[:1], heights[:1], s=80, marker="s", color=style.INK, zorder=5)
        axes.set_title(say("step_sizes.title", rate=rate))
        axes.set_xlabel(say("jensen.axis.moved_mean", k=1))
        axes.set_xlim(low, high)
        values = {"place": words.number(path[-1]), "value": words.number(heights[-1], 1)}
        outside = not low <= path[-1] <= high
        told.append(say("step_sizes.out" if outside else "step_sizes.path", rate=rate, **values))
    axes.set_ylim(curve.min() - 0.05 * np.ptp(curve), curve.max() + 0.08 * np.ptp(curve))
    figure.axes[0].set_ylabel(say("axis.log_likelihood"))
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


def _moved(theta, k, mean):
    """Parameters with another mean of component k."""
    weight, means, var = _copies(theta)
    means[k] = mean
    return weight, means, var


def _total(log_likelihood, x, theta):
    return _one_number(log_likelihood(x.copy(), *_copies(theta)), "log_likelihood(...)")


def _copies(theta):
    """The parameters for a student's function, which may write into what it gets."""
    return tuple(np.array(part, dtype=float) for part in theta)


def _one_number(value, name):
    """What a student's function returned, if it is one finite number, else trouble."""
    if np.shape(value) != ():
        raise Trouble(say("jensen.one_number", name=name, came=np.shape(value)))
    return float(numbers(value, (), name))


def _reach(x):
    """A range of means: the bulk of the data, with room on the right for the way down."""
    low, high = np.quantile(x, [0.05, 0.95])
    return low, high + 0.25 * (high - low)


@picture
def concave_or_not():
    """Show the chords of three curves: one concave, one convex, one neither."""
    panels = (
        ("concave_or_not.log", np.log, (0.08, 6), ((0.25, 1.3), (1.8, 5.6))),
        ("concave_or_not.square", np.square, (-2.2, 2.2), ((-2.0, -0.5), (0.1, 2.1))),
        ("concave_or_not.wave", np.sin, (0, 6.3), ((0.4, 2.6), (3.4, 5.9))),
    )
    figure = style.new_figure(9.4, 3.3)
    for axes, (key, function, limits, chords) in zip(figure.subplots(1, 3), panels, strict=True):
        grid = np.linspace(*limits, 300)
        axes.plot(grid, function(grid), color=style.INK)
        for ends in np.array(chords):
            axes.plot(*(ends, function(ends)), color=style.COLOURS[0], marker="o", linestyle="--")
        axes.set_title(say(key))
        axes.set_xlabel(say("jensen.axis.a"))
    figure.axes[0].set_ylabel(say("jensen.axis.f"))
    return figure, say("concave_or_not.alt")


def log_curve(axes, high):
    """The curve log a, for a up to `high`."""
    grid = np.geomspace(0.12, high, 400)
    axes.plot(grid, np.log(grid), color=style.INK)
    axes.set_xlim(0, high)
    axes.set_ylim(np.log(0.2), np.log(high) + 0.35)
    axes.set_xlabel(say("jensen.axis.a"))
    axes.set_ylabel(say("jensen.axis.log_a"))


@picture
def chord(first=1.0, second=9.0, share=0.5):
    """Show a chord on the logarithm: log of the mean, mean of the logs, and the gap.

    Parameters
    ----------
    first, second : float
        The two values, above 0.
    share : float
        Weight of the second value.
    """
    ends, q = np.array([first, second], dtype=float), np.array([1 - share, share])
    mean, below = q @ ends, q @ np.log(ends)
    above = np.log(mean)
    figure = style.new_figure(7.4, 4.6)
    axes = figure.subplots()
    log_curve(axes, 1.15 * ends.max())
    axes.set_ylim(bottom=min(0.0, np.log(ends.min())) - 0.4)
    axes.plot(ends, np.log(ends), color=style.COLOURS[0], marker="o", markersize=9)
    axes.plot([mean, mean], [below, above], color=HIGHLIGHT, linewidth=3.5, zorder=4, **PEN)
    axes.plot(mean, above, marker="^", markersize=11, color=style.INK, zorder=5)
    axes.plot(mean, below, marker="s", markersize=9, color=style.COLOURS[0], zorder=5)
    paper = {"boxstyle": "square,pad=0.1", "facecolor": "white", "edgecolor": "none"}
    near = {"textcoords": "offset points", "va": "center", "bbox": paper, "zorder": 3}
    for key, height, offset in (
        ("chord.log_of_mean", above, (-12, 14)),
        ("chord.mean_of_log", below, (12, -12)),
        ("chord.gap", (above + below) / 2, (9, 6)),
    ):
        value = words.number(above - below if key == "chord.gap" else height)
        side = "right" if offset[0] < 0 else "left"
        axes.annotate(say(key, value=value), (mean, height), offset, ha=side, **near)
    return figure, say(
        "chord.alt",
        first=f"{first:g}",
        second=f"{second:g}",
        mean=f"{mean:g}",
        above=words.number(above),
        below=words.number(below),
        gap=words.number(above - below),
    )


@picture
def centre_of_mass():
    """Show that the centre of mass of points on the logarithm lies below the curve."""
    a = np.array([0.4, 1.2, 3.0, 6.0, 9.5])
    q = np.array([0.15, 0.1, 0.2, 0.2, 0.35])
    mean, below = q @ a, q @ np.log(a)
    figure = style.new_figure(7.4, 4.5)
    axes = figure.subplots()
    log_curve(axes, 10.8)
    axes.set_ylim(np.log(0.3), np.log(10.8) + 0.3)
    axes.fill(a, np.log(a), color=style.COLOURS[0], alpha=0.15, linewidth=0)
    axes.plot([*a, a[0]], [*np.log(a), np.log(a[0])], color=style.COLOURS[0], linewidth=1, zorder=2)
    axes.plot([mean, mean], [below, np.log(mean)], color=HIGHLIGHT, linewidth=3.5, zorder=3)
    axes.scatter(
        a, np.log(a), s=900 * q, color=style.COLOURS[0], zorder=4, label=say("centre_of_mass.point")
    )
    axes.scatter(
        mean,
        below,
        s=110,
        marker="s",
        color=HIGHLIGHT,
        zorder=5,
        label=say("centre_of_mass.balance"),
    )
    axes.scatter(
        mean,
        np.log(mean),
        s=110,
        marker="^",
        color=style.INK,
        zorder=5,
        label=say("centre_of_mass.curve"),
    )
    axes.legend(loc="lower right", markerscale=0.8)
    return figure, say(
        "centre_of_mass.alt", below=words.number(below), above=words.number(np.log(mean))
    )


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
    curves = np.array([weight[k] * normal_pdf(grid, mean[k], var[k]) for k in range(size)])
    pieces = np.array([weight[k] * normal_pdf(point, mean[k], var[k]) for k in range(size)])
    figure = style.new_figure(9.0, 3.9)
    wide, column = figure.subplots(1, 2, width_ratios=[3, 1.1])
    wide.plot(grid, curves.sum(axis=0), color=style.INK, label=say("joint_at.total"))
    floor = 0.0
    for k in range(size):
        label = say("joint_at.weighted", k=f"$_{k}$")
        line = ("--", "-.", ":")[k % 3]
        wide.plot(grid, curves[k], color=style.colour(k), linestyle=line, label=label)
        wide.plot(point, pieces[k], marker=style.marker(k), color=style.colour(k), markersize=8)
        column.bar(0, pieces[k], bottom=floor, width=0.5, color=style.colour(k))
        text = say("joint_at.piece", k=k, value=f"{pieces[k]:.4f}")
        column.annotate(text, (0.3, floor + pieces[k] / 2), va="center")
        floor += pieces[k]
    wide.axvline(point, color=style.SOFT, linewidth=1.2, zorder=0)
    wide.set_ylim(0, 1.08 * curves.sum(axis=0).max())
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
    total = float(np.log(density[0]))
    posterior = numbers(posterior_1d(point, *_copies(theta)), (size,), "posterior_1d(x, ...)")
    columns = {
        say("bound_bars.even"): np.full(size, 1 / size),
        say("bound_bars.mostly", k=0): _mostly(0, size),
        say("bound_bars.mostly", k=1): _mostly(1, size),
        say("bound_bars.posterior"): posterior,
    }
    bounds = [
        _one_number(lower_bound(point, q.copy(), *_copies(theta)), "lower_bound(...)")
        for q in columns.values()
    ]
    figure = style.new_figure(8.6, 4.4)
    axes = figure.subplots()
    _stack(axes, bounds, total)
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
    """One column for each bound, with the gap on top of it, and a line at log p(x)."""
    low, high = min(total, *bounds), max(total, *bounds)
    span = max(high - low, 0.1)
    floor = low - 0.35 * span
    gap = {"facecolor": "white", "edgecolor": HIGHLIGHT, "hatch": "///", "linewidth": 1}
    for place, bound in enumerate(bounds):
        axes.bar(place, bound - floor, bottom=floor, width=0.62, color=BOUND)
        axes.bar(place, total - bound, bottom=bound, width=0.62, **gap)
        middle = {"ha": "center", "va": "center", "color": "white"}
        axes.text(place, (bound + floor) / 2, words.number(bound), **middle)
        above = say("chord.gap", value=words.number(total - bound))
        axes.text(place, max(total, bound) + 0.04 * span, above, ha="center", va="bottom")
    axes.axhline(total, color=style.INK, linewidth=1.8, zorder=4)
    axes.set_xlim(-0.6, len(bounds) - 0.4)
    axes.set_ylim(floor, high + 0.4 * span)
    axes.set_ylabel(say("jensen.axis.log_px"))
    line = Line2D([], [], color=style.INK, label=say("bound_bars.total", value=words.number(total)))
    patches = [
        Patch(label=say("bound_bars.gap"), **gap),
        Patch(label=say("bound_bars.bound"), color=BOUND),
    ]
    axes.legend(handles=[line, *patches], loc="upper center", ncols=3)


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
    low, high = _reach(x)
    grid = np.linspace(low, high, 65)
    curve = np.array([_total(log_likelihood, x, _moved(theta, k, mean)) for mean in grid])
    figure = style.new_figure(8.2, 4.7)
    axes = figure.subplots()
    axes.plot(grid, curve, color=style.INK, linewidth=2.4, label=say("touching_bound.likelihood"))
    mean, told, excess = float(theta[1][k]), [], 0.0
    for number in range(1, rounds + 1):
        old = _moved(theta, k, mean)
        bound = np.array([_bound(tight_bound, x, old, _moved(theta, k, new)) for new in grid])
        excess = max(excess, np.max(bound - curve))
        here, there = _bound(tight_bound, x, old, old), float(grid[np.argmax(bound)])
        line = ("--", "-.", ":")[(number - 1) % 3]
        colour = style.COLOURS[(2, 3, 4)[(number - 1) % 3]]
        axes.plot(
            grid,
            bound,
            color=colour,
            linestyle=line,
            label=say("touching_bound.bound", number=number),
        )
        axes.plot(mean, here, marker="o", markersize=10, color=colour, zorder=5)
        axes.plot(there, bound.max(), marker="^", markersize=10, color=colour, zorder=5)
        told.append(
            say(
                "touching_bound.round",
                number=number,
                old=words.number(mean),
                likelihood=words.number(_total(log_likelihood, x, old), 1),
                bound=words.number(here, 1),
                new=words.number(there),
                reached=words.number(_total(log_likelihood, x, _moved(theta, k, there)), 1),
            )
        )
        mean = there
    rounding = 1e-9 * np.max(np.abs(curve))
    key = "touching_bound.below" if excess <= rounding else "touching_bound.above"
    told.append(say(key, excess=words.number(excess, 1)))
    axes.set_xlim(low, high)
    axes.set_ylim(curve.min() - 0.25 * np.ptp(curve), curve.max() + 0.1 * np.ptp(curve))
    axes.set_xlabel(say("jensen.axis.moved_mean", k=k))
    axes.set_ylabel(say("axis.log_likelihood"))
    handles, _ = axes.get_legend_handles_labels()
    for marker, key in (("o", "touching_bound.start"), ("^", "touching_bound.top")):
        mark = {"linestyle": "", "marker": marker, "markersize": 8, "color": style.SOFT}
        handles.append(Line2D([], [], label=say(key), **mark))
    figure.legend(handles=handles, loc="outside lower center", ncols=(len(handles) + 1) // 2)
    return figure, say("touching_bound.alt", k=k, rounds=" ".join(told))


def _bound(tight_bound, x, old, new):
    return _one_number(tight_bound(x.copy(), _copies(old), _copies(new)), "tight_bound(...)")
