"""The Gaussian mixture model, fitted by the EM algorithm."""

import numpy as np

from gaussian import Gaussian


class GMM:
    """A mixture of Gaussians: p(x) = Σ_k weight[k] · N(x | mean_k, cov_k).

    Attributes
    ----------
    dim : int
        Dimension d of the data.
    num_components : int
        Number K of components.
    weight : ndarray, shape (num_components,)
        Mixing weights: not negative, summing to 1.
    gaussian_list : list of Gaussian
        The components, num_components separate objects.
    """

    def __init__(self, dim, num_components):
        """Start with uniform weights and a fresh Gaussian(dim) for each component."""
        self.dim = dim
        self.num_components = num_components
        self.weight = np.ones(num_components) / num_components
        self.gaussian_list = [Gaussian(dim) for _ in range(num_components)]

    def log_pdf(self, X):
        """Logarithm of the mixture density at each data point.

        Parameters
        ----------
        X : array, shape (sample_size, dim)
            One data point a row.

        Returns
        -------
        ndarray, shape (sample_size,)
            log Σ_k π_k N(x_n | μ_k, Σ_k), one number for each row of X.
        """
        log_density = np.column_stack([gaussian.log_pdf(X) for gaussian in self.gaussian_list])
        return np.logaddexp.reduce(np.log(self.weight) + log_density, axis=1)

    def e_step(self, X):
        """Posterior probability of each component for each data point.

        Parameters
        ----------
        X : array, shape (sample_size, dim)
            One data point a row.

        Returns
        -------
        ndarray, shape (sample_size, num_components)
            posterior[n, k] = π_k N(x_n | μ_k, Σ_k) / Σ_j π_j N(x_n | μ_j, Σ_j); rows sum to 1.
        """
        log_density = np.column_stack([gaussian.log_pdf(X) for gaussian in self.gaussian_list])
        log_joint = np.log(self.weight) + log_density
        return np.exp(log_joint - np.logaddexp.reduce(log_joint, axis=1, keepdims=True))

    def m_step(self, X, posterior):
        """Set weights, means and covariances to the maximiser of the bound.

        Parameters
        ----------
        X : array, shape (sample_size, dim)
            One data point a row.
        posterior : array, shape (sample_size, num_components)
            What e_step returned: rows sum to 1.
        """
        X, posterior = np.asarray(X, dtype=float), np.asarray(posterior, dtype=float)
        counts = posterior.sum(axis=0)  # N_k
        if not np.all(counts > 0):
            raise ValueError(f"every component needs data, but the posterior sums to {counts}")
        self.weight = counts / len(X)
        for k, gaussian in enumerate(self.gaussian_list):
            mean = posterior[:, k] @ X / counts[k]
            centred = X - mean
            cov = (posterior[:, [k]] * centred).T @ centred / counts[k]
            try:
                gaussian.set_cov(cov)
            except ValueError as error:
                raise ValueError(
                    f"component {k} has collapsed onto too few different points: "
                    "start from other means or use fewer components"
                ) from error
            gaussian.set_mean(mean)

    def fit(self, X, eps=1e-8):
        """Run EM until the total log-likelihood stands still.

        Parameters
        ----------
        X : array, shape (sample_size, dim)
            One data point a row.
        eps : float
            Stop when |new - old| / |new| < eps, for the log-likelihoods of two rounds.

        Returns
        -------
        ndarray, shape (sample_size, num_components)
            The posterior.

        Raises
        ------
        ValueError
            If the log-likelihood decreases by more than rounding.
        """
        X = np.asarray(X, dtype=float)
        bad_rows = np.flatnonzero(~np.isfinite(X).all(axis=-1))
        if bad_rows.size > 0:
            raise ValueError(f"X is not finite in rows {bad_rows[:10].tolist()}: drop or mend them")
        old = self.log_pdf(X).sum()
        while True:
            posterior = self.e_step(X)
            self.m_step(X, posterior)
            new = self.log_pdf(X).sum()
            if new < old - 1e-10 * abs(new):  # rounding alone stays far below 1e-10
                raise ValueError(f"the log-likelihood decreased from {old} to {new}")
            if new - old <= eps * abs(new):
                return posterior
            old = new
