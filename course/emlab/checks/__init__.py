"""Answer-free checks: `check("GMM.e_step")` tests what every right answer must satisfy."""

import os
import sys

from emlab.checks.engine import RIGHT, examine
from emlab.checks.report import show_report

__all__ = ["check", "examine"]


def check(question_id):
    """Check one exercise and show what holds, what does not, and where to look.

    The class or function is looked up by its name among the things that the notebook has defined.
    Nothing is raised and nothing is printed by the code under check. There is no answer key behind
    it: each line is something that every right answer satisfies, whatever its style.

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
    report = examine(question_id, sys._getframe(1).f_globals)
    show_report(report)
    if report.status != RIGHT and os.environ.get("NBGRADER_EXECUTION") == "validate":
        raise AssertionError(" ".join(report.explanation))
