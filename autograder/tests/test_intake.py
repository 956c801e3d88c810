"""What is handed in, spoilt at random: whatever comes of it can be graded."""

import nbformat
import pytest

from autograder.intake import fuzz
from autograder.intake.mending import Lesson, mend
from autograder.tests.notebooks import released, solved


@pytest.mark.parametrize("seed", [1, 2])
def test_spoilt_notebooks_are_mended_or_refused_for_a_known_reason(seed):
    found = fuzz.throw(150, seed)
    assert sum(found.values()) == 150 and len(found) > 3
    assert not [what for what in found if fuzz.ODD in what]


@pytest.mark.parametrize("lesson", ["01-mixtures", "04-gaussian", "05-gmm", "06-practice"])
@pytest.mark.parametrize("make", [released, solved])
def test_nothing_is_moved_in_a_notebook_that_is_in_order(make, lesson):
    notebook = make(lesson)
    mended = mend(nbformat.writes(notebook).encode(), Lesson(lesson))
    assert (mended.problem, mended.remarks) == ("", [])
    assert [cell.id for cell in mended.notebook.cells] == [cell.id for cell in notebook.cells]


@pytest.mark.parametrize(
    "lesson", ["01-mixtures", "02-jensen", "03-em", "04-gaussian", "06-practice"]
)
def test_the_notebook_of_another_lesson_is_not_taken_for_this_one(lesson):
    mended = mend(nbformat.writes(solved(lesson)).encode(), Lesson("05-gmm"))
    assert "another notebook" in mended.problem
