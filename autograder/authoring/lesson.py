"""Read a lesson: py:percent text in which cells may carry one directive.

A code cell's directive is ``given`` (code cut from a reference and handed to the student),
``exercise`` (a question to answer, followed by its check and hidden test), ``practice`` (the same
without a grade: it names its reference, and its check follows), ``readonly`` (a cell that nbgrader
restores) or ``unrecorded`` (its output differs from machine to machine, so
no notebook in git keeps it). A markdown cell's is ``hints`` (three rungs, separated by
lines ``---``), ``answer`` (an answer in words, graded by hand, with ``points``) or ``rubric`` (how
it is graded: for the grader, and for the student with the feedback). The text of these two stands
with the solutions, in ``solutions/NN-name.md``.
"""

import re
from dataclasses import dataclass

DIRECTIVES = {
    "code": {"given", "exercise", "practice", "readonly", "unrecorded"},
    "markdown": {"hints", "answer", "rubric"},
}


@dataclass(frozen=True)
class Cell:
    """One cell of a lesson: its kind, its text and its directive, if it has one."""

    kind: str
    text: str
    directive: str = ""
    target: str = ""
    points: float = 0


@dataclass(frozen=True)
class Lesson:
    """A lesson: its name (as ``05-gmm``), title, minutes, files handed out beside it, and cells."""

    name: str
    title: str
    minutes: int
    beside: tuple
    cells: tuple

    @property
    def exercises(self):
        """The ids of the questions answered in code, in order."""
        return [cell.target for cell in self.cells if cell.directive == "exercise"]

    @property
    def practices(self):
        """The references of what is answered in code without a grade, in order."""
        return [cell.target for cell in self.cells if cell.directive == "practice"]

    @property
    def written(self):
        """The ids of the questions answered in words, in order."""
        return [cell.target for cell in self.cells if cell.directive == "answer"]

    @property
    def hints(self):
        """The hints of each question: {question id: [first rung, second, third]}."""
        return {c.target: split_rungs(c.text) for c in self.cells if c.directive == "hints"}


def read_lesson(path):
    """Read one lesson file.

    Raises
    ------
    ValueError
        If the header lacks its minutes, the title is missing, a directive is unknown, or a
        question does not have exactly three hints. The message names the file.
    """
    import jupytext  # here, because it brings a whole server: graders read no lessons

    notebook = jupytext.reads(path.read_text(encoding="utf-8"), fmt="py:percent")
    header = notebook.metadata.get("lesson", {})
    if not isinstance(header.get("minutes"), int):
        raise ValueError(f"{path.name}: its header must say how many minutes it takes")
    cells = tuple(_read_cell(cell, path.name) for cell in notebook.cells)
    title = re.match(r"# (.+)", cells[0].text)
    if title is None:
        raise ValueError(f"{path.name}: its first cell must open with the title, as '# 05 · ...'")
    lesson = Lesson(path.stem, title[1], header["minutes"], tuple(header.get("beside", ())), cells)
    for question, rungs in lesson.hints.items():
        if len(rungs) != 3:
            raise ValueError(f"{path.name}: {question} has {len(rungs)} hints, not three")
    return lesson


def _read_cell(cell, place):
    kind = cell.cell_type
    found = DIRECTIVES.get(kind, set()) & set(cell.metadata)
    # jupytext notes the empty lines that a formatter puts before a class; they mean nothing here.
    unknown = set(cell.metadata) - found - {"points", "lines_to_next_cell"}
    if len(found) > 1 or unknown:
        raise ValueError(f"{place}: cannot read the cell header {dict(cell.metadata)}")
    if not found:
        return Cell(kind, cell.source)
    directive = found.pop()
    points = cell.metadata.get("points", 0)
    return Cell(kind, cell.source, directive, cell.metadata[directive], points)


def split_rungs(text):
    """Split the text of a hints cell at its lines ``---``."""
    return [rung.strip() for rung in re.split(r"(?m)^---$", text)]
