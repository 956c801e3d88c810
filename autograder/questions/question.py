"""What a graded question is."""

from collections.abc import Callable
from dataclasses import dataclass

from autograder.judging import referee


@dataclass(frozen=True)
class Question:
    """One graded question.

    Its sentences for students are in `autograder.messages`, its known mistakes in
    `autograder.misconceptions`, both under its id.

    Attributes
    ----------
    id : str
        ``GMM.e_step`` for a method, ``gmm_sampling`` for a plain function.
    lesson : str
        The lesson that asks it.
    points : int
        What a full solution earns.
    reference : str
        Where the reference solution is, ``solutions.gmm:GMM.e_step``.
    builds_on : tuple of str
        What the judge may put in place of the student's own, so that one mistake costs one
        question: ``"GMM.log_pdf"``, or ``"Gaussian"`` for the whole class. Never the question
        itself.
    problems : callable
        ``problems(rng)`` returns a list of problems: dicts for the probe that ``"probe"`` names.
    checks : tuple
        What is compared; their shares sum to 100.
    expect : callable
        ``expect(question, problems)`` returns the scenes that a right solution gives.
    """

    id: str
    lesson: str
    points: int
    reference: str
    builds_on: tuple
    problems: Callable
    checks: tuple
    expect: Callable = referee.expected_scenes
