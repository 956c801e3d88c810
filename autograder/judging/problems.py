"""Random problems that tell right from wrong: what questions draw theirs from.

Covariances are off the axes, variances differ from 1, weights are unequal, sizes differ from each
other, so that no mistake hides behind a special case. Densities stay where naive formulas work.
"""

import functools

import numpy as np

from autograder.judging import stacked
from solutions.gaussian import Gaussian
from solutions.gmm import GMM

TRIES = 4  # covariances that are drawn for one: every third or so is clear of special cases


def seed(rng):
    """Return a seed for the generators that the student's code may use."""
    return int(rng.integers(2**32))


def covariance(rng, dim, scale):
    """Return a covariance, shape (dim, dim), well off the axes; ``scale`` is a deviation."""
    return covariances(rng, dim, scale, 1)[0]


def covariances(rng, dim, scale, count):
    """Return covariances, shape (count, dim, dim), all well off the axes."""
    found = np.empty((0, dim, dim))
    while len(found) < count:
        rotations, _ = np.linalg.qr(rng.normal(size=(TRIES * count, dim, dim)))
        stretched = rotations * rng.uniform(0.2, 2.5, (TRIES * count, 1, dim))
        covs = scale**2 * stretched @ rotations.transpose(0, 2, 1)
        found = np.concatenate([found, covs[off_axes(covs)]])
    return (found[:count] + found[:count].transpose(0, 2, 1)) / 2


def off_axes(covs):
    """Tell which covariances are clear of every special case: unit variance, no correlation.

    Parameters
    ----------
    covs : ndarray, shape (..., dim, dim)

    Returns
    -------
    ndarray of bool, shape (...)
    """
    dim = covs.shape[-1]
    variances = np.diagonal(covs, axis1=-2, axis2=-1)
    clear = (abs(np.log(variances)) >= 0.1).all(axis=-1)
    if dim == 1:
        return clear
    rows, columns = _above_the_diagonal(dim)
    size = np.sqrt(variances[..., rows] * variances[..., columns])
    strongest = abs(covs[..., rows, columns] / size).max(axis=-1)
    return clear & (strongest > 0.3) & (strongest < 0.97)


@functools.cache
def _above_the_diagonal(dim):
    return np.triu_indices(dim, 1)


def gaussian_data(rng, dim, size, scale):
    """Return data, shape (size, dim), whose own mean and covariance are clear of special cases."""
    while True:
        centre = scale * rng.uniform(1, 3, dim) * rng.choice([-1, 1], dim)
        cov = covariance(rng, dim, scale)
        data = centre + rng.normal(size=(size, dim)) @ np.linalg.cholesky(cov).T
        if off_axes(np.cov(data.T, bias=True).reshape(dim, dim)):
            return data


def gaussian_turn(rng, dim, scale):
    """Return the parameters of a Gaussian, and the data that `Gaussian.fit` learns them from."""
    data = gaussian_data(rng, dim, 5 * dim + 5, scale)
    gaussian = Gaussian(dim)
    gaussian.fit(data)
    return {"start_X": data, "mean": gaussian.mean, "cov": gaussian.cov}


def near(rng, mean, cov, size):
    """Return points, shape (size, dim), at most two deviations away from a mean."""
    z = rng.normal(size=(size, len(mean)))
    z *= 2 * rng.uniform(0.2, 1, (size, 1)) / np.linalg.norm(z, axis=1, keepdims=True)
    return mean + z @ np.linalg.cholesky(cov).T


def line_mixture(rng, num_components):
    """Return weight, mean and var of a one-dimensional mixture whose components differ clearly."""
    scale = float(np.exp(rng.uniform(np.log(0.5), np.log(2))))
    shares = rng.permutation(np.linspace(1, rng.uniform(2, 3), num_components))
    gaps = rng.uniform(1.2, 2.2, num_components)
    mean = scale * (rng.uniform(0.5, 1.5) + np.cumsum(gaps) - gaps.sum() / 2)
    var = scale**2 * rng.permutation(np.geomspace(0.35, 1.9, num_components))
    return shares / shares.sum(), rng.permutation(mean), var


def line_points(rng, weight, mean, var, size):
    """Return points, shape (size,), at most two and a half deviations from a component's mean."""
    k = rng.choice(len(weight), size=size, p=weight)
    return mean[k] + np.sqrt(var[k]) * np.clip(rng.normal(size=size), -2.5, 2.5)


def mixture_turn(rng, dim, num_components, scale, apart=2.0):
    """Return the parameters of a mixture, and the data that `GMM.m_step` learns them from.

    Parameters
    ----------
    apart : float
        Typical distance of neighbouring means, in deviations.
    """
    while True:
        shares = rng.permutation(np.linspace(1, rng.uniform(2, 3), num_components))
        sizes = np.round(60 * shares / shares.sum()).astype(int)
        offset = scale * rng.uniform(-2, 2, dim)
        means = offset + scale * apart * rng.normal(size=(num_components, dim)) / np.sqrt(2)
        factors = np.linalg.cholesky(covariances(rng, dim, scale, num_components))
        clouds = [
            mean + rng.normal(size=(size, dim)) @ factor.T
            for mean, size, factor in zip(means, sizes, factors, strict=True)
        ]
        X = np.concatenate(clouds)
        labels = np.repeat(np.eye(num_components), sizes, axis=0)
        posterior = 0.9 * labels + 0.1 * rng.dirichlet(np.ones(num_components), len(X))
        turn = {"start_X": X, "start_posterior": posterior, **m_step(X, posterior)}
        if _tells_apart(turn):
            return turn


def _tells_apart(turn):
    """Tell whether the components differ enough for an exchange to show."""
    weights = np.sort(turn["weight"])
    return bool(off_axes(turn["covs"]).all() and np.all(np.diff(weights) > 0.02))


def mixture_points(rng, turn, size):
    """Return points, shape (size, dim), near the components of a mixture."""
    picks = rng.integers(len(turn["weight"]), size=size)
    points = [near(rng, turn["means"][k], turn["covs"][k], 1) for k in picks]
    return np.concatenate(points)


def soft_posterior(rng, size, num_components):
    """Return a posterior, shape (size, num_components), that is nowhere 0 or 1."""
    tilt = rng.uniform(0.5, 2, num_components)
    return rng.dirichlet(2 * tilt, size)


def sure_posterior(rng, size, num_components):
    """Return a posterior that is soft but for one row, which is sure: nothing forbids it."""
    posterior = soft_posterior(rng, size, num_components)
    posterior[-1] = np.eye(num_components)[-1]
    return posterior


def with_a_zero(X):
    """Return data shifted so that one number is exactly 0: nothing forbids it."""
    return X - np.where(np.arange(X.shape[1]) == 0, X[0], 0)


def well_posed(weight, means, covs):
    """Tell whether a mixture is far from collapse: no tiny weight, no flat component."""
    eigenvalues = np.linalg.eigvalsh(covs)
    flattest = np.min(eigenvalues[:, 0] / eigenvalues[:, -1])
    return weight.min() > 0.05 and eigenvalues.min() > 0.05 and flattest > 1e-3


def mixture(turn):
    """Return a reference mixture with the parameters of a turn."""
    gmm = GMM.__new__(GMM)
    num_components, gmm.dim = turn["means"].shape
    gmm.num_components, gmm.weight = num_components, turn["weight"].copy()
    gmm.gaussian_list = []
    for mean, cov in zip(turn["means"], turn["covs"], strict=True):
        gaussian = Gaussian.__new__(Gaussian)
        gaussian.dim, gaussian.mean, gaussian.cov = gmm.dim, mean.copy(), cov.copy()
        gmm.gaussian_list.append(gaussian)
    return gmm


def m_step(X, posterior):
    """Return the parameters that an M-step gives."""
    return dict(zip(stacked.NAMES, stacked.m_step(X, posterior), strict=True))
