def e_step(self, X):
    joint = np.stack([w * np.exp(g.log_pdf(X)) for w, g in zip(self.weight, self.gaussian_list)], 1)
    self._evidence = joint.sum(axis=1)
    return joint / self._evidence[:, None]


def fit(self, X, eps=1e-8):
    posterior = self.e_step(X)
    old = np.log(self._evidence).sum()
    while True:
        self.m_step(X, posterior)
        posterior = self.e_step(X)
        new = np.log(self._evidence).sum()
        if new < old - 1e-6:
            raise ValueError("decrease")
        if abs((new - old) / new) < eps:
            return posterior
        old = new


GMM.e_step, GMM.fit = e_step, fit
