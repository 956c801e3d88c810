"""A student's one-dimensional EM, half-step by half-step, with the bound that it raises."""

import time
from dataclasses import dataclass

import numpy as np

from emlab.em import SECONDS
from emlab.messages import say
from emlab.patience import patience
from emlab.reading import Trouble, array_of, numbers

PARTS = ("weight", "mean", "var")


@dataclass(frozen=True)
class HalfStep:
    """State after a half-step: q (sample_size, K), theta = (weight, mean, var), both heights."""

    q: np.ndarray
    theta: tuple
    bound: float
    log_likelihood: float

    @property
    def gap(self):
        """What is left between the bound and the log-likelihood: a Kullback-Leibler divergence."""
        return self.log_likelihood - self.bound


def half_steps(e_step_1d, m_step_1d, x, theta, rounds, component=None, rest=0.0):
    """Run the student's own E- and M-step in turn, and keep what happened.

    Parameters
    ----------
    e_step_1d, m_step_1d : function
    x : ndarray, shape (sample_size,)
    theta : tuple (weight, mean, var)
        Where to start.
    rounds : int
        At most so many.
    component : int, optional
        Only the mean of this component moves: the walk stays on one line through the space of
        parameters, along which the log-likelihood can be drawn.
    rest : float
        Stop when a round changes the log-likelihood by less than this part of itself.

    Returns
    -------
    kept : list of HalfStep
        The start, with a q that does not know anything, then after each E-step and each M-step, up
        to the first error.
    error : Exception or None
        Why it ended early: what the student's code raised, or that its numbers cannot be drawn.
    """
    equal = np.full((len(x), len(theta[0])), 1 / len(theta[0]))
    kept, end = [_state(x, equal, theta)], time.monotonic() + SECONDS
    for number in range(1, rounds + 1):
        try:
            with patience(end - time.monotonic()):
                q = posterior_of(e_step_1d, x, kept[-1].theta)
                kept.append(_state(x, q, kept[-1].theta))
                theta = _moved(kept[-1].theta, theta_of(m_step_1d, x, q), component)
                kept.append(_state(x, q, theta))
        except Trouble as error:
            return kept, Trouble(say("em.trouble", number=number, sentence=str(error)))
        except Exception as error:
            return kept, error
        new, old = kept[-1].log_likelihood, kept[-2].log_likelihood
        if abs(new - old) < rest * abs(new):
            break
    return kept, None


def _state(x, q, theta):
    heights = bound(x, q, theta), log_likelihood(x, theta)
    if not np.all(np.isfinite(heights)):
        raise Trouble(say("em_1d.no_height"))
    return HalfStep(q, theta, *heights)


def _moved(old, new, component):
    if component is None:
        return new
    return with_mean(old, component, new[1][component])


def with_mean(theta, component, value):
    """Parameters in which one component has another mean."""
    weight, mean, var = theta
    mean = mean.copy()
    mean[component] = value
    return weight, mean, var


def line_of(x):
    """Data as an array (sample_size,), else trouble."""
    array = array_of(x, "x")
    if array.ndim != 1 or not len(array):
        raise Trouble(say("em_1d.data", came=array.shape))
    return numbers(array, array.shape, "x")


def read_theta(theta, source, num_components=None):
    """Parameters that can be drawn, out of a tuple (weight, mean, var), else trouble.

    Parameters
    ----------
    theta : tuple
    source : str
        Where it comes from, for the sentence that says what is wrong.
    num_components : int, optional
        So many components there must be.
    """
    if not isinstance(theta, tuple | list) or len(theta) != len(PARTS):
        raise Trouble(say("em_1d.three", source=source))
    size = num_components or np.size(theta[0])
    weight, mean, var = (
        numbers(part, (size,), say("em_1d.part", part=name, source=source))
        for part, name in zip(theta, PARTS, strict=True)
    )
    for part, name in ((weight, "weight"), (var, "var")):
        if np.any(part <= 0):
            raise Trouble(say("em_1d.not_positive", part=name, source=source))
    return weight, mean, var


def theta_of(m_step_1d, x, q):
    """The parameters that the student's M-step returns."""
    return read_theta(m_step_1d(x.copy(), q.copy()), "m_step_1d", q.shape[1])


def posterior_of(e_step_1d, x, theta):
    """The posterior that the student's E-step returns."""
    answer = e_step_1d(x.copy(), *(part.copy() for part in theta))
    return read_posterior(answer, len(x), len(theta[0]), "e_step_1d")


def read_posterior(posterior, sample_size, num_components, source):
    """A posterior that can be drawn, else trouble."""
    name = say("em_1d.part", part="posterior", source=source)
    array = numbers(posterior, (sample_size, num_components), name)
    if np.any(array < 0):
        raise Trouble(say("em_1d.negative", source=source))
    return array


def log_joint(x, theta):
    """log [π_k N(x_n | μ_k, σ_k²)]: (sample_size, num_components)."""
    weight, mean, var = theta
    square = (x[:, np.newaxis] - mean) ** 2 / var
    return np.log(weight) - 0.5 * (np.log(2 * np.pi * var) + square)


def log_likelihood(x, theta):
    """Total log-likelihood of a mixture."""
    return float(np.logaddexp.reduce(log_joint(x, theta), axis=1).sum())


def bound(x, q, theta):
    """Jensen's bound Σ_n Σ_k q_n(k) log [p(x_n, k) / q_n(k)]; a q of 0 adds nothing."""
    logs = log_joint(x, theta) - np.log(np.where(q > 0, q, 1.0))
    return float(np.sum(q * logs))
