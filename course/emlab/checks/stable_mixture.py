"""Checks of StableGMM: those of GMM, and what must hold where every density underflows."""

import numpy as np

from emlab.checks import gmm_e_step, gmm_log_pdf
from emlab.checks.engine import Fault, Step
from emlab.checks.mixture_cases import PLANE, component_logs, log_pdf_of, points, posterior_of
from emlab.checks.tools import close, text
from emlab.student import Parameters, build_mixture

FAR = 1e3
# One of them near: what is subtracted for all points at once fails for the others.
AWAY = np.array([[FAR, FAR], [FAR, 0.0], [-FAR, FAR], [0.5, -0.5], [0.0, -FAR]])


class _Ramp:
    """A component for those whose own Gaussians underflow: log densities that fall with distance.

    No Gaussian: the mixture only adds up what its components say.
    """

    def __init__(self, gaussian):
        self.dim, self.mean, self.cov = gaussian.dim, gaussian.mean, gaussian.cov

    def log_pdf(self, X):
        return -500 * np.sqrt(1 + np.sum((X - self.mean) ** 2, axis=1))


def _mixture(cls, parameters, X):
    """A mixture whose components, at least, have finite log densities at X; and these."""
    gmm = build_mixture(cls, parameters)
    if not np.all(np.isfinite(component_logs(gmm, X))):
        gmm.gaussian_list = [_Ramp(gaussian) for gaussian in gmm.gaussian_list]
    return gmm, np.log(parameters.weight) + component_logs(gmm, X)


def _finite(cls):
    gmm, _ = _mixture(cls, PLANE, AWAY)
    value = log_pdf_of(gmm, AWAY)
    if not np.all(np.isfinite(value)):
        alone = log_pdf_of(gmm, AWAY[:1])
        cause = "stable.shared" if np.all(np.isfinite(alone)) else "stable.underflow"
        raise Fault("stable.finite.must", cause, came=text(value[0]))


def _between(cls):
    """A sum of K positive terms lies between the largest of them and K times it."""
    gmm, terms = _mixture(cls, PLANE, AWAY)
    value, largest = log_pdf_of(gmm, AWAY), terms.max(axis=1)
    slack = 1e-9 * np.abs(largest)
    low, high = value < largest - slack, value > largest + np.log(3) + slack
    if np.any(low | high):
        bad = int(np.argmax(low | high))
        bounds = text(largest[bad]), text(largest[bad] + np.log(3))
        cause = "stable.between.guard" if -800 < value[bad] < -600 else "stable.between.look"
        values = {"low": bounds[0], "high": bounds[1], "came": text(value[bad])}
        raise Fault("stable.between.must", cause, **values)


def _rows(cls):
    gmm, _ = _mixture(cls, PLANE, AWAY)
    posterior = posterior_of(gmm, AWAY)
    if np.isnan(posterior).any():
        alone = posterior_of(gmm, AWAY[:1])
        cause = "stable.underflow" if np.isnan(alone).any() else "stable.shared"
        raise Fault("stable.nan.must", cause)
    sums = posterior.sum(axis=1)
    if not close(sums, np.ones(len(AWAY))):
        cause = "stable.rows.guard" if np.any(np.abs(sums) < 1e-6) else "stable.rows.look"
        raise Fault("stable.rows.must", cause, sums=text(sums))


def _winner(cls):
    """Far along an axis the log joints lie so far apart that the largest takes all."""
    X = np.array([[FAR, 0.0], [-FAR, 0.0], [0.0, FAR], [0.0, -FAR]])
    gmm, terms = _mixture(cls, PLANE, X)
    right = np.eye(3)[terms.argmax(axis=1)]
    posterior = posterior_of(gmm, X)
    if not close(posterior, right):
        bad = int(np.argmax(np.abs(posterior - right).max(axis=1)))
        cause = "stable.winner.look"
        if close(posterior[bad], np.full(3, 1 / 3)):
            cause = "stable.winner.equal"
        values = {"right": text(right[bad]), "came": text(posterior[bad])}
        raise Fault("stable.winner.must", cause, **values)


def _shared(cls):
    """As far from one component as from the other: the weights decide, however far it is."""
    mirror = Parameters(
        np.array([0.3, 0.7]), np.array([[-1.5, 1.0], [1.5, 1.0]]), np.array([np.eye(2), np.eye(2)])
    )
    X = np.array([[0.0, 2.0], [0.0, FAR], [0.0, -FAR]])
    gmm, _ = _mixture(cls, mirror, X)
    posterior = posterior_of(gmm, X)
    if not close(posterior, np.tile(mirror.weight, (3, 1))):
        hard = np.isin(posterior[1:], (0.0, 1.0)).all()
        cause = "stable.mirror.winner" if hard else "stable.mirror.look"
        raise Fault("stable.mirror.must", cause, came=text(posterior[1]))


def _agrees_alone(method):
    """Each point is answered for itself, whatever other points are asked about with it."""

    def step(cls):
        X = np.vstack([points(3, 2), AWAY])
        gmm, _ = _mixture(cls, PLANE, X)
        ask = log_pdf_of if method == "log_pdf" else posterior_of
        together = ask(gmm, X)
        alone = np.concatenate([ask(gmm, x[None]) for x in X])
        if not close(together, alone):
            raise Fault("stable.alone.must", "stable.shared", method=method)

    return step


LOG_PDF = (
    *gmm_log_pdf.STEPS,
    Step("stable.finite", _finite),
    Step("stable.between", _between),
    Step("stable.alone", _agrees_alone("log_pdf")),
)

E_STEP = (
    *gmm_e_step.STEPS,
    Step("stable.rows", _rows),
    Step("stable.winner", _winner),
    Step("stable.mirror", _shared),
    Step("stable.alone", _agrees_alone("e_step")),
)
