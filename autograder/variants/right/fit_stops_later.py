def fit(self, X, eps=1e-8):
    values = []
    while True:
        posterior = self.e_step(X)
        values.append(self.log_pdf(X).sum())
        self.m_step(X, posterior)
        if len(values) > 1:
            if values[-1] < values[-2] - 1e-6:
                raise ValueError("decrease")
            if abs(values[-1] - values[-2]) / abs(values[-1]) < eps:
                break
    return self.e_step(X)


GMM.fit = fit
