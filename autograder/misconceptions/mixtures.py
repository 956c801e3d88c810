"""Mistakes in sampling from a mixture, in its density and likelihood, and in the labelled fit."""

import numpy as np

from autograder.misconceptions.catalogue import mistake

SAMPLING, PDF = "gmm_sampling", "mixture_pdf"
LIKELIHOOD, COMPLETE = "log_likelihood", "fit_complete_data"


@mistake(SAMPLING, "one-coin-for-all")
def one_coin_for_all(sample_size):
    z = np.random.binomial(1, 0.5)
    return np.random.randn(sample_size) + 10 * z - 5


@mistake(SAMPLING, "counts-heads")
def counts_heads(sample_size):
    z = np.random.binomial(sample_size, 0.5)
    return np.random.randn(sample_size) + 10 * z - 5


@mistake(SAMPLING, "halves-in-order")
def halves_in_order(sample_size):
    left = np.random.randn(sample_size // 2) - 5
    right = np.random.randn(sample_size - sample_size // 2) + 5
    return np.concatenate((left, right))


@mistake(SAMPLING, "halves-shuffled")
def halves_shuffled(sample_size):
    left = np.random.randn(sample_size // 2) - 5
    right = np.random.randn(sample_size - sample_size // 2) + 5
    x = np.concatenate((left, right))
    np.random.shuffle(x)
    return x


@mistake(SAMPLING, "alternates")
def alternates(sample_size):
    z = np.arange(sample_size) % 2
    return np.random.randn(sample_size) + 10 * z - 5


@mistake(SAMPLING, "centres-not-shifted")
def centres_not_shifted(sample_size):
    z = np.random.binomial(1, 0.5, sample_size)
    return np.random.randn(sample_size) + 10 * z


@mistake(SAMPLING, "centres-too-close")
def centres_too_close(sample_size):
    z = np.random.binomial(1, 0.5, sample_size)
    return np.random.randn(sample_size) + 5 * z - 5


@mistake(SAMPLING, "one-minus-missing-factor")
def one_minus_missing_factor(sample_size):
    z = np.random.binomial(1, 0.5, sample_size)
    return np.random.randn(sample_size) + z - 5


@mistake(SAMPLING, "averages-the-components")
def averages_the_components(sample_size):
    left = np.random.normal(-5, 1, sample_size)
    right = np.random.normal(5, 1, sample_size)
    return 0.5 * left + 0.5 * right


@mistake(SAMPLING, "one-wide-gaussian")
def one_wide_gaussian(sample_size):
    return np.random.normal(0, np.sqrt(26), sample_size)


@mistake(SAMPLING, "uniform-noise")
def uniform_noise(sample_size):
    z = np.random.binomial(1, 0.5, sample_size)
    return np.random.rand(sample_size) + 10 * z - 5


@mistake(SAMPLING, "label-not-zero-or-one")
def label_not_zero_or_one(sample_size):
    z = np.random.rand(sample_size)
    return np.random.randn(sample_size) + 10 * z - 5


@mistake(SAMPLING, "one-noise-for-all")
def one_noise_for_all(sample_size):
    z = np.random.binomial(1, 0.5, sample_size)
    return np.random.randn() + 10 * z - 5


@mistake(SAMPLING, "no-noise")
def no_noise(sample_size):
    z = np.random.binomial(1, 0.5, sample_size)
    return 10.0 * z - 5


@mistake(SAMPLING, "unequal-coin")
def unequal_coin(sample_size):
    z = np.random.randint(0, 3, sample_size) > 0
    return np.random.randn(sample_size) + 10 * z - 5


@mistake(SAMPLING, "coin-with-one-side")
def coin_with_one_side(sample_size):
    z = np.random.randint(0, 1, sample_size)
    return np.random.randn(sample_size) + 10 * z - 5


@mistake(SAMPLING, "same-draws-every-time")
def same_draws_every_time(sample_size):
    np.random.seed(0)
    z = np.random.binomial(1, 0.5, sample_size)
    return np.random.randn(sample_size) + 10 * z - 5


@mistake(SAMPLING, "returns-labels-too")
def returns_labels_too(sample_size):
    z = np.random.binomial(1, 0.5, sample_size)
    return np.random.randn(sample_size) + 10 * z - 5, z


# --- mixture_pdf -------------------------------------------------------------------------------


def bell(x, mean, var):
    """Density of a Gaussian."""
    return np.exp(-((x - mean) ** 2) / (2 * var)) / np.sqrt(2 * np.pi * var)


def densities(x, mean, var):
    """Densities of the components, shape (sample_size, num_components)."""
    return bell(x[:, None], mean, var)


def density(x, weight, mean, var):
    """Density of the mixture, shape (sample_size,)."""
    return densities(x, mean, var) @ weight


@mistake(PDF, "weights-left-out")
def weights_left_out(x, weight, mean, var):
    return np.sum(densities(x, mean, var), axis=1)


@mistake(PDF, "averaged-over-components")
def averaged_over_components(x, weight, mean, var):
    return np.mean(densities(x, mean, var), axis=1)


@mistake(PDF, "weighted-then-averaged")
def weighted_then_averaged(x, weight, mean, var):
    return np.mean(weight * densities(x, mean, var), axis=1)


@mistake(PDF, "parameters-averaged")
def parameters_averaged(x, weight, mean, var):
    return bell(x, weight @ mean, weight @ var)


@mistake(PDF, "one-wide-gaussian")
def one_wide_gaussian_density(x, weight, mean, var):
    centre = weight @ mean
    return bell(x, centre, weight @ (var + (mean - centre) ** 2))


@mistake(PDF, "densities-multiplied")
def densities_multiplied(x, weight, mean, var):
    return np.prod(weight * densities(x, mean, var), axis=1)


@mistake(PDF, "largest-component")
def largest_component(x, weight, mean, var):
    return np.max(weight * densities(x, mean, var), axis=1)


@mistake(PDF, "last-component-only")
def last_component_only(x, weight, mean, var):
    for k in range(len(weight)):
        value = weight[k] * bell(x, mean[k], var[k])
    return value


@mistake(PDF, "first-component-only")
def first_component_only(x, weight, mean, var):
    value = np.zeros(len(x))
    for k in range(len(weight)):
        value += weight[k] * bell(x, mean[k], var[k])
        return value


@mistake(PDF, "two-components-only")
def two_components_only(x, weight, mean, var):
    return weight[:2] @ densities(x, mean[:2], var[:2]).T


@mistake(PDF, "variance-squared")
def variance_squared(x, weight, mean, var):
    return density(x, weight, mean, var**2)


@mistake(PDF, "deviation-for-variance")
def deviation_for_variance(x, weight, mean, var):
    return density(x, weight, mean, np.sqrt(var))


@mistake(PDF, "logarithm")
def logarithm(x, weight, mean, var):
    return np.log(density(x, weight, mean, var))


@mistake(PDF, "normalised-over-the-data")
def normalised_over_the_data(x, weight, mean, var):
    value = density(x, weight, mean, var)
    return value / np.sum(value)


@mistake(PDF, "components-apart")
def components_apart(x, weight, mean, var):
    return weight * densities(x, mean, var)


@mistake(PDF, "summed-over-the-data")
def summed_over_the_data(x, weight, mean, var):
    return np.sum(weight * densities(x, mean, var), axis=0)


@mistake(PDF, "summed-over-everything")
def summed_over_everything(x, weight, mean, var):
    return np.sum(weight * densities(x, mean, var))


# --- log_likelihood ----------------------------------------------------------------------------


@mistake(LIKELIHOOD, "sum-of-joint-logs")
def sum_of_joint_logs(x, weight, mean, var):
    return np.sum(np.log(weight * densities(x, mean, var)))


@mistake(LIKELIHOOD, "weights-outside-the-log")
def weights_outside_the_log(x, weight, mean, var):
    return np.sum(weight * np.log(densities(x, mean, var)))


@mistake(LIKELIHOOD, "log-of-sum-over-data")
def log_of_sum_over_data(x, weight, mean, var):
    return np.log(np.sum(density(x, weight, mean, var)))


@mistake(LIKELIHOOD, "mean-over-data")
def mean_over_data(x, weight, mean, var):
    return np.mean(np.log(density(x, weight, mean, var)))


@mistake(LIKELIHOOD, "logarithm-missing")
def logarithm_missing(x, weight, mean, var):
    return np.sum(density(x, weight, mean, var))


@mistake(LIKELIHOOD, "likelihood-itself")
def likelihood_itself(x, weight, mean, var):
    return np.prod(density(x, weight, mean, var))


@mistake(LIKELIHOOD, "minus")
def minus(x, weight, mean, var):
    return -np.sum(np.log(density(x, weight, mean, var)))


@mistake(LIKELIHOOD, "weights-left-out")
def weights_left_out_of_likelihood(x, weight, mean, var):
    return np.sum(np.log(np.sum(densities(x, mean, var), axis=1)))


@mistake(LIKELIHOOD, "points-apart")
def points_apart(x, weight, mean, var):
    return np.log(density(x, weight, mean, var))


@mistake(LIKELIHOOD, "last-point-only")
def last_point_only(x, weight, mean, var):
    for value in density(x, weight, mean, var):
        total = np.log(value)
    return total


@mistake(LIKELIHOOD, "first-point-only")
def first_point_only(x, weight, mean, var):
    total = 0.0
    for value in density(x, weight, mean, var):
        total += np.log(value)
        return total


@mistake(LIKELIHOOD, "other-base")
def other_base(x, weight, mean, var):
    return np.sum(np.log10(density(x, weight, mean, var)))


@mistake(LIKELIHOOD, "deviation-for-variance")
def likelihood_with_deviations(x, weight, mean, var):
    return np.sum(np.log(density(x, weight, mean, np.sqrt(var))))


# --- fit_complete_data -------------------------------------------------------------------------


def shares(z, num_components):
    """Share of each label."""
    return np.bincount(z, minlength=num_components) / len(z)


def by_group(function, x, z, num_components):
    """What a function gives of each group's data, shape (num_components,)."""
    return np.array([function(x[z == k]) for k in range(num_components)])


def fitted(x, z, num_components, weight=shares, mean=np.mean, var=np.var):
    """The fit with one of its three parts done in another way."""
    means, variances = (by_group(function, x, z, num_components) for function in (mean, var))
    return weight(z, num_components), means, variances


@mistake(COMPLETE, "n-minus-one")
def n_minus_one(x, z, num_components):
    return fitted(x, z, num_components, var=lambda own: np.var(own, ddof=1))


@mistake(COMPLETE, "deviation")
def deviation(x, z, num_components):
    return fitted(x, z, num_components, var=np.std)


@mistake(COMPLETE, "variance-not-divided")
def variance_not_divided(x, z, num_components):
    return fitted(x, z, num_components, var=lambda own: np.sum((own - np.mean(own)) ** 2))


@mistake(COMPLETE, "not-centred")
def not_centred(x, z, num_components):
    return fitted(x, z, num_components, var=lambda own: np.mean(own**2))


@mistake(COMPLETE, "centred-at-the-overall-mean")
def centred_at_the_overall_mean(x, z, num_components):
    return fitted(x, z, num_components, var=lambda own: np.mean((own - np.mean(x)) ** 2))


@mistake(COMPLETE, "overall-variance")
def overall_variance(x, z, num_components):
    return fitted(x, z, num_components, var=lambda own: np.var(x))


@mistake(COMPLETE, "pooled-variance")
def pooled_variance(x, z, num_components):
    weight, mean, var = fitted(x, z, num_components)
    return weight, mean, np.full(num_components, weight @ var)


@mistake(COMPLETE, "variance-over-all-data")
def variance_over_all_data(x, z, num_components):
    weight, mean, var = fitted(x, z, num_components)
    return weight, mean, weight * var


@mistake(COMPLETE, "divides-by-n")
def divides_by_n(x, z, num_components):
    mean = by_group(np.sum, x, z, num_components) / len(x)
    var = np.array([np.sum((x[z == k] - mean[k]) ** 2) for k in range(num_components)]) / len(x)
    return shares(z, num_components), mean, var


@mistake(COMPLETE, "zeros-counted-in")
def zeros_counted_in(x, z, num_components):
    masked = [np.where(z == k, x, 0) for k in range(num_components)]
    return shares(z, num_components), np.mean(masked, axis=1), np.var(masked, axis=1)


@mistake(COMPLETE, "counts-for-weights")
def counts_for_weights(x, z, num_components):
    return fitted(x, z, num_components, weight=lambda z, K: np.bincount(z, minlength=K))


@mistake(COMPLETE, "counts-over-components")
def counts_over_components(x, z, num_components):
    return fitted(x, z, num_components, weight=lambda z, K: np.bincount(z, minlength=K) / K)


@mistake(COMPLETE, "equal-weights")
def equal_weights(x, z, num_components):
    return fitted(x, z, num_components, weight=lambda z, K: np.ones(K) / K)


@mistake(COMPLETE, "sums-for-means")
def sums_for_means(x, z, num_components):
    return fitted(x, z, num_components, mean=np.sum)


@mistake(COMPLETE, "positions-for-data")
def positions_for_data(x, z, num_components):
    return fitted(np.arange(len(x)), z, num_components)


@mistake(COMPLETE, "labels-from-one")
def labels_from_one(x, z, num_components):
    mean, var = np.zeros(num_components), np.zeros(num_components)
    for k in range(1, num_components + 1):
        mean[k - 1] = np.mean(x[z == k])
        var[k - 1] = np.var(x[z == k])
    return np.array([np.mean(z == k) for k in range(1, num_components + 1)]), mean, var


@mistake(COMPLETE, "sorted-by-mean")
def sorted_by_mean(x, z, num_components):
    weight, mean, var = fitted(x, z, num_components)
    order = np.argsort(mean)
    return weight[order], mean[order], var[order]


@mistake(COMPLETE, "weight-comes-last")
def weight_comes_last(x, z, num_components):
    weight, mean, var = fitted(x, z, num_components)
    return mean, var, weight


@mistake(COMPLETE, "variance-before-mean")
def variance_before_mean(x, z, num_components):
    weight, mean, var = fitted(x, z, num_components)
    return weight, var, mean


@mistake(COMPLETE, "last-group-only")
def last_group_only(x, z, num_components):
    for k in range(num_components):
        own = x[z == k]
        weight, mean, var = len(own) / len(x), np.mean(own), np.var(own)
    return weight, mean, var


@mistake(COMPLETE, "weight-not-returned")
def weight_not_returned(x, z, num_components):
    return fitted(x, z, num_components)[1:]


@mistake(SAMPLING, "place-left-empty")
def place_left_empty(sample_size):
    x = np.zeros(sample_size)
    x[:-1] = np.random.randn(sample_size - 1) + 10 * np.random.binomial(1, 0.5, sample_size - 1) - 5
    return x


@mistake(SAMPLING, "square-of-draws")
def square_of_draws(sample_size):
    z = np.random.binomial(1, 0.5, (sample_size, 1))
    return np.random.randn(sample_size) + 10 * z - 5


@mistake(SAMPLING, "centres-shifted-up")
def centres_shifted_up(sample_size):
    z = np.random.binomial(1, 0.5, sample_size)
    return np.random.randn(sample_size) + 10 * z + 5


@mistake(SAMPLING, "coin-with-three-sides")
def coin_with_three_sides(sample_size):
    z = np.random.randint(0, 3, sample_size)
    return np.random.randn(sample_size) + 10 * z - 5


@mistake(PDF, "last-component-missing")
def last_component_missing(x, weight, mean, var):
    return (weight * densities(x, mean, var))[:, :-1].sum(axis=1)


@mistake(PDF, "first-component-missing")
def first_component_missing(x, weight, mean, var):
    return (weight * densities(x, mean, var))[:, 1:].sum(axis=1)


@mistake(PDF, "one-minus-the-first-weight")
def one_minus_the_first_weight(x, weight, mean, var):
    p = densities(x, mean, var)
    return weight[0] * p[:, 0] + (1 - weight[0]) * p[:, 1]


@mistake(PDF, "weights-twice")
def weights_twice(x, weight, mean, var):
    return (weight * densities(x, mean, var)) @ weight


@mistake(PDF, "root-of-the-constant-missing")
def root_of_the_constant_missing(x, weight, mean, var):
    return np.sum((weight * densities(x, mean, var)) / np.sqrt(2 * np.pi * var), axis=1)


@mistake(PDF, "one-variance-for-all")
def one_variance_for_all(x, weight, mean, var):
    return (weight * densities(x, mean, np.full_like(var, var[0]))).sum(axis=1)


@mistake(LIKELIHOOD, "base-two")
def base_two(x, weight, mean, var):
    return np.sum(np.log2((weight * densities(x, mean, var)).sum(axis=1)))


@mistake(LIKELIHOOD, "likeliest-component-only")
def likeliest_component_only(x, weight, mean, var):
    return np.sum(np.log((weight * densities(x, mean, var)).max(axis=1)))


@mistake(LIKELIHOOD, "first-point-missing")
def first_point_missing(x, weight, mean, var):
    return np.sum(np.log((weight * densities(x, mean, var)).sum(axis=1))[1:])


@mistake(COMPLETE, "difference-not-squared")
def difference_not_squared(x, z, num_components):
    groups = [x[z == k] for k in range(num_components)]
    var = np.array([np.mean(abs(own - own.mean())) for own in groups])
    return (*fitted(x, z, num_components)[:2], var)


@mistake(COMPLETE, "numbers-cut-off")
def numbers_cut_off(x, z, num_components):
    return tuple(part.astype(int) for part in fitted(x, z, num_components))


@mistake(COMPLETE, "divided-without-decimals")
def divided_without_decimals(x, z, num_components):
    weight, mean, var = fitted(x, z, num_components)
    return 0 * weight, mean, var


@mistake(COMPLETE, "last-group-missing")
def last_group_missing(x, z, num_components):
    there = np.arange(num_components) < num_components - 1
    return tuple(part * there for part in fitted(x, z, num_components))


@mistake(COMPLETE, "data-changed-in-place")
def complete_data_changed_in_place(x, z, num_components):
    x -= x.mean()
    return fitted(x, z, num_components)


@mistake(PDF, "half-missing")
def half_missing(x, weight, mean, var):
    return np.exp(-((x[:, None] - mean) ** 2) / var) / np.sqrt(2 * np.pi * var) @ weight


@mistake(PDF, "multiplied-by-the-variance")
def multiplied_by_the_variance(x, weight, mean, var):
    return np.exp(-((x[:, None] - mean) ** 2) / 2 * var) / np.sqrt(2 * np.pi * var) @ weight


@mistake(PDF, "variance-outside-the-root")
def variance_outside_the_root(x, weight, mean, var):
    return np.sum((weight * densities(x, mean, var)) / np.sqrt(var), axis=1)


@mistake(LIKELIHOOD, "two-components-only")
def likelihood_of_two_components(x, weight, mean, var):
    return np.sum(np.log(density(x, weight[:2], mean[:2], var[:2])))


@mistake(LIKELIHOOD, "minus-twice")
def minus_twice(x, weight, mean, var):
    return -2 * np.sum(np.log(density(x, weight, mean, var)))


@mistake(LIKELIHOOD, "one-added")
def one_added(x, weight, mean, var):
    return np.sum(np.log1p(density(x, weight, mean, var)))


@mistake(COMPLETE, "one-array-under-three-names")
def one_array_under_three_names(x, z, num_components):
    _, _, var = fitted(x, z, num_components)
    return var, var, var


@mistake(COMPLETE, "first-group-missing")
def first_group_missing(x, z, num_components):
    return tuple(part * (np.arange(num_components) > 0) for part in fitted(x, z, num_components))
