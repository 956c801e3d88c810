"""What the checks of both classes share: reading answers, comparing, expecting an error."""

import numpy as np

from emlab.checks.engine import Fault
from emlab.student import describe

# For answers that hold to rounding: small enough to see 1e-6 added to a diagonal.
EXACT = 1e-8


def numbers(value, name):
    """A student's answer as an array of real numbers; lists are fine."""
    if value is None:
        raise Fault("answer.none", "answer.none.look", name=name)
    try:
        array = np.asarray(value)
        if np.iscomplexobj(array):
            raise TypeError
        return np.array(array, dtype=float)
    except Exception:
        kind = type(value).__name__
        raise Fault("answer.not_numbers", "answer.not_numbers.look", name=name, kind=kind) from None


def finite(array, name):
    """Fault unless every entry is a finite number."""
    bad = int(np.count_nonzero(~np.isfinite(array)))
    if bad:
        cause = "answer.nan.look" if np.isnan(array).any() else "answer.inf.look"
        raise Fault("answer.not_finite", cause, name=name, bad=bad, size=array.size)


def close(left, right, rtol=1e-6):
    """Whether two arrays agree up to rounding, on the scale of the larger entries."""
    left, right = np.asarray(left, dtype=float), np.asarray(right, dtype=float)
    if left.shape != right.shape:
        return False
    scale = max(np.abs(right).max(initial=0), 1e-3)
    return bool(np.all(np.abs(left - right) <= rtol * scale))


def is_ridge(difference):
    """Whether matrices differ by a multiple of the identity."""
    size = np.trace(difference) / len(difference)
    return bool(
        np.allclose(difference, size * np.eye(len(difference)), rtol=0, atol=abs(size) / 99)
    )


def text(value):
    """A number or an array as it stands in a sentence: short, on one line."""
    array = np.asarray(value, dtype=float)
    if array.ndim == 0:
        return f"{float(array):.4g}"
    if array.ndim == 1:
        return "[" + ", ".join(f"{entry:.4g}" for entry in np.round(array, 3) + 0.0) + "]"
    return "[" + ", ".join(text(row) for row in array) + "]"


def expect_value_error(call, key, cause, **values):
    """Fault unless a call raises ValueError."""
    try:
        call()
    except ValueError:
        return
    except NotImplementedError:
        raise
    except Exception as error:
        raise Fault(key, "refuse.other_error", error=describe(error), **values) from None
    raise Fault(key, cause, **values)


def unchanged(before, after, key, **values):
    """Fault unless an array still holds what it held."""
    after = np.asarray(after)
    if after.shape != before.shape or not np.array_equal(before, after):
        raise Fault(key, f"{key}.look", **values)


def first_match(candidates, value, rtol=1e-4):
    """Key of the first known error that would have given this value, or None."""
    for key, wrong in candidates:
        if close(value, wrong, rtol):
            return key
    return None
