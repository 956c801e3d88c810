"""Find the notebooks that were handed in: nbgrader's tree, a folder of notebooks, or a zip."""

import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

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
    """

    student: str
    content: bytes = b""
    problem: str = ""


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
    return [_submission(*item, assignment) for item in sorted(students.items())]


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


def _submission(student, files, assignment):
    """Take the notebook with the assignment's name; failing that, the only one there is."""
    notebooks = [file for file in files if file[0].lower().endswith(".ipynb")]
    if not notebooks:
        names = ", ".join(name for name, _ in files)
        return Submission(
            student, problem=f"there is no notebook among what was handed in: {names}"
        )
    named = [file for file in notebooks if PurePosixPath(file[0]).stem == assignment]
    chosen = named or notebooks
    if len(chosen) > 1:
        names = " and ".join(name for name, _ in chosen)
        return Submission(student, problem=f"more than one notebook was handed in: {names}")
    name, read = chosen[0]
    try:
        content = read()
    except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        return Submission(student, problem=f"{name} cannot be read: {error}")
    if len(content) > LARGEST_NOTEBOOK:
        size = LARGEST_NOTEBOOK // 2**20
        return Submission(student, problem=f"{name} is larger than {size} MiB")
    return Submission(student, content)


def _in_folder(folder):
    """{name below the folder: function that reads the file}; links are not followed."""
    found = {}
    for file in folder.rglob("*"):
        if file.is_file() and not file.is_symlink():
            found[file.relative_to(folder).as_posix()] = lambda file=file: _read(file.open("rb"))
    return found


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
