"""Checks of log_likelihood, by how it adds over the data and mixes over the components."""

import numpy as np

from emlab.checks.engine import Fault, Step
from emlab.checks.one_dimension_cases import (
    CELL,
    FOUR,
    GRID,
    THREE,
    TWO,
    component,
    gives_one_number,
    keeps_arguments,
    number_of,
    points,
    single,
)
from emlab.checks.tools import close, finite, first_match, text

CALL = "log_likelihood(x, weight, mean, var)"


def _total(function, x, mixture):
    return number_of(function, CALL, x, *mixture)


def _runs(function):
    _total(function, points(5), THREE)


def _shape(function):
    for mixture, size in ((THREE, 7), (FOUR, 6), (TWO, 1)):
        shapes = {
            (size,): "log_likelihood.shape.points",
            (size, len(mixture[0])): "log_likelihood.shape.apart",
            (len(mixture[0]),): "log_likelihood.shape.components",
        }
        gives_one_number(function, CALL, shapes, points(size), *mixture)


def _finite(function):
    finite(_total(function, points(7), THREE), CALL)


def _one(function):
    """One point at the mean of one component."""
    mean, var = 0.7, 4.0
    came = _total(function, np.array([mean]), single(mean, var))
    right = -0.5 * np.log(2 * np.pi * var)
    if close(came, right):
        return
    candidates = (
        ("log_likelihood.one.density", np.exp(right)),
        ("log_likelihood.one.minus", -right),
        ("log_likelihood.one.minus_twice", -2 * right),
        ("log_likelihood.one.base", right / np.log(10)),
        ("log_likelihood.one.base", right / np.log(2)),
        ("log_likelihood.one.root", -0.5 * np.log(2 * np.pi * np.sqrt(var))),
        ("log_likelihood.one.squared", -0.5 * np.log(2 * np.pi * var**2)),
    )
    cause = first_match(candidates, came) or "log_likelihood.one.look"
    raise Fault("log_likelihood.one.must", cause, right=text(right), came=text(came))


def _adds(function):
    x = points(7)
    whole, left, right = (_total(function, part, THREE) for part in (x, x[:3], x[3:]))
    if close(whole, left + right):
        return
    candidates = (
        ("log_likelihood.adds.mean", (3 * left + 4 * right) / 7),
        ("log_likelihood.adds.last", right),
        ("log_likelihood.adds.first", left),
        ("log_likelihood.adds.log_of_sum", np.logaddexp(left, right)),
    )
    cause = first_match(candidates, whole) or "log_likelihood.adds.look"
    values = {"whole": text(whole), "parts": text(left + right)}
    raise Fault("log_likelihood.adds.must", cause, **values)


def _parts(function):
    """For one point: the weighted sum of the components' own likelihoods."""
    weight = THREE[0]
    for point in points(4):
        x = np.array([point])
        came = _total(function, x, THREE)
        own = np.array([_total(function, x, component(THREE, k)) for k in range(3)])
        if close(np.exp(came), weight @ np.exp(own)):
            continue
        candidates = (
            ("log_likelihood.parts.sum_of_logs", np.sum(np.log(weight) + own)),
            ("log_likelihood.parts.sum_of_logs", own.sum()),
            ("log_likelihood.parts.weighted_logs", weight @ own),
            ("log_likelihood.parts.no_weight", np.log(np.exp(own).sum())),
            ("log_likelihood.parts.no_weight", np.log(np.exp(own).mean())),
        )
        cause = first_match(candidates, came) or "log_likelihood.parts.look"
        raise Fault("log_likelihood.parts.must", cause)


def _area(function):
    """The exponential for one point is its density, so along the line it has area 1."""
    for mixture in (TWO, THREE):
        logs = np.array([_total(function, point, mixture) for point in GRID[:, None]])
        area = np.exp(logs).sum() * CELL
        if not close(area, 1.0):
            raise Fault("log_likelihood.area.must", "log_likelihood.area.look", came=text(area))


STEPS = (
    Step("log_likelihood.runs", _runs, gate=True),
    Step("log_likelihood.shape", _shape, gate=True),
    Step("log_likelihood.finite", _finite, gate=True),
    Step("log_likelihood.one", _one),
    Step("log_likelihood.adds", _adds),
    Step("log_likelihood.parts", _parts),
    Step("log_likelihood.area", _area),
    Step(
        "line.pure",
        keeps_arguments(
            "log_likelihood", x=points(6), weight=THREE[0], mean=THREE[1], var=THREE[2]
        ),
    ),
)
