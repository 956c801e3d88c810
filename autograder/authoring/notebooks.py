"""Make notebooks out of a lesson: nbgrader's source, and the solution for self-learners."""

import hashlib
import re

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.authoring.lesson import split_rungs
from autograder.authoring.references import load
from autograder.questions import QUESTIONS
from solutions.explained import without_marks

METADATA = {
    "kernelspec": {
        "display_name": "Python 3 (ipykernel)",
        "language": "python",
        "name": "python3",
    },
    "language_info": {"name": "python"},
}
RUNGS = ("Hint 1: a question to ask yourself", "Hint 2: the formula")
LAST_RUNG = {True: "Hint 3: the shape of the answer", False: "Hint 3: the code's shape"}
HIDDEN_TEST = """check("{id}")
### BEGIN HIDDEN TESTS
from autograder import grade

grade("{id}")
### END HIDDEN TESTS"""

UNRECORDED = "unrecorded"

RUBRIC = """*How this answer is graded stands here once it has been.*

### BEGIN MARK SCHEME
{text}
### END MARK SCHEME"""


def grade_id(question):
    """nbgrader's name for a question: JupyterLab accepts letters, digits, - and _ only.

    >>> grade_id("GMM.e_step")
    'GMM-e_step'
    """
    return question.replace(".", "-")


def source_notebook(lesson, explanations):
    """The instructor's version: solutions and hidden tests between nbgrader's marks.

    Parameters
    ----------
    explanations : dict
        The `Explanation` of each question id: those answered in words have their cell, and how it
        is graded, from there.
    """
    cells = []
    for cell in lesson.cells:
        if cell.directive == "exercise":
            question = QUESTIONS[cell.target]
            name = grade_id(question.id)
            answer = new_code_cell(load(question.reference).cell(marked=True))
            test = new_code_cell(HIDDEN_TEST.format(id=question.id))
            cells += [
                _nbgrader(answer, f"{name}-answer", solution=True),
                _nbgrader(test, name, grade=True, locked=True, points=question.points),
            ]
        elif cell.directive == "answer":
            answer = new_markdown_cell(explanations[cell.target].answer)
            name = grade_id(cell.target)
            cells.append(_nbgrader(answer, name, solution=True, grade=True, points=cell.points))
        elif cell.directive == "rubric":
            rubric = new_markdown_cell(RUBRIC.format(text=explanations[cell.target].rubric))
            cells.append(_nbgrader(rubric, f"{grade_id(cell.target)}-rubric", locked=True))
        else:
            cells.append(_plain(cell, lesson))
    return _notebook(cells)


def solution_notebook(lesson, explanations):
    """The self-learner's version, not yet executed: each answer filled in and then explained.

    Parameters
    ----------
    explanations : dict
        The `Explanation` of each question id.
    """
    cells = []
    for cell in lesson.cells:
        if cell.directive == "exercise":
            answer = load(QUESTIONS[cell.target].reference).cell(marked=False)
            cells += [
                new_code_cell(answer),
                new_code_cell(f'check("{cell.target}")'),
                _explained(explanations[cell.target].why),
            ]
        elif cell.directive == "answer":
            cells += [
                new_markdown_cell(without_marks(explanations[cell.target].answer)),
                _explained(explanations[cell.target].why),
            ]
        elif cell.directive == UNRECORDED:
            cells.append(new_code_cell(cell.text, metadata={"tags": [UNRECORDED]}))
        elif cell.directive == "rubric":
            continue  # for graders
        else:
            cells.append(_plain(cell, lesson))
    return _notebook(cells)


def _explained(text):
    return new_markdown_cell(f"#### Why this works\n\n{text}")


def _plain(cell, lesson):
    """A cell that is the same in every version of the lesson."""
    if cell.directive == "hints":
        return new_markdown_cell(_folded(cell.text, cell.target in lesson.written))
    if cell.kind == "markdown":
        text = cell.text.replace("{minutes}", str(lesson.minutes))
        return new_markdown_cell(re.sub(r"\{points:(.+?)\}", _points, text))
    if cell.directive == "given":
        code = new_code_cell(load(cell.target).cell(marked=False))
        return _nbgrader(code, f"{grade_id(cell.target.partition(':')[2])}-given", locked=True)
    if cell.directive == "readonly":
        return _nbgrader(new_code_cell(cell.text), cell.target, locked=True)
    return new_code_cell(cell.text)


def _points(match):
    """The points of the question named in ``{points:GMM.e_step}``."""
    return f"{QUESTIONS[match[1]].points:g}"


def _folded(text, in_words):
    """Three hints that open one by one, in any viewer and without a kernel."""
    rungs = zip((*RUNGS, LAST_RUNG[in_words]), split_rungs(text), strict=True)
    return "\n\n".join(
        f"<details><summary>{label}</summary>\n\n{rung}\n\n</details>" for label, rung in rungs
    )


def _nbgrader(cell, name, **flags):
    """Mark a cell for nbgrader."""
    marks = {"grade": False, "solution": False, "locked": False, "task": False, **flags}
    cell.metadata["nbgrader"] = {"schema_version": 3, "grade_id": name, **marks}
    return cell


def _notebook(cells):
    """A notebook whose cell ids depend on what the cells are, so that every build is the same."""
    taken = {}
    for cell in cells:
        marks = cell.metadata.get("nbgrader")
        stem = marks["grade_id"] if marks else _digest(cell.source)
        taken[stem] = taken.get(stem, 0) + 1
        cell.id = re.sub(r"[^\w-]", "-", stem) + (f"-{taken[stem]}" if taken[stem] > 1 else "")
    return new_notebook(cells=cells, metadata=METADATA)


def _digest(text):
    return hashlib.sha256(text.encode()).hexdigest()[:8]
