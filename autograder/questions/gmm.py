"""Questions of lesson 05."""

import itertools

import numpy as np

from autograder.judging import stacked
from autograder.judging.checks import Scattered, Unchanged, Value
from autograder.judging.em_run import (
    LATE,
    FollowsEM,
    RaisesOnDecrease,
    ReturnsPosterior,
    StopsInTime,
    follow,
)
from autograder.judging.problems import (
    m_step,
    mixture_points,
    mixture_turn,
    seed,
    soft_posterior,
    sure_posterior,
    well_posed,
    with_a_zero,
)
from autograder.questions.question import Question

SIZES = ((2, 3), (3, 4), (1, 2))  # dim, num_components
EPS, COARSE = 1e-8, 1e-5
SABOTAGED = 4  # the M-step that fails
EXTRA = 40  # rounds beyond the reference's last, where most of the late fits stop


def init_problems(rng):
    """Several sizes, dim and num_components far enough apart to show an exchange."""
    sizes = ((2, int(rng.integers(3, 6))), (int(rng.integers(3, 5)), 2), (1, 10))
    return [
        {"probe": "gmm_init", "seed": seed(rng), "dim": dim, "num_components": num_components}
        for dim, num_components in sizes
    ]


def both_random(a, b):
    """Tell whether both are unequal weights that sum to 1."""
    return all(np.ptp(weight) > 0 and abs(weight.sum() - 1) < 1e-9 for weight in (a, b))


def evaluation_problems(probe):
    """Return the problems of a method that looks at X under given parameters."""

    def problems(rng):
        """Several sizes; each object evaluates twice, under different parameters; a single row."""
        made = []
        for (dim, num_components), sizes in zip(SIZES, ((7, 5), (9, 6), (5, 1)), strict=True):
            turns = []
            for size in sizes:
                turn = mixture_turn(rng, dim, num_components, rng.uniform(0.3, 0.7))
                turns.append({**turn, "X": mixture_points(rng, turn, size)})
            problem = {"probe": probe, "seed": seed(rng), "dim": dim, "turns": turns}
            made.append({**problem, "num_components": num_components})
        return made

    return problems


def m_step_problems(rng):
    """Several sizes; each object does two M-steps, each from known parameters."""
    made = []
    for (dim, num_components), sizes in zip(SIZES, ((13, 17), (23, 19), (9, 11)), strict=True):
        scale = float(np.exp(rng.uniform(np.log(0.3), np.log(3))))
        turns = []
        for size, posterior in zip(sizes, (soft_posterior, sure_posterior), strict=True):
            turn = mixture_turn(rng, dim, num_components, scale)
            start = {name: turn[name] for name in ("weight", "means", "covs")}
            X = with_a_zero(mixture_points(rng, turn, size))
            turns.append({**start, "X": X, "posterior": posterior(rng, size, num_components)})
        problem = {"probe": "gmm_m_step", "seed": seed(rng), "dim": dim, "turns": turns}
        made.append({**problem, "num_components": num_components})
    return made


def fit_problems(rng):
    """Slow runs, so that stopping early or late shows; and one in which an M-step will fail."""
    coarse = _slow_run(rng, 3, 2, COARSE, range(12, 61))
    slow = _slow_run(rng, 2, 3, EPS, range(40, 96))
    return [{**coarse, "eps": COARSE}, slow, _sabotaged_run(rng)]


def _slow_run(rng, dim, num_components, eps, rounds):
    """Return a problem on which EM takes that many rounds."""
    while True:
        problem = _start(rng, dim, num_components, apart=1.6, knowledge=0.3)
        if _suits(problem, eps, rounds):
            return problem


def _suits(problem, eps, rounds):
    """Tell whether EM ends in time, at a mixture far from collapse, and still climbs.

    It climbs enough for rules that are not relative to the likelihood's size to stop later.
    """
    states = itertools.islice(stacked.states(problem), rounds.stop + LATE + 1)
    path = follow(states, eps, LATE + 1)
    if path.stop not in rounds or len(path.heights) < path.stop + LATE + 2:
        return False
    still = path.heights[-1] - path.heights[-2] > eps * len(problem["X"])
    return still and well_posed(**path.parameters[path.stop])


def _sabotaged_run(rng):
    """Return a problem on which one bad M-step, soon after the start, costs much likelihood."""
    while True:
        problem = {**_start(rng, 3, 2, apart=4.0, knowledge=0.5), "sabotaged call": SABOTAGED}
        if _sabotage_costs(problem):
            return problem


def _sabotage_costs(problem):
    """Tell whether EM still climbs when the M-step fails, and falls well below by the failure."""
    states = itertools.islice(stacked.states(problem), 1, SABOTAGED + 3)
    heights = [height for _, _, height in states]
    if len(heights) < SABOTAGED + 2:  # a component has collapsed
        return False
    X = problem["X"]
    _, failed = stacked.looked_at(X, *stacked.m_step(X, np.full((len(X), 2), 0.5)))
    good = heights[SABOTAGED - 2]
    return np.min(np.diff(heights)) > 1e-6 * abs(good) and failed < good - 0.05 * abs(good)


def _start(rng, dim, num_components, apart, knowledge):
    """Return a run's data and start: an M-step with a posterior that knows a part of the truth."""
    turn = mixture_turn(rng, dim, num_components, rng.uniform(1.5, 4), apart)
    # Around the origin, so that a run which wrongly starts anew, at random, does not collapse.
    X = with_a_zero(turn["start_X"] - turn["start_X"].mean(axis=0))
    noise = soft_posterior(rng, len(X), num_components)
    posterior = knowledge * turn["start_posterior"] + (1 - knowledge) * noise
    start = {"start_X": X, "start_posterior": posterior, **m_step(X, posterior)}
    sizes = {"dim": dim, "num_components": num_components}
    return {"probe": "gmm_fit", "seed": seed(rng), **sizes, **start, "X": rng.permutation(X)}


def expect_runs(question, problems):
    """Return what EM does round by round in each problem."""
    scenes = []
    for problem in problems:
        if "sabotaged call" in problem:
            scenes.append({"sabotaged": True})
        else:
            path = follow(stacked.states(problem), problem.get("eps", EPS), EXTRA)
            scenes.append({"path": path})
    return scenes


COMPONENTS = ("Gaussian",)
MADE = (*COMPONENTS, "GMM.__init__")

GMM = (
    Question(
        id="GMM.__init__",
        lesson="05-gmm",
        points=4,
        reference="solutions.gmm:GMM.__init__",
        builds_on=COMPONENTS,
        problems=init_problems,
        checks=(
            Value("dim", 5),
            Value("num_components", 5),
            Value("weight", 30, rtol=1e-9, family=both_random),
            Value("length", 10),
            Value("dims", 10),
            Value("covs", 5),
            Scattered("starts", 15),
            Value("objects", 10),
            Value("others moved", 10),
        ),
    ),
    Question(
        id="GMM.log_pdf",
        lesson="05-gmm",
        points=8,
        reference="solutions.gmm:GMM.log_pdf",
        builds_on=MADE,
        problems=evaluation_problems("gmm_log_pdf"),
        checks=(Value("value", 90, floor=1.0), Unchanged(10)),
    ),
    Question(
        id="GMM.e_step",
        lesson="05-gmm",
        points=10,
        reference="solutions.gmm:GMM.e_step",
        builds_on=(*MADE, "GMM.log_pdf"),
        problems=evaluation_problems("gmm_e_step"),
        checks=(Value("value", 90), Unchanged(10)),
    ),
    Question(
        id="GMM.m_step",
        lesson="05-gmm",
        points=12,
        reference="solutions.gmm:GMM.m_step",
        builds_on=MADE,
        problems=m_step_problems,
        checks=(
            Value("weight", 20, rtol=1e-8),
            Value("means", 30, rtol=1e-8),
            Value("covs", 40, rtol=1e-8),
            Unchanged(10),
        ),
    ),
    Question(
        id="GMM.fit",
        lesson="05-gmm",
        points=10,
        reference="solutions.gmm:GMM.fit",
        builds_on=(*MADE, "GMM.log_pdf", "GMM.e_step", "GMM.m_step"),
        problems=fit_problems,
        checks=(
            FollowsEM(25),
            StopsInTime(35),
            ReturnsPosterior(20),
            RaisesOnDecrease(15),
            Unchanged(5),
        ),
        expect=expect_runs,
    ),
)
