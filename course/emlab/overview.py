"""Where a student is in the course: `progress()`."""

from emlab import tones
from emlab.checks.engine import RIGHT, WRONG
from emlab.course import lessons
from emlab.messages import say
from emlab.record import statuses
from emlab.show import as_page, show_block

OPEN, WORDS = "open", "in words"
_SIGNS = {RIGHT: "✓", WRONG: "✗", OPEN: "○", WORDS: "✎"}
_TONES = {RIGHT: tones.RIGHT, WRONG: tones.WRONG, OPEN: tones.PLAIN, WORDS: tones.PLAIN}


def progress():
    """Show how far the questions of all lessons are answered, as their last checks said."""
    marks = _marks(statuses())
    show_block(as_text(marks), as_html(marks))


def _marks(known):
    """Pairs of a lesson and the marks of its questions."""
    return [
        (lesson, [(question.id, _mark(question, known)) for question in lesson.questions])
        for lesson in lessons()
    ]


def _mark(question, known):
    if question.written:
        return WORDS
    status = known.get(question.id)
    return status if status in (RIGHT, WRONG) else OPEN


def headline(marks):
    """How many questions are right, and which is next."""
    asked = [(question, mark, lesson) for lesson, answers in marks for question, mark in answers]
    asked = [entry for entry in asked if entry[1] != WORDS]
    right = sum(mark == RIGHT for _, mark, _ in asked)
    values = {"right": right, "all": len(asked)}
    for question, mark, lesson in asked:
        if mark != RIGHT:
            return say("progress.next", question=question, lesson=lesson.title, **values)
    return say("progress.done", **values)


def as_text(marks):
    """The overview for a terminal."""
    lines = [headline(marks)]
    for lesson, answers in marks:
        lines.append(f"  {lesson.title}")
        lines += [f"    {_SIGNS[mark]} {question}" for question, mark in answers]
    return "\n".join([*lines, f"  {say('progress.legend')}"])


def as_html(marks):
    """The overview for a notebook, in light and dark."""
    rows = "".join(
        f"<tr><td style='text-align:left;padding:0.25em 1.2em 0.25em 0;white-space:nowrap;"
        f"vertical-align:top'>{as_page(lesson.title)}</td>"
        f"<td style='text-align:left;padding:0.25em 0'>{_answers(answers)}</td></tr>"
        for lesson, answers in marks
    )
    return tones.block(
        f"<div style='font-weight:600'>{as_page(headline(marks))}</div>"
        f"<table style='margin:0.4em 0;border-collapse:collapse'>{rows}</table>"
        f"<div style='opacity:{tones.FAINT}'>{as_page(say('progress.legend'))}</div>",
        tones.PLAIN,
        width="60em",
    )


def _answers(answers):
    if not answers:
        return say("progress.nothing_asked")
    return " ".join(
        f"<span style='white-space:nowrap;margin-right:0.9em'>"
        f"{tones.plate(_SIGNS[mark], _TONES[mark])} <code>{question}</code></span>"
        for question, mark in answers
    )
