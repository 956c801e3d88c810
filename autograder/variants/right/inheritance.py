from abc import ABC, abstractmethod


class Distribution(ABC):
    def __init__(self, dim):
        super().__init__()
        self.dim = dim

    @abstractmethod
    def log_pdf(self, X): ...

    def log_likelihood(self, X):
        return self.log_pdf(X).sum()


class GMM(Distribution):
    def __init__(self, dim, num_components):
        super(GMM, self).__init__(dim)
        self.num_components = num_components
        self.weight = np.ones(num_components) / num_components
        self.gaussian_list = [Gaussian(dim) for i in range(num_components)]

    def log_pdf(self, X):
        return np.log(self._joint(X).sum(1))

    def _joint(self, X):
        return self.weight * np.exp(np.array([g.log_pdf(X) for g in self.gaussian_list]).T)

    def e_step(self, X):
        joint = self._joint(X)
        return joint / joint.sum(1)[:, np.newaxis]

    def m_step(self, X, posterior):
        self.weight = posterior.mean(0)
        for r, g in zip(posterior.T, self.gaussian_list):
            g.mean = np.average(X, axis=0, weights=r)
            g.cov = np.cov(X.T, aweights=r, bias=True).reshape(self.dim, self.dim)

    def fit(self, X, eps=1e-8):
        history = [self.log_likelihood(X)]
        while len(history) < 2 or abs(history[-1] - history[-2]) >= eps * abs(history[-1]):
            posterior = self.e_step(X)
            self.m_step(X, posterior)
            history.append(self.log_likelihood(X))
            if history[-1] < history[-2] - 1e-10 * abs(history[-2]):
                raise ValueError("went down")
        return posterior
