"""`autograder grade`: any of the three forms of a class, and nothing lost to a damaged notebook."""

import copy
import csv
import json
import os
import subprocess
import sys
import zipfile

import nbformat
import pytest

from autograder.cli import main
from autograder.intake.submissions import LARGEST_NOTEBOOK, WrongUse, collect
from autograder.jail.tiers import NoSandbox
from autograder.questions import QUESTIONS
from autograder.running import pool
from autograder.tests.notebooks import questions_of, quick, reference_answer, released
from autograder.tests.notebooks import solved as solved_with_figures

LESSON = "05-gmm"
FULL = sum(QUESTIONS[q].points for q in questions_of(LESSON))


def solved(lesson):
    """What is graded, without the figures."""
    return quick(solved_with_figures(lesson))


def _text(notebook):
    return nbformat.writes(notebook).encode()


def _with_answer(question, source):
    notebook = solved(LESSON)
    name = question.replace(".", "-")
    next(cell for cell in notebook.cells if cell.id == f"{name}-answer").source = source
    return notebook


def _without_metadata():
    notebook = solved(LESSON)
    for cell in notebook.cells:
        cell.metadata = {}
    return notebook


def _without_tests():
    notebook = solved(LESSON)
    notebook.cells = [cell for cell in notebook.cells if not cell.source.startswith("check(")]
    return notebook


def _ended(question):
    return _with_answer(question, "import os\nos._exit(0)")


def _with_edited_test():
    notebook = quick(released(LESSON))
    next(cell for cell in notebook.cells if cell.id == "GMM-fit").source = "10.0"
    return notebook


def _doubled():
    notebook = solved(LESSON)
    doubled = copy.deepcopy(next(cell for cell in notebook.cells if cell.id == "GMM-e_step"))
    doubled.id = "pasted"  # JupyterLab gives a pasted cell a new id, and keeps its metadata
    notebook.cells.append(doubled)
    return notebook


HANDED_IN = {
    "solved": _text(solved(LESSON)),
    "untouched": _text(quick(released(LESSON))),
    "without-metadata": _text(_without_metadata()),
    "without-tests": _text(_without_tests()),
    "syntax-error": _text(_with_answer("GMM.e_step", "def e_step(self, X)\n    return")),
    "ends-the-process": _text(_ended("GMM.m_step")),
    "edited-test": _text(_with_edited_test()),
    "doubled-test": _text(_doubled()),
    "byte-order-mark": b"\xef\xbb\xbf" + _text(solved(LESSON)),
    "utf-16": _text(solved(LESSON)).decode().encode("utf-16"),
    "empty": b"",
    "no-json": b"Dear grader, here is my homework.",
    "merge-conflict": b"<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> mine\n",
    "json-only": b'{"cells": 3}',
    "other-lesson": _text(released("04-gaussian")),
}
REASONS = {
    "empty": "empty",
    "no-json": "not JSON",
    "merge-conflict": "merge conflict",
    "json-only": "not a notebook",
    "other-lesson": "another notebook",
}


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """The class above, graded without a sandbox from a folder of notebooks."""
    folder = tmp_path_factory.mktemp("class")
    submitted = folder / "submitted"
    submitted.mkdir()
    for student, content in HANDED_IN.items():
        (submitted / f"{student}.ipynb").write_bytes(content)
    command = [sys.executable, "-m", "autograder", "grade", "submitted", "--no-sandbox"]
    command += ["--assignment", LESSON, "--json", "grades.json", "--csv", "grades.csv"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert {file.read_bytes() for file in submitted.iterdir()} == set(HANDED_IN.values())
    return folder


@pytest.fixture(scope="module")
def students(graded):
    report = json.loads((graded / "grades.json").read_text(encoding="utf-8"))
    assert report["assignment"] == LESSON
    return report["students"]


def test_everybody_is_in_the_report(students):
    assert set(students) == set(HANDED_IN)


@pytest.mark.parametrize(
    "student",
    ["solved", "without-metadata", "without-tests", "doubled-test", "byte-order-mark", "utf-16"],
)
def test_damage_that_leaves_the_answers_whole_costs_nothing(students, student):
    result = students[student]
    assert result["status"] == "graded"
    assert bool(result["reason"]) == (student != "solved")
    assert (result["score"], result["max_score"]) == (FULL, FULL)
    assert {verdict["outcome"] for verdict in result["questions"].values()} == {"correct"}


@pytest.mark.parametrize("student", ["untouched", "edited-test"])
def test_what_was_not_attempted_earns_nothing(students, student):
    assert students[student]["score"] == 0
    verdicts = students[student]["questions"]
    assert {verdict["outcome"] for verdict in verdicts.values()} == {"not attempted"}


def test_a_syntax_error_costs_its_own_question(students):
    lost = {q for q, v in students["syntax-error"]["questions"].items() if v["score"] == 0}
    assert lost == {"GMM.e_step"}


def test_what_was_judged_before_the_process_ended_counts(students):
    outcomes = {q: v["outcome"] for q, v in students["ends-the-process"]["questions"].items()}
    assert outcomes == {
        "GMM.__init__": "correct",
        "GMM.log_pdf": "correct",
        "GMM.e_step": "correct",
        "GMM.m_step": "crashed",
        "GMM.fit": "crashed",
    }


@pytest.mark.parametrize("student", REASONS)
def test_what_cannot_be_graded_says_why_and_the_others_are_graded(students, student):
    assert students[student]["status"] == "failed"
    assert students[student]["score"] == 0
    assert REASONS[student] in students[student]["reason"]


def test_it_is_said_that_there_was_no_sandbox(students):
    assert {result["sandbox"] for result in students.values()} == {"none"}


def test_where_there_is_no_sandbox_nothing_is_run(tmp_path, monkeypatch, capsys):
    def refuse(*_):
        raise NoSandbox("Students' code cannot be shut in here.")

    monkeypatch.setattr(pool._Worker, "start", refuse)
    nbformat.write(released(LESSON), tmp_path / "a.ipynb")
    out = tmp_path / "out.json"
    arguments = ["grade", str(tmp_path), "--assignment", LESSON, "--json", str(out)]
    assert main(arguments) == 2
    assert "cannot be shut in" in capsys.readouterr().err
    assert not out.exists()


def test_each_verdict_has_what_other_tools_rely_on(students):
    for result in students.values():
        assert set(result) == {"status", "reason", "score", "max_score", "sandbox", "questions"}
        for verdict in result["questions"].values():
            assert set(verdict) == {"score", "max_score", "outcome", "misconception", "message"}


def test_the_table_has_a_row_for_everybody(graded, students):
    with open(graded / "grades.csv", newline="", encoding="utf-8") as file:
        rows = {row["student"]: row for row in csv.DictReader(file)}
    assert {name: float(row["score"]) for name, row in rows.items()} == {
        name: result["score"] for name, result in students.items()
    }
    assert float(rows["solved"]["GMM.e_step"]) == QUESTIONS["GMM.e_step"].points


def test_a_helper_in_a_cell_of_its_own_and_a_loud_cell_are_fine(tmp_path):
    answer = reference_answer("GMM.e_step")
    notebook = _with_answer(
        "GMM.e_step", f"import sys\nprint('!' * 10**6)\nprint(1, file=sys.stderr)\n{answer}"
    )
    nbformat.write(notebook, tmp_path / "a.ipynb")
    arguments = ["grade", str(tmp_path), "--assignment", LESSON, "--no-sandbox"]
    assert main([*arguments, "--json", str(tmp_path / "out.json")]) == 0
    assert json.loads((tmp_path / "out.json").read_text())["students"]["a"]["score"] == FULL


def _tree(folder):
    file = folder / "submitted" / "001" / LESSON / f"{LESSON}.ipynb"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"one")
    (file.parent / "gaussian.py").write_bytes(b"x = 1")
    other = folder / "submitted" / "001" / "04-gaussian" / "04-gaussian.ipynb"
    other.parent.mkdir()
    other.write_bytes(b"of another lesson")
    renamed = folder / "submitted" / "002" / LESSON / "my homework.ipynb"
    renamed.parent.mkdir(parents=True)
    renamed.write_bytes(b"two")
    (folder / "submitted" / "003" / LESSON).mkdir(parents=True)
    (folder / "submitted" / "003" / LESSON / "answer.docx").write_bytes(b"three")
    return folder / "submitted"


def _zip(folder):
    with zipfile.ZipFile(folder / "class.zip", "w") as archive:
        for file in _tree(folder).rglob("*.*"):
            archive.write(file, file.relative_to(folder))
        archive.writestr("../../escape.ipynb", b"never written anywhere")
        archive.writestr("__MACOSX/submitted/001/05-gmm/._05-gmm.ipynb", b"")
    return folder / "class.zip"


def test_what_is_odd_in_a_folder_is_named_and_nothing_in_it_is_waited_for(tmp_path):
    names = ("line\nend", os.fsdecode(b"\xff"), "\u202egnp.10", "<b> $(id) `x`", "平均\u3000花子")
    for name in (*names, "pipe", "folder", "nothing", "link"):
        (tmp_path / name / LESSON).mkdir(parents=True)
    for name in names:
        (tmp_path / name / LESSON / f"{LESSON}.ipynb").write_bytes(b"{}")
    os.mkfifo(tmp_path / "pipe" / LESSON / f"{LESSON}.ipynb")
    (tmp_path / "folder" / LESSON / f"{LESSON}.ipynb").mkdir()
    (tmp_path / "link" / LESSON / f"{LESSON}.ipynb").symlink_to(f"{LESSON}.ipynb")
    (tmp_path / "link" / LESSON / "up").symlink_to("..")
    found = {s.student: s.problem for s in collect(tmp_path, LESSON)}
    read = {name for name, problem in found.items() if not problem}
    assert read == {"line\\nend", "\\udcff", "\\u202egnp.10", *names[3:]}
    assert "a pipe" in found["pipe"] and "link" in found["link"]
    assert "no notebook" in found["nothing"] and "no notebook" in found["folder"]
    json.dumps(found, ensure_ascii=False).encode()


def test_a_damaged_zip_is_wrong_use(tmp_path):
    with zipfile.ZipFile(tmp_path / "class.zip", "w") as archive:
        archive.writestr(f"001/{LESSON}/{LESSON}.ipynb", b"{}")
    content = bytearray((tmp_path / "class.zip").read_bytes())
    content[content.index(b"PK\x01\x02")] = 0
    (tmp_path / "class.zip").write_bytes(content)
    with pytest.raises(WrongUse, match="as a zip"):
        collect(tmp_path / "class.zip", LESSON)


@pytest.mark.parametrize("lay_out", [_tree, _zip])
def test_nbgraders_tree_is_read_from_a_folder_and_from_a_zip(tmp_path, lay_out):
    found = {s.student: s for s in collect(lay_out(tmp_path), LESSON)}
    assert set(found) == {"001", "002", "003"}
    assert (found["001"].content, found["002"].content) == (b"one", b"two")
    assert "no notebook" in found["003"].problem
    assert list(tmp_path.parent.rglob("escape*")) == []


def test_two_notebooks_of_one_student_are_not_guessed_between(tmp_path):
    for name in ("mine.ipynb", "mine (1).ipynb"):
        file = tmp_path / "001" / LESSON / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"{}")
    (submission,) = collect(tmp_path, LESSON)
    assert "more than one notebook" in submission.problem


def test_of_very_many_files_the_first_are_named(tmp_path):
    (tmp_path / "001" / LESSON).mkdir(parents=True)
    for number in range(300):
        (tmp_path / "001" / LESSON / f"{number:03} {'n' * 200}.ipynb").touch()
    (submission,) = collect(tmp_path, LESSON)
    assert submission.problem.endswith(" and …") and len(submission.problem) < 6000


def test_a_zip_bomb_is_read_only_as_far_as_a_notebook_can_be_large(tmp_path):
    bomb = zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED)
    with bomb, bomb.open("001.ipynb", "w") as stream:
        for _ in range(LARGEST_NOTEBOOK // 2**20 + 5):
            stream.write(bytes(2**20))
    (submission,) = collect(tmp_path / "bomb.zip", LESSON)
    assert "larger than" in submission.problem
    assert submission.content == b""


@pytest.mark.parametrize("name", ["nowhere", "a file.txt", "cut off.zip", "an empty folder"])
def test_what_holds_no_notebooks_is_refused_by_name(tmp_path, name, capsys):
    (tmp_path / "a file.txt").write_text("hello")
    (tmp_path / "cut off.zip").write_bytes(b"PK\x03\x04 and no more")
    (tmp_path / "an empty folder").mkdir()
    with pytest.raises(WrongUse, match=name):
        collect(tmp_path / name, LESSON)
    assert main(["grade", str(tmp_path / name), "--assignment", LESSON]) == 2
    assert name in capsys.readouterr().err


@pytest.mark.parametrize(
    "wrong",
    [
        ["--assignment", "99-nothing"],
        ["--assignment", LESSON, "--jobs", "0"],
        ["--assignment", LESSON, "--cell-seconds", "soon"],
        ["--assignment", LESSON, "--json", "no/such/folder/out.json"],
        ["--assignment", LESSON, "--csv", "/"],
        ["--assignment", LESSON, "--csv-format", "canvas"],
        ["--assignment", LESSON, "--csv", "out.csv", "--gradesheet", "canvas.csv"],
        [],
    ],
)
def test_wrong_use_ends_with_2_and_says_what_is_wrong(tmp_path, wrong, capsys):
    with pytest.raises(SystemExit) as end:
        main(["grade", str(tmp_path), *wrong])
    assert end.value.code == 2
    assert "error:" in capsys.readouterr().err
