"""Explorer of EM: half-steps of the student's own class on 2-D data."""

import numpy as np

from emlab import style
from emlab.em import history
from emlab.explorers.stage import Stage, half_step_controls, why_it_ends
from emlab.figures import draw, words
from emlab.figures.guard import explain
from emlab.messages import say
from emlab.quiet import quiet
from emlab.reading import points_of
from emlab.show import show_line

ROUNDS = 80  # at most
STILL = 1e-9  # relative change of the log-likelihood at which EM has come to rest


def explore_em(GMM, X, num_components, seed=0):
    """Step through the student's own EM on 2-D data, half a round at a time.

    Parameters
    ----------
    GMM : class
        With ``e_step``, ``m_step`` and ``log_pdf``.
    X : ndarray, shape (sample_size, 2)
    num_components : int
    seed : int
        For the random means that a GMM starts with.
    """
    try:
        with quiet(seed=seed), style.look():
            X = points_of(X, 2)
            kept, error = history(GMM(2, num_components), X, ROUNDS, STILL)
            if not kept:
                raise error
            view = _EMView(X, kept)
            view.show(0)
    except Exception as error:
        show_line(explain(error))
        return
    view.stage.open(half_step_controls(view.last, view.try_to_show), *why_it_ends(error))


class _EMView:
    """Responsibilities and ellipses beside the trace of the log-likelihood, for one half-step."""

    def __init__(self, X, kept):
        self.X, self.kept = X, kept
        self.last = 2 * (len(kept) - 1)
        num_components = kept[0].posterior.shape[1]
        figure = style.new_figure(9.2, 4.9)
        self.plane, self.trace = figure.subplots(1, 2, width_ratios=[1.55, 1])
        self.points = [
            self.plane.scatter([], [], marker=style.marker(k), linewidths=0, alpha=0.8, zorder=3)
            for k in range(num_components)
        ]
        start = kept[0].parameters
        self.lines, self.marks = [], []
        for k in range(num_components):
            parts = start.means[k], start.covs[k]
            self.lines.append(draw.ellipses(self.plane, *parts, style.colour(k)))
            self.marks.append(draw.mean_mark(self.plane, start.means[k], k))
        draw.frame(self.plane, *draw.span(X))
        self.plane.set_xlabel(say("axis.x1"))
        self.plane.set_ylabel(say("axis.x2"))
        self.values = np.array([state.log_likelihood for state in kept])
        (self.path,) = self.trace.plot([], [], color=style.INK, linewidth=1.8)
        (self.here,) = self.trace.plot([], [], "o", color=style.colour(1), markersize=8)
        room = max(0.06 * np.ptp(self.values), 1.0)
        self.trace.set_xlim(-0.5, max(len(kept) - 1, 1) + 0.5)
        self.trace.set_ylim(self.values.min() - room, self.values.max() + room)
        self.trace.set_xlabel(say("axis.round"))
        self.trace.set_ylabel(say("axis.log_likelihood"))
        self.plane.set_title(say("explore.after_e.title", number=1))
        draw.legend(figure, num_components)
        self.stage = Stage(figure)

    def try_to_show(self, half_step):
        try:
            with style.look():
                self.show(half_step)
        except Exception as error:
            self.stage.complain(error)

    def show(self, half_step):
        """Even half-steps end with an E-step, odd ones with the M-step that follows it."""
        number, moved = divmod(half_step, 2)
        posterior = self.kept[number].posterior
        parameters = self.kept[number + moved].parameters
        self._show_points(posterior)
        for k, (mean, cov) in enumerate(zip(parameters.means, parameters.covs, strict=True)):
            for line, radius in zip(self.lines[k], (1, 2), strict=True):
                line.set_data(*draw.outline(mean, cov, radius))
            self.marks[k].set_offsets(mean)
        reached = number + moved
        self.path.set_data(np.arange(reached + 1), self.values[: reached + 1])
        self.here.set_data([reached], [self.values[reached]])
        key = "explore.after_m" if moved else "explore.after_e"
        self.plane.set_title(say(f"{key}.title", number=number + 1))
        likelihood = words.number(self.values[reached], 2)
        self.stage.renew(
            say(key, number=number + 1, likelihood=likelihood, means=words.means(parameters))
        )

    def _show_points(self, posterior):
        likeliest, colours = posterior.argmax(axis=1), style.mix(posterior)
        areas = draw.sizes(posterior)
        for k, points in enumerate(self.points):
            mine = likeliest == k
            points.set_offsets(self.X[mine])
            points.set_facecolors(colours[mine])
            points.set_sizes(areas[mine])
