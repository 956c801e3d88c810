"""Checks of Gaussian.fit, by the moments that a maximum-likelihood fit shares with its data."""

import numpy as np

from emlab.checks.engine import Fault, Step
from emlab.checks.gaussian_cases import log_pdf_follows, read, refuses_columns, tilted
from emlab.checks.tools import EXACT, close, finite, first_match, is_ridge, text, unchanged
from emlab.student import build_gaussian

OLD_MEAN_2 = np.array([5.0, -4.0])


def _fitted(cls, X, mean=None):
    dim = X.shape[1]
    gaussian = build_gaussian(cls, np.full(dim, 5.0) if mean is None else mean, np.eye(dim))
    gaussian.fit(X.copy())
    return gaussian


def _runs(cls):
    read(_fitted(cls, tilted()))


def _shapes(cls):
    for size, dim in ((9, 2), (12, 3)):
        _expect_shapes(_fitted(cls, tilted(size, dim)), size, dim)


def _one_dimension(cls):
    _expect_shapes(_fitted(cls, np.array([[-1.0], [1.0], [3.0]])), 3, 1)


def _expect_shapes(gaussian, size, dim):
    mean, cov = read(gaussian)
    for name, value, right in (("mean", mean, (dim,)), ("cov", cov, (dim, dim))):
        if value.shape == right:
            continue
        causes = {
            ("mean", ()): "fit.shape.mean_scalar",
            ("mean", (size,)): "fit.shape.mean_rows",
            ("cov", (size, size)): "fit.shape.cov_rows",
            ("cov", (dim,)): "fit.shape.cov_diagonal",
            ("cov", ()): "fit.shape.cov_scalar",
        }
        cause = causes.get((name, value.shape), "fit.shape.look")
        raise Fault(
            "fit.shape.must", cause, name=name, X=(size, dim), right=right, came=value.shape
        )


def _finite(cls):
    mean, cov = read(_fitted(cls, tilted()))
    finite(mean, "mean")
    finite(cov, "cov")


def _mean(cls):
    X = tilted()
    mean, _ = read(_fitted(cls, X, OLD_MEAN_2))
    if not close((X - mean).sum(axis=0), np.zeros(2)):
        candidates = (
            ("fit.mean.not_stored", OLD_MEAN_2),
            ("fit.mean.overall", np.full(2, X.mean())),
            ("fit.mean.median", np.median(X, axis=0)),
        )
        cause = first_match(candidates, mean) or "fit.mean.look"
        raise Fault("fit.mean.must", cause, sum=text((X - mean).sum(axis=0)))


def _spread(cls):
    X = tilted()
    mean, cov = read(_fitted(cls, X, OLD_MEAN_2))
    second = X.T @ X / len(X)
    if close(cov + np.outer(mean, mean), second, EXACT):
        return
    right = second - np.outer(mean, mean)
    old = np.outer(mean - OLD_MEAN_2, mean - OLD_MEAN_2)
    candidates = (
        ("fit.spread.n_minus_one", right * len(X) / (len(X) - 1)),
        ("fit.spread.not_divided", right * len(X)),
        ("fit.spread.not_centred", second),
        ("fit.spread.old_mean", right + old),
        ("fit.spread.diagonal", np.diag(np.diag(right))),
        ("fit.spread.deviation", np.diag(np.sqrt(np.diag(right)))),
        ("fit.spread.correlation", np.corrcoef(X.T)),
        ("fit.spread.factor", np.linalg.cholesky(right)),
        ("fit.spread.not_stored", np.eye(2)),
    )
    ridge = "fit.spread.ridge" if is_ridge(cov - right) else "fit.spread.look"
    cause = first_match(candidates, cov) or ridge
    came, wanted = text(cov + np.outer(mean, mean)), text(second)
    raise Fault("fit.spread.must", cause, came=came, wanted=wanted)


def _corners(cls):
    X = np.array([[2.0, -3.0], [4.0, -3.0], [2.0, 1.0], [4.0, 1.0]])
    mean, cov = read(_fitted(cls, X))
    if not (close(mean, [3.0, -1.0]) and close(cov, np.diag([1.0, 4.0]))):
        raise Fault("fit.corners.must", "fit.corners.look", mean=text(mean), cov=text(cov))


def _forgets(cls):
    X, other = tilted(), tilted(30, 2, seed=9) * 2 - 3
    gaussian = _fitted(cls, other)
    gaussian.fit(X.copy())
    again, fresh = read(gaussian), read(_fitted(cls, X))
    if not (close(again[0], fresh[0]) and close(again[1], fresh[1])):
        raise Fault("fit.forgets.must", "fit.forgets.look")


def _pure(cls):
    gaussian, X = cls(2), tilted()
    before = X.copy()
    gaussian.fit(X)
    unchanged(before, X, "pure.argument", method="fit", name="X")


STEPS = (
    Step("fit.runs", _runs, gate=True),
    Step("fit.shape", _shapes, gate=True),
    Step("fit.finite", _finite, gate=True),
    Step("fit.mean", _mean),
    Step("fit.spread", _spread),
    Step("fit.corners", _corners),
    Step("fit.one", _one_dimension),
    Step("fit.forgets", _forgets),
    Step("used.fit", log_pdf_follows("fit", lambda gaussian: gaussian.fit(tilted()))),
    Step("refuse.columns", refuses_columns("fit")),
    Step("pure.X", _pure),
)
