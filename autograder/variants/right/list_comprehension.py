def log_pdf(self, X):
    return np.log(sum(w * np.exp(g.log_pdf(X)) for w, g in zip(self.weight, self.gaussian_list)))


def e_step(self, X):
    p = np.array([w * np.exp(g.log_pdf(X)) for w, g in zip(self.weight, self.gaussian_list)])
    return (p / p.sum(0)).T


GMM.log_pdf = log_pdf
GMM.e_step = e_step
