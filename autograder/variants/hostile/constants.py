def log_pdf(self, X):
    return np.zeros(len(X))


def e_step(self, X):
    return np.full((len(X), self.num_components), 1 / self.num_components)


def nothing(self, *args, **kwargs):
    pass


def sample(self, sample_size):
    return np.zeros((sample_size, self.dim))


def gmm_sampling(sample_size):
    return np.zeros(sample_size)


Gaussian.log_pdf, GMM.log_pdf, GMM.e_step, Gaussian.sample = log_pdf, log_pdf, e_step, sample
Gaussian.fit = Gaussian.set_mean = Gaussian.set_cov = GMM.m_step = GMM.fit = GMM.__init__ = nothing
