# Everything in one cell, with its own imports and its own copy of what it needs.
import numpy
from numpy import exp, eye, log, newaxis, ones, pi
from numpy.linalg import det, inv
from numpy.random import randn


class Gaussian:
    def __init__(self, dim, mean=None, cov=None):
        self.dim = dim
        self.mean = randn(dim) if mean is None else mean
        self.cov = eye(dim) if cov is None else cov

    def pdf(self, X):
        d = X - self.mean
        return exp(-0.5 * (d @ inv(self.cov) * d).sum(1)) / (det(2 * pi * self.cov) ** 0.5)

    def log_pdf(self, X):
        if X.ndim != 2 or X.shape[1] != self.dim:
            raise ValueError("X must be (sample_size, dim)")
        return log(self.pdf(X))

    def fit(self, X):
        if X.shape[1] != self.dim:
            raise ValueError("X must be (sample_size, dim)")
        self.mean = X.sum(0) / len(X)
        self.cov = X.T @ X / len(X) - self.mean[:, newaxis] * self.mean[newaxis, :]

    def sample(self, sample_size):
        return numpy.random.multivariate_normal(self.mean, self.cov, (sample_size,))

    def set_mean(self, mean):
        if not isinstance(mean, numpy.ndarray) or mean.shape != (self.dim,):
            raise ValueError("mean")
        self.mean = mean.copy()

    def set_cov(self, cov):
        if not isinstance(cov, numpy.ndarray) or cov.shape != (self.dim, self.dim):
            raise ValueError("cov")
        try:
            numpy.linalg.cholesky(cov)
        except numpy.linalg.LinAlgError:
            raise ValueError("cov is not positive definite")
        self.cov = cov.copy()


class GMM:
    def __init__(self, dim, num_components):
        self.dim = dim
        self.num_components = num_components
        self.weight = ones(num_components) / num_components
        self.gaussian_list = [Gaussian(dim, mean=randn(dim)) for _ in range(num_components)]

    def log_pdf(self, X):
        return log(sum(w * g.pdf(X) for w, g in zip(self.weight, self.gaussian_list)))

    def e_step(self, X):
        numerator = numpy.stack(
            [w * g.pdf(X) for w, g in zip(self.weight, self.gaussian_list)], axis=-1
        )
        return numerator / numerator.sum(axis=-1)[:, newaxis]

    def m_step(self, X, posterior):
        N, D = X.shape
        Nk = posterior.sum(axis=0)
        self.weight = Nk / N
        for k in range(self.num_components):
            gaussian = self.gaussian_list[k]
            gaussian.mean = (posterior[:, k][:, newaxis] * X).sum(axis=0) / Nk[k]
            d = X - gaussian.mean
            gaussian.cov = (
                posterior[:, k][:, newaxis, newaxis] * d[:, :, newaxis] * d[:, newaxis, :]
            ).sum(0) / Nk[k]

    def fit(self, X, eps=1e-8):
        ll_old = self.log_pdf(X).sum()
        converged = False
        while not converged:
            posterior = self.e_step(X)
            self.m_step(X, posterior)
            ll_new = self.log_pdf(X).sum()
            if ll_new - ll_old < -1e-8 * abs(ll_old):
                raise ValueError("log-likelihood decreased")
            converged = abs(ll_new - ll_old) / abs(ll_new) < eps
            ll_old = ll_new
        return posterior
