# Every function in another style than its neighbours, written apart from the other variants.
import numpy as np


def gmm_sampling(sample_size):
    heads = np.random.rand(sample_size) > 0.5
    return np.random.normal(loc=np.where(heads, 5.0, -5.0), scale=1.0)


def mixture_pdf(x, weight, mean, var):
    return normal_pdf(np.asarray(x)[:, None], mean[None, :], var[None, :]) @ weight


import math


def log_likelihood(x, weight, mean, var):
    total = 0
    for value in mixture_pdf(x, weight, mean, var):
        total = total + math.log(value)
    return total


def fit_complete_data(x, z, num_components):
    groups = [x[z == k] for k in range(num_components)]
    return (
        np.array([g.size for g in groups]) / x.size,
        np.array([g.mean() for g in groups]),
        np.array([g.var() for g in groups]),
    )


import math


def posterior_1d(x, weight, mean, var):
    p = []
    for w, m, v in zip(weight, mean, var):
        p.append(w * math.exp(-((x - m) ** 2) / (2 * v)) / math.sqrt(2 * math.pi * v))
    s = sum(p)
    return [pi / s for pi in p]


def lower_bound(x, q, weight, mean, var):
    energy = np.dot(q, np.log(weight) - 0.5 * np.log(2 * np.pi * var) - (x - mean) ** 2 / (2 * var))
    entropy = -np.dot(q, np.log(q))
    return energy + entropy


def tight_bound(x, old, new):
    def joint(theta):
        w, m, v = theta
        return w * normal_pdf(x[:, None], m, v)

    a, b = joint(old), joint(new)
    q = a / a.sum(axis=1, keepdims=True)
    return (q * (np.log(b) - np.log(q))).sum()


def e_step_1d(x, weight, mean, var):
    return np.array([posterior_1d(xn, weight, mean, var) for xn in x])


def m_step_1d(x, posterior):
    weight = posterior.mean(axis=0)
    mean = np.array([np.average(x, weights=c) for c in posterior.T])
    var = np.array([np.average((x - m) ** 2, weights=c) for m, c in zip(mean, posterior.T)])
    return weight, mean, var


def em_1d(x, weight, mean, var, eps=1e-8, max_iter=100000):
    lls = [log_likelihood(x, weight, mean, var)]
    for it in range(max_iter):
        weight, mean, var = m_step_1d(x, e_step_1d(x, weight, mean, var))
        lls.append(log_likelihood(x, weight, mean, var))
        if abs((lls[-1] - lls[-2]) / lls[-1]) < eps:
            break
    return weight, mean, var, np.asarray(lls)


from typing import List


class Gaussian:
    """eigen decomposition kept beside the covariance"""

    def __init__(self, dim: int):
        self.dim = int(dim)
        self.mean = np.random.standard_normal(dim)
        self.cov = np.identity(dim)

    def _need(self, X):
        X = np.atleast_2d(X)
        if X.shape[-1] != self.dim:
            raise ValueError(f"expected {self.dim} columns, got {X.shape[-1]}")
        return X

    def log_pdf(self, X):
        X = self._need(X)
        lam, U = np.linalg.eigh(self.cov)
        y = (X - self.mean[np.newaxis]) @ U
        return -0.5 * (np.log(2 * np.pi * lam).sum() + np.einsum("nd,nd,d->n", y, y, 1 / lam))

    def fit(self, X):
        X = self._need(X)
        mu = np.average(X, axis=0)
        acc = np.zeros((self.dim,) * 2)
        for row in X:
            acc += np.outer(row - mu, row - mu)
        self.set_mean(mu)
        self.cov = acc / X.shape[0]
        return self

    def sample(self, sample_size):
        lam, U = np.linalg.eigh(self.cov)
        return np.array(
            [self.mean + U @ (np.sqrt(lam) * np.random.randn(self.dim)) for _ in range(sample_size)]
        )

    def set_mean(self, mean):
        mean = np.asarray(mean)
        if mean.ndim != 1 or len(mean) != self.dim:
            raise ValueError("bad mean")
        self.mean = mean * 1.0

    def set_cov(self, cov):
        cov = np.asarray(cov, dtype=np.float64)
        if np.shape(cov) != (self.dim, self.dim) or not np.allclose(cov, cov.T):
            raise ValueError("bad cov")
        if np.linalg.eigvalsh(cov).min() < 1e-12:
            raise ValueError("not positive definite")
        self.cov = cov


class GMM:
    def __init__(self, dim, num_components):
        self.dim, self.num_components = dim, num_components
        self.weight = np.full(num_components, 1.0 / num_components)
        self.gaussian_list: List[Gaussian] = list(map(Gaussian, [dim] * num_components))

    def _log_joint(self, X):
        return np.log(self.weight)[:, None] + np.array([g.log_pdf(X) for g in self.gaussian_list])

    def log_pdf(self, X):
        L = self._log_joint(X)
        m = L.max(0)
        return m + np.log(np.exp(L - m).sum(0))

    def e_step(self, X):
        return np.exp(self._log_joint(X) - self.log_pdf(X)).T

    def m_step(self, X, posterior):
        n = posterior.sum(axis=0)
        self.weight = n / n.sum()
        mus = np.einsum("nk,nd->kd", posterior, X) / n[:, None]
        diff = X[:, None, :] - mus[None]
        covs = np.einsum("nk,nkd,nke->kde", posterior, diff, diff) / n[:, None, None]
        for g, mu, S in zip(self.gaussian_list, mus, covs):
            g.set_mean(mu)
            g.cov = S

    def fit(self, X, eps=1e-8):
        lls = [self.log_pdf(X).sum()]
        while True:
            q = self.e_step(X)
            self.m_step(X, q)
            lls.append(self.log_pdf(X).sum())
            if lls[-1] < lls[-2] and not np.isclose(lls[-1], lls[-2], rtol=1e-9, atol=0):
                raise ValueError("went down")
            if abs(lls[-1] - lls[-2]) / abs(lls[-1]) < eps:
                break
        return q


class StableGMM(GMM):
    pass


def log_sum_exp(a):
    return np.logaddexp.reduce(a, axis=1)


def log_pdf(self, X):
    L = np.vstack([g.log_pdf(X) for g in self.gaussian_list]).T
    return log_sum_exp(L + np.log(self.weight)[None, :])


StableGMM.log_pdf = log_pdf


def e_step(self, X):
    total = self.log_pdf(X)
    R = np.empty((len(X), self.num_components))
    for k, g in enumerate(self.gaussian_list):
        R[:, k] = np.exp(np.log(self.weight[k]) + g.log_pdf(X) - total)
    return R


StableGMM.e_step = e_step


def fit_best_of(model_class, X, num_components, num_starts):
    fitted = []
    for _ in range(num_starts):
        try:
            m = model_class(X.shape[1], num_components)
            m.fit(X)
            fitted.append(m)
        except ValueError as e:
            print("lost", e)
    if not fitted:
        raise ValueError("no start succeeded")
    return max(fitted, key=lambda m: m.log_pdf(X).sum())


def bic(model, X):
    p = 0
    for k in range(model.num_components):
        p += model.dim
        for i in range(model.dim):
            for j in range(i + 1):
                p += 1
    p += model.num_components - 1
    return p * np.log(X.shape[0]) - 2 * model.log_pdf(X).sum()
