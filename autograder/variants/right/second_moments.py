def fit(self, X):
    if X.shape[1] != self.dim:
        raise ValueError("X")
    self.mean = X.mean(axis=0)
    self.cov = (X.T @ X) / len(X) - np.outer(self.mean, self.mean)


def m_step(self, X, posterior):
    counts = posterior.sum(0)
    self.weight = counts / len(X)
    for k, g in enumerate(self.gaussian_list):
        g.mean = posterior[:, k] @ X / counts[k]
        g.cov = (posterior[:, k] * X.T) @ X / counts[k] - np.outer(g.mean, g.mean)


Gaussian.fit, GMM.m_step = fit, m_step
