def frozen(a):
    a = np.array(a, dtype=float)
    a.setflags(write=False)
    return a


def e_step(self, X):
    p = np.stack([w * np.exp(g.log_pdf(X)) for w, g in zip(self.weight, self.gaussian_list)], 1)
    return frozen(p / p.sum(1, keepdims=True))


def m_step(self, X, posterior):
    self.weight = frozen(posterior.mean(0))
    for r, g in zip(posterior.T, self.gaussian_list):
        g.mean = frozen(r @ X / r.sum())
        g.cov = frozen((X - g.mean).T @ ((X - g.mean) * r[:, None]) / r.sum())


GMM.e_step, GMM.m_step = e_step, m_step
