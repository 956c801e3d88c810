from functools import wraps


def checks_width(method):
    @wraps(method)
    def checked(self, X, *args, **kwargs):
        X = np.asarray(X, dtype=float)
        if X.ndim != 2 or X.shape[1] != self.dim:
            raise ValueError(f"need {self.dim} columns")
        return method(self, X, *args, **kwargs)

    return checked


class Gaussian:
    __slots__ = ("cov", "dim", "mean")

    def __init__(self, dim):
        self.dim, self.mean, self.cov = dim, np.random.randn(dim), np.eye(dim)

    @checks_width
    def log_pdf(self, X):
        d = X - self.mean
        return -0.5 * ((np.linalg.solve(self.cov, d.T) * d.T).sum(0) + self._constant(self.cov))

    @staticmethod
    def _constant(cov):
        return np.linalg.slogdet(2 * np.pi * cov)[1]

    @checks_width
    def fit(self, X):
        self.mean, self.cov = X.mean(0), np.cov(X.T, ddof=0).reshape(self.dim, -1)

    def sample(self, sample_size):
        return np.random.multivariate_normal(self.mean, self.cov, sample_size)

    def set_mean(self, mean):
        if np.asarray(mean).shape != (self.dim,):
            raise ValueError("mean")
        self.mean = mean

    def set_cov(self, cov):
        cov = np.asarray(cov)
        if cov.shape != (self.dim, self.dim):
            raise ValueError("cov")
        if any(np.linalg.det(cov[:i, :i]) <= 0 for i in range(1, self.dim + 1)):
            raise ValueError("cov: Sylvester says no")
        self.cov = cov
