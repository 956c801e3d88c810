"""Mistakes in the mixture's density, in the E-step and in the M-step."""

import numpy as np

from autograder.misconceptions.catalogue import mistake

LOG_PDF, E_STEP, M_STEP = "GMM.log_pdf", "GMM.e_step", "GMM.m_step"


def densities(gmm, X):
    """Densities of the components, shape (sample_size, num_components)."""
    return np.exp(np.column_stack([gaussian.log_pdf(X) for gaussian in gmm.gaussian_list]))


def joint(gmm, X):
    """Weights times densities, shape (sample_size, num_components)."""
    return gmm.weight * densities(gmm, X)


def rows_to_one(numerator):
    """Divide each row by its sum."""
    return numerator / numerator.sum(axis=1, keepdims=True)


@mistake(LOG_PDF, "sum-of-logs")
def sum_of_logs(self, X):
    return np.sum(self.weight * np.log(densities(self, X)), axis=1)


@mistake(LOG_PDF, "sum-of-joint-logs")
def sum_of_joint_logs(self, X):
    return np.sum(np.log(joint(self, X)), axis=1)


@mistake(LOG_PDF, "sum-of-component-logs")
def sum_of_component_logs(self, X):
    return np.sum(np.log(densities(self, X)), axis=1)


@mistake(LOG_PDF, "averaged-over-components")
def averaged_over_components(self, X):
    return np.log(joint(self, X).mean(axis=1))


@mistake(LOG_PDF, "weights-omitted")
def weights_omitted(self, X):
    return np.log(densities(self, X).sum(axis=1))


@mistake(LOG_PDF, "weights-uniform")
def weights_uniform(self, X):
    return np.log(densities(self, X).mean(axis=1))


@mistake(LOG_PDF, "weight-outside-the-log")
def weight_outside_the_log(self, X):
    log_density = np.column_stack([gaussian.log_pdf(X) for gaussian in self.gaussian_list])
    return np.log(np.exp(self.weight + log_density).sum(axis=1))


@mistake(LOG_PDF, "log-of-negative-numbers")
def log_of_negative_numbers(self, X):
    log_density = np.column_stack([gaussian.log_pdf(X) for gaussian in self.gaussian_list])
    return np.log(log_density @ self.weight)


@mistake(LOG_PDF, "density-not-logged")
def density_not_logged(self, X):
    return joint(self, X).sum(axis=1)


@mistake(LOG_PDF, "largest-for-sum")
def largest_for_sum(self, X):
    return np.log(joint(self, X).max(axis=1))


@mistake(LOG_PDF, "last-component-only")
def last_component_only(self, X):
    for weight, gaussian in zip(self.weight, self.gaussian_list, strict=True):
        density = weight * np.exp(gaussian.log_pdf(X))
    return np.log(density)


@mistake(LOG_PDF, "component-forgotten")
def component_forgotten(self, X):
    total = 0
    for k in range(1, self.num_components):
        total = total + self.weight[k] * np.exp(self.gaussian_list[k].log_pdf(X))
    return np.log(total)


@mistake(LOG_PDF, "summed-over-the-data")
def summed_over_the_data(self, X):
    return np.log(joint(self, X).sum(axis=0))


@mistake(LOG_PDF, "total-over-the-data")
def total_over_the_data(self, X):
    return np.sum(np.log(joint(self, X).sum(axis=1)))


@mistake(LOG_PDF, "column-of-values")
def column_of_values(self, X):
    return np.log(joint(self, X).sum(axis=1, keepdims=True))


@mistake(LOG_PDF, "not-summed")
def not_summed(self, X):
    return np.log(joint(self, X))


@mistake(LOG_PDF, "nothing-returned")
def log_pdf_nothing_returned(self, X):
    self.log_density = np.log(joint(self, X).sum(axis=1))


@mistake(E_STEP, "weights-omitted")
def e_step_weights_omitted(self, X):
    return rows_to_one(densities(self, X))


@mistake(E_STEP, "weights-squared")
def weights_squared(self, X):
    return rows_to_one(self.weight * joint(self, X))


@mistake(E_STEP, "weights-after-dividing")
def weights_after_dividing(self, X):
    return self.weight * rows_to_one(densities(self, X))


@mistake(E_STEP, "weight-outside-the-log")
def e_step_weight_outside_the_log(self, X):
    log_density = np.column_stack([gaussian.log_pdf(X) for gaussian in self.gaussian_list])
    return rows_to_one(np.exp(self.weight + log_density))


@mistake(E_STEP, "not-divided")
def not_divided(self, X):
    return joint(self, X)


@mistake(E_STEP, "columns-sum-to-one")
def columns_sum_to_one(self, X):
    numerator = joint(self, X)
    return numerator / numerator.sum(axis=0)


@mistake(E_STEP, "everything-sums-to-one")
def everything_sums_to_one(self, X):
    numerator = joint(self, X)
    return numerator / numerator.sum()


@mistake(E_STEP, "keepdims-missing")
def keepdims_missing(self, X):
    numerator = joint(self, X)
    return numerator / numerator.sum(axis=1)


@mistake(E_STEP, "only-the-sum-is-weighted")
def only_the_sum_is_weighted(self, X):
    return densities(self, X) / joint(self, X).sum(axis=1, keepdims=True)


@mistake(E_STEP, "hard-assignment")
def hard_assignment(self, X):
    return np.eye(self.num_components)[np.argmax(joint(self, X), axis=1)]


@mistake(E_STEP, "labels-for-posterior")
def labels_for_posterior(self, X):
    return np.argmax(joint(self, X), axis=1)


@mistake(E_STEP, "left-in-logs")
def left_in_logs(self, X):
    return np.log(rows_to_one(joint(self, X)))


@mistake(E_STEP, "logs-divided")
def logs_divided(self, X):
    log_joint = np.log(joint(self, X))
    return log_joint / log_joint.sum(axis=1, keepdims=True)


@mistake(E_STEP, "densities-not-exponentiated")
def densities_not_exponentiated(self, X):
    numerator = self.weight * np.log(densities(self, X))
    return rows_to_one(numerator)


@mistake(E_STEP, "divided-by-log-density")
def divided_by_log_density(self, X):
    return joint(self, X) / self.log_pdf(X)[:, None]


@mistake(E_STEP, "equal-for-all-components")
def equal_for_all_components(self, X):
    return np.full((len(X), self.num_components), 1 / self.num_components)


@mistake(E_STEP, "prior-for-posterior")
def prior_for_posterior(self, X):
    return np.tile(self.weight, (len(X), 1))


@mistake(E_STEP, "transposed")
def transposed(self, X):
    return rows_to_one(joint(self, X)).T


@mistake(E_STEP, "last-component-only")
def e_step_last_component_only(self, X):
    posterior = np.zeros((len(X), self.num_components))
    for k in range(self.num_components):
        column = self.weight[k] * np.exp(self.gaussian_list[k].log_pdf(X))
    posterior[:, self.num_components - 1] = column
    return rows_to_one(posterior)


@mistake(E_STEP, "weights-changed")
def weights_changed(self, X):
    posterior = rows_to_one(joint(self, X))
    self.weight = posterior.mean(axis=0)
    return posterior


@mistake(E_STEP, "nothing-returned")
def e_step_nothing_returned(self, X):
    self.posterior = rows_to_one(joint(self, X))


def update(gmm, X, posterior, weight=None, means=None, covs=None):
    """Do an M-step in which the given parameters take the place of the right ones."""
    counts = posterior.sum(axis=0)
    gmm.weight = counts / len(X) if weight is None else weight
    means = posterior.T @ X / counts[:, None] if means is None else means
    covs = covariances(X, posterior, means) if covs is None else covs
    for gaussian, mean, cov in zip(gmm.gaussian_list, means, covs, strict=True):
        gaussian.mean, gaussian.cov = mean, cov


def covariances(X, posterior, means, divisors=None):
    """Weighted covariances around the means, shape (num_components, dim, dim)."""
    divisors = posterior.sum(axis=0) if divisors is None else divisors
    covs = []
    for r, mean, divisor in zip(posterior.T, means, divisors, strict=True):
        diff = X - mean
        covs.append((r[:, None] * diff).T @ diff / divisor)
    return np.array(covs)


def new_means(X, posterior):
    """Weighted means, shape (num_components, dim)."""
    return posterior.T @ X / posterior.sum(axis=0)[:, None]


@mistake(M_STEP, "means-divided-by-n")
def means_divided_by_n(self, X, posterior):
    update(self, X, posterior, means=posterior.T @ X / len(X))


@mistake(M_STEP, "all-divided-by-n")
def all_divided_by_n(self, X, posterior):
    means = posterior.T @ X / len(X)
    covs = covariances(X, posterior, means, np.full(posterior.shape[1], len(X)))
    update(self, X, posterior, means=means, covs=covs)


@mistake(M_STEP, "covariance-divided-by-n")
def covariance_divided_by_n(self, X, posterior):
    divisors = np.full(posterior.shape[1], len(X))
    covs = covariances(X, posterior, new_means(X, posterior), divisors)
    update(self, X, posterior, covs=covs)


@mistake(M_STEP, "covariance-not-divided")
def covariance_not_divided(self, X, posterior):
    divisors = np.ones(posterior.shape[1])
    covs = covariances(X, posterior, new_means(X, posterior), divisors)
    update(self, X, posterior, covs=covs)


@mistake(M_STEP, "n-minus-one")
def n_minus_one(self, X, posterior):
    divisors = posterior.sum(axis=0) - 1
    covs = covariances(X, posterior, new_means(X, posterior), divisors)
    update(self, X, posterior, covs=covs)


@mistake(M_STEP, "old-mean-in-covariance")
def old_mean_in_covariance(self, X, posterior):
    means = [gaussian.mean for gaussian in self.gaussian_list]
    update(self, X, posterior, covs=covariances(X, posterior, means))


@mistake(M_STEP, "global-mean-in-covariance")
def global_mean_in_covariance(self, X, posterior):
    means = [X.mean(axis=0)] * posterior.shape[1]
    update(self, X, posterior, covs=covariances(X, posterior, means))


@mistake(M_STEP, "mean-not-subtracted")
def mean_not_subtracted(self, X, posterior):
    means = np.zeros((posterior.shape[1], X.shape[1]))
    update(self, X, posterior, covs=covariances(X, posterior, means))


@mistake(M_STEP, "elementwise-square")
def elementwise_square(self, X, posterior):
    covs = covariances(X, posterior, new_means(X, posterior))
    update(self, X, posterior, covs=[np.diag(np.diag(cov)) for cov in covs])


@mistake(M_STEP, "vector-of-variances")
def vector_of_variances(self, X, posterior):
    covs = covariances(X, posterior, new_means(X, posterior))
    update(self, X, posterior, covs=[np.diag(cov) for cov in covs])


@mistake(M_STEP, "deviation-for-variance")
def deviation_for_variance(self, X, posterior):
    covs = covariances(X, posterior, new_means(X, posterior))
    update(self, X, posterior, covs=[np.diag(np.sqrt(np.diag(cov))) for cov in covs])


@mistake(M_STEP, "inner-product")
def inner_product(self, X, posterior):
    covs = covariances(X, posterior, new_means(X, posterior))
    update(self, X, posterior, covs=[np.trace(cov) for cov in covs])


@mistake(M_STEP, "points-by-points")
def points_by_points(self, X, posterior):
    counts, means = posterior.sum(axis=0), new_means(X, posterior)
    covs = []
    for r, mean, count in zip(posterior.T, means, counts, strict=True):
        diff = X - mean
        covs.append((r[:, None] * diff) @ diff.T / count)
    update(self, X, posterior, covs=covs)


@mistake(M_STEP, "covariance-unweighted")
def covariance_unweighted(self, X, posterior):
    ones, means = np.ones(posterior.shape), new_means(X, posterior)
    update(self, X, posterior, covs=covariances(X, ones, means))


@mistake(M_STEP, "sum-unweighted-divided-by-nk")
def sum_unweighted_divided_by_nk(self, X, posterior):
    ones, means = np.ones(posterior.shape), new_means(X, posterior)
    update(self, X, posterior, covs=covariances(X, ones, means, posterior.sum(axis=0)))


@mistake(M_STEP, "global-covariance")
def global_covariance(self, X, posterior):
    diff = X - X.mean(axis=0)
    update(self, X, posterior, covs=[diff.T @ diff / len(X)] * posterior.shape[1])


@mistake(M_STEP, "pooled-covariance")
def pooled_covariance(self, X, posterior):
    covs = covariances(X, posterior, new_means(X, posterior))
    pooled = np.tensordot(posterior.mean(axis=0), covs, axes=1)
    update(self, X, posterior, covs=[pooled] * posterior.shape[1])


@mistake(M_STEP, "posterior-squared-in-covariance")
def posterior_squared_in_covariance(self, X, posterior):
    means, counts = new_means(X, posterior), posterior.sum(axis=0)
    update(self, X, posterior, covs=covariances(X, posterior**2, means, counts))


@mistake(M_STEP, "means-unweighted")
def means_unweighted(self, X, posterior):
    means = [X.mean(axis=0)] * posterior.shape[1]
    update(self, X, posterior, means=means)


@mistake(M_STEP, "means-not-divided")
def means_not_divided(self, X, posterior):
    update(self, X, posterior, means=posterior.T @ X)


@mistake(M_STEP, "weights-not-updated")
def weights_not_updated(self, X, posterior):
    update(self, X, posterior, weight=self.weight)


@mistake(M_STEP, "weights-not-normalised")
def weights_not_normalised(self, X, posterior):
    update(self, X, posterior, weight=posterior.sum(axis=0))


@mistake(M_STEP, "weights-over-components")
def weights_over_components(self, X, posterior):
    update(self, X, posterior, weight=posterior.sum(axis=0) / posterior.shape[1])


@mistake(M_STEP, "weights-from-rows")
def weights_from_rows(self, X, posterior):
    update(self, X, posterior, weight=posterior.mean(axis=1))


@mistake(M_STEP, "weights-uniform")
def weights_uniform_again(self, X, posterior):
    update(self, X, posterior, weight=np.ones(posterior.shape[1]) / posterior.shape[1])


@mistake(M_STEP, "weights-from-hard-counts")
def weights_from_hard_counts(self, X, posterior):
    counts = np.bincount(posterior.argmax(axis=1), minlength=posterior.shape[1])
    update(self, X, posterior, weight=counts / len(X))


@mistake(M_STEP, "hard-assignment")
def m_step_hard_assignment(self, X, posterior):
    labels = posterior.argmax(axis=1)
    self.weight = np.bincount(labels, minlength=posterior.shape[1]) / len(X)
    for k, gaussian in enumerate(self.gaussian_list):
        diff = X[labels == k] - X[labels == k].mean(axis=0)
        gaussian.mean = X[labels == k].mean(axis=0)
        gaussian.cov = diff.T @ diff / len(diff)


@mistake(M_STEP, "ridge-added")
def ridge_added(self, X, posterior):
    covs = covariances(X, posterior, new_means(X, posterior))
    update(self, X, posterior, covs=covs + 1e-6 * np.eye(X.shape[1]))


@mistake(M_STEP, "covariances-not-updated")
def covariances_not_updated(self, X, posterior):
    update(self, X, posterior, covs=[gaussian.cov for gaussian in self.gaussian_list])


@mistake(M_STEP, "means-not-updated")
def means_not_updated(self, X, posterior):
    old = [gaussian.mean for gaussian in self.gaussian_list]
    covs = covariances(X, posterior, new_means(X, posterior))
    update(self, X, posterior, means=old, covs=covs)


@mistake(M_STEP, "old-mean-throughout")
def old_mean_throughout(self, X, posterior):
    old = [gaussian.mean for gaussian in self.gaussian_list]
    update(self, X, posterior, means=old)


@mistake(M_STEP, "last-component-for-all")
def last_component_for_all(self, X, posterior):
    means = new_means(X, posterior)
    covs = covariances(X, posterior, means)
    same = [means[-1]] * len(means), [covs[-1]] * len(means)
    update(self, X, posterior, means=same[0], covs=same[1])


@mistake(M_STEP, "only-the-last-component")
def only_the_last_component(self, X, posterior):
    self.weight = posterior.mean(axis=0)
    means = new_means(X, posterior)
    k = len(means) - 1
    cov = covariances(X, posterior, means)[k]
    self.gaussian_list[k].mean, self.gaussian_list[k].cov = means[k], cov


@mistake(M_STEP, "own-e-step-inside")
def own_e_step_inside(self, X, posterior):
    update(self, X, self.e_step(X))


@mistake(M_STEP, "posterior-changed-in-place")
def posterior_changed_in_place(self, X, posterior):
    counts = posterior.sum(axis=0)
    self.weight = counts / len(X)
    posterior /= counts
    for k, gaussian in enumerate(self.gaussian_list):
        gaussian.mean = posterior[:, k] @ X
        diff = X - gaussian.mean
        gaussian.cov = (posterior[:, [k]] * diff).T @ diff


@mistake(M_STEP, "data-changed-in-place")
def data_changed_in_place(self, X, posterior):
    counts = posterior.sum(axis=0)
    self.weight = counts / len(X)
    shift = np.zeros(X.shape[1])
    for k, gaussian in enumerate(self.gaussian_list):
        mean = posterior[:, k] @ X / counts[k]
        gaussian.mean = mean + shift
        shift = shift + mean
        X -= mean
        gaussian.cov = (posterior[:, [k]] * X).T @ X / counts[k]


@mistake(M_STEP, "returned-not-stored")
def returned_not_stored(self, X, posterior):
    means = new_means(X, posterior)
    return posterior.mean(axis=0), means, covariances(X, posterior, means)


@mistake(LOG_PDF, "two-components-only")
def two_components_only(self, X):
    return np.log(joint(self, X)[:, :2].sum(axis=1))


@mistake(LOG_PDF, "weight-in-the-exponent")
def weight_in_the_exponent(self, X):
    return np.log(np.sum(densities(self, X) ** self.weight, axis=1))


@mistake(E_STEP, "weight-in-the-exponent")
def e_step_weight_in_the_exponent(self, X):
    return rows_to_one(densities(self, X) ** self.weight)


@mistake(E_STEP, "divided-before-all-are-there")
def divided_before_all_are_there(self, X):
    numerators = joint(self, X)
    return numerators / np.cumsum(numerators, axis=1)


@mistake(M_STEP, "weighted-n-minus-one")
def weighted_n_minus_one(self, X, posterior):
    self.weight = posterior.mean(axis=0)
    for k, gaussian in enumerate(self.gaussian_list):
        gaussian.set_mean(np.average(X, axis=0, weights=posterior[:, k]))
        gaussian.set_cov(np.atleast_2d(np.cov(X.T, aweights=posterior[:, k])))


@mistake(LOG_PDF, "first-component-only")
def first_component_only(self, X):
    return np.log(joint(self, X)[:, 0])


@mistake(E_STEP, "divided-in-every-round")
def divided_in_every_round(self, X):
    posterior = np.zeros((len(X), self.num_components))
    for k, column in enumerate(joint(self, X).T):
        posterior[:, k] = column
        posterior = rows_to_one(posterior)
    return posterior


@mistake(E_STEP, "exponential-of-densities")
def exponential_of_densities(self, X):
    return rows_to_one(np.exp(joint(self, X)))


@mistake(M_STEP, "only-the-first-component")
def only_the_first_component(self, X, posterior):
    weight = posterior.mean(axis=0)
    means = new_means(X, posterior)
    covs = covariances(X, posterior, means)
    self.weight = weight
    self.gaussian_list[0].mean, self.gaussian_list[0].cov = means[0], covs[0]


@mistake(M_STEP, "sums-carried-over")
def sums_carried_over(self, X, posterior):
    covs = covariances(X, posterior, new_means(X, posterior))
    update(self, X, posterior, covs=np.cumsum(covs, axis=0))


@mistake(E_STEP, "largest-for-sum")
def e_step_largest_for_sum(self, X):
    return joint(self, X) / joint(self, X).max(axis=1, keepdims=True)


@mistake(M_STEP, "squared-means-added")
def squared_means_added(self, X, posterior):
    means = new_means(X, posterior)
    twice = 2 * means[:, :, np.newaxis] * means[:, np.newaxis]
    update(self, X, posterior, covs=covariances(X, posterior, means) + twice)


@mistake(M_STEP, "fitted-to-hard-labels")
def fitted_to_hard_labels(self, X, posterior):
    hard = np.eye(self.num_components)[posterior.argmax(axis=1)]
    means = new_means(X, hard)
    update(self, X, posterior, means=means, covs=covariances(X, hard, means))
