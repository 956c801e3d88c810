# All in logarithms: logaddexp, and differences of logs.
def log_normal(x, mean, var):
    return -0.5 * (np.log(2 * np.pi) + np.log(var) + (x - mean) ** 2 / var)


def log_joint(x, weight, mean, var):
    return np.log(weight) + log_normal(x, mean, var)


def log_mixture(x, weight, mean, var):
    total = np.full(len(x), -np.inf)
    for k in range(len(weight)):
        total = np.logaddexp(total, log_joint(x, weight[k], mean[k], var[k]))
    return total


def mixture_pdf(x, weight, mean, var):
    return np.exp(log_mixture(x, weight, mean, var))


def log_likelihood(x, weight, mean, var):
    return float(log_mixture(x, weight, mean, var).sum())


def fit_complete_data(x, z, num_components):
    weight, mean, var = [np.empty(num_components) for _ in range(3)]
    for k in range(num_components):
        mask = (z == k).astype(float)
        weight[k] = mask.mean()
        mean[k] = np.average(x, weights=mask)
        var[k] = np.average((x - mean[k]) ** 2, weights=mask)
    return weight, mean, var


def posterior_1d(x, weight, mean, var):
    a = log_joint(x, weight, mean, var)
    return np.exp(a - np.logaddexp.reduce(a))


def lower_bound(x, q, weight, mean, var):
    """The log density less the divergence of q from the posterior."""
    a = log_joint(x, weight, mean, var)
    log_p = np.logaddexp.reduce(a)
    return log_p - np.sum(q * (np.log(q) - (a - log_p)))


def tight_bound(x, old, new):
    bound = 0.0
    for point in x:
        a = log_joint(point, *old)
        log_q = a - np.logaddexp.reduce(a)
        bound += np.exp(log_q) @ (log_joint(point, *new) - log_q)
    return bound
