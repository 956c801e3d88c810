class Gaussian(Gaussian):
    """Factorises the covariance once, when it is set."""

    def __init__(self, dim):
        self.dim = dim
        self.set_mean(np.random.randn(dim))
        self.set_cov(np.eye(dim))

    def set_cov(self, cov):
        if cov.shape != (self.dim, self.dim):
            raise ValueError("cov")
        self._factor = np.linalg.cholesky(cov)
        self._log_det = 2 * np.log(np.diag(self._factor)).sum()
        self.cov = cov

    def fit(self, X):
        if X.shape[1] != self.dim:
            raise ValueError("X")
        self.set_mean(X.mean(0))
        self.set_cov((X - X.mean(0)).T @ (X - X.mean(0)) / X.shape[0])

    def log_pdf(self, X):
        if X.shape[1] != self.dim:
            raise ValueError("X")
        z = np.linalg.solve(self._factor, (X - self.mean).T)
        return -(self.dim * np.log(2 * np.pi) + self._log_det + (z * z).sum(0)) / 2

    def sample(self, sample_size):
        return np.random.standard_normal((sample_size, self.dim)) @ self._factor.T + self.mean


def m_step(self, X, posterior):
    n = posterior.sum(0)
    self.weight = n / n.sum()
    for k, g in enumerate(self.gaussian_list):
        mean = (posterior[:, k : k + 1] * X).sum(0) / n[k]
        g.set_mean(mean)
        g.set_cov((posterior[:, k] * (X - mean).T) @ (X - mean) / n[k])


GMM.m_step = m_step
