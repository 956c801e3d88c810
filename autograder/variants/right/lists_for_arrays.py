import math


def gmm_sampling(sample_size):
    import random

    return [random.gauss(0, 1) + 10 * random.randint(0, 1) - 5 for _ in range(sample_size)]


class Gaussian(Gaussian):
    def log_pdf(self, X):
        X = np.array(X)
        if X.shape[1] != self.dim:
            raise ValueError("X")
        inverse = np.linalg.inv(self.cov)
        constant = self.dim * math.log(2 * math.pi) + math.log(np.linalg.det(self.cov))
        return [-0.5 * (constant + (x - self.mean) @ inverse @ (x - self.mean)) for x in X]


class GMM(GMM):
    def __init__(self, dim, num_components):
        self.dim = dim
        self.num_components = num_components
        self.weight = [1 / num_components] * num_components
        self.gaussian_list = [Gaussian(dim) for _ in range(num_components)]

    def log_pdf(self, X):
        columns = [g.log_pdf(X) for g in self.gaussian_list]
        return [
            math.log(sum(w * math.exp(column[n]) for w, column in zip(self.weight, columns)))
            for n in range(len(X))
        ]

    def e_step(self, X):
        columns = [g.log_pdf(X) for g in self.gaussian_list]
        rows = []
        for n in range(len(X)):
            row = [w * math.exp(column[n]) for w, column in zip(self.weight, columns)]
            rows.append([value / sum(row) for value in row])
        return rows

    def m_step(self, X, posterior):
        posterior = np.array(posterior)
        self.weight = list(posterior.sum(axis=0) / len(X))
        for k, g in enumerate(self.gaussian_list):
            r = posterior[:, k]
            g.mean = r @ X / sum(r)
            g.cov = sum(r[n] * np.outer(x - g.mean, x - g.mean) for n, x in enumerate(X)) / sum(r)
