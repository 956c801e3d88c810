class Gaussian(Gaussian):
    """Stores the precision matrix; cov is computed from it."""

    def __init__(self, dim):
        self.dim = dim
        self.mean = np.random.randn(dim)
        self.precision = np.eye(dim)

    @property
    def cov(self):
        return np.linalg.inv(self.precision)

    @cov.setter
    def cov(self, value):
        self.precision = np.linalg.inv(value)

    def log_pdf(self, X):
        if X.shape[1] != self.dim:
            raise ValueError("X")
        d = X - self.mean
        return 0.5 * (
            np.log(np.linalg.det(self.precision / (2 * np.pi))) - (d @ self.precision * d).sum(1)
        )
