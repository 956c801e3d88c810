"""Damaged notebooks: each dealt with, with a clear line, and the rest of the class graded.

Both ways: `autograder grade`, and `nbgrader autograde` with its gradebook and feedback.
"""

import copy
import html
import io
import json
import re
import subprocess
import sys
import zipfile
from dataclasses import dataclass

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from autograder.authoring.notebooks import grade_id
from autograder.questions import QUESTIONS
from autograder.tests.courses import Course
from autograder.tests.notebooks import questions_of, quick, released
from autograder.tests.notebooks import solved as solved_with_figures

pytestmark = pytest.mark.slow

LESSON = "05-gmm"
ALL = questions_of(LESSON)
FULL = sum(QUESTIONS[q].points for q in ALL)


@dataclass(frozen=True)
class Damage:
    """One kind of damage.

    Attributes
    ----------
    content : bytes
    said : str
        A pattern in the line for the instructor and the student; "" where nothing has to be said.
    lost : tuple of str
        The questions that it costs.
    failed : bool
        Whether nothing can be graded.
    name : str
        Of the file.
    """

    content: bytes
    said: str = ""
    lost: tuple = ()
    failed: bool = False
    name: str = f"{LESSON}.ipynb"


def solved(lesson):
    """What is graded, and no figures: they are what takes long, and no damage is in them."""
    return quick(solved_with_figures(lesson))


def _text(notebook):
    return nbformat.writes(notebook).encode()


def _find(notebook, name):
    return next(cell for cell in notebook.cells if cell.id == name)


def _changed(change, *names):
    """A solved notebook with a change made to cells of these names."""
    notebook = solved(LESSON)
    for name in names:
        change(notebook, _find(notebook, name))
    return _text(notebook)


def _remove(notebook, cell):
    notebook.cells.remove(cell)


def _double(notebook, cell):
    twin = copy.deepcopy(cell)
    twin.id = f"{cell.id}-twin"  # JupyterLab gives a pasted cell a new id, and keeps its metadata
    notebook.cells.insert(notebook.cells.index(cell), twin)


def _split(notebook, cell):
    _double(notebook, cell)
    notebook.cells[notebook.cells.index(cell) - 1].source = "import math  # the upper half"


def _fence(notebook, cell):
    _as_markdown(notebook, cell)
    cell.source = f"```python\n{cell.source}\n```"


def _turned_round():
    notebook = solved(LESSON)
    notebook.cells.reverse()
    return _text(notebook)


def _exchanged(*pairs):
    notebook = solved(LESSON)
    for pair in pairs:
        one, other = (_find(notebook, f"GMM-{name}-answer") for name in pair)
        one.source, other.source = other.source, one.source
    return _text(notebook)


def _merged():
    """All code in the first cell of code, as Jupyter's `Merge Selected Cells` leaves it."""
    notebook = solved(LESSON)
    first, *others = [cell for cell in notebook.cells if cell.cell_type == "code"]
    first.source = "\n\n".join(cell.source for cell in (first, *others))
    notebook.cells = [first]
    return _text(notebook)


def _with_the_untouched_behind():
    notebook = solved(LESSON)
    notebook.cells += released(LESSON).cells
    return json.dumps(notebook).encode()  # nbformat would set the ids right


def _behind_many():
    notebook = solved(LESSON)
    notebook.cells = [new_markdown_cell("x")] * 2500 + notebook.cells
    return json.dumps(notebook).encode()


def _packed():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"homework/{LESSON}.ipynb", WHOLE)
        archive.writestr(f"__MACOSX/homework/._{LESSON}.ipynb", b"x")
    return made.getvalue()


def _odd_throughout():
    """What programs leave in notebooks that know the format a little: nothing that matters."""
    raw = json.loads(WHOLE)
    answer = next(cell for cell in raw["cells"] if cell["id"] == "GMM-m_step-answer")
    answer.update(source=["# \0 \ufeff \ud800\n", *answer["source"]], cell_type="Code")
    for number, cell in enumerate(raw["cells"]):
        cell["metadata"]["tags"] = "one tag"
        if number % 2:
            cell.update(source=list("".join(cell["source"])), attachments=None)
        if "outputs" in cell:
            cell.update(outputs=None, execution_count="7", id=number)
        elif number % 3 == 0:
            cell["metadata"] = None
    raw["cells"] = [*raw["cells"][:9], None, 3, [], {}, *raw["cells"][9:12], raw["cells"][12:]]
    raw["metadata"] = {"kernelspec": {"name": "python3"}, "x": [float("nan"), float("inf")]}
    raw |= {"nbformat": "four", "nbformat_minor": "digits"}
    text = json.dumps({"type": "notebook", "path": "", "content": raw})
    return text.replace('"digits"', "9" * 5000).encode() + bytes(512)


def _as_markdown(notebook, cell):
    cell.cell_type = "markdown"
    del cell["outputs"], cell["execution_count"]


def _edit_test(notebook, cell):
    cell.source = "12.0"


def _syntax_error(notebook, cell):
    cell.source = "def e_step(self, X)\n    return 1"


def _before(code):
    """Something that happens in a cell of the student's own, before the E-step is written."""

    def change(notebook, cell):
        notebook.cells.insert(notebook.cells.index(cell), new_code_cell(code))

    return change


def _without_metadata(ids):
    notebook = solved(LESSON)
    for number, cell in enumerate(notebook.cells):
        cell.metadata = {}
        if not ids:
            cell.id = f"anew-{number}"
    return _text(notebook)


def _kernel(spec):
    notebook = solved(LESSON)
    notebook.metadata.pop("kernelspec")
    if spec:
        notebook.metadata["kernelspec"] = spec
    return _text(notebook)


def _large():
    notebook = solved(LESSON)
    cell = _find(notebook, "setup")
    cell.outputs = [new_output("stream", name="stdout", text="flood " * (50 * 2**20 // 6))]
    return _text(notebook)


def _version_3():
    notebook = nbformat.convert(solved(LESSON), 3)
    return nbformat.writes(notebook, version=3).encode()


def _two_ids():
    notebook = solved(LESSON)
    marks = _find(notebook, "GMM-m_step-answer").metadata.nbgrader
    _find(notebook, "GMM-e_step-answer").metadata.nbgrader = copy.deepcopy(marks)
    return _text(notebook)


def _foreign_marks():
    notebook = solved(LESSON)
    notebook.cells.append(new_code_cell("1", metadata=FOREIGN))
    return _text(notebook)


FOREIGN = {"nbgrader": {"grade_id": "of-another-lesson", "grade": True, "points": 100}}
WHOLE = _text(solved(LESSON))
CONFLICT = WHOLE.replace(
    b'"nbformat": 4,', b'<<<<<<< HEAD\n "nbformat": 4,\n=======\n "nbformat": 4,\n>>>>>>> mine\n'
)
JAPANESE = WHOLE.decode().replace("# 05", "# 混合ガウス 05", 1)
LATER = ("GMM.e_step", "GMM.m_step", "GMM.fit")
E_STEP, HANG = ("GMM.e_step",), "while True:\n    pass"

DAMAGED = {
    "none": Damage(WHOLE),
    "missing-solution": Damage(
        _changed(_remove, "GMM-e_step-answer"), "are missing: `?GMM-e_step-answer", E_STEP
    ),
    "missing-test": Damage(_changed(_remove, "GMM-e_step"), "put back: `?GMM-e_step"),
    "missing-setup": Damage(_changed(_remove, "setup"), "put back: `?setup"),
    "doubled-test": Damage(_changed(_double, "GMM-e_step"), "more than once.*GMM-e_step"),
    "doubled-answer": Damage(_changed(_double, "GMM-e_step-answer"), "more than once.*e_step"),
    "split-answer": Damage(_changed(_split, "GMM-e_step-answer"), "more than once.*e_step"),
    "doubled-id": Damage(_two_ids(), "more than once.*GMM-m_step-answer"),
    "without-metadata": Damage(_without_metadata(ids=True), "marks were missing.*GMM-__init__"),
    "without-ids-too": Damage(_without_metadata(ids=False), "marks were missing.*GMM-__init__"),
    "foreign-marks": Damage(_foreign_marks(), "marks on cells that are not of this lesson"),
    "type-of-answer": Damage(_changed(_as_markdown, "GMM-e_step-answer"), "another type.*e_step"),
    "type-of-test": Damage(_changed(_as_markdown, "GMM-e_step"), "another type.*GMM-e_step"),
    "edited-test": Damage(_changed(_edit_test, "GMM-m_step"), "had been changed.*GMM-m_step"),
    "syntax-error": Damage(_changed(_syntax_error, "GMM-e_step-answer"), lost=E_STEP),
    "renamed": Damage(WHOLE, "under the name `?my homework.ipynb", name="my homework.ipynb"),
    "wrong-notebook": Damage(_text(solved("04-gaussian")), "another notebook", ALL, True),
    "not-json": Damage(b"Dear grader, my dog ...", "not JSON", ALL, True),
    "json-only": Damage(b'{"cells": 3}', "not a notebook", ALL, True),
    "empty": Damage(b"", "empty", ALL, True),
    "merge-conflict": Damage(CONFLICT, "merge conflict", ALL, True),
    "not-text": Damage(b"%PDF-1.7 \x81\xff\x8d", "not text in any encoding", ALL, True),
    "no-notebook": Damage(b"PK", "no notebook.*answer.docx", ALL, True, "answer.docx"),
    "byte-order-mark": Damage(b"\xef\xbb\xbf" + WHOLE, "byte order mark"),
    "utf-16": Damage(WHOLE.decode().encode("utf-16"), "saved in UTF-8 but as utf-16"),
    "cp932": Damage(JAPANESE.encode("cp932", "replace"), "but as cp932"),
    "carriage-returns": Damage(WHOLE.replace(b"\n", b"\r\n").replace(b"\\n", b"\\r\\n")),
    "version-3": Damage(_version_3(), "older format 3"),
    "unknown-kernel": Damage(
        _kernel({"name": "julia-1.9", "display_name": "Julia", "language": "julia"}), "julia-1.9"
    ),
    "no-kernel": Damage(_kernel(None), r"kernel `?\(none\)"),
    "large": Damage(_large(), "50 MB of outputs"),
    "turned-round": Damage(_turned_round(), "before what they need.*setup.*GMM-fit"),
    "exchanged": Damage(
        _exchanged(("__init__", "fit"), ("log_pdf", "e_step")), "before what they need.*GMM-fit"
    ),
    "merged": Damage(_merged(), "had been written into.*setup"),
    "fenced": Damage(_changed(_fence, "GMM-e_step-answer"), "marks of a code block.*e_step"),
    "untouched-behind": Damage(_with_the_untouched_behind(), "more than once.*GMM-e_step-answer"),
    "behind-many": Damage(_behind_many(), r"held \d+ cells; \d+ that are not"),
    "cut-short": Damage(WHOLE[: WHOLE.index(b"GMM-e_step")], "can still be read", LATER),
    "packed": Damage(_packed(), "packed .zip.", name=f"{LESSON}.zip"),
    "odd-throughout": Damage(_odd_throughout(), "another type.*GMM-m_step-answer"),
    "text-behind": Damage(WHOLE + b"\n]} and so on", "went on behind", name=f"{LESSON}.ipynb.txt"),
    "web-page": Damage(b"<!DOCTYPE html><p>" + WHOLE, "web page", ALL, True),
    "program": Damage(b"import numpy as np\n\nX = 1\n", "Python code", ALL, True),
    "timeout": Damage(_changed(_before(HANG), "GMM-e_step-answer")),
    "death": Damage(_changed(_before("import os\nos._exit(1)"), "GMM-e_step-answer")),
}  # fmt: skip


def _scores(damage):
    return {q: 0 if q in damage.lost else QUESTIONS[q].points for q in ALL}


@pytest.fixture(scope="module")
def students(tmp_path_factory):
    """The class, graded by `autograder grade`."""
    folder = tmp_path_factory.mktemp("class")
    for student, damage in DAMAGED.items():
        place = folder / "submitted" / student / LESSON
        place.mkdir(parents=True)
        (place / damage.name).write_bytes(damage.content)
    command = [sys.executable, "-m", "autograder", "grade", "submitted"]
    command += ["--assignment", LESSON, "--json", "grades.json", "--cell-seconds", "5"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    for student, damage in DAMAGED.items():
        file = folder / "submitted" / student / LESSON / damage.name
        assert file.read_bytes() == damage.content
    return json.loads((folder / "grades.json").read_text(encoding="utf-8"))["students"]


@pytest.mark.parametrize("student", DAMAGED)
def test_our_own_command(students, student):
    damage, result = DAMAGED[student], students[student]
    assert result["status"] == ("failed" if damage.failed else "graded")
    assert re.search(damage.said or "^$", result["reason"]), result["reason"]
    if damage.failed:
        assert (result["score"], result["questions"]) == (0, {})
    else:
        assert {q: v["score"] for q, v in result["questions"].items()} == _scores(damage)


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """The class, graded by nbgrader: once, by its own command."""
    course = Course(tmp_path_factory.mktemp("course"), LESSON, "c.Execute.timeout = 5")
    for student, damage in DAMAGED.items():
        course.hand_in(student, damage.content, damage.name)
    course.said = course.autograde(status=1)
    course.nbgrader("generate_feedback", LESSON)
    for student, damage in DAMAGED.items():
        file = course.folder / "submitted" / student / LESSON / damage.name
        assert [file.read_bytes()] == [f.read_bytes() for f in file.parent.iterdir()]
    return course


@pytest.mark.parametrize("student", DAMAGED)
def test_nbgraders_command_and_gradebook(course, student):
    scores = {grade_id(q): score for q, score in _scores(DAMAGED[student]).items()}
    assert course.scores(student) == scores


@pytest.mark.parametrize("student", [name for name, damage in DAMAGED.items() if damage.said])
def test_the_instructor_reads_what_was_wrong(course, student):
    lines = [line for line in course.said.splitlines() if f"{student}: " in line]
    assert any(re.search(DAMAGED[student].said, line) for line in lines), lines


def test_what_could_not_be_graded_is_said_at_the_end_again_with_status_1(course):
    failed = sorted(name for name, damage in DAMAGED.items() if damage.failed)
    last = course.said.splitlines()[-1]
    assert f"Of {len(DAMAGED)} notebooks these could not be graded" in last
    assert f": {', '.join(failed)}." in last


@pytest.mark.parametrize("student", [name for name, damage in DAMAGED.items() if damage.said])
def test_the_student_reads_what_was_wrong(course, student):
    page = course.folder / "feedback" / student / LESSON / f"{LESSON}.html"
    text = html.unescape(re.sub(r"<[^>]+>", "", page.read_text(encoding="utf-8")))
    assert re.search(DAMAGED[student].said, text)


@pytest.mark.parametrize(
    ("student", "said"), [("timeout", "too long"), ("death", "ended the process")]
)
def test_a_cell_that_stops_the_notebook_says_so_itself(course, student, said):
    (cell,) = [
        cell
        for cell in course.autograded(student).cells
        if cell.source in (HANG, "import os\nos._exit(1)")
    ]
    assert said in cell.outputs[-1].evalue


@pytest.mark.parametrize("student", ["none", "untouched-later"])
def test_what_is_whole_gets_no_remark(course, student):
    if student != "none":
        course.hand_in(student, quick(released(LESSON)))
        course.autograde("--student", student)
    notebook = course.autograded(student)
    assert notebook.metadata.autograder.remarks == []
    assert "handed in" not in notebook.cells[0].source
