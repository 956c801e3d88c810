"""nbgrader's formgrader, in a real browser: its button grades in a jail, and it shows the score."""

import re

import nbformat.v4
import pytest

from autograder.questions import QUESTIONS
from autograder.tests.courses import Course
from autograder.tests.notebooks import bare, questions_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LESSON = "01-mixtures"
GRADING_MILLISECONDS = 240_000
RUNS = "<b>shown</b><script>window.ran = 1</script><img src='x' onerror='window.ran = 1'>"


def test_the_button_grades_one_student_and_the_score_is_shown(tmp_path, open_page, start_lab):
    course = Course(tmp_path / "course", LESSON)
    handed_in = bare(LESSON)
    show = f"from IPython.display import HTML\nHTML({RUNS!r})"
    handed_in.cells += [nbformat.v4.new_code_cell(show), nbformat.v4.new_markdown_cell(RUNS)]
    course.hand_in("ada", handed_in)
    course.hand_in("zoe", bare(LESSON))
    full = sum(QUESTIONS[question].points for question in questions_of(LESSON))
    address, token = start_lab(course.folder)
    page = open_page(1280, 800)
    page.goto(f"{address}/tree?token={token}")  # lets this browser in
    page.goto(f"{address}/formgrader/manage_submissions/{LESSON}")
    row = page.locator("tr", has_text="ada")
    row.locator(".autograde a").click()
    page.get_by_text(f"Successfully autograded '{LESSON}' for student 'ada'").wait_for(
        timeout=GRADING_MILLISECONDS
    )
    page.reload()
    row.locator(".score", has_text=f"{full} / {full}").wait_for()
    page.locator("tr", has_text="zoe").get_by_text("needs autograding").wait_for()
    page.goto(f"{address}/formgrader/gradebook/{LESSON}/{LESSON}")
    page.get_by_role("link", name=re.compile("Submission #1")).click()
    page.get_by_text(questions_of(LESSON)[0]).first.wait_for()
    assert page.get_by_text("shown", exact=True).count() == 2
    assert page.evaluate("window.ran") is None
    assert course.autograded("ada").metadata.autograder.sandbox not in ("", "none")
