def m_step(self, X, posterior):
    counts = posterior.sum(axis=0)
    components = []
    for r, n in zip(posterior.T, counts):
        g = Gaussian(X.shape[1])
        g.mean = r @ X / n
        g.cov = (X - g.mean).T @ ((X - g.mean) * r[:, None]) / n
        components.append(g)
    self.gaussian_list = components
    self.weight = counts / counts.sum()


GMM.m_step = m_step
