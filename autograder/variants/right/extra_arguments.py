def e_step(self, X, return_log_likelihood=False):
    joint = np.stack([w * np.exp(g.log_pdf(X)) for w, g in zip(self.weight, self.gaussian_list)], 1)
    total = joint.sum(axis=1, keepdims=True)
    if return_log_likelihood:
        return joint / total, np.log(total).sum()
    return joint / total


def m_step(self, X, posterior, counts=None):
    counts = posterior.sum(axis=0) if counts is None else counts
    self.weight = counts / len(X)
    for k, g in enumerate(self.gaussian_list):
        g.mean = posterior[:, k] @ X / counts[k]
        g.cov = (posterior[:, k, None] * (X - g.mean)).T @ (X - g.mean) / counts[k]


def fit(self, X, eps=1e-8, verbose=False):
    posterior, old = self.e_step(X, return_log_likelihood=True)
    while True:
        self.m_step(X, posterior, posterior.sum(axis=0))
        posterior, new = self.e_step(X, return_log_likelihood=True)
        if new < old and not np.isclose(new, old):
            raise ValueError("decrease")
        if abs(new - old) / abs(new) < eps:
            return posterior
        old = new


GMM.e_step, GMM.m_step, GMM.fit = e_step, m_step, fit
