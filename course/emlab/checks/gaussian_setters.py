"""Checks of Gaussian.set_mean and Gaussian.set_cov: what they store, and what they refuse."""

import contextlib

import numpy as np

from emlab.checks.engine import Fault, Step
from emlab.checks.gaussian_cases import COV_2, COV_3, MEAN_2, MEAN_3, log_pdf_follows
from emlab.checks.tools import close, expect_value_error, numbers, text, unchanged
from emlab.student import build_gaussian, describe

NOT_POSITIVE_DEFINITE = (
    ("set_cov.negative", [[-1.0, 0.0], [0.0, -1.0]]),
    ("set_cov.flat", [[0.0, 0.0], [0.0, 1.0]]),
    ("set_cov.indefinite", [[1.0, 2.0], [2.0, 1.0]]),
)


MEANS = (MEAN_2, MEAN_3, [0.25])


COVS = (COV_2, [[1.0, -0.7], [-0.7, 0.6]], COV_3, [[0.04]])


def _set(cls, method, value):
    gaussian = cls(value.shape[0])
    getattr(gaussian, method)(value.copy())
    return gaussian


def _runs(method, values):
    def step(cls):
        for value in values:
            try:
                _set(cls, method, np.array(value))
            except ValueError as error:
                words = {"method": method, "value": text(value), "error": describe(error)}
                raise Fault("set.takes.must", f"{method}.takes.look", **words) from None

    return step


def _stores(method, attribute, values):
    def step(cls):
        for value in values:
            stored = numbers(getattr(_set(cls, method, np.array(value)), attribute), attribute)
            if not close(stored, value):
                words = {"method": method, "name": attribute}
                raise Fault("set.stores.must", "set.stores.look", came=text(stored), **words)

    return step


def _shapes(method, shapes):
    def step(cls):
        for shape in shapes:
            value = np.eye(*shape) if len(shape) == 2 else np.ones(shape)
            if method == "set_mean":
                value = np.ones(shape)
            expect_value_error(
                lambda value=value: getattr(cls(2), method)(value),
                f"{method}.shape.must",
                f"{method}.shape.look",
                shape=shape,
            )

    return step


def _pure(method, value):
    def step(cls):
        argument = np.array(value)
        getattr(cls(2), method)(argument)
        name = method.removeprefix("set_")
        unchanged(np.array(value), argument, "pure.argument", method=method, name=name)

    return step


def _keeps(method, attribute, value):
    """After a refusal the object holds what it held before."""

    def step(cls):
        gaussian = cls(2)
        before = np.array(getattr(gaussian, attribute))
        with contextlib.suppress(ValueError):  # whether it refuses is another step's question
            getattr(gaussian, method)(np.array(value))
            return
        after = numbers(getattr(gaussian, attribute), attribute)
        if after.shape != before.shape or not close(after, before):
            raise Fault("set.keeps.must", "set.keeps.look", method=method, name=attribute)

    return step


def _leaves(method, name, other, value):
    """What the other setter stores stays as it was."""

    def step(cls):
        gaussian = build_gaussian(cls, MEAN_2, COV_2)
        before = numbers(getattr(gaussian, other), other).copy()
        getattr(gaussian, method)(np.array(value))
        after = numbers(getattr(gaussian, other), other)
        if after.shape != before.shape or not close(after, before):
            raise Fault("set.other.must", "set.other.look", method=method, name=name, other=other)

    return step


def _refuses_indefinite(cls):
    for key, matrix in NOT_POSITIVE_DEFINITE:
        cov = np.array(matrix)
        expect_value_error(
            lambda cov=cov: cls(2).set_cov(cov), "set_cov.positive.must", key, cov=text(cov)
        )


SET_MEAN = (
    Step("set_mean.runs", _runs("set_mean", MEANS), gate=True),
    Step("set_mean.stores", _stores("set_mean", "mean", MEANS)),
    Step(
        "set_mean.shape",
        _shapes("set_mean", ((3,), (1,), (2, 1), (1, 2))),
    ),
    Step("set_mean.other", _leaves("set_mean", "mean", "cov", [-0.4, 0.9])),
    Step("set_mean.keeps", _keeps("set_mean", "mean", np.ones(3))),
    Step(
        "set_mean.used",
        log_pdf_follows("set_mean", lambda gaussian: gaussian.set_mean(MEAN_2.copy())),
    ),
    Step("set_mean.pure", _pure("set_mean", MEAN_2)),
)

SET_COV = (
    Step("set_cov.runs", _runs("set_cov", COVS), gate=True),
    Step("set_cov.stores", _stores("set_cov", "cov", COVS)),
    Step("set_cov.shape", _shapes("set_cov", ((3, 3), (1, 1), (2, 3), (3, 2)))),
    Step("set_cov.positive", _refuses_indefinite),
    Step("set_cov.other", _leaves("set_cov", "cov", "mean", COVS[1])),
    Step("set_cov.keeps", _keeps("set_cov", "cov", np.eye(3))),
    Step(
        "set_cov.used",
        log_pdf_follows("set_cov", lambda gaussian: gaussian.set_cov(COV_2.copy())),
    ),
    Step("set_cov.pure", _pure("set_cov", COV_2)),
)
