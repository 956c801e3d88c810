"""The Gaussian mixture made fast, and hard to break: one pass over the data in a round of EM."""

import warnings

import numpy as np

from gaussian import Gaussian
from gmm import GMM

BLOCK = 2**17  # numbers whitened at a time: 1 MB, so that they are still in the cache when used
NOTHING = 1e-20  # a posterior below this changes no digit of any sum
NEVER = 1e-100  # in place of a 0 that would be divided by
ROUNDING = 1e-14  # relative, of a sum over many data points: narrower than this is nothing
SPARE_STARTS = 10


class FastGMM(GMM):
    """A GMM whose fit is fast, starts where the data are, and always ends.

    It maximises the likelihood over the mixtures whose covariances have no eigenvalue below
    ``reg_covar``, in units in which each column of X has variance 1. There the likelihood has a
    largest value, and no round lowers it. A single `m_step` is that of `GMM`, without a floor.

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

    Raises
    ------
    ValueError
        If an argument is below its least value, or not finite.

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
        least = {"dim": 1, "num_components": 1, "n_init": 0, "max_iter": 0, "reg_covar": 0}
        for name, bound in least.items():
            if not bound <= getattr(self, name) < np.inf:
                raise ValueError(f"{name} must be at least {bound}, but is {getattr(self, name)}")

    def log_pdf(self, X):
        """As in `GMM`: log density of each row of X, shape (sample_size,)."""
        return np.concatenate([log_density for _, _, log_density in self._blocks(X)])

    def e_step(self, X):
        """As in `GMM`: posterior, shape (sample_size, num_components)."""
        return np.hstack([posterior for _, posterior, _ in self._blocks(X)]).T

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
            If X is complex, has another shape, no rows, or values that are masked or not finite.
            With ``reg_covar=0`` also if a column is constant or follows from others, and if every
            start collapsed.

        Warns
        -----
        UserWarning
            If every start collapsed, onto the floor: its height then decides the likelihood.
        """
        Z, shift, scale = standardised(X, self.dim)
        floor = self.reg_covar + ROUNDING
        flat = np.sum(np.linalg.eigvalsh(Z.T @ Z / len(Z)) < floor)  # directions without width
        if flat and self.reg_covar == 0:
            raise ValueError("a column of X is constant or follows from others: drop it")
        self.starts = []
        for _ in range(self.n_init + SPARE_STARTS):
            begin = seeds(Z, self.num_components) if self.n_init else self._read(shift, scale)
            start = Start(*begin, floor, flat)
            start.climb(Z, eps, self.max_iter)
            start.log_likelihoods -= len(Z) * np.log(scale).sum()  # in the units of X
            self.starts.append(start)
            if sum(not start.collapsed for start in self.starts) >= self.n_init:
                break
        self.best = max(self.starts, key=lambda one: (not one.collapsed, one.log_likelihoods[-1]))
        if self.best.collapsed:
            text = f"component {self.best.collapsed[0]} has collapsed onto too few different points"
            if self.reg_covar == 0:
                raise ValueError(f"{text}: use fewer components, or a floor: reg_covar=1e-10")
            warnings.warn(f"{text}: use fewer components, more data or no outliers", stacklevel=2)
        self._write(shift, scale)
        return self.e_step(X)

    def _blocks(self, X):
        X = points(X, self.dim)
        centre = self.weight @ [gaussian.mean for gaussian in self.gaussian_list]
        weight, maps = self._read(centre, np.ones(self.dim))
        return blocks(np.column_stack([np.ones(len(X)), X - centre]), weight, np.linalg.inv(maps))

    def _read(self, shift, scale):
        """Weights, and the maps of the components, in the units of (X - shift) / scale."""
        maps = np.tile(np.eye(self.dim + 1), (self.num_components, 1, 1))
        for A, gaussian in zip(maps, self.gaussian_list, strict=True):
            A[1:, 0] = (gaussian.mean - shift) / scale
            A[1:, 1:] = np.linalg.cholesky(gaussian.cov) / scale[:, np.newaxis]
        return np.maximum(self.weight, NEVER), maps

    def _write(self, shift, scale):
        """Keep the parameters of the best start, in the units of X."""
        self.weight = self.best.weight
        for A, gaussian in zip(self.best.maps, self.gaussian_list, strict=True):
            root = scale[:, np.newaxis] * A[1:, 1:]
            gaussian.mean, gaussian.cov = shift + scale * A[1:, 0], root @ root.T


class Start:
    """EM from one start, on standardised data with a 1 before each point: z = (1, x).

    Component k is one matrix A = [[1, 0], [μ, L]] with Σ = L Lᵀ. It takes (1, y) to (1, μ + L y);
    its inverse takes (1, x) to (1, y), and y is whitened.

    Attributes
    ----------
    weight : ndarray, shape (num_components,)
        Mixing weights.
    maps, whiteners : ndarray, shape (num_components, 1 + dim, 1 + dim)
        The matrices A, and their inverses.
    log_likelihoods : ndarray
        Total log-likelihood at the start, and after each round.
    converged : bool
        Whether it stood still before ``max_iter`` rounds were over.
    collapsed : list of int
        Components that have lost all data, or are as narrow as the floor allows in more directions
        than the whole of the data is (`flat` counts those).
    """

    def __init__(self, weight, maps, floor, flat):
        self.weight, self.floor, self.flat = weight, floor, flat
        self._take(maps)

    def climb(self, Z, eps, max_iter):
        """Run rounds of EM until one gains no more than eps for each data point."""
        value, sums = self.one_pass(Z)
        values, self.converged = [value], False
        while len(values) <= max_iter and not self.converged:
            self.m_step(sums)
            value, sums = self.one_pass(Z)
            self.converged = bool(value - values[-1] <= eps * len(Z))
            values.append(value)
        self.log_likelihoods = np.array(values)

    def one_pass(self, Z):
        """E-step: the log-likelihood, and for each component Σ_n r_nk (1, y)(1, y)ᵀ.

        That matrix holds N_k, Σ r y and Σ r y yᵀ: all that the M-step needs. A block is added up
        while it is in the cache, and to a component only the points in which it has a share.
        """
        value, sums = 0.0, np.zeros_like(self.maps)
        for whitened, posterior, log_density in blocks(Z, self.weight, self.whiteners):
            value += log_density.sum()
            for k, share in enumerate(posterior):
                own = np.flatnonzero(share > NOTHING)
                y = whitened[k].take(own, axis=1)
                sums[k] += (share[own] * y) @ y.T
        return value, sums

    def m_step(self, sums):
        """Set weights and maps.

        Of [[1, E y], [E yᵀ, E y yᵀ]] the Cholesky factor is [[1, 0], [E y, C]], where C Cᵀ is the
        covariance of y: the new component, as the old one sees it. So the new map is a product.
        """
        sums[:, 0, 0] += NEVER
        self.weight = sums[:, 0, 0] / sums[:, 0, 0].sum()
        moments = sums / sums[:, :1, :1]
        # Rounding must not make it singular: least of all where a mean goes far, and digits cancel.
        steps = np.square(moments[:, 1:, 0]).sum(axis=1)
        slack = ROUNDING * (np.trace(moments, axis1=1, axis2=2) + 100 * steps)
        np.einsum("kii->ki", moments)[:, 1:] += slack[:, np.newaxis]
        self._take(self.maps @ np.linalg.cholesky(moments))

    def _take(self, maps):
        """Set maps and whiteners; lift covariances, so that no eigenvalue is below the floor."""
        self.maps, self.whiteners = maps, np.linalg.inv(maps)
        least = 1 / np.square(self.whiteners[:, 1:, 1:]).sum(axis=(1, 2))  # a bound, and cheap
        near = np.flatnonzero(least < self.floor)
        vectors, deviations, _ = np.linalg.svd(maps[near, 1:, 1:])
        lifted = np.maximum(deviations, self.floor**0.5)
        maps[near, 1:, 1:] = vectors * lifted[:, np.newaxis]
        self.whiteners[near] = np.linalg.inv(maps[near])
        self.collapsed = near[(lifted > deviations).sum(axis=1) > self.flat].tolist()


def blocks(Z, weight, whiteners):
    """Whiten data for all components in one product, and from that compute the posterior.

    Parameters
    ----------
    Z : ndarray, shape (sample_size, 1 + dim)
        Data points, with a 1 before each.
    weight, whiteners : ndarray
        As in `Start`.

    Yields
    ------
    whitened : ndarray, shape (num_components, 1 + dim, block_size)
        (1, y) of a block of points for each component; valid until the next block.
    posterior : ndarray, shape (num_components, block_size)
        The E-step.
    log_density : ndarray, shape (block_size,)
        log Σ_k π_k N(x_n | μ_k, Σ_k).
    """
    K, D, _ = whiteners.shape
    constant = (np.log(weight) + np.linalg.slogdet(whiteners)[1])[:, np.newaxis]
    constant -= (D - 1) / 2 * np.log(2 * np.pi) - 0.5  # 0.5, for |(1, y)|² is 1 + |y|²
    size = max(1000, BLOCK // (K * D))  # for products of thin matrices are slow
    W, room = whiteners.reshape(K * D, D), np.empty((K * D, size))
    for begin in range(0, max(1, len(Z)), size):
        block = Z[begin : begin + size].T
        whitened = np.matmul(W, block, out=room[:, : block.shape[1]]).reshape(K, D, -1)
        log_joint = constant - 0.5 * np.einsum("kdn,kdn->kn", whitened, whitened)
        largest = np.maximum(log_joint.max(axis=0), -1e308)  # finite, however far the point
        posterior = np.exp(np.maximum(log_joint - largest, np.log(NOTHING / 2)))
        total = posterior.sum(axis=0)
        yield whitened, posterior / total, largest + np.log(total)  # log-sum-exp


def seeds(Z, num_components):
    """A start by k-means++: weights, and maps of round components of one size on far points.

    Each new mean is drawn from the data with probability proportional to its squared distance from
    those there are (D. Arthur and S. Vassilvitskii, 2007).
    """
    N, D = Z.shape
    means, distance = [], np.full(N, 1e100)  # far from the means that there are not yet
    for _ in range(num_components):
        means.append(Z[np.random.choice(N, p=distance / distance.sum())])
        distance = np.minimum(distance, np.square(Z - means[-1]).sum(axis=1) + NEVER)
    width = np.sqrt(distance.mean() / (D - 1) + ROUNDING)
    maps = np.tile(width * np.eye(D), (num_components, 1, 1))
    maps[:, :, 0] = means
    return np.full(num_components, 1 / num_components), maps


def points(X, dim):
    """X as an array of floats, NaN where it is masked. ValueError if it is complex or misshapen."""
    X = np.ma.asarray(X)
    if np.iscomplexobj(X) or X.ndim != 2 or X.shape[1] != dim:
        raise ValueError(f"X must be real, with shape (sample_size, {dim}), but has {X.shape}")
    return np.asarray(np.ma.asarray(X, dtype=float).filled(np.nan))


def standardised(X, dim):
    """Z = (X - shift) / scale with a column of ones before it, and shift and scale.

    A constant column has scale 1. ValueError if the squares are beyond floating point.
    """
    X, whole = points(X, dim), Gaussian(dim)
    with np.errstate(over="ignore", under="ignore", invalid="ignore"):
        whole.fit(X)  # which refuses what are no data
    scale = np.sqrt(np.diag(whole.cov))
    scale[np.ptp(X, axis=0) <= ROUNDING * np.abs(X).max(axis=0)] = 1.0
    if not np.all((scale > 1e-140) & (scale < 1e140)):
        raise ValueError("the squares of X are too large or too small to compute: change its units")
    return np.column_stack([np.ones(len(X)), (X - whole.mean) / scale]), whole.mean, scale
