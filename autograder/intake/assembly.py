"""Lay a submission out for grading: its code cells in order, and the questions between them."""

from dataclasses import dataclass

from autograder.intake.mending import Lesson, mend
from autograder.intake.reading import Damaged

BEGIN, END = "BEGIN HIDDEN TESTS", "END HIDDEN TESTS"


@dataclass(frozen=True)
class Step:
    """Something to do in order: run ``code``, if there is any, then judge ``question``, if any."""

    code: str = ""
    question: str = ""


def steps(content, assignment):
    """Turn a submitted notebook into the steps of its grading.

    Raises
    ------
    Damaged
        If it is not a notebook, or none of its cells is one of this assignment.
    """
    lesson = Lesson(assignment)
    mended = mend(content, lesson)
    if mended.problem:
        raise Damaged(mended.problem)
    return [step for _, step in laid_out(mended.notebook, lesson.tests)]


def laid_out(notebook, tests, with_tests=False):
    """Return (cell, step) of each code cell that a kernel would run.

    Parameters
    ----------
    notebook : NotebookNode
        Mended.
    tests : dict
        The question of each test cell: ``{grade_id: id}``.
    with_tests : bool
        Whether what a student sees of a test cell is run too, for its output.
    """
    laid = []
    for cell in notebook.cells:
        if cell.cell_type != "code" or not cell.source.strip():
            continue
        question = tests.get(cell.metadata.get("nbgrader", {}).get("grade_id"), "")
        code = visible(cell.source) if with_tests or not question else ""
        laid.append((cell, Step(code, question)))
    return laid


def visible(source):
    """Return the part of a cell that nbgrader releases."""
    kept, hidden = [], False
    for line in source.split("\n"):
        if BEGIN in line:
            hidden = True
        elif END in line:
            hidden = False
        elif not hidden:
            kept.append(line)
    return "\n".join(kept).strip("\n")
