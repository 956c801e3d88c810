"""Courses for tests: a folder that nbgrader's own command line works on."""

import contextlib
import os
import random
import socket
import sqlite3
import subprocess
import sys

import nbformat
from nbgrader.api import Gradebook

from autograder.authoring import build, paths
from autograder.authoring.lesson import read_lesson


class Course:
    """A copy of the course with one lesson.

    Parameters
    ----------
    folder : Path
    lesson : str
    configuration : str
        Lines that are added to ``nbgrader_config.py``.
    """

    def __init__(self, folder, lesson, configuration=""):
        self.folder, self.lesson = folder, lesson
        folder.mkdir(parents=True, exist_ok=True)
        ours = (paths.COURSE / "nbgrader_config.py").read_text(encoding="utf-8")
        (folder / "nbgrader_config.py").write_text(f"{ours}\n{configuration}\n", encoding="utf-8")
        build.write_source(read_lesson(paths.LESSONS / f"{lesson}.py"), folder / "source" / lesson)
        self.nbgrader("generate_assignment", lesson)

    def nbgrader(self, *arguments, status=0):
        """Run a command of nbgrader's; return what it says."""
        done = subprocess.run(
            self.command(*arguments), cwd=self.folder, capture_output=True, text=True
        )
        assert done.returncode == status, done.stderr
        return done.stderr

    def autograde(self, *options, status=0):
        """Run ``nbgrader autograde``."""
        return self.nbgrader("autograde", self.lesson, *options, status=status)

    @staticmethod
    def command(*arguments):
        """How nbgrader is started."""
        return [sys.executable, "-m", "nbgrader", *arguments]

    def hand_in(self, student, content, name=None):
        """Lay a notebook, or bytes, where nbgrader looks for what was handed in."""
        folder = self.folder / "submitted" / student / self.lesson
        folder.mkdir(parents=True, exist_ok=True)
        if not isinstance(content, bytes):
            content = nbformat.writes(content).encode()
        (folder / (name or f"{self.lesson}.ipynb")).write_bytes(content)

    def autograded(self, student):
        """The notebook as it was graded."""
        file = self.folder / "autograded" / student / self.lesson / f"{self.lesson}.ipynb"
        return nbformat.read(file, as_version=4)

    def gradebook(self):
        """nbgrader's gradebook, to use with ``with``."""
        return Gradebook(f"sqlite:///{self.folder / 'gradebook.db'}")

    def scores(self, student):
        """{cell: score} as the gradebook has them."""
        with self.gradebook() as gradebook:
            notebook = gradebook.find_submission_notebook(self.lesson, self.lesson, student)
            return {grade.name: grade.score for grade in notebook.grades}

    def table(self):
        """All that the gradebook knows of grades and comments, in no order of its own."""
        with sqlite3.connect(self.folder / "gradebook.db") as database:
            return {
                name: sorted(database.execute(query), key=str) for name, query in TABLES.items()
            }


_NOTEBOOK = """
    JOIN submitted_notebook AS n ON n.id = {table}.notebook_id
    JOIN submitted_assignment AS a ON a.id = n.assignment_id
    JOIN base_cell AS c ON c.id = {table}.cell_id
"""
TABLES = {
    "grades": "SELECT a.student_id, c.name, auto_score, manual_score, extra_credit,"
    " needs_manual_grade FROM grade" + _NOTEBOOK.format(table="grade"),
    "comments": "SELECT a.student_id, c.name, auto_comment, manual_comment FROM comment"
    + _NOTEBOOK.format(table="comment"),
    "notebooks": "SELECT a.student_id, n.late_submission_penalty FROM submitted_notebook AS n"
    " JOIN submitted_assignment AS a ON a.id = n.assignment_id",
}

WITHOUT_JAIL = """
from nbconvert.exporters import NotebookExporter
from nbgrader.converters import Autograde
c.Autograde.exporter_class = NotebookExporter
c.Autograde.autograde_preprocessors = Autograde.autograde_preprocessors.default_args[0]
"""


def free_ports(count):
    """Ports that nobody listens at, from below those that a system gives to whoever asks for any.

    Else another test's server, which takes any, could take them before they are used.
    """
    free = []
    with contextlib.ExitStack() as stack:
        for port in random.SystemRandom().sample(range(12_000, 30_000), 1000):
            probe = stack.enter_context(socket.socket())
            with contextlib.suppress(OSError):
                probe.bind(("127.0.0.1", port))
                free.append(port)
            if len(free) == count:
                break
    return free


def processes_of(folder):
    """The ids of processes that work on this folder, or below the temporary files of such."""
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/environ", "rb") as file:
                if f"COURSE_OF_TEST={folder}".encode() in file.read():
                    found.append(int(pid))
        except OSError:
            continue
    return found
