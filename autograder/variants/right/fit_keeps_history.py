class GMM(GMM):
    def __init__(self, dim, num_components):
        super().__init__(dim, num_components)
        self.history = []

    def m_step(self, X, posterior):
        super().m_step(X, posterior)
        self.history.append(self.log_pdf(X).sum())

    def fit(self, X, eps=1e-8):
        self.history = [self.log_pdf(X).sum()]
        while True:
            posterior = self.e_step(X)
            self.m_step(X, posterior)
            old, new = self.history[-2:]
            if new < old - 1e-6:
                raise ValueError("decrease")
            if abs(new - old) < eps * abs(new):
                return posterior
