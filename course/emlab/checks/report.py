"""Showing the report of a check: a short block, in HTML or plain text."""

from emlab import tones
from emlab.checks.engine import NOT_ATTEMPTED, RIGHT, UNKNOWN
from emlab.messages import say
from emlab.show import as_page, show_block

_SIGNS = {True: "✓", False: "✗", None: "·"}
_TONES = {True: tones.RIGHT, False: tones.WRONG, None: tones.PLAIN}


def show_report(report, verdict=None):
    """Show a report: one line a check, then what to think about first.

    Parameters
    ----------
    report : Report
    verdict : dict, optional
        What the judge says of the same answer: ``correct``, ``score``, ``max_score``, ``sentences``
        and ``causes``.
    """
    show_block(as_text(report, verdict), as_html(report, verdict))


def headline(report, verdict=None):
    """The one sentence that says how the question stands."""
    if report.status == RIGHT and verdict and not verdict["correct"]:
        return say("check.almost", question=report.question_id)
    keys = {RIGHT: "check.right", NOT_ATTEMPTED: "check.still_open", UNKNOWN: "check.no_such"}
    return say(keys.get(report.status, "check.wrong"), question=report.question_id)


def judged(report, verdict):
    """What the judge adds: the points, and what it knows that the checks have not said."""
    if not verdict:
        return []
    points = {name: f"{verdict[name]:g}" for name in ("score", "max_score")}
    told = verdict["sentences"] if report.status == RIGHT else verdict["causes"]
    return [say("judge.points", **points), *([] if verdict["correct"] else told)]


def as_text(report, verdict=None):
    """The report for a terminal."""
    lines = [f"  {_SIGNS[line.passed]} {line.text}" for line in report.lines]
    sentences = [f"  {text}" for text in (*report.explanation, *judged(report, verdict))]
    return "\n".join([headline(report, verdict), *lines, *sentences])


def as_html(report, verdict=None):
    """The report for a notebook, in light and dark."""
    passed = {RIGHT: True}.get(report.status, False if report.lines else None)
    if verdict and not verdict["correct"]:
        passed = False
    rows = "".join(
        f"<div style='padding-left:1.7em;text-indent:-1.7em;margin:0.15em 0'>"
        f"{tones.plate(_SIGNS[line.passed], _TONES[line.passed])} "
        f"<span style='opacity:{tones.FAINT if line.passed is None else 1}'>"
        f"{as_page(line.text)}</span></div>"
        for line in report.lines
    )
    words = "".join(
        f"<p style='margin:0.5em 0 0 0'>{as_page(sentence)}</p>"
        for sentence in (*report.explanation, *judged(report, verdict))
    )
    head = as_page(headline(report, verdict))
    return tones.block(
        f"<div style='font-weight:600;margin-bottom:0.2em'>{head}</div>{rows}{words}",
        _TONES[passed],
    )
