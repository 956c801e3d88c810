from dataclasses import dataclass, field


@dataclass
class Gaussian:
    dim: int
    mean: np.ndarray = field(init=False)
    cov: np.ndarray = field(init=False)

    def __post_init__(self):
        self.mean = np.random.normal(size=self.dim)
        self.cov = np.identity(self.dim)

    def log_pdf(self, X):
        if X.shape[1] != self.dim:
            raise ValueError("dim")
        d = X - self.mean
        return -0.5 * (
            np.sum(d @ np.linalg.inv(self.cov) * d, axis=1)
            + np.log(np.linalg.det(self.cov))
            + self.dim * np.log(2 * np.pi)
        )

    def fit(self, X):
        if X.shape[1] != self.dim:
            raise ValueError("dim")
        self.mean = X.mean(0)
        self.cov = np.atleast_2d(np.cov(X, rowvar=False, bias=True))

    def sample(self, sample_size):
        return np.random.multivariate_normal(self.mean, self.cov, size=sample_size)

    def set_mean(self, mean):
        if np.shape(mean) != (self.dim,):
            raise ValueError("mean")
        self.mean = np.array(mean)

    def set_cov(self, cov):
        if np.shape(cov) != (self.dim, self.dim):
            raise ValueError("cov")
        np.linalg.cholesky(cov)
        self.cov = np.array(cov)


@dataclass
class GMM(GMM):
    dim: int
    num_components: int

    def __post_init__(self):
        self.weight = np.ones(self.num_components) / self.num_components
        self.gaussian_list = [Gaussian(self.dim) for _ in range(self.num_components)]
