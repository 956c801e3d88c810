class GMM(GMM):
    """Spreads the starting means further; still one start for each."""

    def __init__(self, dim, num_components):
        super().__init__(dim, num_components)
        for gaussian in self.gaussian_list:
            gaussian.set_mean(np.random.normal(0, 2, dim))
            gaussian.set_cov(np.identity(dim))
