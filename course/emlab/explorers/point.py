"""Explorer of Bayes' rule at one point: densities, weighted densities, normalised."""

import numpy as np

from emlab import style
from emlab.explorers.stage import Stage, follow, set_up, slider
from emlab.figures import draw, words
from emlab.messages import say
from emlab.reading import Trouble, numbers, parameters_of, points_of, rounded
from emlab.student import unwritten

STEPS = ("densities", "weighted", "normalised")
SAME = 1e-6  # difference of two probabilities that is rounding


def explore_point(GMM, X, num_components, seed=0):
    """Move one point over the plane, and see how its posterior comes about, step by step.

    Parameters
    ----------
    GMM : class
        Each component's ``log_pdf`` is called. Once ``e_step`` is written, what it says is marked.
    X : ndarray, shape (sample_size, 2)
        The point begins at the first row.
    num_components : int
    seed : int
        For the random means that a GMM starts with.
    """

    def first_frame():
        np.random.seed(seed)
        view = _PointView(GMM(2, num_components), points_of(X, 2))
        view.show(*view.start)
        return view

    view = set_up(first_frame)
    if not view:
        return
    controls = [
        slider(view.start[i], view.low[i], view.high[i], 0.05, say("explore.point.place", i=i + 1))
        for i in (0, 1)
    ]
    follow(view.stage, view.show, *controls)
    view.stage.open(*controls)


class _PointView:
    """The components with the point among them, and three groups of bars."""

    def __init__(self, gmm, X):
        self.gmm, self.parts = gmm, parameters_of(gmm, 2)
        self.size = len(self.parts.weight)
        low, high = draw.span(X, 0.1)
        # Whole steps of the sliders, so that the first row is where the point can stand.
        self.low, self.high = np.floor(low * 10) / 10, np.ceil(high * 10) / 10
        self.start = tuple(np.round(X[0] * 20) / 20)
        figure = style.new_figure(9.4, 4.2)
        plane, *self.panels = figure.subplots(1, 4, width_ratios=[2.3, 1, 1, 1])
        draw.cloud(plane, X, alpha=0.3)
        for k, (mean, cov) in enumerate(zip(self.parts.means, self.parts.covs, strict=True)):
            draw.ellipses(plane, mean, cov, style.colour(k))
            draw.mean_mark(plane, mean, k)
        star = {"marker": "*", "markersize": 19, "color": style.INK, "markeredgecolor": "white"}
        (self.star,) = plane.plot([], [], zorder=9, **star)
        draw.frame(plane, self.low, self.high)
        plane.set_xlabel(say("axis.x1"))
        plane.set_ylabel(say("axis.x2"))
        self.bars = [self._bars(axes, step) for axes, step in zip(self.panels, STEPS, strict=True)]
        self.values = [[self._value(axes, k) for k in range(self.size)] for axes in self.panels]
        own = {"marker": "_", "markersize": 26, "markeredgewidth": 3, "linestyle": ""}
        (self.own,) = self.panels[2].plot([], [], color=style.INK, zorder=6, **own)
        draw.legend(figure, self.size)
        bars = [bar for group in self.bars for bar in group]
        texts = [text for group in self.values for text in group]
        self.stage = Stage(figure, [self.star, *bars, *texts, self.own])

    def _bars(self, axes, step):
        axes.set_title(say(f"explore.point.{step}"))
        axes.set_xlim(-0.6, self.size - 0.4)
        axes.set_ylim(0, 1.12)
        axes.set_xticks(range(self.size))
        axes.set_xlabel(say("explore.point.component"))
        axes.set_yticks([0, 0.5, 1] if step == "normalised" else [])
        colours = [style.colour(k) for k in range(self.size)]
        return axes.bar(range(self.size), np.zeros(self.size), width=0.72, color=colours)

    def _value(self, axes, k):
        return axes.text(k, 0, "", ha="center", va="bottom", fontsize=10)

    def show(self, x1, x2):
        """Put the point there; bars of the first two groups are drawn to the same scale."""
        point = np.array([[x1, x2]])
        density = np.array([self._density(gaussian, point) for gaussian in self.gmm.gaussian_list])
        weighted = rounded(self.parts.weight * density)
        total = weighted.sum()
        if not total > 0:
            raise Trouble(say("explore.point.nothing", point=words.vector(point[0], 2)))
        posterior = rounded(weighted / total)
        largest = density.max()
        self.star.set_data(point[:, 0], point[:, 1])
        rows = (
            (density / largest, map(words.small, density)),
            (weighted / largest, map(words.small, weighted)),
            (posterior, map(words.number, posterior)),
        )
        for bars, texts, (heights, told) in zip(self.bars, self.values, rows, strict=True):
            for bar, text, height, value in zip(bars, texts, heights, told, strict=True):
                bar.set_height(height)
                text.set_y(height + 0.01)
                text.set_text(value)
        kind, own = self._own(point, posterior)
        self.own.set_data(range(len(own)), own)
        self.stage.renew(
            say(
                f"explore.point.{kind}",
                point=words.vector(point[0], 2),
                densities=words.listing(map(words.small, density)),
                weighted=words.listing(map(words.small, weighted)),
                total=words.small(total),
                posterior=words.listing(words.number(p, 3) for p in posterior),
                own=words.listing(words.number(p, 3) for p in own) if len(own) else "",
            )
        )

    def _density(self, gaussian, point):
        log_density = numbers(gaussian.log_pdf(point.copy()), (1,), "log_pdf(X)")[0]
        return float(rounded(np.exp(log_density)))

    def _own(self, point, posterior):
        """Whether the student's e_step agrees, and what it says of the point."""
        try:
            came = self.gmm.e_step(point.copy())
        except Exception as error:
            if unwritten(error):
                return "unwritten", ()
            raise
        own = rounded(numbers(came, (1, self.size), "e_step(X)")[0])
        return ("same" if np.abs(own - posterior).max() < SAME else "other"), own
