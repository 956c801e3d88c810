"""The fast mixture: others' numbers, symmetries, bad data, and what a fit reports."""

import io
import itertools
import tokenize
import warnings
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import logsumexp
from scipy.stats import multivariate_normal
from sklearn.mixture import GaussianMixture

from autograder.measuring import robustness
from emlab import data
from solutions import fast_gmm
from solutions.fast_gmm import FastGMM
from solutions.practice import bic

GEYSER, IRIS = data.old_faithful(), data.iris()[0]
FEW = settings(deadline=None, derandomize=True, database=None, max_examples=30)
seeds = st.integers(0, 10_000)


@pytest.fixture(autouse=True)
def _same_random_numbers():
    state = np.random.get_state()
    np.random.seed(0)
    yield
    np.random.set_state(state)


def clusters(seed, dim, num_components, sample_size=200, apart=3.0):
    """Data in clusters of random shapes, and a mean near each."""
    rng = np.random.default_rng(seed)
    centres = apart * rng.normal(size=(num_components, dim))
    shapes = rng.normal(size=(num_components, dim, dim)) / 2 + np.eye(dim)
    label = rng.integers(num_components, size=sample_size)
    X = centres[label] + np.einsum("nij,nj->ni", shapes[label], rng.normal(size=(sample_size, dim)))
    return X, centres


def started(X, means, weight=None, cov=None, **named):
    """A mixture with these parameters, that goes on from them."""
    K, d = np.shape(means)
    model = FastGMM(d, K, n_init=0, **{"reg_covar": 0, **named})
    model.weight = np.full(K, 1 / K) if weight is None else weight
    for gaussian, mean in zip(model.gaussian_list, means, strict=True):
        gaussian.set_mean(mean)
        gaussian.set_cov(np.cov(X.T, bias=True).reshape(d, d) if cov is None else cov)
    return model


def parameters(model):
    return (
        model.weight,
        np.array([gaussian.mean for gaussian in model.gaussian_list]),
        np.array([gaussian.cov for gaussian in model.gaussian_list]),
    )


def assert_same(ours, theirs, rtol):
    for mine, other in zip(ours, theirs, strict=True):
        np.testing.assert_allclose(mine, other, rtol=rtol, atol=rtol * np.abs(other).max())


# --- others' numbers ---------------------------------------------------------------------------


@pytest.mark.parametrize(("num_components", "published"), [(1, 2607.623), (2, 2322.192)])
def test_old_faithful_has_the_published_bic(num_components, published):
    model = FastGMM(2, num_components, n_init=5)
    model.fit(GEYSER)
    assert bic(model, GEYSER) == pytest.approx(published, abs=2e-3)


def test_the_irises_have_the_published_log_likelihood_and_bic():
    model = FastGMM(4, 3, n_init=15)
    model.fit(IRIS)
    assert np.sum(model.log_pdf(IRIS)) == pytest.approx(-180.186, abs=1e-3)
    assert bic(model, IRIS) == pytest.approx(580.84, abs=2e-3)


@pytest.mark.parametrize(
    ("dim", "num_components", "sample_size"),
    [(1, 2, 150), (2, 3, 9000), (5, 4, 700), (40, 8, 9000)],
)
def test_rounds_from_the_same_start_agree_with_scikit_learn(dim, num_components, sample_size):
    X, means = clusters(dim, dim, num_components, sample_size)
    ours = started(X, means, max_iter=30)
    ours.fit(X, eps=-np.inf)
    theirs = GaussianMixture(
        num_components,
        tol=0,
        max_iter=30,
        reg_covar=0,
        init_params="random",
        weights_init=ours_weight(num_components),
        means_init=means,
        precisions_init=np.array(
            [np.linalg.inv(np.cov(X.T, bias=True).reshape(dim, dim))] * num_components
        ),
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it says that 30 rounds are not the end
        theirs.fit(X)
    assert len(ours.best.log_likelihoods) == 31
    assert_same(parameters(ours), (theirs.weights_, theirs.means_, theirs.covariances_), 1e-10)
    np.testing.assert_allclose(ours.log_pdf(X), theirs.score_samples(X), rtol=1e-9)


def ours_weight(num_components):
    return np.full(num_components, 1 / num_components)


@FEW
@given(seed=seeds, dim=st.integers(1, 20), num_components=st.integers(1, 4))
def test_densities_are_scipys(seed, dim, num_components):
    rng = np.random.default_rng(seed)
    model = FastGMM(dim, num_components)
    model.weight = rng.dirichlet(np.ones(num_components))
    for gaussian in model.gaussian_list:
        root = rng.normal(size=(dim, dim))
        gaussian.set_mean(rng.normal(size=dim) * 5)
        gaussian.set_cov(root @ root.T + 0.1 * np.eye(dim))
    X = rng.normal(size=(300, dim)) * 9
    log_joint = np.log(model.weight) + np.column_stack(
        [multivariate_normal(g.mean, g.cov).logpdf(X) for g in model.gaussian_list]
    )
    expected = logsumexp(log_joint, axis=1)
    np.testing.assert_allclose(model.log_pdf(X), expected, rtol=1e-9)
    np.testing.assert_allclose(
        model.e_step(X), np.exp(log_joint - expected[:, np.newaxis]), rtol=1e-6, atol=1e-12
    )


def test_single_steps_lead_where_fit_leads():
    X, means = clusters(3, 3, 3)
    stepped, fitted = started(X, means), started(X, means, max_iter=5)
    for _ in range(5):
        stepped.m_step(X, stepped.e_step(X))
    fitted.fit(X, eps=-np.inf)
    assert_same(parameters(stepped), parameters(fitted), 1e-10)


def test_densities_of_no_data_are_none():
    model = FastGMM(2, 3)
    assert model.log_pdf(np.empty((0, 2))).shape == (0,)
    assert model.e_step(np.empty((0, 2))).shape == (0, 3)


def test_it_is_short_enough_to_be_read_in_class():
    """138 lines of code: not counted are docstrings, comments and empty lines."""
    text = Path(fast_gmm.__file__).read_text(encoding="utf-8")
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    kept = [token for token in tokens if token.type not in (tokenize.COMMENT, tokenize.NL)]
    lines = set()
    for before, token in itertools.pairwise(kept):
        docstring = token.type == tokenize.STRING and before.type in (
            tokenize.NEWLINE,
            tokenize.INDENT,
        )
        if token.string.strip() and not docstring:
            lines.update(range(token.start[0], token.end[0] + 1))
    assert len(lines) <= 138


# --- symmetries --------------------------------------------------------------------------------


@FEW
@given(seed=seeds, dim=st.integers(1, 4), num_components=st.integers(1, 3))
def test_an_affine_map_of_data_and_start_maps_the_fit(seed, dim, num_components):
    X, means = clusters(seed, dim, num_components)
    rng = np.random.default_rng(seed)
    A = np.linalg.qr(rng.normal(size=(dim, dim)))[0] * rng.uniform(0.5, 2, dim)
    b = rng.normal(size=dim) * 10
    cov = np.cov(X.T, bias=True).reshape(dim, dim)
    before = started(X, means, max_iter=6)
    after = started(X, means @ A.T + b, cov=A @ cov @ A.T, max_iter=6)
    before.fit(X, eps=-np.inf)
    after.fit(X @ A.T + b, eps=-np.inf)
    weight, fitted_means, covs = parameters(before)
    assert_same(parameters(after), (weight, fitted_means @ A.T + b, A @ covs @ A.T), 1e-7)


@FEW
@given(seed=seeds, exponent=st.integers(-9, 9), offset=st.floats(-1e3, 1e3))
def test_the_units_of_the_data_do_not_matter(seed, exponent, offset):
    X, _ = clusters(seed, 2, 2)
    scale = np.array([2.0**exponent, 1.0])
    before, after = FastGMM(2, 2), FastGMM(2, 2)
    for model, points in ((before, X), (after, X * scale + offset)):
        np.random.seed(seed)
        model.fit(points)
    weight, means, covs = parameters(before)
    expected = (weight, means * scale + offset, covs * np.outer(scale, scale))
    for mine, other in zip(parameters(after), expected, strict=True):
        np.testing.assert_allclose(mine, other, rtol=1e-4, atol=1e-4 * np.abs(other).max())


@FEW
@given(seed=seeds)
def test_another_order_of_components_or_data_gives_the_same_fit(seed):
    X, means = clusters(seed, 2, 3)
    rng = np.random.default_rng(seed)
    order, rows = rng.permutation(3), rng.permutation(len(X))
    one, other = started(X, means, max_iter=6), started(X, means[order], max_iter=6)
    one.fit(X, eps=-np.inf)
    other.fit(X[rows], eps=-np.inf)
    assert_same([part[order] for part in parameters(one)], parameters(other), 1e-8)


@pytest.mark.parametrize("block", [1024, 1700])
def test_the_size_of_blocks_changes_nothing(monkeypatch, block):
    X, means = clusters(1, 20, 3, sample_size=3600)
    assert len(X) > fast_gmm.BLOCK // (3 * 21)
    whole, pieces = started(X, means, max_iter=5), started(X, means, max_iter=5)
    whole.fit(X, eps=-np.inf)
    monkeypatch.setattr(fast_gmm, "BLOCK", 3 * 21 * block)
    pieces.fit(X, eps=-np.inf)
    assert_same(parameters(whole), parameters(pieces), 1e-10)


def test_tight_clusters_keep_their_digits():
    """Covariances 1e-4 of the distance wide, to ten digits: where features x_i x_j lose half."""
    rng = np.random.default_rng(0)
    groups = [centre + 1e-4 * rng.normal(size=(500, 2)) for centre in ((-1, 0), (1, 0.5))]
    X = np.vstack(groups)
    model = FastGMM(2, 2)
    model.fit(X)
    covs = sorted((g.cov for g in model.gaussian_list), key=lambda cov: cov[0, 0])
    expected = sorted((np.cov(g.T, bias=True) for g in groups), key=lambda cov: cov[0, 0])
    assert model.best.collapsed == []
    np.testing.assert_allclose(covs, expected, rtol=1e-10, atol=1e-18)


# --- hard problems -----------------------------------------------------------------------------


@pytest.mark.parametrize("number", range(0, 980, 17))
def test_random_problems_end_without_a_decrease(number):
    assert robustness.outcome(robustness.CLASSES["FastGMM"], number) in ("fitted", "collapsed")
    strict = robustness.outcome(robustness.CLASSES["FastGMM, no floor"], number)
    assert strict in ("fitted", "ValueError")


def test_the_lectures_plain_version_does_not_end_in_raw_units():
    number = list(robustness.SPOILT).index("raw units")
    assert robustness.outcome(robustness.PlainGMM, number) == "does not end"


def test_a_decrease_would_be_seen(monkeypatch):
    climb = fast_gmm.Start.climb

    def falling(start, *arguments):
        climb(start, *arguments)
        start.log_likelihoods = np.append(start.log_likelihoods, start.log_likelihoods[-1] - 1)

    monkeypatch.setattr(fast_gmm.Start, "climb", falling)
    assert robustness.outcome(FastGMM, 0) == "decrease"


@pytest.mark.parametrize("away", [1e3, 1e7, 1e12, 1e20])
def test_a_start_far_from_the_data_loses_no_digits_for_long(away):
    for seed in range(10):
        X, _ = clusters(seed, 3, 2)
        model = started(X, [[away, 0.0, -away]], cov=np.eye(3), max_iter=6)
        model.fit(X, eps=-np.inf)
        assert model.best.collapsed == []
        assert_same(parameters(model)[2], [np.cov(X.T, bias=True)], 1e-10)


def test_a_component_that_no_data_come_near_has_collapsed():
    with pytest.raises(ValueError, match="component 1 has collapsed"):
        started(GEYSER, [[3.5, 70.0], [1e9, -1e9]], cov=np.eye(2)).fit(GEYSER)
    model = started(GEYSER, [[3.5, 70.0], [1e9, -1e9]], cov=np.eye(2), reg_covar=1e-10)
    with pytest.warns(UserWarning, match="component 1 has collapsed"):
        posterior = model.fit(GEYSER)
    assert np.all(posterior[:, 0] == 1)
    assert np.isfinite(model.log_pdf(GEYSER)).all()


@pytest.mark.parametrize(
    "X",
    [
        np.column_stack([GEYSER[:, 0], np.full(len(GEYSER), 7.1)]),
        np.column_stack([GEYSER[:, 0], 2 * GEYSER[:, 0] + 1]),
        np.ones((5, 2)),
        np.zeros((1, 2)),
    ],
    ids=["constant", "dependent", "one point", "one row"],
)
def test_flat_data_are_refused_without_a_floor_and_fitted_with_one(X):
    with pytest.raises(ValueError, match="constant or follows from others"):
        FastGMM(2, 2, reg_covar=0).fit(X)
    model = FastGMM(2, 2)
    posterior = model.fit(X)
    assert np.isfinite(model.log_pdf(X)).all()
    np.testing.assert_allclose(posterior.sum(axis=1), 1)


def test_a_collapse_is_an_error_without_a_floor_and_a_warning_with_one():
    X = np.repeat(np.random.default_rng(0).normal(size=(3, 2)), 5, axis=0)
    with pytest.raises(ValueError, match="too few different points: use fewer"):
        FastGMM(2, 3, reg_covar=0).fit(X)
    model = FastGMM(2, 3)
    with pytest.warns(UserWarning, match="has collapsed onto too few different points"):
        model.fit(X)
    assert len(model.starts) == 11
    assert model.best.collapsed
    assert np.isfinite(model.log_pdf(X)).all()


def test_a_fit_that_collapsed_is_not_kept_though_it_is_likelier():
    model = FastGMM(2, 5, n_init=10)
    model.fit(data.three_clouds()[:40])
    lost = [start for start in model.starts if start.collapsed]
    assert lost
    assert len(model.starts) == 10 + len(lost)
    assert max(start.log_likelihoods[-1] for start in lost) > model.best.log_likelihoods[-1]


def test_a_collapse_is_seen_where_the_data_themselves_are_flat():
    """Beside a point 1e9 away all others are one; more columns than rows are flat for everybody."""
    far, wide = GEYSER.copy(), np.random.default_rng(0).normal(size=(40, 50))
    far[0] = 1e9
    for X in (far, wide):
        with pytest.warns(UserWarning, match="has collapsed.*more data or no outliers"):
            posterior = FastGMM(X.shape[1], 2).fit(X)
        np.testing.assert_allclose(posterior.sum(axis=1), 1)
    FastGMM(50, 1).fit(wide)  # as flat as the data, and no flatter


def test_no_eigenvalue_is_below_the_floor():
    X = np.random.default_rng(0).normal(size=(30, 2)) * [1.0, 1e3]
    model = FastGMM(2, 4, reg_covar=0.05)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        model.fit(X)
    scale = X.std(axis=0)
    smallest = [np.linalg.eigvalsh(c / np.outer(scale, scale))[0] for c in parameters(model)[2]]
    assert min(smallest) == pytest.approx(0.05)
    values = model.best.log_likelihoods
    assert np.all(np.diff(values) >= -1e-9 * np.abs(values[1:]))


def test_the_report_tells_rounds_and_whether_they_were_enough():
    model = FastGMM(2, 2, max_iter=2)
    model.fit(GEYSER)
    assert (len(model.best.log_likelihoods), model.best.converged) == (3, False)
    model = FastGMM(2, 2)
    model.fit(GEYSER)
    assert model.best.converged
    assert model.best.log_likelihoods[-1] == pytest.approx(model.log_pdf(GEYSER).sum())


@pytest.mark.parametrize("value", [np.nan, np.inf, np.ma.masked])
def test_data_that_are_not_finite_are_refused_and_their_rows_named(value):
    X = np.ma.array(GEYSER, copy=True)
    X[[3, 7], 1] = value
    with pytest.raises(ValueError, match=r"rows \[3, 7\]"):
        FastGMM(2, 2).fit(X)


class Frame:
    """Data that know how to become an array."""

    def __array__(self, dtype=None, copy=None):
        return np.array(GEYSER, dtype=dtype)


@pytest.mark.parametrize(
    "X",
    [
        GEYSER.tolist(),
        np.asfortranarray(GEYSER),
        np.broadcast_to(GEYSER, GEYSER.shape),
        GEYSER.astype(object),
        np.ma.array(GEYSER),
        Frame(),
    ],
    ids=["lists", "Fortran", "read-only", "objects", "nothing masked", "frame"],
)
def test_the_same_data_in_another_dress_give_the_same_fit(X):
    expected, model = (started(GEYSER, [[2, 55], [4, 80]], max_iter=3) for _ in range(2))
    expected.fit(GEYSER)
    model.fit(X)
    assert_same(parameters(model), parameters(expected), 1e-12)
    assert np.array_equal(model.log_pdf(X), model.log_pdf(GEYSER))


def test_complex_data_are_refused_and_not_cut():
    for method in (FastGMM(2, 2).fit, FastGMM(2, 2).log_pdf):
        with pytest.raises(ValueError, match="X must be real"):
            method(GEYSER + 0j)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("n_init", -1),
        ("max_iter", -1),
        ("max_iter", np.inf),
        ("reg_covar", -1e-9),
        ("reg_covar", np.nan),
        ("dim", 0),
        ("num_components", 0),
    ],
)
def test_settings_that_mean_nothing_are_refused_and_named(name, value):
    with pytest.raises(ValueError, match=f"{name} must be at least [01], but is {value}"):
        FastGMM(**{"dim": 2, "num_components": 2, name: value})


@pytest.mark.parametrize(("sample_size", "num_components"), [(1, 1), (1, 3), (3, 3), (3, 5)])
def test_as_many_components_as_points_or_more_still_have_an_answer(sample_size, num_components):
    X, model = GEYSER[:sample_size], FastGMM(2, num_components, max_iter=5)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # that they collapsed
        posterior = model.fit(X)
    np.testing.assert_allclose(posterior.sum(axis=1), 1)
    assert np.isfinite(model.log_pdf(X)).all()


def test_points_too_far_for_their_distance_to_be_a_number_still_have_a_density():
    model, X = FastGMM(2, 2), [[1e300, -1e300], [1e160, 0.0]]
    assert np.all(model.log_pdf(X) <= -1e307)
    np.testing.assert_allclose(model.e_step(X).sum(axis=1), 1)


def test_without_a_round_the_start_is_what_is_kept():
    model = started(GEYSER, [[2, 55], [4, 80]], max_iter=0)
    posterior = model.fit(GEYSER)
    assert_same(parameters(model)[1:2], [np.array([[2.0, 55.0], [4.0, 80.0]])], 1e-14)
    assert len(model.best.log_likelihoods) == 1
    np.testing.assert_allclose(posterior, model.e_step(GEYSER))


@pytest.mark.parametrize("shape", [(5, 3), (5,), (0, 2), ()])
def test_data_of_another_shape_are_refused(shape):
    with pytest.raises(ValueError, match=r"with shape \(sample_size, 2\)|has no rows"):
        FastGMM(2, 2).fit(np.zeros(shape))


@pytest.mark.parametrize("unit", [1e-200, 1e200])
def test_units_beyond_floating_point_are_refused(unit):
    with pytest.raises(ValueError, match="change its units"):
        FastGMM(2, 2).fit(GEYSER * unit)


def test_arguments_come_back_unchanged():
    X, posterior = GEYSER.copy(), np.full((len(GEYSER), 2), 0.5)
    model = FastGMM(2, 2)
    model.fit(X)
    model.m_step(X, posterior)
    assert np.array_equal(X, GEYSER)
    assert np.all(posterior == 0.5)
