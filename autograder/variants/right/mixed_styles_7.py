# Every function in another style than its neighbours, written apart from the other variants.
import numpy as np


def gmm_sampling(sample_size):
    return [np.random.randn() + 10 * np.random.choice(2) - 5 for i in range(sample_size)]


def mixture_pdf(x, weight, mean, var, k=0):
    if k == len(weight):
        return 0 * x
    return weight[k] * normal_pdf(x, mean[k], var[k]) + mixture_pdf(x, weight, mean, var, k + 1)


def log_likelihood(x, weight, mean, var):
    print("ll called")
    return np.sum(np.log10(mixture_pdf(x, weight, mean, var))) * np.log(10)


def fit_complete_data(x, z, num_components):
    result = np.empty((3, num_components), order="F")
    for k in np.arange(num_components):
        (idx,) = np.where(z == k)
        result[0, k] = idx.shape[0] / z.shape[0]
        result[1, k] = np.average(x[idx])
        result[2, k] = np.std(x[idx]) ** 2
    return result[0], result[1], result[2]


def tight_bound(x, old, new):
    if len(x) == 1:
        return lower_bound(x[0], posterior_1d(x[0], *old), *new)
    h = len(x) // 2
    return tight_bound(x[:h], old, new) + tight_bound(x[h:], old, new)


def em_1d(x, weight, mean, var, eps=1e-8):
    weight, mean, var = weight.copy(), mean.copy(), var.copy()
    trace = np.zeros(5000)
    trace[0] = log_likelihood(x, weight, mean, var)
    i = 0
    while True:
        i += 1
        weight[:], mean[:], var[:] = m_step_1d(x, e_step_1d(x, weight, mean, var))
        trace[i] = log_likelihood(x, weight, mean, var)
        if abs(trace[i] - trace[i - 1]) < eps * abs(trace[i]):
            return weight, mean, var, trace[: i + 1]
