def fit(self, X, eps=1e-8):
    old = -np.inf
    new = self.log_pdf(X).sum()
    while old == -np.inf or np.abs(new - old) / np.abs(new) >= eps:
        self.m_step(X, self.e_step(X))
        old, new = new, self.log_pdf(X).sum()
        if new - old < -1e-7:
            raise ValueError("decrease")
    return self.e_step(X)


GMM.fit = fit
