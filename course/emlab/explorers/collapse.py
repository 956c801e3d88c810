"""Explorer of a component that collapses: on a single point, its deviation goes to zero."""

import numpy as np

from emlab import style
from emlab.explorers.stage import Stage, follow, set_up, slider
from emlab.figures import draw, words
from emlab.messages import say
from emlab.reading import log_density, mixture_of, points_of
from emlab.student import Parameters

SMALLEST, STEP, START = 40.0, 0.25, 0.5  # deviations are 10 to the minus so much


def explore_collapse(GMM, X, honest=None):
    """Shrink a component that sits on a single data point, and watch the log-likelihood.

    Parameters
    ----------
    GMM : class
        With ``log_pdf``.
    X : ndarray, shape (sample_size, 2)
    honest : float, optional
        A log-likelihood to compare with, drawn as a line.
    """

    def first_frame():
        view = _CollapseView(GMM, points_of(X, 2), honest)
        view.show(START)
        return view

    view = set_up(first_frame)
    if not view:
        return
    shrink = slider(START, 0.0, SMALLEST, STEP, say("explore.collapse.slider"))
    follow(view.stage, view.show, shrink)
    view.stage.open(shrink)


class _CollapseView:
    """The data under both components; the log-likelihood over the deviation of the small one."""

    def __init__(self, GMM, X, honest):
        self.powers = np.arange(0, SMALLEST + STEP / 2, STEP)
        self.pinned = X[np.argmin(np.sum((X - X.mean(axis=0)) ** 2, axis=1))]
        broad = np.cov(X.T, bias=True)
        weight = np.array([len(X) - 1, 1]) / len(X)
        means = np.array([X.mean(axis=0), self.pinned])
        self.totals = np.array(
            [
                log_density(
                    mixture_of(
                        GMM, Parameters(weight, means, np.array([broad, _round(10.0**-power)]))
                    ),
                    X,
                ).sum()
                for power in self.powers
            ]
        )
        figure = style.new_figure(9.2, 4.3)
        plane, curve = figure.subplots(1, 2, width_ratios=[1, 1.15])
        draw.cloud(plane, X, s=10)
        draw.ellipses(plane, means[0], broad, style.colour(0))
        self.small = draw.ellipses(plane, self.pinned, np.eye(2), style.colour(1))
        dot = {"marker": "o", "markersize": 4, "color": style.colour(1), "zorder": 8}
        plane.plot(*self.pinned, **dot)
        draw.frame(plane, *draw.span(X, 0.1))
        plane.set_xlabel(say("axis.x1"))
        plane.set_ylabel(say("axis.x2"))
        self.deviation = plane.set_title(say("explore.collapse.deviation", deviation="1.000"))
        curve.plot(self.powers, self.totals, color=style.colour(1))
        curve.set_xticks(np.arange(0, SMALLEST + 1, 10))
        curve.xaxis.set_major_formatter(_power)
        curve.set_xlabel(say("collapse.axis"))
        curve.set_ylabel(say("axis.log_likelihood"))
        if honest is not None:
            curve.axhline(float(honest), color=style.SOFT, linestyle="--", linewidth=1.6)
            curve.text(0, float(honest), say("collapse.honest"), color=style.SOFT, va="bottom")
        (self.here,) = curve.plot([], [], "o", color=style.INK, markersize=9, zorder=5)
        self.value = curve.set_title("0")
        ellipses = [self.deviation, *self.small]
        self.stage = Stage(figure, [*ellipses, self.here, self.value])

    def show(self, power):
        at = int(np.argmin(np.abs(self.powers - power)))
        deviation = 10.0**-power
        for line, radius in zip(self.small, (1, 2), strict=True):
            line.set_data(*draw.outline(self.pinned, _round(deviation), radius))
        self.here.set_data([power], self.totals[at : at + 1])
        told = words.number(self.totals[at], 1)
        self.deviation.set_text(say("explore.collapse.deviation", deviation=words.small(deviation)))
        self.value.set_text(say("explore.collapse.value", value=told))
        self.stage.renew(
            say(
                "explore.collapse.alt",
                point=words.vector(self.pinned),
                deviation=words.small(deviation),
                value=told,
                first=words.number(self.totals[0], 1),
                last=words.number(self.totals[-1], 1),
            )
        )


def _power(power, _):
    return f"$10^{{-{power:.0f}}}$" if power else "1"


def _round(deviation):
    """Covariance of a round Gaussian in two dimensions."""
    return deviation**2 * np.eye(2)
