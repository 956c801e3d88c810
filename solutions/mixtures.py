"""Sampling from the mixture of two Gaussians that opens the course."""

import numpy as np


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
