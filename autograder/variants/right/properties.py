class Gaussian(Gaussian):
    def __init__(self, dim):
        self.dim = dim
        self._mean = np.random.randn(dim)
        self._cov = np.eye(dim)

    @property
    def mean(self):
        return self._mean

    @mean.setter
    def mean(self, value):
        value = np.asarray(value, dtype=float)
        if value.shape != (self.dim,):
            raise ValueError("mean")
        self._mean = value

    @property
    def cov(self):
        return self._cov

    @cov.setter
    def cov(self, value):
        value = np.asarray(value, dtype=float)
        if value.shape != (self.dim, self.dim):
            raise ValueError("cov")
        if np.linalg.eigvalsh(value).min() <= 0:
            raise ValueError("cov")
        self._cov = value

    def set_mean(self, mean):
        self.mean = mean

    def set_cov(self, cov):
        self.cov = cov
