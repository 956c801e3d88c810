"""The command line: `autograder grade SUBMITTED --assignment 05-gmm`."""

import argparse
import csv
import json
import sys
from pathlib import Path

from autograder import lean  # noqa: F401 (first of all)
from autograder.authoring import paths
from autograder.intake.submissions import WrongUse, collect
from autograder.jail.limits import Limits
from autograder.jail.tiers import NoSandbox
from autograder.questions import QUESTIONS
from autograder.running.classroom import grade_class
from autograder.running.cluster import NoCluster
from autograder.running.cluster_worker import TIERS
from autograder.running.pool import cores
from autograder.running.progress import Progress

UNSAFE = (
    "autograder: --no-sandbox: these notebooks run with your own rights on this machine. What is "
    "in them can read and delete your files, and find the answers."
)


def main(arguments=None):
    """Run the command line and return its exit status: 0, or 2 on wrong use."""
    parser = _parser()
    options = parser.parse_args(arguments)
    _expect_what_goes_together(options, parser)
    try:
        submissions = collect(options.submitted, options.assignment, options.roster)
        if options.no_sandbox:
            print(UNSAFE, file=sys.stderr)
        progress = Progress(len(submissions))
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
    except (WrongUse, NoSandbox, NoCluster) as error:
        print(f"autograder: {error}", file=sys.stderr)
        return 2
    if options.json:
        _write_json(options.json, options.assignment, results)
    if options.csv:
        _write_csv(options.csv, options.assignment, results)
    print(_summary(results))
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
    return parser


def _expect_what_goes_together(options, parser):
    if options.scheduler and options.jobs:
        parser.error("--jobs is for one machine: with --scheduler each worker has as many threads")
    if options.scheduler and options.no_sandbox:
        parser.error("--no-sandbox is for one machine: on a cluster students' code could reach all")
    if options.least_tier and not options.scheduler:
        parser.error("--least-tier goes with --scheduler")


def _assignment(name):
    known = sorted({q.lesson for q in QUESTIONS.values() if (paths.RELEASE / q.lesson).is_dir()})
    if name not in known:
        raise argparse.ArgumentTypeError(f"there is no {name!r}; there are {', '.join(known)}")
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
    if not Path(name).absolute().parent.is_dir():
        raise argparse.ArgumentTypeError(f"there is no folder to write {name} into")
    return Path(name)


def _write_json(file, assignment, results):
    text = json.dumps({"assignment": assignment, "students": results}, ensure_ascii=False, indent=1)
    file.write_text(text + "\n", encoding="utf-8")


def _write_csv(file, assignment, results):
    questions = [q.id for q in QUESTIONS.values() if q.lesson == assignment]
    with open(file, "w", newline="", encoding="utf-8") as stream:
        table = csv.writer(stream)
        table.writerow(["student", "status", "score", "max_score", *questions, "reason"])
        for student, result in results.items():
            scores = [result["questions"].get(q, {}).get("score", 0) for q in questions]
            row = [student, result["status"], result["score"], result["max_score"], *scores]
            table.writerow([*map(_harmless, row), _harmless(result["reason"])])


def _harmless(value):
    """Keep a spreadsheet from taking a student's folder name for a formula."""
    return f"'{value}" if str(value)[:1] in ("=", "+", "-", "@", "\t", "\r") else value


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
