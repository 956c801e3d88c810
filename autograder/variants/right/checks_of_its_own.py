class GMM(GMM):
    """Checks far more than is asked for."""

    def _check(self, X):
        X = np.asarray(X, dtype=float)
        if X.ndim != 2 or X.shape[1] != self.dim or not np.isfinite(X).all():
            raise ValueError("X")
        return X

    def log_pdf(self, X):
        X = self._check(X)
        return np.logaddexp.reduce(
            [np.log(w) + g.log_pdf(X) for w, g in zip(self.weight, self.gaussian_list)]
        )

    def e_step(self, X):
        X = self._check(X)
        log_joint = np.array(
            [np.log(w) + g.log_pdf(X) for w, g in zip(self.weight, self.gaussian_list)]
        ).T
        log_joint -= log_joint.max(axis=1, keepdims=True)
        posterior = np.exp(log_joint)
        posterior /= posterior.sum(axis=1, keepdims=True)
        if not np.allclose(posterior.sum(axis=1), 1):
            raise RuntimeError("rows")
        return posterior

    def m_step(self, X, posterior):
        X = self._check(X)
        posterior = np.asarray(posterior)
        if posterior.shape != (len(X), self.num_components):
            raise ValueError("posterior")
        if np.any(posterior < 0) or not np.allclose(posterior.sum(axis=1), 1):
            raise ValueError("posterior")
        super().m_step(X, posterior)
        if not np.isclose(self.weight.sum(), 1):
            raise RuntimeError("weight")
