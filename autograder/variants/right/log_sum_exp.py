def _log_joint(self, X):
    return np.stack(
        [np.log(w) + g.log_pdf(X) for w, g in zip(self.weight, self.gaussian_list)], axis=1
    )


def log_pdf(self, X):
    a = self._log_joint(X)
    m = a.max(axis=1)
    return m + np.log(np.exp(a - m[:, None]).sum(axis=1))


def e_step(self, X):
    return np.exp(self._log_joint(X) - self.log_pdf(X).reshape(-1, 1))


GMM._log_joint, GMM.log_pdf, GMM.e_step = _log_joint, log_pdf, e_step
