def gmm_sampling(sample_size):
    return np.random.normal(loc=np.random.choice([-5, 5], size=sample_size), scale=1)


def sample(self, sample_size):
    U, S, Vt = np.linalg.svd(self.cov)
    return self.mean + np.random.standard_normal((sample_size, self.dim)) @ (
        np.sqrt(S)[:, None] * Vt
    )


Gaussian.sample = sample
