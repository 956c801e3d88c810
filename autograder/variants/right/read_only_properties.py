class Gaussian(Gaussian):
    def __init__(self, dim):
        self.dim = dim
        self.__mean = np.random.randn(dim)
        self.__cov = np.eye(dim)

    @property
    def mean(self):
        return self.__mean

    @property
    def cov(self):
        return self.__cov

    def fit(self, X):
        if X.shape[1] != self.dim:
            raise ValueError("dim")
        self.set_mean(X.mean(axis=0))
        self.set_cov((X - self.mean).T @ (X - self.mean) / len(X))

    def set_mean(self, mean):
        if mean.shape != (self.dim,):
            raise ValueError("mean")
        self.__mean = mean

    def set_cov(self, cov):
        if cov.shape != (self.dim, self.dim) or not np.all(np.linalg.eigvalsh(cov) > 0):
            raise ValueError("cov")
        self.__cov = cov


def m_step(self, X, posterior):
    self.weight = posterior.mean(axis=0)
    for k, g in enumerate(self.gaussian_list):
        r = posterior[:, k]
        g.set_mean(r @ X / r.sum())
        g.set_cov(((X - g.mean).T * r) @ (X - g.mean) / r.sum())


GMM.m_step = m_step
