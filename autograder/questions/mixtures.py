"""Questions of lesson 01."""

import numpy as np

from autograder.problems import seed
from autograder.questions.question import Question
from autograder.sampling import Draws


def sampling_problems(rng):
    """Return one large sample to draw, and many small ones, whose halves must not always match."""
    problem = {"probe": "draw_from_function", "name": "gmm_sampling", "seed": seed(rng)}
    problem |= {"turns": [{}], "size": 2001, "small size": 20, "small samples": 30}
    return [problem]


def two_bumps(draws, turn):
    """Return draws as deviations from the nearer of -5 and 5, and which of them is nearer."""
    signs = np.where(draws > 0, 1, -1)
    return (draws - 5 * signs)[:, None], signs


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
)
