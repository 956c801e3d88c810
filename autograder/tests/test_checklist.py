"""Every item of the lecture has its home: the table in course/lessons/CHECKLIST.md is true."""

import re

import pytest

from autograder.authoring import paths

ITEMS = 20
ROW = re.compile(r"^\| (\d+) \| (.+?) \| (\d\d-\w+) \| (.+?) \|$", flags=re.MULTILINE)
ROWS = ROW.findall((paths.LESSONS / "CHECKLIST.md").read_text(encoding="utf-8"))


def test_every_item_is_listed_in_order():
    numbers = [int(number) for number, *_ in ROWS]
    assert sorted(set(numbers)) == list(range(1, ITEMS + 1))
    assert numbers == sorted(numbers)


@pytest.mark.parametrize(("number", "item", "lesson", "section"), ROWS)
def test_its_section_is_in_its_lesson(number, item, lesson, section):
    text = (paths.LESSONS / f"{lesson}.py").read_text(encoding="utf-8")
    assert re.search(rf"(?m)^# ##+ {re.escape(section)}", text), f"item {number}: {item}"
