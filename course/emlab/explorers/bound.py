"""Explorer of the bound: half-steps of the student's own 1-D EM along one mean."""

from matplotlib.patches import Patch

from emlab import style
from emlab.em_1d import half_steps, line_of, read_theta
from emlab.explorers.stage import HalfSteps, Stage, set_up, why_it_ends
from emlab.figures import words
from emlab.figures.em_1d import BOUND, GAP, Slice, place_in_walk, slice_handles
from emlab.messages import say

ROUNDS = 8  # at most: each has two columns
STILL = 1e-5  # relative change of the log-likelihood at which nothing more is to be seen


def explore_bound(e_step_1d, m_step_1d, x, theta, component=0):
    """Step through the student's own EM: the E-step lifts the bound, the M-step climbs it.

    All parameters are held still except one mean, so that the log-likelihood is a curve.

    Parameters
    ----------
    e_step_1d, m_step_1d : function
        Of what the M-step returns, only one mean is used.
    x : ndarray, shape (sample_size,)
    theta : tuple (weight, mean, var)
        Where to start.
    component : int
        Whose mean moves.
    """

    def first_frame():
        data, start = line_of(x), read_theta(theta, "theta")
        kept, error = half_steps(e_step_1d, m_step_1d, data, start, ROUNDS, component, STILL)
        if len(kept) == 1:
            raise error
        view = _BoundView(data, kept, component)
        view.show(0)
        view.stage.note.value = why_it_ends(error)
        return view

    view = set_up(first_frame)
    if view:
        steps = HalfSteps(view.last, lambda half_step: view.stage.attempt(view.show, half_step))
        view.stage.open(steps.box)


class _BoundView:
    """Log-likelihood and bound over one mean, beside columns: bound + gap for each half-step."""

    def __init__(self, x, kept, component):
        self.kept, self.component = kept, component
        self.last = len(kept) - 1
        self.slice = Slice(x, kept, component)
        self.curves = [self.slice.bound(state.q) for state in kept]
        figure = style.new_figure(9.4, 4.7)
        self.line, bars = figure.subplots(1, 2, width_ratios=[1.5, 1], sharey=True)
        self.line.plot(self.slice.grid, self.slice.likelihood, color=style.INK)
        (self.bound,) = self.line.plot([], [], color=BOUND, linestyle="--")
        gap = {"color": style.COLOURS[1], "linewidth": 1.6, "linestyle": ":"}
        (self.gap,) = self.line.plot([], [], **gap)
        (self.here,) = self.line.plot([], [], "o", color=style.COLOURS[1], markersize=9, zorder=5)
        self.slice.frame(self.line)
        self.line.set_ylabel(say("axis.log_likelihood"))
        self.title = self.line.set_title(say("explore.bound.start.title"))
        floor = self.slice.low
        places = range(len(kept))
        heights = [state.bound - floor for state in kept]
        gaps = [state.gap for state in kept]
        bottoms = [state.bound for state in kept]
        self.columns = list(
            zip(
                bars.bar(places, heights, bottom=floor, width=0.66, color=BOUND),
                bars.bar(places, gaps, bottom=bottoms, width=0.66, **GAP),
                strict=True,
            )
        )
        names = [say(f"em_1d.bars.{kind}", number=n) for n, kind in map(place_in_walk, places)]
        bars.set_xticks(places, names, rotation=90)
        handles = [*slice_handles(), Patch(label=say("em_1d.label.gap"), **GAP)]
        figure.legend(handles=handles, loc="outside lower center", ncols=len(handles))
        pieces = [piece for column in self.columns for piece in column]
        self.stage = Stage(figure, [self.bound, self.gap, self.here, self.title, *pieces])

    def show(self, half_step):
        """Draw the state after so many half-steps; the first is an E-step."""
        state, place = self.kept[half_step], self.slice.places[half_step]
        self.bound.set_data(self.slice.grid, self.curves[half_step])
        self.gap.set_data([place, place], [state.bound, state.log_likelihood])
        self.here.set_data([place], [state.bound])
        for number, pieces in enumerate(self.columns):
            for piece in pieces:
                piece.set_visible(number <= half_step)
        number, kind = place_in_walk(half_step)
        key = "start" if kind == "start" else f"after_{kind}"
        title = "explore.bound.start" if kind == "start" else f"explore.{key}"
        self.title.set_text(say(f"{title}.title", number=number))
        self.stage.renew(
            say(
                f"explore.bound.{key}",
                number=number,
                k=self.component,
                place=words.number(place),
                bound=words.number(state.bound, 1),
                likelihood=words.number(state.log_likelihood, 1),
                gap=words.number(state.gap, 1),
            )
        )
