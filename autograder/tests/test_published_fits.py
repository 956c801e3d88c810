"""The references give what others have published for Old Faithful and for the irises.

The published numbers are those of R's mclust, with its BIC's sign turned. Its fits stop early: so
log-likelihoods agree to 1e-3, BIC to 2e-3, parameters to 1e-3 of themselves.
"""

import numpy as np
import pytest

from emlab import data
from solutions.practice import StableGMM, bic, fit_best_of

GEYSER = data.old_faithful()
IRIS = data.iris()[0]


def standardised(X):
    return (X - X.mean(axis=0)) / X.std(axis=0)


def best_fit(X, num_components, num_starts, seed=0):
    """Fit standardised data from many starts, and take the best fit back to the units of X."""
    state = np.random.get_state()
    np.random.seed(seed)
    model = fit_best_of(StableGMM, standardised(X), num_components, num_starts)
    np.random.set_state(state)
    shift, scale = X.mean(axis=0), X.std(axis=0)
    for gaussian in model.gaussian_list:
        gaussian.set_mean(gaussian.mean * scale + shift)
        gaussian.set_cov(gaussian.cov * np.outer(scale, scale))
    return model


@pytest.mark.parametrize(("num_components", "published"), [(1, 2607.623), (2, 2322.192)])
def test_old_faithful_has_the_published_bic(num_components, published):
    model = best_fit(GEYSER, num_components, num_starts=5)
    assert bic(model, GEYSER) == pytest.approx(published, abs=2e-3)


@pytest.mark.parametrize("seed", range(3))
def test_old_faithful_has_the_published_weights_and_means(seed):
    model = best_fit(GEYSER, 2, num_starts=5, seed=seed)
    order = np.argsort([gaussian.mean[0] for gaussian in model.gaussian_list])
    means = np.array([gaussian.mean for gaussian in model.gaussian_list])[order]
    np.testing.assert_allclose(model.weight[order], [0.3559, 0.6441], rtol=1e-3)
    np.testing.assert_allclose(means, [(2.037, 54.480), (4.290, 79.970)], rtol=1e-3)


@pytest.mark.parametrize("seed", range(3))
def test_the_irises_have_the_published_log_likelihood_and_bic(seed):
    model = best_fit(IRIS, 3, num_starts=15, seed=seed)
    assert np.sum(model.log_pdf(IRIS)) == pytest.approx(-180.186, abs=1e-3)
    assert bic(model, IRIS) == pytest.approx(580.84, abs=2e-3)


def test_bic_prefers_two_components_for_both():
    for X, others in ((GEYSER, (1, 3)), (IRIS, (1, 3))):
        two = bic(best_fit(X, 2, num_starts=5), X)
        assert all(two < bic(best_fit(X, K, num_starts=10), X) for K in others)


def test_starts_far_from_the_data_end_at_a_single_gaussian():
    """Why lesson 06 standardises: the means of a new mixture are drawn near the origin."""
    state = np.random.get_state()
    np.random.seed(1)
    far = StableGMM(2, 2)
    far.fit(GEYSER)
    np.random.set_state(state)
    one = best_fit(GEYSER, 1, num_starts=1)
    assert np.sum(far.log_pdf(GEYSER)) == pytest.approx(np.sum(one.log_pdf(GEYSER)), abs=1e-6)
