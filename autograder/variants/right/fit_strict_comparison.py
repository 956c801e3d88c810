def fit(self, X, eps=1e-8):
    old = np.sum(self.log_pdf(X))
    change = np.inf
    while change >= eps:
        post = self.e_step(X)
        self.m_step(X, post)
        new = np.sum(self.log_pdf(X))
        if new < old:
            raise ValueError("The log-likelihood decreased!")
        change = abs(new - old) / abs(new)
        old = new
    return post


GMM.fit = fit
