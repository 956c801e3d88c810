"""Checks of GMM.fit, by where the student's own e_step and m_step lead from the same start."""

from functools import cached_property

import numpy as np

from emlab.checks.engine import Fault, Skip, Step
from emlab.checks.mixture_cases import log_pdf_of, posterior_of
from emlab.checks.tools import close, finite, numbers, unchanged
from emlab.student import Parameters, build_mixture, clone, put_mixture, read_mixture

START = Parameters(
    np.array([0.5, 0.5]), np.array([[-1.0, 1.5], [0.5, 0.0]]), np.array([np.eye(2), np.eye(2)])
)
EPS, LARGE_EPS = 1e-8, 1e-4
MOST_ROUNDS = 3000  # of fit; a right one needs less than a hundred here
LONGEST = 300  # rounds of the student's own steps, should they never come to rest
# Rounds that fit may stop before or after the first small change: some measure the log-likelihood
# before the M-step, some after it.
BEFORE, AFTER = 1, 2


def _slow_data():
    """Two clouds that overlap so much that EM needs many rounds."""
    generator = np.random.RandomState(2)
    left = generator.randn(30, 2) * [1.0, 0.6] + [-1.1, 0.0]
    right = generator.randn(30, 2) * [0.7, 1.1] + [1.1, 0.3]
    return np.vstack([left, right])


class Case:
    """One run of a student's fit, beside a trace of their own steps; each is made once."""

    def __init__(self, cls):
        self.cls = cls
        self.X = _slow_data()

    def run(self, *arguments, cls=None):
        """Fitted mixture and what fit returned, from START."""
        gmm = build_mixture(_ending(cls or self.cls), START)
        return gmm, gmm.fit(self.X.copy(), *arguments)

    @cached_property
    def fitted(self):
        return self.run()

    @cached_property
    def roughly_fitted(self):
        return self.run(LARGE_EPS)

    @cached_property
    def posterior(self):
        return numbers(self.fitted[1], "fit(X)")

    @cached_property
    def trace(self):
        return Trace(self.cls, self.X)


def _ending(cls):
    """The class, with an M-step that ends a loop which would go on for ever."""
    rounds = iter(range(MOST_ROUNDS))

    def m_step(self, *arguments, **keywords):
        if next(rounds, None) is None:
            raise Fault("fit_mixture.ends.must", "fit_mixture.ends.look", rounds=MOST_ROUNDS)
        return cls.m_step(self, *arguments, **keywords)

    return type(cls)(cls.__name__, (cls,), {"m_step": m_step})


class Trace:
    """States, posteriors and log-likelihoods of the student's own steps, round by round."""

    def __init__(self, cls, X):
        gmm = build_mixture(cls, START)
        self.states, self.posteriors = [read_mixture(gmm)], []
        self.likelihoods = [log_pdf_of(gmm, X).sum()]
        while len(self.posteriors) < LONGEST:
            self.posteriors.append(posterior_of(gmm, X))
            gmm.m_step(X.copy(), self.posteriors[-1].copy())
            self.states.append(read_mixture(gmm))
            self.likelihoods.append(log_pdf_of(gmm, X).sum())
            rest = self.rest(EPS)
            if rest and len(self.posteriors) > rest + AFTER:
                break

    def rest(self, eps):
        """Number of the first round whose change is below eps, or None."""
        new, old = np.array(self.likelihoods[1:]), np.array(self.likelihoods[:-1])
        small = np.flatnonzero(np.abs(new - old) < eps * np.abs(new))
        return int(small[0]) + 1 if small.size else None

    def round_of(self, parameters):
        """Number of the round that has these parameters; infinity when it lies past the end."""
        distances = [_distance(parameters, state) for state in self.states]
        nearest = int(np.argmin(distances))
        if distances[nearest] < 1e-6:
            return nearest
        return np.inf if nearest == len(distances) - 1 and distances[-1] < 0.02 else None


def _distance(left, right):
    return max(
        np.abs(left.weight - right.weight).max(),
        np.abs(left.means - right.means).max(),
        np.abs(left.covs - right.covs).max(),
    )


def _runs(case):
    assert case.fitted


def _shape(case):
    right, came = (len(case.X), 2), case.posterior.shape
    if came != right:
        causes = {(): "fit_mixture.shape.scalar", right[::-1]: "e_step.shape.turned"}
        cause = causes.get(came, "fit_mixture.shape.look")
        raise Fault("fit_mixture.shape.must", cause, right=right, came=came)


def _finite(case):
    finite(case.posterior, "fit(X)")
    finite(read_mixture(case.fitted[0]).weight, "weight")


def _own_steps(case):
    reached = case.trace.round_of(read_mixture(case.fitted[0]))
    if reached is None:
        raise Fault("fit_mixture.own.must", "fit_mixture.own.look")
    _expect_rest(case.trace.rest(EPS), reached, EPS)


def _large_eps(case):
    reached = case.trace.round_of(read_mixture(case.roughly_fitted[0]))
    if reached is not None:
        _expect_rest(case.trace.rest(LARGE_EPS), reached, LARGE_EPS)


def _expect_rest(right, reached, eps):
    """Fault unless fit stopped about when the change became small."""
    if right is None or right - BEFORE <= reached <= right + AFTER:
        return
    values = {"eps": f"{eps:g}", "after": right, "reached": reached}
    if reached > right:
        raise Fault("fit_mixture.late.must", "fit_mixture.late.look", **values)
    cause = {0: "fit_mixture.stop.start", 1: "fit_mixture.stop.once"}.get(reached)
    raise Fault("fit_mixture.stop.must", cause or "fit_mixture.stop.early", **values)


def _fixed_point(case):
    gmm = clone(case.fitted[0])
    before = log_pdf_of(gmm, case.X).sum()
    gmm.m_step(case.X.copy(), posterior_of(gmm, case.X))
    after = log_pdf_of(gmm, case.X).sum()
    if abs(after - before) > 10 * EPS * abs(after):
        values = {"before": f"{before:.6f}", "after": f"{after:.6f}"}
        raise Fault("fit_mixture.fixed.must", "fit_mixture.fixed.look", **values)


def _returns(case):
    """The posterior of before or after the last M-step; told apart where EM still moves."""
    gmm, answer = case.roughly_fitted
    answer, own = numbers(answer, "fit(X)"), [posterior_of(gmm, case.X)]
    reached = case.trace.round_of(read_mixture(gmm))
    if reached in range(1, len(case.trace.posteriors) + 1):
        own.append(case.trace.posteriors[reached - 1])
    if not any(close(answer, posterior) for posterior in own):
        raise Fault("fit_mixture.returns.must", "fit_mixture.returns.look")


def _decrease(case):
    """Spoil one M-step: the log-likelihood falls, and fit must say so."""
    calls = []

    class Spoiled(case.cls):
        def m_step(self, *arguments, **named):
            answer = super().m_step(*arguments, **named)
            calls.append(1)
            if len(calls) == 3:
                state = read_mixture(self)
                put_mixture(self, Parameters(state.weight, state.means + 3.0, state.covs))
            return answer

    Spoiled.__name__ = case.cls.__name__
    try:
        case.run(cls=Spoiled)
    except ValueError:
        return
    if len(calls) < 3:  # a fit that writes its M-step out cannot be spoiled
        raise Skip
    raise Fault("fit_mixture.decrease.must", "fit_mixture.decrease.look")


def _pure(case):
    gmm, X = build_mixture(case.cls, START), case.X.copy()
    gmm.fit(X, LARGE_EPS)
    unchanged(case.X, X, "pure.argument", method="fit", name="X")


STEPS = (
    Step("fit_mixture.runs", _runs, gate=True),
    Step("fit_mixture.shape", _shape, gate=True),
    Step("fit_mixture.finite", _finite, gate=True),
    Step("pure.X", _pure),
    Step("fit_mixture.own", _own_steps),
    Step("fit_mixture.fixed", _fixed_point),
    Step("fit_mixture.eps", _large_eps),
    Step("fit_mixture.returns", _returns),
    Step("fit_mixture.decrease", _decrease),
)
