"""A note of what a run of `nbgrader autograde` is about, for the next one if it is killed.

Killed between its two passes, nbgrader leaves a folder in ``autograded`` that it takes for graded
the next time. The note tells which those can be.
"""

import contextlib
import json
import os
import secrets
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows: no jail there, so no run that would leave a note
    fcntl = None


class Journal:
    """The note of one run; locked for as long as the run lives.

    Parameters
    ----------
    folder : path-like
        Where runs of this assignment keep their notes.
    planned : list of str
        The students whose submissions the run will grade.
    """

    def __init__(self, folder, planned):
        self._file = Path(folder) / f"run-{secrets.token_hex(8)}.jsonl"
        self._left = set(planned)
        self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._stream = open(self._file, "w", encoding="utf-8")  # noqa: SIM115 (closed by `close`)
        fcntl.flock(self._stream, fcntl.LOCK_EX)
        self._write(sorted(planned))

    @property
    def finished(self):
        """Whether all that was planned is done."""
        return not self._left

    def done(self, student):
        """Note that a student's submission needs nothing more."""
        if student in self._left:
            self._left.discard(student)
            self._write(student)

    def close(self):
        """End the note: one of a finished run goes, another stays for the next run."""
        if self.finished:
            with contextlib.suppress(FileNotFoundError):
                self._file.unlink()
        self._stream.close()

    def _write(self, what):
        self._stream.write(json.dumps(what) + "\n")
        self._stream.flush()
        os.fsync(self._stream.fileno())


def interrupted(folder, students):
    """Return those of these students whom a killed run had planned and did not finish.

    They are the new run's from now on.
    """
    found = set()
    for file, stream in _dead(folder):
        with stream:
            left = _left(stream.read())
            found |= left & set(students)
            left -= set(students)
            if left:
                stream.seek(0)
                stream.truncate()
                stream.write(json.dumps(sorted(left)) + "\n")
            else:
                file.unlink()
    return found


def others_live(folder):
    """Whether another run of this assignment is under way, or was stopped."""
    return any(Path(folder).glob("run-*.jsonl"))


def _dead(folder):
    """(file, open stream) of each note whose run has ended."""
    if fcntl is None:
        return
    for file in sorted(Path(folder).glob("run-*.jsonl")):
        with contextlib.suppress(OSError):
            stream = open(file, "r+", encoding="utf-8")  # noqa: SIM115 (closed by the caller)
            try:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                stream.close()
                continue
            yield file, stream


def _left(text):
    said = []
    for line in text.splitlines():
        with contextlib.suppress(ValueError):  # the last line may be cut off
            said.append(json.loads(line))
    if not said or not isinstance(said[0], list):
        return set()
    return set(said[0]) - {student for student in said[1:] if isinstance(student, str)}
