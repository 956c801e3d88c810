"""The multivariate Gaussian: a class that knows its density, fits data and draws samples."""

import numpy as np


class Gaussian:
    """The multivariate Gaussian distribution N(mean, cov).

    Attributes
    ----------
    dim : int
        Dimension d of the data.
    mean : ndarray, shape (dim,)
        Centre of the distribution.
    cov : ndarray, shape (dim, dim)
        Covariance: symmetric and positive definite.
    """

    def __init__(self, dim):
        """Start at a random mean, drawn from N(0, I), with the identity as covariance."""
        self.dim = dim
        self.mean = np.random.randn(dim)
        self.cov = np.eye(dim)

    def log_pdf(self, X):
        """Logarithm of the density at each data point.

        Parameters
        ----------
        X : array, shape (sample_size, dim)
            One data point a row.

        Returns
        -------
        ndarray, shape (sample_size,)
            log N(x_n | mean, cov), one number for each row of X.

        Raises
        ------
        ValueError
            If X does not have dim columns.
        """
        X = np.asarray(X, dtype=float)
        if X.ndim != 2 or X.shape[1] != self.dim:
            raise ValueError(f"X must have shape (sample_size, {self.dim}), but has {X.shape}")
        factor = np.linalg.cholesky(self.cov)  # cov = factor @ factor.T
        whitened = np.linalg.solve(factor, (X - self.mean).T)
        log_det = 2 * np.sum(np.log(np.diag(factor)))
        distance = np.sum(whitened**2, axis=0)
        return -0.5 * (self.dim * np.log(2 * np.pi) + log_det + distance)

    def fit(self, X):
        """Set mean and cov to their maximum-likelihood values for the data.

        Parameters
        ----------
        X : array, shape (sample_size, dim)
            One data point a row.

        Raises
        ------
        ValueError
            If X does not have dim columns, or holds values that are not finite.

        Notes
        -----
        The covariance is divided by sample_size, not by sample_size - 1.
        """
        X = np.asarray(X, dtype=float)
        if X.ndim != 2 or X.shape[1] != self.dim:
            raise ValueError(f"X must have shape (sample_size, {self.dim}), but has {X.shape}")
        if len(X) == 0:
            raise ValueError("X has no rows: there is nothing to fit")
        bad_rows = np.flatnonzero(~np.isfinite(X).all(axis=1))
        if bad_rows.size > 0:
            raise ValueError(f"X is not finite in rows {bad_rows[:10].tolist()}: drop or mend them")
        self.mean = X.mean(axis=0)
        centred = X - self.mean
        self.cov = centred.T @ centred / len(X)

    def sample(self, sample_size):
        """Draw data points from N(mean, cov).

        Parameters
        ----------
        sample_size : int
            Number of draws.

        Returns
        -------
        ndarray, shape (sample_size, dim)
            One draw a row, from numpy's global random generator.
        """
        factor = np.linalg.cholesky(self.cov)  # cov = factor @ factor.T
        return self.mean + np.random.randn(sample_size, self.dim) @ factor.T

    def set_mean(self, mean):
        """Replace the mean, if it fits.

        Parameters
        ----------
        mean : array, shape (dim,)
            The new mean.

        Raises
        ------
        ValueError
            If the shape of mean is not (dim,).
        """
        mean = np.array(mean, dtype=float)  # a copy: the caller's array stays the caller's
        if mean.shape != (self.dim,):
            raise ValueError(f"mean must have shape ({self.dim},), but has {mean.shape}")
        self.mean = mean

    def set_cov(self, cov):
        """Replace the covariance, if it is one.

        Parameters
        ----------
        cov : array, shape (dim, dim)
            The new covariance: symmetric and positive definite.

        Raises
        ------
        ValueError
            If the shape of cov is not (dim, dim), or cov is not positive definite.
        """
        cov = np.array(cov, dtype=float)  # a copy: the caller's array stays the caller's
        if cov.shape != (self.dim, self.dim):
            raise ValueError(f"cov must have shape ({self.dim}, {self.dim}), but has {cov.shape}")
        if not np.all(np.isfinite(cov)):
            raise ValueError("cov must be finite, but holds NaN or infinity")
        if not np.allclose(cov, cov.T, atol=1e-8 * np.max(np.abs(cov))):
            raise ValueError("cov must be symmetric: equal to its transpose")
        try:
            np.linalg.cholesky(cov)  # exists only for a positive definite matrix
        except np.linalg.LinAlgError:
            raise ValueError("cov must be positive definite: every eigenvalue above 0") from None
        self.cov = cov
