"""Checks of fit_best_of, with models that follow a script in place of a mixture."""

from functools import cached_property

import numpy as np

from emlab.checks.engine import Fault, Step
from emlab.checks.tools import expect_value_error, unchanged

DIM, NUM_COMPONENTS = 4, 3
PATIENCE = 3000  # failed starts, after which one who tries for ever gets a start that works
ENDS = (-310.0, -260.0, -190.0, -335.0, -285.0)  # log-likelihoods that the fits end at
LUCKY = 400.0  # that of a fit which collapsed


class _Component:
    """Mean and covariance, with setters."""

    def __init__(self, dim):
        self.dim, self.mean, self.cov = dim, np.random.randn(dim), np.eye(dim)

    def set_mean(self, mean):
        self.mean = np.array(mean, dtype=float)

    def set_cov(self, cov):
        self.cov = np.array(cov, dtype=float)


class Run:
    """One call of a student's function, with a class of models whose fits end as told.

    Parameters
    ----------
    function : callable
        The student's fit_best_of.
    ends : sequence of float or None
        Log-likelihood after each fit, in the order of the fits; None for one that raises
        ValueError.
    """

    def __init__(self, function, ends):
        self.function, self.ends = function, ends
        self.X = np.random.RandomState(6).randn(24, DIM) + 2.0
        self.made, self.starts, self.fits, self.fitted_to = [], [], [], []
        self.cls = _scripted(self)

    def call(self):
        self.given = self.X.copy()
        return self.function(self.cls, self.given, NUM_COMPONENTS, len(self.ends))

    @cached_property
    def answer(self):
        return self.call()

    def failing(self, number):
        if number < len(self.ends):
            return self.ends[number] is None
        return not any(self.ends) and number < PATIENCE

    def end(self, number):
        """Log-likelihood after a fit; fits that nobody asked for end lowest."""
        if self.failing(number):
            return LUCKY
        return self.ends[number] if number < len(self.ends) else -900.0 - number

    def number_of(self, model):
        """The fit whose parameters a model has, or None: a copy may stand in for it."""
        means = _means(model)
        same = [number for number, known in enumerate(self.fits) if np.array_equal(known, means)]
        return same[0] if same else None


def _means(model):
    return np.array([gaussian.mean for gaussian in model.gaussian_list])


def _scripted(run):
    class Model:
        def __init__(self, dim, num_components):
            self.dim, self.num_components = dim, num_components
            self.weight = np.ones(num_components) / num_components
            self.gaussian_list = [_Component(dim) for _ in range(num_components)]
            self._made = len(run.made)
            self._fitted = False
            run.made.append((dim, num_components, np.random.rand()))

        def fit(self, X, eps=1e-8):
            run.fitted_to.append(np.array(X, dtype=float))
            if not self._fitted:
                self._fitted = True
                for gaussian in self.gaussian_list:
                    gaussian.mean = gaussian.mean + 1 + len(run.fits)
                run.fits.append(_means(self))
                self._first = len(run.fits) - 1
                run.starts.append(self._made)
            if run.failing(self._first):
                raise ValueError("a component has collapsed onto too few different points")
            return self.e_step(X)

        def e_step(self, X):
            return np.tile(self.weight, (len(X), 1))

        def log_pdf(self, X):
            number, height = run.number_of(self), np.asarray(X, dtype=float)[:, 0]
            centred = height - run.X[:, 0].mean()
            if number is None:  # not fitted: the earlier it is made the better it looks
                return np.full(len(centred), (-1200.0 - self._made) / len(run.X))
            tilt = (1.4, 4.0, 0.5, 0.2, -2.0)[number % 5]
            return run.end(number) / len(run.X) + tilt * centred

    return Model


class Case:
    """The runs that the steps look at; each is made once."""

    def __init__(self, function):
        self.function = function

    @cached_property
    def plain(self):
        """No start fails, the best is the third of five."""
        return Run(self.function, ENDS)

    @cached_property
    def rough(self):
        """The first start and another fail."""
        return Run(self.function, (None, -260.0, -190.0, None, -335.0))


def _runs(case):
    assert case.plain.answer is not case


def _model(case):
    run, answer = case.plain, case.plain.answer
    if isinstance(answer, run.cls):
        return
    cause = "best.model.look"
    if answer is None:
        cause = "best.model.none"
    elif isinstance(answer, list | tuple):
        cause = "best.model.several"
    elif isinstance(answer, float | int | np.number):
        cause = "best.model.number"
    elif answer is run.cls:
        cause = "best.model.class"
    raise Fault("best.model.must", cause, kind=type(answer).__name__)


def _sizes(case):
    for dim, num_components, _ in case.plain.made:
        if (dim, num_components) != (DIM, NUM_COMPONENTS):
            exchanged = (num_components, dim) == (DIM, NUM_COMPONENTS)
            cause = "best.sizes.exchanged" if exchanged else "best.sizes.look"
            came = (dim, num_components)
            raise Fault("best.sizes.must", cause, right=(DIM, NUM_COMPONENTS), came=came)


def _starts(case):
    run = case.plain
    if len(run.fits) == 0:
        raise Fault("best.starts.must", "best.starts.none", right=len(ENDS), came=0)
    draws = {run.made[start][2] for start in run.starts}
    if len(draws) < len(run.fits):
        same = (
            "best.starts.copies" if len(set(run.starts)) < len(run.starts) else "best.starts.seed"
        )
        raise Fault("best.fresh.must", same)
    if len(run.fits) != len(ENDS):
        cause = "best.starts.again" if len(run.fits) == 1 else "best.starts.look"
        raise Fault("best.starts.must", cause, right=len(ENDS), came=len(run.fits))


def _best(case):
    run = case.plain
    number = run.number_of(run.answer)
    right = int(np.argmax(ENDS))
    if number == right:
        return
    if number is None:
        raise Fault("best.unfitted.must", "best.unfitted.look")
    causes = {
        len(run.fits) - 1: "best.best.last",
        0: "best.best.first",
        int(np.argmin(ENDS)): "best.best.worst",
    }
    cause = causes.get(number, "best.best.look")
    raise Fault("best.best.must", cause, came=f"{run.end(number):g}", right=f"{max(ENDS):g}")


def _fails(case):
    run = case.rough
    try:
        answer = run.answer
    except ValueError:
        raise Fault("best.fails.must", "best.fails.raised") from None
    number = run.number_of(answer) if isinstance(answer, run.cls) else None
    if number is not None and run.failing(number):
        raise Fault("best.fails.must", "best.fails.kept")
    if len(run.fits) < len(run.ends):
        raise Fault("best.fails.must", "best.fails.stopped")
    if number is None or run.end(number) != -190.0:
        raise Fault("best.fails.must", "best.fails.look")


def _all_fail(case):
    run = Run(case.function, (None, None, None))
    expect_value_error(run.call, "best.all.must", "best.all.look")


def _data(case):
    run = case.plain
    for X in run.fitted_to:
        if X.shape != run.X.shape or not np.allclose(X, run.X):
            raise Fault("best.data.must", "best.data.look")
    unchanged(run.X, run.given, "pure.argument", method="fit_best_of", name="X")


STEPS = (
    Step("best.runs", _runs, gate=True),
    Step("best.model", _model, gate=True),
    Step("best.sizes", _sizes),
    Step("best.data", _data),
    Step("best.starts", _starts),
    Step("best.best", _best),
    Step("best.fails", _fails),
    Step("best.all", _all_fail),
)
