"""Questions of lesson 04."""

import numpy as np

from autograder.judging.checks import Refuses, Unchanged, Value
from autograder.judging.problems import (
    covariance,
    gaussian_data,
    gaussian_turn,
    near,
    seed,
    with_a_zero,
)
from autograder.judging.sampling import Draws
from autograder.questions.question import Question

ONE, WIDE = "one column", "a column too many"
SHAPES = tuple(f"shape {n}" for n in range(4))
NOT_POSITIVE = ("negative", "singular", "indefinite")


def _scale(rng):
    return float(np.exp(rng.uniform(np.log(0.3), np.log(3))))


def _wrong_widths(rng, dim):
    """Data of the wrong width; what numpy would quietly broadcast among it."""
    bad = {WIDE: rng.normal(size=(6, dim + 1))}
    if dim > 1:
        bad[ONE] = rng.normal(size=(6, 1))
    return bad


def log_pdf_problems(rng):
    """One to four dimensions; each object evaluates twice, under different parameters."""
    problems = []
    for dim, sizes in ((2, (7, 5)), (int(rng.integers(3, 5)), (8, 6)), (1, (5, 1))):
        turns = []
        for size in sizes:
            turn = gaussian_turn(rng, dim, _scale(rng))
            turns.append({**turn, "X": near(rng, turn["mean"], turn["cov"], size)})
        problem = {"probe": "gaussian_log_pdf", "seed": seed(rng), "dim": dim, "turns": turns}
        problems.append({**problem, "bad": _wrong_widths(rng, dim)})
    return problems


def fit_problems(rng):
    """One to four dimensions; each object fits twice, to different data."""
    problems = []
    for dim, sizes in ((2, (9, 14)), (int(rng.integers(3, 5)), (17, 11)), (1, (8, 6))):
        turns = [{"X": with_a_zero(gaussian_data(rng, dim, size, _scale(rng)))} for size in sizes]
        start = {"mean": rng.normal(size=dim), "cov": covariance(rng, dim, 1.0)}
        problem = {"probe": "gaussian_fit", "seed": seed(rng), "dim": dim, "turns": turns, **start}
        problems.append({**problem, "bad": _wrong_widths(rng, dim)})
    return problems


def sample_problems(rng):
    """Two, three and one dimensions."""
    problem = {"probe": "gaussian_sample", "size": 2000, "small size": 5, "small samples": 0}
    return [
        {**problem, "seed": seed(rng), "dim": dim, "turns": [gaussian_turn(rng, dim, _scale(rng))]}
        for dim in (2, 3, 1)
    ]


def whiten(draws, turn):
    """Return draws as deviations, each coordinate standard normal; there are no signs."""
    return np.linalg.solve(np.linalg.cholesky(turn["cov"]), (draws - turn["mean"]).T).T, None


def set_mean_problems(rng):
    """Good means of one to four dimensions; then wrong lengths, rows, columns and matrices."""
    problems = []
    for dim in (2, int(rng.integers(3, 5)), 1):
        good = [_scale(rng) * rng.normal(size=dim) for _ in range(2)]
        shapes = ((dim + 1,), (1, dim), (dim, 1), (dim, dim))
        bad = {name: rng.normal(size=shape) for name, shape in zip(SHAPES, shapes, strict=True)}
        problem = {"probe": "gaussian_set_mean", "seed": seed(rng), "dim": dim}
        problem |= {"start": rng.normal(size=dim), "other": covariance(rng, dim, _scale(rng))}
        problems.append({**problem, "good": good, "bad": bad})
    return problems


def set_cov_problems(rng):
    """Good covariances; then wrong shapes, and clear cases of not positive definite."""
    problems = []
    for dim in (2, int(rng.integers(3, 5)), 1):
        good = [covariance(rng, dim, _scale(rng)), np.diag(rng.uniform(0.2, 2, dim))]
        if dim > 1 and good[0][0, 1] > 0:  # a covariance may hold negative numbers
            flip = np.where(np.arange(dim) == 0, -1, 1)
            good[0] = good[0] * np.outer(flip, flip)
        # Matrices all: whoever compares shape[0] and shape[1] has done what was asked.
        shapes = ((dim + 1, dim + 1), (dim + 1, dim), (dim, dim + 1), (dim + 2, dim + 2))
        bad = {name: np.eye(*shape) for name, shape in zip(SHAPES, shapes, strict=True)}
        bad["negative"] = -np.eye(dim)
        bad["singular"] = np.diag(np.arange(dim, dtype=float))
        if dim > 1:
            bad["indefinite"] = np.eye(dim)
            bad["indefinite"][:2, :2] = [[1, 2], [2, 1]]
        problem = {"probe": "gaussian_set_cov", "seed": seed(rng), "dim": dim}
        problem |= {"start": np.eye(dim), "other": rng.normal(size=dim)}
        problems.append({**problem, "good": good, "bad": bad})
    return problems


START = "Gaussian.__init__"
SETTERS = (START, "Gaussian.set_mean", "Gaussian.set_cov")

GAUSSIAN = (
    Question(
        id="Gaussian.log_pdf",
        lesson="04-gaussian",
        points=10,
        reference="solutions.gaussian:Gaussian.log_pdf",
        builds_on=SETTERS,
        problems=log_pdf_problems,
        checks=(Value("value", 75, floor=1.0), Refuses((ONE, WIDE), 15), Unchanged(10)),
    ),
    Question(
        id="Gaussian.fit",
        lesson="04-gaussian",
        points=8,
        reference="solutions.gaussian:Gaussian.fit",
        builds_on=SETTERS,
        problems=fit_problems,
        checks=(
            Value("mean", 30, rtol=1e-8),
            Value("cov", 45, rtol=1e-8),
            Refuses((ONE, WIDE), 15),
            Unchanged(10),
        ),
    ),
    Question(
        id="Gaussian.sample",
        lesson="04-gaussian",
        points=6,
        reference="solutions.gaussian:Gaussian.sample",
        builds_on=SETTERS,
        problems=sample_problems,
        checks=(Draws(share=90, standardise=whiten), Unchanged(10)),
    ),
    Question(
        id="Gaussian.set_mean",
        lesson="04-gaussian",
        points=4,
        reference="solutions.gaussian:Gaussian.set_mean",
        builds_on=(START,),
        problems=set_mean_problems,
        checks=(Value("mean", 45, rtol=1e-8), Refuses(SHAPES, 45), Unchanged(10)),
    ),
    Question(
        id="Gaussian.set_cov",
        lesson="04-gaussian",
        points=6,
        reference="solutions.gaussian:Gaussian.set_cov",
        builds_on=(START,),
        problems=set_cov_problems,
        checks=(
            Value("cov", 40, rtol=1e-8),
            Refuses(SHAPES, 20),
            Refuses(NOT_POSITIVE, 30),
            Unchanged(10),
        ),
    ),
)
