"""Make a class of 60, release, collect, grade and report it: `make demo`.

Everything happens in ``build/demo``, made anew each time; no gradebook of yours is touched.
"""

import argparse
import datetime
import shutil
import subprocess
import sys
import time
from pathlib import Path

from nbgrader.api import Gradebook

from autograder.authoring import build, paths
from autograder.demo.submissions import LESSON, make_class
from autograder.messages.report import SYNTHETIC
from autograder.reporting.gradebook import read_gradebook, released_code
from autograder.reporting.page import write_report

FOLDER = paths.ROOT / "build" / "demo"
MARK = ".made-class"  # what holds it may be deleted
DEADLINE = datetime.datetime(2024, 5, 31, 12)  # a Friday noon
POLICY = """
# A class that is made up: cells that do not end are not waited for, a day late costs a tenth.
c.Execute.timeout = 5
c.LatePerDay.percent_per_day = 10
"""


def main(arguments=None):
    """Make it all; the exit status."""
    parser = argparse.ArgumentParser(prog="make demo", description=__doc__.partition("\n")[0])
    parser.add_argument("--students", type=int, default=60, help="(%(default)s)")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="(%(default)s)")
    options = parser.parse_args(arguments)
    began = time.monotonic()
    print(SYNTHETIC)
    course = options.folder / "course"
    make_course(course)
    hand_in(course, make_class(options.students))
    _say(f"{options.students} submissions of {LESSON} are released and handed in", began)
    print(
        "Now they are graded, as a class of yours would be: on idle cores in a minute.", flush=True
    )
    nbgrader(course, "autograde", LESSON, damaged=True)
    _say("They are graded, in a gradebook of their own", began)
    export = (
        "--exporter=autograder.nbgrader.CanvasExport",
        f"--to={options.folder / 'canvas.csv'}",
    )
    nbgrader(course, "export", *export)
    results = read_gradebook(course, LESSON, synthetic=True)
    page = write_report(options.folder / "report", results, released_code(course, LESSON))
    _say("The report is made", began)
    print(f"\nOpen {page.resolve().as_uri()}\nGrades for Canvas: {options.folder / 'canvas.csv'}")
    return 0


def make_course(course):
    """Make a course with one lesson, and release it."""
    _clear(course.parent)
    course.mkdir(parents=True)
    ours = (paths.COURSE / "nbgrader_config.py").read_text(encoding="utf-8")
    (course / "nbgrader_config.py").write_text(f"{ours}{POLICY}", encoding="utf-8")
    lesson = next(lesson for lesson in build.all_lessons() if lesson.name == LESSON)
    build.write_source(lesson, course / "source" / LESSON)
    nbgrader(course, "generate_assignment", LESSON)
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        gradebook.update_or_create_assignment(LESSON, duedate=f"{DEADLINE} UTC")


def _clear(folder):
    """Make the folder anew; one that holds anything but an earlier class is left alone."""
    mark = folder / MARK
    if folder.exists() and any(folder.iterdir()) and not mark.exists():
        raise SystemExit(f"{folder} holds something else than a made class: give another --folder.")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    mark.touch()


def hand_in(course, made):
    """Lay submissions where nbgrader looks for them, with the time at which they came."""
    for submission in made:
        folder = course / "submitted" / submission.student / LESSON
        folder.mkdir(parents=True)
        (folder / submission.name).write_bytes(submission.content)
        came = DEADLINE + datetime.timedelta(seconds=submission.seconds_late)
        (folder / "timestamp.txt").write_text(f"{came} UTC")


def nbgrader(course, *arguments, damaged=False):
    """Run a command of nbgrader's in the course; what it says is shown where it fails.

    With ``damaged``, 1 is no failure: some of what was handed in could not be graded.
    """
    command = [sys.executable, "-m", "nbgrader", *arguments]
    done = subprocess.run(command, cwd=course, capture_output=True, text=True)
    if done.returncode not in ((0, 1) if damaged else (0,)) or "Traceback" in done.stderr:
        raise SystemExit(done.stderr)


def _say(what, began):
    print(f"{what} ({time.monotonic() - began:.0f} s).", flush=True)


if __name__ == "__main__":
    sys.exit(main())
