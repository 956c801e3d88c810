import sys

sys.setrecursionlimit(5000)


def fit(self, X, eps=1e-8, old=None):
    old = self.log_pdf(X).sum() if old is None else old
    posterior = self.e_step(X)
    self.m_step(X, posterior)
    new = self.log_pdf(X).sum()
    if new < old - 1e-8 * abs(old):
        raise ValueError("decrease")
    return posterior if abs(new - old) / abs(new) < eps else self.fit(X, eps, new)


GMM.fit = fit
