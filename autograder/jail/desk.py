"""Where questions to the stand-ins arrive: the reference works for the jail, within bounds.

What is asked comes from a process that may ask for anything: an array of a million columns, say, or
a mixture of a billion components.
"""

import contextlib

import numpy as np

from autograder.beside.limits import time_limit
from autograder.beside.observation import Numbers, TimeUp
from autograder.beside.wire import pack

SECONDS = 5.0
ENTRIES = 20_000  # in one question; more where the problems themselves have more
SIZES = 500  # dimensions, components
WHOLE = 2_000_000  # entries of all covariances
ROOM = 256 << 20  # bytes beyond those that this process has: no alarm interrupts numpy meanwhile
LONGEST = 300


class Desk:
    """Answers one observation's stand-ins.

    Parameters
    ----------
    problems : list of dict
        What the student's code was given: what it asks is of the same size.
    answer : callable
        See `autograder.judging.referee.Referee.answer`.
    """

    def __init__(self, problems, answer):
        self._answer = answer
        self._most = max(ENTRIES, 4 * _entries(problems))

    def reply(self, said):
        """Return the answer to what was asked, or why there is none."""
        try:
            return self._reply(said)
        except TimeUp:
            return {"refused": "this takes too long"}
        except Exception as error:  # whatever was asked is the student's doing
            return {"refused": f"{type(error).__name__}: {error}"[:LONGEST]}

    def _reply(self, said):
        name, state, arguments, keywords = said["ask"]
        if type(name) is not str or type(state) is not dict or type(keywords) is not dict:
            raise ValueError("this is no question")
        self._require_moderation(state, arguments, keywords)
        with time_limit(SECONDS), _little_memory():
            result, state = self._answer(name, state, tuple(arguments), keywords)
            reply = {"result": result, "state": state}
            pack(reply)  # plain data, or a TypeError here
        return reply

    def _require_moderation(self, state, arguments, keywords):
        if _entries([state, arguments, keywords]) > self._most:
            raise ValueError("this is more data than the problem has")
        given = (*state.values(), *arguments, *keywords.values())
        sizes = [float(thing) for thing in given if _is_whole(thing)]
        # At the worst a covariance for each component: the square of the larger size, by the other.
        if any(abs(n) > SIZES for n in sizes) or np.prod([*sizes, *sizes[:1]]) > WHOLE:
            raise ValueError("these are more dimensions or components than the problem has")


def _is_whole(thing):
    """Whether numpy takes this for the length of an axis."""
    alone = isinstance(thing, np.ndarray) and thing.ndim == 0
    return type(thing) is int or (alone and thing.dtype.kind == "i")


@contextlib.contextmanager
def _little_memory():
    """Let this process have only so much more: a few small arrays make one of any size."""
    import resource  # Windows, where there are no jails, has none

    kept = resource.getrlimit(resource.RLIMIT_AS)
    with open("/proc/self/statm") as numbers:
        held = int(numbers.read().split()[0]) * resource.getpagesize()
    limits = [limit for limit in kept if limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min([held + ROOM, *limits]), kept[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, kept)


def _entries(value):
    if isinstance(value, Numbers):
        return value.array.size
    if isinstance(value, np.ndarray):
        return value.size
    if isinstance(value, dict):
        return sum(map(_entries, value.values())) + len(value)
    if isinstance(value, list | tuple):
        return sum(map(_entries, value))
    return 1
