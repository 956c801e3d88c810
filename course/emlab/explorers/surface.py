"""Explorer of the log-likelihood over both means: start anywhere, and see the way uphill."""

import ipywidgets as widgets
import numpy as np

from emlab import style
from emlab.explorers.stage import Stage, follow, set_up, slider
from emlab.figures import words
from emlab.figures.likelihood_1d import Surface
from emlab.messages import say

START = (-1.0, 0.5, 5)  # both means, and the length of a step in thousandths of the gradient
STEPS = 40


def explore_surface(log_likelihood, x):
    """Choose both means, and see where gradient ascent goes from there.

    Parameters
    ----------
    log_likelihood : function
        The student's own.
    x : array, shape (sample_size,)
    """

    def first_frame():
        view = _SurfaceView(log_likelihood, x)
        view.show(*START)
        return view

    view = set_up(first_frame)
    if not view:
        return
    edge = Surface.LIMIT - 0.5
    controls = [
        slider(START[k], -edge, edge, 0.1, say("explore.surface.mean", k=k)) for k in (0, 1)
    ]
    controls.append(slider(START[2], 1, 30, 1, say("explore.surface.rate"), widgets.IntSlider))
    follow(view.stage, view.show, *controls)
    view.stage.open(*controls)


class _SurfaceView:
    """The map, with the way from the start to where it ends."""

    def __init__(self, log_likelihood, x):
        self.surface = Surface(log_likelihood, x)
        figure, axes = self.surface.drawn()
        way = {"color": style.COLOURS[0], "marker": ".", "markersize": 7, "linewidth": 1.5}
        (self.way,) = axes.plot([], [], zorder=5, label=say("explore.surface.way"), **way)
        begin = {"marker": "s", "markersize": 8, "color": style.COLOURS[0], "linestyle": ""}
        (self.begin,) = axes.plot([], [], zorder=6, label=say("explore.surface.start"), **begin)
        end = {"marker": "*", "markersize": 17, "color": style.COLOURS[1], "linestyle": ""}
        rim = {"markeredgecolor": "white"}
        (self.end,) = axes.plot([], [], zorder=7, label=say("explore.surface.end"), **end, **rim)
        self.title = axes.set_title(say("explore.surface.title", end="", value=""))
        figure.legend(loc="outside lower center", ncols=3)
        self.stage = Stage(figure, [self.way, self.begin, self.end, self.title])

    def show(self, first, second, thousandths):
        path = self.surface.climb((first, second), thousandths / 1000, STEPS)
        last = path[-1]
        inside = np.abs(last).max() <= self.surface.LIMIT
        self.way.set_data(*path.T)
        self.begin.set_data(*path[:1].T)
        self.end.set_data(*path[-1:].T)
        value = words.number(self.surface.at(last), 1)
        self.title.set_text(say("explore.surface.title", end=words.vector(last), value=value))
        if not inside:
            kind = "left"
        elif np.isclose(*last):
            kind = "ridge"
        else:
            kind = "first" if last[0] < last[1] else "second"
        self.stage.renew(
            say(
                f"explore.surface.{kind}",
                start=words.vector(path[0]),
                end=words.vector(last),
                value=value,
                rate=words.number(thousandths / 1000, 3),
                steps=len(path) - 1,
            )
        )
