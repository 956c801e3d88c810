import sys

from solutions.gmm import GMM


def log_pdf(self, X):
    return sys.modules["solutions.gaussian"].Gaussian.log_pdf(self, X)


Gaussian.log_pdf = log_pdf
