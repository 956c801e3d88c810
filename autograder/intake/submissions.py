"""Find the notebooks that were handed in: nbgrader's tree, a folder of notebooks, or a zip."""

import zipfile
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from autograder.messages.damage import REASONS, REMARKS
from autograder.questions import QUESTIONS

LARGEST_NOTEBOOK = 100 * 2**20  # bytes; a notebook with all its figures has a few hundred thousand
MOST_FILES = 20_000


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


def collect(path, assignment):
    """Read every submission below ``path``, sorted by student; nothing is written or unpacked.

    Parameters
    ----------
    path : path-like
        ``STUDENT/ASSIGNMENT/*.ipynb`` (nbgrader's ``submitted``) or ``STUDENT.ipynb``, in a folder
        or in a zip, at any depth.
    assignment : str
        ``05-gmm``.

    Raises
    ------
    WrongUse
        If there is nothing at this path, or no notebook in it.
    """
    path = Path(path)
    if path.is_dir():
        files = _in_folder(path)
    elif zipfile.is_zipfile(path):
        files = _in_zip(path)
    elif path.exists():
        raise WrongUse(f"{path} is neither a folder nor a zip")
    else:
        raise WrongUse(f"there is nothing at {path}")
    students = {}
    for name, read in sorted(files.items()):
        student = _student(PurePosixPath(name), assignment)
        if student:
            students.setdefault(student, []).append((name, read))
    if not students:
        raise WrongUse(
            f"no notebook for {assignment} in {path}: expected "
            f"STUDENT/{assignment}/{assignment}.ipynb or STUDENT.ipynb"
        )
    return [choose(*item, assignment) for item in sorted(students.items())]


def _student(name, assignment):
    """Whose file this is, "" if it does not belong to this assignment."""
    parts = name.parts
    if any(part.startswith((".", "__MACOSX")) for part in parts):
        return ""
    folders = parts[:-1]
    if assignment in folders[1:]:
        return folders[folders.index(assignment, 1) - 1]
    if name.suffix.lower() != ".ipynb" or len(folders) > 1:
        return ""
    if name.stem in {question.lesson for question in QUESTIONS.values()}:
        return folders[0] if folders and name.stem == assignment else ""
    return name.stem


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
    notebooks = [file for file in files if file[0].lower().endswith(".ipynb")]
    if not notebooks:
        names = ", ".join(name for name, _ in files)
        return Submission(student, problem=REASONS["no_file"].format(names=names or "nothing"))
    named = [file for file in notebooks if PurePosixPath(file[0]).stem == assignment]
    chosen = named or notebooks
    if len(chosen) > 1:
        names = " and ".join(name for name, _ in chosen)
        return Submission(student, problem=REASONS["several"].format(names=names))
    name, read = chosen[0]
    try:
        content = read()
    except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        problem = REASONS["unreadable"].format(name=name, error=error)
        return Submission(student, problem=problem)
    if len(content) > LARGEST_NOTEBOOK:
        problem = REASONS["large"].format(name=name, size=LARGEST_NOTEBOOK // 2**20)
        return Submission(student, problem=problem)
    file = PurePosixPath(name).name
    renamed = not named and file != f"{student}.ipynb"
    wanted = f"{assignment}.ipynb"
    remarks = [REMARKS["renamed"].format(name=file, wanted=wanted)] if renamed else []
    return Submission(student, content, remarks=remarks)


def _in_folder(folder):
    """{name below the folder: function that reads the file}; links are not followed."""
    found = {}
    for file in folder.rglob("*"):
        if file.is_file() and not file.is_symlink():
            found[file.relative_to(folder).as_posix()] = lambda file=file: read_file(file)
    return found


def read_file(file):
    """Read a file, as far as a notebook can be large."""
    return _read(file.open("rb"))


def _in_zip(path):
    archive = zipfile.ZipFile(path)
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > MOST_FILES:
        raise WrongUse(f"{path} holds {len(entries)} files, more than {MOST_FILES}")
    return {entry.filename: lambda entry=entry: _read(archive.open(entry)) for entry in entries}


def _read(stream):
    """Read one byte more than is allowed: enough to see that it is too much."""
    with stream:
        return stream.read(LARGEST_NOTEBOOK + 1)
