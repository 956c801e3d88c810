"""Mistakes in EM for one-dimensional data: the two steps, and the loop around them."""

import numpy as np

from autograder.misconceptions.catalogue import mistake

E_STEP, M_STEP, EM = "e_step_1d", "m_step_1d", "em_1d"
MANY = 1000  # rounds at which a wrong rule may give up: far beyond any right one


def normal_pdf(x, mean, var):
    """Density of a Gaussian: what lessons give to students."""
    return np.exp(-((x - mean) ** 2) / (2 * var)) / np.sqrt(2 * np.pi * var)


def densities(x, mean, var):
    """Densities of the components, shape (sample_size, num_components)."""
    return normal_pdf(x[:, np.newaxis], mean, var)


def rows_to_one(numerator):
    """Divide each row by its sum."""
    return numerator / numerator.sum(axis=1, keepdims=True)


def e_step_1d(x, weight, mean, var):
    """Do a right E-step, for the mistakes elsewhere."""
    return rows_to_one(weight * densities(x, mean, var))


def m_step_1d(x, posterior):
    """Do a right M-step, for the mistakes elsewhere."""
    count = posterior.sum(axis=0)
    mean = posterior.T @ x / count
    return count / len(x), mean, np.sum(posterior * squares(x, mean), axis=0) / count


def log_likelihood(x, weight, mean, var):
    """Return the right log-likelihood, for the mistakes elsewhere."""
    return np.log(densities(x, mean, var) @ weight).sum()


def squares(x, mean):
    """Squared distances from each mean, shape (sample_size, num_components)."""
    return (x[:, np.newaxis] - mean) ** 2


@mistake(E_STEP, "weights-omitted")
def weights_omitted(x, weight, mean, var):
    return rows_to_one(densities(x, mean, var))


@mistake(E_STEP, "weights-after-dividing")
def weights_after_dividing(x, weight, mean, var):
    return weight * rows_to_one(densities(x, mean, var))


@mistake(E_STEP, "only-the-sum-is-weighted")
def only_the_sum_is_weighted(x, weight, mean, var):
    density = densities(x, mean, var)
    return density / (weight * density).sum(axis=1, keepdims=True)


@mistake(E_STEP, "not-divided")
def not_divided(x, weight, mean, var):
    return weight * densities(x, mean, var)


@mistake(E_STEP, "columns-sum-to-one")
def columns_sum_to_one(x, weight, mean, var):
    joint = weight * densities(x, mean, var)
    return joint / joint.sum(axis=0)


@mistake(E_STEP, "everything-sums-to-one")
def everything_sums_to_one(x, weight, mean, var):
    joint = weight * densities(x, mean, var)
    return joint / joint.sum()


@mistake(E_STEP, "keepdims-missing")
def keepdims_missing(x, weight, mean, var):
    joint = weight * densities(x, mean, var)
    return joint / joint.sum(axis=1)


@mistake(E_STEP, "axis-for-data-missing")
def axis_for_data_missing(x, weight, mean, var):
    joint = weight * normal_pdf(x, mean, var)
    return joint / joint.sum(axis=1, keepdims=True)


@mistake(E_STEP, "hard-assignment")
def hard_assignment(x, weight, mean, var):
    joint = weight * densities(x, mean, var)
    return np.eye(len(weight))[joint.argmax(axis=1)]


@mistake(E_STEP, "labels-for-posterior")
def labels_for_posterior(x, weight, mean, var):
    return np.argmax(weight * densities(x, mean, var), axis=1)


@mistake(E_STEP, "largest-for-sum")
def largest_for_sum(x, weight, mean, var):
    joint = weight * densities(x, mean, var)
    return joint / joint.max(axis=1, keepdims=True)


@mistake(E_STEP, "left-in-logs")
def left_in_logs(x, weight, mean, var):
    return np.log(rows_to_one(weight * densities(x, mean, var)))


@mistake(E_STEP, "logs-divided")
def logs_divided(x, weight, mean, var):
    return rows_to_one(np.log(weight * densities(x, mean, var)))


@mistake(E_STEP, "transposed")
def transposed(x, weight, mean, var):
    return rows_to_one(weight * densities(x, mean, var)).T


@mistake(E_STEP, "deviation-for-variance")
def deviation_for_variance(x, weight, mean, var):
    return rows_to_one(weight * densities(x, mean, np.sqrt(var)))


@mistake(E_STEP, "variance-squared")
def variance_squared(x, weight, mean, var):
    return rows_to_one(weight * densities(x, mean, var**2))


@mistake(E_STEP, "constants-omitted")
def constants_omitted(x, weight, mean, var):
    return rows_to_one(weight * np.exp(-((x[:, np.newaxis] - mean) ** 2) / (2 * var)))


@mistake(E_STEP, "first-point-for-all")
def first_point_for_all(x, weight, mean, var):
    joint = weight * normal_pdf(x[0], mean, var)
    return np.tile(joint / joint.sum(), (len(x), 1))


@mistake(E_STEP, "last-component-only")
def last_component_only(x, weight, mean, var):
    posterior = np.zeros((len(x), len(weight)))
    for k in range(len(weight)):
        posterior = np.zeros((len(x), len(weight)))
        posterior[:, k] = weight[k] * normal_pdf(x, mean[k], var[k])
    return rows_to_one(posterior)


@mistake(E_STEP, "prior-for-posterior")
def prior_for_posterior(x, weight, mean, var):
    return np.tile(weight, (len(x), 1))


@mistake(E_STEP, "variances-changed-in-place")
def variances_changed_in_place(x, weight, mean, var):
    var **= 0.5
    z = (x[:, np.newaxis] - mean) / var
    return rows_to_one(weight * np.exp(-0.5 * z**2) / var)


@mistake(E_STEP, "nothing-returned")
def e_step_nothing_returned(x, weight, mean, var):
    rows_to_one(weight * densities(x, mean, var))


def parameters(x, posterior, weight=None, mean=None, var=None):
    """Return what an M-step gives, with some of it given by the caller."""
    right = m_step_1d(x, posterior)
    given = (weight, mean, var)
    return tuple(r if g is None else g for g, r in zip(given, right, strict=True))


@mistake(M_STEP, "means-divided-by-n")
def means_divided_by_n(x, posterior):
    mean = posterior.T @ x / len(x)
    var = np.sum(posterior * squares(x, mean), axis=0) / posterior.sum(axis=0)
    return parameters(x, posterior, mean=mean, var=var)


@mistake(M_STEP, "variances-divided-by-n")
def variances_divided_by_n(x, posterior):
    _, mean, _ = m_step_1d(x, posterior)
    return parameters(x, posterior, var=np.mean(posterior * squares(x, mean), axis=0))


@mistake(M_STEP, "all-divided-by-n")
def all_divided_by_n(x, posterior):
    mean = posterior.T @ x / len(x)
    return parameters(x, posterior, None, mean, np.mean(posterior * squares(x, mean), axis=0))


@mistake(M_STEP, "n-minus-one")
def n_minus_one(x, posterior):
    count = posterior.sum(axis=0)
    _, _, var = m_step_1d(x, posterior)
    return parameters(x, posterior, var=var * count / (count - 1))


@mistake(M_STEP, "means-not-divided")
def means_not_divided(x, posterior):
    mean = posterior.T @ x
    var = np.sum(posterior * squares(x, mean), axis=0) / posterior.sum(axis=0)
    return parameters(x, posterior, mean=mean, var=var)


@mistake(M_STEP, "variances-not-divided")
def variances_not_divided(x, posterior):
    _, _, var = m_step_1d(x, posterior)
    return parameters(x, posterior, var=var * posterior.sum(axis=0))


@mistake(M_STEP, "means-unweighted")
def means_unweighted(x, posterior):
    mean = np.full(posterior.shape[1], x.mean())
    var = np.sum(posterior * squares(x, mean), axis=0) / posterior.sum(axis=0)
    return parameters(x, posterior, mean=mean, var=var)


@mistake(M_STEP, "global-mean-in-variance")
def global_mean_in_variance(x, posterior):
    var = np.sum(posterior * squares(x, x.mean()), axis=0) / posterior.sum(axis=0)
    return parameters(x, posterior, var=var)


@mistake(M_STEP, "another-component-s-mean")
def another_component_s_mean(x, posterior):
    _, mean, _ = m_step_1d(x, posterior)
    var = np.sum(posterior * squares(x, mean[-1]), axis=0) / posterior.sum(axis=0)
    return parameters(x, posterior, var=var)


@mistake(M_STEP, "mean-not-subtracted")
def mean_not_subtracted(x, posterior):
    return parameters(x, posterior, var=posterior.T @ x**2 / posterior.sum(axis=0))


@mistake(M_STEP, "variance-unweighted")
def variance_unweighted(x, posterior):
    _, mean, _ = m_step_1d(x, posterior)
    return parameters(x, posterior, var=np.mean(squares(x, mean), axis=0))


@mistake(M_STEP, "sum-unweighted-divided-by-nk")
def sum_unweighted_divided_by_nk(x, posterior):
    _, mean, _ = m_step_1d(x, posterior)
    return parameters(x, posterior, var=squares(x, mean).sum(axis=0) / posterior.sum(axis=0))


@mistake(M_STEP, "global-variance")
def global_variance(x, posterior):
    return parameters(x, posterior, var=np.full(posterior.shape[1], x.var()))


@mistake(M_STEP, "posterior-squared-in-variance")
def posterior_squared_in_variance(x, posterior):
    _, mean, _ = m_step_1d(x, posterior)
    var = np.sum(posterior**2 * squares(x, mean), axis=0) / posterior.sum(axis=0)
    return parameters(x, posterior, var=var)


@mistake(M_STEP, "squared-after-summing")
def squared_after_summing(x, posterior):
    _, mean, _ = m_step_1d(x, posterior)
    total = np.sum(posterior * (x[:, np.newaxis] - mean), axis=0)
    return parameters(x, posterior, var=total**2 / posterior.sum(axis=0))


@mistake(M_STEP, "difference-not-squared")
def difference_not_squared(x, posterior):
    _, mean, _ = m_step_1d(x, posterior)
    total = np.sum(posterior * abs(x[:, np.newaxis] - mean), axis=0)
    return parameters(x, posterior, var=total / posterior.sum(axis=0))


@mistake(M_STEP, "deviation-for-variance")
def deviation_returned(x, posterior):
    _, _, var = m_step_1d(x, posterior)
    return parameters(x, posterior, var=np.sqrt(var))


@mistake(M_STEP, "pooled-variance")
def pooled_variance(x, posterior):
    weight, _, var = m_step_1d(x, posterior)
    return parameters(x, posterior, var=np.full(len(weight), weight @ var))


@mistake(M_STEP, "weights-not-divided")
def weights_not_divided(x, posterior):
    return parameters(x, posterior, weight=posterior.sum(axis=0))


@mistake(M_STEP, "weights-over-components")
def weights_over_components(x, posterior):
    return parameters(x, posterior, weight=posterior.sum(axis=0) / posterior.shape[1])


@mistake(M_STEP, "weights-from-rows")
def weights_from_rows(x, posterior):
    return parameters(x, posterior, weight=posterior.mean(axis=1))


@mistake(M_STEP, "weights-uniform")
def weights_uniform(x, posterior):
    return parameters(x, posterior, weight=np.full(posterior.shape[1], 1 / posterior.shape[1]))


@mistake(M_STEP, "weights-from-hard-counts")
def weights_from_hard_counts(x, posterior):
    labels = posterior.argmax(axis=1)
    return parameters(x, posterior, np.bincount(labels, minlength=posterior.shape[1]) / len(x))


@mistake(M_STEP, "hard-assignment")
def m_step_hard_assignment(x, posterior):
    return m_step_1d(x, np.eye(posterior.shape[1])[posterior.argmax(axis=1)])


@mistake(M_STEP, "first-column-for-all")
def first_column_for_all(x, posterior):
    return m_step_1d(x, np.tile(posterior[:, :1], (1, posterior.shape[1])))


@mistake(M_STEP, "last-component-for-all")
def last_component_for_all(x, posterior):
    weight, mean, var = m_step_1d(x, posterior)
    return weight, np.full_like(mean, mean[-1]), np.full_like(var, var[-1])


@mistake(M_STEP, "only-the-last-component")
def only_the_last_component(x, posterior):
    last = np.arange(posterior.shape[1]) == posterior.shape[1] - 1
    weight, mean, var = m_step_1d(x, posterior)
    return weight * last, mean * last, var * last


@mistake(M_STEP, "another-order")
def another_order(x, posterior):
    weight, mean, var = m_step_1d(x, posterior)
    return mean, var, weight


@mistake(M_STEP, "weights-not-returned")
def weights_not_returned(x, posterior):
    _, mean, var = m_step_1d(x, posterior)
    return mean, var


@mistake(M_STEP, "nothing-returned")
def m_step_nothing_returned(x, posterior):
    m_step_1d(x, posterior)


@mistake(M_STEP, "posterior-changed-in-place")
def posterior_changed_in_place(x, posterior):
    count = posterior.sum(axis=0)
    posterior /= count
    mean = posterior.T @ x
    return count / len(x), mean, np.sum(posterior * squares(x, mean), axis=0)


@mistake(M_STEP, "data-changed-in-place")
def data_changed_in_place(x, posterior):
    weight, mean, var = m_step_1d(x, posterior)
    x -= mean[-1]
    return weight, mean, var


def climb(x, weight, mean, var, done, rounds=MANY):
    """Run EM until ``done(old, new)``; the rest as it should be."""
    trace = [log_likelihood(x, weight, mean, var)]
    for _ in range(rounds):
        weight, mean, var = m_step_1d(x, e_step_1d(x, weight, mean, var))
        trace.append(log_likelihood(x, weight, mean, var))
        if done(trace[-2], trace[-1]):
            break
    return weight, mean, var, np.array(trace)


def relative(eps):
    """Return the right rule."""
    return lambda old, new: abs(new - old) < eps * abs(new)


@mistake(EM, "one-round-only")
def one_round_only(x, weight, mean, var, eps=1e-8):
    return climb(x, weight, mean, var, relative(eps), rounds=1)


@mistake(EM, "rule-met-at-once")
def rule_met_at_once(x, weight, mean, var, eps=1e-8):
    return climb(x, weight, mean, var, lambda old, new: (new - old) / new < eps)


@mistake(EM, "ten-rounds")
def ten_rounds(x, weight, mean, var, eps=1e-8):
    return climb(x, weight, mean, var, lambda old, new: False, rounds=10)


@mistake(EM, "hundred-rounds-whatever-happens")
def hundred_rounds_whatever_happens(x, weight, mean, var, eps=1e-8):
    return climb(x, weight, mean, var, lambda old, new: False, rounds=100)


@mistake(EM, "absolute-rule")
def absolute_rule(x, weight, mean, var, eps=1e-8):
    return climb(x, weight, mean, var, lambda old, new: abs(new - old) < eps)


@mistake(EM, "absolute-rule-on-the-average")
def absolute_rule_on_the_average(x, weight, mean, var, eps=1e-8):
    return climb(x, weight, mean, var, lambda old, new: abs(new - old) / len(x) < eps)


@mistake(EM, "stops-on-the-means")
def stops_on_the_means(x, weight, mean, var, eps=1e-8):
    trace = [log_likelihood(x, weight, mean, var)]
    for _ in range(MANY):  # it does come to its end
        old = mean
        weight, mean, var = m_step_1d(x, e_step_1d(x, weight, mean, var))
        trace.append(log_likelihood(x, weight, mean, var))
        if np.max(np.abs(mean - old)) < eps:
            break
    return weight, mean, var, np.array(trace)


@mistake(EM, "eps-ignored")
def eps_ignored(x, weight, mean, var, eps=1e-8):
    return climb(x, weight, mean, var, relative(1e-8))


@mistake(EM, "until-nothing-changes")
def until_nothing_changes(x, weight, mean, var, eps=1e-8):
    return climb(x, weight, mean, var, relative(1e-14))


@mistake(EM, "old-never-renewed")
def old_never_renewed(x, weight, mean, var, eps=1e-8):
    start = log_likelihood(x, weight, mean, var)
    return climb(x, weight, mean, var, lambda old, new: relative(eps)(start, new))


@mistake(EM, "posterior-never-renewed")
def posterior_never_renewed(x, weight, mean, var, eps=1e-8):
    posterior = e_step_1d(x, weight, mean, var)
    trace = [log_likelihood(x, weight, mean, var)]
    while True:
        weight, mean, var = m_step_1d(x, posterior)
        trace.append(log_likelihood(x, weight, mean, var))
        if relative(eps)(trace[-2], trace[-1]):
            return weight, mean, var, np.array(trace)


@mistake(EM, "m-step-forgotten")
def m_step_forgotten(x, weight, mean, var, eps=1e-8):
    height = log_likelihood(x, weight, mean, var)
    return weight, mean, var, np.array([height, height])


@mistake(EM, "m-step-before-e-step")
def m_step_before_e_step(x, weight, mean, var, eps=1e-8):
    trace = [log_likelihood(x, weight, mean, var)]
    posterior = np.full((len(x), len(weight)), 1 / len(weight))
    while True:
        weight, mean, var = m_step_1d(x, posterior)
        posterior = e_step_1d(x, weight, mean, var)
        trace.append(log_likelihood(x, weight, mean, var))
        if relative(eps)(trace[-2], trace[-1]):
            return weight, mean, var, np.array(trace)


@mistake(EM, "starts-anew")
def starts_anew(x, weight, mean, var, eps=1e-8):
    num_components = len(weight)
    weight = np.full(num_components, 1 / num_components)
    mean = np.quantile(x, (np.arange(num_components) + 0.5) / num_components)
    var = np.full(num_components, np.var(x))
    return climb(x, weight, mean, var, relative(eps))


@mistake(EM, "weights-not-renewed")
def weights_not_renewed(x, weight, mean, var, eps=1e-8):
    trace = [log_likelihood(x, weight, mean, var)]
    for _ in range(MANY):
        _, mean, var = m_step_1d(x, e_step_1d(x, weight, mean, var))
        trace.append(log_likelihood(x, weight, mean, var))
        if relative(eps)(trace[-2], trace[-1]):
            break
    return weight, mean, var, np.array(trace)


@mistake(EM, "only-means-renewed")
def only_means_renewed(x, weight, mean, var, eps=1e-8):
    trace = [log_likelihood(x, weight, mean, var)]
    for _ in range(MANY):
        _, mean, _ = m_step_1d(x, e_step_1d(x, weight, mean, var))
        trace.append(log_likelihood(x, weight, mean, var))
        if relative(eps)(trace[-2], trace[-1]):
            break
    return weight, mean, var, np.array(trace)


@mistake(EM, "start-returned")
def start_returned(x, weight, mean, var, eps=1e-8):
    *_, trace = climb(x, weight, mean, var, relative(eps))
    return weight, mean, var, trace


def with_trace(change):
    """Return a right run of EM whose trace is changed by ``change(trace, x)``."""

    def run(x, weight, mean, var, eps=1e-8):
        *found, trace = climb(x, weight, mean, var, relative(eps))
        return *found, change(trace, x)

    return run


mistake(EM, "trace-without-start")(with_trace(lambda trace, x: trace[1:]))
mistake(EM, "trace-without-end")(with_trace(lambda trace, x: trace[:-1]))
mistake(EM, "trace-one-round-behind")(
    with_trace(lambda trace, x: np.concatenate((trace[:1], trace[:-1])))
)
mistake(EM, "trace-of-averages")(with_trace(lambda trace, x: trace / len(x)))
mistake(EM, "trace-doubled")(with_trace(lambda trace, x: np.repeat(trace, 2)[1:-1]))
mistake(EM, "trace-of-changes")(with_trace(lambda trace, x: np.diff(trace)))
mistake(EM, "trace-with-sign-changed")(with_trace(lambda trace, x: -trace))
mistake(EM, "likelihood-for-trace")(with_trace(lambda trace, x: trace[-1]))
mistake(EM, "rounds-for-trace")(with_trace(lambda trace, x: len(trace) - 1))


@mistake(EM, "posterior-for-trace")
def posterior_for_trace(x, weight, mean, var, eps=1e-8):
    *found, _ = climb(x, weight, mean, var, relative(eps))
    return *found, e_step_1d(x, *found)


@mistake(EM, "trace-not-returned")
def trace_not_returned(x, weight, mean, var, eps=1e-8):
    *found, _ = climb(x, weight, mean, var, relative(eps))
    return tuple(found)


@mistake(EM, "nothing-returned")
def em_nothing_returned(x, weight, mean, var, eps=1e-8):
    climb(x, weight, mean, var, relative(eps))


@mistake(EM, "start-changed-in-place")
def start_changed_in_place(x, weight, mean, var, eps=1e-8):
    weight[:], mean[:], var[:], trace = climb(x, weight, mean, var, relative(eps))
    return weight, mean, var, trace


@mistake(E_STEP, "reshaped-for-transposed")
def reshaped_for_transposed(x, weight, mean, var):
    right = rows_to_one(weight * densities(x, mean, var))
    return right.T.reshape(len(x), len(weight))


@mistake(E_STEP, "divided-before-all-are-there")
def divided_before_all_are_there(x, weight, mean, var):
    posterior = np.zeros((len(x), len(weight)))
    for k in range(len(weight)):
        posterior[:, k] = weight[k] * normal_pdf(x, mean[k], var[k])
        posterior[:, k] /= posterior.sum(axis=1)
    return posterior


@mistake(E_STEP, "divided-while-dividing")
def divided_while_dividing(x, weight, mean, var):
    posterior = weight * densities(x, mean, var)
    for k in range(len(weight)):
        posterior[:, k] = posterior[:, k] / posterior.sum(axis=1)
    return posterior


@mistake(E_STEP, "half-missing")
def half_missing(x, weight, mean, var):
    return rows_to_one(weight * np.exp(-squares(x, mean) / var) / np.sqrt(var))


@mistake(E_STEP, "last-component-missing")
def last_component_missing(x, weight, mean, var):
    joint = weight * densities(x, mean, var)
    joint[:, -1] = 0
    return rows_to_one(joint)


@mistake(E_STEP, "two-things-returned")
def two_things_returned(x, weight, mean, var):
    joint = weight * densities(x, mean, var)
    return rows_to_one(joint), np.log(joint.sum(axis=1)).sum()


@mistake(E_STEP, "weights-changed-in-place")
def weights_changed_in_place(x, weight, mean, var):
    posterior = rows_to_one(weight * densities(x, mean, var))
    weight[:] = posterior.mean(axis=0)
    return posterior


@mistake(M_STEP, "last-component-missing")
def m_step_last_component_missing(x, posterior):
    there = np.arange(posterior.shape[1]) < posterior.shape[1] - 1
    return tuple(part * there for part in m_step_1d(x, posterior))


@mistake(EM, "variances-not-renewed")
def variances_not_renewed(x, weight, mean, var, eps=1e-8):
    trace = [log_likelihood(x, weight, mean, var)]
    for _ in range(MANY):
        weight, mean, _ = m_step_1d(x, e_step_1d(x, weight, mean, var))
        trace.append(log_likelihood(x, weight, mean, var))
        if relative(eps)(trace[-2], trace[-1]):
            break
    return weight, mean, var, np.array(trace)


@mistake(EM, "trace-comes-first")
def trace_comes_first(x, weight, mean, var, eps=1e-8):
    *found, trace = climb(x, weight, mean, var, relative(eps))
    return trace, *found


mistake(EM, "start-twice-in-the-trace")(
    with_trace(lambda trace, x: np.concatenate((trace[:1], trace)))
)


@mistake(EM, "bound-for-trace")
def bound_for_trace(x, weight, mean, var, eps=1e-8):
    trace = [log_likelihood(x, weight, mean, var)]
    for _ in range(MANY):
        posterior = e_step_1d(x, weight, mean, var)
        weight, mean, var = m_step_1d(x, posterior)
        joint = weight * densities(x, mean, var)
        trace.append(np.sum(posterior * (np.log(joint) - np.log(posterior))))
        if relative(eps)(trace[-2], trace[-1]):
            break
    return weight, mean, var, np.array(trace)


@mistake(EM, "posterior-alone-returned")
def posterior_alone_returned(x, weight, mean, var, eps=1e-8):
    *found, _ = climb(x, weight, mean, var, relative(eps))
    return e_step_1d(x, *found)


@mistake(E_STEP, "divided-by-a-running-sum")
def divided_by_a_running_sum(x, weight, mean, var):
    joint = weight * densities(x, mean, var)
    return joint / np.cumsum(joint, axis=1)


@mistake(E_STEP, "divided-in-every-round")
def divided_in_every_round(x, weight, mean, var):
    posterior = np.zeros((len(x), len(weight)))
    for k in range(len(weight)):
        posterior[:, k] = weight[k] * normal_pdf(x, mean[k], var[k])
        posterior = rows_to_one(posterior)
    return posterior


@mistake(E_STEP, "weights-twice")
def weights_twice(x, weight, mean, var):
    return rows_to_one(weight**2 * densities(x, mean, var))


@mistake(M_STEP, "squared-mean-added")
def squared_mean_added(x, posterior):
    _, mean, var = m_step_1d(x, posterior)
    return parameters(x, posterior, var=var + 2 * mean**2)


@mistake(M_STEP, "mean-not-squared")
def mean_not_squared(x, posterior):
    _, mean, var = m_step_1d(x, posterior)
    return parameters(x, posterior, var=var + mean**2 - mean)


@mistake(M_STEP, "mean-of-the-component-before")
def mean_of_the_component_before(x, posterior):
    _, mean, _ = m_step_1d(x, posterior)
    before = np.concatenate(([0.0], mean[:-1]))
    var = np.sum(posterior * squares(x, before), axis=0) / posterior.sum(axis=0)
    return parameters(x, posterior, var=var)


@mistake(M_STEP, "weights-of-divided-columns")
def weights_of_divided_columns(x, posterior):
    return parameters(x, posterior, weight=np.full(posterior.shape[1], 1 / len(x)))


@mistake(EM, "round-before-returned")
def round_before_returned(x, weight, mean, var, eps=1e-8):
    *_, trace = climb(x, weight, mean, var, relative(eps))
    *found, _ = climb(x, weight, mean, var, relative(eps), rounds=len(trace) - 2)
    return *found, trace


mistake(EM, "trace-of-what-the-rule-compares")(
    with_trace(lambda trace, x: abs(np.diff(trace) / trace[1:]))
)
