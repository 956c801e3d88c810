"""Explorer of underflow: walk a point away from a mixture until the plain formula gives NaN."""

import numpy as np

from emlab import style
from emlab.explorers.stage import Stage, follow, set_up, slider
from emlab.figures import words
from emlab.figures.underflow import NAIVE, STABLE, naive_density, shaped
from emlab.messages import say
from emlab.reading import mixture_of
from emlab.student import Parameters

MEANS = np.array([[-1.0, 0.0], [1.0, 0.0]])
START, FARTHEST, STEP = 5.0, 60.0, 0.1


def explore_underflow(StableGMM):
    """Walk a point away from a mixture: the plain formula runs out of numbers, the class does not.

    Parameters
    ----------
    StableGMM : class
        With ``log_pdf`` and ``e_step``.
    """

    def first_frame():
        view = _UnderflowView(StableGMM)
        view.show(START)
        return view

    view = set_up(first_frame)
    if not view:
        return
    distance = slider(START, 0.0, FARTHEST, STEP, say("underflow.slider"))
    follow(view.stage, view.show, distance)
    view.stage.open(distance)


class _UnderflowView:
    """Log density and posterior over the distance, once by the plain formula and once stable."""

    def __init__(self, StableGMM):
        self.model = mixture_of(
            StableGMM, Parameters(np.full(2, 0.5), MEANS, np.array([np.eye(2)] * 2))
        )
        self.distance = np.arange(0, FARTHEST + STEP / 2, STEP)
        self.naive, self.own = self._numbers(self.distance)
        figure = style.new_figure(8.6, 5.4)
        self.panels = figure.subplots(2, 1, sharex=True)
        for number, axes in enumerate(self.panels):
            self._draw(axes, self.naive[number], self.own[number])
        self.panels[0].set_ylabel(say("axis.log_density"))
        self.panels[1].set_ylabel(say("underflow.posterior"))
        self.panels[1].set_ylim(-0.08, 1.08)
        self.panels[1].set_xlabel(say("underflow.axis"))
        self.panels[0].legend(loc="upper right")
        figure.align_ylabels(self.panels)
        self.here = [
            axes.axvline(START, color=style.INK, linewidth=1.4, zorder=1) for axes in self.panels
        ]
        self.dots = [
            axes.plot([], [], "o", color=style.COLOURS[0], markersize=8, zorder=6)[0]
            for axes in self.panels
        ]
        self.stage = Stage(figure, [*self.here, *self.dots])

    def _numbers(self, distance):
        """Log density and posterior of the right component: naive, and by the student's class."""
        X = np.column_stack([np.full(len(distance), 0.5), distance])
        joint = naive_density(self.model, X)
        total = np.sum(joint, axis=1)
        own = shaped(self.model.log_pdf(X.copy()), len(X))
        posterior = shaped(self.model.e_step(X.copy()), len(X), 2, name="e_step(X)")
        return (np.log(total), joint[:, 1] / total), (own, posterior[:, 1])

    def _draw(self, axes, naive, own):
        axes.plot(self.distance, own, label=say("underflow.own"), **STABLE)
        finite = np.isfinite(naive)
        axes.plot(
            self.distance[finite],
            naive[finite],
            label=say("underflow.naive"),
            **NAIVE,
        )
        if not finite.all():
            end = np.flatnonzero(finite)[-1]
            axes.plot(
                self.distance[end], naive[end], "X", color=NAIVE["color"], markersize=11, zorder=5
            )

    def show(self, distance):
        at = int(np.argmin(np.abs(self.distance - distance)))
        for line, dot, own in zip(self.here, self.dots, self.own, strict=True):
            line.set_xdata([distance, distance])
            dot.set_data([self.distance[at]], [own[at]])
        (naive_log, naive_share), (own_log, own_share) = (
            [values[at] for values in pair] for pair in (self.naive, self.own)
        )
        self.stage.renew(
            say(
                "underflow.alt",
                distance=words.number(distance, 1),
                density=f"{np.exp(naive_log):.3g}",
                naive_log=_told(naive_log),
                naive_share=_told(naive_share, 3),
                own_log=_told(own_log),
                own_share=_told(own_share, 3),
            )
        )


def _told(value, digits=2):
    """A number, or NaN and infinity as Python prints them."""
    return words.number(value, digits) if np.isfinite(value) else str(value).replace("-", "−")
