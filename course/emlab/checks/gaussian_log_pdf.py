"""Checks of Gaussian.log_pdf, by what every Gaussian density must satisfy."""

import numpy as np

from emlab.checks.engine import Fault, Step
from emlab.checks.gaussian_cases import (
    COV_2,
    COV_3,
    MEAN_2,
    MEAN_3,
    log_pdf_of,
    points,
    read,
    refuses_columns,
    unchanged_parameters,
)
from emlab.checks.tools import close, finite, first_match, numbers, text, unchanged
from emlab.student import build_gaussian, put


def _runs(cls):
    gaussian = build_gaussian(cls, MEAN_2, COV_2)
    log_pdf_of(gaussian, points(5, 2))


def _shape(cls):
    for mean, cov, size in ((MEAN_2, COV_2, 7), (MEAN_3, COV_3, 5), (MEAN_2, COV_2, 1)):
        dim = len(mean)
        value = log_pdf_of(build_gaussian(cls, mean, cov), points(size, dim))
        if value.shape == (size,):
            continue
        causes = {
            (size, size): "log_pdf.shape.square",
            (size, dim): "log_pdf.shape.wide",
            (): "log_pdf.shape.scalar",
            (size, 1): "log_pdf.shape.column",
            (1, size): "log_pdf.shape.column",
        }
        cause = causes.get(value.shape, "log_pdf.shape.look")
        if size == 1 and value.shape == ():
            cause = "log_pdf.shape.single"
        raise Fault("log_pdf.shape.must", cause, X=(size, dim), right=(size,), came=value.shape)


def _finite(cls):
    finite(log_pdf_of(build_gaussian(cls, MEAN_2, COV_2), points(7, 2)), "log_pdf(X)")


def _density_1d(cls, variance):
    """Points, spacing and log density of a 1-D Gaussian along 20 deviations to either side."""
    mean, deviation = 0.7, np.sqrt(variance)
    x = mean + deviation * np.linspace(-20, 20, 501)
    gaussian = build_gaussian(cls, np.array([mean]), np.array([[variance]]))
    return x, x[1] - x[0], log_pdf_of(gaussian, x[:, None])


def _area(cls, variance):
    _, step, value = _density_1d(cls, variance)
    return np.exp(value).sum() * step


VARIANCES = (1.0, 4.0, 0.25)


def _area_is_one(cls):
    areas = [_area(cls, variance) for variance in VARIANCES]
    for variance, area in zip(VARIANCES, areas, strict=True):
        if not close(area, 1.0):
            values = {"variance": text(variance), "area": text(area)}
            raise Fault("log_pdf.area.must", *_area_causes(cls, areas), **values)


def _area_causes(cls, areas):
    """Which factor is missing or doubled, told from how the area grows with the variance."""
    _, step, value = _density_1d(cls, 1.0)
    if close(value.sum() * step, 1.0):
        return ["log_pdf.area.density"]
    if not np.all(np.isfinite(areas)) or areas[0] > 100:
        return ["log_pdf.area.sign"]
    v = np.array(VARIANCES)
    special = (
        ("log_pdf.area.determinant_without_log", np.sqrt(v) * np.exp(-v / 2)),
        (
            "log_pdf.area.log_10",
            np.sqrt(2 * np.pi * v * np.log(10)) / np.sqrt(2 * np.pi * v) ** (1 / np.log(10)),
        ),
    )
    if cause := first_match(special, areas):
        return [cause]
    power = np.log(areas[1] / areas[0]) / np.log(4)
    factors = (
        ("log_pdf.area.no_2pi", np.sqrt(2 * np.pi)),
        ("log_pdf.area.half_2pi", 1 / np.sqrt(2 * np.pi)),
        ("log_pdf.area.sign_2pi", 2 * np.pi),
        ("log_pdf.area.pi_without_two", np.sqrt(2)),
        ("log_pdf.area.half_distance", np.sqrt(0.5)),
        ("log_pdf.area.no_half", np.sqrt(np.pi) / (2 * np.pi)),
    )
    powers = (
        ("log_pdf.area.no_determinant", 0.5),
        ("log_pdf.area.sign_determinant", 1.0),
        ("log_pdf.area.half_determinant", -0.5),
        ("log_pdf.area.root_determinant", 0.25),
        ("log_pdf.area.not_inverted", -1.0),
    )
    factor = [key for key, wrong in factors if close(areas[0], wrong, 1e-4)]
    if factor == ["log_pdf.area.no_half"]:
        return factor
    return factor + [key for key, wrong in powers if abs(power - wrong) < 0.02] or [
        "log_pdf.area.look"
    ]


def _moments_1d(cls):
    for variance in (4.0, 0.25):
        x, step, value = _density_1d(cls, variance)
        mass = np.exp(value) * step
        mean = (mass * x).sum()
        spread = (mass * (x - mean) ** 2).sum()
        values = {"variance": text(variance), "mean": text(mean), "spread": text(spread)}
        if not close(mean, 0.7):
            raise Fault("log_pdf.moments_1d.mean", "log_pdf.moments_1d.mean.look", **values)
        if not close(spread, variance):
            candidates = (
                ("log_pdf.moments_1d.deviation", variance**2),
                ("log_pdf.moments_1d.root", np.sqrt(variance)),
                ("log_pdf.moments_1d.ignored", 1.0),
            )
            cause = first_match(candidates, spread) or "log_pdf.moments_1d.look"
            raise Fault("log_pdf.moments_1d.must", cause, **values)


def _density_2d(cls):
    """Grid points, their share of the plane and log density of a tilted 2-D Gaussian."""
    axis = np.linspace(-7, 7, 29)
    grid = np.stack(np.meshgrid(axis, axis), axis=-1).reshape(-1, 2)
    factor = np.linalg.cholesky(COV_2)
    cell = (axis[1] - axis[0]) ** 2 * np.linalg.det(factor)
    points = MEAN_2 + grid @ factor.T
    return points, cell, log_pdf_of(build_gaussian(cls, MEAN_2, COV_2), points)


def _volume(cls):
    _, cell, value = _density_2d(cls)
    volume = np.exp(value).sum() * cell
    if close(volume, 1.0, 1e-3):
        return
    diagonal = np.sqrt(np.prod(np.diag(COV_2)) / np.linalg.det(COV_2))
    candidates = (
        ("log_pdf.volume.dim", np.sqrt(2 * np.pi)),
        ("log_pdf.volume.diagonal", diagonal),
        ("log_pdf.volume.diagonal", 1 / diagonal),
    )
    cause = first_match(candidates, volume, 1e-3) or "log_pdf.volume.look"
    raise Fault("log_pdf.volume.must", cause, volume=text(volume))


def _moments_2d(cls):
    points, cell, value = _density_2d(cls)
    mass = np.exp(value) * cell
    mean = mass @ points
    centred = points - mean
    spread = (mass[:, None] * centred).T @ centred
    if close(mean, MEAN_2, 1e-4) and close(spread, COV_2, 1e-4):
        return
    cause = "diagonal" if abs(spread[0, 1]) < 1e-3 else "look"
    raise Fault(
        "log_pdf.moments_2d.must",
        f"log_pdf.moments_2d.{cause}",
        mean=text(MEAN_2),
        cov=text(COV_2),
        came_mean=text(mean),
        came_cov=text(spread),
    )


def _sum(cls):
    mean, variances, X = MEAN_3, np.array([0.5, 2.0, 1.2]), points(6, 3)
    together = log_pdf_of(build_gaussian(cls, mean, np.diag(variances)), X)
    one_by_one = sum(
        log_pdf_of(build_gaussian(cls, mean[[i]], variances[[i]][:, None]), X[:, [i]])
        for i in range(3)
    )
    if not close(together, one_by_one):
        raise Fault("log_pdf.sum.must", "log_pdf.sum.look")


def _alone(cls):
    """What a point gets does not depend on the points beside it."""
    gaussian, X = build_gaussian(cls, MEAN_2, COV_2), points(6, 2)
    if not close(log_pdf_of(gaussian, X)[:2], log_pdf_of(gaussian, X[:2])):
        raise Fault("log_pdf.alone.must", "log_pdf.alone.look")


def _follows(cls):
    """A call before the parameters change must leave no trace in the calls after."""
    gaussian, X = build_gaussian(cls, np.zeros(2), np.eye(2)), points(6, 2)
    gaussian.log_pdf(X.copy())
    put(gaussian, MEAN_2, COV_2)
    if not close(log_pdf_of(gaussian, X), log_pdf_of(build_gaussian(cls, MEAN_2, COV_2), X)):
        raise Fault("log_pdf.follows.must", "log_pdf.follows.look")


def _pure(cls):
    gaussian, X = build_gaussian(cls, MEAN_2, COV_2), points(6, 2)
    before, parameters = X.copy(), read(gaussian)
    first = numbers(gaussian.log_pdf(X), "log_pdf(X)")
    unchanged(before, X, "pure.argument", method="log_pdf", name="X")
    unchanged_parameters(parameters, gaussian, "log_pdf")
    second = numbers(gaussian.log_pdf(before), "log_pdf(X)")
    if not close(first, second):
        raise Fault("pure.repeat", "pure.repeat.look", method="log_pdf")


STEPS = (
    Step("log_pdf.runs", _runs, gate=True),
    Step("log_pdf.shape", _shape, gate=True),
    Step("log_pdf.finite", _finite, gate=True),
    Step("log_pdf.area", _area_is_one),
    Step("log_pdf.moments_1d", _moments_1d),
    Step("log_pdf.volume", _volume),
    Step("log_pdf.moments_2d", _moments_2d),
    Step("log_pdf.sum", _sum),
    Step("refuse.columns", refuses_columns("log_pdf")),
    Step("log_pdf.pure", _pure),
    Step("log_pdf.follows", _follows),
    Step("log_pdf.alone", _alone),
)
