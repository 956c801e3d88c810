"""Look at wrong numbers for what they have in common with the right ones."""

import numpy as np

RTOL = 1e-6


def find(seen, want):
    """Return what turns the right numbers into those seen, or None.

    Parameters
    ----------
    seen, want : ndarray
        What came and what is right, of the same shape.

    Returns
    -------
    str or None
        A key of the clues in `autograder.messages`.
    """
    if seen.shape != want.shape or want.size < 3:
        return None
    with np.errstate(all="ignore"):
        for name, holds in CLUES.items():
            if holds(seen, want):
                return name
    return None


def facts(name, array):
    """Return what can be told of a student's numbers without knowing the right ones.

    Parameters
    ----------
    name : str
        What the numbers are: ``posterior``, ``weight``, ``covs``, ...
    array : ndarray

    Returns
    -------
    dict
        Keys of the facts in `autograder.messages`, each with the numbers that its sentence names.
    """
    found = {}
    if array.ndim == 2 and name in ("value", "posterior"):
        sums = array.sum(axis=1)
        if not _same(sums, np.ones_like(sums)):
            found["rows"] = {"low": sums.min(), "high": sums.max()}
        if np.any(array < 0):
            found["negative"] = {}
    if name == "weight" and abs(array.sum() - 1) > RTOL:
        found["sum"] = {"total": array.sum()}
    if name in ("cov", "covs") and array.shape[-1] == array.shape[-2]:
        matrices = array.reshape(-1, *array.shape[-2:])
        if not _same(matrices, matrices.transpose(0, 2, 1)):
            found["asymmetric"] = {}
        elif np.any(np.linalg.eigvalsh(matrices) <= 0):
            found["indefinite"] = {}
    return found


def _same(a, b):
    scale = np.max(np.abs(b), initial=0.0)
    return bool(np.all(np.isfinite(a)) and np.all(np.abs(a - b) <= RTOL * scale))


def _offset(seen, want):
    gap = seen - want
    return _same(gap, np.full_like(gap, gap.flat[0]))


def _factor(seen, want):
    ratio = seen / want
    return _same(ratio, np.full_like(ratio, ratio.flat[0])) and ratio.flat[0] != 0


def _base(seen, want):
    return any(_same(seen, want / np.log(base)) for base in (2, 10))


def _along(axis):
    def holds(seen, want):
        if seen.ndim < 2 or seen.shape[axis] < 2:
            return False
        ratio = np.moveaxis(seen / want, axis, 0).reshape(seen.shape[axis], -1)
        if ratio.shape[1] < 2 or not ratio.all():
            return False
        return _same(ratio, ratio[:, :1] + np.zeros_like(ratio))

    return holds


def _unfilled(seen, want):
    """Tell whether an entry, or a row or column of a table, was left at 0."""
    lines = [seen] if seen.ndim < 2 else [seen.any(axis=axis) for axis in range(seen.ndim)]
    return bool(want.all() and any(not line.all() for line in lines))


def _rounded(seen, want):
    return any(np.array_equal(seen, np.round(want, decimals)) for decimals in range(1, 9))


def _component_factor(seen, want):
    """Tell whether each component, the first axis of stacked parameters, is off by a factor."""
    return seen.ndim > 1 and seen.shape[0] < 10 and _along(0)(seen, want)


def _diagonal(seen, want):
    """Tell whether covariances are right but for one number added to their diagonals."""
    if seen.ndim < 2 or seen.shape[-1] != seen.shape[-2] or seen.shape[-1] < 2:
        return False
    gap = seen - want
    return _same(gap, gap.flat[0] * np.ones_like(gap) * np.eye(seen.shape[-1]))


def _transpose(seen, want):
    return seen.ndim == 2 and seen.shape[0] == seen.shape[1] and _same(seen, want.T)


def _order(seen, want):
    return _same(np.sort(seen, axis=None), np.sort(want, axis=None))


def _some(seen, want):
    right = np.abs(seen - want) <= RTOL * np.max(np.abs(want))
    if np.all((want >= 0) & (want <= 1)):  # a wrong posterior, too, is 0 or 1 far out
        right = right[(want > 1e-3) & (want < 1 - 1e-3)]
    return bool(right.any() and not right.all())


CLUES = {
    "zeros": lambda seen, want: not seen.any(),
    "rounded": _rounded,
    "sign": lambda seen, want: _same(seen, -want),
    "offset": _offset,
    "base": _base,
    "factor": _factor,
    "unfilled": _unfilled,
    "row factor": lambda seen, want: seen.ndim == 2 and _along(0)(seen, want),
    "column factor": lambda seen, want: _along(1)(seen, want) or _component_factor(seen, want),
    "exponential": lambda seen, want: _same(seen, np.exp(want)),
    "logarithm": lambda seen, want: _same(seen, np.log(want)),
    "diagonal": _diagonal,
    "transpose": _transpose,
    "order": _order,
    "some": _some,
}
