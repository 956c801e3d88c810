plain_fit = GMM.fit


def fit(self, X, eps=1e-8):
    posterior = plain_fit(self, X, eps)
    order = np.argsort([g.mean[0] for g in self.gaussian_list])[::-1]
    self.weight = self.weight[order]
    self.gaussian_list = [self.gaussian_list[k] for k in order]
    return posterior[:, order]


GMM.fit = fit
