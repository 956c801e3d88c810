def log_pdf(self, X):
    X = np.asarray(X)
    if X.ndim != 2 or X.shape[1] != self.dim:
        raise ValueError(f"expected {self.dim} columns")
    L = np.linalg.cholesky(self.cov)
    y = np.linalg.solve(L, (X - self.mean).T)
    return (
        -0.5 * np.sum(y**2, axis=0)
        - np.sum(np.log(np.diag(L)))
        - 0.5 * self.dim * np.log(2 * np.pi)
    )


def sample(self, sample_size):
    L = np.linalg.cholesky(self.cov)
    return (self.mean[:, None] + L @ np.random.randn(self.dim, sample_size)).T


Gaussian.log_pdf = log_pdf
Gaussian.sample = sample
