"""Checks of Gaussian.sample, by the statistics of many draws."""

import numpy as np

from emlab.checks.engine import Fault, Step
from emlab.checks.gaussian_cases import COV_2, MEAN_2, read, unchanged_parameters
from emlab.checks.tools import finite, first_match, numbers, text
from emlab.student import build_gaussian

FACTOR_3 = np.array([[1.5, 0.0, 0.0], [1.0, 0.6, 0.0], [-0.9, 0.4, 0.7]])


CENTRE_3 = np.array([4.0, -2.0, 1.0])


DRAWS = 4000


def _sample(cls, size):
    gaussian = build_gaussian(cls, CENTRE_3, FACTOR_3 @ FACTOR_3.T)
    return numbers(gaussian.sample(size), f"sample({size})")


def _runs(cls):
    _sample(cls, 5)


def _shape(cls):
    for size in (7, 1):
        draws = _sample(cls, size)
        if draws.shape != (size, 3):
            causes = {(3, size): "sample.shape.turned", (3,): "sample.shape.flat"}
            cause = causes.get(draws.shape, "sample.shape.look")
            raise Fault("sample.shape.must", cause, size=size, came=draws.shape)


def _finite(cls):
    finite(_sample(cls, 50), "sample(50)")


def _differs(cls):
    gaussian = build_gaussian(cls, CENTRE_3, FACTOR_3 @ FACTOR_3.T)
    first, second = (numbers(gaussian.sample(20), "sample(20)") for _ in range(2))
    if len(np.unique(first, axis=0)) < 20:
        raise Fault("sample.rows.must", "sample.rows.look")
    if np.any(np.all(first == 0, axis=1)):
        raise Fault("sample.filled.must", "sample.filled.look")
    if np.array_equal(first, second):
        raise Fault("sample.calls.must", "sample.calls.look")


def _by_chance(cls):
    draws = _sample(cls, 20)
    if np.abs(draws.mean(axis=0) - CENTRE_3).max() < 1e-9:
        raise Fault("sample.chance.must", "sample.chance.look")


def _twice(judge):
    """A statistical line fails only when two fresh samples fail it: no false alarm by bad luck."""

    def step(cls):
        try:
            judge(_sample(cls, DRAWS))
        except Fault:
            judge(_sample(cls, DRAWS))

    return step


def _centre(draws):
    whitened = np.linalg.solve(FACTOR_3, (draws - CENTRE_3).T).T
    if np.abs(whitened.mean(axis=0)).max() < 6 * _noise(whitened.std(axis=0).max()):
        return
    came = text(draws.mean(axis=0))
    cause = "zero" if np.abs(draws.mean(axis=0)).max() < 0.5 else "look"
    raise Fault("sample.centre.must", f"sample.centre.{cause}", mean=text(CENTRE_3), came=came)


def _noise(deviation):
    return deviation / np.sqrt(DRAWS)


def _spread(draws):
    whitened = np.linalg.solve(FACTOR_3, (draws - draws.mean(axis=0)).T)
    if np.abs(whitened @ whitened.T / DRAWS - np.eye(3)).max() < 6 * _noise(np.sqrt(2)):
        return
    cov, came = FACTOR_3 @ FACTOR_3.T, np.cov(draws.T)
    candidates = (
        ("sample.spread.cov_as_factor", cov @ cov),
        ("sample.spread.transpose", FACTOR_3.T @ FACTOR_3),
        ("sample.spread.diagonal", np.diag(np.diag(cov))),
        ("sample.spread.diagonal", np.diag(np.diag(cov) ** 2)),
        ("sample.spread.identity", np.eye(3)),
    )
    cause = first_match(candidates, came, 0.12) or "sample.spread.look"
    raise Fault("sample.spread.must", cause, cov=text(cov), came=text(came))


def _pure(cls):
    gaussian = build_gaussian(cls, MEAN_2, COV_2)
    parameters = read(gaussian)
    gaussian.sample(5)
    unchanged_parameters(parameters, gaussian, "sample")


STEPS = (
    Step("sample.runs", _runs, gate=True),
    Step("sample.shape", _shape, gate=True),
    Step("sample.finite", _finite, gate=True),
    Step("sample.differs", _differs),
    Step("sample.centre", _twice(_centre)),
    Step("sample.spread", _twice(_spread)),
    Step("sample.chance", _by_chance),
    Step("sample.pure", _pure),
)
