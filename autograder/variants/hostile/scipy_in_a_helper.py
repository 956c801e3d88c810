import scipy.linalg as sl
from scipy.special import xlogy


def factor(cov):
    return sl.cholesky(cov, lower=True)


def half_log_det(L):
    return float(np.sum(xlogy(1.0, np.diag(L))))


def log_pdf(self, X):
    if X.shape[1] != self.dim:
        raise ValueError
    L = factor(self.cov)
    z = np.linalg.solve(L, (X - self.mean).T)
    return -0.5 * (z * z).sum(0) - half_log_det(L) - 0.5 * self.dim * np.log(2 * np.pi)


class Helper:
    def run(self, a):
        return xlogy(1.0, a)


def gmm_log_pdf(self, X):
    return Helper().run(sum(w * np.exp(g.log_pdf(X)) for w, g in zip(self.weight, self.gaussian_list)))


Gaussian.log_pdf, GMM.log_pdf = log_pdf, gmm_log_pdf
