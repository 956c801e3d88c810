"""Checks of log_sum_exp, by what a shift, a single entry and equal entries must give."""

import numpy as np

from emlab.checks.engine import Fault, Step
from emlab.checks.tools import close, finite, first_match, numbers, text, unchanged

ROWS = np.array([[0.3, -1.2, 2.0], [-0.7, 0.4, 0.1], [1.5, 1.1, -2.3], [-3.0, 0.2, -0.4]])
FAR = 2e4  # beyond what the exponential of an extended float still holds


def _value(function, a):
    return numbers(function(np.array(a, dtype=float)), "log_sum_exp(a)")


def _runs(function):
    _value(function, ROWS)


def _shape(function):
    for size, columns in ((4, 3), (1, 4), (5, 1)):
        came = _value(function, np.arange(size * columns).reshape(size, columns) / 7).shape
        if came != (size,):
            causes = {
                (): "lse.shape.scalar",
                (size, 1): "lse.shape.column",
                (size, size): "lse.shape.square",
                (columns,): "lse.shape.axis",
                (size, columns): "lse.shape.same",
            }
            cause = causes.get(came, "lse.shape.look")
            raise Fault("lse.shape.must", cause, size=size, K=columns, came=came)


def _finite(function):
    finite(_value(function, ROWS), "log_sum_exp(a)")


def _one(function):
    column = np.array([0.7, -1.3, 2.1])
    value = _value(function, column[:, None])
    if not close(value, column):
        candidates = (
            ("lse.not_added_back", np.zeros(3)),
            ("lse.twice", 2 * column),
            ("lse.subtracted", -column),
            ("lse.density", np.exp(column)),
            ("lse.no_log", column + 1),
        )
        cause = first_match(candidates, value) or "lse.look"
        raise Fault("lse.one.must", cause, right=text(column[0]), came=text(value[0]))


def _equal(function):
    x = np.array([-0.4, 1.1])
    value, right = _value(function, np.tile(x[:, None], (1, 4))), x + np.log(4)
    if not close(value, right):
        candidates = (
            ("lse.mean_or_largest", x),
            ("lse.base", x + np.log10(4)),
            ("lse.not_added_back", np.full(2, np.log(4))),
            ("lse.no_log", x + 4),
            ("lse.sum", 4 * x),
        )
        cause = first_match(candidates, value) or "lse.look"
        raise Fault("lse.equal.must", cause, right=text(right[0]), came=text(value[0]))


def _sum(function):
    """Logarithms of 1, 2, 3 and 4, in any order: the exponentials add up to 10."""
    value = _value(function, np.log([[1, 2, 3, 4], [4, 2, 1, 3]]))
    if not close(value, np.full(2, np.log(10))):
        cause = "lse.largest" if close(value, np.full(2, np.log(4))) else "lse.look"
        raise Fault("lse.sum.must", cause, right=text(np.log(10)), came=text(value[0]))


def _shift(function):
    """Rows far below, far above and at ordinary height, in one array."""
    shift = np.array([-FAR, FAR, 0.0, -FAR / 3])
    ordinary, value = _value(function, ROWS), _value(function, ROWS + shift[:, None])
    cause = "lse.far.tiny" if -750 < value[0] < -20 else None  # log of what was added
    if not np.all(np.isfinite(value)):
        other = "lse.far.shared" if _alone_is_well(function) else "lse.far.overflow"
        raise Fault("lse.far.must", cause or other, came=text(value))
    if not close(value - shift, ordinary):
        values = {"came": text((value - shift)[0]), "right": text(ordinary[0])}
        raise Fault("lse.shift.must", cause or "lse.far.look", **values)


def _alone_is_well(function):
    """Whether rows far out come out finite when no other row is there."""
    return all(np.isfinite(_value(function, ROWS[:1] + shift)).all() for shift in (-FAR, FAR))


def _wide(function):
    """Entries far apart in one row: the largest is all that counts."""
    value = _value(function, [[1.5, -FAR, 1.5 - FAR], [-FAR, FAR, -2.0]])
    if not close(value, [1.5, FAR]):
        raise Fault("lse.wide.must", "lse.wide.look", right=text([1.5, FAR]), came=text(value))


def _holes(function):
    without, holes = ROWS[:, :2], np.full((len(ROWS), 2), -np.inf)
    value = _value(function, np.hstack([holes, without, holes[:, 1:]]))
    right = _value(function, without)
    if not close(value, right):
        raise Fault("lse.holes.must", "lse.holes.look", right=text(right[0]), came=text(value[0]))


def _pure(function):
    given = ROWS.copy()
    function(given)
    unchanged(ROWS, given, "pure.argument", method="log_sum_exp", name="a")


STEPS = (
    Step("lse.runs", _runs, gate=True),
    Step("lse.shape", _shape, gate=True),
    Step("lse.finite", _finite, gate=True),
    Step("lse.one", _one),
    Step("lse.equal", _equal),
    Step("lse.sum_line", _sum),
    Step("lse.shift", _shift),
    Step("lse.wide", _wide),
    Step("lse.holes", _holes),
    Step("lse.pure", _pure),
)
