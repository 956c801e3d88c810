import logging
import sys
import warnings

old_e_step, old_m_step, old_log_pdf = GMM.e_step, GMM.m_step, Gaussian.log_pdf


def log_pdf(self, X):
    print("log_pdf", X.shape, self.mean)
    return old_log_pdf(self, X)


def e_step(self, X):
    print("e_step", file=sys.stderr)
    warnings.warn("careful", RuntimeWarning)
    logging.warning("careful")
    return old_e_step(self, X)


def m_step(self, X, posterior):
    print(posterior)
    np.log(np.zeros(3))
    return old_m_step(self, X, posterior)


Gaussian.log_pdf, GMM.e_step, GMM.m_step = log_pdf, e_step, m_step
