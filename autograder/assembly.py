"""Lay a submission out for grading: the student's cells, and the course's tests between them."""

import json
import re
from dataclasses import dataclass

import nbformat

from autograder.authoring import paths
from autograder.authoring.notebooks import grade_id
from autograder.questions import QUESTIONS

CHECK = re.compile(r'check\(\s*["\']([^"\']+)["\']\s*\)')


class Damaged(ValueError):
    """The submission cannot be read as a notebook; the message says why."""


@dataclass(frozen=True)
class Step:
    """Something to do in order: run ``code``, or judge ``question``."""

    code: str = ""
    question: str = ""


def steps(content, assignment):
    """Turn a submitted notebook into the steps of its grading.

    Cells that nbgrader locks are the course's own again, whatever was done to them. A test whose
    cell is missing comes at the end, a given cell that is missing comes first.

    Parameters
    ----------
    content : bytes
        The submission, as it was handed in.
    assignment : str
        ``05-gmm``.

    Raises
    ------
    Damaged
        If it is not a notebook, or none of its cells is one of this assignment.
    """
    submitted = _read(content)
    released = nbformat.read(paths.RELEASE / assignment / f"{assignment}.ipynb", as_version=4)
    ours = {cell.metadata.nbgrader.grade_id: cell for cell in released.cells if _marked(cell)}
    tests = {grade_id(q.id): q.id for q in QUESTIONS.values() if q.lesson == assignment}
    laid_out, seen = [], set()
    for cell in submitted.cells:
        name = _name(cell, ours)
        if name in seen and name in tests:
            continue  # a doubled test cell asks nothing new
        seen.add(name)
        if name in tests:
            laid_out.append(Step(question=tests[name]))
        elif name in ours and ours[name].metadata.nbgrader.locked:
            laid_out.append(Step(code=ours[name].source))
        elif cell.cell_type == "code" or (name in ours and ours[name].cell_type == "code"):
            laid_out.append(Step(code=cell.source))
    answers = {name for name, cell in ours.items() if cell.metadata.nbgrader.solution}
    if not seen & (answers | set(tests)):
        raise Damaged(f"none of its cells is one of {assignment}: is it another notebook?")
    given = [
        Step(code=cell.source)
        for name, cell in ours.items()
        if cell.metadata.nbgrader.locked and name not in tests and name not in seen
    ]
    missing = [Step(question=question) for name, question in tests.items() if name not in seen]
    return [*given, *laid_out, *missing]


def _marked(cell):
    return "nbgrader" in cell.metadata


def _name(cell, ours):
    """Which of the course's cells this is, "" if it is the student's own."""
    marks = cell.metadata.get("nbgrader")
    if isinstance(marks, dict) and marks.get("grade_id") in ours:
        return marks["grade_id"]
    if cell.get("id") in ours:
        return cell["id"]
    asked = CHECK.fullmatch(cell.source.strip())
    return grade_id(asked[1]) if asked and grade_id(asked[1]) in ours else ""


def _read(content):
    """Read a notebook of any version, in any of the encodings that editors leave behind."""
    if not content.strip():
        raise Damaged("the file is empty")
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        raw = json.loads(content.decode(encoding))
    except UnicodeDecodeError:
        raise Damaged("it is not a text in UTF-8: was it saved by another program?") from None
    except (ValueError, RecursionError):
        conflict = b"<<<<<<<" in content
        cause = "it holds the marks of a merge conflict" if conflict else "it is not JSON"
        raise Damaged(f"{cause}, so Jupyter cannot open it either") from None
    try:
        notebook = nbformat.reads(json.dumps(raw), as_version=4)
        for cell in notebook.cells:
            cell.source = "".join(cell.source)
            cell.metadata.get("nbgrader")
    except Exception:  # nbformat raises whatever its converters stumble over
        raise Damaged("it is JSON, but not a notebook") from None
    return notebook
