"""Pictures of EM in practice: rounding, local maxima, and a component that collapses."""

import time

import numpy as np

from emlab import style
from emlab.em import history
from emlab.figures import draw, words
from emlab.figures.guard import picture
from emlab.messages import say
from emlab.reading import Trouble, log_density, points_of
from emlab.student import Parameters, build_mixture, read_mixture

SECONDS = (
    30  # for many starts: a class that loops over points is slow, and no reader waits for ever
)
# Not in the colours of the components, which stand underneath.
BEST = {"marker": "o", "color": style.INK, "alpha": 0.6}
LOWER = {"marker": "X", "color": style.SOFT, "alpha": 0.9}
SAME = 0.05  # log-likelihoods nearer than this belong to the same maximum


@picture
def rounding(GMM, X, num_components, rounds=160, seed=0):
    """Draw how much each round of EM changes the log-likelihood, down to the last digits.

    Parameters
    ----------
    GMM : class
        With ``e_step``, ``m_step`` and ``log_pdf``.
    X : ndarray, shape (sample_size, dim)
    num_components : int
    rounds : int
        How many rounds to run.
    seed : int
        For the random means that a GMM starts with.
    """
    X = points_of(X)
    np.random.seed(seed)
    kept, error = history(GMM(X.shape[1], num_components), X, rounds)
    if error:
        raise error
    values = np.array([state.log_likelihood for state in kept])
    change = np.diff(values) / np.abs(values[1:])
    number = np.arange(1, len(values))
    up, down = change > 0, change < 0
    figure = style.new_figure(8.6, 4.0)
    axes = figure.subplots()
    for chosen, k, key in ((up, 0, "rounding.up"), (down, 1, "rounding.down")):
        axes.scatter(
            number[chosen],
            np.abs(change[chosen]),
            s=26 + 20 * k,
            marker=("o", "v")[k],
            color=style.colour(k),
            linewidths=0,
            label=say(key),
            zorder=3 + k,
        )
    for level, key in ((1e-8, "rounding.eps"), (np.finfo(float).eps, "rounding.machine")):
        axes.axhline(level, color=style.SOFT, linewidth=1.2, linestyle=":")
        note = {"textcoords": "offset points", "color": style.SOFT, "va": "bottom"}
        axes.annotate(say(key), (0, level), (0, 3), **note)
    axes.set_yscale("log")
    axes.set_ylim(2e-17, 1)
    axes.set_xlabel(say("axis.round"))
    axes.set_ylabel(say("rounding.axis"))
    axes.legend(loc="upper right")
    return figure, say(
        "rounding.alt",
        rounds=rounds,
        falls=int(down.sum()),
        still=int(np.sum(change == 0)),
        largest=f"{np.max(-change[down], initial=0):.0e}",
    )


@picture
def many_starts(GMM, X, num_components, num_starts=40, seed=0):
    """Fit from many random starts; draw where each ended, the best fit, and the commonest other.

    Parameters
    ----------
    GMM : class
        With ``fit``, ``e_step`` and ``log_pdf``.
    X : ndarray, shape (sample_size, 2)
    num_components : int
    num_starts : int
    seed : int
        For the random means that a GMM starts with.
    """
    X = points_of(X, 2)
    values, models, lost = _fits(GMM, X, num_components, num_starts, seed)
    top = values > values.max() - SAME
    groups = [(say("starts.best"), 0, top)]
    if not top.all():
        groups.append((say("starts.other"), 1, ~top))
    figure = style.new_figure(9.2, 6.4)
    panels = figure.subplot_mosaic([["strip", "strip"], ["0", "1"]], height_ratios=[1, 1.7])
    _strip(panels["strip"], values, groups)
    low, high = draw.span(X, 0.1)
    shown = []
    for name, k, group in groups:
        value = _commonest(values[group])
        chosen = int(np.argmin(np.abs(values - value)))
        like_it = int(np.sum(np.abs(values - value) < SAME))
        shown.append(words.number(value, 1))
        _fit(panels[str(k)], X, models[chosen], low, high)
        panels[str(k)].set_title(
            say("starts.title", name=name, value=shown[-1], count=like_it, made=len(values) + lost)
        )
    if len(groups) == 1:
        panels["1"].set_axis_off()
    draw.legend(figure, num_components)
    return figure, say(
        "starts.alt",
        made=len(values) + lost,
        lost=lost,
        best=shown[0],
        count=int(top.sum()),
        others=len(values) - int(top.sum()),
        lowest=words.number(values.min(), 1),
    )


def _fits(GMM, X, num_components, num_starts, seed):
    """Log-likelihoods and models of the starts that end well, and the number of the others."""
    values, models, lost = [], [], 0
    begun = time.monotonic()
    np.random.seed(seed)
    for _ in range(num_starts):
        if time.monotonic() - begun > SECONDS and values:
            break
        model = GMM(X.shape[1], num_components)
        try:
            model.fit(X.copy())
            values.append(float(log_density(model, X).sum()))
            models.append(model)
        except (ValueError, Trouble):  # a component collapsed, or NaN: this start is lost
            lost += 1
    if not values:
        raise Trouble(say("starts.all_lost", made=lost))
    return np.array(values), models, lost


def _commonest(values):
    """The value that most others are near to; the largest of them if there are several."""
    near = np.abs(values[:, None] - values) < SAME
    return values[np.lexsort((values, near.sum(axis=1)))[-1]]


def _strip(axes, values, groups):
    """Every start one mark over its log-likelihood; the height only keeps the marks apart."""
    height = np.random.RandomState(4).rand(len(values))
    for name, k, group in groups:
        axes.scatter(
            values[group],
            height[group],
            s=46,
            linewidths=0,
            label=name,
            **(BEST, LOWER)[k],
        )
    axes.set_ylim(-0.2, 1.2)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.set_xlabel(say("starts.axis"))
    axes.legend(loc="lower right", bbox_to_anchor=(1, 1), borderaxespad=0, ncols=2)


def _fit(axes, X, model, low, high):
    posterior = np.clip(np.array(model.e_step(X.copy()), dtype=float), 0, 1)
    parts = read_mixture(model)
    draw.shares(axes, X, posterior, 0.6)
    for k, (mean, cov) in enumerate(zip(parts.means, parts.covs, strict=True)):
        draw.ellipses(axes, mean, cov, style.colour(k))
        draw.mean_mark(axes, mean, k, 0.7)
    draw.frame(axes, low, high)
    axes.set_xlabel(say("axis.x1"))
    axes.set_ylabel(say("axis.x2"))


@picture
def collapse(GMM, X, honest=None):
    """Put one component on a single data point, let it shrink, and draw the log-likelihood.

    Parameters
    ----------
    GMM : class
        With ``log_pdf``.
    X : ndarray, shape (sample_size, 2)
    honest : float, optional
        A log-likelihood to compare with, drawn as a line.
    """
    X = points_of(X, 2)
    deviations = np.geomspace(1, 1e-40, 161)
    pinned = X[np.argmin(np.sum((X - X.mean(axis=0)) ** 2, axis=1))]
    broad = np.cov(X.T, bias=True)
    weight = np.array([len(X) - 1, 1]) / len(X)
    means = np.array([X.mean(axis=0), pinned])
    totals = []
    for deviation in deviations:
        covs = np.array([broad, deviation**2 * np.eye(2)])
        gmm = build_mixture(GMM, Parameters(weight, means, covs))
        totals.append(log_density(gmm, X).sum())
    totals = np.array(totals)
    figure = style.new_figure(9.2, 3.7)
    plane, curve = figure.subplots(1, 2, width_ratios=[1, 1.15])
    draw.cloud(plane, X, s=10)
    draw.ellipses(plane, means[0], broad, style.colour(0))
    draw.ellipses(plane, pinned, 0.15**2 * np.eye(2), style.colour(1))
    plane.annotate(
        say("collapse.here"),
        pinned,
        (0.97, 0.04),
        textcoords="axes fraction",
        ha="right",
        arrowprops={"arrowstyle": "->", "color": style.colour(1), "lw": 1.8, "shrinkB": 9},
        bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.85, "pad": 2},
        zorder=8,
    )
    draw.frame(plane, *draw.span(X, 0.1))
    plane.set_xlabel(say("axis.x1"))
    plane.set_ylabel(say("axis.x2"))
    curve.plot(deviations, totals, color=style.colour(1))
    curve.set_xscale("log")
    curve.invert_xaxis()
    curve.set_xlabel(say("collapse.axis"))
    curve.set_ylabel(say("axis.log_likelihood"))
    if honest is not None:
        curve.axhline(honest, color=style.SOFT, linestyle="--", linewidth=1.6)
        note = {"textcoords": "offset points", "color": style.SOFT, "va": "bottom"}
        curve.annotate(say("collapse.honest"), (1, honest), (0, 3), **note)
    return figure, say(
        "collapse.alt",
        point=words.vector(pinned),
        first=words.number(totals[0], 1),
        last=words.number(totals[-1], 1),
    )
