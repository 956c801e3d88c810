# Every function in another style than its neighbours, written apart from the other variants.
import numpy as np


class Source:
    def __init__(self, mean):
        self.mean = mean

    def __call__(self):
        return self.mean + np.random.randn()


def gmm_sampling(sample_size):
    sources = (Source(-5), Source(+5))
    return np.fromiter(
        (sources[np.random.binomial(1, 0.5)]() for _ in range(sample_size)),
        dtype=float,
        count=sample_size,
    )


def mixture_pdf(x, weight, mean, var):
    table = np.array([normal_pdf(x, mean[k], var[k]) for k in range(weight.size)])  # (K, N)
    return (weight.reshape(-1, 1) * table).sum(0)


def sample(self, sample_size):
    return np.array(
        [np.random.multivariate_normal(self.mean, self.cov) for _ in range(sample_size)]
    )


Gaussian.sample = sample
