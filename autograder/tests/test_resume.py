"""Stopped half-way, a run goes on where it stopped, and leaves nothing running."""

import contextlib
import functools
import json
import signal
import subprocess
import sys
import time

import nbformat
import pytest

from autograder.running.progress import Progress
from autograder.running.store import Store
from autograder.tests.courses import Course
from autograder.tests.notebooks import bare, released
from autograder.tests.stopping import stopped

pytestmark = pytest.mark.slow

LESSON = "04-gaussian"
STUDENTS = [f"student-{number}" for number in range(6)]
GOES_ON = "What is graded is kept: the same command goes on from here."


@pytest.fixture
def handed_in(tmp_path, monkeypatch):
    """A class, and a place of its own for what is kept."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "submitted").mkdir()
    for student in STUDENTS:
        nbformat.write(bare(LESSON, 0.5), tmp_path / "submitted" / f"{student}.ipynb")
    return tmp_path


def _grade(folder):
    command = [sys.executable, "-m", "autograder", "grade", "submitted", "--jobs", "2"]
    return subprocess.Popen(
        [*command, "--assignment", LESSON, "--json", "grades.json"],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        text=True,
    )


def _kept(folder):
    return sorted((folder / "cache" / "gmm-em-course").rglob("*.json"))


def _made(folder):
    """When each kept result was made."""
    made = {}
    for file in _kept(folder):
        with contextlib.suppress(FileNotFoundError):
            made[file] = file.stat().st_mtime_ns
    return made


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_our_own_command_goes_on_where_it_was_stopped(handed_in, how):
    process = _grade(handed_in)
    said = stopped(process, lambda: len(_kept(handed_in)) >= 2, how)
    if how == signal.SIGINT:
        assert (process.returncode, said) == (130, f"autograder: stopped. {GOES_ON}\n")
    assert not (handed_in / "grades.json").exists()
    kept = _made(handed_in)
    assert 2 <= len(kept) < len(STUDENTS)
    again = _grade(handed_in)
    seen = set()
    while again.poll() is None:
        seen |= set(_made(handed_in).items())
        time.sleep(0.02)
    again.communicate()
    assert again.returncode == 0
    assert {made for made in seen if made[0] in kept} == set(kept.items())  # none made again
    students = json.loads((handed_in / "grades.json").read_text())["students"]
    assert {result["score"] for result in students.values()} == {students[STUDENTS[0]]["max_score"]}
    assert _kept(handed_in) == []


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course with a class that has handed in."""
    course = Course(tmp_path_factory.mktemp("course"), LESSON)
    for student in STUDENTS:
        course.hand_in(student, bare(LESSON, 0.5))
    course.hand_in("untouched", released(LESSON))
    return course


def _is_sanitised_only(course, student):
    """Whether nbgrader is between its two passes over a submission: it waits for the grader."""
    file = course.folder / "autograded" / student / LESSON / f"{LESSON}.ipynb"
    try:
        return '"sandbox"' not in file.read_text(encoding="utf-8")
    except OSError:
        return False


def _stopped_at(course, students, how):
    """Stop nbgrader when it has come to one of these; return its status and what it said."""
    process = subprocess.Popen(
        Course.command("autograde", LESSON),
        cwd=course.folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        text=True,
    )
    waits = functools.partial(_is_sanitised_only, course)
    said = stopped(process, lambda: any(map(waits, students)), how)
    return process.returncode, said


def test_nbgraders_command_goes_on_where_it_was_stopped(course):
    _stopped_at(course, STUDENTS[:1], signal.SIGKILL)  # while it waits for the first
    status, said = _stopped_at(course, STUDENTS[2:], signal.SIGINT)
    assert "Grading anew what was left unfinished" in said
    assert (status, "Traceback" in said) == (130, False)
    assert said.endswith(f"Stopped. {GOES_ON}\n")
    course.autograde()
    full = course.scores(STUDENTS[0])
    assert sum(full.values()) > 0
    for student in STUDENTS:
        assert course.scores(student) == full
        assert "sandbox" in course.autograded(student).metadata.autograder
    assert set(course.scores("untouched").values()) == {0}
    assert not (course.folder / ".autograder").exists()
    assert "Grading anew" not in course.autograde()


def test_a_result_is_there_as_a_whole_or_not_at_all(tmp_path):
    store = Store(tmp_path / "kept")
    assert store.get("a") is None
    store.put("a", {"score": 1})
    (tmp_path / "kept" / "b.json").write_text('{"score": ')
    assert (store.get("a"), store.get("b")) == ({"score": 1}, None)
    store.forget(["a", "b"])
    assert not (tmp_path / "kept").exists()
    Store(None).put("a", {})
    assert Store(None).get("a") is None


class _Terminal(list):
    def isatty(self):
        return True

    def write(self, text):
        self.append(text)

    def flush(self):
        pass


def test_progress_says_what_is_done_what_failed_and_what_is_left():
    terminal = _Terminal()
    progress = Progress(3, terminal)
    for failed in (False, True, False):
        progress.count(failed)
    lines = "".join(terminal).split("\r")
    assert "1 of 3 graded, 0 could not be" in lines[0]
    assert "left" in lines[1]
    assert lines[2].strip() == "3 of 3 graded, 1 could not be"
    terminal.isatty = lambda: False
    terminal.clear()
    Progress(1, terminal).count(False)
    assert terminal == []
