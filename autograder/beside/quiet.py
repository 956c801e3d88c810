"""Judging leaves no trace: no output, no warning, no changed setting."""

import contextlib
import io
import logging
import os
import random
import sys
import warnings

import numpy as np
from numpy.random import get_state, set_state


@contextlib.contextmanager
def quiet():
    """Drop whatever is printed, shown or logged, and put every setting back afterwards.

    nbgrader gives 0 points to a test cell with anything on stderr, even for a right answer.
    """
    with contextlib.ExitStack() as stack:
        for stream in ("stdout", "stderr"):
            stack.enter_context(_silent_stream(stream))
        for descriptor in (1, 2):
            stack.enter_context(_silent_descriptor(descriptor))
        for keep in (_no_displays, _no_logging, _same_numpy, _same_directory, _no_new_figures):
            stack.enter_context(keep())
        stack.enter_context(warnings.catch_warnings())
        warnings.simplefilter("ignore")
        stack.enter_context(_kept(sys, "unraisablehook", lambda _: None))
        yield


class _Nowhere(io.TextIOBase):
    def writable(self):
        return True

    def write(self, text):
        return len(text)


@contextlib.contextmanager
def _silent_stream(name):
    """Silence a stream of sys, and the stream object itself: a student may hold it by name."""
    stream = getattr(sys, name)
    nowhere = _Nowhere()
    setattr(sys, name, nowhere)
    muted = True
    try:
        stream.write = nowhere.write
    except AttributeError:  # None, or without room for an attribute
        muted = False
    try:
        yield
    finally:
        if muted:
            vars(stream).pop("write", None)
        setattr(sys, name, stream)


@contextlib.contextmanager
def _silent_descriptor(descriptor):
    """Silence what compiled code writes straight to a file descriptor."""
    try:
        kept = os.dup(descriptor)
    except OSError:  # closed: nothing can be written
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)
    try:
        yield
    finally:
        os.dup2(kept, descriptor)
        os.close(kept)


@contextlib.contextmanager
def _no_displays():
    """Drop what a notebook would show."""
    if "IPython" not in sys.modules or sys.modules["IPython"].get_ipython() is None:
        yield
        return
    from IPython.utils.capture import capture_output

    with capture_output(stdout=False, stderr=False, display=True):
        yield


@contextlib.contextmanager
def _no_logging():
    """Drop log records."""
    manager = logging.root.manager
    with _kept(manager, "disable", logging.CRITICAL):
        yield


@contextlib.contextmanager
def _same_numpy():
    """Keep numpy's error state and both global generators."""
    states = get_state(), random.getstate()
    try:
        with np.errstate(all="warn", call=None):
            yield
    finally:
        set_state(states[0])
        random.setstate(states[1])


@contextlib.contextmanager
def _same_directory():
    """Keep the working directory."""
    try:
        here = os.getcwd()
    except FileNotFoundError:  # a temporary folder that is gone
        yield
        return
    try:
        yield
    finally:
        os.chdir(here)


@contextlib.contextmanager
def _no_new_figures():
    """Close figures that were opened meanwhile, where the student's notebook draws any."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    before = set(pyplot.get_fignums()) if pyplot else set()
    try:
        yield
    finally:
        pyplot = sys.modules.get("matplotlib.pyplot")
        for number in set(pyplot.get_fignums()) - before if pyplot else ():
            pyplot.close(number)


@contextlib.contextmanager
def _kept(thing, name, value):
    """Set an attribute for a while."""
    old = getattr(thing, name)
    setattr(thing, name, value)
    try:
        yield
    finally:
        setattr(thing, name, old)
