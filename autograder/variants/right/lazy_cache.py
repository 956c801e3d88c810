class Gaussian(Gaussian):
    """Factorises when first asked, and forgets the factor when the covariance is set."""

    _precision = None

    def set_cov(self, cov):
        super().set_cov(cov)
        self._precision = None

    def fit(self, X):
        super().fit(X)
        self._precision = None

    def log_pdf(self, X):
        if X.shape[1] != self.dim:
            raise ValueError("X")
        if self._precision is None:
            self._precision = np.linalg.inv(self.cov)
        d = X - self.mean
        sign, log_det = np.linalg.slogdet(self._precision)
        return 0.5 * (log_det - self.dim * np.log(2 * np.pi) - (d @ self._precision * d).sum(1))


def m_step(self, X, posterior):
    self.weight = posterior.mean(0)
    for r, g in zip(posterior.T, self.gaussian_list):
        g.set_mean(r @ X / r.sum())
        g.set_cov((X - g.mean).T @ np.diag(r) @ (X - g.mean) / r.sum())


GMM.m_step = m_step
