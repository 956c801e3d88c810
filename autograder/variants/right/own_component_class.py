class Component(Gaussian):
    """A Gaussian that knows its weight."""

    def __init__(self, dim):
        Gaussian.__init__(self, dim)
        self.name = "component"

    def __repr__(self):
        return f"Component({self.dim})"

    def __eq__(self, other):
        return True

    __hash__ = None


class GMM(GMM):
    def __init__(self, dim, num_components):
        self.dim = dim
        self.num_components = num_components
        self.weight = np.array([1 / num_components for _ in range(num_components)])
        self.gaussian_list = [Component(dim) for _ in range(num_components)]
