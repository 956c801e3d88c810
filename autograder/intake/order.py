"""Move cells that stand before what they need.

A question is judged on what the notebook holds at its test. Where a test was moved before its
answer, answers were exchanged, or all cells turned round, the answers are there nevertheless.
"""

import functools
import re

LONGEST = 1 << 20  # characters of a cell that is looked through


def in_order(cells, lesson):
    """Return the cells in an order that works, and the names of those that were moved.

    Parameters
    ----------
    cells : list of NotebookNode
        Mended: with nbgrader's marks on the lesson's own.
    lesson : Lesson

    Returns
    -------
    list of NotebookNode
    list of str
    """
    cells, moved = list(cells), []
    for move in (_given_cells, _classes, _tests):
        moved += move(cells, lesson)
    return cells, moved


def answers(source, lesson):
    """Tell whether code defines what one of the lesson's questions asks for."""
    return any(_found(_defines(question), source) for question in lesson.tests.values())


def _given_cells(cells, lesson):
    """Put the course's own code before the answers that it stands before in the lesson."""
    order, moved = list(lesson.cells), []
    for name, cell in lesson.cells.items():
        mark = cell.metadata.nbgrader
        if cell.cell_type != "code" or mark.grade or not mark.locked:
            continue
        at = _place(cells, name)
        later = set(order[order.index(name) :])
        first = next(i for i, c in enumerate(cells) if _is_code(c) and _name(c) in later)
        if first < at:
            cells.insert(first, cells.pop(at))
            moved.append(name)
    return moved


def _classes(cells, lesson):
    """Put a class that is an answer before the first cell that stores a method in it."""
    moved = []
    for question in lesson.tests.values():
        owner, _, method = question.rpartition(".")
        if method != "__init__":
            continue
        made = _first(cells, re.compile(rf"^class\s+{owner}\b", re.MULTILINE))
        used = _first(cells, re.compile(rf"^{owner}\.\w+\s*=(?!=)", re.MULTILINE))
        if made is not None and used is not None and used < made:
            cells.insert(used, cells.pop(made))
            moved.append(_name(cells[used]) or f"class {owner}")
    return moved


def _tests(cells, lesson):
    """Put a test that comes before all answers to its question at the end."""
    moved = []
    for name, question in lesson.tests.items():
        at, wanted = _place(cells, name), _defines(question)
        found = [i for i, c in enumerate(cells) if _answers(c, wanted, lesson)]
        if found and found[0] > at:
            cells.append(cells.pop(at))
            moved.append(name)
    return moved


def _answers(cell, wanted, lesson):
    """Whether a cell of the student's defines this, and not as it was given to be filled in."""
    given = lesson.cells.get(_name(cell))
    untouched = given is not None and given.source.strip() == cell.source.strip()
    return _is_code(cell) and not untouched and _found(wanted, cell.source)


def _found(wanted, source):
    return len(source) <= LONGEST and bool(wanted.search(source))


@functools.cache
def _defines(question):
    """Match code that defines a function, a method in its class, or stores one there."""
    owner, _, name = question.rpartition(".")
    if not owner:
        text = rf"^(?:def\s+{name}\b|{name}\s*=(?!=))"
    else:
        body = rf"^class\s+{owner}\b(?:(?!^class\s).)*?^[ \t]+(?:def\s+{name}\b|{name}\s*=(?!=))"
        text = rf"^{owner}\.{name}\s*=(?!=)|{body}"
    return re.compile(text, re.MULTILINE | re.DOTALL)


def _first(cells, wanted):
    return next((i for i, c in enumerate(cells) if _is_code(c) and _found(wanted, c.source)), None)


def _place(cells, name):
    return next(i for i, cell in enumerate(cells) if _name(cell) == name)


def _name(cell):
    return cell.metadata.get("nbgrader", {}).get("grade_id")


def _is_code(cell):
    return cell.cell_type == "code"
