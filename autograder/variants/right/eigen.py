def log_pdf(self, X):
    if X.shape[1] != self.dim:
        raise ValueError("columns")
    values, vectors = np.linalg.eigh(self.cov)
    z = (X - self.mean) @ vectors / np.sqrt(values)
    return -0.5 * (np.square(z).sum(1) + np.log(values).sum() + self.dim * np.log(2 * np.pi))


def sample(self, sample_size):
    values, vectors = np.linalg.eigh(self.cov)
    return self.mean + (np.random.randn(sample_size, self.dim) * np.sqrt(values)) @ vectors.T


def set_cov(self, cov):
    cov = np.array(cov, dtype=float)
    if cov.shape != (self.dim,) * 2 or not (np.linalg.eigvals(cov) > 0).all():
        raise ValueError("not a covariance")
    self.cov = cov


Gaussian.log_pdf, Gaussian.sample, Gaussian.set_cov = log_pdf, sample, set_cov
