"""Mixtures in one dimension: sampling, density, likelihood, and the fit to labelled data."""

import numpy as np


def normal_pdf(x, mean, var):
    """Density of the one-dimensional Gaussian with this mean and this variance.

    Parameters
    ----------
    x, mean, var : number or array
        Arrays must have shapes that fit together. ``var`` is the variance σ², not the deviation σ.

    Returns
    -------
    number or ndarray
        N(x | mean, var).
    """
    return np.exp(-0.5 * (x - mean) ** 2 / var) / np.sqrt(2 * np.pi * var)


def gmm_sampling(sample_size):
    """Draw from an equal mixture of N(-5, 1) and N(5, 1).

    Parameters
    ----------
    sample_size : int
        Number of draws.

    Returns
    -------
    ndarray, shape (sample_size,)
        The draws x = ε + 10 z - 5, with z ~ Bernoulli(1/2) and ε ~ N(0, 1).
    """
    z = np.random.binomial(1, 0.5, sample_size)
    return np.random.randn(sample_size) + 10 * z - 5


def mixture_pdf(x, weight, mean, var):
    """Density of a mixture of one-dimensional Gaussians.

    Parameters
    ----------
    x : array, shape (sample_size,)
        Where to evaluate it.
    weight, mean, var : array, shape (num_components,)
        Mixing weights, means and variances of the components.

    Returns
    -------
    ndarray, shape (sample_size,)
        p(x_n) = Σ_k π_k N(x_n | μ_k, σ_k²), one number for each entry of x.
    """
    density = np.zeros(len(x))
    for k in range(len(weight)):
        density += weight[k] * normal_pdf(x, mean[k], var[k])
    return density


def log_likelihood(x, weight, mean, var):
    """Total log-likelihood of a mixture of one-dimensional Gaussians.

    Parameters
    ----------
    x : array, shape (sample_size,)
        The data.
    weight, mean, var : array, shape (num_components,)
        Mixing weights, means and variances of the components.

    Returns
    -------
    float
        ℓ = Σ_n log p(x_n), one number for the whole data set.
    """
    return np.sum(np.log(mixture_pdf(x, weight, mean, var)))


def fit_complete_data(x, z, num_components):
    """Maximum likelihood for a mixture when the label of every data point is known.

    Parameters
    ----------
    x : array, shape (sample_size,)
        The data.
    z : array of int, shape (sample_size,)
        The labels: z[n] in 0, ..., num_components - 1 is the component that x[n] came from. Every
        component has at least two different data points.
    num_components : int
        Number K of components.

    Returns
    -------
    weight, mean, var : ndarray, shape (num_components,)
        Share, mean and variance (divided by the group's own size) of each component's data.
    """
    weight = np.zeros(num_components)
    mean = np.zeros(num_components)
    var = np.zeros(num_components)
    for k in range(num_components):
        own = x[z == k]
        weight[k] = len(own) / len(x)
        mean[k] = np.mean(own)
        var[k] = np.mean((own - mean[k]) ** 2)
    return weight, mean, var
