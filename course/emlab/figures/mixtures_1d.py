"""Pictures of lesson 01: draws, hidden labels, densities in one dimension, the likelihood."""

import numpy as np
from matplotlib.colors import BoundaryNorm

from emlab import style
from emlab.figures import curves, words
from emlab.figures.guard import picture
from emlab.messages import say

SMALL_STEP = 1e-4  # for the derivatives of the student's log-likelihood


@picture
def one_bell(x):
    """Draw the histogram of data, and the Gaussian with their mean and variance.

    Parameters
    ----------
    x : array, shape (sample_size,)
    """
    x = curves.line_of(x)
    mean, var = x.mean(), x.var()
    places = np.linspace(*_around(x), curves.STEPS)
    height = _bell(places, mean, var)
    figure = style.new_figure(8.2, 3.9)
    axes = figure.subplots()
    curves.histogram(axes, x)
    label = say("mixtures.bell.label", mean=words.number(mean), deviation=words.number(x.std()))
    axes.plot(places, height, color=style.colour(0), label=label, zorder=3)
    _headroom(axes)
    axes.legend(loc="upper left")
    return figure, say("mixtures.bell.alt", mean=words.number(mean))


@picture
def draws_and_density(draws, bins=100):
    """Draw the histogram of draws from `gmm_sampling`, with the density they should follow.

    Parameters
    ----------
    draws : array, shape (sample_size,)
    bins : int
    """
    draws = curves.line_of(draws, "draws")
    places = np.linspace(min(-9.5, draws.min()), max(9.5, draws.max()), curves.STEPS)
    figure = style.new_figure(8.2, 3.9)
    axes = figure.subplots()
    curves.histogram(axes, draws, bins, label=say("mixtures.draws.label", size=len(draws)))
    curves.mixture_line(axes, places, (_bell(places, -5, 1) + _bell(places, 5, 1)) / 2)
    _headroom(axes)
    axes.legend(loc="upper center")
    return figure, say(
        "mixtures.draws.alt",
        size=len(draws),
        share=round(100 * np.mean(draws < 0)),
        left=_mean_of(draws[draws < 0]),
        right=_mean_of(draws[draws >= 0]),
    )


@picture
def mixture_or_average(gmm_sampling, averages):
    """Show draws of a mixture beside averages of one draw from each component.

    Parameters
    ----------
    gmm_sampling : function
    averages : array, shape (sample_size,)
    """
    averages = curves.line_of(averages, "averages")
    draws = curves.line_of(gmm_sampling(len(averages)), "gmm_sampling(sample_size)")
    figure = style.new_figure(9.0, 3.5)
    panels = (("mixtures.average.draws", draws), ("mixtures.average.averages", averages))
    low, high = _around(np.concatenate([draws, averages]))
    for axes, (key, values) in zip(figure.subplots(1, 2), panels, strict=True):
        curves.histogram(axes, values, np.linspace(low, high, 81))
        axes.set_title(say(key))
    return figure, say(
        "mixtures.average.alt",
        near=_percent_near_zero(draws),
        mean=words.number(averages.mean()),
        average_near=_percent_near_zero(averages),
    )


@picture
def hidden_labels(x, z):
    """Show the same histogram with the label of every data point, and without.

    Parameters
    ----------
    x : array, shape (sample_size,)
    z : array of int, shape (sample_size,)
    """
    x = curves.line_of(x)
    z = curves.labels_of(z, len(x))
    figure = style.new_figure(9.0, 3.7)
    known, hidden = figure.subplots(1, 2, sharey=True)
    curves.labelled_histogram(known, x, z, 30)
    known.set_title(say("mixtures.hidden.known"))
    _headroom(known, 1.3)
    known.legend(loc="upper left", ncols=2)
    curves.histogram(hidden, x, 30)
    hidden.set_title(say("mixtures.hidden.hidden"))
    hidden.set_ylabel("")
    counts = words.listing(str(count) for count in np.bincount(z))
    return figure, say("mixtures.hidden.alt", counts=counts)


@picture
def mixture_curves(mixture_pdf, weight, mean, var, x=None, z=None):
    """Draw a mixture as the student's function gives it, and its components.

    Parameters
    ----------
    mixture_pdf : function
    weight, mean, var : array, shape (num_components,)
    x : array, shape (sample_size,), optional
        Data, drawn as a histogram.
    z : array of int, shape (sample_size,), optional
        Their labels, which colour it.
    """
    mixture = curves.parameters(weight, mean, var)
    x = None if x is None else curves.line_of(x)
    places = curves.reach(*mixture, x)
    height = curves.density(mixture_pdf, places, *mixture)
    figure = style.new_figure(8.2, 4.1)
    axes = figure.subplots()
    if z is not None:
        curves.labelled_histogram(axes, x, curves.labels_of(z, len(x)))
    elif x is not None:
        curves.histogram(axes, x, label=say("mixtures.data"))
    curves.component_lines(axes, places, curves.shares(mixture_pdf, places, *mixture))
    curves.mixture_line(axes, places, height)
    axes.set_xlabel(say("axis.x"))
    axes.set_ylabel(say("axis.density"))
    _headroom(axes, 1.35)
    axes.legend(loc="upper left", ncols=2)
    area = words.number(curves.area(places, height))
    axes.set_title(say("mixtures.curves.title", area=area))
    return figure, say(
        "mixtures.curves.alt",
        weights=curves.numbers_of(mixture[0]),
        means=curves.numbers_of(mixture[1]),
        variances=curves.numbers_of(mixture[2]),
        area=area,
        top=words.number(places[height.argmax()]),
        peak=words.number(height.max()),
    )


@picture
def coin_likelihood(heads, tosses):
    """Draw likelihood and log-likelihood of a coin over its probability of heads.

    Parameters
    ----------
    heads, tosses : int
        Of `tosses` tosses, `heads` came up heads; neither all nor none.
    """
    p = np.linspace(0.005, 0.995, 199)
    logs = heads * np.log(p) + (tosses - heads) * np.log(1 - p)
    best = heads / tosses
    figure = style.new_figure(9.0, 3.5)
    panels = (("mixtures.coin.likelihood", np.exp(logs)), ("axis.log_likelihood", logs))
    for axes, (key, height) in zip(figure.subplots(1, 2), panels, strict=True):
        axes.plot(p, height, color=style.colour(0))
        axes.axvline(best, color=style.colour(1), linestyle="--", linewidth=1.6)
        axes.set_xlabel(say("mixtures.coin.p"))
        axes.set_ylabel(say(key))
        axes.set_title(say("mixtures.coin.title", best=words.number(best)))
    return figure, say("mixtures.coin.alt", heads=heads, tosses=tosses, best=words.number(best))


@picture
def compare_mixtures(mixture_pdf, log_likelihood, x, mixtures):
    """Draw several mixtures over the same data, each with the student's log-likelihood.

    Parameters
    ----------
    mixture_pdf, log_likelihood : function
    x : array, shape (sample_size,)
    mixtures : dict
        Name of each mixture, and its (weight, mean, var).
    """
    x = curves.line_of(x)
    places = np.linspace(*_around(x), curves.STEPS)
    figure = style.new_figure(9.6, 3.5)
    told = []
    for axes, (name, given) in zip(
        figure.subplots(1, len(mixtures), sharey=True), mixtures.items(), strict=True
    ):
        mixture = curves.parameters(*given)
        curves.histogram(axes, x)
        curves.mixture_line(axes, places, curves.density(mixture_pdf, places, *mixture))
        value = words.number(curves.total(log_likelihood, x, *mixture), 1)
        axes.set_title(say("mixtures.compare.title", name=name, value=value))
        told.append(say("mixtures.compare.one", name=name, value=value))
    for axes in figure.axes[1:]:
        axes.set_ylabel("")
    return figure, say("mixtures.compare.alt", told=words.listing(told))


@picture
def likelihood_surface(log_likelihood, x):
    """Draw the log-likelihood over both means: equal weights, variances of 1.

    Parameters
    ----------
    log_likelihood : function
    x : array, shape (sample_size,)
    """
    surface = _Surface(log_likelihood, x)
    figure, axes = surface.drawn()
    tops = surface.tops()
    for k, (place, _) in enumerate(tops):
        mark = {"marker": "*", "s": 190, "facecolors": "white", "edgecolors": style.colour(k)}
        axes.scatter(*place, linewidths=2, zorder=6, **mark)
        side = {"ha": "left", "va": "bottom"}
        label = words.vector(place)
        axes.annotate(label, place, (8, 8), textcoords="offset points", zorder=7, **side)
    (first, value), (second, other) = tops
    return figure, say(
        "mixtures.surface.alt",
        first=words.vector(first),
        second=words.vector(second),
        value=words.number(value, 1),
        other=words.number(other, 1),
    )


@picture
def gradient_ascent(log_likelihood, x, starts, rate=0.003, steps=40):
    """Draw the way uphill on the surface of the log-likelihood, from each start.

    Parameters
    ----------
    log_likelihood : function
    x : array, shape (sample_size,)
    starts : sequence of pairs
        Both means at the start of each way.
    rate : float
        Length of a step, as a multiple of the gradient.
    steps : int
    """
    surface = _Surface(log_likelihood, x)
    figure, axes = surface.drawn()
    told = []
    for k, start in enumerate(starts):
        path = surface.climb(start, rate, steps)
        colour, marker = style.colour(k), style.marker(k)
        label = say("mixtures.climb.label", start=words.vector(start))
        axes.plot(
            *path.T, color=colour, marker=marker, markersize=4, linewidth=1.3, label=label, zorder=5
        )
        axes.scatter(
            *path[-1], s=90, marker=marker, facecolors="white", edgecolors=colour, zorder=6
        )
        told.append(
            say(
                "mixtures.climb.one",
                start=words.vector(start),
                end=words.vector(path[-1]),
                value=words.number(surface.at(path[-1]), 1),
            )
        )
    figure.legend(loc="outside lower center", ncols=2)
    return figure, say("mixtures.climb.alt", told=words.listing(told))


class _Surface:
    """A student's log-likelihood over both means, the other parameters held fixed."""

    LIMIT, STEPS = 4.5, 37
    HALVES, ONES = np.full(2, 0.5), np.ones(2)

    def __init__(self, log_likelihood, x):
        self.log_likelihood, self.x = log_likelihood, curves.line_of(x)
        self.axis = np.linspace(-self.LIMIT, self.LIMIT, self.STEPS)
        self.height = np.array([[self.at((a, b)) for a in self.axis] for b in self.axis])

    def at(self, means):
        means = np.array(means, dtype=float)
        return curves.total(self.log_likelihood, self.x, self.HALVES, means, self.ONES)

    def drawn(self):
        """Figure and axes with the surface seen from above, darker where it is higher."""
        figure = style.new_figure(7.2, 5.6)
        axes = figure.subplots()
        # Levels lie close together near the top, where there is something to see.
        depth = max(np.ptp(self.height), 1e-9)
        levels = self.height.max() - depth * np.linspace(1, 0, 13) ** 3
        levels[[0, -1]] += np.array([-1e-6, 1e-6]) * depth
        filled = axes.contourf(
            *(self.axis, self.axis, self.height),
            levels=levels,
            cmap=style.DENSITY,
            norm=BoundaryNorm(levels, style.DENSITY.N),
        )
        axes.contour(
            *(self.axis, self.axis, self.height),
            levels=levels[1:-1],
            colors="white",
            linewidths=0.6,
        )
        axes.plot(self.axis, self.axis, color=style.SOFT, linestyle=":", linewidth=1.2)
        axes.set_aspect("equal")
        axes.set_xlabel(say("mixtures.surface.mean", k=0))
        axes.set_ylabel(say("mixtures.surface.mean", k=1))
        bar = figure.colorbar(filled, ax=axes, shrink=0.85, spacing="uniform", format="%.0f")
        bar.set_label(say("axis.log_likelihood"))
        bar.outline.set_visible(False)
        return figure, axes

    def tops(self):
        """The highest place on each side of the line of equal means, and the height there."""
        above = self.axis[:, None] > self.axis[None, :]
        found = []
        for side in (above, above.T):
            lifted = np.where(side, self.height, -np.inf)
            row, column = np.unravel_index(lifted.argmax(), lifted.shape)
            found.append(((self.axis[column], self.axis[row]), self.height[row, column]))
        return found

    def climb(self, start, rate, steps):
        """Places on the way uphill by gradient ascent, as rows: (steps + 1, 2)."""
        path = [np.array(start, dtype=float)]
        for _ in range(steps):
            path.append(path[-1] + rate * self._gradient(path[-1]))
        return np.array(path)

    def _gradient(self, place):
        return np.array(
            [self.at(place + step) - self.at(place - step) for step in SMALL_STEP * np.eye(2)]
        ) / (2 * SMALL_STEP)


def _bell(x, mean, var):
    return np.exp(-0.5 * (x - mean) ** 2 / var) / np.sqrt(2 * np.pi * var)


def _around(x):
    room = 0.08 * max(np.ptp(x), 1e-9)
    return x.min() - room, x.max() + room


def _headroom(axes, factor=1.2):
    """Leave room above the curves for the legend."""
    axes.set_ylim(0, factor * axes.get_ylim()[1])


def _mean_of(x):
    """Mean of what may be empty, as it stands in a sentence."""
    return words.number(x.mean()) if len(x) else say("mixtures.nothing")


def _percent_near_zero(x):
    return round(100 * np.mean(np.abs(x) < 2))
