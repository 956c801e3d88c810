def m_step(self, X, posterior):
    n_k = posterior.sum(axis=0)
    self.weight[:] = n_k / len(X)
    for k, g in enumerate(self.gaussian_list):
        g.mean *= 0
        g.mean += posterior[:, k] @ X / n_k[k]
        g.cov[...] = 0
        for n, x in enumerate(X):
            g.cov += posterior[n, k] * np.outer(x - g.mean, x - g.mean) / n_k[k]


GMM.m_step = m_step
