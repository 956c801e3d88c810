# Wrong cells as students write them, each under the id of the known mistake that it should be told.
# They are written without a look at autograder/misconceptions: other code, the same mistake.

# %% gmm_sampling/one-coin-for-all
def gmm_sampling(sample_size):
    if np.random.rand() < 0.5:
        return np.random.normal(-5, 1, sample_size)
    return np.random.normal(5, 1, sample_size)

# %% gmm_sampling/halves-in-order
def gmm_sampling(sample_size):
    half = sample_size // 2
    data = np.random.randn(sample_size)
    data[:half] -= 5
    data[half:] += 5
    return data

# %% gmm_sampling/halves-shuffled
def gmm_sampling(sample_size):
    z = np.repeat([0, 1], [sample_size // 2, sample_size - sample_size // 2])
    return np.random.randn(sample_size) + 10 * np.random.permutation(z) - 5

# %% gmm_sampling/averages-the-components
def gmm_sampling(sample_size):
    return (np.random.randn(sample_size) - 5) / 2 + (np.random.randn(sample_size) + 5) / 2

# %% gmm_sampling/uniform-noise
def gmm_sampling(sample_size):
    return np.array([np.random.uniform() + np.random.choice([-5, 5]) for _ in range(sample_size)])

# %% gmm_sampling/centres-not-shifted
def gmm_sampling(sample_size):
    return np.where(np.random.rand(sample_size) < 0.5, 0, 10) + np.random.normal(size=sample_size)

# %% gmm_sampling/no-noise
def gmm_sampling(sample_size):
    return np.random.choice([-5.0, 5.0], sample_size)

# %% gmm_sampling/label-not-zero-or-one
def gmm_sampling(sample_size):
    return [np.random.randn() + 10 * np.random.random() - 5 for i in range(sample_size)]

# %% mixture_pdf/weights-left-out
def mixture_pdf(x, weight, mean, var):
    return sum(normal_pdf(x, m, v) for m, v in zip(mean, var))

# %% mixture_pdf/averaged-over-components
def mixture_pdf(x, weight, mean, var):
    K = len(mean)
    p = 0
    for k in range(K):
        p = p + normal_pdf(x, mean[k], var[k]) / K
    return p

# %% mixture_pdf/parameters-averaged
def mixture_pdf(x, weight, mean, var):
    m = 0
    v = 0
    for k in range(len(weight)):
        m += weight[k] * mean[k]
        v += weight[k] * var[k]
    return normal_pdf(x, m, v)

# %% mixture_pdf/one-wide-gaussian
def mixture_pdf(x, weight, mean, var):
    m = np.average(mean, weights=weight)
    second = np.average(var + mean**2, weights=weight)
    return normal_pdf(x, m, second - m**2)

# %% mixture_pdf/densities-multiplied
def mixture_pdf(x, weight, mean, var):
    p = np.ones(len(x))
    for k in range(len(weight)):
        p *= weight[k] * normal_pdf(x, mean[k], var[k])
    return p

# %% mixture_pdf/largest-component
def mixture_pdf(x, weight, mean, var):
    p = []
    for point in x:
        p.append(max(weight[k] * normal_pdf(point, mean[k], var[k]) for k in range(len(weight))))
    return np.array(p)

# %% mixture_pdf/last-component-only
def mixture_pdf(x, weight, mean, var):
    p = np.zeros_like(x)
    for n in range(len(x)):
        for k in range(len(weight)):
            p[n] = weight[k] * normal_pdf(x[n], mean[k], var[k])
    return p

# %% mixture_pdf/first-component-only
def mixture_pdf(x, weight, mean, var):
    for w, m, v in zip(weight, mean, var):
        p = w * normal_pdf(x, m, v)
        return p

# %% mixture_pdf/two-components-only
def mixture_pdf(x, weight, mean, var):
    left = weight[0] * normal_pdf(x, mean[0], var[0])
    right = weight[1] * normal_pdf(x, mean[1], var[1])
    return left + right

# %% mixture_pdf/variance-squared
def mixture_pdf(x, weight, mean, var):
    total = np.zeros(len(x))
    for k in range(len(weight)):
        z = (x - mean[k]) / var[k]
        total += weight[k] / (np.sqrt(2 * np.pi) * var[k]) * np.exp(-z * z / 2)
    return total

# %% mixture_pdf/deviation-for-variance
def mixture_pdf(x, weight, mean, var):
    sigma = np.sqrt(var)
    return np.array([sum(weight * normal_pdf(point, mean, sigma)) for point in x])

# %% mixture_pdf/logarithm
def mixture_pdf(x, weight, mean, var):
    p = np.zeros(len(x))
    for k in range(len(weight)):
        p += weight[k] * normal_pdf(x, mean[k], var[k])
    log_p = np.log(p)
    return log_p

# %% mixture_pdf/normalised-over-the-data
def mixture_pdf(x, weight, mean, var):
    p = np.zeros(len(x))
    for k in range(len(weight)):
        p += weight[k] * normal_pdf(x, mean[k], var[k])
    p /= p.sum()
    return p

# %% mixture_pdf/components-apart
def mixture_pdf(x, weight, mean, var):
    p = np.zeros((len(x), len(weight)))
    for k in range(len(weight)):
        p[:, k] = weight[k] * normal_pdf(x, mean[k], var[k])
    return p

# %% mixture_pdf/summed-over-everything
def mixture_pdf(x, weight, mean, var):
    p = 0
    for point in x:
        for k in range(len(weight)):
            p += weight[k] * normal_pdf(point, mean[k], var[k])
    return p

# %% log_likelihood/sum-of-joint-logs
def log_likelihood(x, weight, mean, var):
    total = 0
    for n in range(len(x)):
        for k in range(len(weight)):
            total += np.log(weight[k]) + np.log(normal_pdf(x[n], mean[k], var[k]))
    return total

# %% log_likelihood/weights-outside-the-log
def log_likelihood(x, weight, mean, var):
    total = 0
    for n in range(len(x)):
        for k in range(len(weight)):
            total += weight[k] * (-0.5 * np.log(2 * np.pi * var[k]) - (x[n] - mean[k]) ** 2 / 2 / var[k])
    return total

# %% log_likelihood/log-of-sum-over-data
def log_likelihood(x, weight, mean, var):
    p = 0
    for value in mixture_pdf(x, weight, mean, var):
        p += value
    return np.log(p)

# %% log_likelihood/mean-over-data
def log_likelihood(x, weight, mean, var):
    return np.log(mixture_pdf(x, weight, mean, var)).sum() / len(x)

# %% log_likelihood/logarithm-missing
def log_likelihood(x, weight, mean, var):
    return mixture_pdf(x, weight, mean, var).sum()

# %% log_likelihood/likelihood-itself
def log_likelihood(x, weight, mean, var):
    p = mixture_pdf(x, weight, mean, var)
    result = p[0]
    for n in range(1, len(x)):
        result = result * p[n]
    return result

# %% log_likelihood/minus
def log_likelihood(x, weight, mean, var):
    loss = 0
    for p in mixture_pdf(x, weight, mean, var):
        loss -= np.log(p)
    return loss

# %% log_likelihood/points-apart
def log_likelihood(x, weight, mean, var):
    return [np.log(p) for p in mixture_pdf(x, weight, mean, var)]

# %% log_likelihood/last-point-only
def log_likelihood(x, weight, mean, var):
    p = mixture_pdf(x, weight, mean, var)
    for n in range(len(x)):
        total = 0
        total += np.log(p[n])
    return total

# %% log_likelihood/weights-left-out
def log_likelihood(x, weight, mean, var):
    total = 0
    for point in x:
        p = 0
        for k in range(len(weight)):
            p += normal_pdf(point, mean[k], var[k])
        total += np.log(p)
    return total

# %% fit_complete_data/n-minus-one
def fit_complete_data(x, z, num_components):
    groups = [x[z == k] for k in range(num_components)]
    weight = np.array([len(g) for g in groups]) / len(x)
    mean = np.array([g.mean() for g in groups])
    var = np.array([((g - g.mean()) ** 2).sum() / (len(g) - 1) for g in groups])
    return weight, mean, var

# %% fit_complete_data/deviation
def fit_complete_data(x, z, num_components):
    weight, mean, var = [], [], []
    for k in range(num_components):
        own = x[z == k]
        weight.append(len(own) / len(x))
        mean.append(np.mean(own))
        var.append(np.sqrt(np.mean((own - np.mean(own)) ** 2)))
    return np.array(weight), np.array(mean), np.array(var)

# %% fit_complete_data/variance-not-divided
def fit_complete_data(x, z, num_components):
    weight, mean, var = np.zeros(num_components), np.zeros(num_components), np.zeros(num_components)
    for n in range(len(x)):
        weight[z[n]] += 1
        mean[z[n]] += x[n]
    mean = mean / weight
    for n in range(len(x)):
        var[z[n]] += (x[n] - mean[z[n]]) ** 2
    return weight / len(x), mean, var

# %% fit_complete_data/not-centred
def fit_complete_data(x, z, num_components):
    hot = np.eye(num_components)[z]
    n_k = hot.sum(axis=0)
    return n_k / len(x), x @ hot / n_k, x**2 @ hot / n_k

# %% fit_complete_data/centred-at-the-overall-mean
def fit_complete_data(x, z, num_components):
    weight, mean, var = np.zeros(num_components), np.zeros(num_components), np.zeros(num_components)
    mu = x.mean()
    for k in range(num_components):
        weight[k] = np.mean(z == k)
        mean[k] = x[z == k].mean()
        var[k] = np.mean((x[z == k] - mu) ** 2)
    return weight, mean, var

# %% fit_complete_data/overall-variance
def fit_complete_data(x, z, num_components):
    weight = [np.mean(z == k) for k in range(num_components)]
    mean = [np.mean(x[z == k]) for k in range(num_components)]
    var = [np.mean((x - np.mean(x)) ** 2)] * num_components
    return weight, mean, var

# %% fit_complete_data/pooled-variance
def fit_complete_data(x, z, num_components):
    weight = np.bincount(z) / len(x)
    mean = np.array([x[z == k].mean() for k in range(num_components)])
    rest = x - mean[z]
    return weight, mean, np.ones(num_components) * rest.var()

# %% fit_complete_data/variance-over-all-data
def fit_complete_data(x, z, num_components):
    weight, mean, var = np.zeros(num_components), np.zeros(num_components), np.zeros(num_components)
    for k in range(num_components):
        own = x[z == k]
        weight[k] = len(own) / len(x)
        mean[k] = own.sum() / len(own)
        var[k] = ((own - mean[k]) ** 2).sum() / len(x)
    return weight, mean, var

# %% fit_complete_data/zeros-counted-in
def fit_complete_data(x, z, num_components):
    weight, mean, var = np.zeros(num_components), np.zeros(num_components), np.zeros(num_components)
    for k in range(num_components):
        own = x * (z == k)
        weight[k] = (z == k).sum() / len(x)
        mean[k] = own.mean()
        var[k] = own.var()
    return weight, mean, var

# %% fit_complete_data/counts-for-weights
def fit_complete_data(x, z, num_components):
    weight, mean, var = np.zeros(num_components), np.zeros(num_components), np.zeros(num_components)
    for k in range(num_components):
        weight[k] = np.sum(z == k)
        mean[k] = np.sum(x[z == k]) / weight[k]
        var[k] = np.sum((x[z == k] - mean[k]) ** 2) / weight[k]
    return weight, mean, var

# %% fit_complete_data/equal-weights
def fit_complete_data(x, z, num_components):
    weight, mean, var = np.full(num_components, 1 / num_components), [], []
    for k in range(num_components):
        mean.append(x[z == k].mean())
        var.append(x[z == k].var())
    return weight, np.array(mean), np.array(var)

# %% fit_complete_data/positions-for-data
def fit_complete_data(x, z, num_components):
    weight, mean, var = np.zeros(num_components), np.zeros(num_components), np.zeros(num_components)
    for k in range(num_components):
        own = np.where(z == k)[0]
        weight[k], mean[k], var[k] = len(own) / len(x), own.mean(), own.var()
    return weight, mean, var

# %% fit_complete_data/labels-from-one
def fit_complete_data(x, z, num_components):
    weight, mean, var = [], [], []
    for k in range(1, num_components + 1):
        own = x[z == k]
        weight.append(len(own) / len(x))
        mean.append(own.mean())
        var.append(((own - own.mean()) ** 2).mean())
    return weight, mean, var

# %% fit_complete_data/sorted-by-mean
def fit_complete_data(x, z, num_components):
    groups = sorted((x[z == k] for k in range(num_components)), key=np.mean)
    return [len(g) / len(x) for g in groups], [g.mean() for g in groups], [g.var() for g in groups]

# %% fit_complete_data/weight-comes-last
def fit_complete_data(x, z, num_components):
    mean = [x[z == k].mean() for k in range(num_components)]
    var = [x[z == k].var() for k in range(num_components)]
    weight = [len(x[z == k]) / len(x) for k in range(num_components)]
    return mean, var, weight

# %% fit_complete_data/last-group-only
def fit_complete_data(x, z, num_components):
    for k in range(num_components):
        weight = np.mean(z == k)
        mean = x[z == k].mean()
        var = x[z == k].var()
    return weight, mean, var

# %% gmm_sampling/place-left-empty
def gmm_sampling(sample_size):
    x = np.zeros(sample_size)
    for n in range(sample_size - 1):
        x[n] = np.random.randn() + 10 * np.random.binomial(1, 0.5) - 5
    return x

# %% gmm_sampling/square-of-draws
def gmm_sampling(sample_size):
    z = np.random.binomial(1, 0.5, (sample_size, 1))
    return np.random.randn(sample_size) + 10 * z - 5

# %% gmm_sampling/centres-shifted-up
def gmm_sampling(sample_size):
    z = np.random.binomial(1, 0.5, sample_size)
    return np.random.randn(sample_size) + 10 * z + 5

# %% gmm_sampling/coin-with-three-sides
def gmm_sampling(sample_size):
    z = np.random.randint(0, 3, sample_size)
    return np.random.randn(sample_size) + 10 * z - 5

# %% mixture_pdf/last-component-missing
def mixture_pdf(x, weight, mean, var):
    p = np.zeros(len(x))
    for k in range(len(weight) - 1):
        p += weight[k] * normal_pdf(x, mean[k], var[k])
    return p

# %% mixture_pdf/first-component-missing
def mixture_pdf(x, weight, mean, var):
    p = np.zeros(len(x))
    for k in range(1, len(weight)):
        p += weight[k] * normal_pdf(x, mean[k], var[k])
    return p

# %% mixture_pdf/one-minus-the-first-weight
def mixture_pdf(x, weight, mean, var):
    return weight[0] * normal_pdf(x, mean[0], var[0]) + (1 - weight[0]) * normal_pdf(x, mean[1], var[1])

# %% mixture_pdf/weights-twice
def mixture_pdf(x, weight, mean, var):
    joint = weight * normal_pdf(x[:, None], mean, var)
    return joint @ weight

# %% mixture_pdf/root-of-the-constant-missing
def mixture_pdf(x, weight, mean, var):
    return sum(w * np.exp(-(x - m) ** 2 / (2 * v)) / (2 * np.pi * v) for w, m, v in zip(weight, mean, var))

# %% mixture_pdf/one-variance-for-all
def mixture_pdf(x, weight, mean, var):
    return sum(weight[k] * normal_pdf(x, mean[k], var[0]) for k in range(len(weight)))

# %% log_likelihood/base-two
def log_likelihood(x, weight, mean, var):
    return np.sum(np.log2(mixture_pdf(x, weight, mean, var)))

# %% log_likelihood/likeliest-component-only
def log_likelihood(x, weight, mean, var):
    z = np.argmax(weight * normal_pdf(x[:, None], mean, var), axis=1)
    return np.log(weight[z] * normal_pdf(x, mean[z], var[z])).sum()

# %% log_likelihood/first-point-missing
def log_likelihood(x, weight, mean, var):
    return sum(np.log(mixture_pdf(x, weight, mean, var))[1:])

# %% fit_complete_data/difference-not-squared
def fit_complete_data(x, z, num_components):
    g = [x[z == k] for k in range(num_components)]
    return np.array([len(a) / len(x) for a in g]), np.array([a.mean() for a in g]), np.array([np.mean(np.abs(a - a.mean())) for a in g])

# %% fit_complete_data/numbers-cut-off
def fit_complete_data(x, z, num_components):
    weight = np.zeros(num_components, dtype=int); mean = np.zeros(num_components, dtype=int); var = np.zeros(num_components, dtype=int)
    for k in range(num_components):
        own = x[z == k]
        weight[k] = len(own) / len(x); mean[k] = own.mean(); var[k] = own.var()
    return weight, mean, var

# %% fit_complete_data/divided-without-decimals
def fit_complete_data(x, z, num_components):
    weight, mean, var = np.zeros((3, num_components))
    for k in range(num_components):
        own = x[z == k]
        weight[k] = len(own) // len(x); mean[k] = own.mean(); var[k] = own.var()
    return weight, mean, var

# %% fit_complete_data/last-group-missing
def fit_complete_data(x, z, num_components):
    w, m, v = np.zeros((3, num_components))
    for k in range(num_components - 1):
        own = x[z == k]
        w[k] = len(own) / len(x); m[k] = own.mean(); v[k] = own.var()
    return w, m, v

# %% fit_complete_data/data-changed-in-place
def fit_complete_data(x, z, num_components):
    x -= x.mean()
    g = [x[z == k] for k in range(num_components)]
    return np.array([len(a) / len(x) for a in g]), np.array([a.mean() for a in g]), np.array([a.var() for a in g])
