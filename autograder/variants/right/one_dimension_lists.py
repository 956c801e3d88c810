# Plain Python: math, lists and generators, no arrays of one's own.
import math
import random


def pdf(x, m, v):
    return math.exp(-((x - m) ** 2) / (2 * v)) / math.sqrt(2 * math.pi * v)


def gmm_sampling(sample_size):
    return [random.gauss(random.choice((-5, 5)), 1) for _ in range(sample_size)]


def mixture_pdf(x, weight, mean, var):
    return [sum(w * pdf(t, m, v) for w, m, v in zip(weight, mean, var)) for t in x]


def log_likelihood(x, weight, mean, var):
    return math.fsum(map(math.log, mixture_pdf(x, weight, mean, var)))


def fit_complete_data(x, z, num_components):
    groups = [[t for t, label in zip(x, z) if label == k] for k in range(num_components)]
    weight = [len(g) / len(x) for g in groups]
    mean = [sum(g) / len(g) for g in groups]
    var = [sum((t - m) ** 2 for t in g) / len(g) for g, m in zip(groups, mean)]
    return [weight, mean, var]


def posterior_1d(x, weight, mean, var):
    top = [w * pdf(x, m, v) for w, m, v in zip(weight, mean, var)]
    return tuple(t / sum(top) for t in top)


def lower_bound(x, q, weight, mean, var):
    return sum(r * math.log(w * pdf(x, m, v) / r) for r, w, m, v in zip(q, weight, mean, var))


def tight_bound(x, old, new):
    return sum(lower_bound(t, posterior_1d(t, *old), *new) for t in x)
