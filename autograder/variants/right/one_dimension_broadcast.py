# Everything at once: a column of data against rows of parameters.
def gmm_sampling(sample_size):
    return np.random.choice([-5.0, 5.0], size=sample_size) + np.random.standard_normal(sample_size)


def mixture_pdf(x, weight, mean, var):
    return np.sum(weight * normal_pdf(x[:, None], mean, var), axis=1)


def log_likelihood(x, weight, mean, var):
    return np.log(mixture_pdf(x, weight, mean, var)).sum()


def fit_complete_data(x, z, num_components):
    own = z[:, None] == np.arange(num_components)
    n_k = own.sum(axis=0)
    mean = (own * x[:, None]).sum(axis=0) / n_k
    var = (own * (x[:, None] - mean) ** 2).sum(axis=0) / n_k
    return n_k / n_k.sum(), mean, var


def posterior_1d(x, weight, mean, var):
    """Takes one point, or a column of points."""
    joint = weight * normal_pdf(x, mean, var)
    return joint / joint.sum(axis=-1, keepdims=True)


def lower_bound(x, q, weight, mean, var):
    """Takes one point and its q, or a column of points and a matrix with a q in each row."""
    return np.sum(q * (np.log(weight) + np.log(normal_pdf(x, mean, var)) - np.log(q)))


def tight_bound(x, old, new):
    column = x[:, None]
    return lower_bound(column, posterior_1d(column, *old), *new)
