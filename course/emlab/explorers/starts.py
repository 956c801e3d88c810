"""Explorer of many starts: where each ended, and the fit that it found."""

import time

import ipywidgets as widgets
import numpy as np

from emlab import style
from emlab.explorers.plane import Plane
from emlab.explorers.stage import Stage, follow, set_up, slider
from emlab.figures import draw, words
from emlab.messages import say
from emlab.patience import OutOfTime, patience
from emlab.reading import Trouble, log_density, numbers, parameters_of, points_of

SECONDS = 20  # for all starts together: a class may be slow, and no reader waits for ever
ONE_SECONDS = 5  # for one of them: a `fit` that meets NaN may never end
SAME = 0.05  # log-likelihoods nearer than this belong to the same maximum


def explore_starts(GMM, X, num_components, num_starts=40, seed=0):
    """Fit from many random starts, and look at the fit that each of them found.

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

    def first_frame():
        data = points_of(X, 2)
        view = _StartsView(data, *_fits(GMM, data, num_components, num_starts, seed))
        view.show(view.first)
        return view

    view = set_up(first_frame)
    if not view:
        return
    label = say("explore.starts.number")
    start = slider(view.first, 0, len(view.values) - 1, 1, label, widgets.IntSlider)
    follow(view.stage, view.show, start)
    view.stage.open(start)


def _fits(GMM, X, num_components, num_starts, seed):
    """What the starts that end well found, and the number of the others."""
    fits, lost = [], 0
    end = time.monotonic() + SECONDS
    np.random.seed(seed)
    for _ in range(num_starts):
        if time.monotonic() > end and fits:
            break
        try:
            with patience(min(ONE_SECONDS, end - time.monotonic())):
                fits.append(_fit(GMM, X, num_components))
        except OutOfTime:
            if not fits:
                raise
            lost += 1
        except (ValueError, Trouble) as error:  # a component collapsed, or NaN: a start is lost
            lost, why = lost + 1, error
    if fits:
        return fits, lost
    if lost and isinstance(why, Trouble):
        raise why
    raise Trouble(say("starts.all_lost", made=lost))


def _fit(GMM, X, num_components):
    """Log-likelihood, posterior and parameters at the end of one run."""
    model = GMM(X.shape[1], num_components)
    model.fit(X.copy())
    value = float(log_density(model, X).sum())
    posterior = numbers(model.e_step(X.copy()), (len(X), num_components), "e_step(X)")
    return value, np.clip(posterior, 0, 1), parameters_of(model, 2)


class _StartsView:
    """A strip with a mark for every start; below, the best fit and the chosen one."""

    def __init__(self, X, fits, lost):
        self.X, self.fits, self.lost = X, fits, lost
        self.values = np.array([fit[0] for fit in fits])
        self.top = self.values > self.values.max() - SAME
        # The commonest of the lower ones: that is the one to compare with the best.
        near = np.abs(self.values[:, None] - self.values) < SAME
        self.first = int(np.argmax(np.where(self.top, 0, near.sum(axis=1))))
        figure = style.new_figure(9.2, 6.4)
        panels = figure.subplot_mosaic([["strip", "strip"], ["0", "1"]], height_ratios=[1, 1.7])
        self.height = np.random.RandomState(4).rand(len(fits))
        self._strip(panels["strip"])
        low, high = draw.span(X, 0.1)
        for name in "01":
            draw.frame(panels[name], low, high)
            panels[name].set_xlabel(say("axis.x1"))
        panels["0"].set_ylabel(say("axis.x2"))
        num_components = fits[0][1].shape[1]
        best = Plane(panels["0"], num_components, 0.7)
        _, posterior, parameters = fits[int(self.values.argmax())]
        best.show(X, posterior, parameters)
        value = words.number(self.values.max(), 1)
        count, made = int(self.top.sum()), len(fits) + lost
        panels["0"].set_title(say("explore.starts.best", value=value, count=count, made=made))
        self.chosen = Plane(panels["1"], num_components, 0.7)
        self.title = panels["1"].set_title(say("explore.starts.chosen", number=0, value=value))
        draw.legend(figure, num_components)
        self.stage = Stage(figure, [self.ring, self.title, *self.chosen.artists])

    def _strip(self, axes):
        """Every start one mark over its log-likelihood; the height only keeps the marks apart."""
        for key, k, group in (("best", 0, self.top), ("other", 1, ~self.top)):
            axes.scatter(
                self.values[group],
                self.height[group],
                s=42,
                marker=style.marker(k),
                color=style.colour(k),
                alpha=0.75,
                linewidths=0,
                label=say(f"starts.{key}"),
            )
        ring = {"marker": "o", "markersize": 15, "markerfacecolor": "none", "linestyle": ""}
        rim = {"markeredgecolor": style.INK, "markeredgewidth": 2.2}
        (self.ring,) = axes.plot([], [], label=say("explore.starts.ring"), **ring, **rim)
        axes.set_ylim(-0.25, 1.25)
        room = max(0.05 * np.ptp(self.values), 0.5)
        axes.set_xlim(self.values.min() - room, self.values.max() + room)
        axes.set_yticks([])
        axes.spines["left"].set_visible(False)
        axes.set_xlabel(say("starts.axis"))
        axes.legend(loc="lower left", bbox_to_anchor=(0, 0.98), ncols=3)

    def show(self, number):
        value, posterior, parameters = self.fits[number]
        self.ring.set_data([value], self.height[number : number + 1])
        self.chosen.show(self.X, posterior, parameters)
        told = words.number(value, 1)
        self.title.set_text(say("explore.starts.chosen", number=number, value=told))
        self.stage.renew(
            say(
                "explore.starts.alt",
                made=len(self.fits) + self.lost,
                lost=self.lost,
                best=words.number(self.values.max(), 1),
                count=int(self.top.sum()),
                others=int(np.sum(~self.top)),
                lowest=words.number(self.values.min(), 1),
                number=number,
                value=told,
                means=words.means(parameters),
            )
        )
