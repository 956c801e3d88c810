"""The Gaussian mixture made fast, and hard to break: one pass over the data in a round of EM."""

import warnings

import numpy as np

from solutions.gaussian import Gaussian
from solutions.gmm import GMM

BLOCK = 2**17  # numbers whitened at a time: 1 MB, so that they are still in the cache when used
FEWEST = 1000  # data points in a block, however many numbers: products of thin matrices are slow
FAR = -70.0  # e^-70 = 4e-31 changes no digit of a sum; e^-710 is slow to compute with
NEVER = 1e-100  # in place of a 0 that would be divided by
ROUNDING = 1e-15  # of a number of size 1, after a few operations
NARROWEST = 1e-14  # variance below which rounding is all that is left, in standardised units
SPARE_STARTS = 10


class FastGMM(GMM):
    """A GMM whose fit is fast, starts where the data are, and always ends.

    It maximises the likelihood over the mixtures whose covariances have no eigenvalue below
    ``reg_covar``, in units in which each column of X has variance 1. There the likelihood has a
    largest value, and no round lowers it. Single steps, and densities, are those of `GMM`.

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
        self.weight, self.floor = weight, max(floor, NARROWEST)
        self.log_likelihoods, self.converged = np.empty(0), False
        self._take(maps)

    def climb(self, Z, eps, max_iter):
        """Run rounds of EM until one gains no more than eps for each data point."""
        values = []
        while True:
            value, sums = self.e_step(Z)
            self.converged = bool(values) and value - values[-1] <= eps * len(Z)
            values.append(value)
            if self.converged or len(values) > max_iter:
                break
            self.m_step(sums)
            if self.collapsed and self.floor == NARROWEST:
                break
        self.log_likelihoods = np.array(values)

    def e_step(self, Z):
        """One pass over the data: the log-likelihood, and Σ_n r_nk (1, y)(1, y)ᵀ.

        That matrix holds N_k, Σ r y and Σ r y yᵀ, and the M-step needs nothing else. So a block of
        data is whitened, weighed and added up while it is in the cache.
        """
        K, D, _ = self.maps.shape
        constant = np.log(self.weight) + np.linalg.slogdet(self.whiteners)[1]
        constant -= (D - 1) / 2 * np.log(2 * np.pi) - 0.5  # 0.5, for |(1, y)|² is 1 + |y|²
        size = min(len(Z), max(FEWEST, BLOCK // (K * D)))
        room, value, sums = np.empty(K * D * size), 0.0, np.zeros_like(self.maps)
        for begin in range(0, len(Z), size):
            block = Z[begin : begin + size].T
            whitened = room[: K * D * block.shape[1]].reshape(K * D, -1)
            np.matmul(self.whiteners.reshape(K * D, D), block, out=whitened)  # of all components
            whitened = whitened.reshape(K, D, -1)
            distance = np.einsum("kdn,kdn->kn", whitened, whitened)
            log_joint = constant[:, np.newaxis] - 0.5 * distance
            largest = log_joint.max(axis=0)
            log_joint -= largest
            posterior = np.exp(np.maximum(log_joint, FAR))
            total = posterior.sum(axis=0)
            posterior /= total
            value += np.sum(largest + np.log(total))  # log-sum-exp
            for k in range(K):
                own = np.flatnonzero(log_joint[k] > FAR)
                y = whitened[k].take(own, axis=1)
                sums[k] += (posterior[k, own] * y) @ y.T
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
        slack = ROUNDING * np.trace(moments, axis1=1, axis2=2)[:, np.newaxis, np.newaxis]
        moments[:, 1:, 1:] += slack * np.eye(moments.shape[1] - 1)  # or rounding makes it singular
        self._take(self.maps @ np.linalg.cholesky(moments))

    def _take(self, maps):
        """Set maps and whiteners; lift covariances, so that no eigenvalue is below the floor."""
        self.maps, self.whiteners, self.collapsed = maps, np.linalg.inv(maps), []
        smallest = 1 / np.square(self.whiteners[:, 1:, 1:]).sum(axis=(1, 2))  # a bound, and cheap
        for k in np.flatnonzero(smallest < self.floor).tolist():
            vectors, deviations, _ = np.linalg.svd(maps[k, 1:, 1:])
            if deviations[-1] ** 2 < self.floor:
                maps[k, 1:, 1:] = vectors * np.maximum(deviations, self.floor**0.5)
                self.whiteners[k] = np.linalg.inv(maps[k])
                self.collapsed.append(k)


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
    Z = np.ones((len(X), dim + 1))
    Z[:, 1:] = (X - whole.mean) / scale
    return Z, whole.mean, scale
