def log_pdf(self, X):
    if X.shape[1] != self.dim:
        raise ValueError("X")
    D = np.asmatrix(X - self.mean)
    P = np.asmatrix(self.cov).I
    q = np.asarray(np.multiply(D * P, D).sum(axis=1)).ravel()
    return -0.5 * (q + np.log(np.linalg.det(self.cov)) + self.dim * np.log(2 * np.pi))


def e_step(self, X):
    P = np.matrix([w * np.exp(g.log_pdf(X)) for w, g in zip(self.weight, self.gaussian_list)]).T
    return P / P.sum(axis=1)


Gaussian.log_pdf, GMM.e_step = log_pdf, e_step
