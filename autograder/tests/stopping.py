"""Stop what runs, at a moment of one's choice, and see what is left of it."""

import os
import signal
import time

import psutil

PATIENCE = 240


def wait_for(condition, what):
    """Wait until a condition holds."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, f"no {what}"
        time.sleep(0.02)


def stopped(process, condition, how):
    """Stop a process as soon as a condition holds, and see all end that it had started.

    Parameters
    ----------
    process : subprocess.Popen
        Started with ``start_new_session=True``: a Ctrl-C is for its group, as in a terminal.
    condition : callable
    how : signal

    Returns
    -------
    str
        What it said on standard error.
    """
    wait_for(lambda: condition() or process.poll() is not None, "moment to stop it")
    assert process.poll() is None, process.communicate()
    below = psutil.Process(process.pid).children(recursive=True)
    (os.killpg if how == signal.SIGINT else os.kill)(process.pid, how)
    _, said = process.communicate(timeout=PATIENCE)
    _, left = psutil.wait_procs(below, timeout=PATIENCE)
    assert left == []
    return said
