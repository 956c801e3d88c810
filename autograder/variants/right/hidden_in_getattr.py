class GMM(GMM):
    """Finds its numerators through __getattr__, and keeps what it likes."""

    def __getattr__(self, name):
        if name == "names":
            return [f"component {k}" for k in range(self.num_components)]
        raise AttributeError(name)

    def __call__(self, X):
        return np.exp(self.log_pdf(X))

    def __len__(self):
        return self.num_components

    def __iter__(self):
        return iter(self.gaussian_list)

    def e_step(self, X):
        p = self.weight * np.exp(np.column_stack([g.log_pdf(X) for g in self]))
        return p / self(X)[:, None]
