"""Pictures of EM on a line: responsibilities, one round, the bound that climbs, the trace."""

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from emlab import style
from emlab.em_1d import (
    bound,
    half_steps,
    line_of,
    log_joint,
    log_likelihood,
    posterior_of,
    read_posterior,
    read_theta,
    theta_of,
    with_mean,
)
from emlab.figures import curves, draw, words
from emlab.figures.guard import picture
from emlab.messages import say
from emlab.reading import Trouble, array_of, few_enough, numbers

BOUND = style.COLOURS[2]  # the first two colours belong to the components
GAP = {"facecolor": "white", "edgecolor": style.COLOURS[1], "hatch": "///", "linewidth": 1}
FEW = 8  # so many points have room for their numbers


@picture
def labels_known_or_hidden(x, z):
    """Draw data with their labels, with a Gaussian for each group, and without them.

    Parameters
    ----------
    x : ndarray, shape (sample_size,)
    z : ndarray of int, shape (sample_size,)
        The label of each data point.
    """
    x, z = line_of(x), np.asarray(z)
    if z.shape != x.shape:
        raise Trouble(say("em_1d.labels", size=len(x), came=z.shape))
    labels = np.unique(z)
    groups = [x[z == label] for label in labels]
    theta = tuple(
        np.array(part)
        for part in (
            [len(own) / len(x) for own in groups],
            [own.mean() for own in groups],
            [own.var() for own in groups],
        )
    )
    figure = style.new_figure(9.2, 3.6)
    known, hidden = figure.subplots(1, 2, sharex=True, sharey=True)
    _curves(known, theta, *_reach(x, theta), total=False)
    curves.histogram(hidden, x)
    floor, height = _floor(known, hidden)
    jitter = -floor * (0.2 + 0.6 * np.random.RandomState(0).rand(len(x)))
    for k, label in enumerate(labels):
        mine = z == label
        dots = {"s": 20, "alpha": 0.75, "linewidths": 0}
        known.scatter(x[mine], jitter[mine], marker=style.marker(k), color=style.colour(k), **dots)
    hidden.scatter(x, jitter, color=style.DATA, s=16, alpha=0.6, linewidths=0)
    for axes, key in ((known, "em_1d.known.title"), (hidden, "em_1d.hidden.title")):
        axes.set_ylim(-floor, height)
        axes.axhline(0, color=style.SOFT, linewidth=0.8)
        axes.set_title(say(key))
        axes.set_xlabel(say("axis.x"))
        axes.label_outer()
    known.set_ylabel(say("axis.density"))
    known.set_yticks([tick for tick in known.get_yticks() if 0 <= tick <= height])
    draw.legend(figure, len(labels), mean=False, lines=False)
    return figure, say(
        "em_1d.known.alt", size=len(x), means=_list(theta[1]), weights=_list(theta[0])
    )


def _floor(*panels):
    """Room for a row of points below, and the height of what stands above."""
    height = max(axes.get_ylim()[1] for axes in panels)
    return 0.16 * height, 1.04 * height


def _list(values, digits=2):
    return words.listing(words.number(value, digits) for value in values)


def _reach(x, *thetas):
    """A range that holds the data, and the greater part of every component."""
    ends = [x.min(), x.max()]
    for _weight, mean, var in thetas:
        ends += [np.min(mean - 3.2 * np.sqrt(var)), np.max(mean + 3.2 * np.sqrt(var))]
    room = 0.02 * (max(ends) - min(ends))
    return min(ends) - room, max(ends) + room


def _curves(axes, theta, low, high, total=True):
    """Weighted densities of the components, and their sum."""
    grid = np.linspace(low, high, 500)
    heights = np.exp(log_joint(grid, theta))
    if total:
        curves.mixture_line(axes, grid, heights.sum(axis=1))
    curves.component_lines(axes, grid, heights.T)
    axes.set_xlim(low, high)


@picture
def responsibilities_1d(x, posterior, theta):
    """Draw the responsibilities along the line, under the densities that they come from.

    Parameters
    ----------
    x : ndarray, shape (sample_size,)
    posterior : ndarray, shape (sample_size, num_components)
    theta : tuple (weight, mean, var)
    """
    x, theta = line_of(x), read_theta(theta, "theta")
    num_components = len(theta[0])
    posterior = read_posterior(posterior, len(x), num_components, "e_step_1d")
    figure = style.new_figure(8.2, 5.0)
    above, below = figure.subplots(2, 1, sharex=True)
    _curves(above, theta, *_reach(x, theta))
    above.set_ylim(0, None)
    above.set_ylabel(say("axis.density"))
    for k in range(num_components):
        dots = {"marker": style.marker(k), "color": style.colour(k), "s": 26, "linewidths": 0}
        below.scatter(x, posterior[:, k], alpha=0.7, zorder=3, **dots)
    below.set_yticks([0, 0.5, 1])
    below.grid(axis="y", color=style.RULE, linewidth=0.8)
    below.set_xlabel(say("axis.x"))
    below.set_ylabel(say("em_1d.axis.r"))
    curves.legend(figure, above)
    unsure = int(np.count_nonzero(posterior.max(axis=1) < 0.9))
    return figure, say(
        "em_1d.responsibilities.alt", means=_list(theta[1]), unsure=unsure, size=len(x)
    )


@picture
def weighted_points(x, posterior):
    """Draw each data point once for each component, as large as its responsibility.

    Parameters
    ----------
    x : ndarray, shape (sample_size,)
    posterior : ndarray, shape (sample_size, num_components)
    """
    x = line_of(x)
    came = array_of(posterior, "posterior")
    columns = came.shape[1] if came.ndim == 2 else 1
    few_enough(columns)
    posterior = read_posterior(posterior, len(x), columns, "e_step_1d")
    figure = style.new_figure(8.2, 0.9 + 1.15 * columns)
    axes = figure.subplots()
    told = [
        _weighted_row(axes, x, posterior[:, k], k, height=columns - 1 - k) for k in range(columns)
    ]
    room = 0.1 * max(np.ptp(x), 1.0)
    axes.set_xlim(x.min() - room, x.max() + room)
    axes.set_ylim(-0.62, columns - 0.42)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.set_xlabel(say("axis.x"))
    return figure, say("em_1d.weighted.alt", rows=" ".join(told))


def _weighted_row(axes, x, share, k, height):
    """One row of points for component k, with the mean on which it balances; its sentence."""
    few = len(x) <= FEW
    count = share.sum()
    mean = share @ x / count if count > 0 else x.mean()
    axes.axhline(height, color=style.RULE, linewidth=1, zorder=0)
    axes.scatter(
        x,
        np.full(len(x), height),
        s=share * (620 if few else 110),
        marker=style.marker(k),
        color=style.colour(k),
        alpha=0.85 if few else 0.45,
        linewidths=0,
        zorder=2,
    )
    axes.plot([mean, mean], [height - 0.36, height + 0.28], color=style.INK, zorder=4)
    values = {"count": words.number(count), "mean": words.number(mean), "k": k}
    across = axes.get_yaxis_transform()
    axes.text(0, height + 0.36, say("em_1d.weighted.row", **values), transform=across)
    for place, part in zip(x, share, strict=True) if few else ():
        text = {"textcoords": "offset points", "ha": "center", "va": "top", "fontsize": 10}
        axes.annotate(words.number(part, 3), (place, height), (0, -15), **text)
    return say("em_1d.weighted.told", **values)


@picture
def multiplier(count):
    """Show where the weights are best on the line on which they sum to one.

    Parameters
    ----------
    count : ndarray, shape (2,)
        N_k: what the responsibilities of each of two components add up to.
    """
    count = numbers(count, (2,), "count")
    if np.any(count <= 0):
        raise Trouble(say("em_1d.two", came=count.tolist()))
    share = count / count.sum()
    axis = np.linspace(0.005, 1.08, 180)
    first, second = np.meshgrid(axis, axis)
    height = share[0] * np.log(first) + share[1] * np.log(second)
    top = float(share @ np.log(share))
    figure = style.new_figure(6.6, 5.2)
    axes = figure.subplots()
    levels = top + np.array([-1.2, -0.8, -0.5, -0.25, 0, 0.2, 0.4, 0.6])
    axes.contour(
        first, second, height, levels=levels, colors="#B9B9B9", linestyles="solid", linewidths=1.2
    )
    axes.plot([0, 1], [1, 0], color=style.COLOURS[0], label=say("em_1d.multiplier.line"))
    for weight in (share[0] / 3, share[0], 1 - share[1] / 3):
        place = np.array([weight, 1 - weight])
        slope = share / place
        _arrow(axes, place, 0.2 * slope / np.hypot(*slope), style.COLOURS[1])
    axes.scatter(*share, s=90, color=style.INK, zorder=6, label=say("em_1d.multiplier.top"))
    arrow = Line2D([], [], color=style.COLOURS[1], label=say("em_1d.multiplier.slope"))
    handles, _ = axes.get_legend_handles_labels()
    figure.legend(handles=[*handles, arrow], loc="outside lower center", ncols=3)
    draw.frame(axes, (0, 0), (1.08, 1.08))
    axes.set_xlabel(say("em_1d.axis.weight_of", k=0))
    axes.set_ylabel(say("em_1d.axis.weight_of", k=1))
    return figure, say("em_1d.multiplier.alt", weights=_list(share))


def _arrow(axes, start, step, colour):
    shape = {"arrowstyle": "-|>,head_width=0.3,head_length=0.6", "lw": 2.2, "color": colour}
    ends = {"shrinkA": 0, "shrinkB": 0, "mutation_scale": 12}
    axes.annotate("", start + step, start, arrowprops={**shape, **ends}, zorder=7)


@picture
def em_round_1d(e_step_1d, m_step_1d, x, theta):
    """Draw the mixture before and after one round of the student's own steps.

    Parameters
    ----------
    e_step_1d, m_step_1d : function
    x : ndarray, shape (sample_size,)
    theta : tuple (weight, mean, var)
        Before the round.
    """
    x, before = line_of(x), read_theta(theta, "theta")
    after = theta_of(m_step_1d, x, posterior_of(e_step_1d, x, before))
    first, last = (words.number(log_likelihood(x, parts), 1) for parts in (before, after))
    figure = style.new_figure(9.2, 3.7)
    panels = figure.subplots(1, 2, sharex=True, sharey=True)
    for axes, parts, title in zip(
        panels,
        (before, after),
        (
            say("em_1d.round.before", likelihood=first),
            say("em_1d.round.after", likelihood=last),
        ),
        strict=True,
    ):
        _histogram(axes, x, parts, *_reach(x, before, after))
        axes.set_title(title)
    panels[0].set_ylim(bottom=0)
    panels[1].label_outer()
    curves.legend(figure, panels[0])
    return figure, say(
        "em_1d.round.alt",
        before=_list(before[1]),
        before_deviations=_list(np.sqrt(before[2])),
        first=first,
        after=_list(after[1]),
        after_deviations=_list(np.sqrt(after[2])),
        last=last,
    )


def _histogram(axes, x, theta, low, high):
    curves.histogram(axes, x, label=say("mixtures.data"))
    _curves(axes, theta, low, high)


@picture
def fit_1d(x, theta):
    """Draw a mixture over the histogram of the data.

    Parameters
    ----------
    x : ndarray, shape (sample_size,)
    theta : tuple (weight, mean, var)
    """
    x, theta = line_of(x), read_theta(theta, "theta")
    figure = style.new_figure(8.2, 3.9)
    axes = figure.subplots()
    _histogram(axes, x, theta, *_reach(x, theta))
    axes.set_ylim(bottom=0)
    curves.legend(figure, axes)
    return figure, say(
        "em_1d.fit.alt",
        weights=_list(theta[0]),
        means=_list(theta[1]),
        deviations=_list(np.sqrt(theta[2])),
        likelihood=words.number(log_likelihood(x, theta), 1),
    )


class Slice:
    """The log-likelihood and the bound over one mean, for the half-steps of a walk."""

    STEPS = 160

    def __init__(self, x, kept, component):
        self.x, self.component, self.theta = x, component, kept[0].theta
        self.places = [float(state.theta[1][component]) for state in kept]
        low, high = min(*self.places, x.min()), max(*self.places, x.max())
        room = 0.06 * (high - low)
        self.grid = np.linspace(low - room, high + room, self.STEPS)
        self.likelihood = np.array([log_likelihood(x, moved) for moved in self._moved()])
        span = self.likelihood.max() - min(state.bound for state in kept)
        self.low = min(state.bound for state in kept) - 0.08 * span
        self.high = self.likelihood.max() + 0.08 * span

    def _moved(self):
        return (with_mean(self.theta, self.component, value) for value in self.grid)

    def bound(self, q):
        """The bound that belongs to q, over the grid of means."""
        return np.array([bound(self.x, q, moved) for moved in self._moved()])

    def frame(self, axes):
        """Limits and labels of one panel."""
        axes.set_xlim(self.grid[0], self.grid[-1])
        axes.set_ylim(self.low, self.high)
        axes.set_xlabel(say("em_1d.axis.mean_of", k=self.component))


@picture
def bound_climbs(e_step_1d, m_step_1d, x, theta, component=0, rounds=2):
    """Draw how the bound is lifted and climbed along one mean, all other parameters held still.

    Parameters
    ----------
    e_step_1d, m_step_1d : function
        The student's own; of what the M-step returns, only one mean is used.
    x : ndarray, shape (sample_size,)
    theta : tuple (weight, mean, var)
        Where to start.
    component : int
        Whose mean moves.
    rounds : int
    """
    x, theta = line_of(x), read_theta(theta, "theta")
    kept, error = half_steps(e_step_1d, m_step_1d, x, theta, rounds, component)
    if error:
        raise error
    view = Slice(x, kept, component)
    figure = style.new_figure(9.2, 0.5 + 2.7 * rounds)
    panels = figure.subplots(rounds, 2, sharex=True, sharey=True, squeeze=False)
    told = []
    for index, axes in enumerate(panels.flat, start=1):
        before, state = kept[index - 1], kept[index]
        number, climbed = divmod(index - 1, 2)
        key = "m" if climbed else "e"
        axes.plot(view.grid, view.likelihood, color=style.INK)
        axes.plot(view.grid, view.bound(state.q), color=BOUND, linestyle="--")
        if not climbed:
            axes.plot(view.grid, view.bound(before.q), color=BOUND, linestyle=":", linewidth=1.4)
        start, end = (view.places[index - 1], before.bound), (view.places[index], state.bound)
        axes.annotate(
            "", end, start, arrowprops={"arrowstyle": "->", "color": style.INK, "lw": 1.6}
        )
        axes.plot(*end, "o", color=style.COLOURS[1], markersize=8, zorder=5)
        view.frame(axes)
        axes.label_outer()
        axes.set_title(say(f"em_1d.climbs.{key}", number=number + 1))
        told.append(
            say(
                f"em_1d.climbs.told_{key}",
                number=number + 1,
                place=words.number(view.places[index]),
                before=words.number(before.bound, 1),
                bound=words.number(state.bound, 1),
                likelihood=words.number(state.log_likelihood, 1),
            )
        )
    dotted = {"color": BOUND, "linestyle": ":", "linewidth": 1.4}
    before = Line2D([], [], label=say("em_1d.label.bound_before"), **dotted)
    handles = [*slice_handles(), before]
    figure.legend(handles=handles, loc="outside lower center", ncols=len(handles))
    return figure, say("em_1d.climbs.alt", k=component, steps=" ".join(told))


def slice_handles():
    """Legend entries of a slice: the two curves, and the mark where EM stands."""
    mark = {"linestyle": "", "marker": "o", "markersize": 8, "color": style.COLOURS[1]}
    return [
        Line2D([], [], color=style.INK, label=say("em_1d.label.log_likelihood")),
        Line2D([], [], color=BOUND, linestyle="--", label=say("em_1d.label.bound")),
        Line2D([], [], label=say("em_1d.label.here"), **mark),
    ]


@picture
def em_bars(e_step_1d, m_step_1d, x, theta, component=None, rounds=3):
    """Draw log-likelihood = bound + gap after each half-step of the student's own EM.

    Parameters
    ----------
    e_step_1d, m_step_1d : function
    x : ndarray, shape (sample_size,)
    theta : tuple (weight, mean, var)
        Where to start.
    component : int, optional
        Only the mean of this component moves, as in `bound_climbs`.
    rounds : int
    """
    x, theta = line_of(x), read_theta(theta, "theta")
    kept, error = half_steps(e_step_1d, m_step_1d, x, theta, rounds, component)
    if error:
        raise error
    figure = style.new_figure(9.2, 4.2)
    axes = figure.subplots()
    span = bars_frame(axes, kept)
    floor = axes.get_ylim()[0]
    columns, names = [], []
    for place, state in enumerate(kept):
        axes.bar(place, state.bound - floor, bottom=floor, width=0.66, color=BOUND)
        axes.bar(place, state.gap, bottom=state.bound, width=0.66, **GAP)
        number, kind = place_in_walk(place)
        names.append(say(f"em_1d.bars.{kind}", number=number))
        values = {"bound": words.number(state.bound, 1), "gap": words.number(state.gap, 1)}
        columns.append(say(f"em_1d.bars.told_{kind}", number=number, **values))
        axes.text(
            place,
            max(state.bound, state.log_likelihood) + 0.02 * span,
            words.number(state.log_likelihood, 1),
            ha="center",
            fontsize=10,
        )
    axes.set_xticks(range(len(kept)), names)
    axes.set_ylabel(say("axis.log_likelihood"))
    figure.legend(
        handles=[
            Patch(label=say("em_1d.label.gap"), **GAP),
            Patch(color=BOUND, label=say("em_1d.label.bound")),
        ],
        loc="outside lower center",
        ncols=2,
    )
    return figure, say("em_1d.bars.alt", columns=" ".join(columns))


def place_in_walk(place):
    """Round and kind (start, e or m) of a half-step."""
    if place == 0:
        return 0, "start"
    number, climbed = divmod(place - 1, 2)
    return number + 1, "m" if climbed else "e"


def bars_frame(axes, kept):
    """Limits for a column at each half-step; the floor cuts off what all have in common."""
    heights = np.array([[state.bound, state.log_likelihood] for state in kept])
    span = max(np.ptp(heights), 1.0)
    axes.set_ylim(heights.min() - 0.15 * span, heights.max() + 0.14 * span)
    axes.set_xlim(-0.6, len(kept) - 0.4)
    return span


@picture
def em_trace(trace, eps=1e-8):
    """Draw the log-likelihood round by round, and its relative change against eps.

    Parameters
    ----------
    trace : ndarray, shape (rounds + 1,)
        The log-likelihood at the start and after each round.
    eps : float
        Where EM stops.
    """
    trace = line_of(trace)
    if len(trace) < 2:
        raise Trouble(say("em_1d.trace"))
    change = np.abs(np.diff(trace)) / np.maximum(np.abs(trace[1:]), 1e-300)
    shown = np.maximum(change, 1e-17)  # a change of exactly 0 has no place on a logarithmic scale
    figure = style.new_figure(9.2, 3.5)
    left, right = figure.subplots(1, 2)
    rounds = np.arange(len(trace))
    left.plot(rounds, trace, color=style.INK, marker="o", markersize=4, linewidth=1.4)
    left.set_title(say("em_1d.trace.whole"))
    right.semilogy(
        rounds[1:], shown, color=style.COLOURS[0], marker="s", markersize=4, linewidth=1.4
    )
    right.axhline(eps, color=style.COLOURS[1], linestyle="--")
    right.annotate(
        say("em_1d.trace.eps", eps=_power(eps)),
        (0, eps),
        (4, 5),
        xycoords=right.get_yaxis_transform(),
        textcoords="offset points",
    )
    right.set_title(say("em_1d.trace.change"))
    for axes in (left, right):
        axes.set_xlabel(say("axis.round"))
    left.set_ylabel(say("axis.log_likelihood"))
    return figure, say(
        "em_1d.trace.alt",
        first=words.number(trace[0], 1),
        second=words.number(trace[1], 1),
        last=words.number(trace[-1], 1),
        rounds=len(trace) - 1,
        first_change=_power(change[0]),
        last_change=_power(change[-1]),
        eps=_power(eps),
    )


def _power(value):
    """A small number as 7e−9."""
    digits, _, exponent = f"{value:.0e}".partition("e")
    return f"{digits}e{int(exponent)}".replace("-", "−")
