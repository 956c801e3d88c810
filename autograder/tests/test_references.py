"""The references: the lecture's printed numbers, scipy's and scikit-learn's, and bad data."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import multivariate_normal
from sklearn.mixture import GaussianMixture

from solutions.gaussian import Gaussian
from solutions.gmm import GMM
from solutions.mixtures import gmm_sampling

LECTURE = json.loads((Path(__file__).parent / "lecture_outputs.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def lecture():
    """Repeat the lecture's calls, in its order, on numpy's global generator."""
    state = np.random.get_state()
    np.random.seed(0)
    gmm_sampling(10_000)
    start = GMM(2, 10)
    _log_pdf(), _posterior_at_means()
    X = np.vstack((np.random.randn(100, 3), np.random.randn(100, 3) + 3))
    fitted = GMM(3, 2)
    posterior = fitted.fit(X)
    shown = {
        "A means": [g.mean for g in start.gaussian_list],
        "A weight": start.weight,
        "B log_pdf": _log_pdf(),
        "C posterior": _posterior_at_means(),
        "D means": [g.mean for g in fitted.gaussian_list],
        "D posterior": posterior,
    }
    np.random.set_state(state)
    return shown


def _log_pdf():
    gmm = GMM(2, 10)
    return gmm.log_pdf(np.random.randn(100, 2))


def _posterior_at_means():
    gmm = GMM(2, 2)
    return np.vstack([gmm.e_step(g.mean[np.newaxis]) for g in gmm.gaussian_list])


@pytest.mark.parametrize(
    "name", ["A means", "A weight", "B log_pdf", "C posterior", "D means", "D posterior"]
)
def test_the_lectures_printed_numbers_come_out_to_the_last_digit(lecture, name):
    block, _, key = name.partition(" ")
    printed = np.array(LECTURE[block][key])
    half_a_digit = 0.5e-8
    if name == "D posterior":  # printed with exponents: 9 significant digits
        half_a_digit = 0.5 * 10.0 ** (np.floor(np.log10(printed)) - 8)
    assert np.all(np.abs(lecture[name] - printed) <= 1.01 * half_a_digit)


@pytest.mark.parametrize("seed", range(20))
def test_gaussian_agrees_with_scipy(seed):
    rng = np.random.default_rng(seed)
    dim = int(rng.integers(1, 7))
    root = rng.normal(size=(dim, dim)) * rng.uniform(0.1, 10)
    gaussian = Gaussian(dim)
    gaussian.set_mean(rng.normal(size=dim) * 5)
    gaussian.set_cov(root @ root.T + 1e-3 * np.eye(dim))
    X = rng.normal(size=(50, dim)) * 8
    expected = multivariate_normal(gaussian.mean, gaussian.cov).logpdf(X)
    np.testing.assert_allclose(gaussian.log_pdf(X), expected, rtol=1e-9)
    gaussian.fit(X)
    np.testing.assert_allclose(gaussian.cov, np.atleast_2d(np.cov(X.T, bias=True)), rtol=1e-10)


@settings(deadline=None, derandomize=True, database=None, max_examples=60)
@given(scale=st.floats(1e-3, 1e3), shift=st.floats(-1e3, 1e3), dim=st.integers(1, 4))
def test_a_change_of_units_moves_the_log_density_by_its_logarithm(scale, shift, dim):
    rng = np.random.default_rng(dim)
    X = rng.normal(size=(30, dim)) @ rng.normal(size=(dim, dim))
    before, after = Gaussian(dim), Gaussian(dim)
    before.fit(X)
    after.fit(scale * X + shift)
    expected = before.log_pdf(X) - dim * np.log(scale)
    np.testing.assert_allclose(after.log_pdf(scale * X + shift), expected, rtol=1e-3, atol=1e-3)


def test_samples_have_the_mean_and_covariance_that_were_asked_for():
    gaussian = Gaussian(2)
    gaussian.set_mean([3.0, -1.0])
    gaussian.set_cov([[4.0, 1.8], [1.8, 1.0]])
    np.random.seed(5)
    sample = gaussian.sample(200_000)
    np.testing.assert_allclose(sample.mean(axis=0), gaussian.mean, atol=0.03)
    np.testing.assert_allclose(np.cov(sample.T), gaussian.cov, atol=0.05)


@pytest.mark.parametrize("seed", range(12))
def test_em_from_the_same_start_agrees_with_scikit_learn(seed):
    rng = np.random.default_rng(seed)
    dim, num_components = int(rng.integers(1, 5)), int(rng.integers(1, 5))
    centres = rng.normal(size=(num_components, dim)) * 4
    X = np.vstack([centre + rng.normal(size=(150, dim)) for centre in centres])
    ours = GMM(dim, num_components)
    for gaussian, centre in zip(ours.gaussian_list, centres, strict=True):
        gaussian.set_mean(centre)
    for _ in range(10):
        ours.m_step(X, ours.e_step(X))
    theirs = GaussianMixture(
        num_components,
        tol=0,
        max_iter=10,
        reg_covar=0,
        weights_init=np.full(num_components, 1 / num_components),
        means_init=centres,
        precisions_init=np.array([np.eye(dim)] * num_components),
    )
    with pytest.warns(match="did not converge"):
        theirs.fit(X)
    np.testing.assert_allclose(ours.weight, theirs.weights_, rtol=1e-8)
    np.testing.assert_allclose([g.mean for g in ours.gaussian_list], theirs.means_, rtol=1e-7)
    np.testing.assert_allclose(
        [g.cov for g in ours.gaussian_list], theirs.covariances_, rtol=1e-6, atol=1e-9
    )
    np.testing.assert_allclose(ours.log_pdf(X), theirs.score_samples(X), rtol=1e-7)


def test_a_point_far_from_every_component_keeps_a_finite_log_density_and_a_posterior():
    gmm = GMM(2, 3)
    far = np.array([[1e3, 1e3]])
    assert np.isfinite(gmm.log_pdf(far)).all()
    np.testing.assert_allclose(gmm.e_step(far).sum(axis=1), 1)


@pytest.mark.parametrize("model", [Gaussian(2), GMM(2, 3)], ids=["Gaussian", "GMM"])
@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_data_that_are_not_finite_are_refused_and_their_rows_named(model, value):
    X = np.random.default_rng(0).normal(size=(20, 2))
    X[[3, 7], 1] = value
    with pytest.raises(ValueError, match=r"rows \[3, 7\]"):
        model.fit(X)


@pytest.mark.parametrize("model", [Gaussian(2), GMM(2, 3)], ids=["Gaussian", "GMM"])
@pytest.mark.parametrize("shape", [(5, 3), (5, 1), (5,), (0, 2)])
def test_data_of_another_shape_are_refused(model, shape):
    with pytest.raises(ValueError):
        model.fit(np.zeros(shape))


def test_a_component_that_collapses_ends_the_fit_with_a_clear_error():
    gmm = GMM(2, 2)
    with pytest.raises(ValueError, match="component 0 has collapsed"):
        gmm.fit(np.ones((10, 2)))


def test_a_real_decrease_is_reported(monkeypatch):
    X = np.random.default_rng(1).normal(size=(60, 2))
    gmm = GMM(2, 2)
    m_step = GMM.m_step
    rounds = iter([m_step, lambda self, X, posterior: self.gaussian_list[0].set_mean([50.0, 50.0])])
    monkeypatch.setattr(GMM, "m_step", lambda *args: next(rounds)(*args))
    with pytest.raises(ValueError, match="decreased"):
        gmm.fit(X)


@pytest.mark.parametrize("eps", [1e-8, 0.0])
def test_fit_ends_even_when_nothing_more_can_be_gained(eps):
    X = np.random.default_rng(2).normal(size=(80, 2))
    np.random.seed(0)
    gmm = GMM(2, 1)
    gmm.fit(X, eps=eps)
    assert gmm.fit(X, eps=eps).shape == (80, 1)


@pytest.mark.parametrize(
    "cov",
    [
        -np.eye(2),
        np.diag([0.0, 1.0]),
        [[1.0, 2.0], [2.0, 1.0]],
        [[1.0, 2.0], [0.0, 5.0]],
        np.full((2, 2), np.nan),
        np.eye(3),
        1.0,
    ],
)
def test_what_is_no_covariance_is_refused_and_changes_nothing(cov):
    gaussian = Gaussian(2)
    with pytest.raises(ValueError):
        gaussian.set_cov(cov)
    np.testing.assert_array_equal(gaussian.cov, np.eye(2))


@pytest.mark.parametrize("mean", [[1.0], [[1.0], [2.0]], 1.0, [1.0, 2.0, 3.0]])
def test_what_is_no_mean_is_refused_and_changes_nothing(mean):
    gaussian = Gaussian(2)
    before = gaussian.mean.copy()
    with pytest.raises(ValueError):
        gaussian.set_mean(mean)
    np.testing.assert_array_equal(gaussian.mean, before)


def test_setters_keep_a_copy():
    gaussian = Gaussian(2)
    mean, cov = np.array([1.0, 2.0]), 2 * np.eye(2)
    gaussian.set_mean(mean)
    gaussian.set_cov(cov)
    mean[0], cov[0, 0] = 99, 99
    assert gaussian.mean[0] == 1
    assert gaussian.cov[0, 0] == 2
