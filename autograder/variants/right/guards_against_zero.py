def log_pdf(self, X):
    total = sum(w * np.exp(g.log_pdf(X)) for w, g in zip(self.weight, self.gaussian_list))
    return np.log(np.maximum(total, 1e-300))


def e_step(self, X):
    p = np.stack(
        [w * np.exp(g.log_pdf(X)) for w, g in zip(self.weight, self.gaussian_list)], axis=1
    )
    return p / (p.sum(axis=1, keepdims=True) + 1e-12)


def m_step(self, X, posterior):
    n_k = posterior.sum(axis=0) + 10 * np.finfo(float).eps
    self.weight = n_k / len(X)
    for k, g in enumerate(self.gaussian_list):
        g.mean = posterior[:, k] @ X / n_k[k]
        d = X - g.mean
        g.cov = (posterior[:, k] * d.T) @ d / n_k[k]
        g.cov = (g.cov + g.cov.T) / 2


GMM.log_pdf, GMM.e_step, GMM.m_step = log_pdf, e_step, m_step
