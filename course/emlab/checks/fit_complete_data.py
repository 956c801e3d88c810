"""Checks of fit_complete_data, by groups that can be worked out in the head, and by moments."""

import numpy as np

from emlab.checks.engine import Fault, Step
from emlab.checks.one_dimension_cases import keeps_arguments
from emlab.checks.tools import EXACT, close, finite, first_match, numbers, text

# Three groups, mixed up: 1 and 5 · −8, −8, −2, −2 · three times 0 and three times 1.
X = np.array([1.0, 0.0, -8.0, 1.0, -2.0, 1.0, 5.0, -2.0, 0.0, 1.0, -8.0, 0.0])
LABELS = np.array([2, 0, 1, 0, 1, 0, 2, 1, 0, 0, 1, 0])
SIZES = np.array([6, 4, 2])
WEIGHT, MEAN, VAR = SIZES / 12, np.array([0.5, -5.0, 3.0]), np.array([0.25, 9.0, 4.0])
NAMES = ("weight", "mean", "var")


def _fit(function, x=X, z=LABELS, num_components=3):
    """The three things that the function returns."""
    result = function(x.copy(), z.copy(), num_components)
    if result is None:
        raise Fault("complete.none", "answer.none.look")
    try:
        parts = list(result)
    except TypeError:
        parts = [result]
    if isinstance(result, dict | str) or len(parts) != 3:
        cause = "complete.three.two" if len(parts) == 2 else "complete.three.look"
        raise Fault("complete.three.must", cause, came=len(parts))
    return [numbers(part, name) for part, name in zip(parts, NAMES, strict=True)]


def _runs(function):
    _fit(function)


def _shape(function):
    for name, part in zip(NAMES, _fit(function), strict=True):
        if part.shape != (3,):
            cause = "complete.shape.scalar" if part.shape == () else "complete.shape.look"
            raise Fault("complete.shape.must", cause, name=name, came=part.shape)


def _finite(function):
    for name, part in zip(NAMES, _fit(function), strict=True):
        if np.isnan(part[-1]) and np.isfinite(part[:-1]).all():
            raise Fault("complete.labels.must", "complete.labels.look", name=name)
        finite(part, name)


def _weights(function):
    weight = _fit(function)[0]
    if close(weight, WEIGHT):
        return
    candidates = (
        ("complete.order", MEAN),
        ("complete.order", VAR),
        ("complete.weights.counts", SIZES),
        ("complete.weights.over_components", SIZES / 3),
        ("complete.weights.equal", np.full(3, 1 / 3)),
        ("complete.sorted", WEIGHT[np.argsort(MEAN)]),
        ("complete.sorted", np.sort(WEIGHT)),
    )
    cause = first_match(candidates, weight) or "complete.weights.look"
    raise Fault("complete.weights.must", cause, right=text(WEIGHT), came=text(weight))


def _means(function):
    mean = _fit(function)[1]
    if close(mean, MEAN, EXACT):
        return
    places = np.array([np.flatnonzero(k == LABELS).mean() for k in range(3)])
    candidates = (
        ("complete.order", VAR),
        ("complete.order", WEIGHT),
        ("complete.means.sums", MEAN * SIZES),
        ("complete.means.by_n", MEAN * WEIGHT),
        ("complete.means.overall", np.full(3, X.mean())),
        ("complete.means.positions", places),
        ("complete.sorted", np.sort(MEAN)),
        ("complete.means.n_minus_one", MEAN * SIZES / (SIZES - 1)),
    )
    cause = first_match(candidates, mean) or "complete.means.look"
    raise Fault("complete.means.must", cause, right=text(MEAN), came=text(mean))


def _variances(function):
    var = _fit(function)[2]
    if close(var, VAR, EXACT):
        return
    candidates = (
        ("complete.order", MEAN),
        ("complete.order", WEIGHT),
        ("complete.variances.n_minus_one", VAR * SIZES / (SIZES - 1)),
        ("complete.variances.deviation", np.sqrt(VAR)),
        ("complete.variances.not_divided", VAR * SIZES),
        ("complete.variances.not_centred", VAR + MEAN**2),
        ("complete.variances.overall_mean", VAR + (MEAN - X.mean()) ** 2),
        ("complete.variances.overall", np.full(3, X.var())),
        ("complete.variances.pooled", np.full(3, WEIGHT @ VAR)),
        ("complete.variances.pooled", np.full(3, VAR.mean())),
        ("complete.variances.by_n", WEIGHT * VAR),
        ("complete.sorted", VAR[np.argsort(MEAN)]),
    )
    cause = first_match(candidates, var) or "complete.variances.look"
    raise Fault("complete.variances.must", cause, right=text(VAR), came=text(var))


def _data():
    """Four groups of different sizes, none in order, and more data than in the small example."""
    random = np.random.RandomState(9)
    z = random.permutation(np.repeat(np.arange(4), (9, 4, 7, 5)))
    return np.array([2.0, -3.0, 0.5, 6.0])[z] + random.randn(25) * (1 + z / 2), z


def _moments(function):
    x, z = _data()
    weight, mean, var = _fit(function, x, z, 4)
    first, second = weight @ mean, weight @ (var + mean**2)
    if not close(first, x.mean()):
        values = {"right": text(x.mean()), "came": text(first)}
        raise Fault("complete.moment_1.must", "complete.moment_1.look", **values)
    if not close(second, np.mean(x**2)):
        values = {"right": text(np.mean(x**2)), "came": text(second)}
        raise Fault("complete.moment_2.must", "complete.moment_2.look", **values)


def _renamed(function):
    """With the labels renamed, the components come in the order of the new names."""
    x, z = _data()
    names = np.array([2, 0, 3, 1])
    before, after = _fit(function, x, z, 4), _fit(function, x, names[z], 4)
    for name, one, other in zip(NAMES, before, after, strict=True):
        if not close(one, other[names]):
            raise Fault("complete.renamed.must", "complete.renamed.look", name=name)


STEPS = (
    Step("complete.runs", _runs, gate=True),
    Step("complete.shape", _shape, gate=True),
    Step("complete.finite", _finite, gate=True),
    Step("complete.weights", _weights),
    Step("complete.means", _means),
    Step("complete.variances", _variances),
    Step("complete.moments", _moments),
    Step("complete.renamed", _renamed),
    Step("line.pure", keeps_arguments("fit_complete_data", x=X, z=LABELS, num_components=3)),
)
