"""Hints in rungs: `hint("GMM.e_step")` shows the next, from a question to the shape of the code."""

import json
from pathlib import Path

from emlab.messages import say
from emlab.show import show_line, show_markdown

HINTS_FILE = Path(__file__).parent / "texts" / "hints.json"

_shown = {}


def hint(question_id):
    """Show the next hint for an exercise; the last one is shown again when there are no more.

    Parameters
    ----------
    question_id : str
        For example ``"GMM.e_step"``.
    """
    try:
        hints = load_hints()
    except (OSError, ValueError) as error:
        show_line(say("hint.unreadable", error=f"{type(error).__name__}: {error}"))
        return
    if question_id not in hints:
        show_line(say("hint.unknown", question=question_id, known=", ".join(hints)))
        return
    rungs = hints[question_id]
    number = min(_shown.get(question_id, 0) + 1, len(rungs))
    _shown[question_id] = number
    key = "hint.last" if number == len(rungs) else "hint.rung"
    heading = say(key, question=question_id, number=number, total=len(rungs))
    show_markdown(f"**{heading}**\n\n{rungs[number - 1]}")


def load_hints():
    """All hints of the course, by question id.

    Returns
    -------
    dict of str to list of str
        Markdown, from the vaguest hint to the plainest.
    """
    return json.loads(HINTS_FILE.read_text(encoding="utf-8"))
