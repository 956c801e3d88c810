"""Find the notebooks that were handed in: nbgrader's tree, a list, a download from an LMS.

Each of them as a folder or as a zip. Nothing is unpacked, no link is followed, and no more is read
than notebooks can be large.
"""

import contextlib
import lzma
import re
import stat
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from autograder.intake import lms
from autograder.messages.collecting import UPLOADS
from autograder.messages.damage import REASONS, REMARKS
from autograder.questions import QUESTIONS

LARGEST_NOTEBOOK = 100 * 2**20  # bytes; a notebook with all its figures has a few hundred thousand
MOST_FILES = 20_000
MOST_NAMES = 20  # in one sentence
MOST_BYTES = 4 * 2**30  # of all notebooks of a class together
# Taken for a notebook, the likeliest first: browsers add endings, some students pack files.
ENDINGS = (r"\.ipynb", r"\.ipynb\.(?:txt|json)|\.json", r"\.(?:zip|gz)")
# As browsers name a notebook that is named by its student: `student-1 (1).ipynb.txt`.
NOTEBOOK = re.compile(r"(?P<student>.+?)(?: \(\d+\))?\.ipynb(?:\.txt|\.json)?", re.IGNORECASE)
HIDDEN = re.compile(r"\.|__MACOSX")
# Kinds of characters that no line can show: control characters, halves of pairs, line ends.
UNSHOWN = ("Cc", "Cs", "Zl", "Zp")
# What turns the text around it round, so that one name reads as another.
TURNING = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")

# Of files and of zips, damaged or not what they say they are.
UNREADABLE = (
    OSError,
    EOFError,
    RuntimeError,
    NotImplementedError,
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
)


class WrongUse(ValueError):
    """What was asked for cannot be done at all; the message says what to do instead."""


@dataclass(frozen=True)
class Submission:
    """What one student handed in.

    Attributes
    ----------
    student : str
        Name of the student's folder, or of the notebook without its ending.
    content : bytes
        The notebook, as it is.
    problem : str
        Why there is no content to grade, "" if there is.
    remarks : list of str
        What is worth saying about how it was handed in.
    """

    student: str
    content: bytes = b""
    problem: str = ""
    remarks: list = field(default_factory=list)


@dataclass(frozen=True)
class File:
    """A file that was handed in, not read yet.

    Attributes
    ----------
    name : str
        The whole path, below what is collected.
    read : callable
        Returns the bytes.
    upload : Upload or None
        What an LMS's name for it tells.
    """

    name: str
    read: object
    upload: lms.Upload | None = None


def collect(path, assignment, roster=None):
    """Read every submission below ``path``, sorted by student; nothing is written or unpacked.

    Parameters
    ----------
    path : path-like
        ``STUDENT/ASSIGNMENT/*.ipynb`` (nbgrader's ``submitted``), ``STUDENT.ipynb``, or what Canvas
        and Moodle make of a student's files (see `autograder.intake.lms`), in a folder or in a zip,
        at any depth.
    assignment : str
        ``05-gmm``.
    roster : path-like, optional
        A table of students' names in an LMS and here; see `autograder.intake.lms.read_roster`.

    Raises
    ------
    WrongUse
        If there is nothing at this path, or no notebook in it; or if the roster cannot be used.
    """
    path = Path(path)
    if path.is_dir():
        files = _in_folder(path)
    elif zipfile.is_zipfile(path):
        files = _in_zip(path)
    else:
        raise WrongUse(_no_source(path))
    students, remarks = _by_student(files, assignment, roster)
    for student in _with_nothing(path, assignment):
        students.setdefault(student, [])
    if not students:
        raise WrongUse(
            f"no notebook for {assignment} in {path}: expected "
            f"STUDENT/{assignment}/{assignment}.ipynb or STUDENT.ipynb, or a download from Canvas "
            f"or Moodle{_zips_among(files)}"
        )
    return _within_bounds(
        (student, _chosen(student, files, assignment), remarks.get(student, []))
        for student, files in sorted(students.items())
    )


def _no_source(path):
    """Why nothing can be collected from what is no folder and no zip."""
    if not path.exists():
        return f"there is nothing at {path}"
    if path.suffix.lower() == ".zip":
        return f"{path} cannot be read as a zip: it is damaged or cut off. Download it again"
    return f"{path} is neither a folder nor a zip: give the folder in which it lies"


def _zips_among(files):
    """What to do where a zip holds zips and nothing else that could be a student's."""
    zips = [name for name in sorted(files) if name.lower().endswith(".zip")]
    return f". It holds another zip, {zips[0]}: unpack it, and give that one" if zips else ""


def _by_student(files, assignment, roster):
    """{student: list of File}, and {student: remarks about whose it is}."""
    students, uploaded, nameless = {}, [], []
    paths = {name: PurePosixPath(name) for name in sorted(files)}
    shown = {n: path for n, path in paths.items() if not any(map(HIDDEN.match, path.parts))}
    by_folder = _folders_are_students(shown.values(), assignment)
    for name, path in shown.items():
        read = files[name]
        upload = lms.from_moodle(path)
        in_tree = not upload and _in_tree(path, assignment)
        upload = upload or (None if in_tree else lms.from_canvas(path))
        if upload:
            uploaded.append(File(name, read, upload))
        elif student := in_tree or _in_list(path, assignment, by_folder):
            students.setdefault(student, []).append(File(name, read))
        elif name == f"{assignment}.ipynb":
            nameless.append(File(name, _refuse_nameless))
    if students or uploaded:
        students |= {file.name: [file] for file in nameless}
    try:
        known = lms.read_roster(roster) if roster else None
        named, told = lms.named([file.upload for file in uploaded], known)
    except lms.BadRoster as error:
        raise WrongUse(str(error)) from None
    for file, upload in zip(uploaded, named, strict=True):
        students.setdefault(upload.name, []).append(File(file.name, file.read, upload))
    return students, {student: [sentence] for student, sentence in told.items()}


def _in_tree(path, assignment):
    """Whose file this is in nbgrader's tree, "" if it is not in one."""
    folders = path.parts[:-1]
    return folders[folders.index(assignment, 1) - 1] if assignment in folders[1:] else ""


def _with_nothing(path, assignment):
    """Whose folder is there in nbgrader's tree, and holds no file."""
    for folder in path.rglob(assignment) if path.is_dir() else ():
        if folder.is_dir() and all(file.is_dir() for file in folder.rglob("*")):
            parent = folder.relative_to(path).parent.name
            if parent and not parent.startswith("."):
                yield _printable(parent)


def _folders_are_students(paths, assignment):
    """Whether each folder holds one student's notebooks, and is named by the student.

    Else the notebooks are, in one folder for all: as in a zip of such a folder.
    """
    lessons, inside = _lessons(), {}
    for path in paths:
        if len(path.parts) == 2 and NOTEBOOK.fullmatch(path.name):
            inside.setdefault(path.parts[0], []).append(path.stem)
    inside = {folder: stems for folder, stems in inside.items() if folder not in lessons}
    if any(assignment in stems for stems in inside.values()):
        return True
    return len(inside) > 1 and all(len(stems) == 1 for stems in inside.values())


def _in_list(path, assignment, by_folder):
    """Whose notebook this is where each is named by student; "" if it is not in such a folder."""
    folders, named = path.parts[:-1], NOTEBOOK.fullmatch(path.name)
    if not named or len(folders) > 1:
        return ""
    if folders and by_folder:
        others = _lessons() - {assignment}
        return folders[0] if path.stem not in others else ""
    return named["student"] if path.stem not in _lessons() else ""


def _lessons():
    return {question.lesson for question in QUESTIONS.values()}


def _within_bounds(chosen):
    """Read what was chosen, as long as there is room for it."""
    left, submissions = MOST_BYTES, []
    for student, submission, remarks in chosen:
        left -= len(submission.content)
        if left < 0:
            problem = REASONS["much"].format(name=student, size=MOST_BYTES // 2**30)
            submission = Submission(student, problem=problem)
        submission.remarks[:0] = remarks
        submissions.append(submission)
    return submissions


def _chosen(student, files, assignment):
    """Take what counts of a student's files, however they were handed in."""
    if files and all(file.upload for file in files):
        return _uploaded(student, files, assignment)
    return choose(student, [(file.name, file.read) for file in files], assignment)


def _uploaded(student, files, assignment):
    """Take what counts of a student's files in an LMS: not other lessons', and the newest."""
    others = _lessons() - {assignment}
    ours = [file for file in files if PurePosixPath(file.upload.file).stem not in others]
    if not ours:
        names = _listed([file.upload.file for file in files], ", ")
        return Submission(student, problem=REASONS["no_file"].format(names=names))
    wanted = f"{assignment}.ipynb"
    named = [file for file in ours if file.upload.file == wanted]
    # An LMS that tells no order has kept the name of the first one as it was.
    named.sort(key=lambda file: (file.upload.order, file.name.endswith(wanted)))
    counts = named[-1:] or ours
    chosen = choose(student, [(file.upload.file, file.read) for file in counts], assignment)
    if len(named) > 1:
        name = PurePosixPath(counts[0].name).name
        chosen.remarks.append(UPLOADS["newest"].format(count=len(named), name=name))
    if any(file.upload.late for file in counts):
        chosen.remarks.append(UPLOADS["late"].format(system=counts[0].upload.system))
    return chosen


def choose(student, files, assignment):
    """Take the notebook with the assignment's name; failing that, the only one there is.

    Parameters
    ----------
    student : str
    files : list
        ``(name, function that reads the file)`` of all that the student handed in.
    assignment : str

    Returns
    -------
    Submission
    """
    for ending in ENDINGS:
        notebooks = [file for file in files if re.search(f"(?:{ending})$", file[0].lower())]
        if notebooks:
            break
    else:
        names = _listed([name for name, _ in files], ", ") or "nothing"
        return Submission(student, problem=REASONS["no_file"].format(names=names))
    named = [file for file in notebooks if PurePosixPath(file[0]).stem == assignment]
    chosen = named or notebooks
    if len(chosen) > 1:
        names = _listed([name for name, _ in chosen], " and ")
        return Submission(student, problem=REASONS["several"].format(names=names))
    name, read = chosen[0]
    try:
        content = read()
    except UNREADABLE as error:
        problem = REASONS["unreadable"].format(name=name, error=error)
        return Submission(student, problem=problem)
    if len(content) > LARGEST_NOTEBOOK:
        problem = REASONS["large"].format(name=name, size=LARGEST_NOTEBOOK // 2**20)
        return Submission(student, problem=problem)
    file = PurePosixPath(name).name
    renamed = not named and file != f"{student}.ipynb"
    wanted = f"{assignment}.ipynb"
    remarks = [REMARKS["renamed"].format(name=file, wanted=wanted)] if renamed else []
    copies = [PurePosixPath(other).name for other, _ in notebooks if other != name]
    copies = [copy for copy in copies if lms.without_copy(copy) == wanted]
    if copies:
        remarks.append(REMARKS["beside"].format(name=file, others=", ".join(copies)))
    return Submission(student, content, remarks=remarks)


def _listed(names, between):
    """The names in one line, the first of them where there are very many."""
    more = ["…"] if len(names) > MOST_NAMES else []
    return between.join([*names[:MOST_NAMES], *more])


def _in_folder(folder):
    """{name below the folder: function that reads the file}."""
    found = {}
    for file in folder.rglob("*"):
        name = _printable(file.relative_to(folder).as_posix())
        if file.is_symlink():
            found[name] = refuse_link
        elif file.is_file():
            found[name] = lambda file=file: read_file(file)
        elif not file.is_dir():
            found[name] = _refuse_special
    return found


def _printable(name):
    """A name that fits on a line and into a file: what does not is spelled out, as ``\\x1b``."""
    return "".join(c.encode("unicode_escape").decode() if _is_unshown(c) else c for c in name)


def _is_unshown(c):
    return unicodedata.category(c) in UNSHOWN or unicodedata.bidirectional(c) in TURNING


def read_file(file):
    """Read a file, as far as a notebook can be large."""
    return _read(file.open("rb"))


def _in_zip(path):
    try:
        archive = zipfile.ZipFile(path)
    except (*UNREADABLE, ValueError) as error:
        raise WrongUse(f"{path} cannot be read as a zip: {error}") from None
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > MOST_FILES:
        raise WrongUse(f"{path} holds {len(entries)} files, more than {MOST_FILES}")
    return {_name_in_zip(entry): _reader_in_zip(archive, entry) for entry in entries}


def _name_in_zip(entry):
    """The name of a file in a zip, with slashes, in the encoding that was meant.

    Python reads a name that is not marked as UTF-8 as cp437; most are UTF-8 all the same.
    """
    name = entry.filename
    if not entry.flag_bits & 0x800:
        with contextlib.suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    # What a name begins with does not matter: nothing is unpacked.
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".")]
    return _printable("/".join(parts))


def _reader_in_zip(archive, entry):
    if stat.S_ISLNK(entry.external_attr >> 16):
        return refuse_link
    return lambda: _read(archive.open(entry))


def _refuse_nameless():
    raise OSError(REASONS["nameless"])


def _refuse_special():
    raise OSError(REASONS["special"])


def refuse_link():
    """Read no file through a link: it may be anybody's."""
    raise OSError(REASONS["link"])


def _read(stream):
    """Read one byte more than is allowed: enough to see that it is too much."""
    with stream:
        return stream.read(LARGEST_NOTEBOOK + 1)
