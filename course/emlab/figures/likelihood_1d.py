"""Pictures of the likelihood: of a coin, of several guesses, and over both means."""

import numpy as np
from matplotlib.colors import BoundaryNorm

from emlab import style
from emlab.figures import curves, draw, words
from emlab.figures.guard import picture
from emlab.messages import say

RATE = 0.005  # of gradient ascent on some hundred data points
PLATE = {"boxstyle": "round,pad=0.15", "facecolor": "#FFFFFFC0", "edgecolor": "none"}
SMALL_STEP = 1e-4  # for the derivatives of the student's log-likelihood


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
    mixtures = {name: curves.parameters(*given) for name, given in mixtures.items()}
    ends = [curves.reach(*mixture, x)[[0, -1]] for mixture in mixtures.values()]
    places = np.linspace(np.min(ends), np.max(ends), curves.STEPS)
    figure = style.new_figure(9.4, 3.5)
    told = []
    for axes, (name, mixture) in zip(
        figure.subplots(1, len(mixtures), sharey=True), mixtures.items(), strict=True
    ):
        curves.histogram(axes, x, label=say("mixtures.data"))
        curves.mixture_line(axes, places, curves.density(mixture_pdf, places, *mixture))
        value = words.number(curves.total(log_likelihood, x, *mixture), 1)
        axes.set_title(say("mixtures.compare.title", name=name, value=value))
        axes.label_outer()
        told.append(say("mixtures.compare.one", name=name, value=value))
    axes.set_ylim(bottom=0)
    curves.legend(figure, axes)
    return figure, say("mixtures.compare.alt", told=words.listing(told))


@picture
def likelihood_surface(log_likelihood, x):
    """Draw the log-likelihood over both means: equal weights, variances of 1.

    Parameters
    ----------
    log_likelihood : function
    x : array, shape (sample_size,)
    """
    surface = Surface(log_likelihood, x)
    figure, axes = surface.drawn()
    tops = surface.tops()
    for k, (place, _) in enumerate(tops):
        mark = {"marker": "*", "s": 190, "facecolors": "white", "edgecolors": style.colour(k)}
        axes.scatter(*place, linewidths=2, zorder=6, **mark)
        label = {"text": words.vector(place), "textcoords": "offset points", "zorder": 7}
        axes.annotate(xy=place, xytext=(10, 10), bbox=PLATE, **label)
    (first, value), (second, other) = tops
    return figure, say(
        "mixtures.surface.alt",
        first=words.vector(first),
        second=words.vector(second),
        value=words.number(value, 1),
        other=words.number(other, 1),
    )


@picture
def gradient_ascent(log_likelihood, x, starts, rate=RATE, steps=40):
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
    surface = Surface(log_likelihood, x)
    figure, axes = surface.drawn()
    told = []
    for k, start in enumerate(starts):
        path = surface.climb(start, rate, steps)
        colour, marker = style.colour(k), style.marker(k)
        label = say("mixtures.climb.label", start=words.vector(start))
        line = {"color": colour, "marker": marker, "markersize": 4, "linewidth": 1.3}
        axes.plot(*path.T, label=label, zorder=5, **line)
        rim = {"facecolors": "white", "edgecolors": colour}
        axes.scatter(*path[-1], s=90, marker=marker, zorder=6, **rim)
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


class Surface:
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
        levels = self.height.max() - depth * np.linspace(1, 0, 13)[[*range(11), 12]] ** 3
        levels[[0, -1]] += np.array([-1e-6, 1e-6]) * depth
        map_ = self.axis, self.axis, self.height
        shades = {"cmap": style.DENSITY, "norm": BoundaryNorm(levels, style.DENSITY.N)}
        filled = axes.contourf(*map_, levels=levels, **shades)
        lines = {"colors": "white", "linestyles": "solid", "linewidths": 0.6}
        axes.contour(*map_, levels=levels[1:-1], **lines)
        axes.plot(self.axis, self.axis, color=style.SOFT, linestyle=":", linewidth=1.2)
        draw.frame(axes, np.full(2, -self.LIMIT), np.full(2, self.LIMIT))
        axes.set_autoscale_on(False)
        axes.set_xlabel(say("mixtures.surface.mean", k=0))
        axes.set_ylabel(say("mixtures.surface.mean", k=1))
        label = say("axis.log_likelihood")
        bar = draw.scale(figure, axes, filled, label, format=_whole, spacing="uniform")
        bar.set_ticks(filled.levels[1::2])  # the lowest shade goes down farther than anyone reads
        return figure, axes

    def tops(self):
        """The highest place on each side of the line of equal means, and the height there."""
        above = self.axis[:, None] > self.axis[None, :]
        found = []
        for side in (above, above.T):
            lifted = np.where(side, self.height, -np.inf)
            row, column = np.unravel_index(lifted.argmax(), lifted.shape)
            grid_top = np.array([self.axis[column], self.axis[row]])
            # From the best place on the grid it is not far to the true top.
            found.append(max(self.climb(grid_top, RATE, 20), key=self.at))
        return [(place, self.at(place)) for place in found]

    def climb(self, start, rate, steps):
        """Places on the way uphill by gradient ascent, as rows; it ends where it leaves the map."""
        path = [np.array(start, dtype=float)]
        for _ in range(steps):
            if np.abs(path[-1]).max() > self.LIMIT:
                break
            place = path[-1] + rate * self._gradient(path[-1])
            # Not farther: the densities there are too small for floating-point numbers.
            path.append(np.clip(place, -2 * self.LIMIT, 2 * self.LIMIT))
        return np.array(path)

    def _gradient(self, place):
        return np.array(
            [self.at(place + step) - self.at(place - step) for step in SMALL_STEP * np.eye(2)]
        ) / (2 * SMALL_STEP)


def _whole(level, _position):
    return words.number(level, 0)
