# No loop at all: a recursion over components and one over the halves of the data; odds for shares.
from functools import partial, reduce
from operator import add


def mixture_pdf(x, weight, mean, var):
    if len(weight) == 0:
        return np.zeros(np.shape(x))
    first = weight[0] * normal_pdf(x, mean[0], var[0])
    return first + mixture_pdf(x, weight[1:], mean[1:], var[1:])


def log_likelihood(x, weight, mean, var):
    if len(x) == 1:
        return np.log(mixture_pdf(x, weight, mean, var)[0])
    half = len(x) // 2
    return sum(log_likelihood(part, weight, mean, var) for part in (x[:half], x[half:]))


def of_group(x, z, k):
    own = np.extract(z == k, x)
    return own.size / z.size, own.mean(), np.mean(own**2) - np.mean(own) ** 2


def fit_complete_data(x, z, num_components):
    return tuple(np.array([of_group(x, z, k) for k in range(num_components)]).T)


def posterior_1d(x, weight, mean, var):
    """1 over the sum of the odds against each component."""
    joint = weight * normal_pdf(x, mean, var)
    return 1 / np.sum(np.divide.outer(joint, joint), axis=0)


def lower_bound(x, q, weight, mean, var):
    term = lambda k: q[k] * (np.log(weight[k] * normal_pdf(x, mean[k], var[k])) - np.log(q[k]))
    return reduce(add, map(term, range(len(q))))


def at_point(old, new, point):
    return lower_bound(point, posterior_1d(point, *old), *new)


def tight_bound(x, old, new):
    return reduce(add, map(partial(at_point, old, new), x), 0.0)
