"""Mistakes in choosing the best of several fits."""

import copy

import numpy as np

from autograder.misconceptions.catalogue import mistake

BEST_OF = "fit_best_of"


def fits(model_class, X, num_components, num_starts):
    """Models from as many starts, without those that fail."""
    models = []
    for _ in range(num_starts):
        model = model_class(X.shape[1], num_components)
        try:
            model.fit(X)
        except ValueError:
            continue
        models.append(model)
    if not models:
        raise ValueError("every start failed")
    return models


def total(model, X):
    """Log-likelihood of all data."""
    return np.sum(model.log_pdf(X))


@mistake(BEST_OF, "last-kept")
def last_kept(model_class, X, num_components, num_starts):
    return fits(model_class, X, num_components, num_starts)[-1]


@mistake(BEST_OF, "first-kept")
def first_kept(model_class, X, num_components, num_starts):
    return fits(model_class, X, num_components, num_starts)[0]


@mistake(BEST_OF, "worst-kept")
def worst_kept(model_class, X, num_components, num_starts):
    return min(fits(model_class, X, num_components, num_starts), key=lambda m: total(m, X))


@mistake(BEST_OF, "compared-with-the-one-before")
def compared_with_the_one_before(model_class, X, num_components, num_starts):
    best = None
    old = -np.inf
    for model in fits(model_class, X, num_components, num_starts):
        if total(model, X) > old:
            best = model
        old = total(model, X)
    return best


@mistake(BEST_OF, "compared-before-fitting")
def compared_before_fitting(model_class, X, num_components, num_starts):
    best, best_value = None, -np.inf
    for _ in range(num_starts):
        model = model_class(X.shape[1], num_components)
        value = total(model, X)
        try:
            model.fit(X)
        except ValueError:
            continue
        if value > best_value:
            best, best_value = model, value
    if best is None:
        raise ValueError("every start failed")
    return best


@mistake(BEST_OF, "largest-density-compared")
def largest_density_compared(model_class, X, num_components, num_starts):
    models = fits(model_class, X, num_components, num_starts)
    return max(models, key=lambda model: np.max(model.log_pdf(X)))


@mistake(BEST_OF, "densities-summed")
def densities_summed(model_class, X, num_components, num_starts):
    models = fits(model_class, X, num_components, num_starts)
    return max(models, key=lambda model: np.sum(np.exp(model.log_pdf(X))))


@mistake(BEST_OF, "best-starts-at-zero")
def best_starts_at_zero(model_class, X, num_components, num_starts):
    best, best_value = None, 0
    for model in fits(model_class, X, num_components, num_starts):
        if total(model, X) > best_value:
            best, best_value = model, total(model, X)
    return best


@mistake(BEST_OF, "one-model-fitted-again")
def one_model_fitted_again(model_class, X, num_components, num_starts):
    model, values = model_class(X.shape[1], num_components), []
    for _ in range(num_starts):
        model.fit(X)
        values.append(total(model, X))
    return model


@mistake(BEST_OF, "copies-of-one-start")
def copies_of_one_start(model_class, X, num_components, num_starts):
    start = model_class(X.shape[1], num_components)
    models = [copy.deepcopy(start) for _ in range(num_starts)]
    for model in models:
        model.fit(X)
    return max(models, key=lambda model: total(model, X))


@mistake(BEST_OF, "same-seed-every-start")
def same_seed_every_start(model_class, X, num_components, num_starts):
    models = []
    for _ in range(num_starts):
        np.random.seed(0)
        try:
            models += fits(model_class, X, num_components, 1)
        except ValueError:
            continue
    if not models:
        raise ValueError("every start failed")
    return max(models, key=lambda model: total(model, X))


@mistake(BEST_OF, "error-not-caught")
def error_not_caught(model_class, X, num_components, num_starts):
    models = [model_class(X.shape[1], num_components) for _ in range(num_starts)]
    for model in models:
        model.fit(X)
    return max(models, key=lambda model: total(model, X))


@mistake(BEST_OF, "stops-at-the-first-failure")
def stops_at_the_first_failure(model_class, X, num_components, num_starts):
    models = []
    try:
        for _ in range(num_starts):
            model = model_class(X.shape[1], num_components)
            model.fit(X)
            models.append(model)
    except ValueError:
        pass
    if not models:
        raise ValueError("every start failed")
    return max(models, key=lambda model: total(model, X))


@mistake(BEST_OF, "failed-start-kept")
def failed_start_kept(model_class, X, num_components, num_starts):
    models = [model_class(X.shape[1], num_components) for _ in range(num_starts)]
    failed = 0
    for model in models:
        try:
            model.fit(X)
        except ValueError:
            failed += 1
    if failed == num_starts:
        raise ValueError("every start failed")
    return max(models, key=lambda model: total(model, X))


@mistake(BEST_OF, "one-start-too-few")
def one_start_too_few(model_class, X, num_components, num_starts):
    models = fits(model_class, X, num_components, max(1, num_starts - 1))
    return max(models, key=lambda model: total(model, X))


@mistake(BEST_OF, "one-start-too-many")
def one_start_too_many(model_class, X, num_components, num_starts):
    models = fits(model_class, X, num_components, num_starts + 1)
    return max(models, key=lambda model: total(model, X))


@mistake(BEST_OF, "one-start-only")
def one_start_only(model_class, X, num_components, num_starts):
    for _ in range(num_starts):
        model = model_class(X.shape[1], num_components)
        try:
            model.fit(X)
        except ValueError:
            continue
        return model
    raise ValueError("every start failed")


@mistake(BEST_OF, "not-fitted")
def not_fitted(model_class, X, num_components, num_starts):
    models = [model_class(X.shape[1], num_components) for _ in range(num_starts)]
    return max(models, key=lambda model: total(model, X))


@mistake(BEST_OF, "sizes-exchanged")
def sizes_exchanged(model_class, X, num_components, num_starts):
    models = fits(lambda d, K: model_class(K, d), X, num_components, num_starts)
    return max(models, key=lambda model: total(model, X))


@mistake(BEST_OF, "dim-from-the-rows")
def dim_from_the_rows(model_class, X, num_components, num_starts):
    models = fits(lambda d, K: model_class(len(X), K), X, num_components, num_starts)
    return max(models, key=lambda model: total(model, X))


@mistake(BEST_OF, "data-standardised")
def data_standardised(model_class, X, num_components, num_starts):
    Z = (X - X.mean(axis=0)) / X.std(axis=0)
    models = fits(model_class, Z, num_components, num_starts)
    return max(models, key=lambda model: total(model, Z))


@mistake(BEST_OF, "data-changed-in-place")
def data_changed_in_place(model_class, X, num_components, num_starts):
    models = fits(model_class, X, num_components, num_starts)
    X -= X.mean(axis=0)
    return max(models, key=lambda model: total(model, X))


@mistake(BEST_OF, "likelihood-returned")
def likelihood_returned(model_class, X, num_components, num_starts):
    models = fits(model_class, X, num_components, num_starts)
    return max(total(model, X) for model in models)


@mistake(BEST_OF, "likelihood-returned-too")
def likelihood_returned_too(model_class, X, num_components, num_starts):
    models = fits(model_class, X, num_components, num_starts)
    best = max(models, key=lambda model: total(model, X))
    return best, total(best, X)


@mistake(BEST_OF, "all-models-returned")
def all_models_returned(model_class, X, num_components, num_starts):
    models = fits(model_class, X, num_components, num_starts)
    return sorted(models, key=lambda model: total(model, X))


@mistake(BEST_OF, "none-when-all-fail")
def none_when_all_fail(model_class, X, num_components, num_starts):
    try:
        models = fits(model_class, X, num_components, num_starts)
    except ValueError:
        return None
    return max(models, key=lambda model: total(model, X))


@mistake(BEST_OF, "other-error-when-all-fail")
def other_error_when_all_fail(model_class, X, num_components, num_starts):
    try:
        models = fits(model_class, X, num_components, num_starts)
    except ValueError:
        raise RuntimeError("every start failed") from None
    return max(models, key=lambda model: total(model, X))


@mistake(BEST_OF, "nothing-returned")
def nothing_returned(model_class, X, num_components, num_starts):
    fits(model_class, X, num_components, num_starts)


@mistake(BEST_OF, "two-dimensions-always")
def two_dimensions_always(model_class, X, num_components, num_starts):
    models = fits(lambda dim, number: model_class(2, number), X, num_components, num_starts)
    return max(models, key=lambda model: total(model, X))


@mistake(BEST_OF, "one-start-whatever-is-asked")
def one_start_whatever_is_asked(model_class, X, num_components, num_starts):
    return fits(model_class, X, num_components, 1)[0]


@mistake(BEST_OF, "no-start-beats-zero")
def no_start_beats_zero(model_class, X, num_components, num_starts):
    best, best_value = None, 0.0
    for model in fits(model_class, X, num_components, num_starts):
        if total(model, X) > best_value:
            best, best_value = model, total(model, X)
    if best is None:
        raise ValueError("every start failed")
    return best
