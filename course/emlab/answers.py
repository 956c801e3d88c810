"""Explained solutions for self-learners: `solution("GMM.e_step")`, once you have tried."""

import sys

from emlab.checks import examine
from emlab.checks.engine import RIGHT, WRONG
from emlab.course import find
from emlab.messages import say
from emlab.plugins import plugin
from emlab.record import statuses
from emlab.show import show_line, show_markdown

_asked = set()


def solution(question_id):
    """Show the explained solution of an exercise, where the solutions are installed.

    You are asked for a try of your own first: an answer that a check has looked at, right or not.
    For an answer in words, run the cell twice.

    Parameters
    ----------
    question_id : str
        For example ``"GMM.e_step"``.
    """
    explained = plugin("solution")
    if explained is None:
        show_line(say("solution.not_installed"))
        return
    text = explained(question_id)
    if text is None:
        show_line(say("solution.unknown", question=question_id))
        return
    if not _tried(question_id, sys._getframe(1).f_globals):
        written = find(question_id) is not None and find(question_id).written
        show_line(say("solution.write_first" if written else "solution.try_first"))
        return
    show_markdown(f"**{say('solution.title', question=question_id)}**\n\n{text}")


def _tried(question_id, namespace):
    question = find(question_id)
    if question is not None and question.written:
        again = question_id in _asked
        _asked.add(question_id)
        return again
    if statuses().get(question_id) in (RIGHT, WRONG):
        return True
    return examine(question_id, namespace).status in (RIGHT, WRONG)
