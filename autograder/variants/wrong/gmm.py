# Wrong cells as students write them, each under the id of the known mistake that it should be told.
# They are written without a look at autograder/misconceptions: other code, the same mistake.

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

# %% GMM.__init__/one-component-too-many
class GMM(GMM):
    def __init__(self, dim, num_components):
        self.dim = dim
        self.num_components = num_components
        self.weight = np.ones(num_components) / num_components
        self.gaussian_list = [Gaussian(dim)]
        for k in range(num_components):
            self.gaussian_list.append(Gaussian(dim))

# %% GMM.__init__/weight-as-a-column
class GMM(GMM):
    def __init__(self, dim, num_components):
        self.dim = dim
        self.num_components = num_components
        self.weight = np.ones((num_components, 1)) / num_components
        self.gaussian_list = [Gaussian(dim) for _ in range(num_components)]

# %% GMM.log_pdf/two-components-only
def log_pdf(self, X):
    a, b = self.gaussian_list[0], self.gaussian_list[1]
    return np.log(self.weight[0] * np.exp(a.log_pdf(X)) + self.weight[1] * np.exp(b.log_pdf(X)))

# %% GMM.log_pdf/weight-in-the-exponent
def log_pdf(self, X):
    return np.log(sum(np.exp(w * g.log_pdf(X)) for w, g in zip(self.weight, self.gaussian_list)))

# %% GMM.e_step/weight-in-the-exponent
def e_step(self, X):
    p = np.exp(self.weight * np.column_stack([g.log_pdf(X) for g in self.gaussian_list]))
    return p / p.sum(1, keepdims=True)

# %% GMM.e_step/divided-before-all-are-there
def e_step(self, X):
    r = np.zeros((len(X), self.num_components))
    s = np.zeros(len(X))
    for k in range(self.num_components):
        r[:, k] = self.weight[k] * np.exp(self.gaussian_list[k].log_pdf(X))
        s += r[:, k]
        r[:, k] /= s
    return r

# %% GMM.m_step/weighted-n-minus-one
def m_step(self, X, posterior):
    self.weight = posterior.mean(0)
    for k, g in enumerate(self.gaussian_list):
        g.set_mean(np.average(X, axis=0, weights=posterior[:, k]))
        g.set_cov(np.atleast_2d(np.cov(X.T, aweights=posterior[:, k])))

# %% GMM.__init__/one-mean-for-all
class GMM(GMM):
    def __init__(self, dim, num_components):
        self.dim, self.num_components = dim, num_components
        self.weight = np.full(num_components, 1 / num_components)
        start = np.random.randn(dim)
        self.gaussian_list = [Gaussian(dim) for _ in range(num_components)]
        for gaussian in self.gaussian_list:
            gaussian.mean = start

# %% GMM.__init__/one-weight-a-dimension
class GMM(GMM):
    def __init__(self, dim, num_components):
        self.dim, self.num_components = dim, num_components
        self.weight = np.full(dim, 1 / dim)
        self.gaussian_list = [Gaussian(dim) for _ in range(num_components)]
