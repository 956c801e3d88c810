"""Explorer of a recorded run of EM: the view of `explore_em`, with no code behind it."""

from emlab import recording, style
from emlab.explorers.em import EMView
from emlab.explorers.stage import half_step_controls
from emlab.figures import draw
from emlab.messages import say


def explore_recording():
    """Step through a recorded run of EM on the eruptions of Old Faithful, half a round at a time.

    It shows what EM does before you have written it; `explore_em` shows the same of your own code.
    """
    with style.look():
        view = _EruptionView(*recording.load())
        view.show(0)
    view.stage.open(half_step_controls(view.last, view.try_to_show))


class _EruptionView(EMView):
    """Minutes on both axes, of which one is much longer than the other."""

    def _frame(self):
        draw.frame(self.plane, *draw.span(self.X, 0.14), equal=False)
        self.plane.set_xlabel(say("axis.eruption"))
        self.plane.set_ylabel(say("axis.waiting"))
