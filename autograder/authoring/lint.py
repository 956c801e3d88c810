"""What every lesson must keep to: length, pictures, hints, notation, formulas, spelling, links."""

import ast
import re
import subprocess
import sys
from dataclasses import dataclass
from html import unescape
from itertools import pairwise
from urllib.parse import unquote

import nbformat

from autograder.authoring import paths
from autograder.authoring.references import load
from autograder.questions import QUESTIONS


@dataclass(frozen=True)
class Limits:
    """How long a lesson may be: words, code cells, code cells in a row without a picture."""

    words: tuple = (1200, 2200)
    code_cells: tuple = (15, 25)
    without_picture: int = 3


LIMITS = {"00-welcome": Limits(words=(500, 1000), code_cells=(4, 12))}
SHORTEST_ALT = 40  # characters

# The term of the notation table for what other books call otherwise.
NOTATION = {
    r"n_samples|num_samples|num_data": "sample_size",
    r"n_components|n_clusters|num_clusters": "num_components",
    r"mixing (coefficient|proportion|probabilit)\w*": "mixing weight",
    r"\\gamma|γ": "r_nk",
    r"log[ -]?likelihoods?": "log-likelihood",
    r"\b([EM]) step": "E-step, M-step",
    r"data ?points?": "data point",
    r"(?i)variance[ -]covariance matrix|dispersion matrix": "covariance",
    r"\bELBO\b|evidence lower bound|(?i:lower-bound)": "bound",
    r"Kullback.?Leibler distance|KL distance": "KL divergence",
}
AS_DEFINED = {"log-likelihood", "log-likelihoods", "data point", "data points"}
AMERICAN = (
    r"\b(colou?r(?<!colour)\w*|centers?|centered|\w+[^aeio]ize[sd]?\b|\w+izing|behavior|"
    r"neighbor\w*|favorite|gray|labeled|modeled|artifact)\b"
)
BRITISH_ENOUGH = {"size", "sizes", "sized", "resize", "resized", "prize", "seize"}


def problems_of(lesson):
    """Yield every problem of one lesson, in words."""
    yield from shape(lesson)
    yield from exercises(lesson)
    for cell in lesson.cells:
        text = cell.text if cell.kind == "markdown" else ""
        yield from formulas(text)
        yield from links(text, paths.RELEASE / lesson.name)
        yield from notation(cell.text)
        yield from american(text)
    solution = paths.SOLUTIONS / f"{lesson.name}.ipynb"
    if solution.exists():
        notebook = nbformat.read(solution, as_version=4)
        yield from pictures(notebook, LIMITS.get(lesson.name, Limits()).without_picture)


def shape(lesson):
    """Its length, its goals and recap, its questions to the reader."""
    limits = LIMITS.get(lesson.name, Limits())
    low, high = limits.words
    words = count_words(lesson)
    if not low <= words <= high:
        yield f"{words} words to read, not {low} to {high}"
    low, high = limits.code_cells
    cells = sum(cell.kind == "code" for cell in lesson.cells)
    if not low <= cells <= high:
        yield f"{cells} code cells, not {low} to {high}"
    first, last = lesson.cells[0].text, lesson.cells[-1].text
    prose = "\n".join(cell.text for cell in lesson.cells if cell.kind == "markdown")
    for wanted, text, place in (
        ("{minutes}", first, "its first cell must say how many {minutes} it takes"),
        ("You are here", first, "its first cell must show where the reader is"),
        ("00-welcome/glossary.md", first, "its first cell must link the glossary"),
        ("00-welcome/formulas.md", first, "its first cell must link the formulas"),
        ("You are here", prose[-len(last) - 1500 :], "it must end with where the reader is"),
        ("**Predict", prose, "nothing is to be predicted"),
        ("**Think.**", prose, "there is no question to think about"),
    ):
        if wanted not in text:
            yield place
    numbers = [int(n) for n in re.findall(r"(?m)^## (\d+)\. ", prose)]
    if any(b != a + 1 for a, b in pairwise([0, *numbers])):
        yield f"its sections are numbered {numbers}"


def count_words(lesson):
    """Words that every reader reads: no code, no formula, no hint, no answer."""
    texts = [
        cell.text
        for cell in lesson.cells
        if cell.kind == "markdown" and cell.directive not in ("hints", "answer", "rubric")
    ]
    return len(re.findall(r"[^\W\d_]+(?:['-][^\W\d_]+)*", prose_of("\n".join(texts))))


def prose_of(text):
    """Markdown without what is not prose: code, formulas, HTML, addresses."""
    for pattern in (r"(?s)```.*?```", r"(?s)\$\$.*?\$\$", r"`[^`]*`", r"\$[^$]*\$", r"<[^>]+>"):
        text = re.sub(pattern, " ", text)
    return re.sub(r"\]\([^)]*\)", "]", text)


def exercises(lesson):
    """Every question has three hints before it, and a docstring that tells shapes."""
    seen = set()
    for cell in lesson.cells:
        if cell.directive == "hints":
            seen.add(cell.target)
        elif cell.directive in ("exercise", "answer") and cell.target not in seen:
            yield f"no hints stand before {cell.target}"
        if cell.directive == "exercise":
            yield from docstring(cell.target)


def docstring(question):
    """A stub tells what goes in, what comes out, and in which shapes."""
    reference = load(QUESTIONS[question].reference)
    if reference.name == "__init__":
        return
    function = ast.parse(_dedented(reference)).body[0]
    text = ast.get_docstring(function)
    for argument in function.args.args:
        entry = re.search(rf"(?m)^(?:\w+, )*{argument.arg}(?:, \w+)* : (.+)$", text)
        if argument.arg != "self" and entry is None:
            yield f"the docstring of {question} does not tell {argument.arg}"
        elif entry and "array" in entry[1] and "shape (" not in entry[1]:
            yield f"the docstring of {question} does not tell the shape of {argument.arg}"
    if re.search(r"(?m)^\s+return ", reference.body) and "Returns\n-------" not in text:
        yield f"the docstring of {question} does not tell what is returned"


def _dedented(reference):
    return f"{reference.head}\n{reference.body}"


def formulas(text):
    """``$$`` stands alone on its line, so that every viewer sees a formula there."""
    for line in text.splitlines():
        if "$$" in line and line.strip() != "$$":
            yield f"'$$' shares its line: {line.strip()[:60]}"
    if text.count("$$") % 2:
        yield f"a formula is opened and not closed: {text.strip()[:60]}"


def links(text, folder):
    """Every link of a lesson to a file leads somewhere from where the notebook is released."""
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        file, _, _ = target.partition("#")
        if re.match(r"[a-z]+:", target) or not file:
            continue
        if not (folder / unquote(file)).exists():
            yield f"the link to {target} leads nowhere"


def notation(text):
    """One thing has one name."""
    if "GaussianMixture" in text:  # another library's names
        return
    for pattern, term in NOTATION.items():
        for found in re.finditer(pattern, text):
            if found[0].lower() not in AS_DEFINED:
                yield f"'{found[0]}' is called {term} in this course"


def american(text):
    """The course spells as in Britain."""
    for word in re.findall(AMERICAN, prose_of(text)):
        if word.lower() not in BRITISH_ENOUGH:
            yield f"'{word}' is spelt otherwise in this course"


def pictures(notebook, without_picture):
    """No long stretch without a picture; every picture has words for those who do not see it."""
    run = 0
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        drawn = [*_png_alts(cell), *_html_alts(cell)]
        for alt in drawn:
            if len(alt) < SHORTEST_ALT:
                yield f"a picture of cell {cell.id} has no text alternative: {alt!r}"
        answer = cell.source.startswith(("def ", "class ", "check("))
        if drawn:
            run = 0
        elif not answer:
            run += 1
        if run == without_picture + 1 and not answer:
            yield f"more than {without_picture} code cells without a picture, at cell {cell.id}"


def _png_alts(cell):
    for output in cell.outputs:
        if "image/png" in output.get("data", {}):
            yield output.metadata.get("image/png", {}).get("alt", "")


def _html_alts(cell):
    for output in cell.outputs:
        for image in re.findall(r"<img [^>]*>", output.get("data", {}).get("text/html", "")):
            found = re.search(r'alt="([^"]*)"', image)
            yield unescape(found[1]) if found else ""


def misspelt(files):
    """Words that codespell knows to be wrong, a line each."""
    command = [sys.executable, "-m", "codespell_lib", "--builtin", "clear,rare", *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=paths.ROOT)
    return done.stdout.splitlines()
