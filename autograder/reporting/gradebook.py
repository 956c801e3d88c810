"""Read the results of a class from nbgrader's gradebook, and the verdicts from ``autograded``.

Points are the gradebook's: a person's where a person gave some, less what lateness costs. Why an
answer earned them is kept in the autograded notebook, as an output of the question's test cell.
"""

import contextlib
import datetime
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.coursedir import CourseDirectory
from sqlalchemy.exc import DatabaseError
from traitlets.config import PyFileConfigLoader

from autograder.authoring import paths
from autograder.authoring.notebooks import grade_id
from autograder.display import MIME
from autograder.judging.verdict import CORRECT, MANUAL, OUTCOMES, WRONG
from autograder.messages import report as text
from autograder.questions import QUESTIONS
from autograder.reporting.results import FAILED, GRADED, Answer, NothingGraded, Results, Student
from autograder.reporting.similar import code_of
from autograder.reporting.words import sentence

CONFIGURATION = "nbgrader_config.py"
SQLITE = "sqlite:///"
NAMES = {grade_id(question): question for question in QUESTIONS}
LONGEST = 4000  # characters of a message: what is longer was not written by the judge


def course_directory(folder):
    """Return nbgrader's view of a course: where its folders and its gradebook are.

    Raises
    ------
    NothingGraded
        If the folder holds no ``nbgrader_config.py``.
    """
    folder = Path(folder).resolve()
    if not (folder / CONFIGURATION).is_file():
        raise NothingGraded(f"there is no {CONFIGURATION} in {folder}: it is no course")
    config = PyFileConfigLoader(CONFIGURATION, path=str(folder)).load_config()
    if "root" not in config.CourseDirectory:
        config.CourseDirectory.root = str(folder)
    return CourseDirectory(config=config)


@contextlib.contextmanager
def open_gradebook(course):
    """Open the course's gradebook; none is made where there is none.

    Raises
    ------
    NothingGraded
        If there is none; or if another program holds it, or it is no gradebook of nbgrader's.
    """
    file = course.db_url.removeprefix(SQLITE)
    if file != course.db_url and not Path(file).is_file():
        raise NothingGraded(text.REGRADE["no_gradebook"].format(file=file))
    try:
        with Gradebook(course.db_url, course.course_id) as gradebook:
            yield gradebook
    except DatabaseError as error:
        place = {"file": file, "error": str(error.orig)}
        raise NothingGraded(text.REGRADE["gradebook"].format(**place)) from None


def read_gradebook(folder, assignment, synthetic=False):
    """Return the `Results` of an assignment, from the gradebook of a course.

    Parameters
    ----------
    folder : path-like
        Where ``nbgrader_config.py`` lies.
    assignment : str
    synthetic : bool

    Raises
    ------
    NothingGraded
    """
    course = course_directory(folder)
    with open_gradebook(course) as gradebook:
        try:
            submissions = gradebook.assignment_submissions(assignment)
        except MissingEntry:
            submissions = []
        if not submissions:
            raise NothingGraded(text.REGRADE["empty"].format(assignment=assignment))
        students = [_student(course, submission) for submission in submissions]
        registered = {student.id for student in gradebook.students}
    handed_in = set(_handed_in(course, assignment))
    known = {student.name for student in students}
    students += [_left_out(name, students) for name in handed_in - known]
    absent = tuple(sorted(registered - handed_in - known))
    ordered = tuple(sorted(students, key=lambda student: student.name))
    return Results(assignment, ordered, _facts(course, assignment), synthetic, absent)


def released_code(folder, assignment):
    """Return the code cells of the notebook that a course has released."""
    course = course_directory(folder)
    own = Path(course.format_path(course.release_directory, ".", assignment))
    file = own / f"{assignment}.ipynb"
    if not file.is_file():
        file = paths.RELEASE / assignment / f"{assignment}.ipynb"
    return code_of(nbformat.read(file, as_version=4))


def _student(course, submission):
    name, assignment = submission.student.id, submission.assignment.name
    folder = Path(course.format_path(course.autograded_directory, name, assignment))
    points = {"score": 0.0, "max_score": float(submission.max_score)}
    if not folder.is_dir():
        return Student(name, FAILED, text.NOT_GRADED_BY_NBGRADER, **points)
    answers, reasons, problems, jails, code = [], [], [], set(), []
    for graded in submission.notebooks:
        notebook = _read(folder / f"{graded.name}.ipynb")
        said = notebook.metadata.get("autograder", {})
        problems += [sentence(said["problem"])] if said.get("problem") else []
        reasons += said.get("remarks", [])
        jails.add(said.get("sandbox", ""))
        answers += _answers(graded, notebook)
        code += code_of(notebook)
    penalty = submission.late_submission_penalty or 0.0
    late = {"penalty": penalty, "seconds_late": submission.total_seconds_late}
    jail = ", ".join(sorted(filter(None, jails)))
    if problems:
        return Student(name, FAILED, " ".join(problems + reasons), **points, **late, sandbox=jail)
    points["score"] = max(0.0, submission.score - penalty)
    made = {"sandbox": jail, "answers": tuple(answers), "code": tuple(code)}
    return Student(name, GRADED, " ".join(reasons), **points, **late, **made)


def _read(file):
    try:
        return nbformat.read(file, as_version=4)
    except (OSError, ValueError):
        return nbformat.v4.new_notebook()


def _answers(graded, notebook):
    """The answers of one notebook, in its order."""
    names = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in notebook.cells]
    places = {name: number for number, name in enumerate(names)}
    cells = dict(zip(names, notebook.cells, strict=True))
    for grade in sorted(graded.grades, key=lambda grade: places.get(grade.name, len(names))):
        yield _answer(grade, _verdict(cells.get(grade.name)))


def _answer(grade, verdict):
    by_hand = grade.manual_score is not None
    score, points = float(grade.score), float(grade.max_score)
    outcome, judged = verdict.get("outcome"), grade.name in NAMES
    if outcome not in OUTCOMES:
        # A cell of the instructor's own, or an answer in words.
        outcome = (CORRECT if score >= points else WRONG) if judged else MANUAL
    misconception = verdict.get("misconception")
    return Answer(
        NAMES.get(grade.name, grade.name),
        score,
        points,
        outcome,
        misconception if isinstance(misconception, str) else None,
        str(verdict.get("message", ""))[:LONGEST],
        by_hand,
        bool(grade.needs_manual_grade) and not by_hand,
    )


def _verdict(cell):
    """What the judge has left in a test cell: the last such output, which is the judge's own."""
    for output in reversed(cell.get("outputs", []) if cell else []):
        kept = output.get("data", {}).get(MIME)
        if isinstance(kept, dict):
            return kept
    return {}


def _handed_in(course, assignment):
    """The names of those who have a folder for this assignment in ``submitted``."""
    submitted = Path(course.format_path(course.submitted_directory, "*", assignment))
    root = submitted.parent.parent
    return [folder.parent.name for folder in root.glob(f"*/{assignment}") if folder.is_dir()]


def _left_out(name, students):
    most = max((student.max_score for student in students), default=0.0)
    return Student(name, FAILED, text.NOT_GRADED_BY_NBGRADER, 0.0, most)


def _facts(course, assignment):
    root = Path(course.format_path(course.autograded_directory, "*", assignment)).parent.parent
    times = sorted(file.stat().st_mtime for file in root.glob(f"*/{assignment}/*.ipynb"))
    if not times:
        return ()
    first, last = (
        datetime.datetime.fromtimestamp(time).strftime("%d %B %Y, %H:%M")
        for time in (times[0], times[-1])
    )
    return (text.WHEN.format(first=first, last=last),)
