"""Measure grading: stock nbgrader and ours, side by side, on the same class: `make bench`.

A class of solved, half-solved and wrong submissions of lesson 05 is graded by both. What is counted
is the whole command with all that it starts: wall clock, processor time and memory.
"""

import argparse
import contextlib
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import nbformat

from autograder.authoring import build, paths
from autograder.authoring.notebooks import grade_id
from autograder.authoring.references import load
from autograder.questions import QUESTIONS

LESSON = "05-gmm"
HALF = ("GMM.__init__", "GMM.log_pdf")
WRONG = {
    "GMM.e_step": "def e_step(self, X):\n    return np.ones((len(X), len(self.gaussian_list)))",
}
STOCK = """
from nbconvert.exporters import NotebookExporter
from nbgrader.converters import Autograde
c.Autograde.exporter_class = NotebookExporter
c.Autograde.autograde_preprocessors = Autograde.autograde_preprocessors.default_args[0]
"""
LOOK_SECONDS = 0.25  # how often memory is looked at
ACCOUNTS = (Path("/sys/fs/cgroup/cpuacct"), Path("/sys/fs/cgroup/cpu,cpuacct"))


@dataclass(frozen=True)
class Cost:
    """What a command took.

    Attributes
    ----------
    wall, processor : float
        Seconds; processor time of all processes, those that are nobody's child included.
    memory : float
        MB, at the most; pages that processes share are counted once.
    """

    wall: float
    processor: float
    memory: float


def main(arguments=None):
    """Measure and print a table."""
    options = _parser().parse_args(arguments)
    print(f"{os.cpu_count()} cores; load before: {os.getloadavg()[0]:.1f}")
    head = f"{'':<28}{'size':>6}{'wall':>9}{'CPU':>9}{'each':>8}{'CPU each':>10}{'memory':>9}"
    print(head, flush=True)
    rows = []
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        for row in _measured(Path(folder), options):
            rows.append(row)
            print(_line(*row), flush=True)
    _compare(rows)
    print(f"load after: {os.getloadavg()[0]:.1f}")


def _line(name, size, cost):
    each = f"{cost.wall / size:>7.2f}s{cost.processor / size:>9.2f}s"
    memory = f"{cost.memory:>6.0f} MB" if cost.memory else ""
    return f"{name:<28}{size:>6}{cost.wall:>8.1f}s{cost.processor:>8.1f}s{each}{memory:>9}"


def _parser():
    parser = argparse.ArgumentParser(prog="bench", description=__doc__.splitlines()[0])
    parser.add_argument(
        "--stock", type=_sizes, default=[3], help="sizes of class for stock nbgrader"
    )
    parser.add_argument("--ours", type=_sizes, default=[3, 12, 36], help="sizes of class for ours")
    return parser


def _sizes(text):
    return [int(size) for size in text.split(",") if int(size) > 0]


def _measured(folder, options):
    """Yield (name, size, cost) of each run."""
    for name, lines, sizes in (
        ("stock nbgrader", STOCK, options.stock),
        ("ours", "", options.ours),
    ):
        for size in sizes:
            place = folder / f"{name}-{size}"
            _course(place, lines, size)
            command = [sys.executable, "-m", "nbgrader", "autograde", LESSON]
            yield f"{name}, nbgrader autograde", size, _cost(command, place)
    for size in options.ours:
        command = [sys.executable, "-m", "autograder.cli", "grade", "submitted"]
        place = folder / f"ours-{size}"
        yield "ours, autograder grade", size, _cost([*command, "--assignment", LESSON], place)
    cells, judging = _pure()
    yield "cells alone", len(_class(3)), Cost(cells, cells, 0)
    yield "cells and judging alone", len(_class(3)), Cost(cells + judging, cells + judging, 0)


def _course(folder, lines, size):
    folder.mkdir()
    configuration = (paths.COURSE / "nbgrader_config.py").read_text(encoding="utf-8")
    (folder / "nbgrader_config.py").write_text(f"{configuration}\n{lines}", encoding="utf-8")
    build.build(folder / "build")
    shutil.copytree(folder / "build/course/source" / LESSON, folder / "source" / LESSON)
    shutil.rmtree(folder / "build")
    made = [sys.executable, "-m", "nbgrader", "generate_assignment", LESSON]
    subprocess.run(made, cwd=folder, check=True, capture_output=True)
    for number, notebook in enumerate(_class(size)):
        file = folder / "submitted" / f"student-{number:04}" / LESSON / f"{LESSON}.ipynb"
        file.parent.mkdir(parents=True)
        nbformat.write(notebook, file)


def _class(size):
    """Solved, half-solved and wrong submissions in turn, no two of them the same."""
    ours = [question.id for question in QUESTIONS.values() if question.lesson == LESSON]
    solved = {question: load(QUESTIONS[question].reference).cell(marked=False) for question in ours}
    kinds = (solved, {question: solved[question] for question in HALF}, solved | WRONG)
    notebooks = []
    for number in range(size):
        notebook = nbformat.read(paths.RELEASE / LESSON / f"{LESSON}.ipynb", as_version=4)
        cells = {cell.id: cell for cell in notebook.cells}
        for question, source in kinds[number % 3].items():
            cells[f"{grade_id(question)}-answer"].source = f"# student {number}\n{source}"
        notebooks.append(notebook)
    return notebooks


def _cost(command, folder):
    """Run a command and count what it and all that it starts take."""
    account = _account()
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "XDG_CACHE_HOME": str(folder)}
    began, over, most = time.perf_counter(), threading.Event(), [0.0]
    before = os.times()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: account and (account / "cgroup.procs").write_text("0"),
    )
    looking = threading.Thread(target=_look, args=(process.pid, over, most))
    looking.start()
    said = process.communicate()[1].decode(errors="replace")
    wall = time.perf_counter() - began
    over.set()
    looking.join()
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{said[-2000:]}")
    after = os.times()
    processor = sum(after[2:4]) - sum(before[2:4])
    if account:
        processor = int((account / "cpuacct.usage").read_text()) / 1e9
        with contextlib.suppress(OSError):
            account.rmdir()
    return Cost(wall, processor, most[0])


def _account():
    """A control group that counts processor time; None where there is none, and less is seen."""
    for place in ACCOUNTS:
        group = place / f"bench-{secrets.token_hex(4)}"
        with contextlib.suppress(OSError):
            group.mkdir()
            if (group / "cpuacct.usage").is_file():
                return group
            group.rmdir()
    return None


def _look(pid, over, most):
    while not over.wait(LOOK_SECONDS):
        most[0] = max(most[0], sum(map(_memory, [pid, *_below(pid)])))


def _below(pid):
    parents = {}
    for entry in filter(str.isdigit, os.listdir("/proc")):
        with contextlib.suppress(OSError):
            above = Path(f"/proc/{entry}/stat").read_text().rpartition(")")[2].split()[1]
            parents.setdefault(int(above), []).append(int(entry))
    found, todo = [], [pid]
    while todo:
        children = parents.get(todo.pop(), [])
        found += children
        todo += children
    return found


def _memory(pid):
    """MB of a process; of what it shares with others, its part."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0


PURE = """
import sys, time, pickle
from autograder.judging.judge import judge
from autograder.questions import QUESTIONS
from autograder.judging.runner import InProcess
from autograder.jail.shell import make_shell, run_cell
from autograder.jail.nursery import WARMING
shell, record = make_shell()
for cell in WARMING:
    run_cell(shell, record, cell, 1 << 24)
shell.reset(new_session=True)
cells = judging = 0
for step in pickle.load(sys.stdin.buffer):
    began = time.process_time()
    if step.question:
        judge(QUESTIONS[step.question], InProcess(shell.user_ns), "student", "secret")
        judging += time.process_time() - began
    else:
        run_cell(shell, record, step.code, 1 << 24)
        cells += time.process_time() - began
print(f"TIMES {cells} {judging}", file=sys.__stdout__)
"""


def _pure():
    """Processor seconds that the cells of one of each kind take, and their judging: the limit."""
    import pickle

    from autograder.intake.assembly import steps

    times = [0.0, 0.0]
    for notebook in _class(3):
        todo = pickle.dumps(steps(nbformat.writes(notebook).encode(), LESSON))
        done = subprocess.run(
            [sys.executable, "-c", PURE],
            input=todo,
            capture_output=True,
            cwd=paths.RELEASE / LESSON,
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "NBGRADER_EXECUTION": "autograde"},
            check=True,
        )
        line = next(line for line in done.stdout.decode().splitlines() if line.startswith("TIMES"))
        times = [a + float(b) for a, b in zip(times, line.split()[1:], strict=True)]
    return times


def _compare(rows):
    """Print how many times better than stock the largest class of ours does."""
    stock = [
        (cost.wall / size, cost.processor / size) for name, size, cost in rows if "stock" in name
    ]
    for kind in ("ours, nbgrader autograde", "ours, autograder grade"):
        ours = [(c.wall / size, c.processor / size) for name, size, c in rows if name == kind]
        if stock and ours:
            wall, processor = (a / b for a, b in zip(stock[-1], ours[-1], strict=True))
            print(f"{kind}: {wall:.1f} times the throughput, {1 / processor:.2f} of the CPU")
    for kind in ("ours, nbgrader autograde", "ours, autograder grade"):
        ours = [cost.processor / size for name, size, cost in rows if name == kind]
        pure = [
            cost.processor / size for name, size, cost in rows if name.endswith("judging alone")
        ]
        if ours and pure:
            print(f"{kind}: {ours[-1] / pure[0]:.1f} times the pure time of cells and judging")


if __name__ == "__main__":
    main()
