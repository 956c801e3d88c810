"""Checks of m_step_1d, by known labels, shared moments and shared-out copies."""

import numpy as np

from emlab.checks.engine import Fault, Step
from emlab.checks.line_cases import parts, points
from emlab.checks.tools import EXACT, close, finite, first_match, text, unchanged

NAMES = ("weight", "mean", "var")
SIZE = 24


def _data(size=SIZE):
    return points(size, seed=12) * 1.5 + 1.0


def _shares(size=SIZE, seed=6):
    """A posterior in quarters, every row summing to 1, every component well fed."""
    return np.random.RandomState(seed).multinomial(4, [0.5, 0.3, 0.2], size=size) / 4


def _labels():
    return np.random.RandomState(7).permutation(
        np.repeat([0, 1, 2], [SIZE // 2, SIZE // 3, SIZE // 6])
    )


def _parameters(function, x, posterior):
    answer = function(x.copy(), posterior.copy())
    return parts(answer, NAMES, "m_step_1d", "m_step_1d.three")


def _runs(function):
    _parameters(function, _data(), _shares())


def _shapes(function):
    for name, value in zip(NAMES, _parameters(function, _data(), _shares()), strict=True):
        if value.shape != (3,):
            cause = "m_step_1d.shape.rows" if value.shape == (SIZE,) else "m_step_1d.shape.look"
            raise Fault("m_step_1d.shape.must", cause, name=name, came=value.shape)


def _finite(function):
    for name, value in zip(NAMES, _parameters(function, _data(), _shares()), strict=True):
        finite(value, name)


def _weights(function):
    x, labels = _data(), _labels()
    weight, _, _ = _parameters(function, x, np.eye(3)[labels])
    right = np.bincount(labels) / SIZE
    if close(weight, right):
        return
    means, variances = _of_groups(x, labels)
    candidates = (
        ("m_step_1d.weights.not_divided", right * SIZE),
        ("m_step_1d.weights.not_divided_by_n", right * SIZE / 3),
        ("m_step_1d.weights.uniform", np.full(3, 1 / 3)),
        ("m_step_1d.first_for_all", np.full(3, right[0])),
        ("m_step_1d.only_last", right * [0, 0, 1]),
        ("m_step_1d.order", means),
        ("m_step_1d.order", variances),
    )
    cause = first_match(candidates, weight) or "m_step_1d.weights.look"
    raise Fault("m_step_1d.weights.must", cause, right=text(right), came=text(weight))


def _of_groups(x, labels):
    groups = [x[labels == k] for k in range(3)]
    return np.array([g.mean() for g in groups]), np.array([g.var() for g in groups])


def _groups(function):
    """With known labels each component must take over its own group's mean and variance."""
    x, labels = _data(), _labels()
    _, mean, var = _parameters(function, x, np.eye(3)[labels])
    means, variances = _of_groups(x, labels)
    if not close(mean, means, EXACT):
        cause = _mean_cause(x, mean, means, variances, np.bincount(labels))
        raise Fault("m_step_1d.group_means.must", cause, right=text(means), came=text(mean))
    if not close(var, variances, EXACT):
        cause = _variance_cause(x, labels, var, means, variances)
        raise Fault("m_step_1d.group_vars.must", cause, right=text(variances), came=text(var))


def _mean_cause(x, mean, right, variances, sizes):
    candidates = (
        ("m_step_1d.means.by_n", right * sizes / SIZE),
        ("m_step_1d.means.by_n_minus_one", right * sizes / (sizes - 1)),
        ("m_step_1d.means.not_divided", right * sizes),
        ("m_step_1d.means.global", np.full(3, x.mean())),
        ("m_step_1d.first_for_all", np.full(3, right[0])),
        ("m_step_1d.last_for_all", np.full(3, right[2])),
        ("m_step_1d.only_last", right * [0, 0, 1]),
        ("m_step_1d.order", sizes / SIZE),
        ("m_step_1d.order", variances),
    )
    return first_match(candidates, mean) or "m_step_1d.means.look"


def _variance_cause(x, labels, var, means, right):
    sizes = np.bincount(labels)
    distances = np.bincount(labels, np.abs(x - means[labels])) / sizes
    scatter = np.array([((x - mean) ** 2).sum() for mean in means])
    candidates = (
        ("m_step_1d.vars.by_n", right * sizes / SIZE),
        ("m_step_1d.vars.n_minus_one", right * sizes / (sizes - 1)),
        ("m_step_1d.vars.not_divided", right * sizes),
        ("m_step_1d.vars.global_mean", right + (means - x.mean()) ** 2),
        ("m_step_1d.vars.not_centred", right + means**2),
        ("m_step_1d.vars.deviation", np.sqrt(right)),
        ("m_step_1d.vars.not_squared", distances),
        ("m_step_1d.vars.unweighted", scatter / SIZE),
        ("m_step_1d.vars.unweighted", scatter / sizes),
        ("m_step_1d.vars.global", np.full(3, x.var())),
        ("m_step_1d.vars.pooled", np.full(3, right @ sizes / SIZE)),
        ("m_step_1d.vars.pooled", np.full(3, right.mean())),
        ("m_step_1d.vars.cancelled", np.zeros(3)),
        ("m_step_1d.last_for_all", np.full(3, right[2])),
        ("m_step_1d.first_for_all", np.full(3, right[0])),
        ("m_step_1d.only_last", right * [0, 0, 1]),
        *(("m_step_1d.vars.other_mean", right + (means - means[k]) ** 2) for k in range(3)),
        ("m_step_1d.vars.other_mean", right + (means - means[::-1]) ** 2),
    )
    return first_match(candidates, var) or "m_step_1d.vars.look"


def _moments(function):
    x, posterior = _data(), _shares()
    weight, mean, var = _parameters(function, x, posterior)
    if not close(weight.sum(), 1.0):
        raise Fault("m_step_1d.moment_0.must", "m_step_1d.moment_0.look", came=text(weight.sum()))
    first, right = weight @ mean, x.mean()
    if not close(first, right):
        values = {"right": text(right), "came": text(first)}
        raise Fault("m_step_1d.moment_1.must", "m_step_1d.moment_1.look", **values)
    second, right = weight @ (var + mean**2), np.mean(x**2)
    if not close(second, right):
        values = {"right": text(right), "came": text(second)}
        raise Fault("m_step_1d.moment_2.must", "m_step_1d.moment_2.look", **values)


def _quarters(function):
    """A point that belongs to a component by three quarters counts as three points of four."""
    x, posterior = _data(), _shares()
    soft = _parameters(function, x, posterior)
    copies = [np.repeat(x, (posterior[:, k] * 4).round().astype(int)) for k in range(3)]
    labels = np.repeat([0, 1, 2], [len(group) for group in copies])
    hard = _parameters(function, np.concatenate(copies), np.eye(3)[labels])
    for name, left, right in zip(NAMES, soft, hard, strict=True):
        if not close(left, right):
            values = {"name": name, "soft": text(left), "hard": text(right)}
            raise Fault("m_step_1d.quarters.must", f"m_step_1d.quarters.{name}", **values)


def _pure(function):
    given = _data(), _shares()
    before = [array.copy() for array in given]
    function(*given)
    for name, old, new in zip(("x", "posterior"), before, given, strict=True):
        unchanged(old, new, "pure.argument", method="m_step_1d", name=name)


STEPS = (
    Step("m_step_1d.runs", _runs, gate=True),
    Step("m_step_1d.shape", _shapes, gate=True),
    Step("m_step_1d.finite", _finite, gate=True),
    Step("m_step_1d.weights", _weights),
    Step("m_step_1d.groups", _groups),
    Step("m_step_1d.moments", _moments),
    Step("m_step_1d.quarters", _quarters),
    Step("m_step_1d.pure", _pure),
)
