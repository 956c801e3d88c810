"""Questions of lesson 01."""

import numpy as np

from autograder.judging.checks import Unchanged, Value
from autograder.judging.problems import line_mixture, line_points, seed
from autograder.judging.sampling import Draws
from autograder.questions.question import Question


def sampling_problems(rng):
    """Return one large sample to draw, and many small ones, whose halves must not always match."""
    problem = {"probe": "draw_from_function", "name": "gmm_sampling", "seed": seed(rng)}
    problem |= {"turns": [{}], "size": 2001, "small size": 20, "small samples": 30}
    return [problem]


def two_bumps(draws, turn):
    """Return draws as deviations from the nearer of -5 and 5, and which of them is nearer."""
    signs = np.where(draws > 0, 1, -1)
    return (draws - 5 * signs)[:, None], signs


def evaluation_problems(name):
    """Return the problems of a function of the data and of a mixture's parameters."""

    def problems(rng):
        """Two to four components; one of the calls with a single data point."""
        return [evaluations(rng, name, ((3, 7), (2, 1), (4, 6)))]

    return problems


def evaluations(rng, name, sizes):
    """Return the problem of calling a function of the data and of a mixture's parameters."""
    calls = []
    for num_components, size in sizes:
        mixture = line_mixture(rng, num_components)
        x = line_points(rng, *mixture, size)
        if size > 1:
            x[rng.integers(size)] = far_out(*mixture)
        calls.append((x, *mixture))
    return {"probe": "call_function", "name": name, "seed": seed(rng), "calls": calls}


def far_out(weight, mean, var):
    """Return a point four deviations out, where a floor under the density would show."""
    return np.max(mean + 4 * np.sqrt(var))


def labelled_problems(rng):
    """Two to four groups of different sizes, at least two points in each, in no order."""
    calls = []
    for num_components, size in ((3, 17), (2, 11), (4, 23)):
        weight, mean, var = line_mixture(rng, num_components)
        rest = rng.choice(num_components, size=size - 2 * num_components, p=weight)
        z = rng.permutation(np.concatenate((np.repeat(np.arange(num_components), 2), rest)))
        calls.append((mean[z] + np.sqrt(var[z]) * rng.normal(size=size), z, num_components))
    problem = {"probe": "call_function", "name": "fit_complete_data", "seed": seed(rng)}
    return [{**problem, "parts": ("weight", "means", "variances"), "calls": calls}]


MIXTURES = (
    Question(
        id="gmm_sampling",
        lesson="01-mixtures",
        points=4,
        reference="solutions.mixtures:gmm_sampling",
        builds_on=(),
        problems=sampling_problems,
        checks=(Draws(share=100, standardise=two_bumps, column=True),),
    ),
    Question(
        id="mixture_pdf",
        lesson="01-mixtures",
        points=6,
        reference="solutions.mixtures:mixture_pdf",
        builds_on=(),
        problems=evaluation_problems("mixture_pdf"),
        checks=(Value("value", 90), Unchanged(10)),
    ),
    Question(
        id="log_likelihood",
        lesson="01-mixtures",
        points=4,
        reference="solutions.mixtures:log_likelihood",
        builds_on=("mixture_pdf",),
        problems=evaluation_problems("log_likelihood"),
        checks=(Value("value", 90, floor=1.0), Unchanged(10)),
    ),
    Question(
        id="fit_complete_data",
        lesson="01-mixtures",
        points=8,
        reference="solutions.mixtures:fit_complete_data",
        builds_on=(),
        problems=labelled_problems,
        checks=(
            Value("weight", 30, rtol=1e-8),
            Value("means", 30, rtol=1e-8),
            Value("variances", 30, rtol=1e-8),
            Unchanged(10),
        ),
    ),
)
