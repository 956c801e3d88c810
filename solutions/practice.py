"""Where the formulas meet floating point: log-sum-exp, many starts, and how many components."""

import numpy as np

from solutions.gmm import GMM


def log_sum_exp(a):
    """Logarithm of the sum of exponentials of each row, however large or small its entries are.

    Parameters
    ----------
    a : array, shape (sample_size, num_components)
        The exponents. Each row holds at least one finite number; others may be -inf.

    Returns
    -------
    ndarray, shape (sample_size,)
        log Σ_k exp(a[n, k]), one number for each row.
    """
    largest = np.max(a, axis=1)
    return largest + np.log(np.sum(np.exp(a - largest[:, np.newaxis]), axis=1))


class StableGMM(GMM):
    """A GMM that no point is too far away for, and that refuses a component that has collapsed."""

    def m_step(self, X, posterior):
        """Do the M-step of GMM; ValueError if a covariance is flat afterwards, or not finite."""
        super().m_step(X, posterior)
        for k, gaussian in enumerate(self.gaussian_list):
            if not np.all(np.isfinite(gaussian.cov)) or np.linalg.eigvalsh(gaussian.cov)[0] <= 0:
                raise ValueError(f"component {k} has collapsed onto too few different points")

    def log_pdf(self, X):
        """Logarithm of the mixture density at each data point, finite however far it is.

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
        return log_sum_exp(np.log(self.weight) + log_density)

    def e_step(self, X):
        """Posterior probability of each component for each data point, however far it is.

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
        return np.exp(log_joint - log_sum_exp(log_joint)[:, np.newaxis])


def fit_best_of(model_class, X, num_components, num_starts):
    """Fit a mixture from several random starts and keep the best fit.

    Parameters
    ----------
    model_class : class
        GMM, or a class like it: ``model_class(dim, num_components)`` makes a model with a random
        start of its own, which has ``fit`` and ``log_pdf``.
    X : array, shape (sample_size, dim)
        One data point a row.
    num_components : int
        Number K of components.
    num_starts : int
        How many models to make and fit.

    Returns
    -------
    object of model_class
        The fitted model with the largest total log-likelihood. A start whose ``fit`` raises
        ValueError is left out.

    Raises
    ------
    ValueError
        If every start failed.
    """
    best, best_value = None, -np.inf
    for _ in range(num_starts):
        model = model_class(X.shape[1], num_components)
        try:
            model.fit(X)
        except ValueError:  # a component collapsed: this start is lost, the others are not
            continue
        value = np.sum(model.log_pdf(X))
        if value > best_value:
            best, best_value = model, value
    if best is None:
        raise ValueError(f"all {num_starts} starts failed: use fewer components or other data")
    return best


def bic(model, X):
    """Bayesian information criterion of a fitted mixture: the smaller, the better.

    Parameters
    ----------
    model : GMM, or an object of a class like it
        With ``dim``, ``num_components`` and ``log_pdf``.
    X : array, shape (sample_size, dim)
        The data that it was fitted to.

    Returns
    -------
    float
        -2 ℓ + p log N, where p counts the free parameters: K - 1 weights, K d means and
        K d (d + 1) / 2 variances and covariances.
    """
    d, K = model.dim, model.num_components
    num_parameters = (K - 1) + K * d + K * d * (d + 1) // 2
    return -2 * np.sum(model.log_pdf(X)) + num_parameters * np.log(len(X))
