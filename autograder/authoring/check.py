"""Say what is out of step: derived files, stubs, grade ids, leaks. Nothing is written."""

import ast
import difflib
import tempfile
from collections import Counter
from pathlib import Path

import nbformat

from autograder.authoring import lint, paths, terms
from autograder.authoring.build import all_lessons, build, obsolete
from autograder.authoring.notebooks import grade_id, question_id, reference_of
from autograder.authoring.references import load

DIFF_LINES = 40
SHORTEST_LEAK = 20  # characters; shorter lines (`return posterior`) give nothing away


def main():
    """Print every problem found and return how the command should exit: 0 if none, 1 if any."""
    problems = [*stale_files(), *released_problems(), *lesson_problems()]
    for problem in problems:
        print(problem)
    if problems:
        print(f"\n{len(problems)} out of step. 'make build' renews derived files.")
        return 1
    print("All derived files are in step with their sources.")
    return 0


def stale_files():
    """Compare each derived file in the repository with a fresh build of it."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        files = build(root)
        for file in obsolete(files):
            yield f"{file}: no lesson makes this file any more; remove it"
        for file in files:
            new, old = (root / file).read_bytes(), paths.ROOT / file
            if not old.exists():
                yield f"{file}: missing"
            elif old.read_bytes() != new:
                yield f"{file}: out of step with its source\n{_diff(old.read_bytes(), new, file)}"


def released_problems():
    """Look at the released notebooks as they are, whatever built them."""
    for lesson in all_lessons():
        file = paths.RELEASE / lesson.name / f"{lesson.name}.ipynb"
        if not file.exists():
            continue  # reported as missing already
        notebook = nbformat.read(file, as_version=4)
        asked = [*lesson.exercises, *lesson.practices]
        found = [
            *doubled_grade_ids(notebook),
            *wrong_stubs(notebook, asked),
            *leaks(notebook, asked),
            *outputs(notebook),
        ]
        for problem in found:
            yield f"{file.relative_to(paths.ROOT)}: {problem}"


def lesson_problems():
    """Look at what authors write: every lesson by itself, and the spelling of all prose."""
    for lesson in all_lessons():
        for problem in lint.problems_of(lesson):
            yield f"course/lessons/{lesson.name}.py: {problem}"
    prose = [*paths.LESSONS.glob("*.py"), paths.TERMS, *paths.SOLUTIONS.glob("*.md"), paths.README]
    yield from terms.problems(all_lessons())
    yield from lint.misspelt([*prose, *(paths.EMLAB / "messages").glob("*.py")])


def doubled_grade_ids(notebook):
    """nbgrader refuses a whole submission for one doubled grade_id."""
    names = Counter(
        c.metadata.nbgrader.grade_id for c in notebook.cells if "nbgrader" in c.metadata
    )
    for name, count in names.items():
        if count > 1:
            yield f"grade_id {name!r} stands {count} times"


def wrong_stubs(notebook, asked):
    """A stub must have its reference's signature and docstring."""
    cells = {c.metadata.nbgrader.grade_id: c for c in notebook.cells if "nbgrader" in c.metadata}
    for target in asked:
        reference = load(reference_of(target))
        question = question_id(target)
        cell = cells.get(f"{grade_id(question)}-answer")
        if cell is None:
            yield f"there is no cell to answer {question}"
        elif _head(cell.source, reference.name) != _head(
            reference.cell(marked=False), reference.name
        ):
            yield f"the stub of {question} differs from its reference in signature or docstring"


def leaks(notebook, asked):
    """No released cell may hold a line of a solution or of a hidden test."""
    secret = {
        "grade(",
        "HIDDEN TESTS",
        "BEGIN SOLUTION",
        "MARK SCHEME",
        "from autograder",
        "from solutions",
    }
    for target in asked:
        secret |= telling_lines(target)
    for cell in notebook.cells:
        for text in secret:
            if text in cell.source:
                yield f"cell {cell.id} gives away: {text}"


def telling_lines(target):
    """The lines of a solution that hold part of an answer: not the mere head of a loop or call."""
    lines = map(str.strip, load(reference_of(target)).body.splitlines())
    return {line for line in lines if len(line) >= SHORTEST_LEAK and not line.endswith((":", "("))}


def outputs(notebook):
    """A released notebook has never been run."""
    for cell in notebook.cells:
        if cell.get("outputs") or cell.get("execution_count"):
            yield f"cell {cell.id} holds output"


def _head(source, name):
    """Signature and docstring of the function ``name`` in a cell, in a form to compare."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef) and node.name == name:
            return ast.dump(node.args), ast.get_docstring(node)
    return None


def _diff(old, new, file):
    lines = difflib.unified_diff(
        old.decode("utf-8").splitlines(),
        new.decode("utf-8").splitlines(),
        f"{file} (in git)",
        f"{file} (fresh)",
        lineterm="",
        n=1,
    )
    shown = [line[:200] for line, _ in zip(lines, range(DIFF_LINES), strict=False)]
    return "\n".join(f"    {line}" for line in shown)
