"""The list of known mistakes: wrong implementations, each with an id.

The sentence that tells a student of a mistake is in `autograder.messages`, under the same id.
"""

from collections.abc import Callable
from dataclasses import dataclass

MISTAKES = {}


@dataclass(frozen=True)
class Mistake:
    """A wrong implementation of one question.

    Attributes
    ----------
    id : str
        ``GMM.m_step/divides-by-n``.
    question : str
        Id of the question it gets wrong.
    function : callable
        What a student with this mistake writes.
    """

    id: str
    question: str
    function: Callable


def mistake(question, name):
    """Put the decorated function into the catalogue, as a mistake in a question."""

    def enter(function):
        entry = Mistake(f"{question}/{name}", question, function)
        if entry.id in MISTAKES:
            raise ValueError(f"two mistakes are called {entry.id}")
        MISTAKES[entry.id] = entry
        return function

    return enter
