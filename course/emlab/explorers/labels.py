"""Explorer of hidden labels: a window that shows the labels of the points inside it."""

import ipywidgets as widgets
import numpy as np

from emlab import style
from emlab.explorers.stage import Stage, follow, set_up, slider
from emlab.figures import curves, words
from emlab.messages import say
from emlab.reading import Trouble

HALF = 0.5  # width of the window to either side
START = -0.5


def explore_labels(x, z):
    """Move a window along the data: inside it, and nowhere else, the labels are shown.

    Parameters
    ----------
    x : array, shape (sample_size,)
    z : array of int, shape (sample_size,)
        The label of each data point.
    """

    def first_frame():
        data = curves.line_of(x)
        view = _LabelsView(data, curves.labels_of(z, len(data)))
        view.show(START, False)
        return view

    view = set_up(first_frame)
    if not view:
        return
    low, high = np.floor(view.x.min()), np.ceil(view.x.max())
    place = slider(START, low, high, 0.1, say("explore.labels.place"))
    everything = widgets.ToggleButton(description=say("explore.labels.all"), icon="eye")
    follow(view.stage, view.show, place, everything)
    view.stage.open(place, everything)


class _LabelsView:
    """Grey bars and points; those inside the window in colour, and counted beside it."""

    def __init__(self, x, z):
        if z.min() < 0:
            raise Trouble(say("explore.labels.negative", smallest=z.min()))
        self.x, self.z, self.size = x, z, int(z.max()) + 1
        figure = style.new_figure(9.4, 4.0)
        axes, self.beside = figure.subplots(1, 2, width_ratios=[3, 1])
        highest = curves.histogram(axes, x, zorder=0)
        floor = 0.28 * highest
        self.height = -floor * (0.15 + 0.7 * np.random.RandomState(0).rand(len(x)))
        axes.scatter(x, self.height, s=16, color=style.DATA, alpha=0.45, linewidths=0)
        self.window = axes.axvspan(-HALF, HALF, color=style.COLOURS[4], alpha=0.22, zorder=1)
        self.inside = [self._marks(axes, k) for k in range(self.size)]
        axes.axhline(0, color=style.SOFT, linewidth=0.8)
        axes.set_ylim(-floor, 1.08 * highest)
        axes.set_xlim(np.floor(x.min()) - HALF, np.ceil(x.max()) + HALF)
        axes.set_yticks([tick for tick in axes.get_yticks() if 0 <= tick <= highest])
        self.title = axes.set_title(say("explore.labels.title", low="", high=""))
        colours = [style.colour(k) for k in range(self.size)]
        self.bars = self.beside.bar(range(self.size), np.zeros(self.size), 0.7, color=colours)
        self.beside.set_ylim(0, 1.1)
        self.beside.set_xlim(-0.6, self.size - 0.4)
        self.beside.set_xticks(range(self.size))
        self.beside.set_xlabel(say("explore.labels.label"))
        self.beside.set_title(say("explore.labels.share"))
        self.counts = [
            self.beside.text(k, 0, "", ha="center", va="bottom") for k in range(self.size)
        ]
        figure.legend(handles=self.inside, loc="outside lower center", ncols=self.size)
        live = [self.window, *self.inside, self.title, *self.bars, *self.counts]
        self.stage = Stage(figure, live)

    def _marks(self, axes, k):
        look = {"marker": style.marker(k), "color": style.colour(k), "linestyle": ""}
        label = say("explore.labels.one", k=k)
        return axes.plot([], [], markersize=6, zorder=5, label=label, **look)[0]

    def show(self, place, everything):
        low, high = place - HALF, place + HALF
        seen = everything | ((self.x >= low) & (self.x <= high))
        counts = np.bincount(self.z[seen], minlength=self.size)
        shares = counts / max(counts.sum(), 1)
        self.window.set_visible(not everything)
        self.window.set_x(place - HALF)
        for k, marks in enumerate(self.inside):
            mine = seen & (self.z == k)
            marks.set_data(self.x[mine], self.height[mine])
            self.bars[k].set_height(shares[k])
            self.counts[k].set_y(shares[k] + 0.01)
            self.counts[k].set_text(counts[k])
        key = "explore.labels.everything" if everything else "explore.labels"
        ends = {"low": words.number(low, 1), "high": words.number(high, 1)}
        self.title.set_text(say(f"{key}.title", **ends))
        told = (say("explore.labels.count", k=k, count=count) for k, count in enumerate(counts))
        self.stage.renew(say(f"{key}.alt", told=words.listing(told), size=counts.sum(), **ends))
