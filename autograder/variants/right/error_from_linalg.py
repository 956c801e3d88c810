def set_cov(self, cov):
    if cov.shape != (self.dim, self.dim):
        raise ValueError("cov")
    L = np.linalg.cholesky(cov)
    self.cov = L @ L.T


def fit(self, X):
    X = np.array(X, copy=True)
    if X.ndim != 2 or X.shape[-1] != len(self.mean):
        raise ValueError("X")
    self.set_mean(sum(X) / len(X))
    X -= self.mean
    self.set_cov(X.T.dot(X) / X.shape[0])


Gaussian.set_cov, Gaussian.fit = set_cov, fit
