"""Mistakes where formulas meet floating point: log-sum-exp, and the mixture that uses it."""

import numpy as np

from autograder.misconceptions.catalogue import mistake

LOG_SUM_EXP, LOG_PDF, E_STEP = "log_sum_exp", "StableGMM.log_pdf", "StableGMM.e_step"


def shifted(a):
    """The rows minus their largest entries, and these, shapes (N, K) and (N,)."""
    largest = a.max(axis=1)
    return a - largest[:, None], largest


def log_sums(a):
    """What log_sum_exp returns, shape (N,)."""
    rest, largest = shifted(a)
    return largest + np.log(np.sum(np.exp(rest), axis=1))


@mistake(LOG_SUM_EXP, "not-shifted")
def not_shifted(a):
    return np.log(np.sum(np.exp(a), axis=1))


@mistake(LOG_SUM_EXP, "tiny-number-added")
def tiny_number_added(a):
    return np.log(np.sum(np.exp(a), axis=1) + 1e-300)


@mistake(LOG_SUM_EXP, "exponents-clipped")
def exponents_clipped(a):
    return np.log(np.sum(np.exp(np.clip(a, -700, 700)), axis=1))


@mistake(LOG_SUM_EXP, "largest-not-added-back")
def largest_not_added_back(a):
    rest, _ = shifted(a)
    return np.log(np.sum(np.exp(rest), axis=1))


@mistake(LOG_SUM_EXP, "largest-added-twice")
def largest_added_twice(a):
    rest, largest = shifted(a)
    return 2 * largest + np.log(np.sum(np.exp(rest), axis=1))


@mistake(LOG_SUM_EXP, "largest-subtracted-again")
def largest_subtracted_again(a):
    rest, largest = shifted(a)
    return np.log(np.sum(np.exp(rest), axis=1)) - largest


@mistake(LOG_SUM_EXP, "largest-inside-the-log")
def largest_inside_the_log(a):
    rest, largest = shifted(a)
    return np.log(largest + np.sum(np.exp(rest), axis=1))


@mistake(LOG_SUM_EXP, "log-left-out")
def log_left_out(a):
    rest, largest = shifted(a)
    return largest + np.sum(np.exp(rest), axis=1)


@mistake(LOG_SUM_EXP, "exp-left-out")
def exp_left_out(a):
    rest, largest = shifted(a)
    return largest + np.log(np.sum(rest, axis=1))


@mistake(LOG_SUM_EXP, "sum-of-logs")
def sum_of_logs(a):
    return np.sum(a, axis=1)


@mistake(LOG_SUM_EXP, "exponentiated")
def exponentiated(a):
    rest, largest = shifted(a)
    return np.exp(largest) * np.sum(np.exp(rest), axis=1)


@mistake(LOG_SUM_EXP, "largest-alone")
def largest_alone(a):
    return np.max(a, axis=1)


@mistake(LOG_SUM_EXP, "largest-of-all-rows")
def largest_of_all_rows(a):
    largest = np.max(a)
    return largest + np.log(np.sum(np.exp(a - largest), axis=1))


@mistake(LOG_SUM_EXP, "largest-of-each-column")
def largest_of_each_column(a):
    largest = np.max(a, axis=0)
    return largest + np.log(np.sum(np.exp(a - largest), axis=1))


@mistake(LOG_SUM_EXP, "keepdims-missing")
def keepdims_missing(a):
    largest = np.max(a, axis=1)
    return largest + np.log(np.sum(np.exp(a - largest), axis=1))


@mistake(LOG_SUM_EXP, "smallest-subtracted")
def smallest_subtracted(a):
    smallest = np.min(a, axis=1, keepdims=True)
    return smallest[:, 0] + np.log(np.sum(np.exp(a - smallest), axis=1))


@mistake(LOG_SUM_EXP, "average-subtracted")
def average_subtracted(a):
    average = np.mean(a, axis=1, keepdims=True)
    return average[:, 0] + np.log(np.sum(np.exp(a - average), axis=1))


@mistake(LOG_SUM_EXP, "mean-for-sum")
def mean_for_sum(a):
    rest, largest = shifted(a)
    return largest + np.log(np.mean(np.exp(rest), axis=1))


@mistake(LOG_SUM_EXP, "summed-down-the-columns")
def summed_down_the_columns(a):
    largest = np.max(a, axis=0)
    return largest + np.log(np.sum(np.exp(a - largest), axis=0))


@mistake(LOG_SUM_EXP, "one-number-for-all")
def one_number_for_all(a):
    largest = np.max(a)
    return largest + np.log(np.sum(np.exp(a - largest)))


@mistake(LOG_SUM_EXP, "column-of-values")
def column_of_values(a):
    rest, largest = shifted(a)
    return largest[:, None] + np.log(np.sum(np.exp(rest), axis=1, keepdims=True))


@mistake(LOG_SUM_EXP, "column-meets-row")
def column_meets_row(a):
    rest, largest = shifted(a)
    return largest[:, None] + np.log(np.sum(np.exp(rest), axis=1))


@mistake(LOG_SUM_EXP, "other-base")
def other_base(a):
    rest, largest = shifted(a)
    return largest + np.log10(np.sum(np.exp(rest), axis=1))


@mistake(LOG_SUM_EXP, "argument-changed-in-place")
def argument_changed_in_place(a):
    largest = np.max(a, axis=1)
    a -= largest[:, None]
    return largest + np.log(np.sum(np.exp(a), axis=1))


@mistake(LOG_SUM_EXP, "nothing-returned")
def nothing_returned(a):
    log_sums(a)


def densities(gmm, X):
    """Log densities of the components, shape (sample_size, num_components)."""
    return np.column_stack([gaussian.log_pdf(X) for gaussian in gmm.gaussian_list])


def joint(gmm, X):
    """Log weights plus log densities, shape (sample_size, num_components)."""
    return np.log(gmm.weight) + densities(gmm, X)


@mistake(LOG_PDF, "densities-added-up")
def densities_added_up(self, X):
    return np.log(np.sum(np.exp(joint(self, X)), axis=1))


@mistake(LOG_PDF, "tiny-number-added")
def log_pdf_tiny_number_added(self, X):
    return np.log(np.sum(np.exp(joint(self, X)), axis=1) + 1e-300)


@mistake(LOG_PDF, "infinity-replaced")
def infinity_replaced(self, X):
    return np.nan_to_num(np.log(np.sum(np.exp(joint(self, X)), axis=1)))


@mistake(LOG_PDF, "weights-omitted")
def weights_omitted(self, X):
    return log_sums(densities(self, X))


@mistake(LOG_PDF, "weight-not-in-logs")
def weight_not_in_logs(self, X):
    return log_sums(self.weight + densities(self, X))


@mistake(LOG_PDF, "weight-times-log")
def weight_times_log(self, X):
    return log_sums(self.weight * densities(self, X))


@mistake(LOG_PDF, "weights-logged-twice")
def weights_logged_twice(self, X):
    return log_sums(np.log(np.log(self.weight)) + densities(self, X))


@mistake(LOG_PDF, "weights-counted-twice")
def weights_counted_twice(self, X):
    return log_sums(np.log(self.weight) + joint(self, X))


@mistake(LOG_PDF, "logs-weighted-and-summed")
def logs_weighted_and_summed(self, X):
    return densities(self, X) @ self.weight


@mistake(LOG_PDF, "log-joints-summed")
def log_joints_summed(self, X):
    return np.sum(joint(self, X), axis=1)


@mistake(LOG_PDF, "largest-component-only")
def largest_component_only(self, X):
    return np.max(joint(self, X), axis=1)


@mistake(LOG_PDF, "largest-not-added-back")
def log_pdf_largest_not_added_back(self, X):
    rest, _ = shifted(joint(self, X))
    return np.log(np.sum(np.exp(rest), axis=1))


@mistake(LOG_PDF, "largest-of-all-points")
def largest_of_all_points(self, X):
    a = joint(self, X)
    return a.max() + np.log(np.sum(np.exp(a - a.max()), axis=1))


@mistake(LOG_PDF, "log-of-log-sum-exp")
def log_of_log_sums(self, X):
    return np.log(log_sums(joint(self, X)))


@mistake(LOG_PDF, "exponentiated-first")
def exponentiated_first(self, X):
    return log_sums(np.exp(joint(self, X)))


@mistake(LOG_PDF, "density-returned")
def density_returned(self, X):
    return np.exp(log_sums(joint(self, X)))


@mistake(LOG_PDF, "summed-over-the-data")
def summed_over_the_data(self, X):
    return log_sums(joint(self, X).T)


@mistake(LOG_PDF, "total-over-the-data")
def total_over_the_data(self, X):
    return np.sum(log_sums(joint(self, X)))


@mistake(LOG_PDF, "column-of-values")
def log_pdf_column_of_values(self, X):
    return log_sums(joint(self, X))[:, None]


@mistake(LOG_PDF, "nothing-returned")
def log_pdf_nothing_returned(self, X):
    log_sums(joint(self, X))


@mistake(E_STEP, "densities-divided")
def densities_divided(self, X):
    numerator = np.exp(joint(self, X))
    return numerator / np.sum(numerator, axis=1, keepdims=True)


@mistake(E_STEP, "tiny-number-added")
def e_step_tiny_number_added(self, X):
    numerator = np.exp(joint(self, X))
    return numerator / (np.sum(numerator, axis=1, keepdims=True) + 1e-300)


@mistake(E_STEP, "nan-replaced-by-equal-shares")
def nan_replaced_by_equal_shares(self, X):
    posterior = densities_divided(self, X)
    posterior[np.isnan(posterior)] = 1 / self.num_components
    return posterior


@mistake(E_STEP, "nan-replaced-by-zero")
def nan_replaced_by_zero(self, X):
    return np.nan_to_num(densities_divided(self, X))


@mistake(E_STEP, "nan-replaced-by-the-winner")
def nan_replaced_by_the_winner(self, X):
    posterior = densities_divided(self, X)
    return np.where(np.isnan(posterior), hard_assignment(self, X), posterior)


@mistake(E_STEP, "hard-assignment")
def hard_assignment(self, X):
    return np.eye(self.num_components)[np.argmax(joint(self, X), axis=1)]


@mistake(E_STEP, "left-in-logs")
def left_in_logs(self, X):
    a = joint(self, X)
    return a - log_sums(a)[:, None]


@mistake(E_STEP, "logs-divided")
def logs_divided(self, X):
    a = joint(self, X)
    return a / log_sums(a)[:, None]


@mistake(E_STEP, "exp-of-quotient")
def exp_of_quotient(self, X):
    a = joint(self, X)
    return np.exp(a / log_sums(a)[:, None])


@mistake(E_STEP, "largest-subtracted-only")
def largest_subtracted_only(self, X):
    rest, _ = shifted(joint(self, X))
    return np.exp(rest)


@mistake(E_STEP, "largest-of-all-points")
def e_step_largest_of_all_points(self, X):
    a = joint(self, X)
    numerator = np.exp(a - a.max())
    return numerator / numerator.sum(axis=1, keepdims=True)


@mistake(E_STEP, "weights-omitted")
def e_step_weights_omitted(self, X):
    a = densities(self, X)
    return np.exp(a - log_sums(a)[:, None])


@mistake(E_STEP, "weights-in-the-sum-only")
def weights_in_the_sum_only(self, X):
    return np.exp(densities(self, X) - log_sums(joint(self, X))[:, None])


@mistake(E_STEP, "weights-in-the-numerator-only")
def weights_in_the_numerator_only(self, X):
    return np.exp(joint(self, X) - log_sums(densities(self, X))[:, None])


@mistake(E_STEP, "weight-not-in-logs")
def e_step_weight_not_in_logs(self, X):
    a = self.weight + densities(self, X)
    return np.exp(a - log_sums(a)[:, None])


@mistake(E_STEP, "columns-sum-to-one")
def columns_sum_to_one(self, X):
    a = joint(self, X)
    return np.exp(a - log_sums(a.T))


@mistake(E_STEP, "row-meets-column")
def row_meets_column(self, X):
    a = joint(self, X)
    return np.exp(a - log_sums(a))


@mistake(E_STEP, "not-divided")
def not_divided(self, X):
    return np.exp(joint(self, X))


@mistake(E_STEP, "transposed")
def transposed(self, X):
    a = joint(self, X)
    return np.exp(a - log_sums(a)[:, None]).T


@mistake(E_STEP, "nothing-returned")
def e_step_nothing_returned(self, X):
    a = joint(self, X)
    self.posterior = np.exp(a - log_sums(a)[:, None])


@mistake(LOG_SUM_EXP, "first-entry-subtracted")
def first_entry_subtracted(a):
    first = a[:, 0]
    return first + np.log(np.sum(np.exp(a - first[:, None]), axis=1))


@mistake(LOG_SUM_EXP, "one-added-in-the-log")
def one_added_in_the_log(a):
    rest, largest = shifted(a)
    return largest + np.log1p(np.sum(np.exp(rest), axis=1))


@mistake(LOG_SUM_EXP, "largest-size-subtracted")
def largest_size_subtracted(a):
    size = np.abs(a).max(axis=1)
    return size + np.log(np.sum(np.exp(a - size[:, None]), axis=1))


@mistake(LOG_PDF, "weights-uniform")
def weights_uniform(self, X):
    log_density = np.column_stack([gaussian.log_pdf(X) for gaussian in self.gaussian_list])
    return log_sums(log_density) - np.log(self.num_components)


@mistake(LOG_PDF, "log-weight-subtracted")
def log_weight_subtracted(self, X):
    log_density = np.column_stack([gaussian.log_pdf(X) for gaussian in self.gaussian_list])
    return log_sums(log_density - np.log(self.weight))


@mistake(LOG_PDF, "two-components-only")
def two_components_only(self, X):
    log_density = np.column_stack([gaussian.log_pdf(X) for gaussian in self.gaussian_list])
    return log_sums((np.log(self.weight) + log_density)[:, :2])


@mistake(E_STEP, "logs-divided-by-their-sum")
def logs_divided_by_their_sum(self, X):
    log_density = np.column_stack([gaussian.log_pdf(X) for gaussian in self.gaussian_list])
    log_joint = np.log(self.weight) + log_density
    return log_joint / log_joint.sum(axis=1, keepdims=True)


@mistake(E_STEP, "weights-changed")
def weights_changed(self, X):
    log_density = np.column_stack([gaussian.log_pdf(X) for gaussian in self.gaussian_list])
    log_joint = np.log(self.weight) + log_density
    posterior = np.exp(log_joint - log_sums(log_joint)[:, None])
    self.weight = posterior.mean(axis=0)
    return posterior


@mistake(LOG_PDF, "largest-density-not-added-back")
def largest_density_not_added_back(self, X):
    rest, _ = shifted(densities(self, X))
    return np.log(np.exp(rest) @ self.weight)


@mistake(LOG_SUM_EXP, "sum-begins-with-one")
def sum_begins_with_one(a):
    return np.logaddexp(log_sums(a), 0)
