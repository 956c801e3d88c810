"""The process that grades, one submission after the other: `python -m autograder.running.worker`.

Jobs come pickled on standard input and results leave on standard output. Both ends are trusted:
what students wrote runs in the jails behind it.
"""

import os
import pickle
import signal
import sys

from autograder import lean  # noqa: F401 (first of all)
from autograder.jail import tiers
from autograder.running.jobs import grade
from autograder.running.store import Store


def main():
    """Say which jail there is, then work until there is no more to do."""
    jobs, results = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what anybody prints is no result
    _end_with_the_parent()
    start = pickle.load(jobs)
    store, nursery = Store(start["store"]), None
    try:
        if start["sandbox"]:
            nursery = tiers.open_nursery(start["tier"], start["door"])
            for door in start["for others"]:
                nursery.share(door)
                os.close(door)
        _send(results, {"tier": nursery and nursery.tier})
        while True:
            _send(results, grade(pickle.load(jobs), store, lambda: nursery))
    except tiers.NoSandbox as refusal:
        _send(results, {"refused": str(refusal)})
    except (EOFError, BrokenPipeError):
        pass
    finally:
        if nursery:
            nursery.close()


def _send(results, said):
    pickle.dump(said, results)
    results.flush()


def _end_with_the_parent():
    """However the parent ends, this process clears up and ends too."""
    signal.signal(signal.SIGTERM, _end)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a Ctrl-C is for the parent
    if sys.platform == "linux":
        from autograder.jail import linux

        parent = os.getppid()
        linux.prctl(linux.PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            sys.exit(0)


def _end(*_):
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # once is enough
    sys.exit(0)


if __name__ == "__main__":
    main()
