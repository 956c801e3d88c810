"""Mixtures and data on the line for the checks of lesson 03, and how answers in parts are read."""

import numpy as np

from emlab.checks.engine import Fault
from emlab.checks.tools import numbers

LINE = (np.array([0.5, 0.3, 0.2]), np.array([-1.0, 1.5, 3.0]), np.array([0.6, 1.5, 2.4]))


def points(size, seed=4):
    return np.random.RandomState(seed).randn(size) * 1.6 + 0.8


def log_normal(x, mean, var):
    """Logarithms of the component densities, shape (sample_size, num_components)."""
    return -0.5 * (np.log(2 * np.pi * var) + (x[:, np.newaxis] - mean) ** 2 / var)


def log_likelihood(x, weight, mean, var):
    return np.log(np.exp(log_normal(x, mean, var)) @ weight).sum()


def parts(answer, names, function, key):
    """The arrays that a function returns together; a fault when they are not as many as that."""
    if answer is None:
        raise Fault("answer.none", "answer.none.look", name=f"{function}(...)")
    if not isinstance(answer, list | tuple) or len(answer) != len(names):
        many = isinstance(answer, list | tuple)
        cause = f"{key}.number" if many else f"{key}.one"
        raise Fault(f"{key}.must", cause, came=len(answer) if many else type(answer).__name__)
    return [numbers(part, name) for part, name in zip(answer, names, strict=True)]
