"""Make the submissions of a class from the catalogues of right and wrong solutions.

The same seed makes the same class. Most students write an answer in one of two usual ways; each of
the others in the catalogue goes to one student at the most, as if that one had thought of it, so
that only the pairs that are made to be copies are copies.
"""

import ast
import builtins
import copy
import functools
import json
import math
import random
from collections.abc import Callable
from dataclasses import dataclass

import nbformat

from autograder import variants
from autograder.authoring import paths
from autograder.authoring.notebooks import grade_id, reference_of
from autograder.authoring.references import load
from autograder.questions import QUESTIONS

LESSON = "05-gmm"
ASKED = [question.id for question in QUESTIONS.values() if question.lesson == LESSON]
EASE = dict(zip(ASKED, (2.6, 1.2, 1.0, -0.2, 0.5), strict=True))
SEED = 10
STUB = "raise NotImplementedError"
SLOW = (
    "GMM.m_step",
    "GMM.log_pdf/log-of-negative-numbers",
)  # whose EM takes its time, or never ends
USUAL = 2  # wrong answers to a question that many give
ABOVE = "# written above"
HOUR = 3600
LATE = {4: 0.4 * HOUR, 11: 3 * HOUR, 18: 20 * HOUR, 29: 26 * HOUR, 37: 2 * HOUR, 46: 60 * HOUR}
COPIED = {52: 21, 33: 9}  # who copied from whom


@dataclass(frozen=True)
class Made:
    """A submission.

    Attributes
    ----------
    student : str
    content : bytes
    name : str
        Of the file.
    seconds_late : float
        Before the deadline where it is negative.
    """

    student: str
    content: bytes
    name: str = f"{LESSON}.ipynb"
    seconds_late: float = -HOUR


def make_class(size, seed=SEED):
    """Return the submissions of a class.

    Parameters
    ----------
    size : int
        How many students; the last of a small class are left out of those that are late, damaged
        or copied.
    seed : int

    Returns
    -------
    list of Made
    """
    rng = random.Random(seed)
    deck = _Deck(rng)
    originals = {number: deck.original() for number in COPIED.values()}
    answers = {number: deck.answers(rng.gauss(0, 1)) for number in range(1, size + 1)}
    answers |= {number: given for number, given in originals.items() if number in answers}
    for copier, source in COPIED.items():
        if copier in answers:
            answers[copier] = {q: _disguised(text) for q, text in answers[source].items()}
    made = []
    for number, given in answers.items():
        notebook = _filled(given)
        if number in COPIED and given["GMM.e_step"]:  # it is not in the cell of the density
            _move_e_step_up(notebook)
        damaged = DAMAGE.get(number, _whole)(notebook)
        late = LATE.get(number, -rng.uniform(0, 72 * HOUR))
        made.append(Made(f"student-{number:03}", *damaged, seconds_late=round(late)))
    return made


class _Deck:
    """What students write, dealt so that only the usual is dealt more than once."""

    def __init__(self, rng):
        self.rng, self.usual_right = rng, {q: [_reference(q), *_plain(q)] for q in ASKED}
        self.styles = [style for name in variants.names("right") if (style := _style(name))]
        self.rare_wrong, self.usual_wrong = {}, {}
        for question in ASKED:
            texts = [
                text.replace("class GMM(GMM)", "class GMM")
                for id, text in variants.wrong_cells()
                if id.startswith(f"{question}/") and id not in SLOW
            ]
            rng.shuffle(texts)
            self.usual_wrong[question], self.rare_wrong[question] = texts[:USUAL], texts[USUAL:]
        rng.shuffle(self.styles)

    def answers(self, ability):
        """{question: source} of one student; a question that is not in it is left open."""
        right = {q: self.rng.random() < 1 / (1 + math.exp(-EASE[q] - 1.5 * ability)) for q in ASKED}
        given_up = (
            self.rng.randrange(1, 5) if ability < 0 and self.rng.random() < 0.4 else len(ASKED)
        )
        open_from = ASKED[given_up:]
        given = {q: self._right(q) if right[q] else self._wrong(q) for q in ASKED}
        solved = [q for q in ASKED if right[q] and q not in open_from]
        if self.rng.random() < 0.35:
            given |= self._in_a_style(solved)
        return {q: text for q, text in given.items() if q not in open_from}

    def original(self):
        """{question: source} of one who has everything right, much of it in a way of one's own."""
        given, left = {q: self._right(q) for q in ASKED}, set(ASKED)
        while styled := self._in_a_style(left):
            given |= styled
            left -= set(styled)
        return given

    def _right(self, question):
        return self.rng.choice(self.usual_right[question])

    def _wrong(self, question):
        rare = self.rare_wrong[question]
        if rare and self.rng.random() < 0.2:
            return rare.pop()
        return self.usual_wrong[question][self.rng.random() < 0.35]

    def _in_a_style(self, solved):
        """Answers by one variant that nobody else has, if there is one for what is solved."""
        fitting = [style for style in self.styles if set(style[1]) <= set(solved)]
        if not fitting:
            return {}
        self.styles.remove(fitting[0])
        source, asked = fitting[0]
        first, *others = sorted(asked, key=ASKED.index)
        return {first: source, **dict.fromkeys(others, ABOVE)}


def _reference(question):
    return load(reference_of(question)).cell(marked=False)


def _plain(question):
    """The answer of the plainest notebook there is, if it is quick, in a list."""
    return [] if question in SLOW else [_base()[question]]


@functools.cache
def _base():
    """{question: source} of the notebook that answers everything in the plainest way."""
    source = variants.source("base_notebook")
    found, last = {}, None
    for node in ast.parse(source).body:
        text = ast.get_source_segment(source, node)
        if isinstance(node, ast.ClassDef) and node.name == "GMM":
            found["GMM.__init__"] = text
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in ASKED:
            found[ast.unparse(node.targets[0])] = f"{last}\n\n\n{text}"
        last = text
    return found


def _style(name):
    """(source, questions) of a right variant that only writes methods of this lesson anew."""
    source = variants.source(f"right/{name}")
    tree, stored = ast.parse(source), set()
    if any(_reads_a_method(node) for node in ast.walk(tree)):
        return None  # it builds on an earlier answer to the same question
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            return None
        if isinstance(node, ast.Assign):
            stored |= {part for target in node.targets for part in _parts(target)}
    methods = {name for name in stored if "." in name}
    if not methods or not methods <= set(ASKED):
        return None
    return source, tuple(methods)


def _reads_a_method(node):
    read = isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load)
    return read and ast.unparse(node) in ASKED


def _parts(target):
    return [ast.unparse(part) for part in getattr(target, "elts", [target])]


def _filled(answers):
    """The released notebook with these answers in it."""
    notebook = nbformat.read(paths.RELEASE / LESSON / f"{LESSON}.ipynb", as_version=4)
    for question, source in answers.items():
        _cell(notebook, f"{grade_id(question)}-answer").source = source
    return notebook


def _cell(notebook, name):
    return next(cell for cell in notebook.cells if cell.get("id") == name)


def _move_e_step_up(notebook):
    """Put the E-step before the density: another order, the same work."""
    moved = [_cell(notebook, name) for name in ("GMM-e_step-answer", "GMM-e_step")]
    for cell in moved:
        notebook.cells.remove(cell)
    at = notebook.cells.index(_cell(notebook, "GMM-log_pdf-answer"))
    notebook.cells[at:at] = moved


class _Renamed(ast.NodeTransformer):
    """Gives other names to what a function stores."""

    def __init__(self, tree):
        given = {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
        stored = {node.id for node in ast.walk(tree) if _stores(node)} - given
        self.names = {name: f"my_{name[::-1]}" for name in stored}

    def visit_Name(self, node):
        return ast.copy_location(ast.Name(self.names.get(node.id, node.id), node.ctx), node)


def _stores(node):
    return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id not in KEPT


KEPT = {*dir(builtins), "np", "GMM", "Gaussian"}


def _disguised(source):
    """The same code with other names, other layout, and no comments."""
    tree = ast.parse(source)
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    for function in functions:
        _Renamed(function).visit(function)
    return ast.unparse(tree)


def _text(notebook):
    return nbformat.writes(notebook).encode()


def _whole(notebook):
    return (_text(notebook),)


def _cut_off(notebook):
    return (_text(notebook)[:9000],)


def _empty(notebook):
    return (b"",)


def _conflict(notebook):
    marks = b'<<<<<<< HEAD\n "nbformat": 4,\n=======\n "nbformat": 4,\n>>>>>>> mine\n'
    return (_text(notebook).replace(b'"nbformat": 4,', marks),)


def _byte_order_mark(notebook):
    return (b"\xef\xbb\xbf" + _text(notebook),)


def _utf_16(notebook):
    return (_text(notebook).decode().encode("utf-16"),)


def _renamed(notebook):
    return _text(notebook), "homework (final) (2).ipynb"


def _without_marks(notebook):
    for cell in notebook.cells:
        cell.metadata = {}
    return (_text(notebook),)


def _doubled(notebook):
    twin = copy.deepcopy(_cell(notebook, "GMM-e_step"))
    twin.id = "pasted"
    notebook.cells.append(twin)
    return (_text(notebook),)


def _no_test(notebook):
    notebook.cells.remove(_cell(notebook, "GMM-m_step"))
    return (_text(notebook),)


def _other_lesson(notebook):
    return (_text(nbformat.read(paths.RELEASE / "03-em" / "03-em.ipynb", as_version=4)),)


def _unknown_kernel(notebook):
    notebook.metadata["kernelspec"] = {"name": "julia-1.9", "display_name": "Julia"}
    return (_text(notebook),)


def _no_notebook(notebook):
    return json.dumps({"cells": "see my e-mail"}).encode(), "answer.json"


def _syntax_error(notebook):
    _cell(notebook, "GMM-e_step-answer").source = "def e_step(self, X)\n    return 1"
    return (_text(notebook),)


DAMAGE: dict[int, Callable] = {
    2: _byte_order_mark,
    7: _renamed,
    13: _cut_off,
    15: _doubled,
    19: _without_marks,
    24: _conflict,
    28: _syntax_error,
    31: _other_lesson,
    40: _no_test,
    44: _utf_16,
    49: _unknown_kernel,
    55: _empty,
    58: _no_notebook,
}
