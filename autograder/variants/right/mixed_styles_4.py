# Every function in another style than its neighbours, written apart from the other variants.
import numpy as np


def gmm_sampling(n: int) -> "np.ndarray":
    sign = np.random.choice([-1, 1], size=n)
    x = np.empty(n)
    x[:] = np.random.normal(size=n)
    x += 5 * sign
    return x


import math


def mixture_pdf(x, weight, mean, var):
    ergebnis = []
    for xn in x:
        summe = 0.0
        for w, m, v in zip(weight, mean, var):
            sigma = math.sqrt(v)  # Standardabweichung
            summe += w * math.exp(-0.5 * ((xn - m) / sigma) ** 2) / (sigma * math.sqrt(2 * math.pi))
        ergebnis.append(summe)
    return ergebnis


import math


def log_likelihood(x, weight, mean, var):
    return math.fsum(map(math.log, mixture_pdf(x, weight, mean, var)))


def fit_complete_data(x, z, num_components):
    weight, mean, var = [], [], []
    for k in range(num_components):
        own = [xn for xn, zn in zip(x, z) if zn == k]
        n = len(own)
        m = sum(own) / n
        weight.append(n / len(x))
        mean.append(m)
        var.append(sum((o - m) ** 2 for o in own) / n)
    return [weight, mean, var]


def posterior_1d(x, weight, mean, var):
    out = np.empty_like(weight, dtype=float)
    for k in range(len(out)):
        out[k] = normal_pdf(x, mean[k], var[k])
    out *= weight
    out /= out.sum()
    return out


def lower_bound(x, q, weight, mean, var):
    a = weight * normal_pdf(x, mean, var) / q
    return np.einsum("k,k", q, np.log(a))


def tight_bound(x, old, new):
    (w0, m0, v0), (w1, m1, v1) = old, new
    values = np.zeros(x.size)
    for n, xn in enumerate(x):
        values[n] = lower_bound(xn, posterior_1d(xn, w0, m0, v0), w1, m1, v1)
    return np.add.reduce(values)


def e_step_1d(x, weight, mean, var):
    l = np.log(weight) - 0.5 * np.log(2 * np.pi * var) - 0.5 * np.subtract.outer(x, mean) ** 2 / var
    return np.exp(l - np.logaddexp.reduce(l, axis=1)[:, None])


def m_step_1d(x, posterior):
    N = len(x)
    K = len(posterior[0])
    weight = [0.0] * K
    mean = [0.0] * K
    var = [0.0] * K
    for k in range(K):
        nk = 0
        for n in range(N):
            nk += posterior[n][k]
            mean[k] += posterior[n][k] * x[n]
        mean[k] /= nk
        for n in range(N):
            var[k] += posterior[n][k] * (x[n] - mean[k]) ** 2
        var[k] /= nk
        weight[k] = nk / N
    return weight, mean, var


def em_1d(x, weight, mean, var, eps=1e-8):
    def runden(theta):
        while True:
            yield log_likelihood(x, *theta), theta
            theta = m_step_1d(x, e_step_1d(x, *theta))

    lauf = []
    for l, theta in runden((weight, mean, var)):
        lauf.append(float(l))
        print(f"Runde {len(lauf) - 1}: {l}")
        if len(lauf) > 1 and abs(lauf[-1] - lauf[-2]) <= eps * abs(lauf[-1]):
            return list(theta) + [lauf]


def log_sum_exp(a):
    s = np.sort(a.T, axis=0)[::-1]
    return s[0] + np.log1p(np.exp(s[1:] - s[0]).sum(0))


class StableGMM(GMM):
    def _joint(self, X):
        return np.stack(
            [np.log(w) + g.log_pdf(X) for w, g in zip(self.weight, self.gaussian_list)], axis=-1
        )

    def log_pdf(self, X):
        return log_sum_exp(self._joint(X))

    def e_step(self, X):
        a = self._joint(X)
        return np.exp(a - self.log_pdf(X)[:, None])


def e_step(self, X):
    L = np.stack([g.log_pdf(X) for g in self.gaussian_list], axis=1)
    r = self.weight * np.exp(L - np.max(L, axis=1)[:, np.newaxis])
    return r / np.sum(r, axis=1)[:, np.newaxis]


StableGMM.e_step = e_step


def one_start(model_class, X, K):
    model = model_class(np.shape(X)[1], K)
    try:
        model.fit(X)
    except ValueError:
        return None
    return model


def fit_best_of(model_class, X, num_components, num_starts):
    best = None
    for m in (one_start(model_class, X, num_components) for _ in range(num_starts)):
        if m is None:
            continue
        if best is None or np.sum(m.log_pdf(X)) >= np.sum(best.log_pdf(X)):
            best = m
    if best is None:
        raise ValueError
    return best


def bic(model, X):
    K, (N, d) = model.num_components, X.shape
    return -2 * np.sum(model.log_pdf(X)) + ((K - 1) + K * d + K * d * (d + 1) // 2) * np.log(N)
