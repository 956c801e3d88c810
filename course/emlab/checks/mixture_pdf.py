"""Checks of mixture_pdf, by what every mixture density must satisfy."""

import numpy as np

from emlab.checks.engine import Fault, Step
from emlab.checks.one_dimension_cases import (
    CELL,
    FOUR,
    GRID,
    THREE,
    TWO,
    component,
    keeps_arguments,
    points,
    single,
    value_of,
)
from emlab.checks.tools import close, finite, first_match, text

CALL = "mixture_pdf(x, weight, mean, var)"
MIXTURES = (TWO, THREE, FOUR)


def _pdf(function, x, mixture):
    return value_of(function, CALL, x, *mixture)


def _runs(function):
    _pdf(function, points(5), THREE)


def _shape(function):
    for mixture, size in ((THREE, 7), (FOUR, 6), (TWO, 1)):
        came, num_components = _pdf(function, points(size), mixture).shape, len(mixture[0])
        if came == (size,):
            continue
        causes = {
            (size, num_components): "mixture_pdf.shape.apart",
            (num_components, size): "mixture_pdf.shape.apart",
            (num_components,): "mixture_pdf.shape.axis",
            (size, 1): "mixture_pdf.shape.column",
            (1, size): "mixture_pdf.shape.column",
            (): "mixture_pdf.shape.single" if size == 1 else "mixture_pdf.shape.scalar",
        }
        cause = causes.get(came, "mixture_pdf.shape.look")
        values = {"size": size, "K": num_components, "right": (size,), "came": came}
        raise Fault("mixture_pdf.shape.must", cause, **values)


def _finite(function):
    finite(_pdf(function, points(7), THREE), CALL)


def _alone(function):
    """The density at a point is the same in whatever company the point comes."""
    x = points(6)
    together = _pdf(function, x, THREE)
    alone = np.concatenate([_pdf(function, x[n : n + 1], THREE) for n in range(6)])
    if not close(together, alone):
        cause = "shares" if close(together.sum(), 1.0) else "look"
        raise Fault("mixture_pdf.alone.must", f"mixture_pdf.alone.{cause}")


def _bell(function):
    """With one component: the height at the mean, and the fall from there to one deviation."""
    mean, var = 0.7, 4.0
    centre, side = _pdf(function, np.array([mean, mean + np.sqrt(var)]), single(mean, var))
    right = 1 / np.sqrt(2 * np.pi * var)
    if not close(centre, right):
        candidates = (
            ("mixture_pdf.bell.log", np.log(right)),
            ("mixture_pdf.bell.squared", right / np.sqrt(var)),
            ("mixture_pdf.bell.root", right * var**0.25),
        )
        cause = first_match(candidates, centre) or "mixture_pdf.bell.look"
        raise Fault("mixture_pdf.bell.must", cause, right=text(right), came=text(centre))
    if not close(side / centre, np.exp(-0.5)):
        ratio = text(side / centre)
        raise Fault("mixture_pdf.side.must", "mixture_pdf.side.look", ratio=ratio)


def _area(function):
    areas = [np.sum(_pdf(function, GRID, mixture)) * CELL for mixture in MIXTURES]
    if close(areas, np.ones(3)):
        return
    weights = [mixture[0] for mixture in MIXTURES]
    sizes = np.array([len(weight) for weight in weights])
    candidates = (
        ("mixture_pdf.area.no_weight", sizes),
        ("mixture_pdf.area.divided", 1 / sizes),
        ("mixture_pdf.area.last", [weight[-1] for weight in weights]),
        ("mixture_pdf.area.first", [weight[0] for weight in weights]),
        ("mixture_pdf.area.two", [weight[:2].sum() for weight in weights]),
        ("mixture_pdf.area.not_last", [weight[:-1].sum() for weight in weights]),
    )
    cause = first_match(candidates, areas) or _other_area_cause(areas)
    came = next(area for area in areas if not close(area, 1.0))
    raise Fault("mixture_pdf.area.must", cause, came=text(came))


def _other_area_cause(areas):
    if max(areas) < 0.02:
        return "mixture_pdf.area.product"
    within = min(areas) > 0.5 and max(areas) < 1
    return "mixture_pdf.area.largest" if within else "mixture_pdf.area.look"


def _moments(function):
    for weight, mean, var in MIXTURES:
        mass = _pdf(function, GRID, (weight, mean, var)) * CELL
        right = weight @ mean
        if not close(mass @ GRID, right):
            candidates = (("mixture_pdf.mean.average", mean.mean()),)
            cause = first_match(candidates, mass @ GRID) or "mixture_pdf.mean.look"
            raise Fault("mixture_pdf.mean.must", cause, right=text(right), came=text(mass @ GRID))
        second, right = mass @ GRID**2, weight @ (var + mean**2)
        if not close(second, right):
            candidates = (("mixture_pdf.second.one", weight @ var + (weight @ mean) ** 2),)
            cause = first_match(candidates, second) or "mixture_pdf.second.look"
            raise Fault("mixture_pdf.second.must", cause, right=text(right), came=text(second))


def _parts(function):
    """The student's own single components, weighted and added, make their own mixture."""
    x, weight = points(9), THREE[0]
    whole = _pdf(function, x, THREE)
    parts = np.array([_pdf(function, x, component(THREE, k)) for k in range(3)])
    if not close(whole, weight @ parts):
        cause = "mixture_pdf.parts.one" if _has_one_peak(function) else "mixture_pdf.parts.look"
        raise Fault("mixture_pdf.parts.must", cause)


def _has_one_peak(function):
    far = (np.array([0.5, 0.5]), np.array([-6.0, 6.0]), np.array([1.0, 1.0]))
    left, middle, right = _pdf(function, np.array([-6.0, 0.0, 6.0]), far)
    return middle > max(left, right)


STEPS = (
    Step("mixture_pdf.runs", _runs, gate=True),
    Step("mixture_pdf.shape", _shape, gate=True),
    Step("mixture_pdf.finite", _finite, gate=True),
    Step("mixture_pdf.alone", _alone),
    Step("mixture_pdf.bell", _bell),
    Step("mixture_pdf.area", _area),
    Step("mixture_pdf.moments", _moments),
    Step("mixture_pdf.parts", _parts),
    Step(
        "line.pure",
        keeps_arguments("mixture_pdf", x=points(6), weight=THREE[0], mean=THREE[1], var=THREE[2]),
    ),
)
