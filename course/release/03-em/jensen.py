"""Jensen's lower bound on the log-likelihood, and the distribution that makes it touch."""

import numpy as np

from mixtures import normal_pdf


def posterior_1d(x, weight, mean, var):
    """Posterior of the hidden label of one data point, by Bayes' rule.

    Parameters
    ----------
    x : float
        The data point, one number.
    weight, mean, var : array, shape (num_components,)
        Mixing weights, means and variances of the components.

    Returns
    -------
    ndarray, shape (num_components,)
        p(z = k | x) = π_k N(x | μ_k, σ_k²) / p(x); the entries sum to 1.
    """
    joint = weight * normal_pdf(x, mean, var)
    return joint / np.sum(joint)


def lower_bound(x, q, weight, mean, var):
    """Jensen's lower bound on log p(x), for one data point.

    Parameters
    ----------
    x : float
        The data point, one number.
    q : array, shape (num_components,)
        Any distribution of the label: positive numbers that sum to 1.
    weight, mean, var : array, shape (num_components,)
        Mixing weights, means and variances of the components.

    Returns
    -------
    float
        Σ_k q(k) log [p(x, k) / q(k)], with p(x, k) = π_k N(x | μ_k, σ_k²).
    """
    joint = weight * normal_pdf(x, mean, var)
    return np.sum(q * np.log(joint / q))


def tight_bound(x, old, new):
    """The bound on the whole log-likelihood that touches it at the parameters ``old``.

    Parameters
    ----------
    x : array, shape (sample_size,)
        The data.
    old : tuple (weight, mean, var)
        Parameters that fix q: each point's q is its posterior under these.
    new : tuple (weight, mean, var)
        Parameters at which the bound is evaluated.

    Returns
    -------
    float
        Σ_n Σ_k q_n(k) log [p(x_n, k; new) / q_n(k)]: one number, at most the log-likelihood at
        ``new``, and equal to it when ``new`` is ``old``.
    """
    total = 0.0
    for point in x:
        q = posterior_1d(point, *old)
        total += lower_bound(point, q, *new)
    return total
