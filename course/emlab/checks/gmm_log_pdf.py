"""Checks of GMM.log_pdf, by what every mixture density must satisfy."""

import numpy as np

from emlab.checks.engine import Fault, Step
from emlab.checks.mixture_cases import (
    LINE,
    PLANE,
    SPACE,
    component_logs,
    keeps_state,
    log_pdf_of,
    points,
)
from emlab.checks.tools import close, finite, first_match, text
from emlab.student import Parameters, build_mixture


def _runs(cls):
    log_pdf_of(build_mixture(cls, PLANE), points(5, 2))


def _shape(cls):
    for parameters, size in ((PLANE, 7), (SPACE, 6), (PLANE, 1)):
        num_components, dim = parameters.means.shape
        value = log_pdf_of(build_mixture(cls, parameters), points(size, dim))
        if value.shape != (size,):
            causes = {
                (size, num_components): "mixture.shape.components",
                (num_components, size): "mixture.shape.components",
                (num_components,): "mixture.shape.wrong_axis",
                (): "log_pdf.shape.scalar",
                (size, 1): "log_pdf.shape.column",
            }
            cause = causes.get(value.shape, "log_pdf.shape.look")
            raise Fault("log_pdf.shape.must", cause, X=(size, dim), right=(size,), came=value.shape)


def _finite(cls):
    value = log_pdf_of(build_mixture(cls, PLANE), points(7, 2))
    if np.isnan(value).any():
        raise Fault("mixture.nan.must", "mixture.nan.look")
    finite(value, "log_pdf(X)")


def _same(cls):
    """Three equal components are one: weights that sum to one must not show."""
    same = Parameters(
        PLANE.weight, np.tile(PLANE.means[0], (3, 1)), np.tile(PLANE.covs[0], (3, 1, 1))
    )
    gmm, X = build_mixture(cls, same), points(6, 2)
    mixture, single = log_pdf_of(gmm, X), log_pdf_of(gmm.gaussian_list[0], X)
    if close(mixture, single):
        return
    candidates = (
        ("mixture.same.no_weight", single + np.log(3)),
        ("mixture.same.density", np.exp(single)),
        ("mixture.same.sum_of_logs", 3 * single + np.log(PLANE.weight).sum()),
        ("mixture.same.sum_of_logs", 3 * single),
        *(("mixture.one", single + np.log(weight)) for weight in PLANE.weight),
        *(("mixture.same.left_out", single + np.log(1 - weight)) for weight in PLANE.weight),
        ("mixture.same.entropy", single + PLANE.weight @ np.log(PLANE.weight)),
    )
    cause = first_match(candidates, mixture) or "mixture.same.look"
    raise Fault("mixture.same.must", cause, came=text(mixture[0]), right=text(single[0]))


def _area(cls):
    x, step = np.linspace(-12, 16, 561, retstep=True)
    value = log_pdf_of(build_mixture(cls, LINE), x[:, None])
    mass = np.exp(value) * step
    if not close(mass.sum(), 1.0):
        cause = "mixture.area.look"
        if close(mass.sum(), 3.0):
            cause = "mixture.same.no_weight"
        elif close(value.sum() * step, 1.0):
            cause = "mixture.same.density"
        elif close(value, _weighted_logs(cls, x)):
            cause = "mixture.bound"
        elif close(value, _largest(cls, x)):
            cause = "mixture.one"
        raise Fault("mixture.area.must", cause, area=text(mass.sum()))
    mean, right = mass @ x, LINE.weight @ LINE.means[:, 0]
    if not close(mean, right):
        cause = "no_weight" if close(mean, LINE.means.mean()) else "look"
        raise Fault(
            "mixture.mean.must", f"mixture.mean.{cause}", came=text(mean), right=text(right)
        )


def _weighted_logs(cls, x):
    return component_logs(build_mixture(cls, LINE), x[:, None]) @ LINE.weight


def _largest(cls, x):
    logs = component_logs(build_mixture(cls, LINE), x[:, None])
    return (np.log(LINE.weight) + logs).max(axis=1)


def _moments(cls):
    axis, step = np.linspace(-8, 9, 52, retstep=True)
    grid = np.stack(np.meshgrid(axis, axis), axis=-1).reshape(-1, 2)
    mass = np.exp(log_pdf_of(build_mixture(cls, PLANE), grid)) * step**2
    mean, second = mass @ grid, (mass[:, None] * grid).T @ grid
    right_mean = PLANE.weight @ PLANE.means
    outer = PLANE.means[:, :, None] * PLANE.means[:, None, :]
    right_second = np.tensordot(PLANE.weight, PLANE.covs + outer, axes=1)
    if not (close(mean, right_mean, 1e-4) and close(second, right_second, 1e-4)):
        raise Fault(
            "mixture.moments.must", "mixture.moments.look", came=text(mean), right=text(right_mean)
        )


STEPS = (
    Step("log_pdf.runs", _runs, gate=True),
    Step("log_pdf.shape", _shape, gate=True),
    Step("log_pdf.finite", _finite, gate=True),
    Step("mixture.same", _same),
    Step("mixture.area", _area),
    Step("mixture.moments", _moments),
    Step("mixture.pure", keeps_state("log_pdf")),
)
