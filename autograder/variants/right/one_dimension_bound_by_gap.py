# The bound as log-likelihood less the divergence, and functions that lean on each other.
def mixture_pdf(x, weight, mean, var):
    x = np.atleast_1d(x)
    return np.dot(normal_pdf(x.reshape(-1, 1), mean.reshape(1, -1), var.reshape(1, -1)), weight)


def log_likelihood(x, weight, mean, var, each=False):
    logs = np.log(mixture_pdf(x, weight, mean, var))
    return logs if each else logs.sum()


def fit_complete_data(x, z, num_components):
    order = np.argsort(z, kind="stable")
    sizes = np.bincount(z, minlength=num_components)
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    mean = np.add.reduceat(x[order], starts) / sizes
    squares = (x[order] - np.repeat(mean, sizes)) ** 2
    return sizes / sizes.sum(), mean, np.add.reduceat(squares, starts) / sizes


def posterior_1d(x, weight, mean, var):
    return weight * normal_pdf(x, mean, var) / mixture_pdf(x, weight, mean, var)


def divergence(q, p):
    return np.sum(q * np.log(q / p))


def lower_bound(x, q, weight, mean, var):
    p = posterior_1d(x, weight, mean, var)
    return log_likelihood(x, weight, mean, var) - divergence(q, p)


def tight_bound(x, old, new):
    gaps = [divergence(posterior_1d(t, *old), posterior_1d(t, *new)) for t in x]
    return log_likelihood(x, *new) - np.sum(gaps)
