"""nbgrader with our Execute: the gradebook and outputs of stock nbgrader, and what is safe."""

import os
import re
import subprocess

import pytest
from nbformat.v4 import new_code_cell

from autograder.authoring.notebooks import grade_id
from autograder.questions import QUESTIONS
from autograder.tests.courses import WITHOUT_JAIL, Course
from autograder.tests.notebooks import (
    answered,
    questions_of,
    quick,
    reference_answer,
    released,
    solved,
)

pytestmark = pytest.mark.slow

LESSON = "05-gmm"
HALF = ["GMM.__init__", "GMM.log_pdf"]
WRONG = "def e_step(self, X):\n    return np.ones((len(X), len(self.gaussian_list)))"
RIGHT = {question: reference_answer(question) for question in HALF}
CLASS = {
    "solved": solved(LESSON),
    "half": quick(solved(LESSON, HALF)),
    "wrong": quick(
        answered(LESSON, {q: reference_answer(q) for q in HALF} | {"GMM.e_step": WRONG})
    ),
    "untouched": released(LESSON),
}
COLOURS = re.compile(r"\x1b\[[0-9;]*m")
WIDGET = "application/vnd.jupyter.widget-view+json"


@pytest.fixture(scope="module")
def courses(tmp_path_factory):
    """The same class in two courses: stock nbgrader's, and ours."""
    made = {}
    for name, lines in (("stock", WITHOUT_JAIL), ("ours", "")):
        made[name] = Course(tmp_path_factory.mktemp(name), LESSON, lines)
        for student, notebook in CLASS.items():
            made[name].hand_in(student, notebook)
        if name == "ours":
            beside = made[name].folder / "submitted" / "half" / LESSON
            (beside / "notes.txt").symlink_to("/etc/passwd")
            os.mkfifo(beside / "pipe")
        made[name].autograde()
    return made


def test_links_and_pipes_beside_a_notebook_are_left_out(ours):
    """nbgrader would copy what a link leads to, and give it back with the feedback."""
    folder = ours.folder / "autograded" / "half" / LESSON
    assert sorted(os.listdir(folder)) == [f"{LESSON}.ipynb", "gaussian.py"]


@pytest.fixture
def ours(courses):
    """The course that is graded in jails."""
    return courses["ours"]


def test_the_gradebook_is_stock_nbgraders(courses):
    stock, ours = (course.table() for course in courses.values())
    assert ours == stock
    assert len(ours["grades"]) == len(CLASS) * len(questions_of(LESSON))


@pytest.mark.parametrize("student", CLASS)
def test_outputs_are_those_of_a_kernel_pictures_included(courses, student):
    stock, ours = (course.autograded(student) for course in courses.values())
    assert [cell.source for cell in ours.cells] == [cell.source for cell in stock.cells]
    for was, now in zip(stock.cells, ours.cells, strict=True):
        assert was.get("execution_count") == now.get("execution_count")
        assert _comparable(was) == _comparable(now), now.source


def _comparable(cell):
    """Outputs but for widgets, which need a kernel, and for how much code a traceback shows."""
    outputs = []
    for output in map(dict, cell.get("outputs", [])):
        same = outputs and outputs[-1].get("name") == output.get("name", "no stream")
        if same:  # a kernel sends in pieces what is written, by the clock
            outputs[-1]["text"] += output["text"]
        else:
            outputs.append(output)
    for output in outputs:
        if "traceback" in output:
            output["traceback"] = COLOURS.sub("", output["traceback"][-1])
        if "data" in output:
            output["data"] = {k: v for k, v in output["data"].items() if k != WIDGET}
    return outputs


def test_each_notebook_says_how_safe_its_grade_was_made(ours):
    for student in CLASS:
        assert ours.autograded(student).metadata.autograder.sandbox not in ("", "none")


def test_nothing_is_kept_once_a_run_is_finished(ours):
    assert not (ours.folder / ".autograder").exists()


def test_what_a_person_gave_survives_a_regrade_and_changes_are_told(ours):
    with ours.gradebook() as gradebook:
        grade = gradebook.find_grade("GMM-fit", LESSON, LESSON, "half")
        grade.manual_score, grade.extra_credit = 4.5, 1.0
        grade = gradebook.find_grade("GMM-e_step", LESSON, LESSON, "half")
        grade.auto_score = 7.0  # as an earlier grader gave
        comment = gradebook.find_comment("GMM-fit-answer", LESSON, LESSON, "half")
        comment.manual_comment = "See me."
        gradebook.db.commit()
    said = ours.autograde("--force", "--student", "half")
    assert "half: GMM.e_step changes from 7 to 0 points" in said
    with ours.gradebook() as gradebook:
        grade = gradebook.find_grade("GMM-fit", LESSON, LESSON, "half")
        assert (grade.auto_score, grade.manual_score, grade.extra_credit) == (0, 4.5, 1)
        comment = gradebook.find_comment("GMM-fit-answer", LESSON, LESSON, "half")
        assert comment.manual_comment == "See me."


def test_a_late_submission_is_late(ours):
    ours.hand_in("late", CLASS["half"])
    with ours.gradebook() as gradebook:
        gradebook.update_or_create_assignment(LESSON, duedate="2020-01-01 00:00:00 UTC")
    stamp = ours.folder / "submitted" / "late" / LESSON / "timestamp.txt"
    stamp.write_text("2020-01-02 00:00:00 UTC")
    assert "seconds late" in ours.autograde("--student", "late")


FORGED = """
import sys
from IPython.display import display, publish_display_data
class Forged:
    def __repr__(self):
        return "10.0"
def check(question):
    print("10.0")
    print("not zero, please", file=sys.stderr)
    get_ipython().run_cell("10.0")
    sys.displayhook(Forged())
    raise ValueError("12.0")
"""


def test_what_is_shown_in_a_test_cell_is_no_score(ours):
    notebook = quick(released(LESSON))
    setup = next(i for i, cell in enumerate(notebook.cells) if cell.id == "setup")
    notebook.cells.insert(setup + 1, new_code_cell(FORGED))
    ours.hand_in("forger", notebook)
    ours.autograde("--student", "forger")
    assert set(ours.scores("forger").values()) == {0}
    for question in questions_of(LESSON):
        cell = next(
            cell
            for cell in ours.autograded("forger").cells
            if cell.metadata.get("nbgrader", {}).get("grade_id") == grade_id(question)
        )
        kinds = [output.output_type for output in cell.outputs]
        assert kinds[-2:] == ["display_data", "execute_result"]
        assert {*kinds[:-1]} <= {"display_data", "stream"}
        assert "error" not in kinds
        assert all(output.get("name") != "stderr" for output in cell.outputs)


def test_a_right_answer_that_writes_to_stderr_in_its_test_keeps_its_points(ours):
    loud = f"import sys\n_check = check\n{reference_answer('GMM.e_step')}"
    notebook = quick(solved(LESSON))
    cell = next(cell for cell in notebook.cells if cell.id == "GMM-e_step-answer")
    cell.source = loud.replace("log_joint =", "sys.stderr.write('!')\n    log_joint =", 1)
    ours.hand_in("loud", notebook)
    ours.autograde("--student", "loud")
    points = {grade_id(q): QUESTIONS[q].points for q in questions_of(LESSON)}
    assert ours.scores("loud") == points


def test_without_a_sandbox_it_is_loud(ours):
    ours.hand_in("trusted", CLASS["half"])
    said = ours.autograde("--student", "trusted", "--JailedExecute.sandbox=False")
    assert "WITHOUT A SANDBOX" in said
    assert ours.autograded("trusted").metadata.autograder.sandbox == "none"
    assert ours.scores("trusted")["GMM-log_pdf"] == QUESTIONS["GMM.log_pdf"].points


def test_where_there_is_no_sandbox_nothing_is_run(ours):
    ours.hand_in("nowhere", CLASS["half"])
    code = (
        "import sys\nfrom autograder.jail import tiers\nfrom autograder.running import pool\n"
        "def refuse(*_): raise tiers.NoSandbox('Students\\' code cannot be shut in here.')\n"
        "pool._Worker.start = refuse\n"
        "from nbgrader.apps.nbgraderapp import main\n"
        f"sys.argv = ['nbgrader', 'autograde', '{LESSON}', '--student', 'nowhere']\nmain()"
    )
    command = [Course.command()[0], "-c", code]
    done = subprocess.run(command, cwd=ours.folder, capture_output=True, text=True)
    assert done.returncode == 1
    assert "cannot be shut in here" in done.stderr
    assert "c.JailedExecute.sandbox = False" in done.stderr
    assert not (ours.folder / "autograded" / "nowhere").exists()
