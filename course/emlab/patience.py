"""Waiting for a student's code, but not for ever."""

import contextlib
import signal
import sys
import time

from emlab.messages import say
from emlab.reading import Trouble

AGAIN = 0.1  # seconds, until the code is stopped again that went on all the same
# Where it rings in vain: in a callback of a weak reference it would be lost, with a warning; here,
# or on the way here, it would break what is putting the alarm away.
DEAF = ("weakref", "_weakrefset", "contextlib", __name__)


class OutOfTime(Trouble):
    """The student's code was stopped."""


class _TimeUp(BaseException):
    """No `Exception`, so that a student's ``except Exception`` lets it pass."""


@contextlib.contextmanager
def patience(seconds):
    """Stop the student's code in this block after so many seconds, as `OutOfTime` with a sentence.

    Such blocks may stand inside each other; the one that is the first to lose patience stops.
    It needs an alarm signal and the main thread. Elsewhere (Windows, a browser's Python), and where
    somebody else has set an alarm, the block takes as long as it takes.
    """
    ring = _Ring()
    kept = _set(ring)
    if kept is None:
        yield
        return
    begun, left = time.monotonic(), signal.getitimer(signal.ITIMER_REAL)[0]
    try:
        signal.setitimer(signal.ITIMER_REAL, max(min(seconds, left or seconds), AGAIN), AGAIN)
        yield
    except _TimeUp:
        ring.over = True
        signal.setitimer(signal.ITIMER_REAL, 0)  # at once: the next ring may be near
        raise OutOfTime(say("patience.over", seconds=round(time.monotonic() - begun))) from None
    finally:
        ring.over = True
        signal.setitimer(signal.ITIMER_REAL, 0)
        time.sleep(0)  # what rang just before is heard by our own handler, not by the one before
        signal.signal(signal.SIGALRM, kept)
        if left:
            rest = max(left - (time.monotonic() - begun), AGAIN)
            signal.setitimer(signal.ITIMER_REAL, rest, AGAIN)


class _Ring:
    """What happens when the time is up; a class, so that our own alarm is known from another's."""

    over = False

    def __call__(self, _number, frame):
        if self.over or (frame and frame.f_globals.get("__name__") in DEAF):
            return  # it rings again, where it was not put away
        raise _TimeUp


def _set(ring):
    """Put our handler in place and return the one before; None where there can be no alarm."""
    if sys.platform == "emscripten" or not hasattr(signal, "setitimer"):
        return None
    before = signal.getsignal(signal.SIGALRM)
    if signal.getitimer(signal.ITIMER_REAL)[0] and not isinstance(before, _Ring):
        return None
    with contextlib.suppress(ValueError):  # not the main thread
        return signal.signal(signal.SIGALRM, ring)
    return None
