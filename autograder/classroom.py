"""Grade a whole class: one process a submission, several at a time."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict

from autograder import messages, seeds
from autograder.assembly import Damaged, steps
from autograder.authoring import paths
from autograder.questions import QUESTIONS
from autograder.verdict import CRASHED, TIMEOUT, Verdict

CELL_SECONDS = 20
SUBMISSION_SECONDS = 300
SANDBOX = "none"


def grade_class(submissions, assignment, jobs, done):
    """Grade submissions in parallel.

    Parameters
    ----------
    submissions : list of Submission
    assignment : str
    jobs : int
        How many run at the same time.
    done : callable
        Called with each finished result, as they come.

    Returns
    -------
    dict
        ``{student: result}``, in the order of the submissions; the layout is that of the command
        line's JSON.
    """
    secret = seeds.course_secret()
    results = {}

    def work(submission):
        result = grade_submission(submission, assignment, secret)
        done(result)
        return submission.student, result

    with ThreadPoolExecutor(jobs) as pool:
        try:
            results.update(pool.map(work, submissions))
        except KeyboardInterrupt:
            pool.shutdown(cancel_futures=True)
            raise
    return results


def grade_submission(submission, assignment, secret):
    """Grade one submission; whatever is wrong with it becomes part of the result."""
    if submission.problem:
        return _failed(submission.problem, assignment)
    try:
        to_do = steps(submission.content, assignment)
    except Damaged as damage:
        return _failed(str(damage), assignment)
    verdicts, ended = _run(to_do, submission.student, assignment, secret)
    questions = {
        question.id: verdicts.get(question.id) or _not_reached(question, ended)
        for question in _questions(assignment)
    }
    return _result("graded", "", questions, assignment)


def _run(to_do, student, assignment, secret):
    """Run a submission in a process and a folder of its own; return verdicts and how it ended."""
    with tempfile.TemporaryDirectory(prefix="grading-") as folder:
        for file in (paths.RELEASE / assignment).iterdir():
            if file.suffix != ".ipynb" and file.is_file():
                shutil.copy(file, folder)
        read_end, write_end = os.pipe()
        job = {
            "steps": [asdict(step) for step in to_do],
            "student": student,
            "secret": secret,
            "cell_seconds": CELL_SECONDS,
            "report_to": write_end,
        }
        process = subprocess.Popen(
            [sys.executable, "-m", "autograder.worker"],
            cwd=folder,
            env=_environment(folder),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=[write_end],
            start_new_session=True,
        )
        os.close(write_end)
        try:
            process.communicate(json.dumps(job).encode(), timeout=SUBMISSION_SECONDS)
            ended = CRASHED
        except subprocess.TimeoutExpired:
            ended = TIMEOUT
        finally:
            _end(process)
        with open(read_end, "rb") as report:
            verdicts = _verdicts(report.read())
    return verdicts, ended


def _verdicts(report):
    """Read the verdicts that arrived whole: {question id: verdict}."""
    found = {}
    for line in report.splitlines():
        with contextlib.suppress(
            ValueError, TypeError, KeyError
        ):  # cut off, or none of the worker's
            verdict = json.loads(line)
            found.setdefault(verdict.pop("question"), verdict)
    return found


def _end(process):
    """End a submission's process and everything that it started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _environment(folder):
    """What a submission sees of the machine: enough to run, and one thread."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
    own = {"HOME": folder, "IPYTHONDIR": folder, "MPLCONFIGDIR": folder, "TMPDIR": folder}
    fixed = {"MPLBACKEND": "Agg", "OPENBLAS_NUM_THREADS": "1", "PYTHONUTF8": "1"}
    # As nbgrader does: a check that a student calls is then no second judging.
    return {**kept, **own, **fixed, "NBGRADER_EXECUTION": "autograde"}


def _questions(assignment):
    return [question for question in QUESTIONS.values() if question.lesson == assignment]


def _not_reached(question, ended):
    message = messages.general.NOT_REACHED[ended]
    return Verdict(question.id, 0.0, question.points, ended, message=message).plain()


def _failed(reason, assignment):
    return _result("failed", reason, {}, assignment)


def _result(status, reason, questions, assignment):
    return {
        "status": status,
        "reason": reason,
        "score": round(sum(verdict["score"] for verdict in questions.values()), 2),
        "max_score": sum(question.points for question in _questions(assignment)),
        "sandbox": SANDBOX,
        "questions": questions,
    }
