"""Seeds of the random problems: each student's own, the same every time, known to nobody else."""

import hashlib
import hmac
import os
import secrets
from pathlib import Path

import numpy as np

ENVIRONMENT = "GMM_EM_COURSE_SECRET"
FILE = ".secret"
CONFIGURATION = "nbgrader_config.py"
NO_SECRET = "no secret"
ANONYMOUS = "anonymous"


def generator(secret, student, question):
    """Return the random generator of one student's problems for one question.

    The seed is an HMAC-SHA256 keyed with the course secret, so that problems cannot be computed
    beforehand from public names.
    """
    message = f"{student}\0{question}".encode()
    digest = hmac.new(secret.encode(), message, hashlib.sha256).digest()
    return np.random.Generator(np.random.PCG64(int.from_bytes(digest)))


def course_secret(start=None):
    """Return the course secret, making one where a course has none yet.

    In this order: the environment variable ``GMM_EM_COURSE_SECRET``; the file ``.secret`` beside
    the ``nbgrader_config.py`` in or above the working directory, else in the ``course`` folder
    beside this package; where there is no such folder, or it cannot be written, a fixed text that
    anyone can read here: self-learners have nothing to hide from themselves.

    Parameters
    ----------
    start : path-like, optional
        Where to look for the course from; the working directory by default.
    """
    if os.environ.get(ENVIRONMENT):
        return os.environ[ENVIRONMENT]
    course = _course(Path(start or os.getcwd()))
    if course is None:
        return NO_SECRET
    try:
        return _read_or_make(course / FILE)
    except OSError:
        return NO_SECRET


def student_of(directory=None):
    """Return whose notebook runs here, from nbgrader's ``.../autograded/STUDENT/ASSIGNMENT``."""
    parts = Path(directory or os.getcwd()).parts
    if len(parts) >= 3 and parts[-3] == "autograded":
        return parts[-2]
    return ANONYMOUS


def _course(start):
    beside = Path(__file__).resolve().parents[2] / "course"
    for folder in (start, *start.parents, beside):
        if (folder / CONFIGURATION).is_file():
            return folder
    return None


def _read_or_make(path):
    """Return the secret in a file; of several processes that start at once, one makes it."""
    if not path.exists():
        draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_hex(32) + "\n", encoding="ascii")
        try:
            os.link(draft, path)  # fails, atomically, where another process was first
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text(encoding="ascii").strip()
