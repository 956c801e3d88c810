"""Running a student's code without a trace: nothing printed, nothing left changed."""

import contextlib
import io
import sys
import warnings

import numpy as np
from IPython import get_ipython
from IPython.utils.capture import capture_output


class _Sink(io.TextIOBase):
    """A stream that forgets what is written to it, so a flood of prints costs no memory."""

    def writable(self):
        return True

    def write(self, text):
        return len(text)


@contextlib.contextmanager
def quiet(seed=None):
    """Drop prints, displays and warnings; restore numpy's generator and error state afterwards.

    Parameters
    ----------
    seed : int, optional
        Start numpy's global generator from here inside the context.
    """
    state = np.random.get_state()
    open_figures = _open_figures()
    with contextlib.ExitStack() as stack:
        stack.callback(np.random.set_state, state)
        stack.callback(_close_new_figures, open_figures)
        stack.enter_context(np.errstate(all="ignore"))
        stack.enter_context(warnings.catch_warnings())
        warnings.simplefilter("ignore")
        stack.enter_context(contextlib.redirect_stdout(_Sink()))
        stack.enter_context(contextlib.redirect_stderr(_Sink()))
        stack.enter_context(_no_displays())
        if seed is not None:
            np.random.seed(seed)
        yield


def _no_displays():
    if get_ipython() is None:
        return contextlib.nullcontext()
    return capture_output(stdout=False, stderr=False, display=True)


def _open_figures():
    pyplot = sys.modules.get("matplotlib.pyplot")
    return set(pyplot.get_fignums()) if pyplot else set()


def _close_new_figures(before):
    for number in _open_figures() - before:
        sys.modules["matplotlib.pyplot"].close(number)
