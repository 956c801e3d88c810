def set_mean(self, mean):
    if np.array(mean).shape != (self.dim,):
        raise ValueError("mean")
    self.mean = np.array(mean)[:]


def e_step(self, X):
    p = np.zeros((self.num_components, len(X)))
    for k in range(self.num_components):
        p[k] = self.weight[k] * np.exp(self.gaussian_list[k].log_pdf(X))
    p /= p.sum(axis=0)
    return p.T[:, :]


def log_pdf(self, X):
    n, k = len(X), self.num_components
    wide = np.array([g.log_pdf(X) for g in self.gaussian_list]).reshape(k, n)
    return np.log(np.exp(wide.T).dot(self.weight))


Gaussian.set_mean, GMM.e_step, GMM.log_pdf = set_mean, e_step, log_pdf
