"""Checks of GMM.m_step, by known labels, shared moments and shared-out copies."""

import numpy as np

from emlab.checks.engine import Fault, Step
from emlab.checks.mixture_cases import PLANE, points, read
from emlab.checks.tools import EXACT, close, finite, first_match, is_ridge, text, unchanged
from emlab.student import Parameters, build_mixture


def _shares(size=24, num_components=3, seed=6):
    """A posterior in quarters, every row summing to 1, every component well fed."""
    generator = np.random.RandomState(seed)
    return generator.multinomial(4, [0.5, 0.3, 0.2][:num_components], size=size) / 4


def _labels(size=24):
    return np.random.RandomState(7).permutation(
        np.repeat([0, 1, 2], [size // 2, size // 3, size // 6])
    )


def _after_m_step(cls, X, posterior, start=PLANE):
    gmm = build_mixture(cls, start)
    gmm.m_step(X.copy(), posterior.copy())
    return read(gmm)


def _data(size=24):
    return points(size, 2, seed=12) * np.array([1.5, 0.8]) + np.array([2.0, -1.0])


def _runs(cls):
    _after_m_step(cls, _data(), _shares())


def _shapes(cls):
    weight, means, covs = _after_m_step(cls, _data(), _shares())
    named = [("weight", weight, (3,))]
    named += [(f"gaussian_list[{k}].mean", mean, (2,)) for k, mean in enumerate(means)]
    named += [(f"gaussian_list[{k}].cov", cov, (2, 2)) for k, cov in enumerate(covs)]
    for name, value, right in named:
        if value.shape != right:
            cause = "m_step.shape.look"
            if name.endswith("cov") and value.shape in ((2,), ()):
                cause = "m_step.shape.outer"
            raise Fault("m_step.shape.must", cause, name=name, right=right, came=value.shape)
    if len(means) != 3:
        raise Fault("m_step.length.must", "m_step.length.look", came=len(means))


def _finite(cls):
    weight, means, covs = _after_m_step(cls, _data(), _shares())
    finite(weight, "weight")
    for k in range(3):
        finite(means[k], f"gaussian_list[{k}].mean")
        finite(covs[k], f"gaussian_list[{k}].cov")


def _weights(cls):
    weight, _, _ = _after_m_step(cls, _data(), np.eye(3)[_labels()])
    right = np.bincount(_labels()) / 24
    if close(weight, right):
        return
    candidates = (
        ("m_step.weights.not_divided", right * 24),
        ("m_step.weights.not_divided_by_n", right * 24 / 3),
        ("m_step.weights.frozen", PLANE.weight),
        ("m_step.weights.uniform", np.full(3, 1 / 3)),
    )
    cause = first_match(candidates, weight) or "m_step.weights.look"
    raise Fault("m_step.weights.must", cause, right=text(right), came=text(weight))


def _groups(cls):
    """With known labels each component must take over its own group's mean and covariance."""
    X, labels = _data(), _labels()
    _, means, covs = _after_m_step(cls, X, np.eye(3)[labels])
    groups = [X[labels == k] for k in range(3)]
    sizes = np.bincount(labels)
    right_means = [group.mean(axis=0) for group in groups]
    if not close(means, right_means, EXACT):
        cause = _mean_cause(X, means, right_means, sizes)
        raise Fault(
            "m_step.group_means.must", cause, right=text(right_means[0]), came=text(means[0])
        )
    right_covs = [np.cov(group.T, bias=True) for group in groups]
    if not close(covs, right_covs, EXACT):
        cause = _cov_cause(X, groups, covs, right_means, right_covs)
        raise Fault("m_step.group_covs.must", cause, right=text(right_covs[0]), came=text(covs[0]))


def _mean_cause(X, means, right, sizes):
    per_group = np.array(right) * sizes[:, None]
    candidates = (
        ("m_step.means.by_n", per_group / len(X)),
        ("m_step.means.by_n_minus_one", per_group / (sizes[:, None] - 1)),
        ("m_step.means.not_divided", per_group),
        ("m_step.means.global", np.tile(X.mean(axis=0), (3, 1))),
        ("m_step.last_for_all", np.tile(right[2], (3, 1))),
        ("m_step.means.frozen", PLANE.means),
    )
    return first_match(candidates, means) or _partly_frozen(means, right) or "m_step.means.look"


def _partly_frozen(means, right):
    done = [close(mean, wanted) for mean, wanted in zip(means, right, strict=True)]
    left = [close(mean, old) for mean, old in zip(means, PLANE.means, strict=True)]
    return "m_step.some_frozen" if any(done) and all(np.logical_or(done, left)) else None


def _cov_cause(X, groups, covs, means, right):
    sizes = np.array([len(group) for group in groups])[:, None, None]
    means, right = np.array(means), np.array(right)
    diagonal = right * np.eye(2)
    identity = np.tile(np.eye(2), (3, 1, 1))
    # Two ways to forget the posterior in the covariance: with N and with N_k underneath.
    scatter = np.array([(X - mean).T @ (X - mean) for mean in means])
    globally = _outer(means - X.mean(axis=0))
    candidates = (
        ("m_step.covs.by_n", right * sizes / len(X)),
        ("m_step.covs.n_minus_one", right * sizes / (sizes - 1)),
        ("m_step.covs.not_divided", right * sizes),
        ("m_step.covs.old_mean", right + _outer(means - PLANE.means)),
        ("m_step.covs.global_mean", right + globally),
        ("m_step.covs.not_centred", right + _outer(means)),
        ("m_step.covs.diagonal", diagonal),
        ("m_step.covs.deviation", np.sqrt(diagonal)),
        ("m_step.covs.unweighted", scatter / len(X)),
        ("m_step.covs.unweighted", scatter / sizes),
        ("m_step.covs.unweighted", np.tile(np.cov(X.T, bias=True), (3, 1, 1))),
        ("m_step.covs.pooled", np.tile((right * sizes).sum(axis=0) / len(X), (3, 1, 1))),
        ("m_step.covs.pooled", np.tile(right.mean(axis=0), (3, 1, 1))),
        ("m_step.last_for_all", np.tile(right[2], (3, 1, 1))),
        ("m_step.covs.frozen", PLANE.covs),
        ("m_step.covs.frozen", identity),
    )
    ridge = all(is_ridge(cov - wanted) for cov, wanted in zip(covs, right, strict=True))
    return first_match(candidates, covs) or ("m_step.covs.ridge" if ridge else "m_step.covs.look")


def _outer(vectors):
    return vectors[:, :, None] * vectors[:, None, :]


def _moments(cls):
    X, posterior = _data(), _shares()
    weight, means, covs = _after_m_step(cls, X, posterior)
    means, covs = np.array(means), np.array(covs)
    mean = weight @ means
    if not close(mean, X.mean(axis=0)):
        right = text(X.mean(axis=0))
        raise Fault("m_step.moment_1.must", "m_step.moment_1.look", right=right, came=text(mean))
    second, right = np.tensordot(weight, covs + _outer(means), axes=1), X.T @ X / len(X)
    if not close(second, right):
        values = {"right": text(right), "came": text(second)}
        raise Fault("m_step.moment_2.must", "m_step.moment_2.look", **values)


def _quarters(cls):
    """A point that belongs to a component by three quarters counts as three points of four."""
    X, posterior = _data(), _shares()
    soft = _after_m_step(cls, X, posterior)
    copies = [np.repeat(X, (posterior[:, k] * 4).round().astype(int), axis=0) for k in range(3)]
    labels = np.repeat([0, 1, 2], [len(group) for group in copies])
    hard = _after_m_step(cls, np.vstack(copies), np.eye(3)[labels])
    for name, left, right in zip(("weight", "mean", "cov"), soft, hard, strict=True):
        if not close(left, right):
            values = {"name": name, "soft": text(left[0]), "hard": text(right[0])}
            raise Fault("m_step.quarters.must", f"m_step.quarters.{name}", **values)


def _forgets(cls):
    other = Parameters(np.array([0.2, 0.2, 0.6]), PLANE.means[::-1] * 3 + 1, PLANE.covs[::-1] * 2)
    X, posterior = _data(), _shares()
    first, second = (_after_m_step(cls, X, posterior, start) for start in (PLANE, other))
    for name, left, right in zip(("weight", "mean", "cov"), first, second, strict=True):
        if not close(left, right):
            raise Fault("m_step.forgets.must", f"m_step.forgets.{name}", name=name)


def _pure(cls):
    gmm, X, posterior = build_mixture(cls, PLANE), _data(), _shares()
    before = X.copy(), posterior.copy()
    gmm.m_step(X, posterior)
    unchanged(before[0], X, "pure.argument", method="m_step", name="X")
    unchanged(before[1], posterior, "pure.argument", method="m_step", name="posterior")


STEPS = (
    Step("m_step.runs", _runs, gate=True),
    Step("m_step.shape", _shapes, gate=True),
    Step("m_step.finite", _finite, gate=True),
    Step("m_step.weights", _weights),
    Step("m_step.groups", _groups),
    Step("m_step.moments", _moments),
    Step("m_step.quarters", _quarters),
    Step("m_step.forgets", _forgets),
    Step("m_step.pure", _pure),
)
