"""Checks of bic, with models whose log density is one number: each term stands alone."""

import numpy as np

from emlab.checks.engine import Fault, Step
from emlab.checks.tools import close, finite, first_match, numbers, text, unchanged

SIZE = 300


class _Component:
    def __init__(self, dim):
        self.dim, self.mean, self.cov = dim, np.zeros(dim), np.eye(dim)


class _Level:
    """A model that gives every point the same log density."""

    def __init__(self, dim, num_components, level=0.0):
        self.dim, self.num_components = dim, num_components
        self.weight = np.ones(num_components) / num_components
        self.gaussian_list = [_Component(dim) for _ in range(num_components)]
        self._level = level

    def log_pdf(self, X):
        return np.full(len(X), self._level)


def _value(function, dim, num_components, level=0.0, size=SIZE):
    X = np.random.RandomState(2).randn(size, dim)
    return numbers(function(_Level(dim, num_components, level), X), "bic(model, X)")


def _runs(function):
    _value(function, 2, 3, -1.0)


def _shape(function):
    came = _value(function, 2, 3, -1.0).shape
    if came != ():
        cause = "bic.shape.not_summed" if came == (SIZE,) else "bic.shape.look"
        raise Fault("bic.shape.must", cause, came=came)


def _finite(function):
    finite(_value(function, 2, 3, -1.0), "bic(model, X)")


def _likelihood(function):
    """One more in each log density: the log-likelihood grows by N, whatever the penalty is."""
    low, high = _value(function, 2, 3, -6.0), _value(function, 2, 3, -5.0)
    if not np.isfinite(high - low):
        raise Fault("bic.likelihood.finite", "bic.likelihood.product", size=SIZE)
    if not close(high - low, -2.0 * SIZE):
        candidates = (
            ("bic.likelihood.sign", 2.0 * SIZE),
            ("bic.likelihood.sign", 1.0 * SIZE),
            ("bic.likelihood.half", -1.0 * SIZE),
            ("bic.likelihood.mean", -2.0),
        )
        cause = first_match(candidates, high - low) or "bic.likelihood.look"
        values = {"right": text(-2.0 * SIZE), "came": text(high - low), "size": SIZE}
        raise Fault("bic.likelihood.must", cause, **values)


def _line(function):
    """A single Gaussian on a line has a mean and a variance: p = 2."""
    value, unit = _value(function, 1, 1), np.log(SIZE)
    if not close(value, 2 * unit):
        candidates = (
            ("bic.line.aic", 4.0),
            ("bic.line.sign", -2 * unit),
            ("bic.line.half", unit),
            ("bic.line.half_sign", -unit),
            ("bic.line.weight", 3 * unit),
            ("bic.line.base", 2 * np.log10(SIZE)),
            ("bic.line.base", 2 * np.log2(SIZE)),
            ("bic.line.other_log", 0.0),
            ("bic.line.no_log", 2.0 * SIZE),
        )
        cause = first_match(candidates, value) or "bic.line.look"
        raise Fault("bic.line.must", cause, right=text(2 * unit), came=text(value), size=SIZE)


def _space(function):
    """A single Gaussian in d = 4: 4 means, 10 variances and covariances."""
    value, unit = _value(function, 4, 1) - _value(function, 1, 1), np.log(SIZE)
    if not close(value, 12 * unit):
        candidates = (
            ("bic.space.diagonal", 6 * unit),
            ("bic.space.both", 18 * unit),
            ("bic.space.triangle", 9 * unit),
            ("bic.space.no_cov", 3 * unit),
            ("bic.space.entries", 14 * np.log(4 * SIZE) - 2 * unit),
        )
        cause = first_match(candidates, value) or "bic.space.look"
        raise Fault("bic.space.must", cause, right="12", came=text(value / unit))


def _more(function):
    """One component more in d = 3: a weight, 3 means, 6 variances and covariances."""
    value, unit = _value(function, 3, 5) - _value(function, 3, 4), np.log(SIZE)
    if not close(value, 10 * unit):
        candidates = (
            ("bic.more.weight", 9 * unit),
            ("bic.more.one", unit),
            ("bic.more.one_cov", 4 * unit),
        )
        cause = first_match(candidates, value) or "bic.more.look"
        raise Fault("bic.more.must", cause, right="10", came=text(value / unit))


def _twice(function):
    """Twice as many data: every parameter costs log 2 more. In d = 2, K = 3 has 17."""
    value = _value(function, 2, 3, size=2 * SIZE) - _value(function, 2, 3)
    if not close(value, 17 * np.log(2)):
        values = {"right": text(17 * np.log(2)), "came": text(value)}
        raise Fault("bic.twice.must", "bic.twice.look", **values)


def _pure(function):
    X = np.random.RandomState(2).randn(SIZE, 2)
    given = X.copy()
    function(_Level(2, 3, -1.0), given)
    unchanged(X, given, "pure.argument", method="bic", name="X")


STEPS = (
    Step("bic.runs", _runs, gate=True),
    Step("bic.shape", _shape, gate=True),
    Step("bic.finite", _finite, gate=True),
    Step("bic.likelihood", _likelihood),
    Step("bic.line", _line),
    Step("bic.space", _space),
    Step("bic.more", _more),
    Step("bic.twice", _twice),
    Step("pure.X", _pure),
)
