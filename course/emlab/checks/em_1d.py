"""Checks of em_1d, by what its trace must show and by running on from where it ended."""

import inspect
import sys
import time
from functools import cached_property

import numpy as np

from emlab.checks.engine import Fault, Step
from emlab.checks.line_cases import log_likelihood, parts
from emlab.checks.tools import close, finite, text, unchanged

NAMES = ("weight", "mean", "var", "trace")
START = (np.array([0.5, 0.5]), np.array([-1.0, 2.0]), np.array([9.0, 9.0]))
EPS, LARGE_EPS = 1e-8, 1e-4
# Rounds that a run may go on after the first small change: some look at it a round late.
AFTER = 2
LONGEST = 5.0  # seconds of computing that one call may take; a right run needs a tenth of one


def _slow_data():
    """Two groups that overlap so much that EM needs many rounds."""
    generator = np.random.RandomState(0)
    left, right = generator.randn(7) * 2 - 3, generator.randn(13) * 3.5 + 4.5
    return np.concatenate([left, right]).round(1)


class Case:
    """Runs of a student's function; each is made once."""

    def __init__(self, function):
        self.function = function
        self.x = _slow_data()

    def run(self, start, *arguments, x=None):
        """Weight, mean, var and trace of a run."""
        given = [(self.x if x is None else x).copy(), *(array.copy() for array in start)]
        answer = _ending(self.function, *given, *arguments)
        return parts(answer, NAMES, "em_1d", "em_1d.four")

    @cached_property
    def fitted(self):
        return self.run(START)

    @cached_property
    def roughly_fitted(self):
        return self.run(START, LARGE_EPS)


def _ending(function, *arguments):
    """Call a function; stop it with a fault when it seems to go on for ever.

    The clock is looked at between the lines of the student's own code, whoever wrote the loop.
    """
    scope = getattr(inspect.unwrap(function), "__globals__", None)
    end = time.process_time() + LONGEST

    def at_line(frame, event, argument):
        if time.process_time() > end:
            raise Fault("em_1d.ends.must", "em_1d.ends.look", seconds=f"{LONGEST:g}")
        return at_line

    def at_call(frame, event, argument):
        return at_line if frame.f_globals is scope else None

    before = sys.gettrace()
    sys.settrace(at_call)
    try:
        return function(*arguments)
    finally:
        sys.settrace(before)


def _runs(case):
    assert case.fitted


def _shape(case):
    for *parameters, trace in (case.fitted, case.roughly_fitted):
        for name, value in zip(NAMES, parameters, strict=False):
            if value.shape != (2,):
                values = {"name": name, "right": (2,), "came": value.shape}
                raise Fault("em_1d.shape.must", "em_1d.shape.look", **values)
        if trace.ndim != 1 or len(trace) < 2:
            causes = {0: "em_1d.shape.number", 2: "em_1d.shape.posterior"}
            cause = causes.get(trace.ndim, "em_1d.shape.short")
            raise Fault("em_1d.trace_shape.must", cause, came=trace.shape)


def _finite(case):
    for run in (case.fitted, case.roughly_fitted):
        for name, value in zip(NAMES, run, strict=True):
            finite(value, name)


def _trace_start(case):
    trace, right = case.roughly_fitted[-1], log_likelihood(case.x, *START)
    if close(trace[0], right):
        return
    causes = (
        ("em_1d.trace.average", close(trace[0] * len(case.x), right)),
        ("em_1d.trace.sign", close(-trace[0], right)),
        ("em_1d.trace.changes", trace[0] > 0 and trace[0] == max(trace)),
        ("em_1d.trace_start.missing", right < trace[0] < 0),
    )
    cause = next((key for key, fits in causes if fits), "em_1d.trace_start.look")
    raise Fault("em_1d.trace_start.must", cause, right=f"{right:.3f}", came=f"{trace[0]:.3f}")


def _trace_end(case):
    *parameters, trace = case.roughly_fitted
    right = log_likelihood(case.x, *parameters)
    if not close(trace[-1], right):
        cause = "em_1d.trace_end.start" if _is_start(parameters) else "em_1d.trace_end.look"
        raise Fault("em_1d.trace_end.must", cause, right=f"{right:.3f}", came=f"{trace[-1]:.3f}")


def _is_start(parameters):
    return all(close(new, old) for new, old in zip(parameters, START, strict=True))


def _rises(case):
    *parameters, trace = case.fitted
    steps = np.diff(trace) / np.abs(trace[1:])
    falling, still = np.flatnonzero(steps < -1e-10), np.flatnonzero(np.abs(steps) < 1e-12)
    moving = np.flatnonzero(steps > EPS)
    too_early = still[still < moving[-1]] if moving.size else still
    if falling.size:
        n, cause = falling[0], "em_1d.rises.falls"
    elif too_early.size:
        n, cause = too_early[0], "em_1d.rises.twice"
        cause = "em_1d.rises.behind" if n == 0 and too_early.size == 1 else cause
        cause = "em_1d.rises.frozen" if _is_start(parameters) else cause
    else:
        return
    values = {"n": n, "m": n + 1, "old": f"{trace[n]:.6f}", "new": f"{trace[n + 1]:.6f}"}
    raise Fault("em_1d.rises.must", cause, **values)


def _stops(case):
    _expect_rest(case, case.fitted, EPS)


def _large_eps(case):
    _expect_rest(case, case.roughly_fitted, LARGE_EPS)


def _expect_rest(case, run, eps):
    """Fault unless the change of the last rounds, or of the next one, is the first below eps."""
    *parameters, trace = run
    rounds = len(trace) - 1
    changes = np.abs(np.diff(trace)) / np.abs(trace[1:])
    small = np.flatnonzero(changes < eps)
    values = {"eps": f"{eps:g}", "rounds": rounds}
    if small.size:
        if rounds - (small[0] + 1) > AFTER:
            values["right"] = int(small[0]) + 1
            raise Fault("em_1d.late.must", "em_1d.late.look", **values)
        return
    before, after = _one_more(case, parameters, eps)
    if abs(after - before) >= eps * abs(after):
        cause = "em_1d.early.once" if rounds == 1 else "em_1d.early.look"
        raise Fault("em_1d.early.must", cause, **values)


def _one_more(case, parameters, *arguments):
    """Log-likelihoods before and after one more round; the same if the student leaves it out."""
    trace = case.run(parameters, *arguments)[-1]
    return trace[0], trace[min(1, len(trace) - 1)]


def _rest(case):
    """Where EM has come to rest, one more E-step and M-step changes nothing."""
    *parameters, _ = case.fitted
    before, after = _one_more(case, parameters)
    if abs(after - before) > 10 * EPS * abs(after):
        values = {"before": f"{before:.6f}", "after": f"{after:.6f}"}
        raise Fault("em_1d.rest.must", "em_1d.rest.look", **values)


def _known(case):
    """Data 1, 2, 3: the log-likelihoods of the first rounds, as they are found by hand."""
    start = np.array([0.5, 0.5]), np.array([1.0, 3.0]), np.array([1.0, 1.0])
    *_, trace = case.run(start, x=np.array([1.0, 2.0, 3.0]))
    right = np.array([-4.389, -3.549, -3.487])
    if len(trace) < 3 or np.abs(trace[:3] - right).max() > 6e-4:
        causes = {-3.676: "em_1d.known.deviation", -3.649: "em_1d.known.m_first"}
        cause = causes.get(round(float(trace[1]), 3), "em_1d.known.look")
        raise Fault("em_1d.known.must", cause, came=text(trace[:3]))


def _moments(case):
    weight, mean, var, _ = case.fitted
    first, right = weight @ mean, case.x.mean()
    if not close(first, right):
        cause = "em_1d.moments.weights" if close(weight, START[0]) else "em_1d.moments.look"
        raise Fault("em_1d.moment_1.must", cause, right=text(right), came=text(first))
    second, right = weight @ (var + mean**2), np.mean(case.x**2)
    if not close(second, right):
        cause = "em_1d.moments.variances" if close(var, START[2]) else "em_1d.moments.look"
        raise Fault("em_1d.moment_2.must", cause, right=text(right), came=text(second))


def _pure(case):
    given = [case.x.copy(), *(array.copy() for array in START)]
    before = [array.copy() for array in given]
    _ending(case.function, *given, LARGE_EPS)
    for name, old, new in zip(("x", *NAMES[:3]), before, given, strict=True):
        unchanged(old, new, "pure.argument", method="em_1d", name=name)


STEPS = (
    Step("em_1d.runs", _runs, gate=True),
    Step("em_1d.shape", _shape, gate=True),
    Step("em_1d.finite", _finite, gate=True),
    Step("em_1d.trace_start", _trace_start),
    Step("em_1d.trace_end", _trace_end),
    Step("em_1d.rises", _rises),
    Step("em_1d.moments", _moments),
    Step("em_1d.stops", _stops),
    Step("em_1d.rest", _rest),
    Step("em_1d.eps", _large_eps),
    Step("em_1d.known", _known),
    Step("em_1d.pure", _pure),
)
