"""Gaussians and data for the checks, and what several methods of Gaussian are checked for."""

import numpy as np

from emlab.checks.engine import RIGHT, Fault, Skip, examine
from emlab.checks.tools import close, expect_value_error, numbers, unchanged
from emlab.student import build_gaussian

MEAN_2 = np.array([1.5, -0.5])


COV_2 = np.array([[2.0, 1.1], [1.1, 1.3]])


MEAN_3 = np.array([-1.0, 0.5, 2.0])


COV_3 = np.array([[1.5, 0.6, -0.3], [0.6, 0.8, 0.2], [-0.3, 0.2, 1.1]])


def points(size, dim, seed=3):
    return np.random.RandomState(seed).randn(size, dim) * 1.3 + 0.4


def tilted(size=40, dim=2, seed=8):
    mean, cov = (MEAN_2, COV_2) if dim == 2 else (MEAN_3, COV_3)
    return mean + np.random.RandomState(seed).randn(size, dim) @ np.linalg.cholesky(cov).T


def read(gaussian):
    return numbers(gaussian.mean, "mean"), numbers(gaussian.cov, "cov")


def log_pdf_of(gaussian, X):
    return numbers(gaussian.log_pdf(X.copy()), "log_pdf(X)")


def unchanged_parameters(before, gaussian, method):
    for name, old, new in zip(("mean", "cov"), before, read(gaussian), strict=True):
        unchanged(old, new, "pure.state", method=method, name=name)


def refuses_columns(method):
    def step(cls):
        for dim, columns in ((2, 3), (3, 1), (1, 2)):
            gaussian, X = cls(dim), points(6, columns)
            values = {"method": method, "dim": dim, "columns": columns}
            cause = "refuse.columns.one" if columns == 1 else "refuse.columns.look"
            expect_value_error(
                lambda gaussian=gaussian, X=X: getattr(gaussian, method)(X),
                "refuse.columns.must",
                cause,
                **values,
            )

    return step


def log_pdf_follows(method, renew):
    """log_pdf must speak of the parameters that a method has set, even if it was called before.

    Looked at only when log_pdf itself passes, so that its mistakes are not told a second time.
    """

    def step(cls):
        if examine("Gaussian.log_pdf", {"Gaussian": cls}).status != RIGHT:
            raise Skip
        gaussian, X = build_gaussian(cls, np.zeros(2), np.eye(2)), points(6, 2)
        gaussian.log_pdf(X.copy())
        renew(gaussian)
        fresh = build_gaussian(cls, *read(gaussian))
        if not close(log_pdf_of(gaussian, X), log_pdf_of(fresh, X)):
            raise Fault("used.must", "used.look", method=method)

    return step
