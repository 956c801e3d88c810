"""Answer-free checks: `check("GMM.e_step")` tests what every right answer must satisfy."""

import os
import sys

from emlab.checks.engine import RIGHT, WRONG, examine
from emlab.checks.report import show_report
from emlab.plugins import plugin
from emlab.record import being_graded, note

__all__ = ["check", "examine"]


def check(question_id):
    """Check one exercise and show what holds, what does not, and where to look.

    The class or function is looked up by its name among the things that the notebook has defined.
    Nothing is raised and nothing is printed by the code under check. There is no answer key behind
    it: each line is something that every right answer satisfies, whatever its style. Where the
    course's judge is installed, it judges the answer too, as when it is graded, and adds what it
    found.

    Parameters
    ----------
    question_id : str
        For example ``"GMM.e_step"``.

    Raises
    ------
    AssertionError
        If something does not hold, but only while nbgrader validates the notebook: its Validate
        button takes a cell without an error for a right answer.
    """
    namespace = sys._getframe(1).f_globals
    report = examine(question_id, namespace)
    verdict = _verdict(report, namespace)
    show_report(report, verdict)
    if report.lines:
        both = report.status == RIGHT and (verdict is None or verdict["correct"])
        note(question_id, RIGHT if both else WRONG)
    if report.status != RIGHT and os.environ.get("NBGRADER_EXECUTION") == "validate":
        raise AssertionError(" ".join(report.explanation))


def _verdict(report, namespace):
    """What the judge says, where it is installed and is not going to be asked anyway."""
    judge = plugin("judge")
    if judge is None or being_graded() or not report.lines:
        return None
    return judge(report.question_id, namespace)
