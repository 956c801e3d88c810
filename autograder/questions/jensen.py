"""Questions of lesson 02."""

import numpy as np

from autograder.judging.checks import Unchanged, Value
from autograder.judging.problems import line_mixture, line_points, seed, soft_posterior
from autograder.questions.question import Question


def calls(name, rng, arguments):
    """Return the one problem of a function that is called with several arguments in turn."""
    return [{"probe": "call_function", "name": name, "seed": seed(rng), "calls": arguments}]


def one_point(rng, mixture):
    """Return one data point of a mixture, a number."""
    return float(line_points(rng, *mixture, 1)[0])


def posterior_problems(rng):
    """Two to four components, a point at a time."""
    mixtures = [line_mixture(rng, num_components) for num_components in (3, 2, 4, 3)]
    arguments = [(one_point(rng, mixture), *mixture) for mixture in mixtures]
    return calls("posterior_1d", rng, arguments)


def bound_problems(rng):
    """Two to four components, with a q that is positive and knows nothing of the point."""
    arguments = []
    for num_components in (3, 2, 4, 3):
        mixture = line_mixture(rng, num_components)
        q = soft_posterior(rng, 1, num_components)[0]
        arguments.append((one_point(rng, mixture), q, *mixture))
    return calls("lower_bound", rng, arguments)


def tight_bound_problems(rng):
    """Two to four components, data sets of several sizes, new parameters some way from the old."""
    arguments = []
    for num_components, size in ((3, 7), (2, 1), (4, 6)):
        old = line_mixture(rng, num_components)
        arguments.append((line_points(rng, *old, size), old, moved(rng, *old)))
    return calls("tight_bound", rng, arguments)


def moved(rng, weight, mean, var):
    """Return other parameters, near enough for every density to stay clear of underflow."""

    def steps():
        """Steps of either sign, none of them small."""
        return rng.uniform(0.2, 0.5, len(mean)) * rng.choice([-1, 1], len(mean))

    shares = weight * np.exp(steps())
    return shares / shares.sum(), mean + np.sqrt(var) * steps(), var * np.exp(steps())


JENSEN = (
    Question(
        id="posterior_1d",
        lesson="02-jensen",
        points=5,
        reference="solutions.jensen:posterior_1d",
        builds_on=("mixture_pdf",),
        problems=posterior_problems,
        checks=(Value("value", 90), Unchanged(10)),
    ),
    Question(
        id="lower_bound",
        lesson="02-jensen",
        points=6,
        reference="solutions.jensen:lower_bound",
        builds_on=("mixture_pdf", "posterior_1d"),
        problems=bound_problems,
        checks=(Value("value", 90, floor=1.0), Unchanged(10)),
    ),
    Question(
        id="tight_bound",
        lesson="02-jensen",
        points=6,
        reference="solutions.jensen:tight_bound",
        builds_on=("mixture_pdf", "posterior_1d", "lower_bound"),
        problems=tight_bound_problems,
        checks=(Value("value", 90, floor=1.0), Unchanged(10)),
    ),
)
