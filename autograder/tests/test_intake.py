"""What is handed in, spoilt at random: whatever comes of it can be graded."""

import gzip

import nbformat
import pytest

from autograder.intake import fuzz
from autograder.intake.mending import Lesson, mend
from autograder.intake.reading import MOST_THINGS
from autograder.nbgrader.run import Run
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


def test_a_file_of_very_many_things_is_refused_before_it_fills_the_memory():
    content = b'{"cells": [' + b"[]," * MOST_THINGS + b"[]]}"
    assert "lists and dicts" in mend(content, Lesson("05-gmm")).problem
    assert "lists and dicts" in mend(gzip.compress(content), Lesson("05-gmm")).problem


def _mended(notebook):
    return mend(nbformat.writes(notebook).encode(), Lesson("05-gmm"))


def _sources(notebook):
    return [cell.source for cell in notebook.cells if cell.cell_type == "code" and cell.source]


def test_an_import_written_into_a_given_cell_is_kept_before_it():
    notebook = solved("05-gmm")
    setup = next(cell for cell in notebook.cells if cell.id == "setup")
    given, setup.source = setup.source, f"import math\n{setup.source}"
    mended = _mended(notebook)
    assert _sources(mended.notebook)[:2] == [setup.source, given]
    assert "had been written into" in mended.remarks[0]


def test_an_answer_typed_into_a_copy_of_a_test_is_kept():
    notebook = solved("05-gmm")
    cells = {cell.id: cell for cell in notebook.cells}
    answer, test = cells["GMM-e_step-answer"], cells["GMM-e_step"]
    twin = nbformat.from_dict({**test, "id": "copy", "source": answer.source})
    notebook.cells.insert(notebook.cells.index(test), twin)
    answer.source = "pass"
    assert twin.source in _sources(_mended(notebook).notebook)


def test_all_answers_in_the_last_cell_come_before_the_tests():
    notebook, answers = solved("05-gmm"), []
    stubs = {cell.id: cell.source for cell in released("05-gmm").cells}
    for cell in notebook.cells:
        if cell.id.endswith("-answer") and cell.cell_type == "code":
            answers.append(cell.source)
            cell.source = stubs[cell.id]
    notebook.cells.append(nbformat.v4.new_code_cell("\n\n".join(answers)))
    *_, last, first_test = _sources(_mended(notebook).notebook)[: -len(answers) + 1]
    assert (last, first_test) == (notebook.cells[-1].source, 'check("GMM.__init__")')


def test_nbgrader_is_given_a_notebook_from_a_folder_below_and_none_through_a_link(tmp_path):
    wanted, other = tmp_path / "a" / "05-gmm.ipynb", tmp_path / "b" / "05-gmm.ipynb"
    (tmp_path / "a" / "homework").mkdir(parents=True)
    (tmp_path / "a" / "homework" / wanted.name).write_bytes(b"{}")
    other.parent.mkdir()
    other.symlink_to(tmp_path / "a" / "homework" / wanted.name)
    assert Run.handed_in(None, wanted).content == b"{}"
    assert "link" in Run.handed_in(None, other).problem
