# Every function in another style than its neighbours, written apart from the other variants.
import numpy as np


import random


def gmm_sampling(sample_size):
    return np.array(
        [random.gauss(0, 1) + 10 * random.getrandbits(1) - 5 for _ in range(sample_size)]
    )


from functools import reduce

mixture_pdf = lambda x, weight, mean, var: reduce(
    lambda a, b: a + b, (w * normal_pdf(x, m, v) for w, m, v in zip(weight, mean, var))
)


def log_likelihood(x, weight, mean, var):
    logs = [np.log(w) + np.log(normal_pdf(x, m, v)) for w, m, v in zip(weight, mean, var)]
    return np.logaddexp.reduce(logs).sum()


def fit_complete_data(x, z, num_components):
    R = np.eye(num_components)[z]
    Nk = R.sum(0)
    mu = R.T @ x / Nk
    s2 = np.einsum("nk,nk->k", R, (x[:, None] - mu) ** 2) / Nk
    return Nk / len(z), mu, s2


def posterior_1d(x, weight, mean, var):
    evidence = mixture_pdf(np.array([x]), weight, mean, var)[0]
    return np.multiply(weight, normal_pdf(x, mean, var)) / evidence


from math import log


def lower_bound(x, q, weight, mean, var):
    s = 0
    for k, qk in enumerate(q):
        s += qk * (log(weight[k]) + log(normal_pdf(x, mean[k], var[k])) - log(qk))
    return s


def tight_bound(x, old, new):
    total = log_likelihood(x, *new)
    for xn in x:
        q, p = posterior_1d(xn, *old), posterior_1d(xn, *new)
        total -= np.sum(q * np.log(q / p))
    return total


def e_step_1d(x, weight, mean, var):
    rows = []
    for n in range(len(x)):
        row = [weight[k] * normal_pdf(x[n], mean[k], var[k]) for k in range(len(weight))]
        s = sum(row)
        rows.append([r / s for r in row])
    return rows


def m_step_1d(x, posterior):
    n_k = posterior.sum(0)
    m1 = x @ posterior / n_k
    m2 = x**2 @ posterior / n_k
    return n_k / n_k.sum(), m1, m2 - m1**2


def em_1d(x, weight, mean, var, eps=1e-8):
    w, m, v = map(np.copy, (weight, mean, var))
    trace = []
    while len(trace) < 2 or abs(trace[-1] - trace[-2]) >= eps * abs(trace[-1]):
        if trace:
            n = r.sum(0)
            w = n / len(x)
            m = (r * x[:, None]).sum(0) / n
            v = (r * (x[:, None] - m) ** 2).sum(0) / n
        joint = w * np.exp(-((x[:, None] - m) ** 2) / (2 * v)) / np.sqrt(2 * np.pi * v)
        p = joint.sum(1)
        r = joint / p[:, None]
        trace.append(np.log(p).sum())
    return w, m, v, np.array(trace)


def _quad(C, P):
    return (C.dot(P) * C).sum(-1)


class Checked:
    def _check(self, X):
        if X.ndim != 2 or X.shape[1] != self.dim:
            raise ValueError("X does not fit")


class Gaussian(Checked):
    def __init__(self, dim):
        self.dim = dim
        self.mean = np.random.normal(size=dim)
        self.cov = np.eye(dim)

    def log_pdf(self, X):
        self._check(X)
        s, ld = np.linalg.slogdet(self.cov)
        return (
            -(_quad(X - self.mean, np.linalg.pinv(self.cov)) + ld + self.dim * np.log(2 * np.pi))
            / 2
        )

    def fit(self, X):
        self._check(X)
        N = len(X)
        m1 = X.mean(axis=0)
        self.mean, self.cov = m1, (X.T @ X) / N - np.outer(m1, m1)

    def sample(self, sample_size):
        z = np.random.standard_normal((self.dim, sample_size))
        return (np.linalg.cholesky(self.cov) @ z + self.mean[:, None]).T

    def set_mean(self, mean):
        if mean.shape != self.mean.shape:
            raise ValueError
        self.mean = mean

    def set_cov(self, cov):
        if cov.shape != self.cov.shape or any(np.linalg.eigvalsh(cov) <= 1e-10):
            raise ValueError
        self.cov = cov


class GMM(Checked):
    def __init__(self, dim, num_components):
        vars(self).update(
            dim=dim,
            num_components=num_components,
            weight=np.repeat(1 / num_components, num_components),
        )
        self.gaussian_list = [Gaussian(dim) for _ in range(num_components)]

    def log_pdf(self, X):
        return np.logaddexp.reduce(
            [np.log(w) + g.log_pdf(X) for w, g in zip(self.weight, self.gaussian_list)]
        )

    def e_step(self, X):
        a = np.array([np.log(w) + g.log_pdf(X) for w, g in zip(self.weight, self.gaussian_list)])
        a = np.exp(a - a.max(axis=0))
        return (a / a.sum(axis=0)).T

    def m_step(self, X, posterior):
        self.weight = np.mean(posterior, axis=0)
        for g, r in zip(self.gaussian_list, posterior.T):
            g.mean = np.average(X, axis=0, weights=r)
            g.cov = np.cov(X, rowvar=False, aweights=r, ddof=0).reshape(self.dim, self.dim)

    def fit(self, X, eps=1e-8):
        def step(old):
            r = self.e_step(X)
            self.m_step(X, r)
            new = self.log_pdf(X).sum()
            if old - new > 1e-7 * abs(old):
                raise ValueError("decrease")
            return r, new

        old = self.log_pdf(X).sum()
        change = np.inf
        while change >= eps:
            r, new = step(old)
            change = abs(new - old) / abs(new)
            old = new
        return r


class StableGMM(GMM):
    pass


import math


def log_sum_exp(a):
    ans = []
    for row in a:
        m = max(row)
        ans.append(m + math.log(sum(math.exp(v - m) for v in row)))
    return ans


def log_pdf(self, X):
    L = np.array([g.log_pdf(X) for g in self.gaussian_list])
    top = L.max(axis=0)
    return top + np.log(self.weight @ np.exp(L - top))


StableGMM.log_pdf = log_pdf


def e_step(self, X):
    a = np.column_stack([g.log_pdf(X) for g in self.gaussian_list]) + np.log(self.weight)
    with np.errstate(over="ignore"):
        return 1 / np.exp(a[:, None, :] - a[:, :, None]).sum(axis=2)


StableGMM.e_step = e_step


def fit_best_of(model_class, X, num_components, num_starts):
    results = []
    for i in range(num_starts):
        model = model_class(X.shape[1], num_components)
        try:
            model.fit(X)
        except ValueError:
            continue
        results.append((np.sum(model.log_pdf(X)), i, model))
    if len(results) == 0:
        raise ValueError("all failed")
    results.sort()
    return results[-1][2]


def bic(model, X):
    per = 1 + model.dim + model.dim * (model.dim + 1) / 2
    p = model.num_components * per - 1
    ll = 0
    for value in model.log_pdf(X):
        ll += value
    return -2 * ll + np.log(len(X)) * p
