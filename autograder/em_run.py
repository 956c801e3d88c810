"""Judge a whole run of EM: is it EM, does it stop in time, does it return its posterior?"""

from dataclasses import dataclass
from itertools import permutations

import numpy as np

from autograder.beside.observation import Numbers
from autograder.checks import EARNED, Mark, Value, close, entry, failed_step, names, response

EARLY, LATE = 1, 2  # rounds: the likelihood may be measured before or after the M-step
RTOL = 1e-5
PARAMETERS = ("weight", "means", "covs")


@dataclass(frozen=True)
class Path:
    """What the reference does round by round: ``parameters[s]`` and ``posteriors[s]`` of round s.

    ``parameters[0]`` is the start, ``posteriors[s]`` comes from ``parameters[s - 1]``; ``stop`` is
    the round after which the reference stops.
    """

    parameters: list
    posteriors: list
    stop: int

    def window(self):
        """Return the rounds after which a right `fit` may stop."""
        return range(max(self.stop - EARLY, 1), self.stop + LATE + 1)


def run(gmm, X, eps, extra):
    """Run the reference's EM and go on for ``extra`` rounds after it would stop."""
    parameters, posteriors, stop = [_copy(gmm)], [None], None
    old = gmm.log_pdf(X).sum()
    while stop is None or len(parameters) <= stop + extra:
        posterior = gmm.e_step(X)
        try:
            gmm.m_step(X, posterior)
        except ValueError:  # a collapse, after the end: problems do not collapse before
            break
        posteriors.append(posterior)
        parameters.append(_copy(gmm))
        new = gmm.log_pdf(X).sum()
        if stop is None and abs(new - old) < eps * abs(new):
            stop = len(parameters) - 1
        old = new
    posteriors.append(gmm.e_step(X))
    return Path(parameters, posteriors, stop)


def _copy(gmm):
    gaussians = gmm.gaussian_list
    return {
        "weight": gmm.weight.copy(),
        "means": np.array([gaussian.mean for gaussian in gaussians]),
        "covs": np.array([gaussian.cov for gaussian in gaussians]),
    }


@dataclass(frozen=True)
class FollowsEM:
    """After `fit`, the parameters are those of some round of EM from the given start."""

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
        for name in PARAMETERS:
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
    """`fit` stops when the rule says so: at most one round earlier or two rounds later."""

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
            step = failed_step(came, path.posteriors[1].shape)
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
        wanted = [
            path.posteriors[s][:, order] for s in (stop, stop + 1) if s < len(path.posteriors)
        ]
        return any(close(came, posterior, RTOL) for posterior in wanted)

    def agrees(self, one, other, problems):
        """Tell whether two sets of runs return the same."""
        return Value("posterior", 0, RTOL).agrees(one, other, problems)


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

    Rounds next to where the reference stops come first; a `fit` may put components in any order.
    """
    seen = [scene.get(name) for name in PARAMETERS]
    shapes = [path.parameters[0][name].shape for name in PARAMETERS]
    if any(failed_step(came, shape) for came, shape in zip(seen, shapes, strict=True)):
        return None
    rounds = range(1, len(path.parameters))
    for s in sorted(rounds, key=lambda s: abs(s - path.stop)):
        for order in permutations(range(len(path.parameters[0]["weight"]))):
            wanted = [path.parameters[s][name][list(order)] for name in PARAMETERS]
            if all(close(came, want, RTOL) for came, want in zip(seen, wanted, strict=True)):
                return s, list(order)
    return None
