"""Running a student's EM round by round and keeping every state, for pictures and explorers."""

import time
from dataclasses import dataclass

import numpy as np

from emlab.messages import say
from emlab.patience import patience
from emlab.reading import Trouble, log_density, numbers, parameters_of, rounded
from emlab.student import Parameters

SECONDS = 20  # for all rounds together: a class may be slow, and no reader waits for ever


@dataclass(frozen=True)
class Round:
    """State after a number of rounds, with the posterior and log-likelihood that belong to it."""

    parameters: Parameters
    posterior: np.ndarray
    log_likelihood: float


def history(gmm, X, rounds, rest=0.0, exact=False):
    """Run the student's own e_step and m_step, and keep what happened.

    Parameters
    ----------
    gmm : GMM
        Where to start; it is changed.
    X : ndarray, shape (sample_size, dim)
    rounds : int
        At most so many.
    rest : float
        Stop when the log-likelihood changes by less than this part of itself.
    exact : bool
        Keep every digit, for a picture of rounding itself; else as many as can be seen.

    Returns
    -------
    kept : list of Round
        The state at the start and after each round, up to the first error.
    error : Exception or None
        Why it ended early: what the student's code raised, or that its numbers cannot be drawn.
    """
    kept, error = _run(gmm, X, rounds, rest)
    return kept if exact else [_rounded(state) for state in kept], error


def _rounded(state):
    """What is drawn of a state; EM itself goes on with all digits."""
    parts = (state.parameters.weight, state.parameters.means, state.parameters.covs)
    height = float(rounded(state.log_likelihood))
    return Round(Parameters(*map(rounded, parts)), rounded(state.posterior), height)


def _run(gmm, X, rounds, rest):
    kept, end = [], time.monotonic() + SECONDS
    for number in range(rounds + 1):
        try:
            with patience(end - time.monotonic()):
                if kept:
                    gmm.m_step(X.copy(), kept[-1].posterior.copy())
                kept.append(_look_at(gmm, X))
        except Trouble as error:
            return kept, Trouble(say("em.trouble", number=number, sentence=str(error)))
        except Exception as error:
            return kept, error
        if number and _at_rest(kept[-2].log_likelihood, kept[-1].log_likelihood, rest):
            break
    return kept, None


def _at_rest(old, new, rest):
    return abs(new - old) < rest * abs(new)


def _look_at(gmm, X):
    parameters = parameters_of(gmm, X.shape[1])
    posterior = numbers(gmm.e_step(X.copy()), (len(X), len(parameters.weight)), "e_step(X)")
    return Round(parameters, posterior, float(log_density(gmm, X).sum()))
