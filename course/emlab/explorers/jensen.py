"""Explorer of Jensen's inequality: values on the logarithm, their weights, and the gap."""

import ipywidgets as widgets
import numpy as np

from emlab import style
from emlab.explorers.stage import Stage, follow, set_up, slider
from emlab.figures import words
from emlab.figures.jensen import HIGHLIGHT, PEN, log_curve
from emlab.messages import say
from emlab.reading import Trouble

HIGHEST = 10.0  # value on the sliders
STARTS = (1.0, 9.0, 4.0, 2.0)


def explore_jensen(num_points=2):
    """Move values on the logarithm, and see the log of their mean and the mean of their logs.

    Parameters
    ----------
    num_points : int
        How many values, from 2 to 4.
    """

    def first_frame():
        if num_points not in (2, 3, 4):
            raise Trouble(say("jensen.num_points", number=num_points))
        view = _JensenView(num_points)
        view.show(*STARTS[:num_points], *np.ones(num_points))
        return view

    view = set_up(first_frame)
    if not view:
        return
    values = [
        slider(start, 0.3, HIGHEST, 0.1, say("jensen.value", number=number))
        for number, start in enumerate(STARTS[:num_points], start=1)
    ]
    parts = [
        slider(1, 1, 10, 1, say("jensen.parts", number=number), widgets.IntSlider)
        for number in range(1, num_points + 1)
    ]
    follow(view.stage, view.show, *values, *parts)
    view.stage.open(*values, *parts)


class _JensenView:
    """Points on the logarithm with the shape between them, its centre of mass, and the gap."""

    def __init__(self, num_points):
        figure = style.new_figure(7.4, 4.8)
        axes = figure.subplots()
        log_curve(axes, HIGHEST + 0.6)
        axes.set_ylim(np.log(0.25), np.log(HIGHEST) + 0.4)
        blue = style.COLOURS[0]
        (self.shape,) = axes.fill([0], [0], color=blue, alpha=0.15, linewidth=0)
        (self.edge,) = axes.plot([], [], color=blue, linewidth=1.5, zorder=3)
        self.points = axes.scatter(
            *np.ones((2, num_points)), color=blue, zorder=5, label=say("centre_of_mass.point")
        )
        (self.gap,) = axes.plot([], [], color=HIGHLIGHT, linewidth=3.5, zorder=4, **PEN)
        mark = {"linestyle": "", "markersize": 9, "zorder": 6}
        (self.below,) = axes.plot(
            [], [], marker="s", color=HIGHLIGHT, label=say("centre_of_mass.balance"), **mark
        )
        (self.above,) = axes.plot(
            [], [], marker="^", color=style.INK, label=say("centre_of_mass.curve"), **mark
        )
        self.title = axes.set_title(say("chord.gap", value=words.number(0)))
        axes.legend(loc="lower right")
        live = [self.shape, self.edge, self.points, self.gap, self.below, self.above, self.title]
        self.stage = Stage(figure, live)

    def show(self, *values):
        """Draw values, each counted by its share of the parts, which follow them."""
        a, parts = np.reshape(values, (2, -1))
        q = parts / parts.sum()
        mean, below = q @ a, q @ np.log(a)
        above = np.log(mean)
        order = np.argsort(a)
        corners = np.column_stack([a, np.log(a)])[np.append(order, order[0])]
        self.shape.set_xy(corners)
        self.edge.set_data(*corners.T)
        self.points.set_offsets(np.column_stack([a, np.log(a)]))
        self.points.set_sizes(500 * q)
        self.gap.set_data([mean, mean], [below, above])
        self.below.set_data([mean], [below])
        self.above.set_data([mean], [above])
        gap = above - below
        self.title.set_text(say("chord.gap", value=words.number(gap)))
        key = "jensen.values.equal" if np.ptp(a) < 1e-9 else "jensen.values"
        values = {
            "values": words.listing(words.number(value, 1) for value in a),
            "weights": words.listing(words.number(weight) for weight in q),
            "above": words.number(above),
            "below": words.number(below),
            "gap": words.number(gap),
        }
        self.stage.renew(say(key, **values))
