"""Checks of e_step_1d, by Bayes' rule and by points whose posterior is known without computing."""

import numpy as np

from emlab.checks.engine import Fault, Step
from emlab.checks.line_cases import LINE, log_normal, points
from emlab.checks.tools import close, finite, numbers, text, unchanged

PAIR = (np.array([0.35, 0.65]), np.array([2.0, -1.0]), np.array([0.7, 1.8]))


def _posterior(function, x, mixture=LINE):
    return numbers(function(x.copy(), *(array.copy() for array in mixture)), "e_step_1d(...)")


def _log_joint(x, mixture=LINE):
    weight, mean, var = mixture
    return np.log(weight) + log_normal(x, mean, var)


def _runs(function):
    _posterior(function, points(5))


def _shape(function):
    for mixture, size in ((LINE, 7), (PAIR, 5), (LINE, 1)):
        num_components = len(mixture[0])
        came = _posterior(function, points(size), mixture).shape
        if came != (size, num_components):
            turned, labels = came == (num_components, size), came == (size,)
            cause = "e_step_1d.shape.turned" if turned else "e_step_1d.shape.look"
            cause = "e_step_1d.shape.labels" if labels else cause
            raise Fault("e_step_1d.shape.must", cause, size=size, K=num_components, came=came)


def _finite(function):
    finite(_posterior(function, points(7)), "e_step_1d(...)")


def _rows(function):
    x = points(8)
    posterior = _posterior(function, x)
    sums = posterior.sum(axis=1)
    if close(sums, np.ones(8)) and posterior.min() >= 0:
        return
    joint, weight = np.exp(_log_joint(x)), LINE[0]
    causes = (
        ("columns", close(posterior.sum(axis=0), np.ones(3))),
        ("total", close(posterior.sum(), 1.0)),
        ("joint", close(posterior, joint)),
        ("running", close(posterior[:, 0], np.ones(8))),
        ("largest", close(posterior.max(axis=1), np.ones(8))),
        ("logs", close(np.exp(posterior).sum(axis=1), np.ones(8))),
        ("logs", close(posterior, np.log(joint))),
        ("late", close((posterior / weight).sum(axis=1), np.ones(8))),
        ("sum_only", close((posterior * weight).sum(axis=1), np.ones(8))),
        ("negative", posterior.min() < 0),
    )
    cause = next((name for name, fits in causes if fits), "look")
    raise Fault("e_step_1d.rows.must", f"e_step_1d.rows.{cause}", sums=text(sums[:3]))


def _mirror(function):
    """Half-way between two components that mirror each other, neither is more likely."""
    mirror = np.array([0.5, 0.5]), np.array([-1.5, 3.5]), np.array([2.0, 2.0])
    posterior = _posterior(function, np.array([1.0]), mirror)
    if not close(posterior, [[0.5, 0.5]]):
        cause = _certain(function) if _is_hard(posterior) else "e_step_1d.mirror.look"
        raise Fault("e_step_1d.mirror.must", cause, came=text(posterior[0]))


def _same(function):
    """Equal components cannot be told apart by the data: only the weights are left."""
    weight = LINE[0]
    same = weight, np.full(3, 0.8), np.full(3, 1.7)
    x = points(4)
    posterior = _posterior(function, x, same)
    if close(posterior, np.tile(weight, (4, 1))):
        return
    logs = _log_joint(x, same)
    cause = "e_step_1d.same.look"
    if close(posterior, np.full((4, 3), 1 / 3)):
        cause = "e_step_1d.no_weight" if _uses_data(function) else "e_step_1d.equal"
    elif close(posterior, logs / logs.sum(axis=1, keepdims=True)):
        cause = "e_step_1d.log_shares"
    elif _is_hard(posterior):
        cause = _certain(function)
    raise Fault("e_step_1d.same.must", cause, right=text(weight), came=text(posterior[0]))


def _is_hard(posterior):
    return bool(np.isin(posterior, (0.0, 1.0)).all())


def _certain(function):
    """Why every point belongs to one component entirely."""
    return "e_step_1d.hard" if _uses_data(function) else "e_step_1d.column"


def _uses_data(function):
    """Whether different points get different rows."""
    return np.ptp(_posterior(function, points(8)), axis=0).max() > 1e-6


def _bayes(function):
    """log(π_k N_k / r_nk) is log p(x_n), the same for every k: Bayes' rule without its answer."""
    x, (weight, mean, var) = points(8), LINE
    posterior = _posterior(function, x)
    log_posterior = np.log(posterior)
    if _constant_rows(_log_joint(x) - log_posterior):
        return
    half_squares = -((x[:, np.newaxis] - mean) ** 2) / (2 * var)
    candidates = (
        ("e_step_1d.no_weight", log_normal(x, mean, var)),
        ("e_step_1d.deviation", _log_joint(x, (weight, mean, np.sqrt(var)))),
        ("e_step_1d.squared", _log_joint(x, (weight, mean, var**2))),
        ("e_step_1d.constants", np.log(weight) + half_squares),
        ("e_step_1d.log_shares", np.log(-_log_joint(x))),
    )
    fits = (key for key, log_top in candidates if _constant_rows(log_top - log_posterior))
    cause = next(fits, "e_step_1d.bayes.look")
    if _is_hard(posterior):
        cause = _certain(function)
    elif not _uses_data(function):
        only_weights = close(posterior[0], weight)
        cause = "e_step_1d.only_weights" if only_weights else "e_step_1d.first_point"
    raise Fault("e_step_1d.bayes.must", cause, came=text(posterior[0]))


def _constant_rows(array):
    return bool(np.all(np.ptp(array, axis=1) < 1e-6))


def _pure(function):
    given = points(6), *(array.copy() for array in LINE)
    before = [array.copy() for array in given]
    function(*given)
    for name, old, new in zip(("x", "weight", "mean", "var"), before, given, strict=True):
        unchanged(old, new, "pure.argument", method="e_step_1d", name=name)


STEPS = (
    Step("e_step_1d.runs", _runs, gate=True),
    Step("e_step_1d.shape", _shape, gate=True),
    Step("e_step_1d.finite", _finite, gate=True),
    Step("e_step_1d.rows", _rows),
    Step("e_step_1d.mirror", _mirror),
    Step("e_step_1d.same", _same),
    Step("e_step_1d.bayes", _bayes),
    Step("e_step_1d.pure", _pure),
)
