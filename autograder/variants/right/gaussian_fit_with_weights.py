def fit(self, X, weights=None):
    if X.shape[1] != self.dim:
        raise ValueError("X")
    weights = np.ones(len(X)) if weights is None else weights
    self.mean = np.average(X, axis=0, weights=weights)
    d = X - self.mean
    self.cov = (weights[:, None] * d).T @ d / weights.sum()


def m_step(self, X, posterior):
    self.weight = posterior.mean(axis=0)
    for k in range(self.num_components):
        self.gaussian_list[k].fit(X, weights=posterior[:, k])


Gaussian.fit = fit
GMM.m_step = m_step
