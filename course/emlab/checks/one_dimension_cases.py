"""Mixtures in one dimension for the checks, and what several functions are checked for."""

import numpy as np

from emlab.checks.engine import Fault
from emlab.checks.tools import numbers, unchanged

# Parameters as the functions take them: weight, mean, var.
TWO = (np.array([0.7, 0.3]), np.array([1.0, -1.5]), np.array([0.5, 2.0]))


THREE = (np.array([0.5, 0.3, 0.2]), np.array([0.5, -2.0, 3.0]), np.array([0.25, 1.5, 3.0]))


FOUR = (
    np.array([0.1, 0.4, 0.2, 0.3]),
    np.array([2.0, -1.0, -3.0, 0.5]),
    np.array([0.4, 2.5, 0.7, 1.6]),
)


GRID = np.linspace(-16, 16, 641)


CELL = GRID[1] - GRID[0]


def points(size, seed=5):
    return np.random.RandomState(seed).randn(size) * 1.8 + 0.3


def single(mean, var):
    """Parameters of a mixture with one component."""
    return np.array([1.0]), np.array([mean]), np.array([var])


def component(mixture, k):
    """One component of a mixture, as a mixture of its own."""
    _, mean, var = mixture
    return single(mean[k], var[k])


def bell(x, mean, var):
    """The density of one Gaussian, which the lesson gives."""
    return np.exp(-0.5 * (x - mean) ** 2 / var) / np.sqrt(2 * np.pi * var)


def copied(argument):
    """A fresh copy of an array, or of a tuple of arrays."""
    if isinstance(argument, tuple):
        return tuple(map(copied, argument))
    return np.copy(argument) if isinstance(argument, np.ndarray) else argument


def value_of(function, call, *arguments):
    """What a function gives, as an array; `call` is how the sentences name it."""
    return numbers(function(*map(copied, arguments)), call)


def number_of(function, call, *arguments):
    """What a function of one number gives, whatever its shape."""
    value = function(*map(copied, arguments))
    if value is None:
        raise Fault("number.none", "answer.none.look", call=call)
    return numbers(value, call)


def gives_one_number(function, call, causes, *arguments):
    """Fault unless a function gives a bare number; `causes` names the shapes of known errors."""
    value = number_of(function, call, *arguments)
    if value.shape != ():
        cause = causes.get(value.shape, "number.look")
        cause = "number.one" if value.shape in ((1,), (1, 1)) else cause
        raise Fault("number.must", cause, call=call, came=value.shape)


def keeps_arguments(name, **arguments):
    """A step: the arguments come back as they went in."""

    def step(function):
        given = {key: copied(argument) for key, argument in arguments.items()}
        function(*given.values())
        for key, before in arguments.items():
            _unchanged(name, key, before, given[key])

    return step


def _unchanged(name, key, before, after):
    if isinstance(before, tuple):
        for one, other in zip(before, after, strict=True):
            _unchanged(name, key, one, other)
    elif isinstance(before, np.ndarray):
        unchanged(before, after, "pure.argument", method=name, name=key)
