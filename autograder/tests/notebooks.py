"""Student notebooks for tests: a released lesson with some of its questions answered."""

import functools

import nbformat

from autograder import variants
from autograder.authoring import paths
from autograder.authoring.lesson import read_lesson
from autograder.authoring.notebooks import grade_id, question_id, reference_of
from autograder.authoring.references import load
from autograder.questions import QUESTIONS
from solutions.explained import explanations, without_marks


def released(lesson):
    """The notebook as a student gets it."""
    return nbformat.read(paths.RELEASE / lesson / f"{lesson}.ipynb", as_version=4)


def questions_of(lesson):
    """The ids of a lesson's questions that are answered in code, in order."""
    return [question.id for question in QUESTIONS.values() if question.lesson == lesson]


def answered(lesson, answers):
    """A released lesson with ``answers`` ({question id: source of its answer cell}) filled in."""
    notebook = released(lesson)
    cells = {cell.id: cell for cell in notebook.cells}
    for question, source in answers.items():
        cells[f"{grade_id(question)}-answer"].source = source
    return notebook


def solved(lesson, questions=None):
    """A released lesson with the reference's answers to some of its questions, or to all."""
    if questions is not None:
        return answered(lesson, {q: reference_answer(q) for q in questions})
    source = _source(lesson)
    answers = {q: reference_answer(q) for q in questions_of(lesson)}
    answers |= {question_id(target): reference_answer(target) for target in source.practices}
    notebook = answered(lesson, answers)
    cells = {cell.id: cell for cell in notebook.cells}
    for question in source.written:
        answer = explanations(lesson)[question].answer
        cells[grade_id(question)].source = without_marks(answer)
    return notebook


@functools.cache  # many notebooks are made from one lesson
def _source(lesson):
    return read_lesson(paths.LESSONS / f"{lesson}.py")


def quick(notebook):
    """The same notebook, cell by cell, without what its figures cost."""
    for cell in notebook.cells:
        if cell.cell_type == "code" and not cell.metadata.get("nbgrader", {}).get("grade_id"):
            cell.source = "pass  # a figure"
    return notebook


def bare(lesson, seconds=0):
    """A solved lesson without its prose and figures, quick to grade, and as slow as is asked for.

    It sleeps in a cell of its own: a class of them is half graded for a while, and busies no core.
    """
    notebook = solved(lesson)
    marked = [cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade_id")]
    notebook.cells = [nbformat.v4.new_code_cell(f"import time\ntime.sleep({seconds})"), *marked]
    return notebook


def touched(variant):
    """The questions that a right variant answers in its own way, and those that build on them.

    The answers to the others are those of the base notebook.
    """
    base, other = variants.notebook(), variants.notebook(f"right/{variant}")
    own = {question for question in QUESTIONS if changed(question, base, other)}
    owners = {question.rpartition(".")[0] for question in own}
    parts = own | owners - {""}
    return tuple(q.id for q in QUESTIONS.values() if q.id in own or parts & set(q.builds_on))


def changed(question, one, other):
    """Tell whether the answers to a question in the names of two notebooks are different code."""
    owner, _, name = question.rpartition(".")
    both = [names[owner] if owner else names for names in (one, other)]
    codes = [getattr(both[i], name) if owner else both[i][name] for i in (0, 1)]
    return getattr(codes[0], "__code__", 0) != getattr(codes[1], "__code__", 1)


def reference_answer(question):
    """What a student would have to type to hand in the reference solution."""
    return load(reference_of(question)).cell(marked=False)


def errors(notebook):
    """(cell id, name of the error) for each error among a notebook's outputs."""
    return [
        (cell.id, output.ename)
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if output.output_type == "error"
    ]
