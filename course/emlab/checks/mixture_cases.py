"""Mixtures and data for the checks, and what several methods of GMM are checked for."""

import numpy as np

from emlab.checks.engine import Fault
from emlab.checks.tools import close, numbers, unchanged
from emlab.student import Parameters, build_mixture, read_mixture

PLANE = Parameters(
    np.array([0.55, 0.25, 0.2]),
    np.array([[-1.0, 0.5], [1.5, 1.0], [0.5, -1.5]]),
    np.array([[[1.0, 0.4], [0.4, 0.8]], [[0.7, -0.3], [-0.3, 0.9]], [[1.2, 0.2], [0.2, 0.6]]]),
)


SPACE = Parameters(
    np.array([0.7, 0.3]),
    np.array([[0.0, 1.0, -1.0], [1.0, -0.5, 0.5]]),
    np.array([np.eye(3), np.diag([0.5, 1.5, 2.0])]),
)


LINE = Parameters(
    np.array([0.6, 0.3, 0.1]),
    np.array([[-2.0], [1.0], [3.0]]),
    np.array([[[1.0]], [[0.25]], [[2.0]]]),
)


def points(size, dim, seed=4):
    return np.random.RandomState(seed).randn(size, dim) * 1.4


def read(gmm):
    """Parameters of a mixture, with a fault that names what cannot be read."""
    weight = numbers(gmm.weight, "weight")
    components = list(gmm.gaussian_list)
    means = [
        numbers(gaussian.mean, f"gaussian_list[{k}].mean") for k, gaussian in enumerate(components)
    ]
    covs = [
        numbers(gaussian.cov, f"gaussian_list[{k}].cov") for k, gaussian in enumerate(components)
    ]
    return weight, means, covs


def log_pdf_of(gmm, X):
    return numbers(gmm.log_pdf(X.copy()), "log_pdf(X)")


def component_logs(gmm, X):
    return np.column_stack([log_pdf_of(gaussian, X) for gaussian in gmm.gaussian_list])


def posterior_of(gmm, X):
    return numbers(gmm.e_step(X.copy()), "e_step(X)")


def keeps_state(method):
    """X and the parameters stay as they are, and a second call says the same."""

    def step(cls):
        gmm, X = build_mixture(cls, PLANE), points(6, 2)
        before, parameters = X.copy(), read_mixture(gmm)
        first = numbers(getattr(gmm, method)(X), f"{method}(X)")
        unchanged(before, X, "pure.argument", method=method, name="X")
        after = read_mixture(gmm)
        unchanged(parameters.weight, after.weight, "pure.state", method=method, name="weight")
        unchanged(parameters.means, after.means, "pure.state", method=method, name="mean")
        unchanged(parameters.covs, after.covs, "pure.state", method=method, name="cov")
        second = numbers(getattr(gmm, method)(before), f"{method}(X)")
        if not close(first, second):
            raise Fault("pure.repeat", "pure.repeat.look", method=method)

    return step
