"""The glossary, the formula sheet and the table of notation, all made from ``terms.toml``."""

import itertools
import re
import tomllib
from functools import cache

from autograder.authoring import paths

GLOSSARY_HEAD = """# Glossary

The terms of the course in alphabetical order, each with the lesson and section that explains it.
[Formulas](formulas.md) and the notation have a page of their own.

| term | what it means (and its name in code) | where |
|---|---|---|
"""
FORMULAS_HEAD = """# Formulas

Every formula that you write as code, in the order of the lessons, with its name there. The
[glossary](glossary.md) explains the terms.

{notation}
"""
NOTATION_HEAD = """| in text | in code | shape | meaning |
|---|---|---|---|
"""


@cache
def source():
    """Everything in ``terms.toml``: lists of dicts under ``notation``, ``term`` and ``formula``."""
    return tomllib.loads(paths.TERMS.read_text(encoding="utf-8"))


def notation_table():
    """The table of notation, in Markdown."""
    rows = (
        f"| {entry['text']} | {entry['code']} | {entry['shape']} | {entry['meaning']} |"
        for entry in source()["notation"]
    )
    return NOTATION_HEAD + "\n".join(rows)


def glossary(lessons):
    """The glossary, in Markdown.

    Parameters
    ----------
    lessons : list of Lesson
        Where the terms' sections are looked up.
    """
    found = {lesson.name: lesson for lesson in lessons}
    return GLOSSARY_HEAD + "".join(
        f"| **{entry['term']}** | {entry['meaning']}{_in_brackets(entry)} "
        f"| {_where(entry, found.get(entry['lesson']))} |\n"
        for entry in source()["term"]
    )


def formulas():
    """The formula sheet, in Markdown: the notation, then the formulas in course order."""
    head = FORMULAS_HEAD.format(notation=notation_table())
    return head + "".join(map(_formula, source()["formula"]))


def section_of(entry, lesson):
    """Heading of the section that explains a term: where it is first bold, else first named.

    Returns
    -------
    str or None
        The heading without its marks; None if no section names the term.
    """
    name = re.escape(entry.get("named_as", entry["term"])).replace(r"\ ", r"\s+")
    word = re.compile(rf"(?<![\w-]){name}s?(?!\w)", re.IGNORECASE)
    heading = mentioned = None
    for text in _paragraphs(lesson):
        if text.startswith("## "):
            heading = text.removeprefix("## ")
        if any(word.search(bold) for bold in re.findall(r"\*\*(.+?)\*\*", text, re.DOTALL)):
            return heading
        if mentioned is None and word.search(text):
            mentioned = heading
    return mentioned


def problems(lessons):
    """Say what is wrong with ``terms.toml`` itself, and which lesson does not hold a term of it."""
    names = [entry["term"] for entry in source()["term"]]
    if names != sorted(names, key=str.casefold):
        yield f"{paths.TERMS.name}: the terms do not stand in alphabetical order"
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f"{paths.TERMS.name}: {name!r} stands there twice"
    found = {lesson.name: lesson for lesson in lessons}
    for entry in source()["term"]:
        lesson = found.get(entry["lesson"])
        if lesson and section_of(entry, lesson) is None:
            yield (
                f"{paths.TERMS.name}: {entry['lesson']} never says {entry['term']!r}: give it "
                "another lesson, or the words that stand there as named_as"
            )


def _paragraphs(lesson):
    """The sections of a lesson, a paragraph or heading at a time; hints and maps are left out."""
    prose = "\n\n".join(
        cell.text for cell in lesson.cells if cell.kind == "markdown" and cell.directive != "hints"
    )
    paragraphs = iter(prose.split("\n\n"))
    for text in itertools.dropwhile(lambda text: not text.startswith("## "), paragraphs):
        if not text.startswith("**You are here"):
            yield text


def _where(entry, lesson):
    number = _number(entry["lesson"])
    if lesson is None:
        return number
    section = re.match(r"\d+", section_of(entry, lesson) or "")
    place = f"{number} §{section[0]}" if section else number
    return f"[{place}](../{lesson.name}/{lesson.name}.ipynb)"


def _number(lesson_name):
    return lesson_name.partition("-")[0]


def _formula(entry):
    title = f"**{_number(entry['lesson'])} · {entry['title']}**{_in_brackets(entry)}"
    return f"\n{title}. {entry['meaning']}\n\n$$\n{entry['formula']}\n$$\n"


def _in_brackets(entry):
    return f" ({_code(entry)})" if "code" in entry else ""


def _code(entry):
    codes = entry["code"]
    return ", ".join(f"`{code}`" for code in ([codes] if isinstance(codes, str) else codes))
