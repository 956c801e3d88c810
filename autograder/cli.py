"""The command line: `autograder grade`, `autograder report`, `autograder regrade`."""

import argparse
import contextlib
import json
import os
import sys
import time
from pathlib import Path

from autograder import lean  # noqa: F401 (first of all)
from autograder.authoring import paths
from autograder.intake.mending import Lesson, mend
from autograder.intake.submissions import WrongUse, collect
from autograder.jail.limits import Limits
from autograder.jail.tiers import NoSandbox
from autograder.messages import report as text
from autograder.questions import QUESTIONS
from autograder.reporting import lms
from autograder.reporting.page import NotOurs, require_ours, write_report
from autograder.reporting.results import NothingGraded, RegradeFailed, from_json
from autograder.reporting.similar import code_of
from autograder.reporting.words import duration
from autograder.running.classroom import grade_class
from autograder.running.cluster import NoCluster
from autograder.running.cluster_worker import TIERS
from autograder.running.pool import cores
from autograder.running.progress import Progress

UNSAFE = (
    "autograder: --no-sandbox: these notebooks run with your own rights on this machine. What is "
    "in them can read and delete your files, and find the answers."
)


class NotWritten(RuntimeError):
    """A result could not be written; the message says which, and what to do."""


def main(arguments=None):
    """Run the command line and return its exit status: 0, 1 if it failed, 2 on wrong use."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.run is _grade:
        _expect_what_goes_together(options, parser)
    try:
        return options.run(options)
    except (WrongUse, NoSandbox, NotOurs, lms.GradesheetError, NothingGraded, NoCluster) as error:
        print(f"autograder: {error}", file=sys.stderr)
        return 2
    except (RegradeFailed, NotWritten) as error:
        print(f"autograder: {error}", file=sys.stderr)
        return 1


def _grade(options):
    submissions = collect(options.submitted, options.assignment, options.roster)
    if options.report:
        require_ours(options.report)
    if options.gradesheet:
        lms.read_gradesheet(options.gradesheet)  # what is wrong with it is said before the wait
    if options.no_sandbox:
        print(UNSAFE, file=sys.stderr)
    progress, began = Progress(len(submissions)), time.monotonic()
    results = grade_class(
        submissions,
        options.assignment,
        options.jobs or cores(),
        done=lambda result: progress.count(result["status"] == "failed"),
        sandbox=not options.no_sandbox,
        limits=Limits(cell_seconds=options.cell_seconds),
        cluster=options.scheduler
        and {"address": options.scheduler, "least": options.least_tier or TIERS[0]},
    )
    print(_summary(results), flush=True)  # before anything is written, which can fail
    if options.json:
        with _writing(options.json):
            _write_json(options.json, options.assignment, results)
    if options.csv:
        with _writing(options.csv):
            _write_csv(options, from_json(options.assignment, results))
    if options.report:
        with _writing(options.report):
            _write_report(options, submissions, results, time.monotonic() - began)
    return 0


@contextlib.contextmanager
def _writing(place):
    try:
        yield
    except OSError as error:
        raise NotWritten(text.NOT_WRITTEN.format(place=place, error=error.strerror)) from None


def _report(options):
    from autograder.reporting import gradebook  # late: grading alone needs no nbgrader

    results = gradebook.read_gradebook(options.course, options.assignment)
    released = gradebook.released_code(options.course, options.assignment)
    folder = options.report or Path(options.course) / "report" / options.assignment
    with _writing(folder):
        print(write_report(folder, results, released).resolve().as_uri())
    return 0


def _regrade(options):
    from autograder.reporting import regrade

    found, number = regrade.regrade(options.course, options.assignment, options.dry_run)
    print(regrade.told(found, number, options.dry_run, options.assignment))
    return 0


def _parser():
    parser = argparse.ArgumentParser(prog="autograder", description="Grading for the course.")
    commands = parser.add_subparsers(dest="command", required=True)
    grade = commands.add_parser("grade", help="grade notebooks without a gradebook")
    grade.add_argument(
        "submitted",
        help="nbgrader's tree (student/assignment/notebook.ipynb), a folder of notebooks named by "
        "student, a download from Canvas or Moodle, or a zip of any of these",
    )
    grade.add_argument("--assignment", required=True, type=_assignment, help="for example 05-gmm")
    grade.add_argument(
        "--roster", help="a table (CSV) of names in Canvas or Moodle: columns lms, student_id"
    )
    grade.add_argument("--jobs", type=_jobs, help=f"at the same time ({cores()})")
    grade.add_argument("--json", type=_file, help="write all verdicts to this file")
    grade.add_argument("--csv", type=_file, help="write a table of scores to this file")
    grade.add_argument(
        "--csv-format", choices=lms.FORMATS, default=lms.PLAIN, help="of that table (%(default)s)"
    )
    grade.add_argument(
        "--gradesheet",
        type=Path,
        help="a table exported from Canvas or Moodle: its rows are kept, the grades filled in",
    )
    grade.add_argument("--report", type=Path, help="write the class report into this folder")
    grade.add_argument(
        "--cell-seconds",
        type=_seconds,
        default=Limits.cell_seconds,
        help="how long one cell may run (%(default)g)",
    )
    grade.add_argument(
        "--no-sandbox", action="store_true", help="run notebooks with your own rights"
    )
    grade.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        help="grade on the workers of this Dask scheduler: tcp://10.0.0.1:8786",
    )
    grade.add_argument(
        "--least-tier",
        choices=TIERS,
        help="with --scheduler: leave out workers whose jail is weaker than this",
    )
    grade.set_defaults(run=_grade)
    report = commands.add_parser("report", help="report on what is in the gradebook")
    report.set_defaults(run=_report)
    again = commands.add_parser("regrade", help="grade again, and say what changes")
    again.add_argument("--dry-run", action="store_true", help="only say it: write nothing")
    again.set_defaults(run=_regrade)
    for command in (report, again):
        command.add_argument("--assignment", required=True, type=_assignment, help="as 05-gmm")
        command.add_argument("--course", default=paths.COURSE, help="its folder (%(default)s)")
    report.add_argument(
        "--report", type=Path, help="write into this folder (COURSE/report/ASSIGNMENT)"
    )
    return parser


def _expect_what_goes_together(options, parser):
    if options.scheduler and options.jobs:
        parser.error("--jobs is for one machine: with --scheduler each worker has as many threads")
    if options.scheduler and options.no_sandbox:
        parser.error("--no-sandbox is for one machine: on a cluster students' code could reach all")
    if options.least_tier and not options.scheduler:
        parser.error("--least-tier goes with --scheduler")
    if options.csv_format != lms.PLAIN and not options.csv:
        parser.error("--csv-format goes with --csv FILE")
    if options.gradesheet and options.csv_format == lms.PLAIN:
        parser.error("--gradesheet goes with --csv FILE --csv-format canvas, or moodle")


def _assignment(name):
    known = sorted({q.lesson for q in QUESTIONS.values() if (paths.RELEASE / q.lesson).is_dir()})
    if name not in known:
        raise argparse.ArgumentTypeError(
            f"{name!r} is no lesson with questions; these are: {', '.join(known)}"
        )
    return name


def _jobs(text):
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of processes: 1 or more")
    return int(text)


def _seconds(text):
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0
    if not 0 < seconds < float("inf"):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds")
    return seconds


def _file(name):
    file = Path(name)
    if not file.absolute().parent.is_dir():
        raise argparse.ArgumentTypeError(f"there is no folder to write {name} into")
    if file.is_dir():
        raise argparse.ArgumentTypeError(f"{name} is a folder: give the name of a file")
    if not os.access(file if file.exists() else file.absolute().parent, os.W_OK):
        raise argparse.ArgumentTypeError(f"you may not write {name}: choose another folder")
    return file


def _write_json(file, assignment, results):
    text = json.dumps({"assignment": assignment, "students": results}, ensure_ascii=False, indent=1)
    file.write_text(text + "\n", encoding="utf-8")


def _write_csv(options, results):
    if options.csv_format == lms.PLAIN:
        lms.write_plain(options.csv, results)
        return
    columns = [lms.column(results)]
    for said in lms.write(options.csv, options.csv_format, columns, options.gradesheet):
        print(said, file=sys.stderr)


def _write_report(options, submissions, results, seconds):
    lesson = Lesson(options.assignment)
    read = {s.student: mend(s.content, lesson) for s in submissions if not s.problem}
    code = {name: code_of(one.notebook) for name, one in read.items() if not one.problem}
    each = seconds / max(len(submissions), 1)
    took = {"time": duration(seconds), "jobs": options.jobs or cores(), "each": f"{each:.1f} s"}
    found = from_json(options.assignment, results, code, facts=(text.TOOK.format(**took),))
    page = write_report(options.report, found, code_of(lesson.released))
    print(page.resolve().as_uri())


def _summary(results):
    width = max(map(len, results))
    lines = [
        line for student, result in results.items() for line in _told(f"{student:<{width}}", result)
    ]
    graded = sum(result["status"] == "graded" for result in results.values())
    return "\n".join([*lines, f"{graded} graded, {len(results) - graded} not"])


def _told(student, result):
    """One line a student, and one more where something had to be set right."""
    if result["status"] != "graded":
        yield f"{student}  not graded: {result['reason']}"
        return
    yield f"{student}  {result['score']:g} of {result['max_score']:g}"
    if result["reason"]:
        yield f"{' ' * len(student)}  {result['reason']}"
