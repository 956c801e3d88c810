# Wrong cells as students write them, each under the id of the known mistake that it should be told.
# They are written without a look at autograder/misconceptions: other code, the same mistake.

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

# %% Gaussian.log_pdf/half-left-out
def log_pdf(self, X):
    if X.shape[1] != self.dim:
        raise ValueError
    c = X - self.mean
    return -(self.dim * np.log(2 * np.pi) + np.linalg.slogdet(self.cov)[1] + np.sum(c @ np.linalg.inv(self.cov) * c, axis=1))

# %% Gaussian.log_pdf/half-on-the-distance-only
def log_pdf(self, X):
    if X.shape[1] != self.dim:
        raise ValueError
    c = X - self.mean
    return -self.dim * np.log(2 * np.pi) - np.linalg.slogdet(self.cov)[1] - 0.5 * np.sum(c @ np.linalg.inv(self.cov) * c, axis=1)

# %% Gaussian.log_pdf/factor-transposed
def log_pdf(self, X):
    if X.shape[1] != self.dim:
        raise ValueError
    L = np.linalg.cholesky(self.cov)
    y = np.linalg.solve(L.T, (X - self.mean).T)
    return -0.5 * (self.dim * np.log(2 * np.pi) + 2 * np.log(np.diag(L)).sum() + (y ** 2).sum(0))

# %% Gaussian.log_pdf/log-determinant-of-the-factor
def log_pdf(self, X):
    if X.shape[1] != self.dim:
        raise ValueError
    L = np.linalg.cholesky(self.cov)
    y = np.linalg.solve(L, (X - self.mean).T)
    return -0.5 * (self.dim * np.log(2 * np.pi) + np.log(np.diag(L)).sum() + (y ** 2).sum(0))

# %% Gaussian.log_pdf/two-pi-without-log
def log_pdf(self, X):
    if X.shape[1] != self.dim:
        raise ValueError
    c = X - self.mean
    return -0.5 * (2 * np.pi * self.dim + np.linalg.slogdet(self.cov)[1] + np.sum(c @ np.linalg.inv(self.cov) * c, axis=1))

# %% Gaussian.log_pdf/rows-for-dimension
def log_pdf(self, X):
    if X.shape[1] != self.dim:
        raise ValueError
    c = X - self.mean
    return -0.5 * (X.shape[0] * np.log(2 * np.pi) + np.linalg.slogdet(self.cov)[1] + np.sum(c @ np.linalg.inv(self.cov) * c, axis=1))

# %% Gaussian.set_mean/numbers-cut-off
def set_mean(self, mean):
    if mean.shape != (self.dim,):
        raise ValueError
    self.mean = mean.astype(int)

# %% Gaussian.set_cov/entries-must-be-positive
def set_cov(self, cov):
    if cov.shape != (self.dim, self.dim):
        raise ValueError
    if np.any(cov <= 0):
        raise ValueError
    self.cov = cov

# %% Gaussian.fit/mean-forgotten
def fit(self, X):
    if X.shape[1] != self.dim:
        raise ValueError("X has the wrong number of columns")
    centred = X - X.mean(0)
    self.cov = centred.T @ centred / len(X)

# %% Gaussian.sample/moved-onto-the-mean
def sample(self, sample_size):
    x = np.random.randn(sample_size, self.dim) @ np.linalg.cholesky(self.cov).T
    x -= x.mean(0)
    return x + self.mean

# %% Gaussian.set_mean/covariance-set-back
def set_mean(self, mean):
    if mean.shape != (self.dim,):
        raise ValueError("the mean has the wrong shape")
    self.__init__(self.dim)
    self.mean = mean
