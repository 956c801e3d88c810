def e_step(self, X):
    p = np.empty((len(X), self.num_components), order="F")
    for k, g in enumerate(self.gaussian_list):
        p[:, k] = self.weight[k] * np.exp(g.log_pdf(X))
    p /= p.sum(axis=1)[:, None]
    return p


def m_step(self, X, posterior):
    X, posterior = np.asfortranarray(X), np.asfortranarray(posterior)
    self.weight = posterior.mean(axis=0)[::-1][::-1]
    for k, g in enumerate(self.gaussian_list):
        r = posterior[:, k]
        g.mean = X.T @ r / r.sum()
        g.cov = np.asfortranarray((X - g.mean).T * r @ (X - g.mean) / r.sum())


GMM.e_step = e_step
GMM.m_step = m_step
