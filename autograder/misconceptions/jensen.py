"""Mistakes in the posterior of one point, in Jensen's bound, and in the bound that touches."""

import numpy as np

from autograder.misconceptions.catalogue import mistake

POSTERIOR, BOUND, TIGHT = "posterior_1d", "lower_bound", "tight_bound"


def bell(x, mean, var):
    """Density of a Gaussian."""
    return np.exp(-((x - mean) ** 2) / (2 * var)) / np.sqrt(2 * np.pi * var)


def joint(x, weight, mean, var):
    """Weights times densities at one point, shape (num_components,)."""
    return weight * bell(x, mean, var)


def share(numerator):
    """Divide by the sum."""
    return numerator / np.sum(numerator)


def posterior(x, weight, mean, var):
    """Posterior of one point."""
    return share(joint(x, weight, mean, var))


def bound(x, q, weight, mean, var):
    """Jensen's bound for one point."""
    return np.sum(q * np.log(joint(x, weight, mean, var) / q))


def hard(numerator):
    """One for the largest entry, zero for the others."""
    return np.eye(len(numerator))[np.argmax(numerator)]


# --- posterior_1d ------------------------------------------------------------------------------


@mistake(POSTERIOR, "not-normalised")
def not_normalised(x, weight, mean, var):
    return joint(x, weight, mean, var)


@mistake(POSTERIOR, "densities-only")
def densities_only(x, weight, mean, var):
    return bell(x, mean, var)


@mistake(POSTERIOR, "weights-left-out")
def weights_left_out(x, weight, mean, var):
    return share(bell(x, mean, var))


@mistake(POSTERIOR, "weights-after-dividing")
def weights_after_dividing(x, weight, mean, var):
    return weight * share(bell(x, mean, var))


@mistake(POSTERIOR, "weights-only-below")
def weights_only_below(x, weight, mean, var):
    return bell(x, mean, var) / np.sum(joint(x, weight, mean, var))


@mistake(POSTERIOR, "divided-by-own-density")
def divided_by_own_density(x, weight, mean, var):
    return joint(x, weight, mean, var) / bell(x, mean, var)


@mistake(POSTERIOR, "divided-by-largest")
def divided_by_largest(x, weight, mean, var):
    return joint(x, weight, mean, var) / np.max(joint(x, weight, mean, var))


@mistake(POSTERIOR, "hard")
def hard_posterior(x, weight, mean, var):
    return hard(joint(x, weight, mean, var))


@mistake(POSTERIOR, "index-of-the-largest")
def index_of_the_largest(x, weight, mean, var):
    return np.argmax(joint(x, weight, mean, var))


@mistake(POSTERIOR, "left-in-logs")
def left_in_logs(x, weight, mean, var):
    return np.log(posterior(x, weight, mean, var))


@mistake(POSTERIOR, "shares-of-logs")
def shares_of_logs(x, weight, mean, var):
    return share(np.log(joint(x, weight, mean, var)))


@mistake(POSTERIOR, "exponential-of-densities")
def exponential_of_densities(x, weight, mean, var):
    return share(np.exp(joint(x, weight, mean, var)))


@mistake(POSTERIOR, "first-component-only")
def first_component_only(x, weight, mean, var):
    return posterior(x, weight, mean, var)[0]


@mistake(POSTERIOR, "deviation-for-variance")
def deviation_for_variance(x, weight, mean, var):
    return posterior(x, weight, mean, np.sqrt(var))


@mistake(POSTERIOR, "variance-squared")
def variance_squared(x, weight, mean, var):
    return posterior(x, weight, mean, var**2)


# --- lower_bound -------------------------------------------------------------------------------


@mistake(BOUND, "entropy-missing")
def entropy_missing(x, q, weight, mean, var):
    return np.sum(q * np.log(joint(x, weight, mean, var)))


@mistake(BOUND, "entropy-added-wrongly")
def entropy_added_wrongly(x, q, weight, mean, var):
    return np.sum(q * (np.log(joint(x, weight, mean, var)) + np.log(q)))


@mistake(BOUND, "ratio-upside-down")
def ratio_upside_down(x, q, weight, mean, var):
    return np.sum(q * np.log(q / joint(x, weight, mean, var)))


@mistake(BOUND, "log-density")
def log_density(x, q, weight, mean, var):
    return np.log(np.sum(q * (joint(x, weight, mean, var) / q)))


@mistake(BOUND, "log-of-an-average")
def log_of_an_average(x, q, weight, mean, var):
    return np.log(np.sum(q * joint(x, weight, mean, var)))


@mistake(BOUND, "logarithm-missing")
def logarithm_missing(x, q, weight, mean, var):
    return np.sum(q * (joint(x, weight, mean, var) / q))


@mistake(BOUND, "q-missing-in-front")
def q_missing_in_front(x, q, weight, mean, var):
    return np.sum(np.log(joint(x, weight, mean, var) / q))


@mistake(BOUND, "q-inside-the-log")
def q_inside_the_log(x, q, weight, mean, var):
    return np.sum(np.log(q * joint(x, weight, mean, var)))


@mistake(BOUND, "mean-over-components")
def mean_over_components(x, q, weight, mean, var):
    return np.mean(q * np.log(joint(x, weight, mean, var) / q))


@mistake(BOUND, "components-apart")
def components_apart(x, q, weight, mean, var):
    return q * np.log(joint(x, weight, mean, var) / q)


@mistake(BOUND, "weights-left-out")
def weights_left_out_of_bound(x, q, weight, mean, var):
    return np.sum(q * np.log(bell(x, mean, var) / q))


@mistake(BOUND, "density-left-out")
def density_left_out(x, q, weight, mean, var):
    return np.sum(q * np.log(weight / q))


@mistake(BOUND, "divergence")
def divergence(x, q, weight, mean, var):
    return np.sum(q * np.log(q / posterior(x, weight, mean, var)))


@mistake(BOUND, "posterior-for-joint")
def posterior_for_joint(x, q, weight, mean, var):
    return np.sum(q * np.log(posterior(x, weight, mean, var) / q))


@mistake(BOUND, "weights-for-q")
def weights_for_q(x, q, weight, mean, var):
    return bound(x, weight, weight, mean, var)


@mistake(BOUND, "other-base")
def other_base(x, q, weight, mean, var):
    return np.sum(q * np.log2(joint(x, weight, mean, var) / q))


@mistake(BOUND, "deviation-for-variance")
def bound_with_deviations(x, q, weight, mean, var):
    return bound(x, q, weight, mean, np.sqrt(var))


# --- tight_bound -------------------------------------------------------------------------------


def each(x, old, new):
    """The bound at each point, shape (sample_size,)."""
    return np.array([bound(point, posterior(point, *old), *new) for point in x])


@mistake(TIGHT, "old-and-new-swapped")
def old_and_new_swapped(x, old, new):
    return np.sum(each(x, new, old))


@mistake(TIGHT, "q-from-new")
def q_from_new(x, old, new):
    return np.sum(each(x, new, new))


@mistake(TIGHT, "evaluated-at-old")
def evaluated_at_old(x, old, new):
    return np.sum(each(x, old, old))


@mistake(TIGHT, "entropy-missing")
def entropy_missing_in_tight(x, old, new):
    return sum(np.sum(posterior(point, *old) * np.log(joint(point, *new))) for point in x)


@mistake(TIGHT, "divergence")
def divergence_of_tight(x, old, new):
    before, after = (np.array([posterior(point, *theta) for point in x]) for theta in (old, new))
    return np.sum(before * np.log(before / after))


@mistake(TIGHT, "ratio-upside-down")
def tight_ratio_upside_down(x, old, new):
    return -np.sum(each(x, old, new))


@mistake(TIGHT, "mean-over-points")
def mean_over_points(x, old, new):
    return np.mean(each(x, old, new))


@mistake(TIGHT, "points-apart")
def points_apart(x, old, new):
    return each(x, old, new)


@mistake(TIGHT, "last-point-only")
def last_point_only(x, old, new):
    return each(x, old, new)[-1]


@mistake(TIGHT, "first-point-only")
def first_point_only(x, old, new):
    total = 0.0
    for value in each(x, old, new):
        total += value
        return total


@mistake(TIGHT, "one-q-for-all-points")
def one_q_for_all_points(x, old, new):
    q = posterior(x[0], *old)
    return sum(bound(point, q, *new) for point in x)


@mistake(TIGHT, "average-q")
def average_q(x, old, new):
    q = np.mean([posterior(point, *old) for point in x], axis=0)
    return sum(bound(point, q, *new) for point in x)


@mistake(TIGHT, "q-of-all-points-together")
def q_of_all_points_together(x, old, new):
    together = share(np.array([joint(point, *old) for point in x]))
    return sum(bound(point, q, *new) for point, q in zip(x, together, strict=True))


@mistake(TIGHT, "weights-for-q")
def old_weights_for_q(x, old, new):
    return sum(bound(point, old[0], *new) for point in x)


@mistake(TIGHT, "hard-labels")
def hard_labels(x, old, new):
    return sum(np.sum(hard(joint(point, *old)) * np.log(joint(point, *new))) for point in x)


@mistake(TIGHT, "weights-left-out")
def weights_left_out_of_tight(x, old, new):
    _, mean, var = new
    return sum(
        np.sum(posterior(point, *old) * np.log(bell(point, mean, var) / posterior(point, *old)))
        for point in x
    )


@mistake(TIGHT, "weights-of-old")
def weights_of_old(x, old, new):
    return np.sum(each(x, old, (old[0], *new[1:])))


@mistake(POSTERIOR, "constants-omitted")
def constants_omitted(x, weight, mean, var):
    return share(weight * np.exp(-((x - mean) ** 2) / (2 * var)))


@mistake(POSTERIOR, "weights-twice")
def weights_twice(x, weight, mean, var):
    return share(weight * joint(x, weight, mean, var))


@mistake(POSTERIOR, "weights-changed-in-place")
def weights_changed_in_place(x, weight, mean, var):
    weight *= bell(x, mean, var)
    weight /= weight.sum()
    return weight


@mistake(POSTERIOR, "divided-by-average")
def divided_by_average(x, weight, mean, var):
    numerator = joint(x, weight, mean, var)
    return numerator / numerator.mean()


@mistake(BOUND, "weights-in-front")
def weights_in_front(x, q, weight, mean, var):
    return np.sum(weight * np.log(joint(x, weight, mean, var) / q))


@mistake(BOUND, "divided-outside-the-log")
def divided_outside_the_log(x, q, weight, mean, var):
    return np.sum(q * np.log(joint(x, weight, mean, var)) / q)


@mistake(BOUND, "mixture-for-joint")
def mixture_for_joint(x, q, weight, mean, var):
    return np.sum(q * np.log(np.sum(joint(x, weight, mean, var)) / q))


@mistake(BOUND, "last-component-only")
def last_component_only(x, q, weight, mean, var):
    return (q * np.log(joint(x, weight, mean, var) / q))[-1]


@mistake(BOUND, "logs-divided")
def logs_divided(x, q, weight, mean, var):
    return np.sum(q * np.log(joint(x, weight, mean, var)) / np.log(q))


@mistake(TIGHT, "numerators-for-q")
def numerators_for_q(x, old, new):
    return sum(bound(point, joint(point, *old), *new) for point in x)


@mistake(TIGHT, "equal-shares-for-q")
def equal_shares_for_q(x, old, new):
    q = np.full(len(old[0]), 1 / len(old[0]))
    return sum(bound(point, q, *new) for point in x)


@mistake(TIGHT, "last-point-missing")
def last_point_missing(x, old, new):
    return sum(bound(point, posterior(point, *old), *new) for point in x[:-1])


@mistake(POSTERIOR, "half-missing")
def half_missing(x, weight, mean, var):
    return share(weight * np.exp(-((x - mean) ** 2) / var) / np.sqrt(var))


@mistake(POSTERIOR, "divided-by-a-running-sum")
def divided_by_a_running_sum(x, weight, mean, var):
    numerator = joint(x, weight, mean, var)
    return numerator / np.cumsum(numerator)


@mistake(POSTERIOR, "divided-in-every-round")
def divided_in_every_round(x, weight, mean, var):
    found = np.zeros(len(weight))
    for k, numerator in enumerate(joint(x, weight, mean, var)):
        found[k] = numerator
        found = share(found)
    return found


@mistake(BOUND, "two-components-only")
def two_components_only(x, q, weight, mean, var):
    return bound(x, q[:2], weight[:2], mean[:2], var[:2])


@mistake(BOUND, "log-q-unweighted")
def log_q_unweighted(x, q, weight, mean, var):
    return np.sum(q * np.log(joint(x, weight, mean, var)) - np.log(q))


@mistake(TIGHT, "q-sums-to-one-over-the-data")
def q_sums_to_one_over_the_data(x, old, new):
    numerators = np.array([joint(point, *old) for point in x])
    q = numerators / numerators.sum(axis=0)
    return sum(bound(point, row, *new) for point, row in zip(x, q, strict=True))


@mistake(TIGHT, "log-density-is-missing")
def log_density_is_missing(x, old, new):
    return -divergence_of_tight(x, old, new)
