"""EM for a mixture of one-dimensional Gaussians: the two steps, and the loop around them."""

import numpy as np

from solutions.mixtures import log_likelihood, normal_pdf


def e_step_1d(x, weight, mean, var):
    """Posterior probability of each component for each data point.

    Parameters
    ----------
    x : array, shape (sample_size,)
        The data.
    weight, mean, var : array, shape (num_components,)
        Mixing weights, means and variances of the components.

    Returns
    -------
    ndarray, shape (sample_size, num_components)
        posterior[n, k] = π_k N(x_n | μ_k, σ_k²) / p(x_n); every row sums to 1.
    """
    joint = weight * normal_pdf(x[:, np.newaxis], mean, var)
    return joint / np.sum(joint, axis=1, keepdims=True)


def m_step_1d(x, posterior):
    """The parameters that make the bound largest when the posterior is kept fixed.

    Parameters
    ----------
    x : array, shape (sample_size,)
        The data.
    posterior : array, shape (sample_size, num_components)
        What e_step_1d returned: every row sums to 1.

    Returns
    -------
    weight, mean, var : ndarray, shape (num_components,)
        With N_k = Σ_n r_nk: π_k = N_k / N, μ_k = Σ_n r_nk x_n / N_k, and
        σ_k² = Σ_n r_nk (x_n - μ_k)² / N_k with the new μ_k.
    """
    count = np.sum(posterior, axis=0)  # N_k
    weight = count / len(x)
    mean = posterior.T @ x / count
    squares = (x[:, np.newaxis] - mean) ** 2
    var = np.sum(posterior * squares, axis=0) / count
    return weight, mean, var


def em_1d(x, weight, mean, var, eps=1e-8):
    """Run EM from the given parameters until the log-likelihood stands still.

    Parameters
    ----------
    x : array, shape (sample_size,)
        The data.
    weight, mean, var : array, shape (num_components,)
        Where to start.
    eps : float
        Stop after the first round with |new - old| / |new| < eps, for the log-likelihoods after
        the round and before it.

    Returns
    -------
    weight, mean, var : ndarray, shape (num_components,)
        The parameters after the last round.
    trace : ndarray, shape (rounds + 1,)
        The log-likelihood at the start and after each round.
    """
    trace = [log_likelihood(x, weight, mean, var)]
    while True:
        posterior = e_step_1d(x, weight, mean, var)
        weight, mean, var = m_step_1d(x, posterior)
        trace.append(log_likelihood(x, weight, mean, var))
        if abs(trace[-1] - trace[-2]) < eps * abs(trace[-1]):
            return weight, mean, var, np.array(trace)
