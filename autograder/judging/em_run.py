"""Judge a whole run of EM: is it EM, does it stop in time, does it return what it should?"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from autograder.beside.observation import Numbers
from autograder.judging.checks import (
    EARNED,
    Mark,
    Value,
    close,
    entry,
    failed_step,
    names,
    response,
)

EARLY, LATE = 1, 2  # rounds: the likelihood may be measured before or after the M-step
LONGEST, STILL = 1000, 1e-14  # rounds to look for a late end in; the change that ends the search
RTOL = 1e-5
TRACE_RTOL = 1e-6
PARAMETERS = ("weight", "means", "covs", "variances")  # a run has those that its path holds


@dataclass(frozen=True)
class Path:
    """What the reference does round by round; entry s of each list belongs to the state of round s.

    Attributes
    ----------
    parameters : list of dict
        The state itself, its arrays by name; ``parameters[0]`` is the start.
    posteriors : list of ndarray
        The posterior under this state.
    heights : list of float
        The total log-likelihood of this state.
    stop : int
        The round after which the reference stops.
    rest : iterator
        The states that follow, until EM stands still: only a run that stops late needs them.
    """

    parameters: list
    posteriors: list
    heights: list
    stop: int
    rest: Iterator

    def go_on(self):
        """Add the rest to the states; a second time there is nothing left to add."""
        for parameters, posterior, height in self.rest:
            self.parameters.append(parameters)
            self.posteriors.append(posterior)
            self.heights.append(height)

    @property
    def names(self):
        """The names of the parameters, in the order of `PARAMETERS`."""
        return tuple(name for name in PARAMETERS if name in self.parameters[0])

    def window(self):
        """Return the rounds after which a right run may stop."""
        return range(max(self.stop - EARLY, 1), self.stop + LATE + 1)


def follow(states, eps, extra):
    """Go through the states of EM until it would stop, and on for ``extra`` rounds.

    Parameters
    ----------
    states : iterable
        ``(parameters, posterior, height)`` of the start and then of each round; see `Path`.
    eps : float
        Of the stopping rule.
    extra : int
        How many rounds more, if the states do not end before. Later ones are the path's `rest`.

    Returns
    -------
    Path
    """
    parameters, posteriors, heights, stop = [], [], [], None
    states = iter(states)
    for state, posterior, height in states:
        parameters.append(state)
        posteriors.append(posterior)
        heights.append(height)
        rounds = len(heights) - 1
        if stop is None and rounds and abs(height - heights[-2]) < eps * abs(height):
            stop = rounds
        if stop is not None and rounds == stop + extra:
            break
    return Path(parameters, posteriors, heights, stop, _until_still(states, heights[-1]))


def _until_still(states, height):
    """Yield the states up to the first that is as high as the one before, or no number."""
    for state in itertools.islice(states, LONGEST):
        yield state
        if not abs(state[2] - height) > STILL * abs(height):
            return
        height = state[2]


@dataclass(frozen=True)
class FollowsEM:
    """The parameters at the end are those of some round of EM from the given start."""

    share: int
    name = "parameters"
    gated = False

    def mark(self, seen, want, problems):
        """Look for the round in every run."""
        worst = Mark(self, 1.0)
        for number, path in _paths(want):
            step, came = self._judge(seen, number, path)
            earned = 0.0 if step and names(seen, number, "untouched") else EARNED[step]
            if earned < worst.earned:
                worst = Mark(self, earned, step, came, path, number)
        return worst

    def _judge(self, seen, number, path):
        for name in path.names:
            came = entry(seen, number, name)
            if failed_step(came, path.parameters[0][name].shape):
                return failed_step(came, path.parameters[0][name].shape), came
        if _round(seen[number], path) is None:
            return "value", entry(seen, number, "weight")
        return "", None

    def agrees(self, one, other, problems):
        """Tell whether two sets of runs end at the same parameters."""
        return all(Value(name, 0, RTOL).agrees(one, other, problems) for name in PARAMETERS)


@dataclass(frozen=True)
class StopsInTime:
    """A run stops when the rule says so: at most one round earlier or two rounds later."""

    share: int
    name = "rounds"
    gated = False

    def mark(self, seen, want, problems):
        """Compare the round of every run with the reference's."""
        for number, path in _paths(want):
            found = _round(seen[number], path) if number < len(seen) else None
            if found is None:
                return Mark(self, 0.0, "value", None, path, number)
            if found[0] not in path.window():
                return Mark(self, 0.0, "value", found[0], path, number)
        return Mark(self, 1.0)

    def agrees(self, one, other, problems):
        """Say nothing of its own: where a run ends is where its parameters end."""
        return FollowsEM(0).agrees(one, other, problems)


@dataclass(frozen=True)
class ReturnsPosterior:
    """`fit` returns the posterior of before or after its last M-step."""

    share: int
    name = "posterior"
    gated = False

    def mark(self, seen, want, problems):
        """Compare the posterior of every run that stopped in time."""
        worst = Mark(self, 1.0)
        for number, path in _paths(want):
            came = entry(seen, number, "posterior")
            step = failed_step(came, path.posteriors[0].shape)
            if not step and not self._fits(seen[number], came, path):
                step = "value"
            if EARNED[step] < worst.earned:
                worst = Mark(self, EARNED[step], step, came, path, number)
        return worst

    @staticmethod
    def _fits(scene, came, path):
        found = _round(scene, path)
        if found is None or found[0] not in path.window():
            return False
        stop, order = found
        wanted = [posterior[:, order] for posterior in path.posteriors[stop - 1 : stop + 1]]
        return any(close(came, posterior, RTOL) for posterior in wanted)

    def agrees(self, one, other, problems):
        """Tell whether two sets of runs return the same."""
        return Value("posterior", 0, RTOL).agrees(one, other, problems)


@dataclass(frozen=True)
class ReturnsTrace:
    """The trace holds the log-likelihood of the start and of each round, the last one's too.

    A run that stops late may have a right trace; one that is cut short has hardly any to show.
    """

    share: int
    name = "trace"
    gated = False

    def mark(self, seen, want, problems):
        """Compare the trace of every run with the log-likelihoods of its own rounds."""
        worst = Mark(self, 1.0)
        for number, path in _paths(want):
            came = entry(seen, number, self.name)
            step = self._failed_step(seen, number, came, path)
            if EARNED[step] < worst.earned:
                worst = Mark(self, EARNED[step], step, came, path, number)
        return worst

    @staticmethod
    def _failed_step(seen, number, came, path):
        length = len(came.array) if isinstance(came, Numbers) and came.array.ndim else 0
        if failed_step(came, (length,)):
            return failed_step(came, (length,))
        scene, rounds = seen[number], length - 1
        if rounds >= len(path.heights):
            path.go_on()
        heights = path.heights + path.heights[-1:] * (length - len(path.heights))  # it stands still
        follows = _order(scene, path, min(rounds, len(path.heights) - 1)) is not None
        if not follows and _round(scene, path):
            return "shape"
        in_time = follows and rounds >= path.window().start
        fits = in_time and close(came, np.array(heights[:length]), TRACE_RTOL)
        return "" if fits else "value"

    def agrees(self, one, other, problems):
        """Tell whether two sets of runs return the same, and end where the trace says or do not."""
        same = Value(self.name, 0, TRACE_RTOL).agrees(one, other, problems)
        return same and FollowsEM(0).agrees(one, other, problems)


@dataclass(frozen=True)
class RaisesOnDecrease:
    """A real decrease of the log-likelihood raises `ValueError`.

    An M-step is made to fail once; a `fit` that does EM without calling ``m_step`` is not asked.
    """

    share: int
    name = "decrease"
    gated = True

    def mark(self, seen, want, problems):
        """Look at the runs with a sabotaged M-step."""
        for number, scene in enumerate(want):
            if "sabotaged" not in scene:
                continue
            came, done = (entry(seen, number, name) for name in ("outcome", "sabotaged"))
            if not isinstance(done, Numbers) or not done.array.any():
                continue
            if response(came) != "ValueError":
                return Mark(self, 0.0, "refusal", came, "decrease", number)
        return Mark(self, 1.0)

    def agrees(self, one, other, problems):
        """Tell whether two sets of runs end in the same way."""
        return all(
            response(entry(one, n, "outcome")) == response(entry(other, n, "outcome"))
            for n in range(max(len(one), len(other)))
        )


def _paths(want):
    return [(number, scene["path"]) for number, scene in enumerate(want) if "path" in scene]


def _round(scene, path):
    """Return the round whose parameters these are, and the order of the components; or None.

    Rounds next to where the reference stops come first, and those long after it last.
    """
    looked_at = 0
    while looked_at < len(path.parameters):
        rounds = range(max(looked_at, 1), len(path.parameters))
        looked_at = len(path.parameters)
        for s in sorted(rounds, key=lambda s: abs(s - path.stop)):
            order = _order(scene, path, s)
            if order is not None:
                return s, order
        path.go_on()
    return None


def _order(scene, path, s):
    """Return the order of the components in which these are the parameters of round s, or None.

    A run may put its components in any order.
    """
    if s not in range(1, len(path.parameters)):
        return None
    state = path.parameters[s]
    seen = [scene.get(name) for name in path.names]
    if any(failed_step(came, state[n].shape) for came, n in zip(seen, path.names, strict=True)):
        return None
    for order in itertools.permutations(range(len(state["weight"]))):
        wanted = [state[name][list(order)] for name in path.names]
        if all(close(came, want, RTOL) for came, want in zip(seen, wanted, strict=True)):
            return list(order)
    return None
