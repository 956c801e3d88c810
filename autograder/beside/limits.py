"""Stop a student's code that never ends."""

import contextlib
import signal
import threading

from autograder.beside.observation import Interrupted, TimeUp


@contextlib.contextmanager
def time_limit(seconds):
    """Raise `TimeUp` in the code of this block after so many seconds, and again until it leaves.

    A Ctrl-C from outside ends the block as usual; a KeyboardInterrupt that a student raises
    is an error like any other.

    Needs an alarm signal and the main thread; elsewhere (Windows) the block runs without a limit of
    its own.
    """
    if not hasattr(signal, "SIGALRM") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(number, frame):
        raise TimeUp

    def interrupt(number, frame):
        raise Interrupted

    kept = signal.signal(signal.SIGALRM, ring)
    kept_interrupt = signal.signal(signal.SIGINT, interrupt)
    signal.setitimer(signal.ITIMER_REAL, seconds, 0.1)
    try:
        yield
    except Interrupted:
        raise KeyboardInterrupt from None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, kept)
        signal.signal(signal.SIGINT, kept_interrupt)
