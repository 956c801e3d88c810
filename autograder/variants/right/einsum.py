def g_log_pdf(self, X):
    if X.shape[-1] != self.dim:
        raise ValueError
    d = X - self.mean
    q = np.einsum("ni,ij,nj->n", d, np.linalg.inv(self.cov), d)
    return -0.5 * (q + np.linalg.slogdet(2 * np.pi * self.cov)[1])


def m_step(self, X, posterior):
    N_k = np.einsum("nk->k", posterior)
    self.weight = N_k / X.shape[0]
    means = np.einsum("nk,ni->ki", posterior, X) / N_k[:, np.newaxis]
    d = X[:, None, :] - means[None]
    covs = np.einsum("nk,nki,nkj->kij", posterior, d, d) / N_k[:, None, None]
    for k, g in enumerate(self.gaussian_list):
        g.set_mean(means[k])
        g.set_cov(covs[k])


Gaussian.log_pdf = g_log_pdf
GMM.m_step = m_step
