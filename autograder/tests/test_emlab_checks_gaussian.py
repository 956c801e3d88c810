"""check("Gaussian.…"): every right style passes, every known mistake is refused with its reason."""

import numpy as np
import pytest

from emlab.checks import examine
from emlab.messages import TEXTS
from solutions.gaussian import Gaussian

QUESTIONS = ("log_pdf", "fit", "sample", "set_mean", "set_cov")


def with_methods(**methods):
    """The reference with some methods replaced, under its own name."""
    return type("Gaussian", (Gaussian,), methods)


def report(cls, method):
    return examine(f"Gaussian.{method}", {"Gaussian": cls})


def needs_columns(self, X):
    if X.shape[1] != self.dim:
        raise ValueError("wrong number of columns")


# --- right styles ------------------------------------------------------------------------------


class Bare:
    """The class as the lesson gives it, before any method is written."""

    def __init__(self, dim):
        self.dim = dim
        self.mean = np.random.randn(dim)
        self.cov = np.eye(dim)


class OnlyLogPdf(Bare):
    def log_pdf(self, X):
        needs_columns(self, X)
        inverse = np.linalg.inv(self.cov)
        result = []
        for x in X:
            d = x - self.mean
            result.append(
                -0.5
                * (self.dim * np.log(2 * np.pi) + np.log(np.linalg.det(self.cov)) + d @ inverse @ d)
            )
        return result


class WithStubs(OnlyLogPdf):
    def fit(self, X):
        raise NotImplementedError

    sample = set_mean = set_cov = fit


class Wasteful(Gaussian):
    """Builds one row and column for each data point, and takes the diagonal; shouts meanwhile."""

    def log_pdf(self, X):
        print("a" * 1000)
        needs_columns(self, X)
        D = X - self.mean
        square = D @ np.linalg.inv(self.cov) @ D.T
        density = np.exp(-np.diag(square) / 2)
        density /= np.sqrt(np.linalg.det(2 * np.pi * self.cov))
        return np.log(density)


class Einsum(Gaussian):
    def log_pdf(self, X):
        assert isinstance(X, np.ndarray)
        needs_columns(self, X)
        D = X - self.mean
        _, log_det = np.linalg.slogdet(self.cov)
        quadratic = np.einsum("ni,ij,nj->n", D, np.linalg.inv(self.cov), D)
        return np.asfortranarray(-(quadratic + log_det + self.dim * np.log(2 * np.pi)) / 2)

    def fit(self, X, verbose=True):
        needs_columns(self, X)
        self.mean = np.mean(X, 0)
        self.cov = np.atleast_2d(np.cov(X, rowvar=False, ddof=0))
        return self

    def sample(self, sample_size):
        return np.random.default_rng().multivariate_normal(self.mean, self.cov, size=sample_size)

    def set_mean(self, mean):
        if np.shape(mean) != (self.dim,):
            raise ValueError
        self.mean = list(mean)
        return self

    def set_cov(self, cov):
        if np.shape(cov) != (self.dim, self.dim) or np.linalg.eigvalsh(cov).min() <= 0:
            raise ValueError
        self.cov = cov
        return self


class Cached(Gaussian):
    """Keeps a factor that only the setters renew; cov cannot be assigned at all."""

    def __init__(self, dim):
        self.dim = dim
        self.set_mean(np.random.randn(dim))
        self.set_cov(np.eye(dim))

    @property
    def cov(self):
        return self._factor @ self._factor.T

    def log_pdf(self, X):
        needs_columns(self, X)
        white = np.linalg.solve(self._factor, (X - self.mean).T)
        log_det = 2 * np.log(np.diag(self._factor)).sum()
        return -0.5 * (self.dim * np.log(2 * np.pi) + log_det + (white**2).sum(0))

    def set_cov(self, cov):
        if cov.shape != (self.dim, self.dim):
            raise ValueError
        self._factor = np.linalg.cholesky(cov)  # its LinAlgError is a ValueError

    def fit(self, X):
        needs_columns(self, X)
        D = X - X.mean(axis=0)
        self.set_mean(X.mean(axis=0))
        self.set_cov(sum(np.outer(d, d) for d in D) / len(D))

    def sample(self, sample_size):
        rows = [self.mean + self._factor @ np.random.randn(self.dim) for _ in range(sample_size)]
        return np.array(rows)


class EigenSample(Gaussian):
    def sample(self, sample_size):
        values, vectors = np.linalg.eigh(self.cov)
        noise = np.random.normal(size=(sample_size, self.dim))
        return (noise * np.sqrt(values)) @ vectors.T + self.mean


class SetsErrorState(Gaussian):
    def log_pdf(self, X):
        np.seterr(all="raise")
        np.random.seed(0)
        return super().log_pdf(X)


@pytest.mark.parametrize("method", QUESTIONS)
@pytest.mark.parametrize("cls", [Gaussian, Wasteful, Einsum, Cached, EigenSample, SetsErrorState])
def test_right_styles_pass(cls, method):
    found = report(cls, method)
    assert found.status == "right", found.explanation


@pytest.mark.parametrize("cls", [OnlyLogPdf, WithStubs])
def test_log_pdf_can_be_checked_before_the_setters_are_written(cls):
    assert report(cls, "log_pdf").status == "right"


def test_fit_can_be_checked_before_the_setters_are_written():
    class Half(WithStubs):
        fit = Gaussian.fit

    assert report(Half, "fit").status == "right"


@pytest.mark.parametrize("repeat", range(5))
def test_sampling_gives_no_false_alarm(repeat):
    assert report(Einsum, "sample").status == "right"


# --- known mistakes ----------------------------------------------------------------------------


def terms(gaussian, X):
    D = X - gaussian.mean
    quadratic = np.einsum("ni,ij,nj->n", D, np.linalg.inv(gaussian.cov), D)
    return D, quadratic, np.log(np.linalg.det(gaussian.cov)), gaussian.dim * np.log(2 * np.pi)


def log_pdf(formula):
    """A log_pdf with the column test, and with this formula of (D, quadratic, log_det, log_2pi)."""

    def method(self, X):
        needs_columns(self, X)
        return formula(self, *terms(self, X))

    return method


def swapped(self, D):
    return np.einsum("ni,ij,nj->n", D, self.cov, D)


LOG_PDF_MISTAKES = {
    "log_pdf.area.no_2pi": lambda g, D, q, det, pi: -0.5 * (q + det),
    "log_pdf.area.half_2pi": lambda g, D, q, det, pi: -0.5 * (q + det) - pi,
    "log_pdf.area.sign_2pi": lambda g, D, q, det, pi: -0.5 * (q + det - pi),
    "log_pdf.area.half_distance": lambda g, D, q, det, pi: -q - 0.5 * (det + pi),
    "log_pdf.area.no_half": lambda g, D, q, det, pi: -(q + det + pi),
    "log_pdf.area.no_determinant": lambda g, D, q, det, pi: -0.5 * (q + pi),
    "log_pdf.area.sign_determinant": lambda g, D, q, det, pi: -0.5 * (q - det + pi),
    "log_pdf.area.half_determinant": lambda g, D, q, det, pi: -0.5 * (q + 2 * det + pi),
    "log_pdf.area.root_determinant": lambda g, D, q, det, pi: -0.5 * (q + det / 2 + pi),
    "log_pdf.area.not_inverted": lambda g, D, q, det, pi: -0.5 * (swapped(g, D) + det + pi),
    "log_pdf.area.density": lambda g, D, q, det, pi: np.exp(-0.5 * (q + det + pi)),
    "log_pdf.area.pi_without_two": lambda g, D, q, det, pi: (
        -0.5 * (q + det + pi) + g.dim * np.log(2) / 2
    ),
    "log_pdf.area.determinant_without_log": lambda g, D, q, det, pi: -0.5 * (q + np.exp(det) + pi),
    "log_pdf.area.log_10": lambda g, D, q, det, pi: -0.5 * (q + det + pi) / np.log(10),
    "log_pdf.area.sign": lambda g, D, q, det, pi: 0.5 * (q - det - pi),
    "log_pdf.volume.dim": lambda g, D, q, det, pi: -0.5 * (q + det + np.log(2 * np.pi)),
    "log_pdf.volume.diagonal": lambda g, D, q, det, pi: (
        -0.5 * ((D**2 / np.diag(g.cov)).sum(axis=1) + det + pi)
    ),
    "log_pdf.moments_2d.diagonal": lambda g, D, q, det, pi: (
        -0.5 * ((D**2 / np.diag(g.cov)).sum(axis=1) + np.log(np.diag(g.cov)).sum() + pi)
    ),
    "log_pdf.sum.look": lambda g, D, q, det, pi: (
        -0.5 * (q + det + min(g.dim, 2) * np.log(2 * np.pi))
    ),
    "log_pdf.shape.scalar": lambda g, D, q, det, pi: -0.5 * (q + det + pi).sum(),
    "log_pdf.shape.single": lambda g, D, q, det, pi: np.squeeze(-0.5 * (q + det + pi)),
    "log_pdf.shape.column": lambda g, D, q, det, pi: -0.5 * (q + det + pi)[:, None],
    "log_pdf.shape.square": lambda g, D, q, det, pi: (
        -0.5 * (D @ np.linalg.inv(g.cov) @ D.T + det + pi)
    ),
    "log_pdf.shape.wide": lambda g, D, q, det, pi: -0.5 * (D @ np.linalg.inv(g.cov) * D + det + pi),
    "answer.none.look": lambda g, D, q, det, pi: None,
    "answer.not_numbers.look": lambda g, D, q, det, pi: ["a"] * len(D),
    "answer.nan.look": lambda g, D, q, det, pi: np.log(-q),
    "answer.inf.look": lambda g, D, q, det, pi: q / np.zeros_like(q),
}


@pytest.mark.parametrize("cause", LOG_PDF_MISTAKES)
def test_mistakes_in_log_pdf_are_named(cause):
    found = report(with_methods(log_pdf=log_pdf(LOG_PDF_MISTAKES[cause])), "log_pdf")
    assert found.status == "wrong"
    assert TEXTS[cause] in found.explanation


def as_deviation(self, X):
    needs_columns(self, X)
    squared = with_methods()(self.dim)
    squared.mean, squared.cov = self.mean, self.cov @ self.cov
    return Gaussian.log_pdf(squared, X)


def test_a_deviation_taken_for_a_variance_is_named():
    found = report(with_methods(log_pdf=as_deviation), "log_pdf")
    assert TEXTS["log_pdf.moments_1d.deviation"] in found.explanation


@pytest.mark.parametrize(
    ("cause", "power"), [("log_pdf.moments_1d.root", 0.5), ("log_pdf.moments_1d.ignored", 0)]
)
def test_a_covariance_that_enters_in_the_wrong_way_is_named(cause, power):
    def other_scale(self, X):
        needs_columns(self, X)
        values, vectors = np.linalg.eigh(self.cov)
        other = Gaussian(self.dim)
        other.mean, other.cov = self.mean, (vectors * values**power) @ vectors.T
        return other.log_pdf(X)

    assert TEXTS[cause] in report(with_methods(log_pdf=other_scale), "log_pdf").explanation


def test_two_mistakes_at_once_are_both_named():
    found = report(with_methods(log_pdf=log_pdf(lambda g, D, q, det, pi: -0.5 * q)), "log_pdf")
    assert TEXTS["log_pdf.area.no_2pi"] in found.explanation
    assert TEXTS["log_pdf.area.no_determinant"] in found.explanation


def forgets_mean(self, X):
    needs_columns(self, X)
    return Gaussian.log_pdf(self, X + self.mean)


def writes_into_X(self, X):
    needs_columns(self, X)
    X -= self.mean
    return Gaussian.log_pdf(self, X + self.mean)


def writes_into_mean(self, X):
    value = Gaussian.log_pdf(self, X)
    self.mean = self.mean + 1
    return value


def counts_calls(self, X):
    self.calls = getattr(self, "calls", 0) + 1
    return Gaussian.log_pdf(self, X) + (self.calls > 1)


class LazyInverse(Gaussian):
    """Computes the inverse at the first log_pdf, and never again."""

    def log_pdf(self, X):
        needs_columns(self, X)
        if not hasattr(self, "inverse"):
            self.inverse = np.linalg.inv(self.cov)
            self.log_det = np.log(np.linalg.det(2 * np.pi * self.cov))
        D = X - self.mean
        return -0.5 * (np.einsum("ni,ij,nj->n", D, self.inverse, D) + self.log_det)


def test_a_value_kept_from_the_first_call_is_named():
    assert TEXTS["log_pdf.follows.look"] in report(LazyInverse, "log_pdf").explanation


def test_what_builds_on_a_wrong_log_pdf_is_left_open_and_not_ticked():
    lines = {line.text: line.passed for line in report(LazyInverse, "set_cov").lines}
    assert lines[TEXTS["set_cov.used"]] is None


def without_column_test(self, X):
    D = X - self.mean
    inverse = np.linalg.inv(self.cov)
    log_det = np.log(np.linalg.det(2 * np.pi * self.cov))
    return -0.5 * (np.einsum("ni,ij,nj->n", D, inverse, D) + log_det)


def with_assertion(self, X):
    assert X.shape[1] == self.dim
    return without_column_test(self, X)


@pytest.mark.parametrize(
    ("method", "cause"),
    [
        (forgets_mean, "log_pdf.moments_1d.mean.look"),
        (writes_into_X, "pure.argument.look"),
        (writes_into_mean, "pure.state.look"),
        (counts_calls, "pure.repeat.look"),
        (without_column_test, "refuse.columns.one"),
        (with_assertion, "refuse.other_error"),
    ],
)
def test_log_pdf_subtracts_the_mean_changes_nothing_and_tests_columns(method, cause):
    found = report(with_methods(log_pdf=method), "log_pdf")
    assert found.status == "wrong"
    start = TEXTS[cause].split("{")[0]
    assert any(sentence.startswith(start) for sentence in found.explanation)


def fitted(formula, mean=lambda X: X.mean(axis=0)):
    def fit(self, X):
        needs_columns(self, X)
        old = self.mean
        self.mean = mean(X)
        self.cov = formula(X, X - self.mean, old)

    return fit


FIT_MISTAKES = {
    "fit.spread.n_minus_one": fitted(lambda X, D, old: np.cov(X.T)),
    "fit.spread.not_divided": fitted(lambda X, D, old: D.T @ D),
    "fit.spread.not_centred": fitted(lambda X, D, old: X.T @ X / len(X)),
    "fit.spread.old_mean": fitted(lambda X, D, old: (X - old).T @ (X - old) / len(X)),
    "fit.spread.diagonal": fitted(lambda X, D, old: np.diag((D**2).mean(axis=0))),
    "fit.spread.deviation": fitted(lambda X, D, old: np.diag(X.std(axis=0))),
    "fit.spread.not_stored": fitted(lambda X, D, old: np.eye(X.shape[1])),
    "fit.spread.correlation": fitted(lambda X, D, old: np.corrcoef(X.T)),
    "fit.spread.factor": fitted(lambda X, D, old: np.linalg.cholesky(np.cov(X.T, bias=True))),
    "fit.spread.ridge": fitted(lambda X, D, old: np.cov(X.T, bias=True) + 1e-6 * np.eye(len(X.T))),
    "fit.mean.not_stored": lambda self, X: X.mean(axis=0),
    "fit.mean.overall": fitted(lambda X, D, old: D.T @ D, lambda X: np.full(X.shape[1], X.mean())),
    "fit.mean.median": fitted(lambda X, D, old: D.T @ D, lambda X: np.median(X, axis=0)),
    "fit.spread.look": fitted(lambda X, D, old: 3 * np.eye(X.shape[1])),
    "fit.shape.mean_scalar": fitted(lambda X, D, old: D.T @ D / len(X), lambda X: X.mean()),
    "fit.shape.cov_rows": fitted(lambda X, D, old: D @ D.T / len(X)),
    "fit.shape.cov_diagonal": fitted(lambda X, D, old: (D**2).mean(axis=0)),
    "fit.shape.cov_scalar": fitted(lambda X, D, old: np.cov(X.T, bias=True)),
    "fit.mean.look": fitted(lambda X, D, old: D.T @ D / len(X), lambda X: X.sum(axis=0)),
}


@pytest.mark.parametrize("cause", FIT_MISTAKES)
def test_mistakes_in_fit_are_named(cause):
    found = report(with_methods(fit=FIT_MISTAKES[cause]), "fit")
    assert found.status == "wrong"
    assert TEXTS[cause] in found.explanation


def fit_keeps_half(self, X):
    old = self.mean
    Gaussian.fit(self, X)
    seen = getattr(self, "seen", 0)
    self.seen = seen + 1
    if seen:
        self.mean = (old + self.mean) / 2


def fit_centres_in_place(self, X):
    Gaussian.fit(self, X)
    X -= X.mean(axis=0)


def fit_averages_rows(self, X):
    needs_columns(self, X)
    self.mean, self.cov = X.mean(axis=1), np.cov(X.T, bias=True)


class StaleFactor(Cached):
    """fit renews cov, but log_pdf reads a factor that only set_cov renews."""

    cov = None

    def set_cov(self, cov):
        super().set_cov(cov)
        self.cov = cov

    def fit(self, X):
        needs_columns(self, X)
        Gaussian.fit(self, X)


@pytest.mark.parametrize(
    ("cls", "cause"),
    [
        (with_methods(fit=fit_keeps_half), "fit.forgets.look"),
        (with_methods(fit=fit_centres_in_place), "pure.argument.look"),
        (StaleFactor, "used.look"),
        (with_methods(fit=fit_averages_rows), "fit.shape.mean_rows"),
        (
            with_methods(fit=lambda self, X: Gaussian.fit(self, X[:, : self.dim])),
            "refuse.columns.look",
        ),
    ],
)
def test_fit_forgets_is_used_and_leaves_X_alone(cls, cause):
    found = report(cls, "fit")
    assert found.status == "wrong"
    assert TEXTS[cause].split("{")[0] in " ".join(found.explanation)


def sampled(formula):
    def sample(self, sample_size):
        return formula(self, np.random.randn(sample_size, self.dim), np.linalg.cholesky(self.cov))

    return sample


SAMPLE_MISTAKES = {
    "sample.spread.cov_as_factor": sampled(lambda g, e, L: g.mean + e @ g.cov),
    "sample.spread.transpose": sampled(lambda g, e, L: g.mean + e @ L),
    "sample.spread.diagonal": sampled(lambda g, e, L: g.mean + e * np.sqrt(np.diag(g.cov))),
    "sample.spread.identity": sampled(lambda g, e, L: g.mean + e),
    "sample.spread.look": sampled(lambda g, e, L: g.mean + 1.5 * e @ L.T),
    "sample.centre.zero": sampled(lambda g, e, L: e @ L.T),
    "sample.centre.look": sampled(lambda g, e, L: e @ L.T - g.mean),
    "sample.shape.turned": sampled(lambda g, e, L: (g.mean + e @ L.T).T),
    "sample.shape.flat": sampled(lambda g, e, L: np.squeeze(g.mean + e @ L.T)),
    "sample.shape.look": sampled(lambda g, e, L: (g.mean + e @ L.T)[:-1]),
    "sample.rows.look": sampled(lambda g, e, L: np.tile(g.mean + L @ e[0], (len(e), 1))),
    "answer.none.look": sampled(lambda g, e, L: None),
}


@pytest.mark.parametrize("cause", SAMPLE_MISTAKES)
def test_mistakes_in_sample_are_named(cause):
    found = report(with_methods(sample=SAMPLE_MISTAKES[cause]), "sample")
    assert found.status == "wrong"
    assert TEXTS[cause] in found.explanation


def seeds_itself(self, sample_size):
    np.random.seed(0)
    return Gaussian.sample(self, sample_size)


def moves_mean(self, sample_size):
    draws = Gaussian.sample(self, sample_size)
    self.mean = draws.mean(axis=0)
    return draws


@pytest.mark.parametrize(
    ("method", "cause"),
    [(seeds_itself, "sample.calls.look"), (moves_mean, "sample.spread.look")],
)
def test_sample_draws_anew_and_changes_nothing(method, cause):
    found = report(with_methods(sample=method), "sample")
    assert found.status == "wrong"
    assert found.explanation


def set_mean_anyhow(self, mean):
    self.mean = mean


def set_mean_by_size(self, mean):
    if mean.size != self.dim:
        raise ValueError
    self.mean = mean


def set_mean_elsewhere(self, mean):
    if mean.shape != (self.dim,):
        raise ValueError
    self.mu = mean


def set_mean_scaling(self, mean):
    if mean.shape != (self.dim,):
        raise ValueError
    self.mean = mean.copy()
    mean *= 2


def set_mean_refusing(self, mean):
    raise ValueError("no")


@pytest.mark.parametrize(
    ("method", "cause"),
    [
        (set_mean_anyhow, "set_mean.shape.look"),
        (set_mean_by_size, "set_mean.shape.look"),
        (set_mean_elsewhere, "set.stores.look"),
        (set_mean_scaling, "pure.argument.look"),
        (set_mean_refusing, "set_mean.takes.look"),
    ],
)
def test_mistakes_in_set_mean_are_named(method, cause):
    found = report(with_methods(set_mean=method), "set_mean")
    assert found.status == "wrong"
    assert TEXTS[cause].split("{")[0] in " ".join(found.explanation)


def set_cov_if(accepts):
    def set_cov(self, cov):
        if cov.shape != (self.dim, self.dim) or not accepts(cov):
            raise ValueError
        self.cov = cov

    return set_cov


SET_COV_MISTAKES = {
    "set_cov.negative": set_cov_if(lambda cov: np.linalg.det(cov) > 0),
    "set_cov.flat": set_cov_if(lambda cov: np.linalg.eigvalsh(cov).min() >= 0),
    "set_cov.indefinite": set_cov_if(lambda cov: np.all(np.diag(cov) > 0)),
}


@pytest.mark.parametrize("cause", SET_COV_MISTAKES)
def test_matrices_that_are_not_positive_definite_must_be_refused(cause):
    found = report(with_methods(set_cov=SET_COV_MISTAKES[cause]), "set_cov")
    assert found.status == "wrong"
    assert TEXTS[cause] in found.explanation


def set_cov_without_shape(self, cov):
    np.linalg.cholesky(cov)
    self.cov = cov


def set_cov_only_positive_entries(self, cov):
    if cov.shape != (self.dim, self.dim) or np.any(cov < 0):
        raise ValueError
    np.linalg.cholesky(cov)
    self.cov = cov


@pytest.mark.parametrize(
    ("cls", "cause"),
    [
        (with_methods(set_cov=set_cov_without_shape), "set_cov.shape.look"),
        (with_methods(set_cov=set_cov_only_positive_entries), "set_cov.takes.look"),
    ],
)
def test_mistakes_in_set_cov_are_named(cls, cause):
    found = report(cls, "set_cov")
    assert found.status == "wrong"
    assert TEXTS[cause].split("{")[0] in " ".join(found.explanation)
