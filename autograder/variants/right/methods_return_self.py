plain_fit, plain_m_step = Gaussian.fit, GMM.m_step


def fit(self, X):
    plain_fit(self, X)
    return self


def m_step(self, X, posterior):
    plain_m_step(self, X, posterior)
    return self


Gaussian.fit = fit
GMM.m_step = m_step
