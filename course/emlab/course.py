"""The course's lessons and questions, in order, as the build wrote them down."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

COURSE_FILE = Path(__file__).parent / "texts" / "course.json"


@dataclass(frozen=True)
class Question:
    """A question: its id, its points, and whether it is answered in words."""

    id: str
    points: float
    written: bool


@dataclass(frozen=True)
class Lesson:
    """A lesson: its name (``05-gmm``), its title, its minutes, and its questions."""

    name: str
    title: str
    minutes: int
    questions: tuple


@cache
def lessons():
    """All lessons of the course, in order."""
    return tuple(
        Lesson(
            entry["name"],
            entry["title"],
            entry["minutes"],
            tuple(Question(**question) for question in entry["questions"]),
        )
        for entry in json.loads(COURSE_FILE.read_text(encoding="utf-8"))
    )


def find(question_id):
    """The question of this id, or None."""
    for lesson in lessons():
        for question in lesson.questions:
            if question.id == question_id:
                return question
    return None
