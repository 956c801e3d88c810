"""Mistakes in the multivariate Gaussian."""

import numpy as np

from autograder.misconceptions.catalogue import mistake

LOG_PDF, FIT, SAMPLE = "Gaussian.log_pdf", "Gaussian.fit", "Gaussian.sample"
SET_MEAN, SET_COV = "Gaussian.set_mean", "Gaussian.set_cov"


def check_width(gaussian, X):
    """Refuse data of the wrong width: what the mistakes below do get right."""
    if X.shape[1] != gaussian.dim:
        raise ValueError(f"X must have {gaussian.dim} columns")


def distances(gaussian, X):
    """Squared Mahalanobis distances: what the mistakes below do get right."""
    diff = X - gaussian.mean
    return np.sum(diff @ np.linalg.inv(gaussian.cov) * diff, axis=1)


def log_det(gaussian):
    """Log-determinant of the covariance: what the mistakes below do get right."""
    return np.log(np.linalg.det(gaussian.cov))


@mistake(LOG_PDF, "no-log-determinant")
def no_log_determinant(self, X):
    check_width(self, X)
    return -0.5 * (self.dim * np.log(2 * np.pi) + distances(self, X))


@mistake(LOG_PDF, "log-determinant-sign")
def log_determinant_sign(self, X):
    check_width(self, X)
    constant = self.dim * np.log(2 * np.pi)
    return -0.5 * (constant + distances(self, X)) + 0.5 * log_det(self)


@mistake(LOG_PDF, "log-determinant-not-halved")
def log_determinant_not_halved(self, X):
    check_width(self, X)
    constant = -self.dim / 2 * np.log(2 * np.pi)
    return constant - log_det(self) - distances(self, X) / 2


@mistake(LOG_PDF, "determinant-without-log")
def determinant_without_log(self, X):
    check_width(self, X)
    constant = self.dim * np.log(2 * np.pi)
    return -0.5 * (constant + np.linalg.det(self.cov) + distances(self, X))


@mistake(LOG_PDF, "no-half-in-exponent")
def no_half_in_exponent(self, X):
    check_width(self, X)
    return -0.5 * (self.dim * np.log(2 * np.pi) + log_det(self)) - distances(self, X)


@mistake(LOG_PDF, "exponent-sign")
def exponent_sign(self, X):
    check_width(self, X)
    return -0.5 * (self.dim * np.log(2 * np.pi) + log_det(self)) + 0.5 * distances(self, X)


@mistake(LOG_PDF, "no-two-pi")
def no_two_pi(self, X):
    check_width(self, X)
    return -0.5 * (log_det(self) + distances(self, X))


@mistake(LOG_PDF, "two-pi-without-dimension")
def two_pi_without_dimension(self, X):
    check_width(self, X)
    return -0.5 * (np.log(2 * np.pi) + log_det(self) + distances(self, X))


@mistake(LOG_PDF, "two-pi-not-halved")
def two_pi_not_halved(self, X):
    check_width(self, X)
    return -self.dim * np.log(2 * np.pi) - 0.5 * (log_det(self) + distances(self, X))


@mistake(LOG_PDF, "pi-without-two")
def pi_without_two(self, X):
    check_width(self, X)
    return -0.5 * (self.dim * np.log(np.pi) + log_det(self) + distances(self, X))


@mistake(LOG_PDF, "half-on-the-first-term-only")
def half_on_the_first_term_only(self, X):
    check_width(self, X)
    return -0.5 * self.dim * np.log(2 * np.pi) - log_det(self) - distances(self, X)


@mistake(LOG_PDF, "power-on-the-log")
def power_on_the_log(self, X):
    check_width(self, X)
    return -0.5 * (np.log(2 * np.pi) ** self.dim + log_det(self) + distances(self, X))


@mistake(LOG_PDF, "reciprocal-of-every-entry")
def reciprocal_of_every_entry(self, X):
    check_width(self, X)
    diff = X - self.mean
    quadratic = np.sum(diff @ (1 / self.cov) * diff, axis=1)
    return -0.5 * (self.dim * np.log(2 * np.pi) + log_det(self) + quadratic)


@mistake(LOG_PDF, "covariance-not-inverted")
def covariance_not_inverted(self, X):
    check_width(self, X)
    diff = X - self.mean
    quadratic = np.sum(diff @ self.cov * diff, axis=1)
    return -0.5 * (self.dim * np.log(2 * np.pi) + log_det(self) + quadratic)


@mistake(LOG_PDF, "deviation-for-variance")
def deviation_for_variance(self, X):
    check_width(self, X)
    precision = np.linalg.inv(self.cov @ self.cov)
    diff = X - self.mean
    quadratic = np.sum(diff @ precision * diff, axis=1)
    return -0.5 * self.dim * np.log(2 * np.pi) - log_det(self) - 0.5 * quadratic


@mistake(LOG_PDF, "variance-for-deviation")
def variance_for_deviation(self, X):
    check_width(self, X)
    constant = self.dim * np.log(2 * np.pi)
    diff = X - self.mean
    factor = np.linalg.cholesky(self.cov)
    quadratic = np.sum(diff @ np.linalg.inv(factor) * diff, axis=1)
    return -0.5 * (constant + np.log(np.linalg.det(factor)) + quadratic)


@mistake(LOG_PDF, "quadratic-form-not-squared")
def quadratic_form_not_squared(self, X):
    check_width(self, X)
    constant = self.dim * np.log(2 * np.pi)
    return -0.5 * (constant + log_det(self) + np.sqrt(distances(self, X)))


@mistake(LOG_PDF, "elementwise-for-matrix-product")
def elementwise_for_matrix_product(self, X):
    check_width(self, X)
    diff = X - self.mean
    precision = np.linalg.inv(self.cov)
    quadratic = np.array([np.sum(d * precision * d) for d in diff])
    return -0.5 * (self.dim * np.log(2 * np.pi) + log_det(self) + quadratic)


@mistake(LOG_PDF, "variances-only")
def variances_only(self, X):
    check_width(self, X)
    variances = np.diag(self.cov)
    quadratic = np.sum((X - self.mean) ** 2 / variances, axis=1)
    return -0.5 * (self.dim * np.log(2 * np.pi) + np.sum(np.log(variances)) + quadratic)


@mistake(LOG_PDF, "variances-in-the-exponent-only")
def variances_in_the_exponent_only(self, X):
    check_width(self, X)
    quadratic = np.sum((X - self.mean) ** 2 / np.diag(self.cov), axis=1)
    return -0.5 * (self.dim * np.log(2 * np.pi) + log_det(self) + quadratic)


@mistake(LOG_PDF, "covariance-ignored")
def covariance_ignored(self, X):
    check_width(self, X)
    return -0.5 * (self.dim * np.log(2 * np.pi) + np.sum((X - self.mean) ** 2, axis=1))


@mistake(LOG_PDF, "mean-not-subtracted")
def mean_not_subtracted(self, X):
    check_width(self, X)
    quadratic = np.sum(X @ np.linalg.inv(self.cov) * X, axis=1)
    return -0.5 * (self.dim * np.log(2 * np.pi) + log_det(self) + quadratic)


@mistake(LOG_PDF, "density-not-logged")
def density_not_logged(self, X):
    check_width(self, X)
    constant = self.dim * np.log(2 * np.pi)
    return np.exp(-0.5 * (constant + log_det(self) + distances(self, X)))


@mistake(LOG_PDF, "log-base-ten")
def log_base_ten(self, X):
    check_width(self, X)
    constant = self.dim * np.log(2 * np.pi)
    return np.log10(np.exp(-0.5 * (constant + log_det(self) + distances(self, X))))


@mistake(LOG_PDF, "sums-over-the-data")
def sums_over_the_data(self, X):
    check_width(self, X)
    constant = self.dim * np.log(2 * np.pi)
    return np.sum(-0.5 * (constant + log_det(self) + distances(self, X)))


@mistake(LOG_PDF, "all-pairs-of-points")
def all_pairs_of_points(self, X):
    check_width(self, X)
    diff = X - self.mean
    quadratic = diff @ np.linalg.inv(self.cov) @ diff.T
    return -0.5 * (self.dim * np.log(2 * np.pi) + log_det(self) + quadratic)


@mistake(LOG_PDF, "column-of-values")
def column_of_values(self, X):
    check_width(self, X)
    constant = self.dim * np.log(2 * np.pi)
    return (-0.5 * (constant + log_det(self) + distances(self, X)))[:, None]


@mistake(LOG_PDF, "first-point-only")
def first_point_only(self, X):
    check_width(self, X)
    for x in X:
        diff = x - self.mean
        quadratic = diff @ np.linalg.inv(self.cov) @ diff
        return -0.5 * (self.dim * np.log(2 * np.pi) + log_det(self) + quadratic)


@mistake(LOG_PDF, "factor-kept-from-first-call")
def factor_kept_from_first_call(self, X):
    check_width(self, X)
    if not hasattr(self, "_precision"):
        self._precision = np.linalg.inv(self.cov)
    diff = X - self.mean
    quadratic = np.sum(diff @ self._precision * diff, axis=1)
    return -0.5 * (self.dim * np.log(2 * np.pi) + log_det(self) + quadratic)


@mistake(LOG_PDF, "dimension-not-checked")
def dimension_not_checked(self, X):
    return -0.5 * (self.dim * np.log(2 * np.pi) + log_det(self) + distances(self, X))


@mistake(LOG_PDF, "data-changed-in-place")
def data_changed_in_place(self, X):
    check_width(self, X)
    X -= self.mean
    quadratic = np.sum(X @ np.linalg.inv(self.cov) * X, axis=1)
    return -0.5 * (self.dim * np.log(2 * np.pi) + log_det(self) + quadratic)


@mistake(FIT, "n-minus-one")
def n_minus_one(self, X):
    check_width(self, X)
    self.mean = X.mean(axis=0)
    self.cov = (X - self.mean).T @ (X - self.mean) / (len(X) - 1)


@mistake(FIT, "numpy-divides-by-n-minus-one")
def numpy_divides_by_n_minus_one(self, X):
    check_width(self, X)
    self.mean = X.mean(axis=0)
    self.cov = np.cov(X, rowvar=False)


@mistake(FIT, "not-divided")
def not_divided(self, X):
    check_width(self, X)
    self.mean = X.mean(axis=0)
    self.cov = (X - self.mean).T @ (X - self.mean)


@mistake(FIT, "not-centred")
def not_centred(self, X):
    check_width(self, X)
    self.mean = X.mean(axis=0)
    self.cov = X.T @ X / len(X)


@mistake(FIT, "old-mean-in-covariance")
def old_mean_in_covariance(self, X):
    check_width(self, X)
    diff = X - self.mean
    self.cov = diff.T @ diff / len(X)
    self.mean = X.mean(axis=0)


@mistake(FIT, "one-mean-for-all-columns")
def one_mean_for_all_columns(self, X):
    check_width(self, X)
    self.mean = np.full(self.dim, X.mean())
    self.cov = (X - self.mean).T @ (X - self.mean) / len(X)


@mistake(FIT, "one-number-for-the-mean")
def one_number_for_the_mean(self, X):
    check_width(self, X)
    self.mean = X.mean()
    self.cov = (X - self.mean).T @ (X - self.mean) / len(X)


@mistake(FIT, "mean-as-a-row")
def mean_as_a_row(self, X):
    check_width(self, X)
    self.mean = X.mean(axis=0, keepdims=True)
    self.cov = (X - self.mean).T @ (X - self.mean) / len(X)


@mistake(FIT, "vector-of-variances")
def fit_vector_of_variances(self, X):
    check_width(self, X)
    self.mean = X.mean(axis=0)
    self.cov = X.var(axis=0)


@mistake(FIT, "points-by-points")
def fit_points_by_points(self, X):
    check_width(self, X)
    self.mean = X.mean(axis=0)
    self.cov = (X - self.mean) @ (X - self.mean).T / len(X)


@mistake(FIT, "mean-over-wrong-axis")
def mean_over_wrong_axis(self, X):
    check_width(self, X)
    self.mean = X.mean(axis=1)
    self.cov = np.cov(X.T, bias=True).reshape(self.dim, self.dim)


@mistake(FIT, "median-for-mean")
def median_for_mean(self, X):
    check_width(self, X)
    self.mean = np.median(X, axis=0)
    self.cov = (X - self.mean).T @ (X - self.mean) / len(X)


@mistake(FIT, "variances-only")
def fit_variances_only(self, X):
    check_width(self, X)
    self.mean = X.mean(axis=0)
    self.cov = np.diag(X.var(axis=0))


@mistake(FIT, "deviations-for-variances")
def deviations_for_variances(self, X):
    check_width(self, X)
    self.mean = X.mean(axis=0)
    self.cov = np.diag(X.std(axis=0))


@mistake(FIT, "correlation-for-covariance")
def correlation_for_covariance(self, X):
    check_width(self, X)
    self.mean = X.mean(axis=0)
    diff = (X - self.mean) / X.std(axis=0)
    self.cov = diff.T @ diff / len(X)


@mistake(FIT, "factor-for-covariance")
def factor_for_covariance(self, X):
    check_width(self, X)
    self.mean = X.mean(axis=0)
    self.cov = np.linalg.cholesky((X - self.mean).T @ (X - self.mean) / len(X))


@mistake(FIT, "rows-taken-for-columns")
def rows_taken_for_columns(self, X):
    check_width(self, X)
    self.mean = X.mean(axis=0)
    self.cov = np.cov(X, bias=True)


@mistake(FIT, "scalar-in-one-dimension")
def scalar_in_one_dimension(self, X):
    check_width(self, X)
    self.mean = X.mean(axis=0)
    self.cov = np.cov(X.T, bias=True)


@mistake(FIT, "covariance-forgotten")
def covariance_forgotten(self, X):
    check_width(self, X)
    self.mean = X.mean(axis=0)


@mistake(FIT, "returned-not-stored")
def returned_not_stored(self, X):
    check_width(self, X)
    mean = X.mean(axis=0)
    cov = (X - mean).T @ (X - mean) / len(X)
    return mean, cov


@mistake(FIT, "dimension-not-checked")
def fit_dimension_not_checked(self, X):
    self.mean = X.mean(axis=0)
    self.cov = (X - self.mean).T @ (X - self.mean) / len(X)


@mistake(FIT, "data-changed-in-place")
def fit_data_changed_in_place(self, X):
    check_width(self, X)
    self.mean = X.mean(axis=0)
    X -= self.mean
    self.cov = X.T @ X / len(X)


@mistake(SAMPLE, "mean-forgotten")
def mean_forgotten(self, sample_size):
    return np.random.randn(sample_size, self.dim) @ np.linalg.cholesky(self.cov).T


@mistake(SAMPLE, "covariance-ignored")
def sample_covariance_ignored(self, sample_size):
    return self.mean + np.random.randn(sample_size, self.dim)


@mistake(SAMPLE, "covariance-for-its-root")
def covariance_for_its_root(self, sample_size):
    return self.mean + np.random.randn(sample_size, self.dim) @ self.cov


@mistake(SAMPLE, "factor-not-transposed")
def factor_not_transposed(self, sample_size):
    return self.mean + np.random.randn(sample_size, self.dim) @ np.linalg.cholesky(self.cov)


@mistake(SAMPLE, "root-of-every-entry")
def root_of_every_entry(self, sample_size):
    root = np.sqrt(np.abs(self.cov))
    return self.mean + np.random.randn(sample_size, self.dim) @ root.T


@mistake(SAMPLE, "coordinates-drawn-apart")
def coordinates_drawn_apart(self, sample_size):
    deviations = np.sqrt(np.diag(self.cov))
    return self.mean + np.random.randn(sample_size, self.dim) * deviations


@mistake(SAMPLE, "variance-for-deviation")
def sample_variance_for_deviation(self, sample_size):
    return np.random.normal(self.mean, np.diag(self.cov), (sample_size, self.dim))


@mistake(SAMPLE, "not-rotated-back")
def not_rotated_back(self, sample_size):
    eigenvalues, _ = np.linalg.eigh(self.cov)
    return self.mean + np.random.randn(sample_size, self.dim) * np.sqrt(eigenvalues)


@mistake(SAMPLE, "eigenvalues-not-rooted")
def eigenvalues_not_rooted(self, sample_size):
    eigenvalues, eigenvectors = np.linalg.eigh(self.cov)
    return self.mean + (np.random.randn(sample_size, self.dim) * eigenvalues) @ eigenvectors.T


@mistake(SAMPLE, "inverse-factor")
def inverse_factor(self, sample_size):
    factor = np.linalg.inv(np.linalg.cholesky(self.cov))
    return self.mean + np.random.randn(sample_size, self.dim) @ factor.T


@mistake(SAMPLE, "uniform-noise")
def uniform_noise(self, sample_size):
    z = np.random.rand(sample_size, self.dim)
    return self.mean + z @ np.linalg.cholesky(self.cov).T


@mistake(SAMPLE, "one-draw-repeated")
def one_draw_repeated(self, sample_size):
    x = self.mean + np.linalg.cholesky(self.cov) @ np.random.randn(self.dim)
    return np.tile(x, (sample_size, 1))


@mistake(SAMPLE, "one-number-for-all-coordinates")
def one_number_for_all_coordinates(self, sample_size):
    z = np.random.randn(sample_size, 1) * np.ones(self.dim)
    return self.mean + z @ np.linalg.cholesky(self.cov).T


@mistake(SAMPLE, "same-draws-every-time")
def same_draws_every_time(self, sample_size):
    np.random.seed(0)
    return np.random.multivariate_normal(self.mean, self.cov, sample_size)


@mistake(SAMPLE, "one-draw-only")
def one_draw_only(self, sample_size):
    return np.random.multivariate_normal(self.mean, self.cov)


@mistake(SAMPLE, "rows-and-columns-exchanged")
def rows_and_columns_exchanged(self, sample_size):
    return np.random.multivariate_normal(self.mean, self.cov, sample_size).T


@mistake(SAMPLE, "standardises")
def standardises(self, sample_size):
    factor = np.linalg.cholesky(self.cov)
    return (np.random.randn(sample_size, self.dim) - self.mean) @ factor.T


@mistake(SET_MEAN, "never-refuses")
def set_mean_never_refuses(self, mean):
    self.mean = mean


@mistake(SET_MEAN, "checks-the-length-only")
def checks_the_length_only(self, mean):
    if np.shape(mean) and len(mean) != self.dim:
        raise ValueError("the mean has the wrong length")
    self.mean = mean


@mistake(SET_MEAN, "checks-the-size-only")
def checks_the_size_only(self, mean):
    if mean.size != self.dim:
        raise ValueError("the mean has the wrong size")
    self.mean = mean


@mistake(SET_MEAN, "checks-the-last-axis-only")
def checks_the_last_axis_only(self, mean):
    if mean.ndim == 0 or mean.shape[-1] != self.dim:
        raise ValueError("the mean has the wrong length")
    self.mean = mean


@mistake(SET_MEAN, "checks-the-number-of-axes-only")
def checks_the_number_of_axes_only(self, mean):
    if mean.ndim != 1:
        raise ValueError("the mean must be a vector")
    self.mean = mean


@mistake(SET_MEAN, "not-stored")
def set_mean_not_stored(self, mean):
    if mean.shape != (self.dim,):
        raise ValueError("the mean has the wrong shape")
    mean = np.array(mean)


@mistake(SET_MEAN, "stored-before-checked")
def set_mean_stored_before_checked(self, mean):
    self.mean = mean
    if mean.shape != (self.dim,):
        raise ValueError("the mean has the wrong shape")


@mistake(SET_MEAN, "added-to-the-old")
def added_to_the_old(self, mean):
    if mean.shape != (self.dim,):
        raise ValueError("the mean has the wrong shape")
    self.mean = self.mean + mean


@mistake(SET_MEAN, "always-refuses")
def set_mean_always_refuses(self, mean):
    if mean.shape != self.dim:
        raise ValueError("the mean has the wrong shape")
    self.mean = mean


@mistake(SET_MEAN, "another-kind-of-error")
def set_mean_asserts(self, mean):
    assert mean.shape == (self.dim,), "the mean has the wrong shape"
    self.mean = mean


@mistake(SET_COV, "never-refuses")
def set_cov_never_refuses(self, cov):
    self.cov = cov


@mistake(SET_COV, "definiteness-not-checked")
def definiteness_not_checked(self, cov):
    if cov.shape != (self.dim, self.dim):
        raise ValueError("the covariance has the wrong shape")
    self.cov = cov


@mistake(SET_COV, "determinant-for-definiteness")
def determinant_for_definiteness(self, cov):
    if cov.shape != (self.dim, self.dim):
        raise ValueError("the covariance has the wrong shape")
    if np.linalg.det(cov) <= 0:
        raise ValueError("the covariance is not positive definite")
    self.cov = cov


@mistake(SET_COV, "invertible-for-definite")
def invertible_for_definite(self, cov):
    if cov.shape != (self.dim, self.dim):
        raise ValueError("the covariance has the wrong shape")
    np.linalg.inv(cov)
    self.cov = cov


@mistake(SET_COV, "singular-let-through")
def singular_let_through(self, cov):
    if cov.shape != (self.dim, self.dim):
        raise ValueError("the covariance has the wrong shape")
    if np.any(np.linalg.eigvalsh(cov) < 0):
        raise ValueError("the covariance is not positive definite")
    self.cov = cov


@mistake(SET_COV, "diagonal-for-definiteness")
def diagonal_for_definiteness(self, cov):
    if cov.shape != (self.dim, self.dim):
        raise ValueError("the covariance has the wrong shape")
    if np.any(np.diag(cov) <= 0):
        raise ValueError("the covariance is not positive definite")
    self.cov = cov


@mistake(SET_COV, "entries-for-eigenvalues")
def entries_for_eigenvalues(self, cov):
    if cov.shape != (self.dim, self.dim):
        raise ValueError("the covariance has the wrong shape")
    if np.any(cov < 0):
        raise ValueError("the covariance is not positive definite")
    self.cov = cov


@mistake(SET_COV, "any-eigenvalue-will-do")
def any_eigenvalue_will_do(self, cov):
    if cov.shape != (self.dim, self.dim):
        raise ValueError("the covariance has the wrong shape")
    if not np.any(np.linalg.eigvalsh(cov) > 0):
        raise ValueError("the covariance is not positive definite")
    self.cov = cov


@mistake(SET_COV, "symmetric-for-definite")
def symmetric_for_definite(self, cov):
    if cov.shape != (self.dim, self.dim):
        raise ValueError("the covariance has the wrong shape")
    if not np.allclose(cov, cov.T):
        raise ValueError("the covariance is not symmetric")
    self.cov = cov


@mistake(SET_COV, "shape-not-checked")
def shape_not_checked(self, cov):
    if np.ndim(cov) > 1 and np.any(np.linalg.eigvalsh(cov[: len(cov.T)]) <= 0):
        raise ValueError("the covariance is not positive definite")
    self.cov = cov


@mistake(SET_COV, "square-for-shape")
def square_for_shape(self, cov):
    if cov.ndim != 2 or cov.shape[0] != cov.shape[1]:
        raise ValueError("the covariance must be square")
    if np.any(np.linalg.eigvalsh(cov) <= 0):
        raise ValueError("the covariance is not positive definite")
    self.cov = cov


@mistake(SET_COV, "inverse-stored")
def inverse_stored(self, cov):
    if cov.shape != (self.dim, self.dim) or np.any(np.linalg.eigvalsh(cov) <= 0):
        raise ValueError("this is no covariance")
    self.cov = np.linalg.inv(cov)


@mistake(SET_COV, "factor-stored")
def factor_stored(self, cov):
    if cov.shape != (self.dim, self.dim):
        raise ValueError("the covariance has the wrong shape")
    self.cov = np.linalg.cholesky(cov)


@mistake(SET_COV, "not-stored")
def set_cov_not_stored(self, cov):
    if cov.shape != (self.dim, self.dim) or np.any(np.linalg.eigvalsh(cov) <= 0):
        raise ValueError("this is no covariance")
    cov = np.array(cov)


@mistake(SET_COV, "stored-before-checked")
def set_cov_stored_before_checked(self, cov):
    self.cov = cov
    if cov.shape != (self.dim, self.dim) or np.any(np.linalg.eigvalsh(cov) <= 0):
        raise ValueError("this is no covariance")


@mistake(SET_COV, "diagonal-stored")
def diagonal_stored(self, cov):
    if cov.shape != (self.dim, self.dim) or np.any(np.linalg.eigvalsh(cov) <= 0):
        raise ValueError("this is no covariance")
    self.cov = np.diag(np.diag(cov))


@mistake(SET_COV, "test-upside-down")
def test_upside_down(self, cov):
    if cov.shape != (self.dim, self.dim) or np.all(np.linalg.eigvalsh(cov) > 0):
        raise ValueError("the covariance is not positive definite")
    self.cov = cov


@mistake(SET_COV, "false-instead-of-raising")
def false_instead_of_raising(self, cov):
    if cov.shape != (self.dim, self.dim):
        return False
    if np.any(np.linalg.eigvalsh(cov) <= 0):
        return False
    self.cov = cov
    return True


@mistake(LOG_PDF, "half-left-out")
def half_left_out(self, X):
    check_width(self, X)
    return -(self.dim * np.log(2 * np.pi) + log_det(self) + distances(self, X))


@mistake(LOG_PDF, "half-on-the-distance-only")
def half_on_the_distance_only(self, X):
    check_width(self, X)
    return -self.dim * np.log(2 * np.pi) - log_det(self) - 0.5 * distances(self, X)


@mistake(LOG_PDF, "factor-transposed")
def factor_transposed(self, X):
    check_width(self, X)
    whitened = np.linalg.solve(np.linalg.cholesky(self.cov).T, (X - self.mean).T)
    constant = self.dim * np.log(2 * np.pi)
    return -0.5 * (constant + log_det(self) + np.sum(whitened**2, axis=0))


@mistake(LOG_PDF, "log-determinant-of-the-factor")
def log_determinant_of_the_factor(self, X):
    check_width(self, X)
    constant = self.dim * np.log(2 * np.pi)
    return -0.5 * (constant + log_det(self) / 2 + distances(self, X))


@mistake(LOG_PDF, "two-pi-without-log")
def two_pi_without_log(self, X):
    check_width(self, X)
    return -0.5 * (2 * np.pi * self.dim + log_det(self) + distances(self, X))


@mistake(LOG_PDF, "rows-for-dimension")
def rows_for_dimension(self, X):
    check_width(self, X)
    return -0.5 * (len(X) * np.log(2 * np.pi) + log_det(self) + distances(self, X))


@mistake(SET_MEAN, "numbers-cut-off")
def numbers_cut_off(self, mean):
    if mean.shape != (self.dim,):
        raise ValueError("mean must have shape (dim,)")
    self.mean = mean.astype(int)


@mistake(SET_COV, "entries-must-be-positive")
def entries_must_be_positive(self, cov):
    if cov.shape != (self.dim, self.dim) or np.any(cov <= 0):
        raise ValueError("cov is no covariance")
    self.cov = cov


@mistake(SAMPLE, "eigenvectors-transposed")
def eigenvectors_transposed(self, sample_size):
    eigenvalues, eigenvectors = np.linalg.eigh(self.cov)
    z = np.random.randn(sample_size, self.dim) * np.sqrt(eigenvalues)
    return self.mean + z @ eigenvectors


@mistake(SAMPLE, "mean-added-twice")
def mean_added_twice(self, sample_size):
    return self.mean + np.random.multivariate_normal(self.mean, self.cov, sample_size)


@mistake(SAMPLE, "moved-onto-the-mean")
def moved_onto_the_mean(self, sample_size):
    x = np.random.multivariate_normal(self.mean, self.cov, sample_size)
    return x - x.mean(axis=0) + self.mean


@mistake(SET_MEAN, "covariance-set-back")
def covariance_set_back(self, mean):
    if np.shape(mean) != (self.dim,):
        raise ValueError("the mean has the wrong shape")
    self.mean, self.cov = mean, np.eye(self.dim)


@mistake(FIT, "squared-mean-added")
def squared_mean_added(self, X):
    check_width(self, X)
    self.mean = X.mean(axis=0)
    self.cov = X.T @ X / len(X) + np.outer(self.mean, self.mean)


@mistake(LOG_PDF, "mean-of-the-data")
def mean_of_the_data(self, X):
    check_width(self, X)
    diff = X - X.mean(axis=0)
    distance = np.sum(diff @ np.linalg.inv(self.cov) * diff, axis=1)
    return -0.5 * (distance + np.linalg.slogdet(2 * np.pi * self.cov)[1])


@mistake(FIT, "centred-before-the-mean")
def centred_before_the_mean(self, X):
    check_width(self, X)
    X -= X.mean(axis=0)
    self.mean = X.mean(axis=0)
    self.cov = X.T @ X / len(X)


@mistake(FIT, "mean-forgotten")
def mean_not_stored(self, X):
    check_width(self, X)
    self.cov = np.cov(X.T, bias=True).reshape(self.dim, self.dim)


@mistake(SAMPLE, "inverse-covariance")
def inverse_covariance(self, sample_size):
    return np.random.multivariate_normal(self.mean, np.linalg.inv(self.cov), sample_size)


@mistake(LOG_PDF, "two-dimensions-always")
def two_dimensions_always(self, X):
    check_width(self, X)
    log_det = np.linalg.slogdet(self.cov)[1]
    return -0.5 * (distances(self, X) + log_det) - np.log(2 * np.pi)


@mistake(FIT, "last-point-only")
def last_point_only(self, X):
    check_width(self, X)
    self.mean = X.mean(axis=0)
    self.cov = np.outer(X[-1] - self.mean, X[-1] - self.mean) / len(X)
