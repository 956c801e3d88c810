# The posteriors of all points first, in a loop over the components; then one sum over the matrix.
def gmm_sampling(sample_size):
    left, right = np.random.normal(-5, 1, sample_size), np.random.normal(5, 1, sample_size)
    return np.where(np.random.rand(sample_size) < 0.5, left, right)


def joint_matrix(x, theta):
    weight, mean, var = theta
    columns = []
    for k in range(len(weight)):
        columns.append(weight[k] * normal_pdf(x, mean[k], var[k]))
    return np.column_stack(columns)


def mixture_pdf(x, weight, mean, var):
    return joint_matrix(x, (weight, mean, var)) @ np.ones(len(weight))


def log_likelihood(x, weight, mean, var):
    return np.array(np.sum(np.log(joint_matrix(x, (weight, mean, var)).sum(1))))


def fit_complete_data(x, z, num_components):
    weight = np.bincount(z, minlength=num_components) / x.size
    mean = np.bincount(z, weights=x, minlength=num_components) / (x.size * weight)
    rest = x - mean[z]
    var = np.bincount(z, weights=rest * rest, minlength=num_components) / (x.size * weight)
    return weight, mean, var


def posterior_matrix(x, theta):
    posterior = joint_matrix(x, theta)
    posterior /= posterior.sum(axis=1, keepdims=True)
    return posterior


def posterior_1d(x, weight, mean, var):
    return posterior_matrix(np.array([x]), (weight, mean, var))[0]


def lower_bound(x, q, weight, mean, var):
    p = joint_matrix(np.array([x]), (weight, mean, var)).ravel()
    entropy = -(q * np.log(q)).sum()
    return entropy + (q * np.log(p)).sum()


def tight_bound(x, old, new):
    q = posterior_matrix(x, old)
    expected = (q * np.log(joint_matrix(x, new))).sum()
    return expected - (q * np.log(q)).sum()
