"""How fast is a round of EM: ours and scikit-learn's, side by side, on one thread.

Both run from the same start for the same number of rounds, in turn. What is counted is processor
time, which on one thread is the wall clock without the time that other programs had the processor.
"""

import argparse
import os
import sys
import time
import tracemalloc
import warnings
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.mixture import GaussianMixture
from threadpoolctl import threadpool_limits

from emlab.figures.fast import growth_lines
from emlab.style import look, new_figure
from solutions.fast_gmm import FastGMM

SHAPES = ((10**5, 2, 3), (10**5, 10, 10), (10**4, 50, 20), (10**6, 2, 2))
ROUNDS = 30  # after which both must have the same parameters
PEAK_SIZE = 512


def main(arguments):
    """Measure and print: the peak, the table, the memory, and how the cost grows with N."""
    parser = argparse.ArgumentParser(prog="mixtures", description=__doc__.splitlines()[0])
    parser.add_argument("--turns", type=int, default=7, help="how often each is timed")
    parser.add_argument("--plot", type=Path, help="draw how the cost grows, as PNG")
    options = parser.parse_args(arguments)
    with threadpool_limits(1), warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        print(
            f"{'N':>8} {'d':>3} {'K':>3} {'clusters':>9}{'ours':>10}{'theirs':>10}{'ratio':>7}",
            end="",
        )
        print(f"{'range':>12}{'of peak':>9}{'differ by':>11}{'memory':>16}{'load':>6}", flush=True)
        for shape in SHAPES:
            for apart in (3.0, 0.5):
                print(_line(shape, apart, options.turns), flush=True)
        _growth(options)


def _line(shape, apart, turns):
    N, d, K = shape
    problem = Problem.made(N, d, K, apart)
    rounds = max(3, min(ROUNDS, 10**7 // (N * K)))
    peaks, ratios, ours, theirs = [], [], [], []
    for _ in range(turns):
        peaks.append(peak())
        ours.append(problem.seconds(problem.ours, rounds))
        theirs.append(problem.seconds(problem.theirs, rounds))
        ratios.append(theirs[-1] / ours[-1])
    share = 4 * N * K * d**2 / min(ours) / max(peaks)
    memory = " | ".join(f"{problem.memory(run):.1f}" for run in (problem.ours, problem.theirs))
    return (
        f"{N:>8} {d:>3} {K:>3} {'apart' if apart > 1 else 'mingled':>9}"
        f"{1e3 * min(ours):>7.2f} ms{1e3 * min(theirs):>7.2f} ms{np.median(ratios):>7.1f}"
        f"{min(ratios):>6.1f}-{max(ratios):<5.1f}{100 * share:>7.0f} %"
        f"{problem.difference():>11.0e}{memory:>16}{os.getloadavg()[0]:>6.1f}"
    )


def peak():
    """Floating-point operations a second in a well-shaped matrix product."""
    A = np.random.rand(PEAK_SIZE, PEAK_SIZE)
    out = np.empty_like(A)
    return 2 * PEAK_SIZE**3 / min(_timed(lambda: np.matmul(A, A, out=out)) for _ in range(5))


def _timed(run):
    begin = time.process_time()
    run()
    return time.process_time() - begin


@dataclass
class Problem:
    """Data, and means to start from, with equal weights and the variances of the data."""

    X: np.ndarray
    means: np.ndarray

    @classmethod
    def made(cls, N, d, K, apart):
        """K clusters of random shapes, whose centres have a given deviation around 0."""
        rng = np.random.default_rng(0)
        centres = apart * rng.normal(size=(K, d))
        X = rng.normal(size=(N, d))
        for k, rows in enumerate(np.array_split(np.arange(N), K)):
            shape = rng.normal(size=(d, d)) / np.sqrt(d) + np.eye(d) / 2
            X[rows] = centres[k] + X[rows] @ shape.T
        return cls(X, np.array([part[:100].mean(axis=0) for part in np.array_split(X, K)]))

    def ours(self, rounds):
        """Our mixture after that many rounds."""
        K, d = self.means.shape
        model = FastGMM(d, K, n_init=0, max_iter=rounds, reg_covar=0)
        for gaussian, mean in zip(model.gaussian_list, self.means, strict=True):
            gaussian.set_mean(mean)
            gaussian.set_cov(np.diag(self.X.var(axis=0)))
        model.fit(self.X, eps=-np.inf)
        return model.weight, *_stacked(model.gaussian_list)

    def theirs(self, rounds):
        """scikit-learn's."""
        K = len(self.means)
        model = GaussianMixture(
            K,
            tol=0,
            max_iter=rounds,
            reg_covar=0,
            init_params="random",
            weights_init=np.full(K, 1 / K),
            means_init=self.means,
            precisions_init=np.array([np.diag(1 / self.X.var(axis=0))] * K),
        ).fit(self.X)
        return model.weights_, model.means_, model.covariances_

    @staticmethod
    def seconds(run, rounds):
        """Processor time of one round: what more rounds take longer, start and end taken off."""
        return (_timed(lambda: run(rounds + 1)) - _timed(lambda: run(1))) / rounds

    def memory(self, run):
        """The most that is held beside the data, in multiples of their size."""
        tracemalloc.start()
        run(2)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most / self.X.nbytes

    def difference(self):
        """Largest relative difference of weights, means and covariances after `ROUNDS` rounds."""
        pairs = zip(self.ours(ROUNDS), self.theirs(ROUNDS), strict=True)
        return max(np.abs(a - b).max() / np.abs(b).max() for a, b in pairs)


def _stacked(gaussians):
    return np.array([g.mean for g in gaussians]), np.array([g.cov for g in gaussians])


def _growth(options):
    """Seconds of a round over the number of data points: a straight line through 0."""
    sizes = [10**3, 10**4, 10**5, 10**6]
    lines = {}
    for d, K in ((10, 5), (2, 2)):
        whole = Problem.made(max(sizes), d, K, 3.0)
        order = np.random.default_rng(1).permutation(max(sizes))
        seconds = []
        for N in sizes:
            part = Problem(whole.X[order[:N]], whole.means)
            rounds = max(3, min(300, 10**6 // N))
            seconds.append(min(part.seconds(part.ours, rounds) for _ in range(options.turns)))
        lines[f"d = {d}, K = {K}"] = (sizes, seconds)
        each = "  ".join(f"{N:,}: {1e9 * s / N:.0f}" for N, s in zip(sizes, seconds, strict=True))
        print(f"d = {d}, K = {K}: nanoseconds a point and round over N: {each}", flush=True)
    if options.plot:
        with look():
            figure = new_figure(6, 4.2)
            growth_lines(figure.subplots(), lines)
            figure.savefig(options.plot)


if __name__ == "__main__":
    main(sys.argv[1:])
