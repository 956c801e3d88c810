# One right solution of every question, in the plain style of a first try: loops, inverse, determinant.
import numpy as np


def gmm_sampling(sample_size):
    z = np.random.binomial(1, 0.5, size=sample_size)
    eps = np.random.randn(sample_size)
    return eps + 10 * z - 5


class Gaussian:
    def __init__(self, dim):
        self.dim = dim
        self.mean = np.random.randn(dim)
        self.cov = np.eye(dim)


def log_pdf(self, X):
    if X.shape[1] != self.dim:
        raise ValueError("X has the wrong number of columns")
    inverse = np.linalg.inv(self.cov)
    log_det = np.log(np.linalg.det(self.cov))
    result = np.zeros(len(X))
    for n in range(len(X)):
        diff = X[n] - self.mean
        result[n] = -0.5 * (self.dim * np.log(2 * np.pi) + log_det + diff @ inverse @ diff)
    return result


Gaussian.log_pdf = log_pdf


def fit(self, X):
    if X.shape[1] != self.dim:
        raise ValueError("X has the wrong number of columns")
    self.mean = np.mean(X, axis=0)
    diff = X - self.mean
    self.cov = diff.T @ diff / len(X)


Gaussian.fit = fit


def sample(self, sample_size):
    return np.random.multivariate_normal(self.mean, self.cov, sample_size)


Gaussian.sample = sample


def set_mean(self, mean):
    if mean.shape != (self.dim,):
        raise ValueError("mean has the wrong shape")
    self.mean = mean


Gaussian.set_mean = set_mean


def set_cov(self, cov):
    if cov.shape != (self.dim, self.dim):
        raise ValueError("cov has the wrong shape")
    if np.any(np.linalg.eigvalsh(cov) <= 0):
        raise ValueError("cov is not positive definite")
    self.cov = cov


Gaussian.set_cov = set_cov


class GMM:
    def __init__(self, dim, num_components):
        self.dim = dim
        self.num_components = num_components
        self.weight = np.ones(num_components) / num_components
        self.gaussian_list = []
        for k in range(num_components):
            self.gaussian_list.append(Gaussian(dim))


def log_pdf(self, X):
    density = np.zeros(len(X))
    for k in range(self.num_components):
        density += self.weight[k] * np.exp(self.gaussian_list[k].log_pdf(X))
    return np.log(density)


GMM.log_pdf = log_pdf


def e_step(self, X):
    posterior = np.zeros((len(X), self.num_components))
    for k in range(self.num_components):
        posterior[:, k] = self.weight[k] * np.exp(self.gaussian_list[k].log_pdf(X))
    return posterior / posterior.sum(axis=1, keepdims=True)


GMM.e_step = e_step


def m_step(self, X, posterior):
    for k in range(self.num_components):
        n_k = np.sum(posterior[:, k])
        self.weight[k] = n_k / len(X)
        mean = np.zeros(self.dim)
        for n in range(len(X)):
            mean += posterior[n, k] * X[n]
        mean = mean / n_k
        cov = np.zeros((self.dim, self.dim))
        for n in range(len(X)):
            cov += posterior[n, k] * np.outer(X[n] - mean, X[n] - mean)
        self.gaussian_list[k].mean = mean
        self.gaussian_list[k].cov = cov / n_k


GMM.m_step = m_step


def fit(self, X, eps=1e-8):
    old = np.sum(self.log_pdf(X))
    while True:
        posterior = self.e_step(X)
        self.m_step(X, posterior)
        new = np.sum(self.log_pdf(X))
        if new < old - 1e-6:
            raise ValueError("the log-likelihood decreased")
        if abs(new - old) / abs(new) < eps:
            return posterior
        old = new


GMM.fit = fit
