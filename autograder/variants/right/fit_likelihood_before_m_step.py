def fit(self, X, eps=1e-8):
    old = None
    while True:
        posterior = self.e_step(X)
        new = self.log_pdf(X).sum()
        if old is not None:
            if new < old * (1 + 1e-12):
                raise ValueError("decrease")
            if abs(new - old) / abs(new) < eps:
                return posterior
        self.m_step(X, posterior)
        old = new


GMM.fit = fit
