"""Checks of posterior_1d, by symmetry and by Bayes' rule."""

import numpy as np

from emlab.checks.engine import Fault, Step
from emlab.checks.one_dimension_cases import (
    FOUR,
    THREE,
    TWO,
    bell,
    keeps_arguments,
    value_of,
)
from emlab.checks.tools import close, finite, text

CALL = "posterior_1d(x, weight, mean, var)"
POINTS = (0.4, -1.3, 1.7)


def _posterior(function, x, mixture):
    return value_of(function, CALL, x, *mixture)


def _runs(function):
    _posterior(function, 0.4, THREE)


def _shape(function):
    for mixture in (THREE, TWO, FOUR):
        came, num_components = _posterior(function, 0.4, mixture).shape, len(mixture[0])
        if came == (num_components,):
            continue
        row = came in ((1, num_components), (num_components, 1))
        cause = "posterior_1d.shape.scalar" if came == () else "posterior_1d.shape.look"
        cause = "posterior_1d.shape.row" if row else cause
        values = {"K": num_components, "right": (num_components,), "came": came}
        raise Fault("posterior_1d.shape.must", cause, **values)


def _finite(function):
    finite(_posterior(function, 0.4, THREE), CALL)


def _sum(function):
    for x in POINTS:
        q = _posterior(function, x, THREE)
        if close(q.sum(), 1.0) and q.min() >= 0:
            continue
        if close(np.exp(q).sum(), 1.0):
            cause = "logs"
        elif all(close(_posterior(function, other, THREE)[0], 1.0) for other in POINTS):
            cause = "running"
        elif close(q.max(), 1.0):
            cause = "largest"
        elif close((q / THREE[0]).sum(), 1.0):
            cause = "late"
        elif close((q * THREE[0]).sum(), 1.0):
            cause = "only_below"
        elif close(q.sum(), 1.0):
            cause = "negative"
        else:
            cause = "look"
        raise Fault("posterior_1d.sum.must", f"posterior_1d.sum.{cause}", came=text(q.sum()))


def _is_hard(q):
    return bool(np.isin(q, (0.0, 1.0)).all())


def _mirror(function):
    mirror = (np.array([0.5, 0.5]), np.array([-1.5, 2.5]), np.array([1.7, 1.7]))
    q = _posterior(function, 0.5, mirror)
    if not close(q, [0.5, 0.5]):
        cause = "posterior_1d.hard" if _is_hard(q) else "posterior_1d.mirror.look"
        raise Fault("posterior_1d.mirror.must", cause, came=text(q))


def _same(function):
    """Where all components are equal, the data point says nothing of the label."""
    weight = THREE[0]
    mean, var = np.full(3, 0.7), np.full(3, 0.6)
    q = _posterior(function, 0.4, (weight, mean, var))
    if close(q, weight):
        return
    numerators = weight * bell(0.4, mean, var)
    cause = "posterior_1d.same.look"
    if close(q, np.full(3, 1 / 3)):
        cause = "posterior_1d.no_weight"
    elif _is_hard(q):
        cause = "posterior_1d.hard"
    elif _alike(np.exp(numerators) / q):
        cause = "posterior_1d.same.exponential"
    elif _alike(np.log(numerators) / q):
        cause = "posterior_1d.logs"
    raise Fault("posterior_1d.same.must", cause, right=text(weight), came=text(q))


def _bayes(function):
    """By Bayes' rule, weighted density over posterior is p(x): the same for every component."""
    weight, mean, var = THREE
    answers = [_posterior(function, x, THREE) for x in POINTS]
    for x, q in zip(POINTS, answers, strict=True):
        if _is_hard(q):
            raise Fault("posterior_1d.bayes.must", "posterior_1d.hard", came=text(q))
        if _alike(weight * bell(x, mean, var) / q):
            continue
        cause = "posterior_1d.bayes.look"
        if close(answers[0], answers[1]):
            cause = "posterior_1d.bayes.no_density"
        elif _alike(bell(x, mean, var) / q):
            cause = "posterior_1d.no_weight"
        elif _alike(weight * bell(x, mean, np.sqrt(var)) / q):
            cause = "posterior_1d.bayes.root"
        elif _alike(weight * bell(x, mean, var**2) / q):
            cause = "posterior_1d.bayes.squared"
        elif _alike(np.log(weight * bell(x, mean, var)) / q):
            cause = "posterior_1d.logs"
        raise Fault("posterior_1d.bayes.must", cause, came=text(q))


def _alike(values):
    return close(values, np.full_like(values, values[0]))


STEPS = (
    Step("posterior_1d.runs", _runs, gate=True),
    Step("posterior_1d.shape", _shape, gate=True),
    Step("posterior_1d.finite", _finite, gate=True),
    Step("posterior_1d.sum", _sum),
    Step("posterior_1d.mirror", _mirror),
    Step("posterior_1d.same", _same),
    Step("posterior_1d.bayes", _bayes),
    Step(
        "line.pure",
        keeps_arguments("posterior_1d", x=0.4, weight=THREE[0], mean=THREE[1], var=THREE[2]),
    ),
)
