"""nbgrader's whole cycle with its own command line and a real gradebook."""

import csv
import html
import re
import shutil
import subprocess
import sys

import nbformat
import pytest
from nbgrader.api import Gradebook

from autograder.authoring import build, paths
from autograder.authoring.check import telling_lines
from autograder.authoring.lesson import read_lesson
from autograder.questions import QUESTIONS
from autograder.tests.notebooks import (
    errors,
    questions_of,
    quick,
    reference_answer,
    released,
    solved,
)
from solutions.explained import BEGIN, END, explanations

pytestmark = pytest.mark.slow

LESSONS = [path.stem for path in sorted(paths.LESSONS.glob("[0-9]*.py"))]
GRADED = [lesson for lesson in LESSONS if questions_of(lesson)]
HALF = ["GMM.__init__", "GMM.log_pdf"]
IN_WORDS, PROOF, POINTS = "02-jensen", "jensen_proof", 10


class Course:
    """A copy of the course, worked on by nbgrader's command line."""

    def __init__(self, folder):
        self.folder = folder
        shutil.copyfile(paths.COURSE / "nbgrader_config.py", folder / "nbgrader_config.py")

    def nbgrader(self, *arguments):
        done = subprocess.run(
            [sys.executable, "-m", "nbgrader", *arguments],
            cwd=self.folder,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return done.stderr

    def hand_in(self, student, lesson, notebook):
        folder = self.folder / "submitted" / student / lesson
        folder.mkdir(parents=True)
        nbformat.write(notebook, folder / f"{lesson}.ipynb")

    def autograded(self, student, lesson):
        file = self.folder / "autograded" / student / lesson / f"{lesson}.ipynb"
        return nbformat.read(file, as_version=4)

    def feedback(self, student, lesson):
        file = self.folder / "feedback" / student / lesson / f"{lesson}.html"
        return file.read_text(encoding="utf-8")

    def scores(self, student, lesson):
        with Gradebook(f"sqlite:///{self.folder / 'gradebook.db'}") as gradebook:
            notebook = gradebook.find_submission_notebook(lesson, lesson, student)
            return {grade.name: grade.score for grade in notebook.grades}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A class that went through everything: released, handed in, graded, feedback, exported."""
    course = Course(tmp_path_factory.mktemp("course"))
    built = tmp_path_factory.mktemp("build")
    build.build(built)
    shutil.copytree(built / "course" / "source", course.folder / "source")
    for command, hand_in in (("generate_assignment", False), ("autograde", True)):
        if hand_in:
            _hand_in(course)
        for lesson in LESSONS:
            course.nbgrader(command, lesson)
    _grade_by_hand(course, "solved", 7.5)
    for lesson in (IN_WORDS, "05-gmm"):
        course.nbgrader("generate_feedback", lesson)
    course.nbgrader("export", "--to", "grades.csv")
    return course


def _hand_in(course):
    for lesson in LESSONS:
        course.hand_in("solved", lesson, solved(lesson))
        course.hand_in("untouched", lesson, released(lesson))
    course.hand_in("half", "05-gmm", quick(solved("05-gmm", HALF)))
    course.hand_in("pasted", "05-gmm", _whole_class_in_the_first_cell())


def _whole_class_in_the_first_cell():
    notebook = quick(solved("05-gmm"))
    answers = [cell for cell in notebook.cells if cell.id.endswith("-answer")]
    whole = "\n\n\n".join(cell.source for cell in answers)
    for cell in answers:
        cell.source = ""
    answers[0].source = whole
    return notebook


def _grade_by_hand(course, student, score):
    with Gradebook(f"sqlite:///{course.folder / 'gradebook.db'}") as gradebook:
        grade = gradebook.find_grade(PROOF, IN_WORDS, IN_WORDS, student)
        assert grade.needs_manual_grade
        grade.manual_score = score
        gradebook.db.commit()


@pytest.mark.parametrize("lesson", LESSONS)
def test_nbgrader_releases_what_is_in_git(course, lesson):
    for file in (paths.RELEASE / lesson).iterdir():
        assert (course.folder / "release" / lesson / file.name).read_bytes() == file.read_bytes()


@pytest.mark.parametrize("lesson", GRADED)
def test_a_solved_notebook_earns_every_point(course, lesson):
    points = {q.replace(".", "-"): QUESTIONS[q].points for q in questions_of(lesson)}
    scores = course.scores("solved", lesson)
    assert {name: scores[name] for name in points} == points


@pytest.mark.parametrize("lesson", GRADED)
def test_an_untouched_notebook_earns_nothing(course, lesson):
    assert set(course.scores("untouched", lesson).values()) == {0}


def test_a_half_solved_notebook_earns_what_it_solved(course):
    scores = course.scores("half", "05-gmm")
    for question in questions_of("05-gmm"):
        expected = QUESTIONS[question].points if question in HALF else 0
        assert scores[question.replace(".", "-")] == expected, question


def test_a_whole_class_pasted_into_the_first_cell_earns_every_point(course):
    assert course.scores("pasted", "05-gmm") == course.scores("solved", "05-gmm")


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_solved_notebook_runs_without_errors_and_keeps_its_figures(course, lesson):
    notebook = course.autograded("solved", lesson)
    assert errors(notebook) == []
    figures = [cell for cell in notebook.cells if "figures." in cell.source]
    assert len(figures) >= (5 if lesson in GRADED else 1)
    drawn = [cell for cell in figures if "figures.speed(" not in cell.source]  # times nothing here
    for cell in drawn:
        assert any("image/png" in output.get("data", {}) for output in cell.outputs), cell.source


@pytest.mark.parametrize("lesson", LESSONS)
def test_an_untouched_notebook_has_no_other_error_than_not_implemented(course, lesson):
    names = {name for _, name in errors(course.autograded("untouched", lesson))}
    assert names <= {"NotImplementedError"}


def test_answers_in_words_wait_for_a_person_and_empty_ones_do_not(course):
    assert course.scores("solved", IN_WORDS)[PROOF] == 7.5
    assert course.scores("untouched", IN_WORDS)[PROOF] == 0


def test_the_rubric_is_for_the_grader_and_the_feedback_and_in_no_release(course):
    explanation = explanations(IN_WORDS)[PROOF]
    rubric = "Judge the argument, not its form"
    assert rubric in explanation.rubric
    release = course.folder / "release" / IN_WORDS / f"{IN_WORDS}.ipynb"
    released = release.read_text(encoding="utf-8")
    assert rubric not in released
    assert "MARK SCHEME" not in released
    graded = course.autograded("untouched", IN_WORDS)
    assert any(rubric in cell.source for cell in graded.cells)
    assert rubric in html.unescape(re.sub(r"<[^>]+>", "", course.feedback("solved", IN_WORDS)))


@pytest.mark.parametrize("lesson", LESSONS)
def test_no_release_holds_the_answer_to_a_question_in_words(course, lesson):
    notebook = "\n".join(cell.source for cell in released(lesson).cells)
    for question in read_lesson(paths.LESSONS / f"{lesson}.py").written:
        whole, kept = explanations(lesson)[question].answer, True
        for line in whole.splitlines():
            kept = {BEGIN: False, END: True}.get(line.strip(), kept)
            assert kept or len(line) < 45 or line not in notebook


def test_feedback_shows_the_verdict_and_gives_no_answer_away(course):
    page = course.feedback("half", "05-gmm")
    assert "not attempted" in page.lower()
    text = html.unescape(re.sub(r"<[^>]+>", "", page))
    own = set().union(*map(telling_lines, HALF))
    for question in set(questions_of("05-gmm")) - set(HALF):
        for line in telling_lines(question) - own:
            assert line not in text


def test_feedback_shows_what_a_person_gave(course):
    assert "7.5" in course.feedback("solved", IN_WORDS)


def test_the_export_lists_everybody(course):
    with open(course.folder / "grades.csv", newline="", encoding="utf-8") as file:
        rows = {(row["student_id"], row["assignment"]): row for row in csv.DictReader(file)}
    full = sum(QUESTIONS[q].points for q in questions_of("05-gmm"))
    assert float(rows["solved", "05-gmm"]["score"]) == full
    assert float(rows["untouched", "05-gmm"]["score"]) == 0
    assert 0 < float(rows["half", "05-gmm"]["score"]) < full


def test_an_answer_that_prints_to_stderr_keeps_its_points(course):
    loud = (
        f"import sys, warnings\nprint('hello', file=sys.stderr)\n{reference_answer('GMM.e_step')}"
    )
    loud = loud.replace(
        "log_joint =", "warnings.warn('careful')\n    sys.stderr.write('!')\n    log_joint ="
    )
    notebook = quick(solved("05-gmm"))
    next(cell for cell in notebook.cells if cell.id == "GMM-e_step-answer").source = loud
    course.hand_in("loud", "05-gmm", notebook)
    course.nbgrader("autograde", "05-gmm", "--student", "loud")
    assert course.scores("loud", "05-gmm") == course.scores("solved", "05-gmm")


@pytest.mark.parametrize(
    ("answers", "told"), [(None, "Success"), (HALF, "VALIDATION FAILED ON 3 CELL")]
)
def test_nbgraders_validate_button_tells_right_from_unfinished(tmp_path, answers, told):
    shutil.copyfile(paths.RELEASE / "05-gmm" / "gaussian.py", tmp_path / "gaussian.py")
    nbformat.write(quick(solved("05-gmm", answers)), tmp_path / "05-gmm.ipynb")
    command = [sys.executable, "-m", "nbgrader", "validate", "05-gmm.ipynb"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert told in done.stdout
