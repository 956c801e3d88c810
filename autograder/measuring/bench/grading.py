"""Measure grading: stock nbgrader and ours in turn, on the same class.

A class of solved, half-solved and wrong submissions of lesson 05 is graded by both. The solved ones
are by turns the reference's answer and a whole class that somebody else wrote. What is counted is
the whole command with all that it starts: wall clock, processor time and memory. Each course starts
with nothing kept from earlier runs, but for matplotlib's list of fonts, which every machine has.
"""

import argparse
import contextlib
import os
import pickle
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import nbformat

from autograder import variants
from autograder.authoring import build, paths
from autograder.authoring.lesson import read_lesson
from autograder.authoring.notebooks import grade_id
from autograder.authoring.references import load
from autograder.intake.assembly import steps
from autograder.measuring.bench._costs import cost_of
from autograder.questions import QUESTIONS

LESSON = "05-gmm"
KINDS = 3  # sizes are multiples of it, so that every class has the same share of each
HALF = ("GMM.__init__", "GMM.log_pdf")
WRONG = {
    "GMM.e_step": "def e_step(self, X):\n    return np.ones((len(X), len(self.gaussian_list)))",
}
PASTED = "right/pasted_whole_class"
STOCK = """
from nbconvert.exporters import NotebookExporter
from nbgrader.converters import Autograde
c.Autograde.exporter_class = NotebookExporter
c.Autograde.autograde_preprocessors = Autograde.autograde_preprocessors.default_args[0]
"""
AUTOGRADE = ("-m", "nbgrader", "autograde", LESSON)
GRADE = ("-m", "autograder", "grade", "submitted", "--assignment", LESSON)
WAYS = {
    "stock": ("stock, nbgrader autograde", STOCK, AUTOGRADE),
    "ours": ("ours, nbgrader autograde", "", AUTOGRADE),
    "again": ("the same, pictures known", "", AUTOGRADE),
    "alone": ("ours, autograder grade", "", GRADE),
}
KEPT = Path("cache", "gmm-em-course")  # what a run leaves for later ones
SCORES = """
    SELECT a.student_id, c.name, g.auto_score FROM grade AS g
    JOIN submitted_notebook AS n ON n.id = g.notebook_id
    JOIN submitted_assignment AS a ON a.id = n.assignment_id
    JOIN base_cell AS c ON c.id = g.cell_id
"""


def main(arguments=None):
    """Measure and print a table."""
    options = _parser().parse_args(arguments)
    columns = ("size", "wall", "CPU", "wall each", "CPU each", "memory", "load")
    print(f"{'':<28}" + "".join(f"{column:>10}" for column in columns), flush=True)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        rows, scores = {}, {}
        for way, size, cost in _measured(Path(folder), options, scores):
            rows.setdefault((way, size), []).append(cost)
            print(_line(way, size, cost), flush=True)
        pure = _pure()
        print(
            f"the cells of a submission alone take {pure[0]:.2f} s of CPU, as they are drawn anew;"
        )
        print(f"in a class of its own, without drawing what the reference draws: {pure[1]:.2f} s")
        print(f"judging it, without a jail: {pure[2]:.2f} s")
        _compare(rows, pure[1] + pure[2])
        print(_agreement(scores))


def _line(way, size, cost):
    each = f"{cost.wall / size:>9.2f}s{cost.processor / size:>9.2f}s"
    rest = f"{each}{cost.memory:>7.0f} MB{os.getloadavg()[0]:>10.1f}"
    return f"{WAYS[way][0]:<28}{size:>10}{cost.wall:>9.1f}s{cost.processor:>9.1f}s{rest}"


def _parser():
    parser = argparse.ArgumentParser(prog="bench grading", description=__doc__.splitlines()[0])
    parser.add_argument("--stock", type=_sizes, default=[12], help="sizes of class for stock")
    parser.add_argument("--ours", type=_sizes, default=[12, 60], help="sizes of class for ours")
    parser.add_argument(
        "--again", type=_sizes, default=[60], help="the same where an earlier run has left pictures"
    )
    parser.add_argument("--alone", type=_sizes, default=[60], help="the same without a gradebook")
    parser.add_argument("--rounds", type=int, default=1, help="how often all of it is done")
    return parser


def _sizes(text):
    sizes = [int(size) for size in text.split(",") if size]
    if any(size < KINDS or size % KINDS for size in sizes):
        raise argparse.ArgumentTypeError(f"{text}: sizes are multiples of {KINDS}")
    return sizes


def _measured(folder, options, scores):
    """Yield (way, size, cost) of each run, stock and ours in turn; note scores on the way."""
    template = folder / "template"
    _course(template)
    asked = {way: getattr(options, way) for way in WAYS}
    longest = max(map(len, asked.values()))
    turns = [(w, asked[w][turn]) for turn in range(longest) for w in asked if turn < len(asked[w])]
    for number in range(options.rounds):
        for way, size in turns:
            place = folder / f"{way}-{size}-{number}"
            _, configuration, command = WAYS[way]
            shutil.copytree(template, place)
            with open(place / "nbgrader_config.py", "a", encoding="utf-8") as file:
                file.write(configuration)
            _hand_in(place, size)
            if way == "again":
                shutil.copytree(folder / KEPT, place / KEPT)
            yield way, size, cost_of([sys.executable, *command], place, _environment(place))
            if way == "ours":
                shutil.copytree(place / KEPT, folder / KEPT, dirs_exist_ok=True)
            if way != "alone":
                whose = "stock" if way == "stock" else "ours"
                scores.setdefault(whose, {}).update(_scores(place))
            shutil.rmtree(place)


def _course(folder):
    folder.mkdir()
    shutil.copy(paths.COURSE / "nbgrader_config.py", folder)
    build.write_source(read_lesson(paths.LESSONS / f"{LESSON}.py"), folder / "source" / LESSON)
    made = [sys.executable, "-m", "nbgrader", "generate_assignment", LESSON]
    subprocess.run(made, cwd=folder, check=True, capture_output=True)
    fonts = [sys.executable, "-c", "import matplotlib.font_manager"]
    subprocess.run(fonts, env=_environment(folder), check=True, capture_output=True)


def _hand_in(folder, size):
    for number, notebook in enumerate(notebooks(size)):
        file = folder / "submitted" / f"student-{number:04}" / LESSON / f"{LESSON}.ipynb"
        file.parent.mkdir(parents=True)
        nbformat.write(notebook, file)


def notebooks(size):
    """Solved, half-solved and wrong submissions in turn, no two of them the same text."""
    ours = [question.id for question in QUESTIONS.values() if question.lesson == LESSON]
    solved = {question: load(QUESTIONS[question].reference).cell(marked=False) for question in ours}
    pasted = dict.fromkeys(ours, "pass") | {ours[0]: variants.source(PASTED)}
    half, wrong = {question: solved[question] for question in HALF}, solved | WRONG
    kinds = (solved, half, wrong, pasted, half, wrong)
    made = []
    for number in range(size):
        notebook = nbformat.read(paths.RELEASE / LESSON / f"{LESSON}.ipynb", as_version=4)
        cells = {cell.id: cell for cell in notebook.cells}
        for question, source in kinds[number % len(kinds)].items():
            cells[f"{grade_id(question)}-answer"].source = f"# student {number}\n{source}"
        made.append(notebook)
    return made


def _environment(folder):
    return {**os.environ, "OPENBLAS_NUM_THREADS": "1", "XDG_CACHE_HOME": str(folder / "cache")}


def _scores(folder):
    """{(student, question): score} in a gradebook."""
    with contextlib.closing(sqlite3.connect(folder / "gradebook.db")) as database:
        return {(student, name): score for student, name, score in database.execute(SCORES)}


def _agreement(scores):
    """A sentence on whether both gradebooks hold the same."""
    stock, ours = scores.get("stock", {}), scores.get("ours", {})
    both = stock.keys() & ours.keys()
    unlike = sorted(key for key in both if stock[key] != ours[key])
    if unlike:
        raise SystemExit(f"{len(unlike)} of {len(both)} scores differ, the first at {unlike[0]}")
    return f"all {len(both)} scores that both gave are equal"


PURE = """
import sys, time, pickle
from autograder.judging.judge import judge
from autograder.questions import QUESTIONS
from autograder.judging.runner import InProcess
from autograder.jail import sketch
from autograder.jail.album import ALBUM, closed
from autograder.jail.shell import make_shell, run_cell
from autograder.jail.nursery import WARMING
shell, record = make_shell()
for cell in WARMING:
    run_cell(shell, record, cell, 1 << 24)
model, notebook = pickle.load(sys.stdin.buffer)

class Apart(InProcess):
    apart = True  # as in a jail, the judge need not look whether its own process is in order

def run(steps, judged):
    shell.reset(new_session=True)
    cells = judging = 0
    for step in steps:
        began = time.process_time()
        if not step.question:
            run_cell(shell, record, step.code, 1 << 24)
            cells += time.process_time() - began
        elif judged:
            judge(QUESTIONS[step.question], Apart(shell.user_ns), "student", "secret")
            judging += time.process_time() - began
    return cells, judging

drawn = run(notebook, False)[0]
sketch.install()
ALBUM.drawn = {}
run(model, False)
ALBUM.closed = closed(ALBUM.drawn)
shared, judging = run(notebook, True)
print(f"TIMES {drawn} {shared} {judging}", file=sys.__stdout__)
"""


def _pure():
    """Return processor seconds a submission, on average over the kinds: the limit.

    Returns
    -------
    drawn, shared, judging : float
        Of the cells, all pictures drawn; of the cells, none drawn that the solution draws too; of
        judging them.
    """
    laid = [steps(nbformat.writes(n).encode(), LESSON) for n in notebooks(2 * KINDS)]
    times = []
    for notebook in laid:
        done = subprocess.run(
            [sys.executable, "-c", PURE],
            input=pickle.dumps((laid[0], notebook)),
            capture_output=True,
            cwd=paths.RELEASE / LESSON,
            env={
                **os.environ,
                "OPENBLAS_NUM_THREADS": "1",
                "NBGRADER_EXECUTION": "autograde",
                "MPLBACKEND": "module://matplotlib_inline.backend_inline",
            },
            check=True,
        )
        line = next(line for line in done.stdout.decode().splitlines() if line.startswith("TIMES"))
        times.append([float(word) for word in line.split()[1:]])
    return [statistics.mean(kind) for kind in zip(*times, strict=True)]


def _compare(rows, pure):
    """Print how ours does beside stock, the best of all rounds of each."""
    best = {
        (way, size): (
            min(cost.wall for cost in costs) / size,
            min(cost.processor for cost in costs) / size,
        )
        for (way, size), costs in rows.items()
    }
    stock = [cost for (way, _), cost in best.items() if way == "stock"]
    for (way, size), (wall, processor) in best.items():
        if way != "stock":
            said = f"{WAYS[way][0]}, {size}: {processor / pure:.1f} times the pure CPU"
            if stock:
                faster, part = stock[-1][0] / wall, processor / stock[-1][1]
                said += f", {faster:.1f} times stock's throughput, {part:.2f} of its CPU"
            print(said)
