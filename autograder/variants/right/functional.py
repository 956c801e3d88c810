from functools import partial, reduce
from itertools import starmap
from operator import add


def g_log_pdf(self, X):
    if X.shape[1] != self.dim:
        raise ValueError("X")
    inverse = np.linalg.inv(self.cov)
    quadratic = np.apply_along_axis(lambda x: (x - self.mean) @ inverse @ (x - self.mean), 1, X)
    return -0.5 * (quadratic + np.log(np.linalg.det(2 * np.pi * self.cov)))


def log_pdf(self, X):
    terms = starmap(lambda w, g: w * np.exp(g.log_pdf(X)), zip(self.weight, self.gaussian_list))
    return np.log(reduce(add, terms))


def one(self, k, X):
    return self.weight[k] * np.exp(self.gaussian_list[k].log_pdf(X))


def e_step(self, X):
    columns = list(map(partial(one, self, X=X), range(self.num_components)))
    return np.transpose(columns / reduce(np.add, columns))


Gaussian.log_pdf, GMM.log_pdf, GMM.e_step = g_log_pdf, log_pdf, e_step
