"""Read who handed in what from the names that Canvas and Moodle give to the files of a download.

Canvas: ``NAME[_LATE]_USER_UPLOAD_FILE``, all in one folder; with anonymous grading
``[LATE_]anon_CODE_UPLOAD_FILE``. ``USER`` is the number of the student, ``UPLOAD`` that of the
file, and grows with time. What was typed into a box is ``NAME_USER_text.html``.

Moodle: ``FULL NAME_NUMBER_assignsubmission_file[_]/FILE``, or in one folder
``FULL NAME_NUMBER_assignsubmission_file_FILE``. ``NUMBER`` is the student's in this assignment
only.
"""

import csv
import re
import unicodedata
from dataclasses import dataclass, replace

from autograder.messages.collecting import ROSTER

MOODLE = re.compile(
    r"(?P<name>[^_]+)_(?P<number>\d+)_assignsubmission_(?:file|onlinetext)(?:_(?P<file>.*))?"
)
CANVAS = re.compile(
    r"(?:(?P<name>\w+?)(?P<late>_LATE)?_(?P<number>\d+)"
    r"|(?P<late_anon>LATE_)?(?P<anon>anon)_(?P<code>[^\W_]+))"
    r"_(?:(?P<upload>\d+)_(?P<file>.+)|(?P<page>(?:text|link)\.html))"
)
# What Canvas and browsers add to the name of a file that is there already: -1, (1).
COPY = re.compile(r"( \(\d+\)|-\d+)$")
COLUMNS = ("lms", "student_id")


class BadRoster(ValueError):
    """The roster cannot be used; the message says what is wrong with it."""


@dataclass(frozen=True)
class Upload:
    """A file as its name in a download tells it.

    Attributes
    ----------
    system : str
        ``Canvas`` or ``Moodle``.
    name : str
        The student's name, as the system writes it; until `named` has seen all.
    number : str
        The student's number there.
    file : str
        The name that the file had for the student, without what was added to a copy's name.
    late : bool
        Whether the system says that it came late; Moodle never does.
    order : int
        Grows with time; 0 where nothing is known of it.
    """

    system: str
    name: str
    number: str
    file: str
    late: bool = False
    order: int = 0


def from_moodle(path):
    """Return what a path in a download from Moodle tells, None if it is not from there.

    Parameters
    ----------
    path : PurePosixPath
        At any depth.

    Returns
    -------
    Upload or None
    """
    for part in path.parts:
        found = MOODLE.fullmatch(part)
        if found and (found["file"] or part != path.name):
            file = found["file"] or path.name
            return Upload("Moodle", _safe(found["name"]), found["number"], without_copy(file))
    return None


def from_canvas(path):
    """Return what a path in a download from Canvas tells, None if it is not from there.

    Parameters
    ----------
    path : PurePosixPath
        At any depth.

    Returns
    -------
    Upload or None
    """
    found = CANVAS.fullmatch(path.name)
    if not found:
        return None
    name, number = found["name"] or found["anon"], found["number"] or found["code"]
    file = without_copy(found["file"] or found["page"])
    late = bool(found["late"] or found["late_anon"])
    return Upload("Canvas", _safe(name), number, file, late, int(found["upload"] or 0))


def named(uploads, roster=None):
    """Say whose each upload is: by the roster, else by name, and by number too where it must be.

    Parameters
    ----------
    uploads : list of Upload
        All of a download.
    roster : dict, optional
        As `read_roster` returns it.

    Returns
    -------
    list of Upload
        In the same order; ``name`` is another for each student.
    dict
        ``{name: sentence}``: whose name is not enough, who is not in the roster.

    Raises
    ------
    BadRoster
        If the roster has one student for two of the people.
    """
    numbers = {}
    for one in uploads:
        numbers.setdefault(one.name, set()).add(one.number)
    told, ours = {}, []
    for one in uploads:
        known = _known(one, numbers, roster)
        name = known or one.name
        if not known and (len(numbers[one.name]) > 1 or one.name == "anon"):
            name = f"{one.name}_{one.number}"
            if one.name != "anon":
                key = "same_name_in_moodle" if one.system == "Moodle" else "same_name"
                told[name] = ROSTER[key].format(name=one.name, student=name)
        elif not known and roster is not None:
            told[name] = ROSTER["unknown"].format(name=one.name, number=one.number)
        ours.append(replace(one, name=name))
    _expect_one_each(uploads, ours)
    return ours, told


def _expect_one_each(uploads, ours):
    """Refuse a roster in which two people are one student: one's work would hide the other's."""
    people = {}
    for one, named in zip(uploads, ours, strict=True):
        first = people.setdefault(named.name, one)
        if first.number != one.number:
            both = {"one": first.name, "number": first.number, "student": named.name}
            both |= {"other": one.name, "other_number": one.number}
            raise BadRoster(ROSTER["shared"].format(**both))


def _known(one, numbers, roster):
    """The student's id in the roster; "" if a name is there that two students have."""
    if not roster:
        return ""
    by_number = roster.get(one.number, "") if one.system == "Canvas" else ""
    return by_number or (roster.get(_plain(one.name), "") if len(numbers[one.name]) == 1 else "")


def read_roster(file):
    """Read a roster: a table (CSV) with the columns ``lms`` and ``student_id``.

    ``lms`` is a student's name as it stands in the download, or Canvas's number of the student.
    Upper case, spaces and punctuation do not count in a name.

    Parameters
    ----------
    file : Path

    Returns
    -------
    dict
        ``{number, or name in plain letters: student_id}``.

    Raises
    ------
    BadRoster
    """
    try:
        with open(file, newline="", encoding="utf-8-sig") as stream:
            first = stream.readline()
            stream.seek(0)
            table = csv.DictReader(stream, delimiter=max(",;\t", key=first.count))
            table.fieldnames = [_cell(name).casefold() for name in table.fieldnames or ()]
            if not set(COLUMNS) <= set(table.fieldnames):
                raise BadRoster(ROSTER["columns"].format(file=file, first=first.strip()))
            rows = [(table.line_num, *(_cell(row[name]) for name in COLUMNS)) for row in table]
    except UnicodeDecodeError:
        raise BadRoster(ROSTER["encoding"].format(file=file)) from None
    except (OSError, csv.Error) as error:
        raise BadRoster(ROSTER["unreadable"].format(file=file, error=error)) from None
    roster = {}
    for line, lms, student in rows:
        if student != _safe(student) or not student or not _plain(lms):
            raise BadRoster(ROSTER["row"].format(file=file, line=line, lms=lms, student=student))
        if roster.setdefault(_plain(lms), student) != student:
            raise BadRoster(ROSTER["twice"].format(file=file, line=line, lms=lms))
    return roster


def _cell(text):
    return (text or "").strip()


def _plain(text):
    """The letters and digits of a name, as `Lovelace, Ada` and `lovelaceada` have them alike."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text)).casefold()


def _safe(name):
    """A name that can be a folder's, on any system, and that nbgrader can look for."""
    name = unicodedata.normalize("NFC", name)
    return re.sub(r"[^\w .'@-]", "_", name).strip(" .") or "_"


def without_copy(file):
    """`05-gmm-1.ipynb` and `05-gmm (1).ipynb` were `05-gmm.ipynb`."""
    stem, dot, ending = file.rpartition(".")
    return f"{COPY.sub('', stem)}{dot}{ending}" if stem else file
