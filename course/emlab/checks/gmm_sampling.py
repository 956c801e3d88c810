"""Checks of gmm_sampling, by the statistics of many draws."""

import numpy as np

from emlab.checks.engine import Fault, Step
from emlab.checks.tools import finite, numbers, text

DRAWS, SIGMAS = 4000, 6
SMALL, SAMPLES = 20, 40


def _sample(function, size):
    return numbers(function(size), f"gmm_sampling({size})")


def _draws(function, size=DRAWS):
    return _sample(function, size).ravel()


def _runs(function):
    _sample(function, 5)


def _shape(function):
    for size in (7, 1):
        came = _sample(function, size).shape
        if came in ((size,), (size, 1)):
            continue
        pairs = {(2, size): "sampling.shape.labels", (size, 2): "sampling.shape.labels"}
        cause = {(): "sampling.shape.scalar", **pairs}.get(came, "sampling.shape.look")
        raise Fault("sampling.shape.must", cause, size=size, came=came)


def _finite(function):
    finite(_sample(function, 50), "gmm_sampling(50)")


def _differs(function):
    first, second = _draws(function, 20), _draws(function, 20)
    distinct = len(np.unique(first))
    if distinct < 20:
        noise = np.ptp(first[first > 0]) if np.any(first > 0) else np.ptp(first)
        bare = noise == 0 and set(np.unique(first)) <= {-5.0, 5.0}
        cause = "sampling.distinct.no_noise" if bare else "sampling.distinct.look"
        raise Fault("sampling.distinct.must", cause, distinct=distinct)
    if np.any(first == 0):
        raise Fault("sampling.filled.must", "sampling.filled.look")
    if np.array_equal(first, second):
        raise Fault("sampling.calls.must", "sampling.calls.look")


def _twice(judge):
    """A statistical line fails only when two fresh samples fail it: no false alarm by bad luck."""

    def step(function):
        try:
            judge(function)
        except Fault:
            judge(function)

    return step


# A quarter and three quarters of the draws lie below these, with each of the known errors.
QUARTILES = (
    ("sampling.heaps.not_shifted", (0.0, 10.0)),
    ("sampling.heaps.half_factor", (-5.0, 0.0)),
    ("sampling.heaps.no_factor", (-5.25, -3.75)),
    ("sampling.heaps.averaged", (-0.48, 0.48)),
    ("sampling.heaps.one_wide", (-3.44, 3.44)),
    ("sampling.heaps.label", (-2.5, 2.5)),
)


def _heaps(function):
    draws = _draws(function)
    quartiles = np.quantile(draws, [0.25, 0.75])
    values = {"low": text(quartiles[0]), "high": text(quartiles[1])}
    known = [key for key, wrong in QUARTILES if np.abs(quartiles - wrong).max() < 0.25]
    known += ["sampling.heaps.counts"] if draws.min() > 10 else []
    if known or np.mean(np.abs(np.abs(draws) - 5) < 4) < 0.99:
        raise Fault("sampling.heaps.must", (known or ["sampling.heaps.look"])[0], **values)
    if min(np.mean(draws > 0), np.mean(draws < 0)) < 0.02:
        one = _changes_sides(function)
        cause = "sampling.heaps.one_coin" if one else "sampling.heaps.one_side"
        raise Fault("sampling.heaps.both", cause, **values)


def _changes_sides(function):
    """Whether some calls give one heap alone and others the other heap alone."""
    sides = {float(np.sign(np.median(_draws(function, SMALL)))) for _ in range(30)}
    return len(sides) > 1


def _half(function):
    share = np.mean(_draws(function) > 0)
    if abs(share - 0.5) > SIGMAS * 0.5 / np.sqrt(DRAWS):
        raise Fault("sampling.half.must", "sampling.half.look", share=text(share))


def _noise(function):
    draws = _draws(function)
    noise = draws - 5 * np.sign(draws)
    mean, spread = noise.mean(), noise.var()
    error = SIGMAS / np.sqrt(DRAWS)
    uniform = abs(mean - 0.5) < 0.05 and abs(spread - 1 / 12) < 0.02
    if abs(mean) > error or abs(spread - 1) > error * np.sqrt(2):
        cause = "sampling.noise.uniform" if uniform else "sampling.noise.look"
        raise Fault("sampling.noise.must", cause, mean=text(mean), spread=text(spread))
    if abs(np.mean(noise**4) - 3) > error * np.sqrt(96):
        raise Fault("sampling.normal.must", "sampling.normal.look")


def _order(function):
    sides = np.sign(_draws(function))
    follows = np.mean(sides[1:] == sides[:-1])
    if abs(follows - 0.5) > SIGMAS * 0.5 / np.sqrt(DRAWS):
        cause = "sampling.order.blocks" if follows > 0.9 else "sampling.order.look"
        cause = "sampling.order.turns" if follows < 0.1 else cause
        raise Fault("sampling.order.must", cause, follows=text(100 * follows))


def _count(function):
    counts = np.array([np.sum(_draws(function, SMALL) > 0) for _ in range(SAMPLES)])
    if not 0.15 * SMALL / 4 < counts.var() < 4 * SMALL / 4:
        values = {"low": counts.min(), "high": counts.max()}
        cause = "sampling.count.fixed" if np.ptp(counts) == 0 else "sampling.count.look"
        raise Fault("sampling.count.must", cause, **values)


STEPS = (
    Step("sampling.runs", _runs, gate=True),
    Step("sampling.shape", _shape, gate=True),
    Step("sampling.finite", _finite, gate=True),
    Step("sampling.differs", _differs),
    Step("sampling.heaps", _twice(_heaps)),
    Step("sampling.half", _twice(_half)),
    Step("sampling.noise", _twice(_noise)),
    Step("sampling.order", _twice(_order)),
    Step("sampling.count", _twice(_count)),
)
