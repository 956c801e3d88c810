"""Mistakes in the Bayesian information criterion."""

import numpy as np

from autograder.misconceptions.catalogue import mistake

BIC = "bic"


def total(model, X):
    """Log-likelihood of all data."""
    return np.sum(model.log_pdf(X))


def counts(model):
    """Numbers of weights that are free, of means, and of variances and covariances."""
    d, K = model.dim, model.num_components
    return K - 1, K * d, K * d * (d + 1) // 2


def criterion(model, X, parameters):
    """The criterion with another number of parameters."""
    return -2 * total(model, X) + parameters * np.log(len(X))


@mistake(BIC, "larger-is-better")
def larger_is_better(model, X):
    return 2 * total(model, X) - sum(counts(model)) * np.log(len(X))


@mistake(BIC, "likelihood-with-a-plus")
def likelihood_with_a_plus(model, X):
    return 2 * total(model, X) + sum(counts(model)) * np.log(len(X))


@mistake(BIC, "penalty-with-a-minus")
def penalty_with_a_minus(model, X):
    return -2 * total(model, X) - sum(counts(model)) * np.log(len(X))


@mistake(BIC, "likelihood-not-doubled")
def likelihood_not_doubled(model, X):
    return -total(model, X) + sum(counts(model)) * np.log(len(X))


@mistake(BIC, "half-of-it")
def half_of_it(model, X):
    return -total(model, X) + sum(counts(model)) * np.log(len(X)) / 2


@mistake(BIC, "half-the-other-way-round")
def half_the_other_way_round(model, X):
    return total(model, X) - sum(counts(model)) * np.log(len(X)) / 2


@mistake(BIC, "aic")
def aic(model, X):
    return -2 * total(model, X) + 2 * sum(counts(model))


@mistake(BIC, "mean-log-likelihood")
def mean_log_likelihood(model, X):
    return -2 * np.mean(model.log_pdf(X)) + sum(counts(model)) * np.log(len(X))


@mistake(BIC, "log-taken-again")
def log_taken_again(model, X):
    return -2 * np.sum(np.log(model.log_pdf(X))) + sum(counts(model)) * np.log(len(X))


@mistake(BIC, "densities-multiplied")
def densities_multiplied(model, X):
    likelihood = np.prod(np.exp(model.log_pdf(X)))
    return -2 * np.log(likelihood) + sum(counts(model)) * np.log(len(X))


@mistake(BIC, "densities-summed")
def bic_densities_summed(model, X):
    return -2 * np.log(np.sum(np.exp(model.log_pdf(X)))) + sum(counts(model)) * np.log(len(X))


@mistake(BIC, "not-summed")
def not_summed(model, X):
    return -2 * model.log_pdf(X) + sum(counts(model)) * np.log(len(X))


@mistake(BIC, "log-of-all-entries")
def log_of_all_entries(model, X):
    return -2 * total(model, X) + sum(counts(model)) * np.log(X.size)


@mistake(BIC, "log-of-the-dimension")
def log_of_the_dimension(model, X):
    return -2 * total(model, X) + sum(counts(model)) * np.log(X.shape[1])


@mistake(BIC, "log-of-the-components")
def log_of_the_components(model, X):
    return -2 * total(model, X) + sum(counts(model)) * np.log(model.num_components)


@mistake(BIC, "n-for-log-n")
def n_for_log_n(model, X):
    return -2 * total(model, X) + sum(counts(model)) * len(X)


@mistake(BIC, "other-base")
def other_base(model, X):
    return -2 * total(model, X) + sum(counts(model)) * np.log10(len(X))


@mistake(BIC, "all-weights-counted")
def all_weights_counted(model, X):
    return criterion(model, X, sum(counts(model)) + 1)


@mistake(BIC, "weights-not-counted")
def weights_not_counted(model, X):
    _, means, covs = counts(model)
    return criterion(model, X, means + covs)


@mistake(BIC, "means-not-counted")
def means_not_counted(model, X):
    weights, _, covs = counts(model)
    return criterion(model, X, weights + covs)


@mistake(BIC, "covariances-not-counted")
def covariances_not_counted(model, X):
    weights, means, _ = counts(model)
    return criterion(model, X, weights + means)


@mistake(BIC, "one-mean-number-each")
def one_mean_number_each(model, X):
    weights, _, covs = counts(model)
    return criterion(model, X, weights + model.num_components + covs)


@mistake(BIC, "diagonal-counted")
def diagonal_counted(model, X):
    weights, means, _ = counts(model)
    return criterion(model, X, weights + means + model.num_components * model.dim)


@mistake(BIC, "both-triangles-counted")
def both_triangles_counted(model, X):
    weights, means, _ = counts(model)
    return criterion(model, X, weights + means + model.num_components * model.dim**2)


@mistake(BIC, "diagonal-not-counted")
def diagonal_not_counted(model, X):
    weights, means, covs = counts(model)
    return criterion(model, X, weights + means + covs - model.num_components * model.dim)


@mistake(BIC, "one-component-counted")
def one_component_counted(model, X):
    d = model.dim
    return criterion(model, X, model.num_components - 1 + d + d * (d + 1) // 2)


@mistake(BIC, "one-covariance-counted")
def one_covariance_counted(model, X):
    weights, means, covs = counts(model)
    return criterion(model, X, weights + means + covs // model.num_components)


@mistake(BIC, "components-counted")
def components_counted(model, X):
    return criterion(model, X, model.num_components)


@mistake(BIC, "data-changed-in-place")
def bic_data_changed_in_place(model, X):
    value = criterion(model, X, sum(counts(model)))
    X -= X.mean(axis=0)
    return value


@mistake(BIC, "nothing-returned")
def bic_nothing_returned(model, X):
    criterion(model, X, sum(counts(model)))


@mistake(BIC, "half-the-penalty")
def half_the_penalty(model, X):
    return criterion(model, X, sum(counts(model)) / 2)


@mistake(BIC, "base-two")
def base_two(model, X):
    return criterion(model, X, sum(counts(model)) / np.log(2))


@mistake(BIC, "two-dimensions-always")
def two_dimensions_always(model, X):
    return criterion(model, X, 6 * model.num_components - 1)


@mistake(BIC, "one-component-too-few")
def one_component_too_few(model, X):
    d, K = model.dim, model.num_components
    return criterion(model, X, (K - 1) * (1 + d + d * (d + 1) / 2))


@mistake(BIC, "sizes-exchanged")
def sizes_exchanged(model, X):
    K, d = model.dim, model.num_components
    return criterion(model, X, K - 1 + K * d + K * d * (d + 1) / 2)


@mistake(BIC, "divided-by-n")
def divided_by_n(model, X):
    return criterion(model, X, sum(counts(model))) / len(X)


@mistake(BIC, "fitted-again")
def fitted_again(model, X):
    model.fit(X)
    return criterion(model, X, sum(counts(model)))


@mistake(BIC, "half-rounded-down")
def half_rounded_down(model, X):
    d, K = model.dim, model.num_components
    return criterion(model, X, K - 1 + K * d + K * (d // 2) * (d + 1))


@mistake(BIC, "likelihood-itself")
def likelihood_itself(model, X):
    return -2 * np.exp(total(model, X)) + sum(counts(model)) * np.log(len(X))
