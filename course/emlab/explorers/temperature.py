"""Explorer of the way from soft to hard: one common deviation, the temperature, goes down."""

import ipywidgets as widgets
import numpy as np

from emlab import style
from emlab.explorers.plane import Plane
from emlab.explorers.stage import Stage, follow, set_up, slider
from emlab.figures import draw, words
from emlab.messages import say
from emlab.reading import mixture_of, numbers, points_of
from emlab.student import Parameters

MEANS = np.array([[-1.4, -0.6], [1.2, 1.3], [1.4, -1.1]])
HOTTEST, COLDEST, STEP, START = 0.6, -2.0, 0.05, 0.0  # powers of ten
DECIDED = 0.99


def explore_temperature(GMM, X):
    """Cool round, equal components, and see the posterior go from soft to hard.

    Parameters
    ----------
    GMM : class
        With ``e_step``.
    X : ndarray, shape (sample_size, 2)
        The three clouds of `emlab.data`.
    """

    def first_frame():
        view = _TemperatureView(GMM, points_of(X, 2))
        view.show(10.0**START)
        return view

    view = set_up(first_frame)
    if not view:
        return
    label = say("explore.temperature.slider")
    named = {"kind": widgets.FloatLogSlider, "readout_format": ".3f"}
    deviation = slider(10.0**START, COLDEST, HOTTEST, STEP, label, **named)
    follow(view.stage, view.show, deviation)
    view.stage.open(deviation)


class _TemperatureView:
    """The points in the colours of their posterior; how many are undecided, over the deviation."""

    def __init__(self, GMM, X):
        self.GMM, self.X = GMM, X
        figure = style.new_figure(9.2, 4.8)
        plane, curve = figure.subplots(1, 2, width_ratios=[1.4, 1])
        self.mixture = Plane(plane, len(MEANS), 0.8)
        draw.frame(plane, *draw.span(X, 0.05))
        plane.set_xlabel(say("axis.x1"))
        plane.set_ylabel(say("axis.x2"))
        self.deviation = plane.set_title(say("explore.temperature.title", deviation="1.000"))
        deviations = 10.0 ** np.arange(COLDEST, HOTTEST + STEP / 2, STEP)
        undecided = [_undecided(self._posterior(deviation)[0]) for deviation in deviations]
        curve.plot(deviations, undecided, color=style.SOFT)
        curve.set_xscale("log")
        curve.invert_xaxis()
        curve.xaxis.set_major_formatter(_plainly)
        curve.set_xlabel(say("explore.temperature.axis"))
        curve.set_ylabel(say("explore.temperature.undecided"))
        (self.here,) = curve.plot([], [], "o", color=style.INK, markersize=9, zorder=5)
        self.count = curve.set_title(say("explore.temperature.count", count=0, size=len(X)))
        draw.legend(figure, len(MEANS))
        self.stage = Stage(figure, [*self.mixture.artists, self.deviation, self.here, self.count])

    def _posterior(self, deviation):
        parts = Parameters(np.full(3, 1 / 3), MEANS, np.array([deviation**2 * np.eye(2)] * 3))
        gmm = mixture_of(self.GMM, parts)
        posterior = numbers(gmm.e_step(self.X.copy()), (len(self.X), 3), "e_step(X)")
        return np.clip(posterior, 0, 1), parts

    def show(self, deviation):
        posterior, parts = self._posterior(deviation)
        count = _undecided(posterior)
        self.mixture.show(self.X, posterior, parts)
        self.here.set_data([deviation], [count])
        told = words.number(deviation, 3)
        self.deviation.set_text(say("explore.temperature.title", deviation=told))
        self.count.set_text(say("explore.temperature.count", count=count, size=len(self.X)))
        nearest = np.argmin(((self.X[:, None] - MEANS) ** 2).sum(axis=2), axis=1)
        self.stage.renew(
            say(
                "explore.temperature.alt",
                deviation=told,
                count=count,
                size=len(self.X),
                nearest=int(np.sum(posterior.argmax(axis=1) == nearest)),
            )
        )


def _plainly(value, _):
    return f"{value:g}"


def _undecided(posterior):
    return int(np.count_nonzero(posterior.max(axis=1) < DECIDED))
