"""Check of the practice in lesson 00, by what defines a mean: the differences from it cancel."""

import numpy as np

from emlab.checks.engine import Fault, Question, Step
from emlab.checks.tools import close, finite, first_match, numbers, text, unchanged

NUMBERS = np.array([5.0, -1.5, 12.2, 2.4, 0.7])


def _answer(warm_up, x):
    return numbers(warm_up(x.copy()), "warm_up(x)")


def _runs(warm_up):
    _answer(warm_up, NUMBERS)


def _one_number(warm_up):
    for x in (NUMBERS, NUMBERS[:2]):
        answer = _answer(warm_up, x)
        if answer.shape != ():
            raise Fault("warm_up.one.must", "warm_up.one.look", came=answer.shape)
        finite(answer, "warm_up(x)")


def _cancels(warm_up):
    for x in (NUMBERS, NUMBERS[:3], NUMBERS[1:] * 40):
        answer = _answer(warm_up, x)
        left = np.sum(x - answer)
        if close(left + np.abs(x).sum(), np.abs(x).sum()):
            continue
        candidates = (
            ("warm_up.cancels.total", np.sum(x)),
            ("warm_up.cancels.n_minus_one", np.sum(x) / (len(x) - 1)),
            ("warm_up.cancels.median", np.median(x)),
            ("warm_up.cancels.middle", (x.min() + x.max()) / 2),
            ("warm_up.cancels.rounded", np.round(np.mean(x))),
            ("warm_up.cancels.rounded", np.round(np.mean(x), 1)),
            ("warm_up.cancels.rounded", np.round(np.mean(x), 2)),
        )
        cause = first_match(candidates, answer) or "warm_up.cancels.look"
        raise Fault("warm_up.cancels.must", cause, x=text(x), answer=text(answer), left=text(left))


def _pure(warm_up):
    x = NUMBERS.copy()
    warm_up(x)
    unchanged(NUMBERS, x, "pure.argument", method="warm_up", name="x")


STEPS = (
    Step("warm_up.runs", _runs, gate=True),
    Step("warm_up.one", _one_number, gate=True),
    Step("warm_up.cancels", _cancels),
    Step("warm_up.pure", _pure),
)
QUESTIONS = {"warm_up": Question(STEPS)}
