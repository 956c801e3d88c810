"""Show a verdict: in a notebook and its feedback as a block of HTML, elsewhere as text."""

import html
import re
import textwrap

from autograder import messages
from autograder.judging.verdict import CORRECT

MIME = "application/vnd.gmm-em-course.verdict+json"
WIDTH = 88
# Those of `emlab.tones`; without importing it, and matplotlib with it, a grader starts sooner.
RIGHT, WRONG, PLAIN = "#0077BA", "#C24E00", "#707070"
MARKS = {CORRECT: "✓"}


def show(verdict):
    """Display a verdict where it was asked for."""
    try:
        from IPython import get_ipython
        from IPython.display import display
    except ImportError:
        print(as_text(verdict))
        return
    if get_ipython() is None:
        print(as_text(verdict))
        return
    display(bundle(verdict), raw=True)


def bundle(verdict):
    """Return a verdict in the forms that notebooks keep it in, by their types."""
    shown = {"text/html": as_html(verdict), "text/plain": as_text(verdict)}
    return {**shown, MIME: {"question": verdict.question, **verdict.plain()}}


def as_text(verdict):
    """Return a verdict as lines of text."""
    lines = [_headline(verdict)]
    for paragraph in verdict.message.split("\n"):
        lines += textwrap.wrap(paragraph, WIDTH, initial_indent="  ", subsequent_indent="  ")
    return "\n".join(lines)


def as_html(verdict):
    """Return a verdict as a block of HTML that is readable on white and on black."""
    colour = RIGHT if verdict.outcome == CORRECT else WRONG if verdict.step else PLAIN
    paragraphs = "".join(
        f'<p style="margin:0.3em 0">{_inline(paragraph)}</p>'
        for paragraph in verdict.message.split("\n")
    )
    return (
        f'<div style="border-left:4px solid {colour};padding:0.2em 0.8em;max-width:46em">'
        f'<p style="margin:0.3em 0"><strong>{_inline(_headline(verdict))}</strong></p>'
        f"{paragraphs}</div>"
    )


def _headline(verdict):
    mark = MARKS.get(verdict.outcome, "✗")
    points = messages.general.POINTS.format(score=verdict.score, max_score=verdict.max_score)
    return f"{mark} {verdict.question}: {points}"


def _inline(text):
    """Return text as HTML, with `code` set as code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(text))
