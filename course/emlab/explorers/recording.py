"""Explorer of a recorded run of EM: the view of `explore_em`, with no code behind it."""

from dataclasses import replace

from emlab import recording
from emlab.explorers.em import EMView, eruptions
from emlab.explorers.stage import HalfSteps, set_up


def explore_recording():
    """Step through a recorded run of EM on the eruptions of Old Faithful, half a round at a time.

    It shows what EM does before you have written it; `explore_em` shows the same of your own code.
    """

    def first():
        _, kept = recording.load()
        view = EMView(replace(eruptions(standardised=False), published=()), kept)
        view.show(0)
        return view

    view = set_up(first)
    steps = HalfSteps(view.last, lambda half_step: view.stage.attempt(view.show, half_step))
    view.stage.open(steps.box)
