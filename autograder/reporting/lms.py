"""Grades as tables for Canvas, for Moodle and for anything else.

Canvas reads the columns Student, ID, SIS User ID, SIS Login ID, Section, then one an assignment,
and a row "Points Possible"; it finds a student by ID, else by SIS User ID, SIS Login ID or name,
and an assignment by the number in brackets after its name, else by the name. An empty cell takes
away the grade that Canvas has. Moodle's grade import lets you say which column holds whom; its
grading worksheet has the columns Identifier, Grade and Feedback comments.

A *gradesheet* is the table that Canvas or Moodle itself exports. Given one, its rows, columns and
identifiers are kept as they are, and the grades filled in; what is not graded here stays as it was.
"""

import csv
import html
import re
from dataclasses import dataclass, field
from pathlib import Path

from autograder.messages.report import GRADESHEET
from autograder.reporting.words import points

PLAIN, CANVAS, MOODLE = FORMATS = ("plain", "canvas", "moodle")
CANVAS_COLUMNS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
POINTS_POSSIBLE = "Points Possible"
CANVAS_NUMBER = re.compile(r"\s*\(\d+\)\s*$")
MOODLE_GRADE, MOODLE_FEEDBACK = "Grade", "Feedback comments"


class GradesheetError(ValueError):
    """A gradesheet cannot be filled in; the message says why."""


@dataclass(frozen=True)
class Column:
    """The grades of one assignment.

    Attributes
    ----------
    assignment : str
    points : float
        That can be had.
    scores : dict
        ``{student: points}``.
    feedback : dict
        ``{student: text}``.
    """

    assignment: str
    points: float
    scores: dict
    feedback: dict = field(default_factory=dict)


def column(results):
    """Return the `Column` of some `Results`."""
    return Column(
        results.assignment,
        max((student.max_score for student in results.students), default=0),
        {student.name: student.score for student in results.students},
        {student.name: _feedback(student) for student in results.students},
    )


def write(file, kind, columns, gradesheet=None):
    """Write grades for Canvas or Moodle.

    Parameters
    ----------
    file : path-like
    kind : str
        `CANVAS` or `MOODLE`.
    columns : list of Column
    gradesheet : path-like, optional

    Returns
    -------
    list of str
        What is worth saying: whom the gradesheet lacks, and whose points differ.

    Raises
    ------
    GradesheetError
        If the gradesheet cannot be read, or holds none of the students.
    """
    if gradesheet is None:
        rows, delimiter, said = _new(kind, columns), ",", []
    else:
        rows, delimiter = read_gradesheet(Path(gradesheet))
        said = _fill(rows, kind, columns, Path(gradesheet).name)
    with open(file, "w", newline="", encoding="utf-8") as stream:
        csv.writer(stream, delimiter=delimiter).writerows(rows)
    return said


def write_plain(file, results):
    """Write a table with the points of each question."""
    with open(file, "w", newline="", encoding="utf-8") as stream:
        table = csv.writer(stream)
        asked = list(results.questions)
        table.writerow(["student", "status", "score", "max_score", *asked, "reason"])
        for student in results.students:
            scores = [answer.score if (answer := student.answer(q)) else 0 for q in asked]
            row = [student.name, student.status, student.score, student.max_score, *scores]
            table.writerow(map(harmless, [*row, student.reason]))


def harmless(value):
    """Keep a spreadsheet from taking a student's folder name for a formula."""
    return f"'{value}" if str(value)[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def _feedback(student):
    """What a student reads in the LMS, which takes it for HTML."""
    told = [f"{a.question}: {points(a.score)} of {points(a.max_score)}" for a in student.answers]
    return html.escape("; ".join([*told, *([student.reason] if student.reason else [])]))


def _new(kind, columns):
    """A table without a gradesheet: students by the names of their folders."""
    students = sorted({student for column in columns for student in column.scores})
    if kind == CANVAS:
        yield [*CANVAS_COLUMNS, *(column.assignment for column in columns)]
        yield [f"    {POINTS_POSSIBLE}", "", "", "", "", *(points(c.points) for c in columns)]
        for student in students:
            name = harmless(student)
            yield [name, "", "", name, "", *(_score(column, student) for column in columns)]
        return
    yield ["Username", *(h for c in columns for h in (c.assignment, f"Feedback: {c.assignment}"))]
    for student in students:
        cells = [(_score(c, student), harmless(c.feedback.get(student, ""))) for c in columns]
        yield [harmless(student), *(cell for pair in cells for cell in pair)]


def _score(column, student):
    return points(column.scores[student]) if student in column.scores else ""


def read_gradesheet(file):
    """Return (rows, delimiter) of a gradesheet.

    Raises
    ------
    GradesheetError
        If it is no table.
    """
    try:
        text = file.read_bytes().decode("utf-8-sig")
        first = text.partition("\n")[0]
        delimiter = max(",;\t", key=first.count)
        rows = list(csv.reader(text.splitlines(keepends=True), delimiter=delimiter))
    except UnicodeDecodeError:
        raise GradesheetError(GRADESHEET["encoding"].format(file=file)) from None
    except (OSError, csv.Error) as error:
        raise GradesheetError(GRADESHEET["unreadable"].format(file=file, error=error)) from None
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    if len(rows) < 2:
        raise GradesheetError(GRADESHEET["empty"].format(file=file))
    width = max(map(len, rows))
    return [row + [""] * (width - len(row)) for row in rows], delimiter


def _fill(rows, kind, columns, file):
    """Fill the grades in; return what is worth saying."""
    graded = {_key(student): student for column in columns for student in column.scores}
    by_student = _rows_of(rows, graded, file)
    said = []
    for column in columns:
        at = _place(rows, kind, column)
        if at is None:
            at = _new_column(rows, column)
            said.append(GRADESHEET[f"new_in_{kind}"].format(file=file, column=column.assignment))
        said += _points_row(rows, kind, column, at, file)
        comments = _comments(rows, kind, column)
        for student, row in by_student.items():
            if student in column.scores:
                row[at] = points(column.scores[student])
                if comments is not None:
                    row[comments] = column.feedback.get(student, "")
    missing = sorted(set(graded.values()) - set(by_student))
    if missing:
        names = ", ".join(missing)
        said.append(GRADESHEET["missing"].format(number=len(missing), file=file, names=names))
    return said


def _key(name):
    return name.strip().casefold()


def _rows_of(rows, graded, file):
    """{student: row}, by the column that holds most of the students' names."""
    headings, people = rows[0], rows[1:]
    found = [
        [(graded[key], row) for row in people if (key := _identity(row[at], graded))]
        for at in range(len(headings))
    ]
    best = max(range(len(headings)), key=lambda at: len(found[at]))
    if not found[best]:
        example, columns = next(iter(graded.values()), ""), ", ".join(headings)
        raise GradesheetError(
            GRADESHEET["no_match"].format(file=file, example=example, columns=columns)
        )
    by_student = {}
    for student, row in found[best]:
        if student in by_student:
            place = {"name": student, "column": headings[best]}
            raise GradesheetError(GRADESHEET["twice"].format(file=file, **place))
        by_student[student] = row
    return by_student


def _identity(cell, graded):
    """The student whom a cell names: whole, else by what stands before the @ of an address."""
    key = _key(cell)
    local = key.partition("@")[0]
    return key if key in graded else local if local in graded else None


def _place(rows, kind, column):
    """The column for the grades, None where there is none."""
    for at, heading in enumerate(rows[0]):
        plain = CANVAS_NUMBER.sub("", heading) if kind == CANVAS else heading
        if _key(plain) == _key(column.assignment) or (kind == MOODLE and heading == MOODLE_GRADE):
            return at
    return None


def _new_column(rows, column):
    for number, row in enumerate(rows):
        row.append("" if number else column.assignment)
    return len(rows[0]) - 1


def _points_row(rows, kind, column, at, file):
    """Note the points in Canvas's row of them; say where Canvas has others."""
    for row in rows[1:3] if kind == CANVAS else ():
        if POINTS_POSSIBLE in row[0]:
            theirs = row[at].strip()
            if not theirs:
                row[at] = points(column.points)
            elif theirs not in (
                points(column.points),
                f"{column.points:.2f}",
                f"{column.points:.1f}",
            ):
                place = {"file": file, "theirs": theirs, "column": rows[0][at]}
                return [GRADESHEET["points"].format(**place, ours=column.points)]
    return []


def _comments(rows, kind, column):
    if kind != MOODLE:
        return None
    names = (MOODLE_FEEDBACK, f"Feedback: {column.assignment}")
    return next((at for at, heading in enumerate(rows[0]) if heading in names), None)
