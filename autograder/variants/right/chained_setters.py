def set_mean(self, mean):
    if mean.shape != (self.dim,):
        raise ValueError("mean")
    self.mean = mean
    return self


def set_cov(self, cov):
    if cov.shape != (self.dim, self.dim) or np.linalg.eigvalsh(cov)[0] <= 0:
        raise ValueError("cov")
    self.cov = cov
    return self


Gaussian.set_mean = set_mean
Gaussian.set_cov = set_cov


def m_step(self, X, posterior):
    self.weight = posterior.sum(0) / len(X)
    for g, r in zip(self.gaussian_list, posterior.T):
        mean = r @ X / r.sum()
        g.set_mean(mean).set_cov((r * (X - mean).T) @ (X - mean) / r.sum())
    return self


GMM.m_step = m_step
