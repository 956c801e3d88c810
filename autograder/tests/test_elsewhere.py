"""Where there is no Linux, nbgrader starts, and says what is missing.

Windows is played here: what Python lacks there cannot be imported by the grader, in all of its
processes. That it starts on a real one, no test has seen.
"""

import os
import subprocess

import pytest

from autograder.tests.courses import Course
from autograder.tests.notebooks import bare

pytestmark = pytest.mark.slow

LESSON = "01-mixtures"
WINDOWS = """
import builtins, sys, types

MISSING = ("fcntl", "grp", "pwd", "resource", "termios", "pyseccomp", "ctypes")
PLAYED = {
    "sys": types.SimpleNamespace(**{**vars(sys), "platform": "win32"}),
    "platform": types.SimpleNamespace(system=lambda: "Windows"),
}
imported = builtins.__import__

def import_(name, globals=None, *more, **named):
    importer = getattr((globals or {}).get("__spec__"), "name", "")
    if importer.startswith("autograder.") and name in MISSING:
        raise ImportError(name)
    if importer in ("autograder.jail.tiers", "autograder.running.worker") and name in PLAYED:
        return PLAYED[name]
    return imported(name, globals, *more, **named)

builtins.__import__ = import_
"""


def test_on_windows_nbgrader_says_that_there_is_no_jail_and_how_to_go_on(tmp_path):
    course = Course(tmp_path / "course", LESSON)
    course.hand_in("a", bare(LESSON))
    (tmp_path / "windows").mkdir()
    (tmp_path / "windows/sitecustomize.py").write_text(WINDOWS)
    done = subprocess.run(
        Course.command("autograde", LESSON),
        cwd=course.folder,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "windows")},
        capture_output=True,
        text=True,
    )
    assert "Windows has no Landlock; Linux has" in done.stderr
    assert "c.JailedExecute.sandbox = False" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.returncode == 1
    assert not (course.folder / "autograded").exists()
