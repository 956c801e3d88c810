"""Grades for Canvas and Moodle, what lateness costs, and what a regrade would change."""

import csv
import os
import sys
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from traitlets import TraitError

from autograder.cli import main
from autograder.nbgrader import LatePerDay
from autograder.nbgrader.beginning import why_not_to_begin
from autograder.reporting import lms
from autograder.reporting.gradebook import course_directory, read_gradebook, released_code
from autograder.reporting.page import write_report
from autograder.reporting.results import NothingGraded
from autograder.tests.courses import Course
from autograder.tests.notebooks import answered, questions_of, reference_answer, solved

LESSON = "05-gmm"
WRONG = "GMM.e_step = lambda self, X: np.ones((len(X), len(self.gaussian_list)))"
GRADES = lms.Column(LESSON, 44, {"anna": 44.0, "ben": 7.5}, {"anna": "well done", "ben": "see me"})


def _write(tmp_path, kind, gradesheet=None):
    if gradesheet is not None:
        (tmp_path / "gradesheet.csv").write_text(gradesheet, "utf-8", "surrogateescape")
        gradesheet = tmp_path / "gradesheet.csv"
    said = lms.write(tmp_path / "out.csv", kind, [GRADES], gradesheet)
    return (tmp_path / "out.csv").read_text(encoding="utf-8").splitlines(), said


def test_canvas_reads_its_own_columns_and_a_row_of_points(tmp_path):
    rows, _ = _write(tmp_path, lms.CANVAS)
    assert rows == [
        "Student,ID,SIS User ID,SIS Login ID,Section,05-gmm",
        "    Points Possible,,,,,44",
        "anna,,,anna,,44",
        "ben,,,ben,,7.5",
    ]


CANVAS = """\ufeffStudent,ID,SIS User ID,SIS Login ID,Section,05-gmm (8123),Final Score
    Points Possible,,,,,{points},(read only)
"Sato, Anna",17,x1,ANNA@uni.example,A,,80
"Weiss, Ben",18,x2,ben,A,3,70
"Older, Cleo",19,x3,cleo,B,41,90
"""


def test_canvass_own_table_is_filled_in_and_what_is_not_graded_here_stays(tmp_path):
    rows, said = _write(tmp_path, lms.CANVAS, CANVAS.format(points="44.0"))
    assert rows[0] == CANVAS.splitlines()[0].lstrip("\ufeff")
    assert rows[2] == '"Sato, Anna",17,x1,ANNA@uni.example,A,44,80'
    assert rows[3:] == ['"Weiss, Ben",18,x2,ben,A,7.5,70', '"Older, Cleo",19,x3,cleo,B,41,90']
    assert said == []


def test_other_points_in_canvas_and_students_whom_it_lacks_are_told(tmp_path):
    gradesheet = CANVAS.format(points="100").replace("ben", "benno")
    rows, said = _write(tmp_path, lms.CANVAS, gradesheet)
    assert "7.5" not in "".join(rows)
    assert "100 points" in said[0]
    assert "ben" in said[1]


def test_moodles_grading_worksheet_is_filled_in(tmp_path):
    gradesheet = (
        "Identifier;Full name;Email address;Grade;Last modified (grade);Feedback comments\r\n"
        "Participant 5;Anna Sato;anna@uni.example;;-;\r\n"
    )
    rows, said = _write(tmp_path, lms.MOODLE, gradesheet)
    assert rows[1] == "Participant 5;Anna Sato;anna@uni.example;44;-;well done"
    assert "ben" in said[0]


def test_without_a_worksheet_moodle_gets_a_user_name_points_and_feedback(tmp_path):
    rows, _ = _write(tmp_path, lms.MOODLE)
    assert rows[:2] == ["Username,05-gmm,Feedback: 05-gmm", "anna,44,well done"]


@pytest.mark.parametrize(
    ("gradesheet", "said"),
    [
        ("", "holds no table"),
        ("a,b\nx,y\n", "no column of"),
        ("Student,ID\nJos\udce9,1\n", "CSV UTF-8"),
        ("Student,ID\nanna,1\nAnna,2\n", "twice"),
    ],
)
def test_a_gradesheet_that_cannot_be_used_says_why(tmp_path, gradesheet, said):
    with pytest.raises(lms.GradesheetError, match=said):
        _write(tmp_path, lms.CANVAS, gradesheet)


@pytest.mark.parametrize(
    ("percent", "grace", "hours", "penalty"),
    [
        (10, 0, 1, 4),
        (10, 0, 25, 8),
        (10, 90, 1, None),
        (50, 0, 24 * 9, 40),
        (0, 0, 100, None),
    ],
)
def test_a_day_that_has_begun_costs_its_share(percent, grace, hours, penalty):
    plugin = LatePerDay(percent_per_day=percent, grace_minutes=grace)
    assert plugin.late_submission_penalty("s", 40.0, hours * 3600) == penalty


def test_more_than_all_points_cannot_be_taken_off():
    with pytest.raises(TraitError):
        LatePerDay(percent_per_day=200)


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A graded course: one right, one wrong, one late, one that is no notebook."""
    policy = "c.LatePerDay.percent_per_day = 10"
    course = Course(tmp_path_factory.mktemp("course"), LESSON, policy)
    with course.gradebook() as gradebook:
        gradebook.update_or_create_assignment(LESSON, duedate="2020-01-01 00:00:00 UTC")
        gradebook.add_student("absent")
    right = {q: reference_answer(q) for q in questions_of(LESSON)}
    course.hand_in("right", solved(LESSON))
    course.hand_in("wrong", answered(LESSON, right | {"GMM.e_step": WRONG}))
    course.hand_in("late", answered(LESSON, right | {"GMM.e_step": WRONG}))
    course.hand_in("empty", b"")
    for student, day in (("right", "2019-12-30"), ("late", "2020-01-02")):
        stamp = course.folder / "submitted" / student / LESSON / "timestamp.txt"
        stamp.write_text(f"{day} 12:00:00 UTC")
    course.autograde(status=1)  # one of them is empty
    return course


@pytest.mark.slow
def test_the_report_reads_points_verdicts_and_damage_from_the_course(course, tmp_path):
    results = read_gradebook(course.folder, LESSON)
    students = {student.name: student for student in results.students}
    assert set(students) == {"right", "wrong", "late", "empty"}
    assert results.absent == ("absent",)
    assert students["right"].score == 44
    assert {a.outcome for a in students["right"].answers} == {"correct"}
    wrong = students["wrong"].answer("GMM.e_step")
    assert wrong.outcome == "wrong"
    assert "every row sums to 1" in wrong.message
    assert (students["empty"].status, students["empty"].reason) == ("failed", "The file is empty.")
    assert students["right"].sandbox
    late = students["late"]
    assert late.seconds_late == 36 * 3600
    assert late.penalty == pytest.approx(0.2 * students["wrong"].score, abs=0.01)
    assert late.score == pytest.approx(0.8 * students["wrong"].score, abs=0.01)
    page = write_report(tmp_path / "report", results, released_code(course.folder, LESSON))
    assert "1 d 12 h" in page.read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_dry_run_tells_what_a_regrade_would_change_and_writes_nothing(course, capsys):
    with course.gradebook() as gradebook:
        grade = gradebook.find_grade("GMM-e_step", LESSON, LESSON, "wrong")
        grade.auto_score, grade.manual_score = 9.0, 6.0  # as an earlier grader and a person gave
        gradebook.db.commit()
    before = course.table(), sorted(course.folder.rglob("*"))
    arguments = ["regrade", "--assignment", LESSON, "--course", str(course.folder)]
    assert main([*arguments, "--dry-run"]) == 0
    told = capsys.readouterr().out
    assert (course.table(), sorted(course.folder.rglob("*"))) == before
    assert "given by hand: stays 6" in told
    assert "1 of 4 submissions change." in told
    assert "Nothing was written." in told
    assert main(arguments) == 0
    assert capsys.readouterr().out.splitlines()[0] == told.splitlines()[0]
    with course.gradebook() as gradebook:
        grade = gradebook.find_grade("GMM-e_step", LESSON, LESSON, "wrong")
        assert grade.auto_score < 9
        assert grade.score == 6


@pytest.mark.slow
@pytest.mark.parametrize(
    ("exporter", "heading"), [("Canvas", "SIS Login ID"), ("Moodle", "Username")]
)
def test_nbgrader_exports_the_gradebook_with_what_lateness_costs(course, exporter, heading):
    course.nbgrader("export", f"--exporter=autograder.nbgrader.{exporter}Export", "--to", "out.csv")
    with open(course.folder / "out.csv", newline="", encoding="utf-8") as file:
        rows = {row[heading]: row for row in csv.DictReader(file)}
    results = read_gradebook(course.folder, LESSON)
    for student in results.students:
        assert float(rows[student.name][LESSON]) == pytest.approx(student.score, abs=0.01)
    assert "absent" not in rows


def test_what_was_not_released_or_has_no_gradebook_is_not_begun(tmp_path, monkeypatch):
    # nbgrader starts `alembic` by name where it makes a gradebook.
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\n")
    course = course_directory(tmp_path)
    course.assignment_id = LESSON
    assert f"make release LESSON={LESSON}" in why_not_to_begin(course)
    with Gradebook(course.db_url, course.course_id) as gradebook:
        gradebook.add_assignment("04-gaussian")
    assert f"make release LESSON={LESSON}" in why_not_to_begin(course)
    course.assignment_id = "04-gaussian"
    assert why_not_to_begin(course) == ""
    (tmp_path / "gradebook.db").write_text("of another program, which is no database at all")
    assert "put your own back" in why_not_to_begin(course)


def test_what_is_no_course_or_not_graded_is_told(tmp_path, capsys):
    with pytest.raises(NothingGraded, match="it is no course"):
        read_gradebook(tmp_path, LESSON)
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\n")
    for command in ("report", "regrade"):
        assert main([command, "--assignment", LESSON, "--course", str(tmp_path)]) == 2
        assert "nbgrader autograde" in capsys.readouterr().err
    assert not (tmp_path / "gradebook.db").exists()
    (tmp_path / "gradebook.db").write_text("of another program, which is no database at all")
    assert main(["report", "--assignment", LESSON, "--course", str(tmp_path)]) == 2
    assert "put your own back" in capsys.readouterr().err
