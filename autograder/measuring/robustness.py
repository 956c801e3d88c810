"""How often a fit ends well, on random problems: the lecture's plain version and the references.

`python -m autograder.measuring.robustness` prints a table. A problem has 1 to 5 dimensions and
components of unequal size, and is spoilt in one of the ways of `SPOILT`.
"""

import argparse
import collections
import sys
import warnings

import numpy as np

from solutions.fast_gmm import FastGMM
from solutions.gmm import GMM
from solutions.practice import StableGMM

MANY_ROUNDS = 2000  # a fit that takes more is said not to end
FALL = 1e-9  # a relative decrease of the log-likelihood that is no rounding
SPOILT = {
    "as it is": lambda X, rng: X,
    "rounded to 0.1": lambda X, rng: X.round(1),
    "raw units": lambda X, rng: X * 10 ** rng.uniform(-2, 2, X.shape[1]) + rng.normal(0, 1e3),
    "times 1e-6": lambda X, rng: 1e-6 * X,
    "times 1e6": lambda X, rng: 1e6 * X,
    "rows repeated": lambda X, rng: X[rng.integers(max(1, len(X) // 4), size=len(X))],
    "a constant column": lambda X, rng: np.column_stack([X[:, 1:], np.full(len(X), 7.1)]),
}


class Endless(Exception):
    """More rounds than anybody waits for."""


class PlainGMM(GMM):
    """The lecture's version: its formulas word by word, and a loop until it stands still."""

    def _joint(self, X):
        densities = []
        for gaussian in self.gaussian_list:
            centred = X - gaussian.mean
            distance = np.sum(centred @ np.linalg.inv(gaussian.cov) * centred, axis=1)
            norm = (2 * np.pi) ** (self.dim / 2) * np.linalg.det(gaussian.cov) ** 0.5
            densities.append(np.exp(-0.5 * distance) / norm)
        return self.weight * np.column_stack(densities)

    def log_pdf(self, X):
        """log Σ_k π_k N(x_n | μ_k, Σ_k)."""
        return np.log(self._joint(X).sum(axis=1))

    def e_step(self, X):
        """Each row of numerators, divided by its sum."""
        joint = self._joint(X)
        return joint / joint.sum(axis=1, keepdims=True)

    def m_step(self, X, posterior):
        """The three formulas."""
        counts = posterior.sum(axis=0)
        self.weight = counts / len(X)
        for k, gaussian in enumerate(self.gaussian_list):
            gaussian.mean = posterior[:, k] @ X / counts[k]
            centred = X - gaussian.mean
            gaussian.cov = (posterior[:, [k]] * centred).T @ centred / counts[k]

    def fit(self, X, eps=1e-8):
        """EM with the lecture's check, which NaN passes for ever."""
        old = self.log_pdf(X).sum()
        while True:
            posterior = self.e_step(X)
            self.m_step(X, posterior)
            new = self.log_pdf(X).sum()
            if new < old:
                raise ValueError(f"the log-likelihood decreased from {old} to {new}")
            if abs((new - old) / new) < eps:
                return posterior
            old = new


CLASSES = {
    "the lecture's plain version": PlainGMM,
    "GMM (lesson 05)": GMM,
    "StableGMM (lesson 06)": StableGMM,
    "FastGMM, no floor": lambda dim, K: FastGMM(dim, K, reg_covar=0),
    "FastGMM": FastGMM,
}


def problem(number):
    """Data and number of components, and how they are spoilt, for a number."""
    rng = np.random.default_rng(number)
    d, K = rng.integers(1, 6, size=2)
    sizes = rng.multinomial(rng.integers(60, 400), rng.dirichlet(np.ones(K)))
    clusters = [
        rng.normal(size=d) * 4 + rng.normal(size=(size, d)) @ rng.normal(size=(d, d))
        for size in sizes
    ]
    way = list(SPOILT)[number % len(SPOILT)]
    return SPOILT[way](np.vstack(clusters), rng), int(K), way


def outcome(make, number):
    """What becomes of one fit: one of the table's columns."""
    X, num_components, _ = problem(number)
    np.random.seed(number)
    model = make(X.shape[1], num_components)
    rounds, m_step = 0, model.m_step

    def counted(X, posterior):
        nonlocal rounds
        rounds += 1
        m_step(X, posterior)
        if rounds > MANY_ROUNDS or not np.all(np.isfinite(model.weight)):  # NaN stays for ever
            raise Endless

    model.m_step = counted
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore", UserWarning)
        try:
            model.fit(X)
            finite = np.isfinite(model.log_pdf(X)).all()
        except Endless:
            return "does not end"
        except np.linalg.LinAlgError:
            return "other error"
        except ValueError as error:
            return "decrease" if "decreased" in str(error) else "ValueError"
        except ArithmeticError:
            return "other error"
    for start in getattr(model, "starts", []):
        values = np.array(start.log_likelihoods)
        if np.any(np.diff(values) < -FALL * np.abs(values[1:])):
            return "decrease"
    if not finite:
        return "not finite"
    return "collapsed" if getattr(model, "best", None) and model.best.collapsed else "fitted"


def main(arguments):
    """Print how many fits of each class end in which way."""
    parser = argparse.ArgumentParser(prog="robustness", description=__doc__.splitlines()[0])
    parser.add_argument("--problems", type=int, default=1000)
    parser.add_argument("--by-way", action="store_true", help="a table for each way to spoil data")
    options = parser.parse_args(arguments)
    for name, make in CLASSES.items():
        results = [(problem(n)[2], outcome(make, n)) for n in range(options.problems)]
        for way in [None, *(SPOILT if options.by_way else ())]:
            counts = collections.Counter(what for kind, what in results if way in (None, kind))
            told = ", ".join(f"{what} {count}" for what, count in sorted(counts.items()))
            print(f"{name:<28} {way or 'all':<18} {told}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
