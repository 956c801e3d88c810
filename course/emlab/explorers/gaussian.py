"""Explorer of one Gaussian: turn it, stretch it, and see its density."""

import ipywidgets as widgets
import numpy as np

from emlab import style
from emlab.explorers.stage import Stage, follow, set_up, slider
from emlab.figures import draw, words
from emlab.messages import say
from emlab.reading import density
from emlab.student import build_gaussian, put

START = (2.0, 0.8, 30)  # both deviations, and the angle of the first axis in degrees


def explore_gaussian(Gaussian):
    """Turn and stretch a 2-D Gaussian, and see its density as the student's class gives it.

    Parameters
    ----------
    Gaussian : class
        With ``Gaussian(dim)`` and ``log_pdf``.
    """

    def first_frame():
        view = _GaussianView(Gaussian)
        view.show(*START)
        return view

    view = set_up(first_frame)
    if not view:
        return
    controls = (
        slider(START[0], 0.3, 2.5, 0.1, say("explore.first")),
        slider(START[1], 0.3, 2.5, 0.1, say("explore.second")),
        slider(START[2], -90, 90, 5, say("explore.angle"), widgets.IntSlider),
    )
    follow(view.stage, view.show, *controls)
    view.stage.open(*controls)


class _GaussianView:
    """Density, ellipses and axes of one Gaussian; a cloud of points that moves along."""

    LIMIT, STEPS = 6.0, 61

    def __init__(self, Gaussian):
        self.gaussian = build_gaussian(Gaussian, np.zeros(2), np.eye(2))
        self.noise = np.random.RandomState(3).randn(150, 2)
        low = np.array([-self.LIMIT, -self.LIMIT * 0.7])
        _, _, self.grid = draw.grid(low, -low, self.STEPS)
        figure = style.new_figure(7.2, 5.3)
        self.axes = figure.subplots()
        self.density = self.axes.imshow(
            np.zeros((self.STEPS, self.STEPS)),
            extent=(low[0], -low[0], low[1], -low[1]),
            origin="lower",
            cmap=style.DENSITY,
            interpolation="bilinear",
            zorder=0,
        )
        self.points = draw.cloud(self.axes, self.noise, alpha=0.35)
        self.lines = draw.ellipses(self.axes, np.zeros(2), np.eye(2), style.colour(1))
        self.arms = [
            self.axes.plot([], [], color=style.INK, linewidth=2.4, zorder=5)[0] for _ in range(2)
        ]
        draw.frame(self.axes, low, -low)
        self.axes.set_xlabel(say("axis.x1"))
        self.axes.set_ylabel(say("axis.x2"))
        draw.legend(figure, mean=False)
        self.stage = Stage(figure, [self.density, self.points, *self.lines, *self.arms])

    def show(self, first, second, angle):
        turn = np.deg2rad(angle)
        rotation = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
        factor = rotation * np.array([first, second])
        cov = factor @ factor.T
        put(self.gaussian, np.zeros(2), cov)
        height = density(self.gaussian, self.grid)
        self.density.set_data(height.reshape(self.STEPS, self.STEPS))
        self.density.set_clim(0, height.max())
        self.points.set_offsets(self.noise @ factor.T)
        for line, radius in zip(self.lines, (1, 2), strict=True):
            line.set_data(*draw.outline(np.zeros(2), cov, radius))
        for arm, end in zip(self.arms, factor.T, strict=True):
            arm.set_data([0, end[0]], [0, end[1]])
        self.stage.renew(say("explore.gaussian", cov=words.matrix(cov), peak=f"{height.max():.3f}"))
