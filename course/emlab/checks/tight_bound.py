"""Checks of tight_bound, by where it touches, where it lies below, and how it adds."""

import numpy as np

from emlab.checks.engine import Fault, Step
from emlab.checks.one_dimension_cases import (
    CELL,
    FOUR,
    GRID,
    THREE,
    TWO,
    bell,
    gives_one_number,
    keeps_arguments,
    number_of,
    points,
    single,
)
from emlab.checks.tools import close, finite, first_match, text

CALL = "tight_bound(x, old, new)"
WEIGHT, MEAN, VAR = THREE
NEW = (np.array([0.3, 0.3, 0.4]), MEAN + np.array([0.4, -0.3, -0.6]), VAR * np.array([1.6, 0.8, 1]))


def _bound(function, x, old, new):
    return number_of(function, CALL, x, old, new)


def _runs(function):
    _bound(function, points(5), THREE, NEW)


def _shape(function):
    for old, new, size in ((THREE, NEW, 7), (FOUR, FOUR, 5), (TWO, TWO, 1)):
        shapes = {(size,): "tight_bound.shape.points", (len(old[0]),): "tight_bound.shape.parts"}
        shapes[size, len(old[0])] = "tight_bound.shape.parts"
        gives_one_number(function, CALL, shapes, points(size), old, new)


def _finite(function):
    finite(_bound(function, points(7), THREE, NEW), CALL)


def _one(function):
    """With one component there is no label to guess: the bound is the log-likelihood at new."""
    x, old, new = np.array([0.7, 2.7]), (-1.0, 1.5), (0.7, 4.0)
    came = _bound(function, x, single(*old), single(*new))
    each = np.log(bell(x, *new))
    right = each.sum()
    if close(came, right):
        return
    candidates = (
        ("tight_bound.one.old", np.log(bell(x, *old)).sum()),
        ("tight_bound.one.minus", -right),
        ("tight_bound.one.mean", right / 2),
        ("tight_bound.one.last", each[-1]),
        ("tight_bound.one.first", each[0]),
        ("tight_bound.one.base", right / np.log(10)),
        ("tight_bound.one.base", right / np.log(2)),
        ("tight_bound.one.together", _one_q_over_points(x, old, new)),
    )
    cause = first_match(candidates, came) or "tight_bound.one.look"
    if abs(came) < 1e-9:
        cause = "tight_bound.one.divergence"
    raise Fault("tight_bound.one.must", cause, right=text(right), came=text(came))


def _one_q_over_points(x, old, new):
    """What comes where q sums to 1 over the points, in place of over the one component."""
    q = bell(x, *old) / bell(x, *old).sum()
    return q @ np.log(bell(x, *new) / q)


def _adds(function):
    """Each point brings its own q and its own term, whatever the other points are."""
    x = points(6)
    together = _bound(function, x, THREE, NEW)
    alone = sum(_bound(function, x[n : n + 1], THREE, NEW) for n in range(6))
    if not close(together, alone):
        values = {"together": text(together), "alone": text(alone)}
        raise Fault("tight_bound.adds.must", "tight_bound.adds.look", **values)


def _same(function):
    """With equal components q is the old weights, and the bound can be worked out by hand."""
    x, old_weight, new_weight = points(4), WEIGHT, NEW[0]
    mean, var = np.full(3, 0.7), np.full(3, 1.6)
    came = _bound(function, x, (old_weight, mean, var), (new_weight, mean, var))
    likelihood = np.log(bell(x, 0.7, 1.6)).sum()
    change = old_weight @ np.log(new_weight / old_weight)
    right = likelihood + 4 * change
    if close(came, right):
        return
    entropy = -old_weight @ np.log(old_weight)
    winner = np.log(new_weight[old_weight.argmax()])
    candidates = (
        ("tight_bound.same.no_entropy", right - 4 * entropy),
        ("tight_bound.same.sign", right - 8 * entropy),
        ("tight_bound.same.hard", likelihood + 4 * winner),
        ("tight_bound.same.no_weight", likelihood + 4 * entropy),
        (_touching_cause(function), likelihood),
    )
    cause = first_match(candidates, came) or "tight_bound.same.look"
    raise Fault("tight_bound.same.must", cause, right=text(right), came=text(came))


def _touching_cause(function):
    """Why the bound can equal the log-likelihood where it should lie below."""
    x = points(4)
    everywhere = close(_bound(function, x, THREE, NEW), _bound(function, x, NEW, NEW))
    return "tight_bound.q_from_new" if everywhere else "tight_bound.same.old_weights"


def _touches(function):
    """At new = old the exponential for one point is its density, which has area 1."""
    for mixture in (THREE, TWO):
        bounds = [_bound(function, point, mixture, mixture) for point in GRID[:, None]]
        area = np.exp(bounds).sum() * CELL
        if close(area, 1.0):
            continue
        weight, mean, var = mixture
        logs = np.log(bell(GRID[:, None], mean, var))
        candidates = (("tight_bound.touches.weights", np.exp(logs @ weight).sum() * CELL),)
        cause = first_match(candidates, area) or "tight_bound.touches.look"
        raise Fault("tight_bound.touches.must", cause, came=text(area))


def _below(function):
    x = points(7)
    bound, top = _bound(function, x, THREE, NEW), _bound(function, x, NEW, NEW)
    if bound > top + 1e-9 * abs(top):
        values = {"bound": text(bound), "top": text(top)}
        raise Fault("tight_bound.below.must", "tight_bound.below.look", **values)
    if close(bound, top, 1e-9):
        raise Fault("tight_bound.between.must", "tight_bound.q_from_new", top=text(top))


STEPS = (
    Step("tight_bound.runs", _runs, gate=True),
    Step("tight_bound.shape", _shape, gate=True),
    Step("tight_bound.finite", _finite, gate=True),
    Step("tight_bound.one", _one),
    Step("tight_bound.adds", _adds),
    Step("tight_bound.same", _same),
    Step("tight_bound.touches", _touches),
    Step("tight_bound.below", _below),
    Step("line.pure", keeps_arguments("tight_bound", x=points(5), old=THREE, new=NEW)),
)
