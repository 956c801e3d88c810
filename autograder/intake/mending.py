"""Mend a submission: find the lesson's cells in it again, and put back what is the course's own."""

import copy
import difflib
import functools
import re
import secrets
from dataclasses import dataclass, field

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell

from autograder.authoring import paths
from autograder.authoring.notebooks import grade_id
from autograder.intake.order import answers, in_order
from autograder.intake.reading import Damaged, read
from autograder.messages.damage import HEADING, NOT_GRADED, REASONS, REMARKS
from autograder.questions import QUESTIONS

CHECK = re.compile(r'check\(\s*["\']([^"\']+)["\']\s*\)')
FENCED = re.compile(r"```[\w ]*\n(.*)\n[ ]*```", re.DOTALL)  # a code block of Markdown
CELL_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")
MOST_CELLS = 2000
MOST_NAMES = 8
LONGEST = 200


@dataclass
class Mended:
    """A submission as it is graded.

    Attributes
    ----------
    notebook : NotebookNode
        With each graded or locked cell of the lesson exactly once, and nbgrader's marks on them.
    remarks : list of str
        What had to be set right, in sentences.
    problem : str
        Why the notebook is the course's own instead of what was handed in, "" if it is not.
    """

    notebook: nbformat.NotebookNode
    remarks: list = field(default_factory=list)
    problem: str = ""

    def with_remarks(self):
        """Return the notebook with what was set right said at its head, for the feedback."""
        notebook = copy.deepcopy(self.notebook)
        said = [f"- {remark}" for remark in self.remarks]
        if self.problem:
            said = [NOT_GRADED.format(reason=self.problem), "", *said]
        elif said:
            said = [HEADING, "", *said]
        if said:
            notebook.cells.insert(0, new_markdown_cell("\n".join(said)))
        return notebook


class Lesson:
    """A lesson as it was released: what submissions are compared with.

    Parameters
    ----------
    name : str
        ``05-gmm``.
    released : NotebookNode, optional
        The released notebook; the course's own by default.
    """

    def __init__(self, name, released=None):
        self.name = name
        self.released = released or _released(name)
        self.cells = {
            cell.metadata.nbgrader.grade_id: cell
            for cell in self.released.cells
            if cell.metadata.get("nbgrader", {}).get("grade_id")
        }
        self.tests = {grade_id(q.id): q.id for q in QUESTIONS.values() if q.lesson == name}

    def locked(self, name):
        """Whether a cell is the course's own, and no student's."""
        return self.cells[name].metadata.nbgrader.locked

    @property
    def asks(self):
        """The names of the cells that tell that a notebook is this lesson's."""
        marks = {name: cell.metadata.nbgrader for name, cell in self.cells.items()}
        return {name for name, mark in marks.items() if mark.solution or mark.grade}


@functools.cache
def _released(name):
    return nbformat.read(paths.RELEASE / name / f"{name}.ipynb", as_version=4)


def mend(content, lesson):
    """Mend a submission.

    Parameters
    ----------
    content : bytes
        The file, as it was handed in.
    lesson : Lesson

    Returns
    -------
    Mended
        Its ``problem`` says so where nothing can be graded.
    """
    try:
        return _mended(read(content), lesson)
    except Damaged as damage:
        return untouched(lesson, str(damage))
    except Exception as error:  # damage of a kind that nobody has thought of costs nobody else
        reason = REASONS["odd"].format(error=f"{type(error).__name__}: {error}"[:LONGEST])
        return untouched(lesson, reason)


def untouched(lesson, problem):
    """Return the lesson as it was released, in place of what cannot be graded."""
    return Mended(copy.deepcopy(lesson.released), problem=problem)


def _mended(submitted, lesson):
    notebook, remarks = submitted.notebook, list(submitted.remarks)
    cells = _not_too_many(notebook.cells, lesson, remarks)
    names = _names(cells, lesson)
    if not _is_of(cells, lesson):
        raise Damaged(REASONS["other"].format(assignment=lesson.name))
    noted = _Noted()
    _keep_one_of_each(cells, names, lesson, noted)
    laid = []
    for index, cell in enumerate(cells):
        name = names.get(index)
        if name:
            laid += _put_right(cell, name, lesson, noted)
            continue
        if "nbgrader" in cell.metadata:
            if cell.metadata["nbgrader"]:
                noted.foreign = True
            del cell.metadata["nbgrader"]
        laid.append(cell)
    head, end = _lost(set(names.values()), lesson, noted)
    notebook.cells, noted.cells["moved"] = in_order([*head, *laid, *end], lesson)
    _number(notebook.cells)
    _name_the_kernel(notebook, lesson, remarks)
    return Mended(notebook, remarks + noted.remarks())


def _not_too_many(cells, lesson, remarks):
    """Leave out cells beyond a number that no work needs, the lesson's own last of all."""
    if len(cells) <= MOST_CELLS:
        return cells
    ranked = sorted(range(len(cells)), key=lambda i: (not _said(cells[i], lesson), i))
    remarks.append(REMARKS["many"].format(total=len(cells), number=len(cells) - MOST_CELLS))
    return [cells[i] for i in sorted(ranked[:MOST_CELLS])]


def _is_of(cells, lesson):
    """Whether a notebook is this lesson's: by its questions, answers, or most other cells."""
    if not lesson.asks or lesson.asks & {_said(cell, lesson) for cell in cells}:
        return True
    if any(_is_code(cell) and answers(cell.source, lesson) for cell in cells):
        return True
    ours = {cell.source.strip() for cell in lesson.released.cells}
    return 2 * len(ours & {cell.source.strip() for cell in cells}) > len(ours)


class _Noted:
    """What was done to which cells."""

    def __init__(self):
        self.foreign = False
        self.cells = {
            kind: []
            for kind in (
                *("metadata", "doubled", "type", "fenced", "edited", "kept", "restored", "missing"),
                "moved",
            )
        }

    def note(self, kind, name):
        if name not in self.cells[kind]:
            self.cells[kind].append(name)

    def remarks(self):
        said = [
            REMARKS[kind].format(names=_listed(names))
            for kind, names in self.cells.items()
            if names
        ]
        return [*said, *([REMARKS["foreign"]] if self.foreign else [])]


def _listed(names):
    more = len(names) - MOST_NAMES
    return ", ".join(f"`{name}`" for name in names[:MOST_NAMES]) + (
        f" and {more} more" if more > 0 else ""
    )


def _names(cells, lesson):
    """{index: which of the lesson's marked cells this is}; several may be the same."""
    names = {index: name for index, cell in enumerate(cells) if (name := _said(cell, lesson))}
    missing = set(lesson.cells) - set(names.values())
    if missing:
        aligned = _aligned(cells, lesson)
        names |= {
            index: name for index, name in aligned.items() if name in missing and index not in names
        }
    return names


def _said(cell, lesson):
    """What a cell says of itself: nbgrader's mark, else its id, else which test it is."""
    marks = cell.metadata.get("nbgrader")
    name = marks.get("grade_id") if isinstance(marks, dict) else None
    if isinstance(name, str) and name in lesson.cells:
        return name
    if cell.get("id") in lesson.cells:
        return cell["id"]
    asked = CHECK.fullmatch(cell.source.strip())
    return grade_id(asked[1]) if asked and grade_id(asked[1]) in lesson.tests else ""


def _aligned(cells, lesson):
    """{index: name} for cells that have lost their marks, by what stands before and after them."""
    ours = lesson.released.cells
    match = difflib.SequenceMatcher(
        None, [c.source.strip() for c in ours], [c.source.strip() for c in cells], autojunk=False
    )
    found = {}
    for kind, a, b, c, d in match.get_opcodes():
        if kind == "equal":
            pairs = zip(range(a, b), range(c, d), strict=True)
        elif kind == "replace":
            pairs = _alike(ours, range(a, b), cells, range(c, d))
        else:
            continue
        for mine, theirs in pairs:
            name = ours[mine].metadata.get("nbgrader", {}).get("grade_id")
            if name:
                found[theirs] = name
    return found


def _alike(ours, mine, cells, theirs):
    """Pair changed cells: by their first line, and where as many stand here as there, in turn."""
    if len(mine) == len(theirs):
        yield from zip(mine, theirs, strict=True)
        return
    heads = {_head(cells[index]): index for index in theirs}
    for index in mine:
        if _head(ours[index]) in heads:
            yield index, heads.pop(_head(ours[index]))


def _head(cell):
    return cell.cell_type, cell.source.strip().partition("\n")[0].strip()


def _keep_one_of_each(cells, names, lesson, noted):
    """Of a doubled cell, one keeps the name: the last test, the first given, the fullest answer.

    What is left of the others asks nothing, and takes nothing back that was answered before it.
    """
    for name in sorted(set(names.values())):
        same = [index for index in names if names[index] == name]
        if len(same) == 1:
            continue
        noted.note("doubled", name)
        worth = {index: _worth(cells[index], index, name, lesson) for index in same}
        kept = max(same, key=worth.get)
        for index in same:
            if index != kept:
                del names[index]
                cells[index].metadata.pop("nbgrader", None)
                if _is_untouched(cells[index], name, lesson):
                    cells[index].source = ""


def _worth(cell, index, name, lesson):
    """What makes one of several cells the one that counts."""
    if lesson.locked(name):
        return (index if lesson.cells[name].metadata.nbgrader.grade else -index,)
    return not _is_untouched(cell, name, lesson), len(cell.source.strip()), index


def _is_untouched(cell, name, lesson):
    return cell.source.strip() == lesson.cells[name].source.strip()


def _put_right(cell, name, lesson, noted):
    """Give a cell its marks again; one of the course's own, its text too.

    Returns
    -------
    list of NotebookNode
        The cell. Where something was written into one of the course's own, an import say, what was
        there comes before it, so that the course's own counts; behind it where it holds answers,
        which need what is given. What was a test holds nothing else worth keeping.
    """
    ours = lesson.cells[name]
    right, beside, answered = copy.deepcopy(ours), [], False
    if not isinstance(cell.metadata.get("nbgrader"), dict) or not cell.metadata["nbgrader"]:
        noted.note("metadata", name)
    if cell.cell_type != ours.cell_type:
        noted.note("type", name)
    if not lesson.locked(name):
        right.source = _without_fence(cell.source, name, noted) if _is_code(ours) else cell.source
    elif not _is_untouched(cell, name, lesson):
        answered = answers(cell.source, lesson)
        kept = _is_code(ours) and _is_code(cell) and (answered or not ours.metadata.nbgrader.grade)
        noted.note("kept" if kept else "edited", name)
        beside = [new_code_cell(cell.source)] if kept else []
    right.id = cell.get("id", name)
    if beside and answered and not ours.metadata.nbgrader.grade:
        return [right, *beside]
    return [*beside, right]


def _without_fence(source, name, noted):
    """Take the marks of a code block off, as an answer has them that was made Markdown."""
    fenced = FENCED.fullmatch(source.strip())
    if fenced:
        noted.note("fenced", name)
    return fenced[1] if fenced else source


def _is_code(cell):
    return cell.cell_type == "code"


def _lost(seen, lesson, noted):
    """What has to be put back, before and after the student's own cells.

    A test comes back at the end, where the notebook holds all that it ever will.
    """
    head, end = [], []
    for name, cell in lesson.cells.items():
        if name in seen:
            continue
        mark = cell.metadata.nbgrader
        if not mark.locked and not mark.grade:
            noted.note("missing", name)
            continue
        noted.note("restored", name)
        is_given = cell.cell_type == "code" and not mark.grade
        (head if is_given else end).append(copy.deepcopy(cell))
    return head, end


def _number(cells):
    """Make sure that each cell has an id of its own."""
    taken = set()
    for cell in cells:
        if not CELL_ID.fullmatch(str(cell.get("id"))) or cell.id in taken:
            cell.id = secrets.token_hex(4)
        taken.add(cell.id)


def _name_the_kernel(notebook, lesson, remarks):
    asked = notebook.metadata.get("kernelspec")
    name = asked.get("name") if isinstance(asked, dict) else None
    ours = lesson.released.metadata.kernelspec
    if name != ours.name:
        remarks.append(REMARKS["kernel"].format(name=name if isinstance(name, str) else "(none)"))
    language = {"name": "python"}
    notebook.metadata = nbformat.from_dict({"kernelspec": ours, "language_info": language})
