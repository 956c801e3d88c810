"""Checks of GMM.e_step, by Bayes' rule and by the bound that it makes touch."""

import numpy as np

from emlab.checks.engine import Fault, Skip, Step
from emlab.checks.mixture_cases import (
    PLANE,
    SPACE,
    component_logs,
    keeps_state,
    log_pdf_of,
    points,
    posterior_of,
)
from emlab.checks.tools import close, finite, text
from emlab.student import Parameters, build_mixture


def _runs(cls):
    posterior_of(build_mixture(cls, PLANE), points(5, 2))


def _shape(cls):
    for parameters, size in ((PLANE, 7), (SPACE, 6), (PLANE, 1)):
        num_components, dim = parameters.means.shape
        came = posterior_of(build_mixture(cls, parameters), points(size, dim)).shape
        if came != (size, num_components):
            turned = came == (num_components, size)
            cause = "e_step.shape.turned" if turned else "e_step.shape.look"
            raise Fault("e_step.shape.must", cause, size=size, K=num_components, came=came)


def _finite(cls):
    finite(posterior_of(build_mixture(cls, PLANE), points(7, 2)), "e_step(X)")


def _rows(cls):
    gmm, X = build_mixture(cls, PLANE), points(7, 2)
    posterior = posterior_of(gmm, X)
    log_joint = np.log(PLANE.weight) + component_logs(gmm, X)
    sums = posterior.sum(axis=1)
    if close(sums, np.ones(7)) and posterior.min() >= 0:
        return
    if close(posterior.sum(axis=0), np.ones(3)):
        cause = "e_step.rows.columns"
    elif close(posterior.sum(), 1.0):
        cause = "e_step.rows.total"
    elif close(np.exp(posterior).sum(axis=1), np.ones(7)) or close(posterior, log_joint):
        cause = "e_step.rows.logs"
    elif close((posterior / PLANE.weight).sum(axis=1), np.ones(7)):
        cause = "e_step.rows.late"
    elif posterior.min() < 0:
        cause = "e_step.rows.negative"
    else:
        cause = "e_step.rows.look"
    raise Fault("e_step.rows.must", cause, sums=text(sums[:3]))


def _mirror(cls):
    mirror = Parameters(
        np.array([0.5, 0.5]), np.array([[-1.5, 1.0], [1.5, 1.0]]), np.array([np.eye(2), np.eye(2)])
    )
    X = np.array([[0.0, -1.0], [0.0, 3.0]])
    posterior = posterior_of(build_mixture(cls, mirror), X)
    if not close(posterior, np.full((2, 2), 0.5)):
        cause = "e_step.hard" if _is_hard(posterior) else "e_step.mirror.look"
        raise Fault("e_step.mirror.must", cause, came=text(posterior[0]))


def _same(cls):
    same = Parameters(
        PLANE.weight, np.tile(PLANE.means[0], (3, 1)), np.tile(PLANE.covs[0], (3, 1, 1))
    )
    X = points(4, 2)
    posterior = posterior_of(build_mixture(cls, same), X)
    if close(posterior, np.tile(PLANE.weight, (4, 1))):
        return
    logs = np.log(same.weight) + component_logs(build_mixture(cls, same), X)
    if close(posterior, np.full((4, 3), 1 / 3)):
        cause = "e_step.same.no_weight" if _uses_densities(cls) else "e_step.equal"
    elif _is_hard(posterior):
        cause = "e_step.hard"
    elif close(posterior, logs / logs.sum(axis=1, keepdims=True)):
        cause = "e_step.log_shares"
    elif not posterior.any(axis=0).all():
        cause = "e_step.column"
    else:
        cause = "e_step.same.look"
    raise Fault("e_step.same.must", cause, right=text(PLANE.weight), came=text(posterior[0]))


def _is_hard(posterior):
    return bool(np.isin(posterior, (0.0, 1.0)).all())


def _uses_densities(cls):
    """Whether different points get different rows."""
    return np.ptp(posterior_of(build_mixture(cls, PLANE), points(8, 2)), axis=0).max() > 1e-6


def _bayes(cls):
    """log(π_k N_k / r_nk) is log p(x_n), the same for every k: Bayes' rule without its answer."""
    gmm, X = build_mixture(cls, PLANE), points(8, 2)
    posterior = posterior_of(gmm, X)
    if _is_hard(posterior):
        raise Fault("e_step.bayes.must", "e_step.hard", came=text(posterior[0]))
    component = component_logs(gmm, X)
    log_posterior = np.log(posterior)
    if _constant_rows(np.log(PLANE.weight) + component - log_posterior):
        return
    cause = "e_step.bayes.look"
    if not _uses_densities(cls):
        cause = "e_step.only_weights"
    elif _constant_rows(component - log_posterior):
        cause = "e_step.same.no_weight"
    elif _constant_rows(posterior / (PLANE.weight * component)):
        cause = "e_step.log_shares"
    raise Fault("e_step.bayes.must", cause, came=text(posterior[0]))


def _constant_rows(array):
    return bool(np.all(np.ptp(array, axis=1) < 1e-6))


def _bound(cls):
    gmm, X = build_mixture(cls, PLANE), points(8, 2)
    posterior = posterior_of(gmm, X)
    component = component_logs(gmm, X)
    log_joint = np.log(PLANE.weight) + component
    bound = (posterior * (log_joint - np.log(posterior))).sum()
    try:
        likelihood = log_pdf_of(build_mixture(cls, PLANE), X).sum()
    except (NotImplementedError, AttributeError):  # e_step may be written before log_pdf
        raise Skip from None
    if not close(bound, likelihood):
        raise Fault(
            "e_step.bound.must", "e_step.bound.look", bound=text(bound), likelihood=text(likelihood)
        )


STEPS = (
    Step("e_step.runs", _runs, gate=True),
    Step("e_step.shape", _shape, gate=True),
    Step("e_step.finite", _finite, gate=True),
    Step("e_step.rows", _rows),
    Step("e_step.mirror", _mirror),
    Step("e_step.same", _same),
    Step("e_step.bayes", _bayes),
    Step("e_step.bound", _bound),
    Step("mixture.pure", keeps_state("e_step")),
)
