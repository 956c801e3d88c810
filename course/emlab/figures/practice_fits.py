"""Pictures of choosing and judging a fit: how many components, k-means, published fits."""

import numpy as np
from matplotlib.lines import Line2D

from emlab import style
from emlab.figures import draw, words
from emlab.figures.guard import picture
from emlab.messages import say
from emlab.reading import numbers, points_of
from emlab.student import Parameters, build_mixture, read_mixture

DEVIATIONS = (2.0, 1.0, 0.4, 0.02)  # from soft to hard, one a panel


@picture
def how_many(bic, aic, held_out):
    """Draw three criteria over the number of components, and mark what each would choose.

    Parameters
    ----------
    bic, aic : sequence of float
        Criteria for K = 1, 2, 3, ...: the smaller, the better.
    held_out : sequence of float
        Mean log-likelihood of data that the fit has not seen: the larger, the better.
    """
    size = len(bic)
    bic, aic = numbers(bic, (size,), "bic"), numbers(aic, (size,), "aic")
    held_out = numbers(held_out, (size,), "held_out")
    K = np.arange(1, size + 1)
    figure = style.new_figure(9.2, 3.9)
    left, right = figure.subplots(1, 2)
    chosen = []
    for axes, values, k, key, pick in (
        (left, bic, 0, "how_many.bic", np.argmin),
        (left, aic, 1, "how_many.aic", np.argmin),
        (right, held_out, 2, "how_many.held_out", np.argmax),
    ):
        at = int(pick(values))
        chosen.append(K[at])
        line = {"color": style.colour(k), "marker": style.marker(k)}
        axes.plot(K, values, markersize=6, label=say(key), **line)
        rim = {"markerfacecolor": "white", "markeredgewidth": 2.6, "linestyle": ""}
        axes.plot(K[at], values[at], markersize=13, zorder=5, **line, **rim)
    for axes, title in ((left, "how_many.smaller"), (right, "how_many.larger")):
        axes.set_xticks(K)
        axes.set_xlabel(say("how_many.axis"))
        axes.set_title(say(title))
        axes.legend(loc="upper right" if axes is left else "lower right")
    return figure, say("how_many.alt", bic=chosen[0], aic=chosen[1], held_out=chosen[2])


@picture
def soft_to_hard(GMM, X):
    """Draw the posterior of round, equal components with a smaller and smaller deviation.

    Parameters
    ----------
    GMM : class
        With ``e_step``.
    X : ndarray, shape (sample_size, 2)
        The three clouds of `emlab.data`.
    """
    X = points_of(X, 2)
    means = np.array([[-1.4, -0.6], [1.2, 1.3], [1.4, -1.1]])
    figure = style.new_figure(7.6, 6.4)
    low, high = draw.span(X, 0.05)
    undecided = []
    panels = figure.subplots(2, 2, sharex=True, sharey=True)
    for axes, deviation in zip(panels.flat, DEVIATIONS, strict=True):
        covs = np.array([deviation**2 * np.eye(2)] * 3)
        gmm = build_mixture(GMM, Parameters(np.full(3, 1 / 3), means, covs))
        posterior = numbers(gmm.e_step(X.copy()), (len(X), 3), "e_step(X)")
        undecided.append(int(np.count_nonzero(posterior.max(axis=1) < 0.99)))
        draw.shares(axes, X, np.clip(posterior, 0, 1), 0.7)
        for k, mean in enumerate(means):
            draw.mean_mark(axes, mean, k, 0.8)
        draw.frame(axes, low, high)
        axes.set_title(say("hard.title", deviation=f"{deviation:g}", count=undecided[-1]))
    for axes in panels[-1]:
        axes.set_xlabel(say("axis.x1"))
    for axes in panels[:, 0]:
        axes.set_ylabel(say("axis.x2"))
    draw.legend(figure, 3, lines=False)
    return figure, say(
        "hard.alt",
        deviations=words.listing(f"{deviation:g}" for deviation in DEVIATIONS),
        counts=words.listing(str(count) for count in undecided),
    )


@picture
def geyser(model, X, published):
    """Draw the eruptions of Old Faithful with a fitted mixture, and the published means.

    Parameters
    ----------
    model : GMM
        Of dimension 2, in the units of X.
    X : ndarray, shape (sample_size, 2)
        Minutes of eruption, minutes of waiting.
    published : sequence of pairs
        The means of a published fit.
    """
    X, parts = points_of(X, 2), read_mixture(model)
    size = len(parts.means)
    numbers(parts.means, (size, 2), "mean")
    numbers(parts.covs, (size, 2, 2), "cov")
    posterior = numbers(model.e_step(X.copy()), (len(X), size), "e_step(X)")
    figure = style.new_figure(7.8, 4.7)
    axes = figure.subplots()
    draw.shares(axes, X, np.clip(posterior, 0, 1))
    for k, (mean, cov) in enumerate(zip(parts.means, parts.covs, strict=True)):
        draw.ellipses(axes, mean, cov, style.colour(k))
        draw.mean_mark(axes, mean, k, 1.6)
    published = np.asarray(published, dtype=float)
    cross = {"marker": "+", "color": style.INK, "linestyle": ""}
    axes.plot(*published.T, markersize=11, markeredgewidth=2, zorder=8, **cross)
    axes.set_xlabel(say("axis.eruption"))
    axes.set_ylabel(say("axis.waiting"))
    draw.frame(axes, *draw.span(X), equal=False)
    entry = Line2D([], [], markersize=9, markeredgewidth=2, label=say("geyser.published"), **cross)
    axes.legend(handles=[entry], loc="upper left")
    draw.legend(figure, size)
    return figure, say(
        "geyser.alt",
        means=words.listing(words.vector(mean, 2) for mean in parts.means),
        published=words.listing(words.vector(mean, 2) for mean in published),
    )


@picture
def flowers(model, X, species):
    """Draw the petals of the iris data: the species on the left, the components on the right.

    Parameters
    ----------
    model : GMM
        Fitted to X.
    X : ndarray, shape (sample_size, 4)
    species : ndarray of int, shape (sample_size,)
    """
    X, parts = points_of(X, 4), read_mixture(model)
    size = len(parts.means)
    posterior = numbers(model.e_step(X.copy()), (len(X), size), "e_step(X)")
    order = _in_the_order_of(species, posterior.argmax(axis=1), size)
    posterior = np.clip(posterior, 0, 1)[:, order]
    petals = [2, 3]
    figure = style.new_figure(9.4, 4.2)
    panels = figure.subplots(1, 2, sharex=True, sharey=True)
    names = [say(f"flowers.{number}") for number in range(3)]
    for number, name in enumerate(names):
        mine = species == number
        panels[0].scatter(
            *X[mine][:, petals].T,
            s=26,
            color=style.colour(number),
            marker=style.marker(number),
            alpha=0.8,
            linewidths=0,
            label=name,
        )
    panels[0].legend(loc="upper left")
    panels[0].set_title(say("flowers.species"))
    draw.shares(panels[1], X[:, petals], posterior)
    for k, source in enumerate(order):
        side = np.ix_(petals, petals)
        draw.ellipses(
            panels[1], parts.means[source][petals], parts.covs[source][side], style.colour(k)
        )
        draw.mean_mark(panels[1], parts.means[source][petals], k)
    panels[1].set_title(say("flowers.components"))
    for axes in panels:
        axes.set_xlabel(say("flowers.length"))
    panels[0].set_ylabel(say("flowers.width"))
    draw.legend(figure)
    other = int(np.count_nonzero(posterior.argmax(axis=1) != species))
    return figure, say("flowers.alt", size=len(X), other=other)


def _in_the_order_of(species, label, size):
    """Components in an order that gives each the colour of the species it mostly holds."""
    middle = [species[label == k].mean() if np.any(label == k) else size for k in range(size)]
    return np.argsort(middle, kind="stable")
