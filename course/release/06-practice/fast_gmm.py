"""The Gaussian mixture made fast, and hard to break: one pass over the data in a round of EM."""

import warnings

import numpy as np

from gaussian import Gaussian
from gmm import GMM

BLOCK = 2**17  # numbers whitened at a time: 1 MB, so that they are still in the cache when used
FEWEST = 1000  # data points in a block, however many numbers: products of thin matrices are slow
NOTHING = 1e-30  # a posterior below this changes no digit of any sum
FAR = -70.0  # logarithm of less than nothing; e^-710 and below is slow to compute with
NEVER = 1e-100  # in place of a 0 that would be divided by
ROUNDING = 1e-14  # relative, of a sum over many data points
NARROWEST = 1e-14  # variance below which rounding is all that is left, in standardised units
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
            If X has another shape, no rows, or values that are not finite. With ``reg_covar=0``
            also if a column is constant or follows from others, and if every start collapsed.

        Warns
        -----
        UserWarning
            If every start collapsed, onto the floor: its height then decides the likelihood.
        """
        Z, shift, scale = standardised(X, self.dim)
        flat = np.linalg.eigvalsh(Z.T @ Z / len(Z))[0] < self.reg_covar + NARROWEST
        if flat and self.reg_covar == 0:
            raise ValueError(
                "no likelihood is the largest: a column of X is constant or follows from others. "
                "Leave it out, or allow a floor: reg_covar=1e-10"
            )
        self.starts = []
        for _ in range(self.n_init + SPARE_STARTS):
            begin = seeds(Z, self.num_components) if self.n_init else self._read(shift, scale)
            start = Start(*begin, self.reg_covar)
            start.climb(Z, eps, self.max_iter)
            start.log_likelihoods -= len(Z) * np.log(scale).sum()  # in the units of X
            if flat:  # it is the data that are flat, not a component
                start.collapsed = []
            self.starts.append(start)
            if sum(not start.collapsed for start in self.starts) >= self.n_init:
                break
        self.best = max(self.starts, key=lambda one: (not one.collapsed, one.log_likelihoods[-1]))
        if self.best.collapsed:
            text = (
                f"component {self.best.collapsed[0]} has collapsed onto too few different points, "
                f"in the best of {len(self.starts)} starts: use fewer components or more data"
            )
            if self.reg_covar == 0:
                raise ValueError(f"{text}, or allow a floor: reg_covar=1e-10")
            warnings.warn(text, stacklevel=2)
        self._write(shift, scale)
        return self.e_step(X)

    def _blocks(self, X):
        X = np.asarray(X, dtype=float)
        if X.ndim != 2 or X.shape[1] != self.dim:
            raise ValueError(f"X must have shape (sample_size, {self.dim}), but has {X.shape}")
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
        Components that have lost all data, or are as narrow as they may be.
    """

    def __init__(self, weight, maps, floor):
        self.weight, self.floor = weight, floor
        self.log_likelihoods, self.converged = np.empty(0), False
        self._take(maps)

    def climb(self, Z, eps, max_iter):
        """Run rounds of EM until one gains no more than eps for each data point."""
        values = []
        while True:
            value, sums = self.one_pass(Z)
            self.converged = bool(values) and value - values[-1] <= eps * len(Z)
            values.append(value)
            if self.converged or len(values) > max_iter:
                break
            self.m_step(sums)
            if self.collapsed and self.floor == 0:
                break
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
        counts = np.maximum(sums[:, 0, 0], NEVER)
        self.weight = counts / counts.sum()
        moments = sums / counts[:, np.newaxis, np.newaxis]
        moments[:, 0, 0] = 1.0
        # Rounding must not make it singular: least of all where a mean goes far, and digits cancel.
        steps = np.square(moments[:, 1:, 0]).sum(axis=1)
        slack = ROUNDING * (np.trace(moments, axis1=1, axis2=2) + 100 * steps)
        moments[:, 1:, 1:] += slack[:, np.newaxis, np.newaxis] * np.eye(moments.shape[1] - 1)
        self._take(self.maps @ np.linalg.cholesky(moments))

    def _take(self, maps):
        """Set maps and whiteners; lift covariances, so that no eigenvalue is below the floor."""
        self.maps, self.whiteners, self.collapsed = maps, np.linalg.inv(maps), []
        smallest = 1 / np.square(self.whiteners[:, 1:, 1:]).sum(axis=(1, 2))  # a bound, and cheap
        floor = max(self.floor, NARROWEST)
        for k in np.flatnonzero(smallest < floor).tolist():
            vectors, deviations, _ = np.linalg.svd(maps[k, 1:, 1:])
            if deviations[-1] ** 2 < floor:
                maps[k, 1:, 1:] = vectors * np.maximum(deviations, floor**0.5)
                self.whiteners[k] = np.linalg.inv(maps[k])
                self.collapsed.append(k)


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
    size = max(FEWEST, BLOCK // (K * D))
    W, room = whiteners.reshape(K * D, D), np.empty((K * D, size))
    for begin in range(0, max(1, len(Z)), size):
        block = Z[begin : begin + size].T
        whitened = np.matmul(W, block, out=room[:, : block.shape[1]]).reshape(K, D, -1)
        log_joint = constant - 0.5 * np.einsum("kdn,kdn->kn", whitened, whitened)
        largest = log_joint.max(axis=0)
        posterior = np.exp(np.maximum(log_joint - largest, FAR))
        total = posterior.sum(axis=0)
        posterior /= total
        yield whitened, posterior, largest + np.log(total)  # log-sum-exp


def seeds(Z, num_components):
    """A start by k-means++: weights, and maps of round components of one size on far points.

    Each new mean is drawn from the data with probability proportional to its squared distance from
    those there are (D. Arthur and S. Vassilvitskii, 2007).
    """
    sample_size, D = Z.shape
    maps = np.empty((num_components, D, D))
    distance = np.full(sample_size, NEVER)
    for k in range(num_components):
        drawn = np.random.choice(sample_size, p=distance / distance.sum())
        from_it = np.square(Z - Z[drawn]).sum(axis=1) + NEVER
        distance = np.minimum(distance, from_it) if k else from_it
        maps[k, :, 0] = Z[drawn]
    maps[:, :, 1:] = np.eye(D)[:, 1:] * np.sqrt(distance.mean() / (D - 1) + NARROWEST)
    return np.full(num_components, 1 / num_components), maps


def standardised(X, dim):
    """Z = (X - shift) / scale with a column of ones before it, and shift and scale.

    A constant column has scale 1. ValueError if the squares are beyond floating point.
    """
    X, whole = np.asarray(X, dtype=float), Gaussian(dim)
    with np.errstate(over="ignore", under="ignore", invalid="ignore"):
        whole.fit(X)  # which refuses what are no data
    scale = np.sqrt(np.diag(whole.cov))
    scale[np.ptp(X, axis=0) <= 1e-14 * np.abs(X).max(axis=0)] = 1.0
    if not np.all((scale > 1e-140) & (scale < 1e140)):
        raise ValueError("the squares of X are too large or too small to compute: change its units")
    Z = np.column_stack([np.ones(len(X)), (X - whole.mean) / scale])
    return Z, whole.mean, scale
