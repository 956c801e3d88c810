"""The table of lessons in the README, computed from the lessons."""

import re
import tomllib

from autograder.authoring.paths import ROOT
from autograder.questions import QUESTIONS

START, END = "<!-- lessons: built by make build -->", "<!-- end of lessons -->"


def with_lesson_table(readme, lessons):
    """Return the README's text with its table of lessons brought up to date.

    Raises
    ------
    ValueError
        If the README has lost the marks that enclose the table.
    """
    found = re.search(f"{re.escape(START)}.*{re.escape(END)}", readme, flags=re.DOTALL)
    if found is None:
        raise ValueError(f"README.md must hold a line '{START}' and a line '{END}'")
    table = "\n".join([START, *_rows(lessons), END])
    return readme[: found.start()] + table + readme[found.end() :]


def points_of(lesson):
    """The points of each question of a lesson, in order: {question id: points}."""
    return {
        cell.target: QUESTIONS[cell.target].points if cell.directive == "exercise" else cell.points
        for cell in lesson.cells
        if cell.directive in ("exercise", "answer")
    }


def _rows(lessons):
    home = repository()
    yield "| lesson | minutes | questions | points | read | run |"
    yield "|---|--:|--:|--:|---|---|"
    minutes, questions, total = 0, 0, 0
    for lesson in lessons:
        file = f"course/release/{lesson.name}/{lesson.name}.ipynb"
        asked = points_of(lesson)
        points = sum(asked.values())
        minutes, questions, total = minutes + lesson.minutes, questions + len(asked), total + points
        binder = f"https://mybinder.org/v2/gh/{home}/main?urlpath=lab/tree/{file}"
        colab = f"https://colab.research.google.com/github/{home}/blob/main/{file}"
        yield (
            f"| {lesson.title} | {lesson.minutes} | {len(asked)} | {points:g} "
            f"| [notebook]({file}), [solution](solutions/{lesson.name}.ipynb) "
            f"| [![Binder](https://mybinder.org/badge_logo.svg)]({binder}) "
            f"[![Colab](https://colab.research.google.com/assets/colab-badge.svg)]({colab}) |"
        )
    yield f"| all | {minutes} | {questions} | {total:g} | | |"


def repository():
    """``owner/name`` on GitHub, from pyproject.toml: change it there when you fork."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return project["urls"]["Repository"].removeprefix("https://github.com/")
