"""How far the grading of a class is, on one line of a terminal."""

import sys
import time


class Progress:
    """Counts finished submissions; silent where standard error is no terminal.

    Parameters
    ----------
    total : int
    stream : file, optional
        Standard error by default.
    end : str
        What ends a line: ``"\\r"`` writes over it, ``"\\n"`` stands between a log's lines.
    """

    def __init__(self, total, stream=None, end="\r"):
        self.total, self.done, self.failed = total, 0, 0
        self._stream, self._end, self._began = (
            sys.stderr if stream is None else stream,
            end,
            time.monotonic(),
        )

    def count(self, failed):
        """Count one more."""
        self.done += 1
        self.failed += bool(failed)
        if self._stream.isatty():
            over = self.done == self.total
            print(f"{self.line():<60}", end="\n" if over else self._end, file=self._stream)
            self._stream.flush()

    def line(self):
        """Say how far it is."""
        said = f"{self.done} of {self.total} graded, {self.failed} could not be"
        if self.done == self.total:
            return said
        left = (time.monotonic() - self._began) / max(self.done, 1) * (self.total - self.done)
        return f"{said}, {_words(left)} left"


def _words(seconds):
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
