"""Judge random draws: only statistics count, and only what chance would hardly ever do fails."""

from dataclasses import dataclass

import numpy as np

from autograder.beside.observation import Numbers
from autograder.judging.checks import EARNED, Mark, alike, entry, failed_step, finite

SIGMAS = 6.5  # of chance, to call a sample wrong
EXACT = 1e-9  # nearer to its expectation an average comes by adjusting the draws, not by chance
FAR = 7.5  # deviations that no draw of a sample reaches
NAMING_SIGMAS = 5.5  # to call two samples different


@dataclass(frozen=True)
class Draws:
    """Draws follow the distribution asked for, each independent of the others.

    Attributes
    ----------
    share : int
        Percent of the question's points.
    standardise : callable
        ``standardise(draws, turn)`` returns standard normal deviations, shape (sample_size, d), and
        signs, shape (sample_size,), that should fall like a fair coin (or None).
    column : bool
        Whether shape (sample_size,) may come as (sample_size, 1).
    """

    share: int
    standardise: object
    column: bool = False

    name = "draws"
    gated = False

    def mark(self, seen, want, problems):
        """Look at shape, finiteness and the statistics of every scene."""
        turns = [turn for problem in problems for turn in problem["turns"]]
        worst = Mark(self, 1.0)
        for number, turn in enumerate(turns):
            scene = seen[number] if number < len(seen) else {}
            step, fault = self._judge(scene, want[number], turn)
            came = entry(seen, number, "one" if fault == "one" else "draws")
            mark = Mark(self, EARNED[step], step, came, fault, number)
            if mark.earned < worst.earned:
                worst = mark
        return worst

    def _judge(self, scene, want, turn):
        for name in ("draws", "one"):
            came = self._as_asked(scene.get(name, scene.get("error")), want[name])
            step = failed_step(came, want[name].array.shape)
            if step:
                return step, name
        draws = self._as_asked(scene["draws"], want["draws"]).array
        fault = "unfilled" if _unfilled(draws) else normal_fault(*self.standardise(draws, turn))
        fault = fault or self._again(scene, turn) or ("copies" if _copies(draws) else "")
        return ("value", fault) if fault else ("", "")

    def _as_asked(self, came, want):
        if self.column and isinstance(came, Numbers) and came.array.shape == (*want.array.shape, 1):
            return Numbers(came.array[:, 0], came.kind)
        return came

    def _again(self, scene, turn):
        again, small = scene["again"], scene["small"]
        if _repeats(again) is not False:
            return "repeats"
        if isinstance(small, Numbers) and small.array.size:
            expected = small.array[0].size / 4
            if not 0.15 * expected < self._counts(small.array, turn).var() < 4 * expected:
                return "count"
        return ""

    def agrees(self, one, other, problems):
        """Tell whether two sets of scenes have statistics that differ by chance only."""
        turns = [turn for problem in problems for turn in problem["turns"]]
        return all(
            self._alike_drawn(entry(one, n, "draws"), entry(other, n, "draws"), turn)
            and _repeats(entry(one, n, "again")) == _repeats(entry(other, n, "again"))
            and self._alike_counts(entry(one, n, "small"), entry(other, n, "small"), turn)
            for n, turn in enumerate(turns)
        )

    def _alike_drawn(self, a, b, turn):
        if not (isinstance(a, Numbers) and isinstance(b, Numbers)):
            return alike(a, b)
        if a.array.shape != b.array.shape or not (finite(a.array) and finite(b.array)):
            return a.array.shape == b.array.shape and finite(a.array) == finite(b.array)
        size, *width = a.array.shape
        if not self.column and (not width or size == len(turn["mean"])):
            return True  # too few axes, or exchanged: there is nothing to standardise
        if _unfilled(a.array) != _unfilled(b.array):
            return False
        drawn = [self.standardise(x.array, turn) for x in (a, b)]
        return _same_statistics(*(_features(z, signs) for z, signs in drawn))

    def _alike_counts(self, a, b, turn):
        if not (isinstance(a, Numbers) and isinstance(b, Numbers)):
            return alike(a, b)
        if a.array.shape != b.array.shape or a.array.size == 0:
            return a.array.shape == b.array.shape
        low, high = sorted(self._counts(x.array, turn).var() for x in (a, b))
        return bool(high < 5 * low + 1)

    def _counts(self, small, turn):
        """Return how many of each small sample fall to the one side."""
        _, signs = self.standardise(small.ravel(), turn)
        return (signs.reshape(len(small), -1) > 0).sum(axis=1)


def _unfilled(draws):
    """Tell whether a draw is exactly 0, which chance does not do: nothing was written there."""
    return bool(np.any(np.all(draws.reshape(len(draws), -1) == 0, axis=1)))


def _copies(draws):
    """Tell whether draws occur twice; single precision alone makes a few equal."""
    distinct = len({tuple(row) for row in draws.reshape(len(draws), -1).tolist()})
    return distinct < 0.98 * len(draws)


def normal_fault(z, signs):
    """Return what keeps z from being independent standard normal, else "".

    The signs, when there are some, must fall like a fair coin.
    """
    size, dim = z.shape
    noise = SIGMAS / np.sqrt(size)
    if signs is not None and (abs(z).max() > FAR or np.median(abs(z)) > 3):
        return "far"
    if signs is not None and abs(signs.mean()) > noise:
        return "balance"
    if np.any(abs(z.mean(axis=0)) > noise):
        return "centre"
    if np.any(abs(z.T @ z / size - np.eye(dim)) > noise * np.sqrt(1 + np.eye(dim))):
        return "spread"
    largest = abs(z).max(axis=0)
    if np.any(largest < 2.2) or np.any(largest > FAR):
        return "normal"
    if np.any(abs((z**4).mean(axis=0) - 3) > 8 * np.sqrt(96 / size)):
        return "normal"
    if np.any(abs((z[1:] * z[:-1]).mean(axis=0)) > noise):
        return "independent"
    if signs is not None and abs((signs[1:] * signs[:-1]).mean()) > noise:
        return "independent"
    if signs is not None and np.any(abs((z.T * signs).mean(axis=1)) > noise):
        return "tied"
    if abs(z.mean(axis=0)).max() < EXACT or abs(z.T @ z / size - np.eye(dim)).max() < EXACT:
        return "exact"
    return ""


def _features(z, signs):
    """Return, a row a draw, what the means of are compared."""
    i, j = np.triu_indices(z.shape[1])
    columns = [z, z[:, i] * z[:, j], abs(z) ** 3, z * np.roll(z, 1, axis=0)]
    if signs is not None:
        signs = np.asarray(signs, dtype=float)[:, None]
        columns += [signs, signs * np.roll(signs, 1), z * signs]
    return np.concatenate(columns, axis=1)


def _same_statistics(a, b):
    """Tell whether two samples could come from one distribution.

    Where neither varies, as when one draw is repeated, what it happens to be says nothing, but
    whether it is 0 does.
    """
    constant = np.all(a == a[0], axis=0) & np.all(b == b[0], axis=0)
    gap = abs(a.mean(axis=0) - b.mean(axis=0))
    noise = NAMING_SIGMAS * np.sqrt(a.var(axis=0) / len(a) + b.var(axis=0) / len(b))
    zero = (a[0] == 0) == (b[0] == 0)
    return bool(np.all(np.where(constant, zero, gap <= noise + 1e-9)))


def _repeats(again):
    """Return whether two calls gave the very same; None where there are no draws."""
    if not isinstance(again, Numbers) or len(np.atleast_1d(again.array)) < 2:
        return None
    return again.array[0].tobytes() == again.array[1].tobytes()
