def gmm_sampling(sample_size):
    data = []
    for _ in range(sample_size):
        if np.random.uniform() < 0.5:
            data.append(np.random.normal(-5, 1))
        else:
            data.append(np.random.normal(5, 1))
    return np.array(data)


def sample(self, sample_size):
    L = np.linalg.cholesky(self.cov)
    rows = np.empty((sample_size, self.dim))
    for n in range(sample_size):
        rows[n] = self.mean + L @ np.random.randn(self.dim)
    return rows


Gaussian.sample = sample
