"""Explorer of a mixture in one dimension: move its parameters, see its density."""

import numpy as np

from emlab import style
from emlab.explorers.stage import Stage, follow, set_up, slider
from emlab.figures import curves, words
from emlab.messages import say

START = (0.5, -2.5, 2.5, 1.0, 1.0)  # weight of component 0, both means, both deviations
ROOM = 0.1  # by which the axis of the density grows
ON_THE_AXIS = {"markersize": 9, "clip_on": False, "zorder": 6, "linestyle": "", "in_layout": False}


def explore_mixture(mixture_pdf, x=None):
    """Move weights, means and deviations of two components, and see the student's own density.

    Parameters
    ----------
    mixture_pdf : function
        Called as ``mixture_pdf(x, weight, mean, var)``, with variances.
    x : array, shape (sample_size,), optional
        Data: their histogram is drawn, and their log-likelihood is told.
    """

    def first_frame():
        view = _MixtureView(mixture_pdf, None if x is None else curves.line_of(x))
        view.show(*START)
        return view

    view = set_up(first_frame)
    if not view:
        return
    controls = [slider(START[0], 0.05, 0.95, 0.05, say("explore.mixture.weight"))]
    for k in (0, 1):
        label = say("explore.mixture.mean", k=k)
        controls.append(slider(START[1 + k], *view.limits, 0.1, label))
    for k in (0, 1):
        label = say("explore.mixture.deviation", k=k)
        controls.append(slider(START[3 + k], 0.3, 3.0, 0.1, label))
    follow(view.stage, view.show, *controls)
    view.stage.open(*controls)


class _MixtureView:
    """Histogram of the data, curves of two components and of the mixture, marks of the means."""

    limits = (-6.0, 6.0)

    def __init__(self, mixture_pdf, x):
        self.mixture_pdf, self.x = mixture_pdf, x
        if x is not None:
            self.limits = (min(-6.0, np.floor(x.min())), max(6.0, np.ceil(x.max())))
        # Beyond the edges of the picture, so that the area counts what lies there.
        self.places = np.linspace(self.limits[0] - 15, self.limits[1] + 15, 1001)
        figure = style.new_figure(8.2, 4.4)
        self.axes = figure.subplots()
        self.highest = 0.35
        if x is not None:
            bars = curves.histogram(self.axes, x, label=say("mixtures.data"))
            self.highest = max(self.highest, bars)
        nothing = np.zeros_like(self.places)
        self.parts = curves.component_lines(self.axes, self.places, [nothing, nothing])
        self.whole = curves.mixture_line(self.axes, self.places, nothing)
        self.marks = [
            self.axes.plot([], [], style.marker(k), color=style.colour(k), **ON_THE_AXIS)[0]
            for k in (0, 1)
        ]
        self.axes.set_xlim(self.limits[0] - 2, self.limits[1] + 2)
        self.axes.set_xlabel(say("axis.x"))
        self.axes.set_ylabel(say("axis.density"))
        self.title = self.axes.set_title(say("explore.mixture.title", area="1.00"))
        figure.legend(loc="outside lower center", ncols=4)
        self.stage = Stage(figure, [*self.parts, self.whole, *self.marks, self.title])

    def show(self, first, mean_0, mean_1, deviation_0, deviation_1):
        mean = np.array([mean_0, mean_1])
        mixture = np.array([first, 1 - first]), mean, np.array([deviation_0, deviation_1]) ** 2
        height = curves.density(self.mixture_pdf, self.places, *mixture)
        parts = curves.shares(self.mixture_pdf, self.places, *mixture)
        self.whole.set_ydata(height)
        for line, part, mark, place in zip(self.parts, parts, self.marks, mean, strict=True):
            line.set_ydata(part)
            mark.set_data([place], [0])
        # In steps: while the axis stays as it is, only the curves are drawn.
        self.axes.set_ylim(0, ROOM * np.ceil(1.1 * max(self.highest, height.max()) / ROOM))
        values = {"area": words.number(curves.area(self.places, height))}
        kind = ""
        if self.x is not None:
            density = curves.density(self.mixture_pdf, self.x, *mixture)
            kind = ".data" if np.all(density > 0) else ".zero"
            values["value"] = words.number(np.log(density).sum())
        self.title.set_text(say(f"explore.mixture.title{kind}", **values))
        names = ("weights", "means", "variances")
        values |= zip(names, map(curves.numbers_of, mixture), strict=True)
        self.stage.renew(say(f"explore.mixture{kind}", **values))
