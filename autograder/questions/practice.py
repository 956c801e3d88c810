"""Questions of lesson 06."""

from dataclasses import dataclass

import numpy as np

from autograder.beside.observation import Raised
from autograder.judging.checks import Refuses, Unchanged, Value
from autograder.judging.problems import mixture, mixture_points, mixture_turn, seed
from autograder.questions.question import Question

SIZES = ((2, 3), (3, 4), (1, 2))  # dim, num_components
FARTHEST = 2e4  # largest exponent
FAR = 100.0  # deviations, where every density is 0 in floating point
SOFT = 1.5  # largest gap of two log densities that still leaves a posterior between 0 and 1


def log_sum_exp_problems(rng):
    """Ordinary rows, rows far out on either side, wide rows, rows with -inf, one row, one column.

    Far out, exponentials leave extended floats too. The largest entry of a wide row stands in each
    column once.
    """
    ordinary = rng.normal(scale=2, size=(6, 3))
    heights = FARTHEST * np.array([1, -1, 0.3, -0.2, -1, 1, 0])
    far = rng.normal(scale=2, size=(7, 4)) + heights[:, None]
    holes = rng.normal(scale=2, size=(6, 5))
    holes[rng.random(holes.shape) < 0.5] = -np.inf
    holes[np.arange(6), rng.integers(5, size=6)] = rng.normal(scale=2, size=6)
    holes[0] = [rng.normal(), *[-np.inf] * 4]
    single_row, single_column = rng.normal(scale=2, size=(1, 4)), rng.normal(size=(5, 1))
    wide = rng.normal(scale=2, size=(3, 3)) + 1e5 * (np.eye(3) - 1)
    arrays = (ordinary, far, wide, holes, single_row, single_column - 2000)
    calls = [(rng.permutation(a),) for a in arrays]
    return [{"probe": "call_function", "name": "log_sum_exp", "seed": seed(rng), "calls": calls}]


def evaluation_problems(probe):
    """Return the problems of a method of StableGMM that looks at X under given parameters."""

    def problems(rng):
        """Several sizes; each object evaluates near its components, and then far from them."""
        made = []
        for (dim, num_components), sizes in zip(SIZES, ((7, 5), (9, 6), (5, 1)), strict=True):
            near = mixture_turn(rng, dim, num_components, rng.uniform(0.3, 0.7))
            near["X"] = mixture_points(rng, near, sizes[0])
            turns = [near, far_turn(rng, dim, num_components, sizes[1])]
            problem = {"probe": probe, "owner": "StableGMM", "seed": seed(rng), "dim": dim}
            made.append({**problem, "num_components": num_components, "turns": turns})
        return made

    return problems


def far_turn(rng, dim, num_components, size):
    """Return a mixture and points 1e2 to 1e3 deviations away, the last but one of them near.

    In more than one dimension two components compete for the first point: its posterior is soft.
    """
    while True:
        scale = rng.uniform(0.3, 0.7)
        turn = mixture_turn(rng, dim, num_components, scale)
        directions = rng.normal(size=(size, dim))
        directions /= np.linalg.norm(directions, axis=1, keepdims=True)
        distances = scale * np.exp(rng.uniform(np.log(FAR), np.log(1e3), size=(size, 1)))
        X = turn["means"].mean(axis=0) + distances * directions
        if dim == 1:
            return {**turn, "X": X}
        X[-2] = mixture_points(rng, turn, 1)
        X[0] = _contested(rng, turn, 1.5 * FAR * scale)
        if np.isfinite(X[0]).all():
            return {**turn, "X": X}


def _contested(rng, turn, radius):
    """Return a point of a circle where two components are about equally likely; else NaN."""
    dim = turn["means"].shape[1]
    centre, gmm = turn["means"].mean(axis=0), mixture(turn)
    plane, _ = np.linalg.qr(rng.normal(size=(dim, 2)))

    def at(angle):
        return centre + radius * np.column_stack((np.cos(angle), np.sin(angle))) @ plane.T

    angles = np.linspace(0, 2 * np.pi, 91)
    winners = np.argmax(_log_joint(gmm, at(angles)), axis=1)
    changes = np.flatnonzero(np.diff(winners))
    if len(changes) == 0:
        return np.full(dim, np.nan)
    i = rng.choice(changes)
    low, high = angles[i], angles[i + 1]
    for _ in range(60):
        middle = at((low + high) / 2)
        joint = _log_joint(gmm, middle)[0]
        if np.diff(np.sort(joint)[-2:]) < SOFT:
            return middle[0]
        if np.argmax(joint) == winners[i]:
            low = (low + high) / 2
        else:
            high = (low + high) / 2
    return np.full(dim, np.nan)


def _log_joint(gmm, X):
    log_density = np.column_stack([gaussian.log_pdf(X) for gaussian in gmm.gaussian_list])
    return np.log(gmm.weight) + log_density


def fit_best_of_problems(rng):
    """Scripts in which no start fails, the second and another one, the first one, and all."""
    calls = [
        _script(rng, num_starts=5, failing=(), dim=2, num_components=3),
        _script(rng, num_starts=7, failing=(1, 4), dim=3, num_components=2),
        _script(rng, num_starts=2, failing=(0,), dim=2, num_components=4),
        _script(rng, num_starts=4, failing=(0, 1, 2, 3), dim=2, num_components=3),
    ]
    problem = {"probe": "choose_among_fits", "name": "fit_best_of", "seed": seed(rng)}
    return [{**problem, "calls": calls}]


def _script(rng, num_starts, failing, dim, num_components):
    """Return a script whose best start is neither first nor last, nor best in any other way."""
    size = int(rng.integers(20, 40))
    fails = np.isin(np.arange(num_starts), failing)
    while True:
        X = rng.normal(size=(size, dim)) + rng.uniform(-3, 3, dim)
        after = -size * rng.permutation(np.linspace(2, 3, num_starts))
        before = after.min() - size * rng.permutation(np.linspace(1, 3, num_starts))
        after[fails] = size * rng.uniform(3, 5, fails.sum())  # one that collapses climbs highest
        tilts = rng.permutation(np.linspace(0.2, 1.5, num_starts)) * rng.choice([-1, 1], num_starts)
        script = {"X": X, "after": after, "fails": fails, "before": before, "tilts": tilts}
        if num_starts - fails.sum() < 3 or _only_the_total_tells(script):
            return {**script, "num_components": num_components, "num_starts": num_starts}


def _only_the_total_tells(script):
    """Tell whether the best start is found by its log-likelihood alone."""
    good, X = np.flatnonzero(~script["fails"]), script["X"]
    after, tilts = script["after"], script["tilts"]
    rows = after[:, None] / len(X) + np.outer(tilts, X[:, 0] - X[:, 0].mean())  # log densities
    ends = (rows[:, 0], rows[:, -1], rows.min(axis=1), rows.max(axis=1))
    measures = (*ends, np.exp(rows).sum(axis=1), script["before"])
    others = [good[np.argmax(measure[good])] for measure in measures]
    rises = good[1:][np.diff(after[good]) > 0]  # the last of them beats the one before it
    best = good[np.argmax(after[good])]
    return rises.size > 0 and best not in (good[0], good[-1], rises[-1], *others)


@dataclass(frozen=True)
class OfModels(Value):
    """What was done with models that follow a script; a student's error may say what it likes."""

    def _alike(self, a, b):
        if isinstance(a, Raised) and isinstance(b, Raised):
            return a.kind == b.kind
        return super()._alike(a, b)


def bic_problems(rng):
    """Several sizes, num_components 1 among them; data enough for the likelihood to be 0."""
    calls = []
    for dim, num_components, size in ((2, 3, 400), (3, 2, 23), (1, 4, 31), (4, 1, 17)):
        X = rng.normal(size=(size, dim)) + rng.uniform(-3, 3, dim)
        bowl = {"centre": X.mean(axis=0) + rng.normal(size=dim), "width": rng.uniform(1, 3, dim)}
        bowl |= {"top": -rng.uniform(2.5, 4), "num_components": num_components}
        calls.append({**bowl, "X": X})
    return [{"probe": "call_on_model", "name": "bic", "seed": seed(rng), "calls": calls}]


MADE = ("Gaussian", "StableGMM.__init__", "log_sum_exp")

PRACTICE = (
    Question(
        id="log_sum_exp",
        lesson="06-practice",
        points=5,
        reference="solutions.practice:log_sum_exp",
        builds_on=(),
        problems=log_sum_exp_problems,
        checks=(Value("value", 90, floor=1.0), Unchanged(10)),
    ),
    Question(
        id="StableGMM.log_pdf",
        lesson="06-practice",
        points=5,
        reference="solutions.practice:StableGMM.log_pdf",
        builds_on=MADE,
        problems=evaluation_problems("gmm_log_pdf"),
        checks=(Value("value", 90, floor=1.0), Unchanged(10)),
    ),
    Question(
        id="StableGMM.e_step",
        lesson="06-practice",
        points=5,
        reference="solutions.practice:StableGMM.e_step",
        builds_on=(*MADE, "StableGMM.log_pdf"),
        problems=evaluation_problems("gmm_e_step"),
        checks=(Value("value", 90), Unchanged(10)),
    ),
    Question(
        id="fit_best_of",
        lesson="06-practice",
        points=8,
        reference="solutions.practice:fit_best_of",
        builds_on=(),
        problems=fit_best_of_problems,
        checks=(
            OfModels("model", 45),
            OfModels("models", 15),
            OfModels("alike", 10),
            OfModels("sizes", 10),
            OfModels("data", 5),
            Refuses(("all failed",), 10),
            Unchanged(5),
        ),
    ),
    Question(
        id="bic",
        lesson="06-practice",
        points=6,
        reference="solutions.practice:bic",
        builds_on=(),
        problems=bic_problems,
        checks=(Value("value", 90, floor=1.0), Unchanged(10)),
    ),
)
