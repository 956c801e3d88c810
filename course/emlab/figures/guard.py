"""Keeping a half-finished class from spoiling a notebook: one line instead of a traceback."""

import functools

from emlab.messages import say
from emlab.patience import patience
from emlab.quiet import quiet
from emlab.reading import Trouble
from emlab.show import render, show_line, show_picture
from emlab.student import describe, student_frames, unwritten
from emlab.style import look

SECONDS = 60  # at most, for the student's code and the drawing


def picture(draw):
    """Turn a function that returns (figure, alt) into one that shows it, and returns None.

    When the student's method is not written yet, or stops with an error, one line says so.
    """

    @functools.wraps(draw)
    def shown(*arguments, **named):
        try:
            with quiet(seed=1), look(), patience(SECONDS):
                bundle, metadata = render(*draw(*arguments, **named))
        except (Exception, SystemExit) as error:
            show_line(explain(error))
            return
        show_picture(bundle, metadata)

    return shown


def explain(error):
    """One sentence for why there is no picture."""
    if isinstance(error, Trouble):
        return str(error)
    missing = unwritten(error)
    if missing:
        return say("figure.unwritten", method=missing)
    if student_frames(error):
        return say("figure.raised", error=describe(error))
    return say("figure.failed", error=describe(error))
