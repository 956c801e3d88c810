class GMM(GMM):
    def __init__(self, dim, num_components):
        self.dim = dim
        self.num_components = num_components
        self.weight = np.ones(num_components) / num_components
        self.gaussian_list = tuple(Gaussian(dim) for _ in range(num_components))
