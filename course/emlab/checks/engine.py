"""Running the checks of one question: what is looked up, what counts as a try, who is to blame."""

import inspect
from dataclasses import dataclass

from emlab.messages import say
from emlab.quiet import quiet
from emlab.student import advice, describe, student_frames, unwritten

RIGHT, WRONG, NOT_ATTEMPTED, UNKNOWN = "right", "wrong", "not attempted", "unknown"


class Fault(Exception):
    """A statement that does not hold: keys of the message texts, and the values they name."""

    def __init__(self, must, *causes, **values):
        super().__init__(must)
        self.sentences = [say(key, **values) for key in (must, *causes)]


class Skip(Exception):
    """A line that cannot be looked at, for example because another method is not written yet."""


@dataclass(frozen=True)
class Step:
    """One line of a check: a text key, what it does, and whether the rest needs it.

    `run` is given the student's class, or function, and stops with a `Fault` or a `Skip`.
    """

    key: str
    run: callable
    gate: bool = False


@dataclass(frozen=True)
class Question:
    """The steps of one question, and the questions whose answers those steps call.

    The steps are given the student's class or function, or what `subject` makes of it.
    """

    steps: tuple
    needs: tuple = ()
    subject: callable = None


@dataclass(frozen=True)
class Line:
    """One line of a report; passed is None when the line was not looked at."""

    text: str
    passed: bool | None


@dataclass(frozen=True)
class Report:
    """What a check found. `blamed` is the question to mend first."""

    question_id: str
    status: str
    lines: tuple = ()
    explanation: tuple = ()
    blamed: str = ""


def examine(question_id, namespace):
    """Run the checks of one question without showing anything.

    Parameters
    ----------
    question_id : str
    namespace : dict
        Where the student's class or function is looked up by name.

    Returns
    -------
    Report
    """
    from emlab.checks.questions import QUESTIONS  # here, because the questions are made of Steps

    if question_id not in QUESTIONS:
        known = ", ".join(QUESTIONS)
        return _report_without_lines(question_id, UNKNOWN, "check.unknown", known=known)
    name, _, method = question_id.partition(".")
    found = namespace.get(name)
    key = _nothing_to_check(found, method)
    if key:
        return _report_without_lines(question_id, NOT_ATTEMPTED, key, name=name, method=method)
    return _run(question_id, QUESTIONS[question_id], found, namespace)


def _nothing_to_check(found, method):
    """Key of the sentence that says why there is nothing to check, or None."""
    if not method:
        if found is None:
            return "check.no_function"
        fits = callable(found) and not inspect.isclass(found)
        return None if fits else "check.not_a_function"
    if found is None:
        return "check.no_class"
    if not inspect.isclass(found):
        return "check.not_a_class"
    if inspect.getattr_static(found, method, None) is getattr(object, method, None):
        return "check.no_method"
    return None


def _report_without_lines(question_id, status, key, **values):
    return Report(question_id, status, (), (say(key, question=question_id, **values),), question_id)


def _run(question_id, question, found, namespace):
    subject = question.subject(found) if question.subject else found
    lines, first_error, stopped = [], None, False
    for step in question.steps:
        error = Skip() if stopped else _failure(step, subject)
        skipped = isinstance(error, Skip)
        lines.append(Line(say(step.key), None if skipped else error is None))
        if error is not None and not skipped:
            first_error = first_error or error
            stopped = step.gate or isinstance(error, KeyboardInterrupt)
    if first_error is None:
        return Report(question_id, RIGHT, tuple(lines))
    if _is_stub(first_error, question_id):
        return _report_without_lines(question_id, NOT_ATTEMPTED, "check.not_attempted")
    blamed, key = _earlier_fault(question, namespace)
    if blamed:
        sentences = (say(key, question=question_id, first=blamed),)
    else:
        sentences = tuple(_explain(first_error, question_id))
    return Report(question_id, WRONG, tuple(lines), sentences, blamed or question_id)


def _failure(step, subject):
    """The exception of a step, or None; a student's SystemExit is an exception like any other."""
    try:
        with quiet(seed=1):
            step.run(subject)
    except BaseException as error:
        return error
    return None


def own_name(question_id):
    """The name of the function or method that answers a question."""
    return question_id.rpartition(".")[2]


def _is_stub(error, question_id):
    if not isinstance(error, NotImplementedError):
        return False
    frames = student_frames(error)
    return not frames or frames[-1].name == own_name(question_id)


def _earlier_fault(question, namespace):
    """The question to mend before this one, and the key of the sentence that says so."""
    for need in question.needs:
        report = examine(need, namespace)
        if report.status == WRONG:
            return report.blamed, "check.mend_first"
        if report.status == NOT_ATTEMPTED and need.endswith("__init__"):
            return need, "check.write_first"
    return None, None


def _explain(error, question_id):
    if isinstance(error, Fault):
        return error.sentences
    method = own_name(question_id)
    missing = unwritten(error)
    if missing and missing != method:
        return [say("check.uses_unwritten", question=question_id, missing=missing)]
    sentences = [say("check.raised", method=method, error=describe(error)), advice(error)]
    return [sentence for sentence in sentences if sentence]
