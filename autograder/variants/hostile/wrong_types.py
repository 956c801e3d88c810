def as_strings(self, X):
    return ["0.5"] * len(X)


def as_objects(self, X):
    return np.array([None] * len(X))


def as_ragged(self, X):
    return [[1.0], [0.5, 0.5]] * len(X)


def as_generator(self, X):
    yield from range(len(X))


Gaussian.log_pdf, GMM.log_pdf, GMM.e_step = as_strings, as_objects, as_ragged
GMM.m_step = as_generator
GMM.fit = lambda self, X, eps=1e-8: {"posterior": 1}
