# Every function in another style than its neighbours, written apart from the other variants.
import numpy as np


def gmm_sampling(sample_size):
    two = np.random.randn(sample_size, 2) + np.array([-5, 5])
    z = (np.random.uniform(size=sample_size) < 0.5).astype(int)
    return two[np.arange(sample_size), z]


def mixture_pdf(x, weight, mean, var):
    a = np.log(weight) - 0.5 * (np.log(2 * np.pi * var) + (np.expand_dims(x, -1) - mean) ** 2 / var)
    m = a.max(-1, keepdims=True)
    return np.exp(np.squeeze(m, -1) + np.log(np.exp(a - m).sum(-1)))


def log_likelihood(x, weight, mean, var):
    ll = np.array(0.0)
    for n in range(x.shape[0]):
        ll += np.log(mixture_pdf(x[n : n + 1], weight, mean, var)[0])
    return ll


def fit_complete_data(x, z, num_components):
    order = np.argsort(z, kind="stable")
    edges = np.searchsorted(z[order], np.arange(1, num_components))
    parts = np.split(x[order], edges)
    stats = np.array([[len(p) / len(x), np.mean(p), np.cov(p, bias=True)] for p in parts])
    return tuple(stats.T)


def posterior_1d(x, weight, mean, var):
    # 事後確率: 各成分に対する比の逆数
    a = weight * normal_pdf(x, mean, var)
    return 1.0 / np.sum(a[np.newaxis, :] / a[:, np.newaxis], axis=1)


def lower_bound(x, q, weight, mean, var, debug=False):
    terms = (qk * np.log(w * normal_pdf(x, m, v) / qk) for qk, w, m, v in zip(q, weight, mean, var))
    return float(sum(terms))


def tight_bound(x, old, new):
    f = lambda p: lower_bound(p, posterior_1d(p, *old), *new)
    return np.sum(list(map(f, x)))


def e_step_1d(x, weight, mean, var):
    N, K = len(x), len(weight)
    r = np.full((N, K), np.nan, order="F")
    px = mixture_pdf(x, weight, mean, var)
    k = 0
    while k < K:
        r[:, k] = weight[k] * normal_pdf(x, mean[k], var[k]) / px
        k += 1
    return r


def m_step_1d(x, posterior):
    weight, mean, var = (np.empty(posterior.shape[1]) for _ in range(3))
    for k, r in enumerate(posterior.T):
        R = np.diag(r)
        weight[k] = np.trace(R) / x.size
        mean[k] = np.ones(x.size) @ R @ x / np.trace(R)
        c = x - mean[k]
        var[k] = c.T @ R @ c / np.trace(R)
    return weight, mean, var


def em_1d(x, weight, mean, var, eps=1e-8, trace=None):
    trace = trace or [log_likelihood(x, weight, mean, var)]
    new = m_step_1d(x, e_step_1d(x, weight, mean, var))
    trace = trace + [log_likelihood(x, *new)]
    if abs(trace[-1] - trace[-2]) / abs(trace[-1]) < eps:
        return new[0], new[1], new[2], np.array(trace)
    return em_1d(x, *new, eps, trace)


def log_sum_exp(a, axis=1):
    b = np.amax(a, axis)
    return b + np.log(np.einsum("nk->n", np.exp(a - np.expand_dims(b, axis))))


from functools import reduce


def log_pdf(self, X):
    return reduce(
        np.logaddexp, [np.log(w) + g.log_pdf(X) for w, g in zip(self.weight, self.gaussian_list)]
    )


StableGMM.log_pdf = log_pdf


def fit_best_of(model_class, X, num_components, num_starts, verbose=True):
    smallest = float("inf")
    winner = None
    fehler = 0
    for lauf in range(num_starts):
        kandidat = model_class(dim=X.shape[1], num_components=num_components)
        try:
            kandidat.fit(X)
            nll = -kandidat.log_pdf(X).sum()
        except ValueError:
            fehler += 1
            continue
        if nll < smallest:
            smallest, winner = nll, kandidat
    if fehler == num_starts:
        raise ValueError("Alle Starts sind gescheitert")
    return winner
