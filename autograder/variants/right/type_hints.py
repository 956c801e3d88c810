from __future__ import annotations

from numpy.typing import NDArray

Array = NDArray[np.float64]


class GMM:
    dim: int
    num_components: int
    weight: Array
    gaussian_list: list[Gaussian]

    def __init__(self, dim: int, num_components: int, *, seed: int | None = None) -> None:
        self.dim = dim
        self.num_components = num_components
        self.weight: Array = np.repeat(1 / num_components, num_components)
        self.gaussian_list: list[Gaussian] = [Gaussian(dim) for _ in range(num_components)]

    def _numerators(self, X: Array) -> Array:
        return np.exp(np.vstack([g.log_pdf(X) for g in self.gaussian_list])).T * self.weight

    def log_pdf(self, X: Array) -> Array:
        return np.log(self._numerators(X).sum(axis=-1))

    def e_step(self, X: Array, /, *, check: bool = True) -> Array:
        numerators = self._numerators(X)
        posterior = numerators / numerators.sum(axis=-1, keepdims=True)
        if check:
            assert np.allclose(posterior.sum(axis=1), 1)
        return posterior

    def m_step(self, X: Array, posterior: Array) -> None:
        self.weight = np.mean(posterior, axis=0)
        total = posterior.sum(axis=0)
        for k, gaussian in enumerate(self.gaussian_list):
            mean = posterior[:, k].dot(X) / total[k]
            centred = np.sqrt(posterior[:, [k]]) * (X - mean)
            gaussian.mean, gaussian.cov = mean, centred.T.dot(centred) / total[k]

    def fit(self, X: Array, eps: float = 1e-8, max_iter: int = 10_000) -> Array:
        previous = float(self.log_pdf(X).sum())
        for _ in range(max_iter):
            posterior = self.e_step(X)
            self.m_step(X, posterior)
            current = float(self.log_pdf(X).sum())
            if current < previous - 1e-8:
                raise ValueError(f"decrease from {previous} to {current}")
            if np.abs(current - previous) / np.abs(current) < eps:
                break
            previous = current
        return posterior
