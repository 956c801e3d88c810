"""What is seen of a student's code: numbers, errors and nothing else."""

import functools
import linecache
import os
from dataclasses import dataclass, field

import numpy as np

LONGEST_TEXT = 300
LARGEST_ARRAY = 1_000_000
PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
LIBRARIES = (PACKAGE + os.sep, os.path.dirname(os.__file__) + os.sep, "<frozen ", "<__array_")


@dataclass(frozen=True)
class Numbers:
    """An array that came back, as float64.

    Attributes
    ----------
    array : ndarray
        A copy in the machine's float64, C order.
    kind : str
        What it was before: a numpy dtype's name, or a Python type's.
    """

    array: np.ndarray
    kind: str = "float64"


@dataclass(frozen=True)
class Raised:
    """An exception that came out of the student's code.

    Attributes
    ----------
    kind : str
        Name of the exception's class.
    ancestors : tuple of str
        That name and those of its base classes.
    text : str
        What the exception says.
    line : str
        The innermost line of the student's own code, "" when there is none.
    function : str
        The function that holds the line.
    """

    kind: str
    ancestors: tuple
    text: str
    line: str = ""
    function: str = ""


@dataclass(frozen=True)
class Unusable:
    """Something that is not an array of real numbers.

    Attributes
    ----------
    kind : str
        Its type's name.
    wanted : int
        How many things were to be returned together, where that is what is wrong.
    """

    kind: str
    wanted: int = 0


@dataclass(frozen=True)
class Observation:
    """What a probe saw.

    Attributes
    ----------
    scenes : list of dict
        One a problem: what each name of the probe's vocabulary turned out to be.
    borrowed : tuple of str
        Modules that the student's code called in place of computing.
    timed_out : bool
        Whether the probe had to be stopped; ``scenes`` then ends early.
    """

    scenes: list = field(default_factory=list)
    borrowed: tuple = ()
    timed_out: bool = False


class Interrupted(BaseException):
    """Somebody pressed Ctrl-C: the student's own KeyboardInterrupt is another matter."""


class TimeUp(BaseException):
    """The student's code ran out of time. No ``except Exception`` stops it."""


@functools.lru_cache
def dtype_name(dtype):
    """Name of a dtype: numpy puts it together anew each time that it is asked."""
    return dtype.name


def numbers(value):
    """Return a value as `Numbers`, or `Unusable` when it is no array of real numbers."""
    is_numpy = isinstance(value, np.ndarray | np.generic)
    kind = dtype_name(value.dtype) if is_numpy else type(value).__name__
    if value is None or isinstance(value, str | bytes | dict | set):
        return Unusable(kind)
    try:
        array = np.asarray(value)
        if array.size > LARGEST_ARRAY:
            return Unusable(f"{kind} of {array.size} elements")
        if array.dtype.kind not in "fiub" and not _holds_plain_numbers(array):
            return Unusable(array.dtype.name if isinstance(value, np.ndarray) else kind)
        return Numbers(np.array(array, dtype=np.float64, order="C", subok=False), kind)
    except (TypeError, ValueError, OverflowError):  # a ragged list, say
        return Unusable(kind)


def _holds_plain_numbers(array):
    return array.dtype.kind == "O" and all(isinstance(x, int | float) for x in array.ravel())


def raised(error):
    """Return an exception as `Raised`."""
    function, line = _own_line(error.__traceback__)
    ancestors = tuple(c.__name__ for c in type(error).__mro__ if c is not object)
    try:
        text = str(error)
    except Exception:  # a student's exception may fail to say anything
        text = ""
    return Raised(type(error).__name__, ancestors, text[:LONGEST_TEXT], line, function)


def attempt(function, *arguments, **keywords):
    """Call the student's function; return its result and None, or None and the exception."""
    try:
        return function(*arguments, **keywords), None
    except (TimeUp, Interrupted):
        raise
    except BaseException as error:  # SystemExit and KeyboardInterrupt too: they must end no judging
        return None, error


def record(function, *arguments, **keywords):
    """Call the student's function; return what came as `Numbers`, `Unusable` or `Raised`."""
    value, error = attempt(function, *arguments, **keywords)
    return numbers(value) if error is None else raised(error)


def _own_line(traceback):
    """Return function and text of the innermost line that belongs to no library."""
    function = line = ""
    while traceback is not None:
        code = traceback.tb_frame.f_code
        if not code.co_filename.startswith(LIBRARIES) and "site-packages" not in code.co_filename:
            function = code.co_name
            line = linecache.getline(code.co_filename, traceback.tb_lineno).strip()[:LONGEST_TEXT]
        traceback = traceback.tb_next
    return function, line
