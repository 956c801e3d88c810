rng = np.random.default_rng()


def gmm_sampling(sample_size):
    return np.where(
        rng.random(sample_size) > 0.5, rng.normal(5, 1, sample_size), rng.normal(-5, 1, sample_size)
    )


def sample(self, sample_size):
    return rng.multivariate_normal(self.mean, self.cov, size=sample_size, method="cholesky")


Gaussian.sample = sample
