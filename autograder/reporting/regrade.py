"""Grade a class again, and say what changes: on a copy of the gradebook first, with ``--dry-run``.

nbgrader itself does the work, with the course's own configuration, so that what is foretold is what
is written: mended notebooks, penalties for lateness, points given by hand.
"""

import contextlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from nbgrader.api import MissingEntry

from autograder.judging import seeds
from autograder.messages.report import REGRADE
from autograder.reporting.gradebook import (
    CONFIGURATION,
    NAMES,
    SQLITE,
    course_directory,
    open_gradebook,
)
from autograder.reporting.results import NothingGraded, RegradeFailed
from autograder.reporting.words import points

PENALTY = "late"


@dataclass(frozen=True)
class Change:
    """One score that changes.

    Attributes
    ----------
    student, what : str
        ``what`` is a question's id, `PENALTY`, or "" for the total.
    old, new : float or None
        None where there was no such score.
    by_hand : float or None
        What a person gave, which stays.
    """

    student: str
    what: str
    old: float | None
    new: float | None
    by_hand: float | None = None


def regrade(folder, assignment, dry_run):
    """Grade again what was handed in.

    Parameters
    ----------
    folder : path-like
        The course.
    assignment : str
    dry_run : bool
        Whether to work on a copy, and write nothing in the course.

    Returns
    -------
    (list of Change, int)
        What changes, and how many submissions there are.

    Raises
    ------
    NothingGraded, RegradeFailed
    """
    course = course_directory(folder)
    before = snapshot(course, assignment)
    if not before:
        raise NothingGraded(REGRADE["empty"].format(assignment=assignment))
    if not dry_run:
        _autograde(folder, assignment, [])
        after = snapshot(course, assignment)
    else:
        with tempfile.TemporaryDirectory(prefix="regrade-") as place:
            _copy(course, Path(folder), Path(place))
            _autograde(place, assignment, [f"--db={SQLITE}{place}/gradebook.db"])
            after = snapshot(course_directory(place), assignment, f"{SQLITE}{place}/gradebook.db")
    return changes(before, after), len(after)


def snapshot(course, assignment, url=None):
    """Return what a gradebook holds: {student: {what: (score, score given by hand)}}."""
    if url:
        course.db_url = url
    with open_gradebook(course) as gradebook:
        try:
            submissions = gradebook.assignment_submissions(assignment)
        except MissingEntry:
            return {}
        return {submission.student.id: _scores(submission) for submission in submissions}


def _scores(submission):
    found = {
        NAMES.get(grade.name, grade.name): (grade.auto_score, grade.manual_score)
        for notebook in submission.notebooks
        for grade in notebook.grades
    }
    penalty = submission.late_submission_penalty or 0.0
    found[PENALTY] = (penalty, None)
    found[""] = (max(0.0, submission.score - penalty), None)
    return found


def changes(before, after):
    """Return the `Change` of each score that is not what it was."""
    found = []
    for student in sorted(after):
        for what, (new, by_hand) in after[student].items():
            old = before.get(student, {}).get(what, (None, None))[0]
            if old != new:
                found.append(Change(student, what, old, new, by_hand))
    return found


def told(found, number, dry_run, assignment):
    """Return the changes as lines of text."""
    students = len({change.student for change in found})
    if not found:
        return REGRADE["none"].format(number=number)
    wide = max(len(change.student) for change in found)
    lines = [f"{change.student:<{wide}}  {_line(change)}" for change in found]
    lines.append(REGRADE["changes"].format(students=students, number=number))
    command = f"autograder regrade --assignment {assignment}"
    lines.append(REGRADE["dry"].format(command=command) if dry_run else REGRADE["written"])
    return "\n".join(lines)


def _line(change):
    names = {"": REGRADE["total"], PENALTY: REGRADE["penalty"]}
    old = REGRADE["new"] if change.old is None else points(change.old)
    line = f"{names.get(change.what, change.what):<24} {old} → {points(change.new or 0)}"
    kept = "" if change.by_hand is None else f"  {REGRADE['kept'].format(score=change.by_hand)}"
    return line + kept


def _copy(course, folder, place):
    """Lay out a course with a gradebook of its own, which reads what is handed in where it lies."""
    if not course.db_url.startswith(SQLITE):
        raise RegradeFailed(REGRADE["elsewhere"].format(url=course.db_url.partition(":")[0]))
    shutil.copyfile(folder / CONFIGURATION, place / CONFIGURATION)
    (place / seeds.FILE).write_text(seeds.course_secret(folder), encoding="ascii")
    for name in ("submitted", "source", "release"):
        own = Path(getattr(course, f"{name}_directory"))
        own = own if own.is_absolute() else Path(course.root) / own
        if own.is_dir() and not Path(getattr(course, f"{name}_directory")).is_absolute():
            target = place / getattr(course, f"{name}_directory")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.symlink_to(own, target_is_directory=True)
    source = sqlite3.connect(course.db_url.removeprefix(SQLITE))
    target = sqlite3.connect(place / "gradebook.db")
    with contextlib.closing(source), contextlib.closing(target):
        source.backup(target)


def _autograde(folder, assignment, options):
    command = [sys.executable, "-m", "nbgrader", "autograde", assignment, "--force", *options]
    done = subprocess.run(command, cwd=folder, env=os.environ, capture_output=True, text=True)
    if done.returncode not in (0, 1) or "Traceback" in done.stderr:
        raise RegradeFailed(done.stderr[-2000:])
    if done.returncode:
        print(done.stderr, file=sys.stderr)
