"""Questions of lesson 03."""

import itertools

import numpy as np

from autograder.judging.checks import Unchanged, Value
from autograder.judging.em_run import LATE, FollowsEM, ReturnsTrace, StopsInTime, follow
from autograder.judging.problems import (
    line_mixture,
    line_points,
    seed,
    soft_posterior,
    sure_posterior,
)
from autograder.questions.question import Question
from solutions.em import e_step_1d, m_step_1d
from solutions.mixtures import log_likelihood

PARAMETERS = ("weight", "means", "variances")
EPS, COARSE = 1e-8, 1e-5
SIZE = 60  # data points of a run
DEVIATION = 4.0  # of these points: the log-likelihood is then far larger than their number
EXTRA = 40  # rounds beyond the reference's last, where most of the late runs stop


def e_step_problems(rng):
    """Two to four components; one of the calls with a single data point."""
    calls = []
    for num_components, size in ((3, 7), (2, 1), (4, 6)):
        mixture = line_mixture(rng, num_components)
        calls.append((line_points(rng, *mixture, size), *mixture))
    return [{"probe": "call_function", "name": "e_step_1d", "seed": seed(rng), "calls": calls}]


def m_step_problems(rng):
    """Two to four components; one of the posteriors is sure of one data point."""
    calls = []
    kinds = (soft_posterior, sure_posterior, soft_posterior)
    for (num_components, size), posterior in zip(((3, 17), (2, 11), (4, 23)), kinds, strict=True):
        x = line_points(rng, *line_mixture(rng, num_components), size)
        calls.append((x, posterior(rng, size, num_components)))
    problem = {"probe": "call_function", "name": "m_step_1d", "seed": seed(rng), "calls": calls}
    return [{**problem, "parts": PARAMETERS}]


def em_problems(rng):
    """Slow runs, so that stopping early or late shows: the default eps, and a coarse one."""
    runs = (
        _slow_start(rng, 2, EPS, range(35, 96)),
        (*_slow_start(rng, 3, COARSE, range(12, 81)), COARSE),
    )
    problem = {"probe": "call_function", "name": "em_1d", "parts": (*PARAMETERS, "trace")}
    return [{**problem, "seed": seed(rng), "calls": [arguments]} for arguments in runs]


def _slow_start(rng, num_components, eps, rounds):
    """Return data and a start from which EM takes that many rounds: x, weight, mean and var.

    The start lies beside the data, so its log-likelihood is far from all that come after it.
    """
    while True:
        truth = line_mixture(rng, num_components)
        x = line_points(rng, *truth, SIZE)
        noise = soft_posterior(rng, SIZE, num_components)
        posterior = 0.3 * e_step_1d(x, *truth) + 0.7 * noise
        x = x * DEVIATION / np.std(x)
        weight, mean, var = m_step_1d(x, posterior)
        start = weight, mean + rng.choice((-2.5, 2.5)) * DEVIATION, var
        with np.errstate(all="ignore"):  # a component may collapse
            if _suits(_states(x, *start), eps, rounds):
                return x, *start


def _suits(states, eps, rounds):
    """Tell whether EM ends in time, at a mixture of clearly different parts, and still climbs.

    It climbs enough for rules that are not relative to the likelihood's size to stop later.
    """
    path = follow(itertools.islice(states, rounds.stop + LATE + 2), eps, LATE + 1)
    if path.stop not in rounds or path.heights[-1] - path.heights[-2] <= eps * SIZE:
        return False
    return _well_posed(path.parameters[-1])


def _well_posed(parameters):
    weight, mean, var = (parameters[name] for name in PARAMETERS)
    apart = np.diff(np.sort(mean)).min() > 0.3 * DEVIATION
    return apart and weight.min() > 0.05 and var.min() > 0.01 * DEVIATION**2


def _states(x, weight, mean, var):
    """Yield what EM goes through: parameters, posterior and log-likelihood, from the start on."""
    while True:
        posterior = e_step_1d(x, weight, mean, var)
        parameters = dict(zip(PARAMETERS, (weight, mean, var), strict=True))
        yield parameters, posterior, log_likelihood(x, weight, mean, var)
        weight, mean, var = m_step_1d(x, posterior)


def expect_runs(question, problems):
    """Return what EM does round by round in each problem."""
    scenes = []
    for problem in problems:
        x, weight, mean, var, *eps = problem["calls"][0]
        with np.errstate(all="ignore"):  # long after its end a run may still collapse
            path = follow(_states(x, weight, mean, var), eps[0] if eps else EPS, EXTRA)
        scenes.append({"path": path})
    return scenes


EM = (
    Question(
        id="e_step_1d",
        lesson="03-em",
        points=6,
        reference="solutions.em:e_step_1d",
        builds_on=("mixture_pdf", "posterior_1d"),
        problems=e_step_problems,
        checks=(Value("value", 90), Unchanged(10)),
    ),
    Question(
        id="m_step_1d",
        lesson="03-em",
        points=8,
        reference="solutions.em:m_step_1d",
        builds_on=(),
        problems=m_step_problems,
        checks=(
            Value("weight", 25, rtol=1e-8),
            Value("means", 30, rtol=1e-8),
            Value("variances", 35, rtol=1e-8, floor=1e-3),  # what is 0 up to rounding is 0
            Unchanged(10),
        ),
    ),
    Question(
        id="em_1d",
        lesson="03-em",
        points=8,
        reference="solutions.em:em_1d",
        builds_on=("mixture_pdf", "log_likelihood", "posterior_1d", "e_step_1d", "m_step_1d"),
        problems=em_problems,
        checks=(FollowsEM(30), StopsInTime(35), ReturnsTrace(25), Unchanged(10)),
        expect=expect_runs,
    ),
)
