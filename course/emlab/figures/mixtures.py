"""Pictures of a mixture: density, responsibilities, the rounds of EM, the lecture's 3-D data."""

import numpy as np
from matplotlib.ticker import MaxNLocator

from emlab import reading, style
from emlab.em import history
from emlab.figures import draw, words
from emlab.figures.guard import picture
from emlab.messages import say
from emlab.reading import array_of, few_enough, numbers, parameters_of, points_of, rounded
from emlab.student import Parameters

SMALL = 0.55  # area of the marks in small panels, against those in a large one


@picture
def density(model, X=None):
    """Draw the density of a 2-D Gaussian or mixture as filled contours.

    Parameters
    ----------
    model : Gaussian or GMM
        Of dimension 2, with ``log_pdf``.
    X : ndarray, shape (sample_size, 2), optional
        Data to draw over it.
    """
    parts = _parts(model)
    edges = [
        draw.outline(mean, cov, 3).T for mean, cov in zip(parts.means, parts.covs, strict=True)
    ]
    if X is not None:
        X = points_of(X, 2)
        edges.append(X)
    low, high = draw.span(np.vstack(edges), 0.02)
    x, y, points = draw.grid(low, high, 90)
    height = rounded(reading.density(model, points)).reshape(90, 90)
    figure = style.new_figure(7.4, 5.0)
    axes = figure.subplots()
    levels = MaxNLocator(8).tick_values(0, height.max())
    shades = style.DENSITY(np.linspace(0, 1, len(levels) - 1))  # the lowest is the page's white
    filled = axes.contourf(x, y, height, levels=levels, colors=shades, zorder=0)
    axes.contour(x, y, height, levels=levels[1:], colors="white", linewidths=0.6, zorder=1)
    if X is not None:
        draw.cloud(axes, X, s=10, alpha=0.7)
    for k, (mean, cov) in enumerate(zip(parts.means, parts.covs, strict=True)):
        draw.ellipses(axes, mean, cov, style.colour(k))
        draw.mean_mark(axes, mean, k)
    draw.frame(axes, low, high)
    axes.set_xlabel(say("axis.x1"))
    axes.set_ylabel(say("axis.x2"))
    draw.scale(figure, axes, filled, say("axis.density"))
    draw.legend(figure, len(parts.means) if len(parts.means) > 1 else 0)
    top = points[int(height.argmax())]
    return figure, say(
        "density.alt", means=words.means(parts), top=words.vector(top), peak=f"{height.max():.3g}"
    )


def _parts(model):
    """Means and covariances to draw: of the components, or of the one Gaussian."""
    if hasattr(model, "mean"):
        mean, cov = numbers(model.mean, (2,), "mean"), numbers(model.cov, (2, 2), "cov")
        return Parameters(np.ones(1), mean[None], cov[None])
    return parameters_of(model, 2)


@picture
def responsibilities(X, posterior, gmm=None):
    """Draw each point in the colours of its posterior.

    Parameters
    ----------
    X : ndarray, shape (sample_size, 2)
    posterior : ndarray, shape (sample_size, num_components)
    gmm : GMM, optional
        Its components are drawn as ellipses.
    """
    X, posterior = points_of(X, 2), _posterior(posterior, len(X))
    figure = style.new_figure(7.4, 5.0)
    axes = figure.subplots()
    corners = [X]
    draw.shares(axes, X, posterior)
    if gmm is not None:
        parts = _parts(gmm)
        _components(axes, parts)
        corners += [draw.outline(*pair, 2).T for pair in zip(parts.means, parts.covs, strict=True)]
    low, high = draw.span(np.vstack(corners), 0.05)
    draw.frame(axes, low, high)
    axes.set_xlabel(say("axis.x1"))
    axes.set_ylabel(say("axis.x2"))
    drawn = gmm is not None
    draw.legend(figure, posterior.shape[1], mean=drawn, lines=drawn)
    return figure, say("responsibilities.alt", counts=_counts(posterior), unsure=_unsure(posterior))


def _posterior(posterior, sample_size):
    array = array_of(posterior, "posterior")
    columns = array.shape[1] if array.ndim == 2 else 0
    few_enough(columns)
    shape = (sample_size, max(columns, 1))
    return rounded(np.clip(numbers(array, shape, "posterior"), 0, 1))


def _components(axes, parts, scale=1.0):
    for k, (mean, cov) in enumerate(zip(parts.means, parts.covs, strict=True)):
        draw.ellipses(axes, mean, cov, style.colour(k), linewidth=2 * np.sqrt(scale))
        draw.mean_mark(axes, mean, k, scale)


def _counts(posterior):
    counts = np.bincount(posterior.argmax(axis=1), minlength=posterior.shape[1])
    return words.listing(str(count) for count in counts)


def _unsure(posterior):
    return int(np.count_nonzero(posterior.max(axis=1) < 0.9))


@picture
def em_rounds(GMM, X, num_components, rounds=(0, 1, 3, 10, 30, 60), seed=0):
    """Run the student's own e_step and m_step, and draw the state after some of the rounds.

    Parameters
    ----------
    GMM : class
        With ``e_step``, ``m_step`` and ``log_pdf``.
    X : ndarray, shape (sample_size, 2)
    num_components : int
    rounds : sequence of int
        The rounds to draw.
    seed : int
        For the random means that a GMM starts with.
    """
    X, rounds = points_of(X, 2), tuple(rounds)
    np.random.seed(seed)
    kept, error = history(GMM(2, num_components), X, max(rounds))
    if error:
        raise error
    return rounds_figure(X, kept, rounds), say(
        "em_rounds.alt",
        rounds=words.listing(str(number) for number in rounds),
        means=words.means(kept[rounds[-1]].parameters),
        first=words.number(kept[0].log_likelihood, 1),
        last=words.number(kept[-1].log_likelihood, 1),
    )


def rounds_figure(X, kept, rounds, names=("axis.x1", "axis.x2"), equal=True):
    """A panel for each of some rounds of EM, and the log-likelihood of all of them underneath.

    `names` are the keys of what the axes are called.
    """
    columns = min(3, len(rounds))
    lines = -(-len(rounds) // columns)
    figure = style.new_figure(9.2, 2.75 * lines + 2.2)
    panels = figure.subplot_mosaic(
        [[f"{line}.{column}" for column in range(columns)] for line in range(lines)]
        + [["trace"] * columns],
        height_ratios=[2.75] * lines + [1.9],
    )
    low, high = draw.span(X, 0.14)
    for axes, number in zip(panels.values(), rounds, strict=False):
        draw.shares(axes, X, kept[number].posterior, SMALL)
        _components(axes, kept[number].parameters, SMALL)
        draw.frame(axes, low, high, equal)
        axes.set_title(say("em_rounds.title", number=number))
        line, column = divmod(rounds.index(number), columns)
        axes.tick_params(labelbottom=line == lines - 1, labelleft=column == 0)
        axes.set_xlabel(say(names[0]) if line == lines - 1 else "")
        axes.set_ylabel(say(names[1]) if column == 0 else "")
    for unused in list(panels.values())[len(rounds) : -1]:
        unused.set_axis_off()
    _trace(panels["trace"], kept, rounds)
    draw.legend(figure, len(kept[0].parameters.weight))
    return figure


def _trace(axes, kept, rounds):
    values = rounded([state.log_likelihood for state in kept])
    axes.plot(values, color=style.INK, linewidth=1.8)
    axes.scatter(rounds, [values[number] for number in rounds], s=40, color=style.INK, zorder=4)
    axes.set_xlabel(say("axis.round"))
    axes.set_ylabel(say("axis.log_likelihood"))
    axes.margins(x=0.02)


@picture
def posterior_strip(posterior):
    """Draw every posterior probability over the number of its data point.

    Parameters
    ----------
    posterior : ndarray, shape (sample_size, num_components)
    """
    posterior = _posterior(posterior, len(posterior))
    figure = style.new_figure(8.6, 3.3)
    axes = figure.subplots()
    for k in range(posterior.shape[1]):
        axes.scatter(
            np.arange(len(posterior)),
            posterior[:, k],
            s=24,
            marker=style.marker(k),
            color=style.colour(k),
            alpha=0.8,
            linewidths=0,
            clip_on=False,
            zorder=3,
        )
    axes.set_ylim(-0.04, 1.04)
    axes.set_yticks([0, 0.5, 1])
    axes.set_xlim(-2, len(posterior) + 1)
    axes.grid(axis="y", color=style.RULE, linewidth=0.8)
    axes.set_xlabel(say("axis.n"))
    axes.set_ylabel(say("axis.posterior"))
    draw.legend(figure, posterior.shape[1], mean=False, lines=False)
    return figure, say("strip.alt", counts=_counts(posterior), unsure=_unsure(posterior))


@picture
def pairs(X, posterior, gmm):
    """Draw 3-D data from its three sides, points in the colours of their posterior.

    Parameters
    ----------
    X : ndarray, shape (sample_size, 3)
    posterior : ndarray, shape (sample_size, num_components)
    gmm : GMM
        Fitted to X.
    """
    X, posterior = points_of(X, 3), _posterior(posterior, len(X))
    parts = parameters_of(gmm, 3)
    numbers(parts.means, (posterior.shape[1], 3), "mean")
    figure = style.new_figure(9.4, 3.6)
    low, high = draw.span(np.vstack([X, X[:, [1, 2, 0]], X[:, [2, 0, 1]]]), 0.05)
    names = [say("axis.x1"), say("axis.x2"), say("axis.x3")]
    for axes, (i, j) in zip(figure.subplots(1, 3), ((0, 1), (0, 2), (1, 2)), strict=True):
        draw.shares(axes, X[:, [i, j]], posterior)
        for k, (mean, cov) in enumerate(zip(parts.means, parts.covs, strict=True)):
            side = np.ix_([i, j], [i, j])
            draw.ellipses(axes, mean[[i, j]], cov[side], style.colour(k), linewidth=1.6)
            draw.mean_mark(axes, mean[[i, j]], k)
        draw.frame(axes, low[[i, j]], high[[i, j]])
        axes.set_xlabel(names[i])
        axes.set_ylabel(names[j])
    draw.legend(figure, posterior.shape[1])
    return figure, say("pairs.alt", means=words.means(parts), counts=_counts(posterior))
