"""The Gaussian mixture made fast, and hard to break: one pass over the data in a round of EM."""

import itertools
import warnings
from dataclasses import dataclass, field

import numpy as np

from gmm import GMM

BLOCK = 2**17  # numbers whitened at a time: 1 MB, so that they are still in the cache when used
CHUNK = 4096  # data points, at least, whose posterior is made before the M-step adds them up
FAR = -80.0  # e^-80 = 2e-35 is nothing next to 1, and far from subnormal numbers, which are slow
NOTHING = 1e-30  # a posterior below this changes no digit of any sum
NARROWEST = 1e-14  # variance below which rounding is all that is left, in standardised units
LONG_WAY = 1e6  # squared: a mean that moves by 1000 deviations costs 6 of 16 digits
SPARE_STARTS = 10


@dataclass
class Start:
    """What became of one start of a fit.

    Attributes
    ----------
    log_likelihoods : list of float
        Total log-likelihood at the start, and after each round.
    converged : bool
        Whether it stood still before ``max_iter`` rounds were over.
    collapsed : list of int
        Components that have lost all data, or are as narrow as they may be.
    """

    log_likelihoods: list = field(default_factory=list)
    converged: bool = False
    collapsed: list = field(default_factory=list)


class FastGMM(GMM):
    """A GMM whose fit is fast, starts where the data are, and always ends.

    It maximises the likelihood over the mixtures whose covariances have no eigenvalue below
    ``reg_covar``, in units in which each column of X has variance 1. There the likelihood has a
    largest value, and no round lowers it. A fit that stays above the floor is one of `GMM`.

    Parameters
    ----------
    dim, num_components : int
        As for `GMM`.
    n_init : int
        Number of starts (k-means++), of which the best is kept. One in which a component collapses
        is replaced, up to ten times in all. With 0 there is one start: the parameters as they are.
    max_iter : int
        Number of rounds after which a start ends in any case.
    reg_covar : float
        The floor. With 0 there is none: a start in which a component collapses is then lost.

    Attributes
    ----------
    weight, gaussian_list
        The parameters, as in `GMM`.
    starts : list of Start
        What became of each start of the last fit.
    best : Start
        The one that was kept.
    """

    def __init__(self, dim, num_components, n_init=1, max_iter=1000, reg_covar=1e-10):
        super().__init__(dim, num_components)
        self.n_init, self.max_iter, self.reg_covar = n_init, max_iter, reg_covar
        self.starts, self.best = [], None

    def log_pdf(self, X):
        """As in `GMM`: log density of each row of X, shape (sample_size,)."""
        log_joint = self._log_joint(X)
        top = log_joint.max(axis=0)
        return top + np.log(np.exp(log_joint - top).sum(axis=0))

    def e_step(self, X):
        """As in `GMM`: posterior, shape (sample_size, num_components)."""
        log_joint = self._log_joint(X)
        posterior = np.exp(log_joint - log_joint.max(axis=0))
        return (posterior / posterior.sum(axis=0)).T

    def m_step(self, X, posterior):
        """As in `GMM`; with ``reg_covar=0``, ValueError if a component collapses."""
        Z, shift, scale = standardised(self._checked(X))
        posterior = np.asarray(posterior, dtype=float).T
        counts = np.maximum(posterior.sum(axis=1), NOTHING)
        frame = Mixture.round(posterior @ Z[:, 1:] / counts[:, np.newaxis])
        sums = Sums(self.num_components, self.dim)
        for k, share in enumerate(posterior):
            sums.add(k, frame.whitener[k] @ Z.T, share)
        mixture, collapsed = frame.moved(sums, self.reg_covar)
        if collapsed and self.reg_covar == 0:
            raise ValueError(
                f"component {collapsed[0]} has collapsed onto too few different points"
            )
        self._write(mixture, shift, scale)

    def fit(self, X, eps=1e-8):
        """Run EM from each start, and keep the best.

        Parameters
        ----------
        X : array, shape (sample_size, dim)
            One data point a row.
        eps : float
            A start ends when a round adds no more than this to the log-likelihood per data point.

        Returns
        -------
        ndarray, shape (sample_size, num_components)
            The posterior.

        Raises
        ------
        ValueError
            If X has another shape, no rows, or values that are not finite. With ``reg_covar=0``
            also if a column is constant or follows from others, and if every start collapsed.

        Warns
        -----
        UserWarning
            If every start collapsed, onto the floor: its height then decides the likelihood.
        """
        Z, shift, scale = standardised(self._checked(X))
        flat = np.linalg.eigvalsh(Z[:, 1:].T @ Z[:, 1:] / len(Z))[0] < self.reg_covar + NARROWEST
        if flat and self.reg_covar == 0:
            raise ValueError(
                "no likelihood is the largest: a column of X is constant or follows from others. "
                "Leave it out, or allow a floor: reg_covar=1e-10"
            )
        self.starts, fits = [], []
        for _ in range(self.n_init + SPARE_STARTS if self.n_init else 1):
            mixture = seeds(Z, self.num_components) if self.n_init else self._read(shift, scale)
            start, mixture = climb(Z, mixture, eps, self.max_iter, self.reg_covar)
            if flat:  # it is the data that are flat, not a component
                start.collapsed = []
            jacobian = len(Z) * float(np.log(scale).sum())
            start.log_likelihoods = [value - jacobian for value in start.log_likelihoods]
            self.starts.append(start)
            fits.append((not start.collapsed, start.log_likelihoods[-1], len(fits), mixture))
            if sum(fit[0] for fit in fits) == self.n_init:
                break
        _, _, chosen, mixture = max(fits, key=lambda fit: fit[:2])
        self.best = self.starts[chosen]
        if self.best.collapsed:
            text = (
                f"component {self.best.collapsed[0]} has collapsed onto too few different points, "
                f"in the best of {len(fits)} starts: use fewer components or more data"
            )
            if self.reg_covar == 0:
                raise ValueError(f"{text}, or allow a floor: reg_covar=1e-10")
            warnings.warn(text, stacklevel=2)
        self._write(mixture, shift, scale)
        return self.e_step(X)

    def _checked(self, X):
        X = np.asarray(X, dtype=float)
        if X.ndim != 2 or X.shape[1] != self.dim or len(X) == 0:
            raise ValueError(f"X must have shape (sample_size, {self.dim}), but has {X.shape}")
        bad_rows = np.flatnonzero(~np.isfinite(X).all(axis=1))
        if bad_rows.size > 0:
            raise ValueError(f"X is not finite in rows {bad_rows[:10].tolist()}: drop or mend them")
        return X

    def _log_joint(self, X):
        """log π_k N(x_n | μ_k, Σ_k), shape (num_components, sample_size)."""
        X = np.asarray(X, dtype=float)
        if X.ndim != 2 or X.shape[1] != self.dim:
            raise ValueError(f"X must have shape (sample_size, {self.dim}), but has {X.shape}")
        shift = self.weight @ [gaussian.mean for gaussian in self.gaussian_list]
        mixture = self._read(shift, np.ones(self.dim))
        out = np.empty((self.num_components, len(X)))
        mixture.log_joint(np.column_stack([np.ones(len(X)), X - shift]), out)
        return out

    def _read(self, shift, scale):
        """The parameters, in the units of (X - shift) / scale."""
        means = np.array([gaussian.mean for gaussian in self.gaussian_list])
        covs = np.array([gaussian.cov for gaussian in self.gaussian_list])
        factors = np.linalg.cholesky(2 * covs / np.outer(scale, scale))
        return Mixture(np.asarray(self.weight, dtype=float), (means - shift) / scale, factors)

    def _write(self, mixture, shift, scale):
        """Keep parameters that are in the units of (X - shift) / scale."""
        self.weight = mixture.weight
        for gaussian, mean, factor in zip(
            self.gaussian_list, mixture.means, mixture.factors, strict=True
        ):
            gaussian.mean = shift + scale * mean
            gaussian.cov = (factor @ factor.T) / 2 * np.outer(scale, scale)


class Mixture:
    """Parameters in the form that the computation wants.

    ``factors`` are lower triangular with F Fᵀ = 2 Σ, so that with y = F⁻¹ (x - μ) the density is
    exp(-|y|²) times a constant. The whitener does (1, x) → y in one product.
    """

    def __init__(self, weight, means, factors):
        self.weight, self.means, self.factors = weight, means, factors
        self.inverses = np.linalg.inv(factors)
        offset = -self.inverses @ means[:, :, np.newaxis]
        self.whitener = np.concatenate([offset, self.inverses], axis=2)
        log_det = np.log(np.diagonal(factors, axis1=1, axis2=2)).sum(axis=1)
        with np.errstate(divide="ignore"):  # the weight of a component that has lost its data is 0
            constant = np.log(weight) - log_det - means.shape[1] / 2 * np.log(np.pi)
        self.constant = constant[:, np.newaxis]

    @classmethod
    def round(cls, means):
        """Round components of one size at these means."""
        K, d = means.shape
        return cls(np.full(K, 1 / K), means, np.tile(np.eye(d), (K, 1, 1)))

    def log_joint(self, Z, out, keep=False):
        """Compute log π_k N(z_n | μ_k, Σ_k) into out, shape (num_components, len(Z)), by blocks.

        Each block is whitened for all components in one product; or, in many dimensions, in a few,
        for the upper rows of a triangular matrix need only the first columns. With ``keep`` it is
        one, and the last block comes back whitened, shape (num_components, dim, its points).
        """
        K, d = self.means.shape
        parts = self._parts(1 if keep else 1 + d // 16)
        size = block_size(K, max(len(rows) // K for rows in parts))
        buffer = np.empty(max(len(rows) for rows in parts) * min(size, len(Z)))
        out[:] = self.constant
        whitened = None
        for begin in range(0, len(Z), size):
            block = Z[begin : begin + size].T
            for rows in parts:
                whitened = buffer[: len(rows) * block.shape[1]].reshape(len(rows), -1)
                np.matmul(rows, block[: rows.shape[1]], out=whitened)
                whitened = whitened.reshape(K, -1, block.shape[1])
                out[:, begin : begin + size] -= np.einsum("kdn,kdn->kn", whitened, whitened)
        return whitened

    def _parts(self, number):
        """Whiteners of all components, one below the other, in that many parts."""
        d = self.means.shape[1]
        cuts = [d * part // number for part in range(number + 1)]
        return [
            self.whitener[:, low:high, : high + 1].reshape(-1, high + 1)
            for low, high in itertools.pairwise(cuts)
        ]

    def moved(self, sums, floor):
        """M-step: the next mixture, and the list of its components that have collapsed."""
        alive, steps = sums.counts > NOTHING, sums.steps()
        spread = sums.seconds / np.where(alive, sums.counts, 1)[:, np.newaxis, np.newaxis]
        spread -= steps[:, :, np.newaxis] * steps[:, np.newaxis, :]
        spread[~alive] = np.eye(steps.shape[1]) / 2  # without data, a component stays as it is
        weight = sums.counts / sums.counts.sum()
        moved, narrow = above(floor, self.factors, spread, weight, self.stepped(sums))
        return moved, np.flatnonzero(narrow | ~alive).tolist()

    def stepped(self, sums):
        """The means after an M-step."""
        return self.means + (self.factors @ sums.steps()[:, :, np.newaxis])[:, :, 0]


class Sums:
    """What the M-step needs of each component: N_k, and Σ r y and Σ r y yᵀ of whitened data."""

    def __init__(self, K, d):
        self.counts, self.firsts, self.seconds = np.zeros(K), np.zeros((K, d)), np.zeros((K, d, d))
        self.pairs = 0  # of a data point and a component that has a share in it

    def add(self, k, whitened, share):
        """Add data points, whitened (dim, any number), with their posterior (any number,)."""
        self.counts[k] += share.sum()
        self.firsts[k] += whitened @ share
        self.seconds[k] += (whitened * share) @ whitened.T

    def steps(self):
        """How far each mean moves, whitened: (num_components, dim)."""
        return self.firsts / np.maximum(self.counts, NOTHING)[:, np.newaxis]


def one_pass(Z, mixture, frame, hard):
    """E-step, log-likelihood, and the sums of the M-step in the coordinates of a frame.

    Where the posterior is ``hard``, few components have a share in a data point. Then more points
    are taken at a time, and each component adds up its own.
    """
    K, d = mixture.means.shape
    size, whole = block_size(K, d), frame is mixture
    if hard and size < CHUNK:
        size, whole = CHUNK, False
    sums, value, room = Sums(K, d), 0.0, np.empty((K, min(size, len(Z))))
    for begin in range(0, len(Z), size):
        chunk = Z[begin : begin + size]
        posterior = room[:, : len(chunk)]
        whitened = mixture.log_joint(chunk, posterior, keep=whole)
        top = posterior.max(axis=0)
        posterior -= top
        np.maximum(posterior, FAR, out=posterior)
        np.exp(posterior, out=posterior)
        total = posterior.sum(axis=0)
        posterior *= 1 / total
        value += float(top.sum() + np.log(total).sum())
        some = posterior > NOTHING
        sums.pairs += np.count_nonzero(some)
        for k, share in enumerate(posterior):
            if whole:
                sums.add(k, whitened[k], share)
            else:
                own = np.flatnonzero(some[k])
                sums.add(k, frame.whitener[k] @ chunk[own].T, share[own])
    return value, sums


def climb(Z, mixture, eps, max_iter, floor):
    """Run EM from one start on standardised data; return what became of it, and the mixture."""
    start, hard = Start(), False
    while True:
        value, sums = one_pass(Z, mixture, mixture, hard)
        hard = sums.pairs < 0.4 * len(Z) * len(mixture.means)
        gain = value - start.log_likelihoods[-1] if start.log_likelihoods else np.inf
        start.log_likelihoods.append(value)
        start.converged = gain <= eps * len(Z)
        if start.converged or len(start.log_likelihoods) > max_iter:
            return start, mixture
        frame = mixture
        if np.any(np.square(sums.steps()).sum(axis=1) > LONG_WAY):  # add again, around new means
            frame = Mixture.round(mixture.stepped(sums))
            _, sums = one_pass(Z, mixture, frame, hard)
        mixture, start.collapsed = frame.moved(sums, floor)
        if start.collapsed and floor == 0:
            return start, mixture


def above(floor, factors, spread, weight, means):
    """The mixture with covariances F S Fᵀ, no eigenvalue below a floor, and which were below it."""
    floor = max(floor, NARROWEST)
    narrow = np.zeros(len(factors), dtype=bool)
    try:
        mixture = Mixture(weight, means, factors @ np.linalg.cholesky(2 * spread))
        suspect = 0.5 / np.square(mixture.inverses).sum(axis=(1, 2)) < floor  # a cheap bound
        if not suspect.any():
            return mixture, narrow
        new = mixture.factors
    except np.linalg.LinAlgError:
        new, suspect = np.zeros_like(factors), np.ones(len(factors), dtype=bool)
    for k in np.flatnonzero(suspect):
        values, vectors = np.linalg.eigh(factors[k] @ spread[k] @ factors[k].T)
        narrow[k] = values[0] < floor
        if narrow[k] or not new[k].any():
            root = vectors * np.sqrt(2 * np.maximum(values, floor))  # root @ root.T: QR keeps that
            upper = np.linalg.qr(root.T).R
            new[k] = upper.T * np.sign(np.diag(upper))
    return Mixture(weight, means, new), narrow


def seeds(Z, num_components):
    """A start by k-means++: far points as means, and the scatter around the nearest as covariance.

    Each new mean is drawn from the data with probability proportional to its squared distance from
    those there are (D. Arthur and S. Vassilvitskii, 2007).
    """
    points, sample_size = Z[:, 1:], len(Z)
    means, distance = [], np.ones(sample_size)
    nearest = np.zeros(sample_size, dtype=int)
    for k in range(num_components):
        ladder = np.cumsum(distance)
        drawn = np.searchsorted(ladder, np.random.rand() * ladder[-1])
        means.append(points[min(drawn, sample_size - 1)])
        from_it = np.square(points - means[k]).sum(axis=1)
        nearer = from_it < distance if k else np.ones(sample_size, dtype=bool)
        nearest[nearer] = k
        distance = np.where(nearer, from_it, distance)
    means = np.array(means)
    for k in np.unique(nearest):
        means[k] = points[nearest == k].mean(axis=0)
    within = points - means[nearest]
    cov = within.T @ within / sample_size
    cov += (0.01 * np.trace(cov) / len(cov) + 1e-8) * np.eye(len(cov))
    factors = np.tile(np.linalg.cholesky(2 * cov), (num_components, 1, 1))
    return Mixture(np.full(num_components, 1 / num_components), means, factors)


def standardised(X):
    """Z = (X - shift) / scale with a column of ones before it, and shift and scale.

    A constant column has scale 1. ValueError if the squares are beyond floating point.
    """
    shift = X.mean(axis=0)
    Z = np.ones((len(X), X.shape[1] + 1))
    np.subtract(X, shift, out=Z[:, 1:])
    with np.errstate(over="ignore", under="ignore"):
        scale = np.sqrt(np.square(Z[:, 1:]).mean(axis=0))
    scale[np.ptp(X, axis=0) <= 1e-14 * np.abs(X).max(axis=0)] = 1.0
    if not np.all((scale > 1e-140) & (scale < 1e140)):
        raise ValueError("the squares of X are too large or too small to compute: change its units")
    Z[:, 1:] /= scale
    return Z, shift, scale


def block_size(num_components, dim):
    """How many data points to whiten at a time for all components."""
    return max(64, BLOCK // (num_components * dim))
