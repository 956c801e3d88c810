def unnormalised(self, X):
    return np.exp([g.log_pdf(X) for g in self.gaussian_list]).T * self.weight


def log_pdf(self, X):
    return np.log(self.unnormalised(X).sum(axis=1))


def e_step(self, X):
    return np.divide(self.unnormalised(X), np.exp(self.log_pdf(X))[:, None])


def fit(self, X, eps=1e-8):
    def total():
        return self.log_pdf(X).sum()

    new = total()
    while True:
        old = new
        self.m_step(X, posterior := self.e_step(X))
        new = total()
        if (old - new) / abs(old) > 1e-10:
            raise ValueError("decrease")
        if abs(new - old) / abs(old) < eps:
            return posterior


GMM.unnormalised, GMM.log_pdf, GMM.e_step, GMM.fit = unnormalised, log_pdf, e_step, fit
