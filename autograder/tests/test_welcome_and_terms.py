"""The first lesson, its practice and its recording; the glossary and the formula sheet."""

import re

import nbformat
import numpy as np
import pytest

from autograder.authoring import build, check, notebooks, paths, recording, terms
from autograder.authoring.lesson import Cell, Lesson
from autograder.questions import QUESTIONS
from autograder.tests.test_nbgrader_cycle import Course
from emlab import recording as played
from emlab.checks import examine
from solutions.explained import Explanation, explained

LESSONS = build.all_lessons()
WELCOME = LESSONS[0]
NOTATION = (
    *("sample_size", "dim", "num_components", "X[n]", "z[n]", "weight[k]"),
    *("gaussian_list[k].mean", ".cov", "posterior[n, k]", "the object"),
)
WITHOUT_A_FORMULA = {"GMM.__init__", "Gaussian.set_mean", "Gaussian.set_cov", "fit_best_of"}


def source():
    return notebooks.source_notebook(WELCOME, {})


def solution():
    return notebooks.solution_notebook(WELCOME, {"warm_up": Explanation("Because.")})


# --- practice ----------------------------------------------------------------------------------


def test_nothing_in_the_first_lesson_is_graded():
    assert (WELCOME.name, WELCOME.exercises, WELCOME.written) == ("00-welcome", [], [])
    marked = [c for c in source().cells if "nbgrader" in c.metadata]
    assert [c.id for c in marked] == ["setup", "warm_up-answer", "warm_up-check"]
    assert not any(c.metadata.nbgrader.grade for c in marked)


def test_practice_is_answered_in_a_cell_of_ones_own_and_its_check_is_locked():
    cells = {cell.id: cell for cell in source().cells}
    answer, checked = cells["warm_up-answer"], cells["warm_up-check"]
    assert answer.metadata.nbgrader.solution
    assert not answer.metadata.nbgrader.locked
    assert "### BEGIN SOLUTION" in answer.source
    assert checked.metadata.nbgrader.locked
    assert checked.source == 'check("warm_up")'


def test_the_solution_notebook_answers_checks_and_explains_the_practice():
    sources = [cell.source for cell in solution().cells]
    place = sources.index('check("warm_up")')
    assert "return np.sum(x) / len(x)" in sources[place - 1]
    assert sources[place + 1].endswith("Because.")


def test_the_practice_has_a_solution_to_show():
    assert "return np.sum(x) / len(x)" in explained("warm_up")
    assert "Usual mistakes" in build.explanations_of(WELCOME)["warm_up"].why


def test_a_stub_of_practice_that_differs_from_its_reference_is_found():
    notebook = source()
    cell = next(cell for cell in notebook.cells if cell.id == "warm_up-answer")
    assert list(check.wrong_stubs(notebook, WELCOME.practices)) == []
    cell.source = cell.source.replace("warm_up(x)", "warm_up(y)")
    (problem,) = check.wrong_stubs(notebook, WELCOME.practices)
    assert "warm_up" in problem


def loop(x):
    total = 0
    for number in x:
        total += number
    return total / len(x)


@pytest.mark.parametrize("answer", [np.mean, loop, lambda x: x.mean(), lambda x: sum(x) / x.size])
def test_every_way_to_take_a_mean_passes_its_check(answer):
    assert examine("warm_up", {"warm_up": answer}).status == "right"


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        (np.sum, "division is missing"),
        (lambda x: x.sum() / (len(x) - 1), "one less"),
        (np.median, "median"),
        (lambda x: (x.min() + x.max()) / 2, "halfway"),
        (lambda x: round(x.mean(), 2), "rounded"),
        (lambda x: x[0], "on paper"),
        (lambda x: 3.0, "on paper"),
        (lambda x: None, "return"),
        (lambda x: x / len(x), "one number"),
    ],
)
def test_a_wrong_answer_is_refused_with_its_likely_cause(answer, word):
    report = examine("warm_up", {"warm_up": answer})
    assert report.status == "wrong"
    assert word in " ".join(report.explanation)


def test_an_answer_that_changes_its_argument_is_refused():
    def warm_up(x):
        x -= x.mean()
        return x.mean()

    assert examine("warm_up", {"warm_up": warm_up}).status == "wrong"


@pytest.mark.slow
def test_nbgrader_takes_an_assignment_in_which_nothing_is_graded(tmp_path):
    course = Course(tmp_path)
    folder = tmp_path / "source" / WELCOME.name
    folder.mkdir(parents=True)
    nbformat.write(source(), folder / f"{WELCOME.name}.ipynb")
    course.nbgrader("generate_assignment", WELCOME.name)
    released = tmp_path / "release" / WELCOME.name / f"{WELCOME.name}.ipynb"
    notebook = nbformat.read(released, as_version=4)
    course.hand_in("untouched", WELCOME.name, notebook)
    course.nbgrader("autograde", WELCOME.name)
    course.nbgrader("generate_feedback", WELCOME.name)
    assert course.scores("untouched", WELCOME.name) == {}
    assert "warm_up" in course.feedback("untouched", WELCOME.name)


# --- recording ---------------------------------------------------------------------------------


def test_the_recording_is_the_references_and_small():
    text = recording.text()
    assert text == recording.text()
    assert len(text.encode()) < 60_000
    assert paths.RECORDING.read_text(encoding="utf-8") == text, "make build"


def test_the_recording_rises_in_every_round_and_ends_at_the_published_fit():
    X, kept = played.load()
    assert all(state.posterior.shape == (len(X), 2) for state in kept)
    assert np.all(np.diff([state.log_likelihood for state in kept[:-3]]) > 0)
    last = kept[-1].parameters
    np.testing.assert_allclose(last.weight, [0.3559, 0.6441], rtol=1e-3)
    np.testing.assert_allclose(last.means, [[2.037, 54.480], [4.290, 79.970]], rtol=1e-3)


# --- terms -------------------------------------------------------------------------------------


def test_terms_are_in_order_each_once_and_each_in_its_lesson():
    assert list(terms.problems(LESSONS)) == []


def test_every_entry_says_something_in_a_sentence_or_two():
    for entry in (*terms.source()["term"], *terms.source()["formula"]):
        assert entry["meaning"].endswith("."), entry
        assert len(entry["meaning"]) < 240, entry


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.name)
def test_every_lesson_links_both_pages(lesson):
    prose = "\n".join(cell.text for cell in lesson.cells if cell.kind == "markdown")
    for page in ("glossary", "formulas"):
        assert f"](../00-welcome/{page}.md)" in prose


def test_links_of_the_glossary_lead_to_lessons():
    links = set(re.findall(r"\]\(\.\./(.+?)\)", terms.glossary(LESSONS)))
    assert links
    assert links <= {f"{lesson.name}/{lesson.name}.ipynb" for lesson in LESSONS}


def test_links_between_lessons_lead_from_the_solutions_to_what_is_released():
    cells = solution().cells
    prose = "\n".join(cell.source for cell in cells)
    assert "](../course/release/00-welcome/glossary.md)" in prose
    assert "](../00-welcome/" not in prose


@pytest.mark.parametrize("name", NOTATION)
def test_the_notation_stands_on_the_formula_sheet_and_in_the_first_lesson(name):
    assert name in terms.formulas()
    prose = [cell.source for cell in source().cells]
    assert any(name in text for text in prose)


def test_every_formula_that_is_asked_for_is_on_the_sheet():
    sheet = terms.formulas()
    missing = [q for q in QUESTIONS if f"`{q}`" not in sheet and q not in WITHOUT_A_FORMULA]
    assert missing == []


def test_formulas_stand_between_marks_on_lines_of_their_own():
    lines = terms.formulas().splitlines()
    marks = [number for number, line in enumerate(lines) if "$$" in line]
    assert all(lines[number] == "$$" for number in marks)
    for start, end in zip(marks[::2], marks[1::2], strict=True):
        assert end == start + 2
        assert lines[start + 1].count("{") == lines[start + 1].count("}")


def lesson_saying(*texts):
    return Lesson("09-x", "X", 5, (), tuple(Cell("markdown", text) for text in texts))


SAID = lesson_saying(
    "# 09 · X\n\n**Chord** before the first section.",
    "## 1. First\n\nA chord is named.\n\n## 2. Second\n\nIt is a **chord**.",
    "## 3. Third\n\nBound\nto come.",
)


@pytest.mark.parametrize(
    ("entry", "section"),
    [
        ({"term": "chord"}, "2. Second"),
        ({"term": "bound to"}, "3. Third"),
        ({"term": "hord"}, None),
        ({"term": "a line", "named_as": "chord"}, "2. Second"),
    ],
)
def test_a_term_is_found_where_it_is_bold_or_else_where_it_is_first_named(entry, section):
    assert terms.section_of(entry, SAID) == section


def test_what_is_wrong_with_the_terms_is_said(monkeypatch):
    entries = [{"term": term, "lesson": "09-x"} for term in ("chord", "arc", "arc")]
    monkeypatch.setattr(terms, "source", lambda: {"term": entries})
    said = "\n".join(terms.problems([SAID]))
    assert "alphabetical order" in said
    assert "'arc' stands there twice" in said
    assert "09-x never says 'arc'" in said
