# Wrong cells as students write them, each under the id of the known mistake that it should be told.
# They are written without a look at autograder/misconceptions: other code, the same mistake.

# %% gmm_sampling/one-coin-for-all
def gmm_sampling(sample_size):
    if np.random.rand() < 0.5:
        return np.random.normal(-5, 1, sample_size)
    return np.random.normal(5, 1, sample_size)

# %% gmm_sampling/halves-in-order
def gmm_sampling(sample_size):
    half = sample_size // 2
    data = np.random.randn(sample_size)
    data[:half] -= 5
    data[half:] += 5
    return data

# %% gmm_sampling/halves-shuffled
def gmm_sampling(sample_size):
    z = np.repeat([0, 1], [sample_size // 2, sample_size - sample_size // 2])
    return np.random.randn(sample_size) + 10 * np.random.permutation(z) - 5

# %% gmm_sampling/averages-the-components
def gmm_sampling(sample_size):
    return (np.random.randn(sample_size) - 5) / 2 + (np.random.randn(sample_size) + 5) / 2

# %% gmm_sampling/uniform-noise
def gmm_sampling(sample_size):
    return np.array([np.random.uniform() + np.random.choice([-5, 5]) for _ in range(sample_size)])

# %% gmm_sampling/centres-not-shifted
def gmm_sampling(sample_size):
    return np.where(np.random.rand(sample_size) < 0.5, 0, 10) + np.random.normal(size=sample_size)

# %% gmm_sampling/no-noise
def gmm_sampling(sample_size):
    return np.random.choice([-5.0, 5.0], sample_size)

# %% gmm_sampling/label-not-zero-or-one
def gmm_sampling(sample_size):
    return [np.random.randn() + 10 * np.random.random() - 5 for i in range(sample_size)]
