class GMM(GMM):
    @property
    def means(self):
        return np.stack([g.mean for g in self.gaussian_list])

    @property
    def covs(self):
        return np.stack([g.cov for g in self.gaussian_list])

    def e_step(self, X):
        d = X[:, None] - self.means
        q = ((d[:, :, None, :] @ np.linalg.inv(self.covs))[:, :, 0] * d).sum(-1)
        p = self.weight * np.exp(-q / 2) / np.sqrt(np.linalg.det(2 * np.pi * self.covs))
        return p / p.sum(-1)[:, None]
