# One right solution of every question, in the plain style of a first try: loops, inverse, determinant.
import numpy as np


def normal_pdf(x, mean, var):
    return np.exp(-((x - mean) ** 2) / (2 * var)) / np.sqrt(2 * np.pi * var)


def gmm_sampling(sample_size):
    z = np.random.binomial(1, 0.5, size=sample_size)
    eps = np.random.randn(sample_size)
    return eps + 10 * z - 5


def mixture_pdf(x, weight, mean, var):
    p = np.zeros(len(x))
    for n in range(len(x)):
        for k in range(len(weight)):
            p[n] += weight[k] * normal_pdf(x[n], mean[k], var[k])
    return p


def log_likelihood(x, weight, mean, var):
    return np.log(mixture_pdf(x, weight, mean, var)).sum()


def fit_complete_data(x, z, num_components):
    weight, mean, var = np.zeros(num_components), np.zeros(num_components), np.zeros(num_components)
    for k in range(num_components):
        group = x[z == k]
        weight[k] = len(group) / len(x)
        mean[k] = group.mean()
        var[k] = group.var()
    return weight, mean, var


def posterior_1d(x, weight, mean, var):
    top = np.zeros(len(weight))
    for k in range(len(weight)):
        top[k] = weight[k] * normal_pdf(x, mean[k], var[k])
    return top / top.sum()


def lower_bound(x, q, weight, mean, var):
    total = 0
    for k in range(len(weight)):
        total += q[k] * np.log(weight[k] * normal_pdf(x, mean[k], var[k]) / q[k])
    return total


def tight_bound(x, old, new):
    total = 0
    for n in range(len(x)):
        q = posterior_1d(x[n], old[0], old[1], old[2])
        total += lower_bound(x[n], q, new[0], new[1], new[2])
    return total


def e_step_1d(x, weight, mean, var):
    posterior = np.zeros((len(x), len(weight)))
    for k in range(len(weight)):
        posterior[:, k] = weight[k] * normal_pdf(x, mean[k], var[k])
    return posterior / posterior.sum(axis=1, keepdims=True)


def m_step_1d(x, posterior):
    num_components = posterior.shape[1]
    weight, mean, var = np.zeros(num_components), np.zeros(num_components), np.zeros(num_components)
    for k in range(num_components):
        n_k = posterior[:, k].sum()
        weight[k] = n_k / len(x)
        mean[k] = (posterior[:, k] * x).sum() / n_k
        var[k] = (posterior[:, k] * (x - mean[k]) ** 2).sum() / n_k
    return weight, mean, var


def em_1d(x, weight, mean, var, eps=1e-8):
    trace = [log_likelihood(x, weight, mean, var)]
    change = np.inf
    while change >= eps:
        posterior = e_step_1d(x, weight, mean, var)
        weight, mean, var = m_step_1d(x, posterior)
        trace.append(log_likelihood(x, weight, mean, var))
        change = abs(trace[-1] - trace[-2]) / abs(trace[-1])
    return weight, mean, var, np.array(trace)


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


def log_sum_exp(a):
    result = np.zeros(len(a))
    for n in range(len(a)):
        largest = a[n].max()
        result[n] = largest + np.log(np.exp(a[n] - largest).sum())
    return result


class StableGMM(GMM):
    pass


def log_pdf(self, X):
    a = np.zeros((len(X), self.num_components))
    for k in range(self.num_components):
        a[:, k] = np.log(self.weight[k]) + self.gaussian_list[k].log_pdf(X)
    return log_sum_exp(a)


StableGMM.log_pdf = log_pdf


def e_step(self, X):
    a = np.zeros((len(X), self.num_components))
    for k in range(self.num_components):
        a[:, k] = np.log(self.weight[k]) + self.gaussian_list[k].log_pdf(X)
    return np.exp(a - log_sum_exp(a)[:, None])


StableGMM.e_step = e_step


def fit_best_of(model_class, X, num_components, num_starts):
    best = None
    for start in range(num_starts):
        model = model_class(X.shape[1], num_components)
        try:
            model.fit(X)
        except ValueError:
            continue
        if best is None or model.log_pdf(X).sum() > best.log_pdf(X).sum():
            best = model
    if best is None:
        raise ValueError("every start failed")
    return best


def bic(model, X):
    d = model.dim
    K = model.num_components
    p = K - 1 + K * d + K * d * (d + 1) / 2
    return -2 * model.log_pdf(X).sum() + p * np.log(len(X))
