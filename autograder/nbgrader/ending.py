"""How a run of `nbgrader autograde` ends: what nbgrader's own loop cannot know, and a Ctrl-C."""

import contextlib

from nbgrader.converters import NbGraderException

from autograder.messages.damage import NOT_ALL

STOPPED = "Stopped. What is graded is kept: the same command goes on from here."


def end_well(converter, run):
    """Have nbgrader's loop over submissions end the workers, and say what could not be graded.

    Its exit status is then 1, as where nbgrader itself fails at a submission.

    Parameters
    ----------
    converter : nbgrader.converters.Autograde
        Before its loop.
    run : Run
    """
    loop = converter.convert_notebooks

    def convert_notebooks():
        try:
            with a_ctrl_c_in_one_line(converter.log):
                loop()
        finally:
            run.end()
        if run.failed:
            text = NOT_ALL.format(names=", ".join(run.failed), total=len(run.planned))
            converter.log.error(text)
            raise NbGraderException(text)

    converter.convert_notebooks = convert_notebooks


@contextlib.contextmanager
def a_ctrl_c_in_one_line(log):
    """End the program where it was told to stop: no traceback, and the status of the shell's."""
    try:
        yield
    except KeyboardInterrupt:
        log.error(STOPPED)
        raise SystemExit(130) from None
