"""Checks of lower_bound, where it can be told from what is known without it."""

import numpy as np

from emlab.checks.engine import Fault, Step
from emlab.checks.one_dimension_cases import (
    FOUR,
    THREE,
    TWO,
    gives_one_number,
    keeps_arguments,
    number_of,
    single,
)
from emlab.checks.tools import close, finite, first_match, text

CALL = "lower_bound(x, q, weight, mean, var)"
Q_2, Q_3 = np.array([0.35, 0.65]), np.array([0.2, 0.5, 0.3])
Q_4 = np.array([0.3, 0.25, 0.1, 0.35])
OTHER_3 = np.array([0.6, 0.15, 0.25])


def _bound(function, x, q, mixture):
    return number_of(function, CALL, x, q, *mixture)


def _runs(function):
    _bound(function, 0.4, Q_3, THREE)


def _shape(function):
    for q, mixture in ((Q_3, THREE), (Q_2, TWO), (Q_4, FOUR)):
        shapes = {(len(q),): "lower_bound.shape.apart"}
        gives_one_number(function, CALL, shapes, 0.4, q, *mixture)


def _finite(function):
    finite(_bound(function, 0.4, Q_3, THREE), CALL)


def _one(function):
    """With one component there is nothing to be uncertain of: the bound is log p(x)."""
    mean, var = 0.7, 4.0
    came = _bound(function, mean, np.array([1.0]), single(mean, var))
    right = -0.5 * np.log(2 * np.pi * var)
    if close(came, right):
        return
    candidates = (
        ("lower_bound.one.density", np.exp(right)),
        ("lower_bound.one.minus", -right),
        ("lower_bound.one.base", right / np.log(10)),
        ("lower_bound.one.base", right / np.log(2)),
        ("lower_bound.one.root", -0.5 * np.log(2 * np.pi * np.sqrt(var))),
        ("lower_bound.one.squared", -0.5 * np.log(2 * np.pi * var**2)),
    )
    cause = first_match(candidates, came) or "lower_bound.one.look"
    aside = _bound(function, mean + 2, np.array([1.0]), single(mean, var))
    if max(abs(came), abs(aside)) < 1e-9:
        cause = _zero_cause(function)
    raise Fault("lower_bound.one.must", cause, right=text(right), came=text(came))


def _zero_cause(function):
    """What is 0 for one component: the density missing, or a divergence, or minus that."""
    here, there = (_bound(function, x, Q_3, THREE) for x in (0.4, 1.9))
    if close(here, there):
        return "lower_bound.one.no_density"
    return "lower_bound.one.divergence" if here > 0 else "lower_bound.one.posterior"


def _same(function):
    """With equal components and q equal to the weights, q is the posterior: it is log p(x)."""
    weight, mean, var = THREE[0], np.full(3, 0.7), np.full(3, 0.6)
    x = 0.4
    came = _bound(function, x, weight, (weight, mean, var))
    right = float(_bound(function, x, np.array([1.0]), single(0.7, 0.6)))
    if close(came, right):
        return
    inside = weight @ np.log(weight)
    candidates = (
        ("lower_bound.same.no_entropy", right + inside),
        ("lower_bound.same.sign", right + 2 * inside),
        ("lower_bound.same.outside", right + np.log(weight @ weight)),
        ("lower_bound.same.not_averaged", 3 * right),
        ("lower_bound.same.inside", 3 * right + 2 * np.log(weight).sum()),
        ("lower_bound.same.mean", right / 3),
        ("lower_bound.same.no_weight", right - inside),
    )
    cause = first_match(candidates, came) or "lower_bound.same.look"
    raise Fault("lower_bound.same.must", cause, right=text(right), came=text(came))


def _gap(function):
    """Midway between two mirrored components: q = [½, ½] touches, others lie KL(q ‖ ½) below."""
    mirror = (np.array([0.5, 0.5]), np.array([-1.5, 2.5]), np.array([1.7, 1.7]))
    top = _bound(function, 0.5, np.array([0.5, 0.5]), mirror)
    for q in (np.array([0.8, 0.2]), np.array([0.1, 0.9])):
        gap, right = top - _bound(function, 0.5, q, mirror), np.log(2) + q @ np.log(q)
        if not close(gap, right):
            cause = "lower_bound.gap.no_q" if abs(gap) < 1e-9 else "lower_bound.gap.look"
            values = {"q": text(q), "right": text(right), "came": text(gap)}
            raise Fault("lower_bound.gap.must", cause, **values)


def _moves(function):
    """Other weights shift the bound by the q-average of log(new weight / old weight)."""
    weight, mean, var = THREE
    shift = _bound(function, 0.4, Q_3, (OTHER_3, mean, var)) - _bound(function, 0.4, Q_3, THREE)
    right = Q_3 @ np.log(OTHER_3 / weight)
    if not close(shift, right):
        cause = "lower_bound.moves.none" if abs(shift) < 1e-9 else "lower_bound.moves.look"
        raise Fault("lower_bound.moves.must", cause, right=text(right), came=text(shift))


def _curve(function):
    """As x moves the bound is a parabola, whose bend is minus the q-average of 1/σ²."""
    left, middle, right = (_bound(function, x, Q_3, THREE) for x in (-0.6, 0.4, 1.4))
    bend, wanted = left - 2 * middle + right, -Q_3 @ (1 / THREE[2])
    if not close(bend, wanted):
        values = {"right": text(wanted), "came": text(bend)}
        raise Fault("lower_bound.curve.must", "lower_bound.curve.look", **values)


STEPS = (
    Step("lower_bound.runs", _runs, gate=True),
    Step("lower_bound.shape", _shape, gate=True),
    Step("lower_bound.finite", _finite, gate=True),
    Step("lower_bound.one", _one),
    Step("lower_bound.same", _same),
    Step("lower_bound.gap", _gap),
    Step("lower_bound.moves", _moves),
    Step("lower_bound.curve", _curve),
    Step(
        "line.pure",
        keeps_arguments("lower_bound", x=0.4, q=Q_3, weight=THREE[0], mean=THREE[1], var=THREE[2]),
    ),
)
