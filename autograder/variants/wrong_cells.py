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

# %% Gaussian.log_pdf/no-log-determinant
def log_pdf(self, X):
    if X.shape[1] != self.dim:
        raise ValueError("dim")
    P = np.linalg.inv(self.cov)
    return np.array([-self.dim / 2 * np.log(2 * np.pi) - (x - self.mean) @ P @ (x - self.mean) / 2 for x in X])

# %% Gaussian.log_pdf/log-determinant-sign
def log_pdf(self, X):
    if X.shape[1] != self.dim:
        raise ValueError("dim")
    d = X - self.mean
    q = (np.linalg.solve(self.cov, d.T) * d.T).sum(axis=0)
    return 0.5 * np.linalg.slogdet(self.cov)[1] - 0.5 * q - 0.5 * self.dim * np.log(2 * np.pi)

# %% Gaussian.log_pdf/no-half-in-exponent
def log_pdf(self, X):
    if X.shape[1] != self.dim:
        raise ValueError("dim")
    d = X - self.mean
    density = np.exp(-np.einsum("ni,ij,nj->n", d, np.linalg.inv(self.cov), d))
    return np.log(density / np.sqrt(np.linalg.det(2 * np.pi * self.cov)))

# %% Gaussian.log_pdf/no-two-pi
def log_pdf(self, X):
    if X.shape[1] != self.dim:
        raise ValueError("dim")
    L = np.linalg.cholesky(self.cov)
    z = np.linalg.solve(L, (X - self.mean).T)
    return -np.log(np.diag(L)).sum() - (z**2).sum(axis=0) / 2

# %% Gaussian.log_pdf/covariance-not-inverted
def log_pdf(self, X):
    if X.shape[1] != self.dim:
        raise ValueError("dim")
    out = []
    for x in X:
        d = x - self.mean
        out.append(-0.5 * (np.log(np.linalg.det(2 * np.pi * self.cov)) + d @ self.cov @ d))
    return np.array(out)

# %% Gaussian.log_pdf/variances-only
def log_pdf(self, X):
    if X.shape[1] != self.dim:
        raise ValueError("dim")
    total = np.zeros(len(X))
    for i in range(self.dim):
        v = self.cov[i, i]
        total += -0.5 * np.log(2 * np.pi * v) - (X[:, i] - self.mean[i]) ** 2 / (2 * v)
    return total

# %% Gaussian.log_pdf/elementwise-for-matrix-product
def log_pdf(self, X):
    if X.shape[1] != self.dim:
        raise ValueError("dim")
    P = np.linalg.inv(self.cov)
    c = -self.dim / 2 * np.log(2 * np.pi) - np.log(np.linalg.det(self.cov)) / 2
    return np.array([c - 0.5 * ((x - self.mean).T * P * (x - self.mean)).sum() for x in X])

# %% Gaussian.log_pdf/density-not-logged
def log_pdf(self, X):
    if X.shape[1] != self.dim:
        raise ValueError("dim")
    d = X - self.mean
    e = np.exp(-0.5 * np.sum((d @ np.linalg.inv(self.cov)) * d, 1))
    return e / np.sqrt((2 * np.pi) ** self.dim * np.linalg.det(self.cov))

# %% Gaussian.log_pdf/all-pairs-of-points
def log_pdf(self, X):
    if X.shape[1] != self.dim:
        raise ValueError("dim")
    D = (X - self.mean).T
    return -0.5 * (np.log(np.linalg.det(2 * np.pi * self.cov)) + D.T.dot(np.linalg.inv(self.cov)).dot(D))

# %% Gaussian.log_pdf/mean-not-subtracted
def log_pdf(self, X):
    if X.shape[1] != self.dim:
        raise ValueError("dim")
    z = np.linalg.solve(np.linalg.cholesky(self.cov), X.T)
    return -0.5 * (np.square(z).sum(0) + np.linalg.slogdet(2 * np.pi * self.cov)[1])

# %% Gaussian.log_pdf/dimension-not-checked
def log_pdf(self, X):
    z = np.linalg.solve(np.linalg.cholesky(self.cov), (X - self.mean).T)
    return -0.5 * (np.square(z).sum(0) + np.linalg.slogdet(2 * np.pi * self.cov)[1])

# %% Gaussian.log_pdf/data-changed-in-place
def log_pdf(self, X):
    if X.shape[1] != self.dim:
        raise ValueError("dim")
    for n in range(len(X)):
        X[n] = X[n] - self.mean
    return -0.5 * ((X @ np.linalg.inv(self.cov) * X).sum(1) + np.log(np.linalg.det(2 * np.pi * self.cov)))

# %% Gaussian.log_pdf/two-pi-without-dimension
def log_pdf(self, X):
    if X.shape[1] != self.dim:
        raise ValueError("dim")
    d = X - self.mean
    norm = 1 / np.sqrt(2 * np.pi * np.linalg.det(self.cov))
    return np.log(norm * np.exp(-0.5 * np.sum(d @ np.linalg.inv(self.cov) * d, axis=1)))

# %% Gaussian.log_pdf/sums-over-the-data
def log_pdf(self, X):
    if X.shape[1] != self.dim:
        raise ValueError("dim")
    total = 0
    for x in X:
        d = x - self.mean
        total += -0.5 * (np.log(np.linalg.det(2 * np.pi * self.cov)) + d @ np.linalg.inv(self.cov) @ d)
    return total

# %% Gaussian.fit/n-minus-one
def fit(self, X):
    if X.shape[1] != self.dim:
        raise ValueError("dim")
    self.set_mean(X.mean(0))
    self.set_cov(sum(np.outer(x - self.mean, x - self.mean) for x in X) / (len(X) - 1))

# %% Gaussian.fit/numpy-divides-by-n-minus-one
def fit(self, X):
    if X.shape[1] != self.dim:
        raise ValueError("dim")
    self.mean, self.cov = np.average(X, axis=0), np.cov(X.T)

# %% Gaussian.fit/not-divided
def fit(self, X):
    if X.shape[1] != self.dim:
        raise ValueError("dim")
    self.mean = sum(X) / len(X)
    self.cov = np.zeros((self.dim, self.dim))
    for x in X:
        self.cov += np.outer(x - self.mean, x - self.mean)

# %% Gaussian.fit/not-centred
def fit(self, X):
    if X.shape[1] != self.dim:
        raise ValueError("dim")
    self.mean = np.mean(X, axis=0)
    self.cov = np.mean([np.outer(x, x) for x in X], axis=0)

# %% Gaussian.fit/one-number-for-the-mean
def fit(self, X):
    if X.shape[1] != self.dim:
        raise ValueError("dim")
    self.mean = np.mean(X)
    self.cov = np.dot((X - self.mean).T, X - self.mean) / X.shape[0]

# %% Gaussian.fit/variances-only
def fit(self, X):
    if X.shape[1] != self.dim:
        raise ValueError("dim")
    self.mean = np.mean(X, 0)
    self.cov = np.eye(self.dim) * np.mean((X - self.mean) ** 2, axis=0)

# %% Gaussian.fit/returned-not-stored
def fit(self, X):
    if X.shape[1] != self.dim:
        raise ValueError("dim")
    mean = np.mean(X, 0)
    cov = np.cov(X.T, bias=True)

# %% Gaussian.fit/data-changed-in-place
def fit(self, X):
    if X.shape[1] != self.dim:
        raise ValueError("dim")
    self.mean = X.mean(axis=0)
    X[:] = X - self.mean
    self.cov = np.einsum("ni,nj->ij", X, X) / len(X)

# %% Gaussian.fit/dimension-not-checked
def fit(self, X):
    self.mean = np.average(X, 0)
    self.cov = np.einsum("ni,nj->ij", X - self.mean, X - self.mean) / len(X)

# %% Gaussian.sample/coordinates-drawn-apart
def sample(self, sample_size):
    columns = [np.random.normal(self.mean[i], self.cov[i, i] ** 0.5, sample_size) for i in range(self.dim)]
    return np.stack(columns, axis=1)

# %% Gaussian.sample/covariance-for-its-root
def sample(self, sample_size):
    return np.array([self.mean + self.cov @ np.random.randn(self.dim) for _ in range(sample_size)])

# %% Gaussian.sample/factor-not-transposed
def sample(self, sample_size):
    L = np.linalg.cholesky(self.cov)
    z = np.random.standard_normal(size=(sample_size, self.dim))
    return np.dot(z, L) + self.mean[None]

# %% Gaussian.sample/mean-forgotten
def sample(self, sample_size):
    return np.random.multivariate_normal(np.zeros(self.dim), self.cov, size=sample_size)

# %% Gaussian.sample/one-draw-repeated
def sample(self, sample_size):
    return np.array([np.random.multivariate_normal(self.mean, self.cov)] * sample_size)

# %% Gaussian.sample/rows-and-columns-exchanged
def sample(self, sample_size):
    L = np.linalg.cholesky(self.cov)
    return self.mean[:, None] + L @ np.random.randn(self.dim, sample_size)

# %% Gaussian.set_mean/checks-the-length-only
def set_mean(self, mean):
    if mean.ndim < 1 or len(mean) != self.dim:
        raise ValueError("length")
    self.mean = mean

# %% Gaussian.set_mean/another-kind-of-error
def set_mean(self, mean):
    if mean.shape != (self.dim,):
        raise TypeError("mean must be a vector")
    self.mean = mean

# %% Gaussian.set_mean/never-refuses
def set_mean(self, mean):
    if mean.shape != (self.dim,):
        ValueError("mean must be a vector")
    self.mean = mean

# %% Gaussian.set_cov/determinant-for-definiteness
def set_cov(self, cov):
    if cov.shape != (self.dim, self.dim) or not np.linalg.det(cov) > 0:
        raise ValueError("cov")
    self.cov = cov

# %% Gaussian.set_cov/singular-let-through
def set_cov(self, cov):
    if cov.shape != (self.dim, self.dim) or np.linalg.eigvalsh(cov).min() < 0:
        raise ValueError("cov")
    self.cov = cov

# %% Gaussian.set_cov/definiteness-not-checked
def set_cov(self, cov):
    if np.shape(cov) == (self.dim, self.dim):
        self.cov = cov
    else:
        raise ValueError("cov")

# %% Gaussian.set_cov/diagonal-for-definiteness
def set_cov(self, cov):
    if cov.shape != (self.dim, self.dim):
        raise ValueError("cov")
    for i in range(self.dim):
        if cov[i][i] <= 0:
            raise ValueError("cov")
    self.cov = cov

# %% Gaussian.set_cov/factor-stored
def set_cov(self, cov):
    if cov.shape != (self.dim, self.dim):
        raise ValueError("cov")
    try:
        self.cov = np.linalg.cholesky(cov)
    except np.linalg.LinAlgError:
        raise ValueError("cov")

# %% GMM.__init__/one-object-many-times
class GMM(GMM):
    def __init__(self, dim, num_components):
        self.dim = dim
        self.num_components = num_components
        self.weight = np.repeat(1 / num_components, num_components)
        g = Gaussian(dim)
        self.gaussian_list = [g for _ in range(num_components)]

# %% GMM.__init__/weights-not-normalised
class GMM(GMM):
    def __init__(self, dim, num_components):
        self.dim = dim
        self.num_components = num_components
        self.weight = [1] * num_components
        self.gaussian_list = [Gaussian(dim) for _ in range(num_components)]

# %% GMM.__init__/weight-not-stored
class GMM(GMM):
    def __init__(self, dim, num_components):
        self.dim = dim
        self.num_components = num_components
        self.pi = np.ones(num_components) / num_components
        self.gaussian_list = [Gaussian(dim) for _ in range(num_components)]

# %% GMM.__init__/one-component-missing
class GMM(GMM):
    def __init__(self, dim, num_components):
        self.dim = dim
        self.num_components = num_components
        self.weight = np.ones(num_components) / num_components
        self.gaussian_list = [Gaussian(dim) for _ in range(num_components - 1)]

# %% GMM.__init__/weights-random
class GMM(GMM):
    def __init__(self, dim, num_components):
        self.dim = dim
        self.num_components = num_components
        w = np.random.rand(num_components)
        self.weight = w / w.sum()
        self.gaussian_list = [Gaussian(dim) for _ in range(num_components)]

# %% GMM.log_pdf/sum-of-logs
def log_pdf(self, X):
    total = np.zeros(len(X))
    for w, g in zip(self.weight, self.gaussian_list):
        total = total + w * g.log_pdf(X)
    return total

# %% GMM.log_pdf/weights-omitted
def log_pdf(self, X):
    return np.logaddexp.reduce([g.log_pdf(X) for g in self.gaussian_list], axis=0)

# %% GMM.log_pdf/sum-of-joint-logs
def log_pdf(self, X):
    return sum(np.log(w) + g.log_pdf(X) for w, g in zip(self.weight, self.gaussian_list))

# %% GMM.log_pdf/log-of-negative-numbers
def log_pdf(self, X):
    mix = 0
    for k in range(self.num_components):
        mix += self.weight[k] * self.gaussian_list[k].log_pdf(X)
    return np.log(mix)

# %% GMM.log_pdf/density-not-logged
def log_pdf(self, X):
    return sum(w * np.exp(g.log_pdf(X)) for w, g in zip(self.weight, self.gaussian_list))

# %% GMM.log_pdf/last-component-only
def log_pdf(self, X):
    for k in range(self.num_components):
        p = np.zeros(len(X))
        p += self.weight[k] * np.exp(self.gaussian_list[k].log_pdf(X))
    return np.log(p)

# %% GMM.log_pdf/total-over-the-data
def log_pdf(self, X):
    p = np.array([w * np.exp(g.log_pdf(X)) for w, g in zip(self.weight, self.gaussian_list)])
    return np.log(p.sum(axis=0)).sum()

# %% GMM.e_step/weights-omitted
def e_step(self, X):
    p = np.exp(np.array([g.log_pdf(X) for g in self.gaussian_list])).T
    return p / p.sum(axis=1).reshape(-1, 1)

# %% GMM.e_step/columns-sum-to-one
def e_step(self, X):
    r = np.zeros((X.shape[0], self.num_components))
    for k, (w, g) in enumerate(zip(self.weight, self.gaussian_list)):
        r[:, k] = w * np.exp(g.log_pdf(X))
        r[:, k] = r[:, k] / np.sum(r[:, k])
    return r

# %% GMM.e_step/keepdims-missing
def e_step(self, X):
    r = np.stack([w * np.exp(g.log_pdf(X)) for w, g in zip(self.weight, self.gaussian_list)], axis=1)
    return r / np.sum(r, 1)

# %% GMM.e_step/hard-assignment
def e_step(self, X):
    r = np.stack([w * np.exp(g.log_pdf(X)) for w, g in zip(self.weight, self.gaussian_list)], axis=1)
    return (r == r.max(axis=1, keepdims=True)).astype(float)

# %% GMM.e_step/left-in-logs
def e_step(self, X):
    r = np.stack([np.log(w) + g.log_pdf(X) for w, g in zip(self.weight, self.gaussian_list)], axis=1)
    return r - np.logaddexp.reduce(r, axis=1)[:, None]

# %% GMM.e_step/not-divided
def e_step(self, X):
    r = np.empty((len(X), self.num_components))
    for k in range(self.num_components):
        for n in range(len(X)):
            r[n, k] = self.weight[k] * np.exp(self.gaussian_list[k].log_pdf(X[n : n + 1])[0])
    return r

# %% GMM.e_step/transposed
def e_step(self, X):
    r = np.array([w * np.exp(g.log_pdf(X)) for w, g in zip(self.weight, self.gaussian_list)])
    return r / r.sum(axis=0)

# %% GMM.e_step/labels-for-posterior
def e_step(self, X):
    r = np.array([w * np.exp(g.log_pdf(X)) for w, g in zip(self.weight, self.gaussian_list)])
    return r.argmax(0)

# %% GMM.e_step/weights-after-dividing
def e_step(self, X):
    p = np.stack([np.exp(g.log_pdf(X)) for g in self.gaussian_list], axis=1)
    return p * self.weight / p.sum(axis=1, keepdims=True)

# %% GMM.e_step/weights-changed
def e_step(self, X):
    r = np.stack([w * np.exp(g.log_pdf(X)) for w, g in zip(self.weight, self.gaussian_list)], axis=1)
    r /= r.sum(1, keepdims=True)
    self.weight = r.sum(axis=0) / len(X)
    return r

# %% GMM.m_step/means-divided-by-n
def m_step(self, X, posterior):
    n_k = posterior.sum(0)
    self.weight = n_k / len(X)
    for k, g in enumerate(self.gaussian_list):
        g.mean = np.mean(posterior[:, [k]] * X, axis=0)
        g.cov = (posterior[:, [k]] * (X - g.mean)).T @ (X - g.mean) / n_k[k]

# %% GMM.m_step/covariance-divided-by-n
def m_step(self, X, posterior):
    self.weight = np.mean(posterior, axis=0)
    for k, g in enumerate(self.gaussian_list):
        g.mean = posterior[:, k] @ X / posterior[:, k].sum()
        g.cov = sum(posterior[n, k] * np.outer(x - g.mean, x - g.mean) for n, x in enumerate(X)) / len(X)

# %% GMM.m_step/n-minus-one
def m_step(self, X, posterior):
    n_k = posterior.sum(0)
    self.weight = n_k / n_k.sum()
    for k, g in enumerate(self.gaussian_list):
        g.set_mean(np.average(X, axis=0, weights=posterior[:, k]))
        d = X - g.mean
        g.set_cov(np.einsum("n,ni,nj->ij", posterior[:, k], d, d) / (n_k[k] - 1))

# %% GMM.m_step/old-mean-in-covariance
def m_step(self, X, posterior):
    n_k = posterior.sum(0)
    self.weight = n_k / len(X)
    for k, g in enumerate(self.gaussian_list):
        d = X - g.mean
        g.cov = (posterior[:, k] * d.T) @ d / n_k[k]
        g.mean = posterior[:, k] @ X / n_k[k]

# %% GMM.m_step/elementwise-square
def m_step(self, X, posterior):
    self.weight = posterior.sum(0) / len(X)
    for k, g in enumerate(self.gaussian_list):
        r = posterior[:, k : k + 1]
        g.mean = (r * X).sum(0) / r.sum()
        g.cov = np.diag((r * (X - g.mean) ** 2).sum(0) / r.sum())

# %% GMM.m_step/covariance-unweighted
def m_step(self, X, posterior):
    self.weight = posterior.sum(0) / len(X)
    for k, g in enumerate(self.gaussian_list):
        g.mean = posterior[:, k] @ X / posterior[:, k].sum()
        g.cov = (X - g.mean).T @ (X - g.mean) / len(X)

# %% GMM.m_step/global-covariance
def m_step(self, X, posterior):
    self.weight = posterior.sum(0) / len(X)
    for k, g in enumerate(self.gaussian_list):
        g.mean = posterior[:, k] @ X / posterior[:, k].sum()
        g.cov = np.cov(X.T, bias=True).reshape(self.dim, self.dim)

# %% GMM.m_step/posterior-squared-in-covariance
def m_step(self, X, posterior):
    self.weight = posterior.sum(0) / len(X)
    for k, g in enumerate(self.gaussian_list):
        r = posterior[:, [k]]
        g.mean = (r * X).sum(0) / r.sum()
        d = r * (X - g.mean)
        g.cov = d.T @ d / r.sum()

# %% GMM.m_step/weights-not-updated
def m_step(self, X, posterior):
    for k, g in enumerate(self.gaussian_list):
        r = posterior[:, k]
        g.mean = r @ X / r.sum()
        g.cov = np.einsum("n,ni,nj->ij", r, X - g.mean, X - g.mean) / r.sum()

# %% GMM.m_step/weights-not-normalised
def m_step(self, X, posterior):
    self.weight = np.sum(posterior, axis=0)
    for k, g in enumerate(self.gaussian_list):
        r = posterior[:, k]
        g.mean = r @ X / self.weight[k]
        g.cov = np.einsum("n,ni,nj->ij", r, X - g.mean, X - g.mean) / self.weight[k]

# %% GMM.m_step/posterior-changed-in-place
def m_step(self, X, posterior):
    self.weight = posterior.mean(0)
    for k, g in enumerate(self.gaussian_list):
        posterior[:, k] /= posterior[:, k].sum()
        g.mean = posterior[:, k] @ X
        g.cov = (posterior[:, k] * (X - g.mean).T) @ (X - g.mean)

# %% GMM.m_step/mean-not-subtracted
def m_step(self, X, posterior):
    self.weight = posterior.mean(0)
    for k, g in enumerate(self.gaussian_list):
        g.mean = np.average(X, axis=0, weights=posterior[:, k])
        g.cov = (posterior[:, k] * X.T) @ X / posterior[:, k].sum()

# %% GMM.m_step/ridge-added
def m_step(self, X, posterior):
    self.weight = posterior.mean(0)
    for k, g in enumerate(self.gaussian_list):
        r = posterior[:, k]
        g.mean = r @ X / r.sum()
        g.cov = (r * (X - g.mean).T) @ (X - g.mean) / r.sum()
        g.cov.flat[:: self.dim + 1] += 1e-6

# %% GMM.m_step/pooled-covariance
def m_step(self, X, posterior):
    n_k = posterior.sum(0)
    self.weight = n_k / len(X)
    total = np.zeros((self.dim, self.dim))
    for k, g in enumerate(self.gaussian_list):
        g.mean = posterior[:, k] @ X / n_k[k]
        total += (posterior[:, k] * (X - g.mean).T) @ (X - g.mean)
    for g in self.gaussian_list:
        g.cov = total / len(X)

# %% GMM.fit/one-round-only
def fit(self, X, eps=1e-8):
    old = self.log_pdf(X).sum()
    while True:
        posterior = self.e_step(X)
        self.m_step(X, posterior)
        new = self.log_pdf(X).sum()
        if new < old:
            raise ValueError("decrease")
        old = new
        return posterior

# %% GMM.fit/rule-met-at-once
def fit(self, X, eps=1e-8):
    old, change = self.log_pdf(X).sum(), 1
    while change > eps:
        posterior = self.e_step(X)
        self.m_step(X, posterior)
        new = self.log_pdf(X).sum()
        if new < old - 1e-6:
            raise ValueError("decrease")
        change = (new - old) / new
        old = new
    return posterior

# %% GMM.fit/absolute-rule
def fit(self, X, eps=1e-8):
    old = self.log_pdf(X).sum()
    while True:
        posterior = self.e_step(X)
        self.m_step(X, posterior)
        new = self.log_pdf(X).sum()
        if new < old - 1e-6:
            raise ValueError("decrease")
        if abs(old - new) < eps:
            return posterior
        old = new

# %% GMM.fit/decrease-not-checked
def fit(self, X, eps=1e-8):
    old = self.log_pdf(X).sum()
    while True:
        posterior = self.e_step(X)
        self.m_step(X, posterior)
        new = self.log_pdf(X).sum()
        if abs((new - old) / new) < eps:
            return posterior
        old = new

# %% GMM.fit/nothing-returned
def fit(self, X, eps=1e-8):
    old = self.log_pdf(X).sum()
    while True:
        posterior = self.e_step(X)
        self.m_step(X, posterior)
        new = self.log_pdf(X).sum()
        if new < old - 1e-6:
            raise ValueError("decrease")
        if abs((new - old) / new) < eps:
            break
        old = new

# %% GMM.fit/starts-anew
def fit(self, X, eps=1e-8):
    self.weight = np.ones(self.num_components) / self.num_components
    self.gaussian_list = [Gaussian(self.dim) for _ in range(self.num_components)]
    old = self.log_pdf(X).sum()
    while True:
        posterior = self.e_step(X)
        self.m_step(X, posterior)
        new = self.log_pdf(X).sum()
        if new < old - 1e-6:
            raise ValueError("decrease")
        if abs((new - old) / new) < eps:
            return posterior
        old = new

# %% GMM.fit/eps-ignored
def fit(self, X, eps=1e-8):
    tolerance = 1e-8
    old = self.log_pdf(X).sum()
    for i in range(10000):
        posterior = self.e_step(X)
        self.m_step(X, posterior)
        new = self.log_pdf(X).sum()
        if new < old - 1e-6:
            raise ValueError("decrease")
        if abs((new - old) / new) < tolerance:
            break
        old = new
    return posterior

# %% GMM.fit/ten-rounds
def fit(self, X, eps=1e-8):
    for i in range(10):
        posterior = self.e_step(X)
        self.m_step(X, posterior)
    return posterior

# %% GMM.fit/likelihood-returned
def fit(self, X, eps=1e-8):
    old = self.log_pdf(X).sum()
    while True:
        self.m_step(X, self.e_step(X))
        new = self.log_pdf(X).sum()
        if new < old - 1e-6:
            raise ValueError("decrease")
        if abs((new - old) / new) < eps:
            return new
        old = new

# %% GMM.fit/posterior-never-renewed
def fit(self, X, eps=1e-8):
    posterior = self.e_step(X)
    old = self.log_pdf(X).sum()
    while True:
        self.m_step(X, posterior)
        new = self.log_pdf(X).sum()
        if new < old - 1e-6:
            raise ValueError("decrease")
        if abs((new - old) / new) < eps:
            return posterior
        old = new

# %% GMM.fit/another-kind-of-error
def fit(self, X, eps=1e-8):
    old = self.log_pdf(X).sum()
    while True:
        posterior = self.e_step(X)
        self.m_step(X, posterior)
        new = self.log_pdf(X).sum()
        if new < old - 1e-6:
            raise RuntimeError("decrease")
        if abs((new - old) / new) < eps:
            return posterior
        old = new
