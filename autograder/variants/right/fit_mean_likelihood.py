class LikelihoodDecreased(ValueError):
    pass


def fit(self, X, eps=1e-8):
    n_rounds, old = 0, np.mean(self.log_pdf(X))
    for n_rounds in range(1, 100_000):
        posterior = self.e_step(X)
        self.m_step(X, posterior)
        new = np.mean(self.log_pdf(X))
        if new < old - 1e-10:
            raise LikelihoodDecreased(n_rounds)
        if np.isclose(new, old, rtol=eps, atol=0):
            break
        old = new
    self.n_rounds = n_rounds
    return posterior


GMM.fit = fit
