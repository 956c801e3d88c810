import copy


def m_step(self, X, posterior):
    X, posterior = copy.deepcopy(X), posterior.copy()
    posterior /= posterior.sum(axis=0)
    means = posterior.T @ X
    fresh = [copy.deepcopy(g) for g in self.gaussian_list]
    for k, g in enumerate(fresh):
        X -= means[k]
        g.mean = means[k]
        g.cov = (posterior[:, k : k + 1] * X).T @ X
        X += means[k]
    self.gaussian_list[:] = fresh
    self.weight = self._weights


def e_step(self, X):
    p = np.stack([w * np.exp(g.log_pdf(X)) for w, g in zip(self.weight, self.gaussian_list)], 1)
    return p / p.sum(1, keepdims=True)


def with_weights(self, X, posterior):
    self._weights = np.mean(posterior, axis=0)
    return m_step(self, X, posterior)


GMM.e_step, GMM.m_step = e_step, with_weights
