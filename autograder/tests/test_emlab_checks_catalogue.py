"""The mistakes that the grader knows by name are seen by the students' own check too."""

import pytest

from autograder.misconceptions import MISTAKES, namespace_with
from emlab.checks import examine
from emlab.checks.questions import QUESTIONS

KNOWN = [mistake for mistake in MISTAKES.values() if mistake.question in QUESTIONS]


@pytest.mark.parametrize("mistake", KNOWN, ids=lambda mistake: mistake.id)
def test_every_known_mistake_is_refused_with_an_explanation(mistake):
    found = examine(mistake.question, namespace_with(mistake))
    assert (found.status, found.blamed) == ("wrong", mistake.question)
    assert found.explanation
