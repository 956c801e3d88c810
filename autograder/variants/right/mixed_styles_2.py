# Every function in another style than its neighbours, written apart from the other variants.
import numpy as np


def gmm_sampling(sample_size, verbose=False):
    out = []
    while len(out) < sample_size:
        z = np.random.randint(0, 2)
        out.append(np.random.standard_normal() + 10 * z - 5)
        if verbose:
            print(z)
    return np.array(out)


def mixture_pdf(x, weight, mean, var):
    p = np.exp(-(np.subtract.outer(x, mean) ** 2) / 2 / var) / (2 * np.pi * var) ** 0.5
    return np.einsum("nk,k->n", p, weight)


def log_likelihood(x, weight, mean, var):
    d = x.reshape(-1, 1) - mean
    return np.log(
        np.einsum("k,nk->n", weight / np.sqrt(2 * np.pi * var), np.exp(-(d**2) / (2 * var)))
    ).sum()


def fit_complete_data(x, z, num_components):
    n = np.bincount(z, minlength=num_components)
    m = np.bincount(z, weights=x, minlength=num_components) / n
    v = np.bincount(z, weights=(x - m[z]) ** 2, minlength=num_components) / n
    return n / n.sum(), m, v


def posterior_1d(x, weight, mean, var):
    logit = np.log(weight) - 0.5 * np.log(var) - (x - mean) ** 2 / (2 * var)
    logit = logit - logit.max()
    e = np.exp(logit)
    return e / e.sum()


def lower_bound(x, q, weight, mean, var):
    joint = weight * normal_pdf(x, mean, var)
    evidence = np.sum(joint)
    kl = np.sum(q * np.log(q / (joint / evidence)))
    return np.log(evidence) - kl


def tight_bound(x, old, new):
    return sum(lower_bound(p, posterior_1d(p, *old), *new) for p in x)


def e_step_1d(x, weight, mean, var):
    j = np.stack([w * normal_pdf(x, m, v) for w, m, v in zip(weight, mean, var)])
    j /= j.sum(axis=0)
    return j.T


def m_step_1d(x, posterior):
    N, K = posterior.shape
    Nk = np.einsum("nk->k", posterior)
    mu = np.einsum("nk,n->k", posterior, x) / Nk
    diff = np.subtract.outer(x, mu)
    return Nk / N, mu, np.einsum("nk,nk,nk->k", posterior, diff, diff) / Nk


def em_1d(x, weight, mean, var, eps=1e-8):
    theta = (weight, mean, var)
    old = log_likelihood(x, *theta)
    history = np.array([old])
    done = False
    while not done:
        theta = m_step_1d(x, e_step_1d(x, *theta))
        new = log_likelihood(x, *theta)
        history = np.append(history, new)
        done = np.abs(new - old) / np.abs(new) < eps
        old = new
    return *theta, history


class Gaussian:
    def __init__(self, dim):
        self.dim = dim
        self.mean = np.random.multivariate_normal(np.zeros(dim), np.eye(dim))
        self.cov = np.diag([1.0] * dim)

    def log_pdf(self, X):
        n, d = X.shape
        if d != self.dim:
            raise ValueError("dim mismatch: " + str(d))
        res = []
        for i in range(n):
            v = X[i] - self.mean
            res += [
                -0.5 * v.dot(np.linalg.solve(self.cov, v))
                - 0.5 * np.log(np.linalg.det(2 * np.pi * self.cov))
            ]
        return np.array(res)

    def fit(self, X):
        if X.shape[1] != self.dim:
            raise ValueError("dim mismatch")
        self.mean = X.sum(axis=0) / X.shape[0]
        self.cov = np.cov(X, rowvar=False, ddof=0).reshape(self.dim, self.dim)

    def sample(self, sample_size):
        return np.random.multivariate_normal(self.mean, self.cov, size=sample_size)

    def set_mean(self, mean):
        if not np.shape(mean) == (self.dim,):
            raise ValueError("mean: " + repr(np.shape(mean)))
        self.mean = np.array(mean)

    def set_cov(self, cov):
        try:
            ok = np.shape(cov) == (self.dim, self.dim)
            if ok:
                np.linalg.cholesky(cov)
        except np.linalg.LinAlgError:
            ok = False
        if not ok:
            raise ValueError("cov?")
        self.cov = np.array(cov)


class GMM:
    def __init__(self, dim, num_components, verbose=False):
        self.verbose = verbose
        self.dim = dim
        self.num_components = num_components
        self.weight = np.array([1 / num_components for k in range(num_components)])
        self.gaussian_list = []
        while len(self.gaussian_list) < num_components:
            self.gaussian_list += [Gaussian(dim)]

    def log_pdf(self, X):
        p = 0
        for w, g in zip(self.weight, self.gaussian_list):
            p = p + w * np.exp(g.log_pdf(X))
        return np.log(p)

    def e_step(self, X):
        r = np.empty((X.shape[0], self.num_components), order="F")
        for k, g in enumerate(self.gaussian_list):
            r[:, k] = self.weight[k] * np.exp(g.log_pdf(X) - self.log_pdf(X))
        return r

    def m_step(self, X, posterior):
        N = X.shape[0]
        for k, g in enumerate(self.gaussian_list):
            r = posterior[:, k]
            Nk = r.sum()
            self.weight[k] = Nk / N
            mu = np.sum(r[:, None] * X, axis=0) / Nk
            d = (X - mu) * np.sqrt(r / Nk)[:, None]
            g.set_mean(mu)
            g.set_cov(d.T @ d)

    def fit(self, X, eps=1e-8):
        prev, i = -np.inf, 0
        while True:
            i += 1
            q = self.e_step(X)
            self.m_step(X, q)
            cur = np.sum(self.log_pdf(X))
            print(f"{i}回目: {cur:.6f}")
            if prev > cur + 1e-8 * abs(cur):
                raise ValueError("対数尤度が減少")
            if np.isfinite(prev) and abs((cur - prev) / cur) < eps:
                return q
            prev = cur


class StableGMM(GMM):
    pass


def log_sum_exp(a):
    m = a.max(axis=-1, keepdims=True)
    return (m + np.log(np.sum(np.exp(a - m), axis=-1, keepdims=True))).squeeze(-1)


def log_pdf(self, X):
    a = np.zeros((X.shape[0], self.num_components))
    for k in range(self.num_components):
        a[:, k] = np.log(self.weight[k]) + self.gaussian_list[k].log_pdf(X)
    c = np.max(a, axis=1)
    return c + np.log(np.sum(np.exp(a - c.reshape(-1, 1)), axis=1))


StableGMM.log_pdf = log_pdf


def e_step(self, X):
    a = np.array([np.log(p) + g.log_pdf(X) for p, g in zip(self.weight, self.gaussian_list)]).T
    a -= a.max(axis=1, keepdims=True)
    np.exp(a, out=a)
    a /= a.sum(axis=1, keepdims=True)
    return a


StableGMM.e_step = e_step


def fit_best_of(model_class, X, num_components, num_starts):
    N, d = X.shape
    scores = np.full(num_starts, -np.inf)
    models = [None] * num_starts
    for i in range(num_starts):
        models[i] = model_class(d, num_components)
        try:
            models[i].fit(X)
        except ValueError:
            pass
        else:
            scores[i] = models[i].log_pdf(X).mean()
    if np.all(np.isneginf(scores)):
        raise ValueError(f"{num_starts} starts failed")
    return models[np.argmax(scores)]


import math


def bic(model, X):
    n, d = X.shape
    K = len(model.gaussian_list)
    p = K * (d + len(np.triu_indices(d)[0])) + K - 1
    return float(math.log(n) * p - 2.0 * sum(model.log_pdf(X)))
