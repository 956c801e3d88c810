"""Run a submission without a sandbox, for `--no-sandbox`: in a process of its own, no more.

Both ends are here: `grade` starts ``python -m autograder.running.plain``, which runs the cells and
judges in the same process. Verdicts leave it one by one, so that what was judged before a crash is
kept.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from autograder import messages
from autograder.judging.verdict import CRASHED, TIMEOUT, Verdict
from autograder.questions import QUESTIONS

SANDBOX = "none"


def grade(steps, student, secret, files, limits):
    """Run the steps of a submission with the rights of whoever grades.

    Returns
    -------
    list of Verdict or None
        One a step; None where nothing is judged.
    """
    with tempfile.TemporaryDirectory(prefix="grading-") as folder:
        for name, content in files.items():
            (Path(folder) / os.path.basename(name)).write_bytes(content)
        report = Path(folder) / f"report-{os.urandom(8).hex()}"
        report.touch()
        job = {"steps": [asdict(step) for step in steps], "student": student, "secret": secret}
        job |= {"cell_seconds": limits.cell_seconds, "report": str(report)}
        process = subprocess.Popen(
            [sys.executable, "-m", "autograder.running.plain"],
            cwd=folder,
            env=_environment(folder),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            process.communicate(json.dumps(job).encode(), timeout=limits.submission_seconds)
            ended = CRASHED
        except subprocess.TimeoutExpired:
            ended = TIMEOUT
        finally:
            _end(process)
        verdicts = _verdicts(report.read_bytes())
    return [
        None if not step.question else verdicts.get(step.question) or _not_reached(step, ended)
        for step in steps
    ]


def _verdicts(report):
    """Read the verdicts that arrived whole: {question id: verdict}."""
    found = {}
    for line in report.splitlines():
        with contextlib.suppress(ValueError, TypeError):  # cut off, or none of the judge's
            verdict = Verdict(**json.loads(line))
            found.setdefault(verdict.question, verdict)
    return found


def _not_reached(step, ended):
    points = float(QUESTIONS[step.question].points)
    message = messages.general.NOT_REACHED[ended]
    return Verdict(step.question, 0.0, points, ended, message=message)


def _end(process):
    """End a submission's process and everything that it started."""
    with contextlib.suppress(ProcessLookupError, AttributeError):
        os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()


def _environment(folder):
    """What a submission sees of the machine: enough to run, and one thread."""
    names = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT")
    kept = {name: os.environ[name] for name in names if name in os.environ}
    own = {"HOME": folder, "IPYTHONDIR": folder, "MPLCONFIGDIR": folder, "TMPDIR": folder}
    fixed = {"MPLBACKEND": "Agg", "OPENBLAS_NUM_THREADS": "1", "PYTHONUTF8": "1"}
    # As nbgrader does: a check that a student calls is then no second judging.
    return {**kept, **own, **fixed, "NBGRADER_EXECUTION": "autograde"}


def main():
    """Run the job on standard input."""
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    from autograder.judging.judge import judge
    from autograder.judging.runner import InProcess

    job = json.load(sys.stdin)
    report = os.open(job["report"], os.O_WRONLY | os.O_APPEND)
    shell = InteractiveShell.instance(config=Config({"HistoryManager": {"enabled": False}}))
    sys.modules["__main__"] = shell.user_module
    sys.path.insert(0, "")
    for step in job["steps"]:
        if step["code"]:
            _run(shell, step["code"], job["cell_seconds"])
        if step["question"]:
            question = QUESTIONS[step["question"]]
            verdict = judge(question, InProcess(shell.user_ns), job["student"], job["secret"])
            os.write(report, f"{json.dumps(asdict(verdict))}\n".encode())


def _run(shell, code, seconds):
    """Run a cell as Jupyter does: what it raises ends the cell, not the notebook."""
    from autograder.beside.limits import time_limit
    from autograder.beside.observation import TimeUp

    with contextlib.suppress(TimeUp), time_limit(seconds):
        shell.run_cell(code)


if __name__ == "__main__":
    main()
