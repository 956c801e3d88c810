def gmm_sampling(sample_size):
    z = (np.random.rand(sample_size, 1) < 0.5).astype(int)
    return np.random.randn(sample_size, 1) + 10 * z - 5
