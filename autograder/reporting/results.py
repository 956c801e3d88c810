"""The results of a class as plain data: what the report, the statistics and the exports read."""

from dataclasses import dataclass

from autograder.judging.verdict import MANUAL

GRADED, FAILED = "graded", "failed"


class NothingGraded(ValueError):
    """There is no such course, or nothing of this assignment in its gradebook."""


class RegradeFailed(RuntimeError):
    """nbgrader could not be run to its end; the message says why."""


@dataclass(frozen=True)
class Answer:
    """What became of one question of one student.

    Attributes
    ----------
    question : str
        Its id.
    score, max_score : float
        Points; a person's where a person gave some.
    outcome : str
        One of `autograder.judging.verdict.OUTCOMES`.
    misconception : str or None
    message : str
        What the student is told.
    by_hand : bool
        Whether a person gave these points.
    waiting : bool
        Whether a person has yet to look at it.
    """

    question: str
    score: float
    max_score: float
    outcome: str
    misconception: str | None = None
    message: str = ""
    by_hand: bool = False
    waiting: bool = False


@dataclass(frozen=True)
class Student:
    """What became of one submission.

    Attributes
    ----------
    name : str
    status : str
        `GRADED` or `FAILED`.
    reason : str
        What was damaged, and what was done about it.
    score, max_score : float
        Points; what lateness costs is taken off.
    sandbox : str
        The kind of jail.
    answers : tuple of Answer
        Empty where nothing could be graded.
    penalty : float
        Points that lateness cost.
    seconds_late : float
    code : tuple of str
        The student's own code cells, for a comparison with others'; never shown, never run.
    """

    name: str
    status: str
    reason: str
    score: float
    max_score: float
    sandbox: str = ""
    answers: tuple = ()
    penalty: float = 0.0
    seconds_late: float = 0.0
    code: tuple = ()

    @property
    def graded(self):
        """Whether there was something to grade."""
        return self.status == GRADED

    def answer(self, question):
        """Return the answer to a question, None where there is none."""
        return next((answer for answer in self.answers if answer.question == question), None)


@dataclass(frozen=True)
class Results:
    """What became of a class.

    Attributes
    ----------
    assignment : str
    students : tuple of Student
    facts : tuple of str
        Sentences on how and when it was graded.
    synthetic : bool
        Whether no such students exist.
    absent : tuple of str
        The names of those in the gradebook who have handed nothing in.
    """

    assignment: str
    students: tuple
    facts: tuple = ()
    synthetic: bool = False
    absent: tuple = ()

    @property
    def graded(self):
        """The students whose submission could be graded."""
        return [student for student in self.students if student.graded]

    @property
    def questions(self):
        """{question id: points}, in the order in which they are asked."""
        return {a.question: a.max_score for s in self.students for a in s.answers}


def from_json(assignment, students, code=None, **said):
    """Read the results in the layout of the command line's JSON.

    Parameters
    ----------
    assignment : str
    students : dict
        ``{name: result}``.
    code : dict, optional
        ``{name: code cells}``.
    **said
        ``facts`` and ``synthetic`` of `Results`.

    Returns
    -------
    Results
    """
    read = tuple(
        _student(name, found, (code or {}).get(name, ())) for name, found in students.items()
    )
    return Results(assignment, read, **said)


def _student(name, found, code):
    answers = tuple(
        Answer(question, **verdict, waiting=verdict["outcome"] == MANUAL)
        for question, verdict in found["questions"].items()
    )
    keys = ("status", "reason", "score", "max_score", "sandbox")
    return Student(name, **{key: found[key] for key in keys}, answers=answers, code=tuple(code))
