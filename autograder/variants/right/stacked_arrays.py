class GMM:
    """Keeps stacked arrays of its own, written by m_step, in step with gaussian_list."""

    def __init__(self, dim, num_components):
        self.dim, self.num_components = dim, num_components
        self.weight = np.full(num_components, 1 / num_components)
        self.gaussian_list = [Gaussian(dim) for _ in range(num_components)]
        self.means = np.array([g.mean for g in self.gaussian_list])
        self.covs = np.array([g.cov for g in self.gaussian_list])

    def log_densities(self, X):
        d = X[:, None, :] - self.means
        q = np.einsum("nki,kij,nkj->nk", d, np.linalg.inv(self.covs), d)
        return -0.5 * (q + np.linalg.slogdet(self.covs)[1] + self.dim * np.log(2 * np.pi))

    def log_pdf(self, X):
        return np.log(np.exp(self.log_densities(X)) @ self.weight)

    def e_step(self, X):
        p = np.exp(self.log_densities(X)) * self.weight
        return p / p.sum(1, keepdims=True)

    def m_step(self, X, posterior):
        n_k = posterior.sum(0)
        self.weight = n_k / len(X)
        self.means = posterior.T @ X / n_k[:, None]
        d = X[:, None, :] - self.means
        self.covs = np.einsum("nk,nki,nkj->kij", posterior, d, d) / n_k[:, None, None]
        for g, mean, cov in zip(self.gaussian_list, self.means, self.covs):
            g.mean, g.cov = mean, cov

    def fit(self, X, eps=1e-8):
        old = self.log_pdf(X).sum()
        while True:
            posterior = self.e_step(X)
            self.m_step(X, posterior)
            new = self.log_pdf(X).sum()
            if new < old - 1e-9 * abs(old):
                raise ValueError("decrease")
            if abs((new - old) / new) < eps:
                return posterior
            old = new
