"""The lint of lessons finds what it says that it finds."""

import re

import nbformat
import pytest

from autograder.authoring import lint, paths
from autograder.authoring.build import all_lessons
from autograder.authoring.lesson import Cell, Lesson


def lesson_of(*cells):
    return Lesson("09-new", "09 · New", 50, (), cells)


@pytest.mark.parametrize("lesson", all_lessons(), ids=lambda lesson: lesson.name)
def test_every_lesson_keeps_to_the_lint(lesson):
    assert list(lint.problems_of(lesson)) == []


def documents():
    """What is written for people: the pages of Markdown that stand in the repository's rooms."""
    rooms = [paths.ROOT, *(paths.ROOT / name for name in ("course", "solutions", "autograder"))]
    return [page for room in rooms for page in sorted(room.glob("*.md"))]


def test_all_prose_is_spelt_right(tmp_path):
    prose = [*paths.LESSONS.glob("*.py"), *documents()]
    assert lint.misspelt([*prose, *(paths.EMLAB / "messages").glob("*.py")]) == []
    wrong = tmp_path / "wrong.md"
    wrong.write_text("This is teh wrong wrod.")
    assert len(lint.misspelt([wrong])) == 2


def test_a_lesson_too_short_without_goals_and_questions_is_told_all_of_it():
    found = "\n".join(lint.shape(lesson_of(Cell("markdown", "# 09 · New\n\n## 2. Late"))))
    for piece in ("words", "code cells", "{minutes}", "predicted", "think about", "numbered [2]"):
        assert piece in found


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("so $$x = 1$$ holds", "shares its line"),
        ("$$\nx = 1\n", "not closed"),
    ],
)
def test_formulas_stand_on_lines_of_their_own(text, complaint):
    assert complaint in "".join(lint.formulas(text))
    assert list(lint.formulas("$$\nx = 1\n$$")) == []


@pytest.mark.parametrize(
    "text", ["the mixing coefficients", "the log likelihood", "n_samples", "the ELBO", "an E step"]
)
def test_one_thing_has_one_name(text):
    assert list(lint.notation(text))
    assert list(lint.notation("log-likelihood, E-step, sample_size, data points")) == []


@pytest.mark.parametrize("word", ["color", "center", "normalized", "behavior", "gray"])
def test_american_spelling_is_found(word):
    assert list(lint.american(f"The {word} of it."))


def test_british_spelling_and_code_are_left_alone():
    text = "The colour and size of the centre, normalised; `color`, $color$ and\n```\ncolor\n```"
    assert list(lint.american(text)) == []


def test_a_link_to_nowhere_is_found(tmp_path):
    (tmp_path / "there.md").touch()
    text = "[a](there.md#part), [b](https://example.org), [c](#here) and [d](not-there.md)"
    assert list(lint.links(text, tmp_path)) == ["the link to not-there.md leads nowhere"]


@pytest.mark.parametrize("page", documents(), ids=lambda page: page.name)
def test_the_links_of_a_document_lead_somewhere(page):
    assert list(lint.links(page.read_text(encoding="utf-8"), page.parent)) == []


def test_every_room_of_the_grader_is_on_its_map():
    grader = paths.ROOT / "autograder"
    rooms = {inside.parent.name for inside in grader.glob("*/__init__.py")}
    text = (grader / "README.md").read_text(encoding="utf-8")
    assert rooms == set(re.findall(r"^\| \[`(\w+)`\]", text, re.MULTILINE))


def test_an_exercise_without_hints_is_found():
    found = list(lint.exercises(lesson_of(Cell("code", "", "exercise", "GMM.e_step"))))
    assert found == ["no hints stand before GMM.e_step"]


def test_pictures_without_words_and_long_stretches_without_pictures_are_found():
    cells = [nbformat.v4.new_code_cell(f"print({n})") for n in range(4)]
    drawn = nbformat.v4.new_code_cell("figures.density(X)")
    drawn.outputs = [nbformat.v4.new_output("display_data", {"image/png": ""})]
    notebook = nbformat.v4.new_notebook(cells=[*cells, drawn])
    found = list(lint.pictures(notebook, 3))
    assert [len(found), "without a picture" in found[0], "alternative" in found[1]] == [2, 1, 1]
