"""check("GMM.…"): every right style passes, every known mistake is refused with its reason."""

import numpy as np
import pytest

from emlab.checks import examine
from emlab.checks.engine import WRONG
from emlab.messages import TEXTS
from solutions.gaussian import Gaussian
from solutions.gmm import GMM

QUESTIONS = ("__init__", "log_pdf", "e_step", "m_step", "fit")


def with_methods(**methods):
    """The reference with some methods replaced, under its own name."""
    return type("GMM", (GMM,), methods)


def report(cls, method, gaussian=Gaussian):
    return examine(f"GMM.{method}", {"GMM": cls, "Gaussian": gaussian})


def joint(gmm, X):
    """π_k N(x_n | μ_k, Σ_k): (sample_size, num_components)."""
    columns = [gaussian.log_pdf(X) for gaussian in gmm.gaussian_list]
    return gmm.weight * np.exp(np.column_stack(columns))


def assert_named(found, cause):
    """The check refuses, and says this sentence (up to the values in it)."""
    assert found.status == "wrong"
    pieces = [piece.split("}")[-1] for piece in TEXTS[cause].split("{")]
    assert any(all(piece in said for piece in pieces) for said in found.explanation), found


# --- right styles ------------------------------------------------------------------------------


class Loops:
    """Everything with loops and plain lists; m_step makes new Gaussians."""

    def __init__(self, dim, num_components):
        self.dim = dim
        self.num_components = num_components
        self.weight = [1 / num_components] * num_components
        self.gaussian_list = tuple(Gaussian(dim) for _ in range(num_components))

    def log_pdf(self, X):
        result = []
        for x in X:
            density = 0
            for k in range(self.num_components):
                density += self.weight[k] * np.exp(self.gaussian_list[k].log_pdf(x[None]))[0]
            result.append(np.log(density))
        return result

    def e_step(self, X):
        print("E-step")
        posterior = np.zeros((len(X), self.num_components))
        for n in range(len(X)):
            for k in range(self.num_components):
                density = np.exp(self.gaussian_list[k].log_pdf(X[n : n + 1]))[0]
                posterior[n, k] = self.weight[k] * density
            posterior[n] /= sum(posterior[n])
        return posterior.tolist()

    def m_step(self, X, posterior, verbose=False):
        posterior = np.array(posterior)
        counts = [sum(posterior[:, k]) for k in range(self.num_components)]
        self.weight = [count / len(X) for count in counts]
        components = []
        for k in range(self.num_components):
            gaussian = Gaussian(self.dim)
            gaussian.mean = sum(posterior[n, k] * X[n] for n in range(len(X))) / counts[k]
            cov = np.zeros((self.dim, self.dim))
            for n in range(len(X)):
                d = X[n] - gaussian.mean
                cov += posterior[n, k] * np.outer(d, d)
            gaussian.cov = cov / counts[k]
            gaussian.cov.setflags(write=False)
            components.append(gaussian)
        self.gaussian_list = components
        return self

    def fit(self, X, eps=1e-8, max_rounds=10_000):
        old = -np.inf
        for _ in range(max_rounds):
            posterior = self.e_step(X)
            self.m_step(X, posterior)
            new = sum(self.log_pdf(X))
            if new < old:
                raise ValueError("decrease")
            if abs(new - old) / abs(new) < eps:
                break
            old = new
        return posterior


class Vectorised(GMM):
    """einsum and in-place arithmetic on own arrays; fit returns the posterior of after."""

    def log_pdf(self, X):
        return np.log(joint(self, X) @ self.weight / self.weight.sum() * 0 + joint(self, X).sum(1))

    def e_step(self, X):
        posterior = joint(self, X)
        posterior /= posterior.sum(axis=1, keepdims=True)
        self.posterior = posterior
        return np.asfortranarray(posterior)

    def m_step(self, X, posterior):
        counts = posterior.sum(0)
        self.weight = counts / counts.sum()
        means = posterior.T @ X / counts[:, None]
        D = X[:, None] - means
        covs = np.einsum("nk,nki,nkj->kij", posterior, D, D) / counts[:, None, None]
        for gaussian, mean, cov in zip(self.gaussian_list, means, covs, strict=True):
            gaussian.mean, gaussian.cov = mean, cov
        return self.weight, means, covs

    def fit(self, X, eps=1e-8):
        while True:
            old = self.log_pdf(X).sum()
            self.m_step(X, self.e_step(X))
            new = self.log_pdf(X).sum()
            if new - old < -1e-9 * abs(new):
                raise ValueError("decrease")
            if abs((new - old) / new) < eps:
                return self.e_step(X)


class MeasuresBeforeMStep(GMM):
    """Measures the likelihood after the E-step, so it stops a round later than others."""

    def fit(self, X, eps=1e-8):
        np.seterr(all="raise")
        old = None
        while True:
            posterior = self.e_step(X)
            new = float(np.sum(self.log_pdf(X)))
            if old is not None:
                if new < old - 1e-8:
                    raise ValueError("decrease")
                if abs(new - old) / abs(new) < eps:
                    return posterior
            old = new
            self.m_step(X, posterior)


class Inline(GMM):
    """Writes both steps out inside fit."""

    def fit(self, X, eps=1e-8):
        old = self.log_pdf(X).sum()
        while True:
            posterior = joint(self, X) / joint(self, X).sum(1)[:, None]
            GMM.m_step(self, X, posterior)
            new = self.log_pdf(X).sum()
            if new < old - 1e-6:
                raise ValueError
            if abs(new - old) < eps * abs(new):
                return posterior
            old = new


class ByMoments(GMM):
    """Covariance as second moment minus outer product of the mean."""

    def m_step(self, X, posterior):
        for k, gaussian in enumerate(self.gaussian_list):
            r = posterior[:, k] / posterior[:, k].sum()
            gaussian.set_mean(r @ X)
            gaussian.set_cov((X.T * r) @ X - np.outer(r @ X, r @ X))
        self.weight = np.mean(posterior, axis=0)


class ByNumpy(GMM):
    def m_step(self, X, posterior):
        self.weight = np.average(posterior, axis=0)
        for k in range(self.num_components):
            share = posterior[:, k]
            self.gaussian_list[k].set_mean(np.average(X, axis=0, weights=share))
            self.gaussian_list[k].set_cov(
                np.atleast_2d(np.cov(X, rowvar=False, aweights=share, bias=True))
            )


@pytest.mark.parametrize("method", QUESTIONS)
@pytest.mark.parametrize(
    "cls", [GMM, Loops, Vectorised, MeasuresBeforeMStep, Inline, ByMoments, ByNumpy]
)
def test_right_styles_pass(cls, method):
    found = report(cls, method)
    assert found.status == "right", found.explanation


def test_each_method_can_be_checked_as_soon_as_it_is_written():
    class Growing:
        __init__ = GMM.__init__

    for method in QUESTIONS[1:]:
        assert report(Growing, method).status == "not attempted"
        setattr(Growing, method, vars(GMM)[method])
        assert report(Growing, method).status == "right"


def test_e_step_can_be_checked_without_log_pdf():
    class WithoutLogPdf:
        __init__, e_step = GMM.__init__, GMM.e_step

    assert report(WithoutLogPdf, "e_step").status == "right"


# --- __init__ ----------------------------------------------------------------------------------


def init(**changes):
    """A constructor that sets what the reference sets, but for these changes."""

    def method(self, dim, num_components):
        GMM.__init__(self, dim, num_components)
        for name, change in changes.items():
            value = change(dim, num_components)
            if value is None:
                delattr(self, name)
            else:
                setattr(self, name, value)

    return method


COMMON = [Gaussian(2) for _ in range(5)]


def same_mean(dim, num_components):
    components = [Gaussian(dim) for _ in range(num_components)]
    for gaussian in components:
        gaussian.mean = np.zeros(dim)
    return components


INIT_MISTAKES = [
    ("init.separate.look", init(gaussian_list=lambda d, K: [Gaussian(d)] * K)),
    ("init.weight_sum.look", init(weight=lambda d, K: np.ones(K))),
    ("init.weight_sum.look", init(weight=lambda d, K: np.zeros(K))),
    ("init.weight.look", init(weight=lambda d, K: np.arange(1.0, K + 1) / (K * (K + 1) / 2))),
    ("init.weight_shape.look", init(weight=lambda d, K: 1 / K)),
    ("init.weight_shape.look", init(weight=lambda d, K: np.ones(d) / d)),
    ("init.list.swapped", init(gaussian_list=lambda d, K: [Gaussian(d) for _ in range(d)])),
    ("init.list.look", init(gaussian_list=lambda d, K: [Gaussian(d)])),
    ("init.list.look", init(gaussian_list=lambda d, K: Gaussian(d))),
    ("init.component.swapped", init(gaussian_list=lambda d, K: [Gaussian(K) for _ in range(K)])),
    ("init.component_kind.look", init(gaussian_list=lambda d, K: [Gaussian] * K)),
    ("init.component.look", init(gaussian_list=lambda d, K: [Gaussian(1) for _ in range(K)])),
    ("init.value.look", init(dim=lambda d, K: K)),
    ("init.attribute.look", init(num_components=lambda d, K: None)),
    ("init.attribute.look", init(weight=lambda d, K: None)),
    ("init.random.look", init(gaussian_list=same_mean)),
    ("init.own.look", init(gaussian_list=lambda d, K: COMMON[:K])),
    ("advice.self", lambda self, dim: None),
]


@pytest.mark.parametrize(("cause", "method"), INIT_MISTAKES)
def test_mistakes_in_init_are_named(cause, method):
    assert_named(report(with_methods(__init__=method), "__init__"), cause)


# --- log_pdf -----------------------------------------------------------------------------------


def components(gmm, X):
    return np.column_stack([gaussian.log_pdf(X) for gaussian in gmm.gaussian_list])


LOG_PDF_MISTAKES = [
    ("mixture.same.no_weight", lambda g, X: np.log(np.exp(components(g, X)).sum(1))),
    ("mixture.same.density", lambda g, X: joint(g, X).sum(1)),
    ("mixture.same.sum_of_logs", lambda g, X: np.log(joint(g, X)).sum(1)),
    ("mixture.same.sum_of_logs", lambda g, X: components(g, X).sum(1)),
    ("mixture.mean.no_weight", lambda g, X: np.log(np.exp(components(g, X)).mean(1))),
    ("mixture.mean.look", lambda g, X: np.log(np.exp(components(g, X)) @ g.weight[::-1])),
    ("mixture.bound", lambda g, X: components(g, X) @ g.weight),
    ("mixture.one", lambda g, X: np.log(joint(g, X)).max(1)),
    ("mixture.nan.look", lambda g, X: np.log(components(g, X) @ g.weight)),
    ("mixture.shape.components", lambda g, X: np.log(joint(g, X))),
    ("mixture.shape.wrong_axis", lambda g, X: np.log(joint(g, X).sum(0))),
    ("log_pdf.shape.scalar", lambda g, X: np.log(joint(g, X).sum(1)).sum()),
    ("log_pdf.shape.column", lambda g, X: np.log(joint(g, X).sum(1, keepdims=True))),
    ("answer.none.look", lambda g, X: None),
    ("mixture.same.left_out", lambda g, X: np.log(joint(g, X)[:, 1:].sum(1))),
]


@pytest.mark.parametrize(("cause", "method"), LOG_PDF_MISTAKES)
def test_mistakes_in_log_pdf_are_named(cause, method):
    assert_named(report(with_methods(log_pdf=method), "log_pdf"), cause)


def log_pdf_normalises_weight(self, X):
    self.weight /= self.weight.max()
    return GMM.log_pdf(self, X)


def log_pdf_centres(self, X):
    value = GMM.log_pdf(self, X)
    X -= X.mean(axis=0)
    return value


@pytest.mark.parametrize(
    ("cause", "method"),
    [("pure.state.look", log_pdf_normalises_weight), ("pure.argument.look", log_pdf_centres)],
)
def test_log_pdf_changes_nothing(cause, method):
    found = report(with_methods(log_pdf=method), "log_pdf")
    assert found.status == "wrong"
    if method is log_pdf_centres:
        assert_named(found, cause)


# --- e_step ------------------------------------------------------------------------------------


def normal(array, axis=1):
    return array / array.sum(axis=axis, keepdims=True)


def hard(array):
    return np.eye(array.shape[1])[array.argmax(1)]


def shuffled_weights(g, X):
    return normal(np.exp(components(g, X)) * g.weight[::-1])


def log_joint(g, X):
    return np.log(joint(g, X))


E_STEP_MISTAKES = [
    ("e_step.same.no_weight", lambda g, X: normal(np.exp(components(g, X)))),
    ("e_step.same.look", shuffled_weights),
    ("e_step.same.look", lambda g, X: normal(joint(g, X) ** 2)),
    ("e_step.hard", lambda g, X: hard(joint(g, X))),
    ("e_step.rows.columns", lambda g, X: normal(joint(g, X), 0)),
    ("e_step.rows.total", lambda g, X: joint(g, X) / joint(g, X).sum()),
    ("e_step.rows.logs", lambda g, X: np.log(normal(joint(g, X)))),
    ("e_step.rows.logs", log_joint),
    ("e_step.rows.late", lambda g, X: normal(np.exp(components(g, X))) * g.weight),
    ("e_step.rows.negative", components),
    ("e_step.rows.look", joint),
    ("e_step.shape.turned", lambda g, X: normal(joint(g, X)).T),
    ("e_step.shape.look", lambda g, X: joint(g, X).sum(1)),
    ("advice.broadcast", lambda g, X: joint(g, X) / joint(g, X).sum(1)),
    ("e_step.log_shares", lambda g, X: normal(log_joint(g, X))),
    ("e_step.equal", lambda g, X: np.full((len(X), g.num_components), 1 / g.num_components)),
    ("e_step.only_weights", lambda g, X: np.tile(g.weight, (len(X), 1))),
    ("e_step.column", lambda g, X: normal(joint(g, X) * [1, 1, 0][: g.num_components])),
    ("answer.none.look", lambda g, X: None),
    ("answer.nan.look", lambda g, X: joint(g, X) * np.nan),
]


@pytest.mark.parametrize(("cause", "method"), E_STEP_MISTAKES)
def test_mistakes_in_e_step_are_named(cause, method):
    assert_named(report(with_methods(e_step=method), "e_step"), cause)


def e_step_updates_weight(self, X):
    posterior = GMM.e_step(self, X)
    self.weight = posterior.mean(axis=0)
    return posterior


def test_e_step_changes_nothing():
    assert_named(report(with_methods(e_step=e_step_updates_weight), "e_step"), "pure.state.look")


# --- m_step ------------------------------------------------------------------------------------


def m_step(weight=None, mean=None, cov=None):
    """An M-step that is right but for what is given: functions of X, posterior, k and the rest."""

    def method(self, X, posterior):
        counts = posterior.sum(axis=0)
        old = [gaussian.mean for gaussian in self.gaussian_list]
        for k, gaussian in enumerate(self.gaussian_list):
            r = posterior[:, k]
            right_mean = r @ X / counts[k]
            gaussian.mean = mean(X, r, gaussian) if mean else right_mean
            D = X - right_mean
            right_cov = (r[:, None] * D).T @ D / counts[k]
            gaussian.cov = cov(X, r, D, old[k], k) if cov else right_cov
        self.weight = weight(self, posterior) if weight else counts / len(X)

    return method


def scatter(r, D):
    return (r[:, None] * D).T @ D


def around(X, r, centre):
    return scatter(r, X - centre) / r.sum()


def pooled(self, X, posterior):
    GMM.m_step(self, X, posterior)
    common = sum(w * g.cov for w, g in zip(self.weight, self.gaussian_list, strict=True))
    for gaussian in self.gaussian_list:
        gaussian.cov = common


def last_for_all(self, X, posterior):
    GMM.m_step(self, X, posterior)
    for gaussian in self.gaussian_list:
        gaussian.mean, gaussian.cov = self.gaussian_list[-1].mean, self.gaussian_list[-1].cov


def only_first_two(self, X, posterior):
    """Loops over the dimensions where it should loop over the components."""
    last, mean, cov = self.gaussian_list[2], self.gaussian_list[2].mean, self.gaussian_list[2].cov
    GMM.m_step(self, X, posterior)
    last.mean, last.cov = mean, cov


def hardens(self, X, posterior):
    GMM.m_step(self, X, hard(posterior + 1e-9 * np.arange(posterior.shape[1])))


def squares(self, X, posterior):
    GMM.m_step(self, X, normal(posterior**2))


def squares_in_covariance(X, r, D, old, k):
    return scatter(r**2, D) / (r**2).sum()


def damps(self, X, posterior):
    old = self.weight
    GMM.m_step(self, X, posterior)
    self.weight = (self.weight + old) / 2


def writes_into_posterior(self, X, posterior):
    GMM.m_step(self, X, posterior)
    posterior /= posterior.sum(axis=0)


def writes_into_X(self, X, posterior):
    GMM.m_step(self, X, posterior)
    X -= X.mean(axis=0)


def adds_components(self, X, posterior):
    GMM.m_step(self, X, posterior)
    self.gaussian_list = self.gaussian_list + self.gaussian_list[:1]


M_STEP_MISTAKES = [
    ("m_step.means.by_n", m_step(mean=lambda X, r, g: r @ X / len(X))),
    ("m_step.means.by_n_minus_one", m_step(mean=lambda X, r, g: r @ X / (r.sum() - 1))),
    ("m_step.means.not_divided", m_step(mean=lambda X, r, g: r @ X)),
    ("m_step.means.global", m_step(mean=lambda X, r, g: X.mean(axis=0))),
    ("m_step.means.frozen", m_step(mean=lambda X, r, g: g.mean)),
    ("m_step.means.look", m_step(mean=lambda X, r, g: 7 + r @ X / r.sum())),
    ("m_step.covs.by_n", m_step(cov=lambda X, r, D, old, k: scatter(r, D) / len(X))),
    ("m_step.covs.n_minus_one", m_step(cov=lambda X, r, D, old, k: scatter(r, D) / (r.sum() - 1))),
    ("m_step.covs.not_divided", m_step(cov=lambda X, r, D, old, k: scatter(r, D))),
    ("m_step.covs.old_mean", m_step(cov=lambda X, r, D, old, k: around(X, r, old))),
    ("m_step.covs.global_mean", m_step(cov=lambda X, r, D, old, k: around(X, r, X.mean(axis=0)))),
    ("m_step.covs.not_centred", m_step(cov=lambda X, r, D, old, k: around(X, r, 0))),
    ("m_step.covs.diagonal", m_step(cov=lambda X, r, D, old, k: np.diag(r @ D**2 / r.sum()))),
    ("m_step.shape.outer", m_step(cov=lambda X, r, D, old, k: r @ D**2 / r.sum())),
    (
        "m_step.covs.deviation",
        m_step(cov=lambda X, r, D, old, k: np.diag(np.sqrt(r @ D**2 / r.sum()))),
    ),
    (
        "m_step.covs.ridge",
        m_step(cov=lambda X, r, D, old, k: scatter(r, D) / r.sum() + 1e-6 * np.eye(2)),
    ),
    ("m_step.covs.unweighted", m_step(cov=lambda X, r, D, old, k: D.T @ D / len(D))),
    ("m_step.covs.unweighted", m_step(cov=lambda X, r, D, old, k: D.T @ D / r.sum())),
    ("m_step.covs.unweighted", m_step(cov=lambda X, r, D, old, k: np.cov(X.T, bias=True))),
    ("m_step.covs.frozen", m_step(cov=lambda X, r, D, old, k: np.eye(2))),
    ("m_step.moment_2.look", m_step(cov=squares_in_covariance)),
    ("m_step.moment_1.look", m_step(mean=lambda X, r, g: r**2 @ X / (r**2).sum())),
    ("m_step.some_frozen", only_first_two),
    ("m_step.covs.pooled", pooled),
    ("m_step.last_for_all", last_for_all),
    ("m_step.weights.frozen", m_step(weight=lambda g, r: g.weight)),
    ("m_step.weights.not_divided", m_step(weight=lambda g, r: r.sum(axis=0))),
    ("m_step.weights.not_divided_by_n", m_step(weight=lambda g, r: r.sum(axis=0) / r.shape[1])),
    ("m_step.weights.uniform", m_step(weight=lambda g, r: np.ones(3) / 3)),
    ("m_step.shape.look", m_step(weight=lambda g, r: r.mean(axis=1))),
    ("m_step.weights.look", damps),
    ("m_step.quarters.weight", hardens),
    ("m_step.quarters.weight", squares),
    ("m_step.length.look", adds_components),
    ("pure.argument.look", writes_into_posterior),
    ("pure.argument.look", writes_into_X),
]


@pytest.mark.parametrize(("cause", "method"), M_STEP_MISTAKES)
def test_mistakes_in_m_step_are_named(cause, method):
    assert_named(report(with_methods(m_step=method), "m_step"), cause)


# --- fit ---------------------------------------------------------------------------------------


def fit(stop=None, answer=lambda posterior, likelihood: posterior, raises=True, fixed_eps=None):
    """A fit that is right but for what is given."""
    stop = stop or (lambda new, old, eps: abs(new - old) < eps * abs(new))

    def method(self, X, eps=1e-8):
        eps = fixed_eps or eps
        old = self.log_pdf(X).sum()
        for _ in range(2000):
            posterior = self.e_step(X)
            self.m_step(X, posterior)
            new = self.log_pdf(X).sum()
            if raises and new < old - 1e-9 * abs(new):
                raise ValueError("decrease")
            if stop(new, old, eps):
                break
            old = new
        return answer(posterior, new)

    return method


def starts_anew(self, X, eps=1e-8):
    GMM.__init__(self, self.dim, self.num_components)
    return GMM.fit(self, X, eps)


def once(self, X, eps=1e-8):
    posterior = self.e_step(X)
    self.m_step(X, posterior)
    return posterior


def only_m_steps(self, X, eps=1e-8):
    posterior = self.e_step(X)
    for _ in range(50):
        self.m_step(X, posterior)
    return posterior


def stale(self, X, eps=1e-8):
    """The old log-likelihood is never renewed."""
    first = self.log_pdf(X).sum()
    for _ in range(300):
        posterior = self.e_step(X)
        self.m_step(X, posterior)
        new = self.log_pdf(X).sum()
        if new < first - 1e-9:
            raise ValueError
        if abs(new - first) < eps * abs(new):
            break
    return posterior


def never_checks(self, X, eps=1e-8):
    for _ in range(5):
        posterior = self.e_step(X)
        self.m_step(X, posterior)
    return posterior


def fits_a_copy(self, X, eps=1e-8):
    import copy

    return GMM.fit(copy.deepcopy(self), X, eps)


def fit_centres(self, X, eps=1e-8):
    posterior = GMM.fit(self, X, eps)
    X -= 1
    return posterior


def returns_first_posterior(self, X, eps=1e-8):
    first = self.e_step(X)
    GMM.fit(self, X, eps)
    return first


FIT_MISTAKES = [
    ("fit_mixture.stop.once", once),
    ("fit_mixture.stop.early", never_checks),
    ("fit_mixture.late.look", stale),
    ("fit_mixture.own.look", starts_anew),
    ("fit_mixture.stop.start", fits_a_copy),
    ("fit_mixture.stop.once", only_m_steps),
    ("fit_mixture.stop.once", fit(stop=lambda new, old, eps: (old - new) / abs(new) < eps)),
    ("fit_mixture.stop.once", fit(stop=lambda new, old, eps: (new - old) / new < eps)),
    ("fit_mixture.late.look", fit(stop=lambda new, old, eps: abs(new - old) < eps * 1e-6)),
    ("fit_mixture.late.look", fit(stop=lambda new, old, eps: abs(new - old) < eps)),
    ("fit_mixture.late.look", fit(fixed_eps=1e-8)),
    ("fit_mixture.stop.early", fit(fixed_eps=1e-4)),
    ("answer.none.look", fit(answer=lambda posterior, likelihood: None)),
    ("fit_mixture.shape.scalar", fit(answer=lambda posterior, likelihood: likelihood)),
    ("fit_mixture.returns.look", fit(answer=lambda posterior, likelihood: np.log(posterior))),
    ("fit_mixture.returns.look", fit(answer=lambda posterior, likelihood: hard(posterior))),
    ("fit_mixture.returns.look", returns_first_posterior),
    ("fit_mixture.shape.look", fit(answer=lambda posterior, likelihood: posterior.argmax(1))),
    ("fit_mixture.decrease.look", fit(raises=False)),
    ("pure.argument.look", fit_centres),
]


@pytest.mark.parametrize(("cause", "method"), FIT_MISTAKES)
def test_mistakes_in_fit_are_named(cause, method):
    assert_named(report(with_methods(fit=method), "fit"), cause)


# --- who is to blame ---------------------------------------------------------------------------


def without_determinant(self, X):
    if X.shape[1] != self.dim:
        raise ValueError
    D = X - self.mean
    quadratic = np.einsum("ni,ij,nj->n", D, np.linalg.inv(self.cov), D)
    return -0.5 * (quadratic + self.dim * np.log(2 * np.pi))


def test_a_wrong_gaussian_is_blamed_and_not_the_mixture():
    class Crooked(Gaussian):
        log_pdf = without_determinant

    class Mixture(GMM):
        def __init__(self, dim, num_components):
            super().__init__(dim, num_components)
            self.gaussian_list = [Crooked(dim) for _ in range(num_components)]

    found = report(Mixture, "log_pdf", Crooked)
    assert found.status == "wrong"
    assert found.blamed == "Gaussian.log_pdf"
    assert "`Gaussian.log_pdf`" in found.explanation[0]


@pytest.mark.parametrize(
    ("method", "cls", "blamed"),
    [
        ("fit", with_methods(m_step=M_STEP_MISTAKES[0][1]), "GMM.m_step"),
        ("fit", with_methods(e_step=E_STEP_MISTAKES[4][1]), "GMM.e_step"),
        ("m_step", with_methods(__init__=INIT_MISTAKES[0][1]), "GMM.__init__"),
    ],
)
def test_a_method_that_fails_through_an_earlier_one_points_there(method, cls, blamed):
    found = report(cls, method)
    assert (found.status, found.blamed) == ("wrong", blamed)


def test_a_right_fit_is_right_although_an_unused_method_is_wrong():
    found = report(type("GMM", (Inline,), {"e_step": E_STEP_MISTAKES[0][1]}), "fit")
    assert found.blamed in ("", "GMM.e_step")


def test_a_constructor_that_is_not_written_yet_is_said():
    class Empty:
        log_pdf, e_step = GMM.log_pdf, GMM.e_step

    class Stub(Empty):
        def __init__(self, dim, num_components):
            raise NotImplementedError

    for cls in (Empty, Stub):
        found = report(cls, "e_step")
        assert found.explanation == (
            TEXTS["check.write_first"].format(first="GMM.__init__", question="GMM.e_step"),
        )


def test_calling_a_method_that_is_not_written_yet_is_said():
    def e_step(self, X):
        return np.exp(log_joint(self, X) - self.log_pdf(X)[:, None])

    class Growing:
        __init__ = GMM.__init__

        def log_pdf(self, X):
            raise NotImplementedError

    Growing.e_step = e_step
    found = report(Growing, "e_step")
    assert found.status == "wrong"
    assert "`log_pdf`" in found.explanation[0]


def test_a_fit_that_would_never_end_is_ended_and_told_why():
    class Endless(GMM):
        def fit(self, X, eps=1e-8):
            old = self.log_pdf(X).sum()
            while True:
                posterior = self.e_step(X)
                self.m_step(X, posterior)
                new = self.log_pdf(X).sum()
                if new - old < eps * new:  # below zero, since the log-likelihood is
                    return posterior
                old = new

    report = examine("GMM.fit", {"GMM": Endless})
    assert report.status == WRONG
    assert "after 3000 rounds" in report.explanation[0]
