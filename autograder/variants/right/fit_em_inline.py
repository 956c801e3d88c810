def fit(self, X, eps=1e-8):
    N = len(X)
    old = None
    while True:
        p = np.column_stack(
            [w * np.exp(g.log_pdf(X)) for w, g in zip(self.weight, self.gaussian_list)]
        )
        total = p.sum(axis=1)
        new = np.log(total).sum()
        r = p / total[:, None]
        if old is not None and new < old - 1e-6:
            raise ValueError("decrease")
        if old is not None and abs(new - old) / abs(new) < eps:
            return r
        old = new
        self.weight = r.sum(axis=0) / N
        for k, g in enumerate(self.gaussian_list):
            g.mean = r[:, k] @ X / r[:, k].sum()
            g.cov = (r[:, k] * (X - g.mean).T) @ (X - g.mean) / r[:, k].sum()


GMM.fit = fit
