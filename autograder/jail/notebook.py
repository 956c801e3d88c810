"""Run one submission, cell by cell, in jails, and judge its questions from outside.

What ends, hangs or garbles a jail costs its own cell or question: the next one gets a fresh jail,
in which the earlier cells have run again.
"""

import time
from dataclasses import dataclass, replace

from autograder.beside.observation import Observation
from autograder.jail.keeper import Broken, NotOpened
from autograder.jail.limits import Limits
from autograder.jail.outputs import size
from autograder.judging import seeds
from autograder.judging.judge import judge
from autograder.judging.verdict import CORRECT, CRASHED, ERROR, TIMEOUT, Verdict
from autograder.messages import general
from autograder.messages import jail as sentences
from autograder.questions import QUESTIONS

AGAIN_SECONDS = 2.0  # for a cell that was stopped for taking too long, when it is run again
ATTEMPTS = 2  # of the judge's, that may end without result, at one question


@dataclass(frozen=True)
class Done:
    """What became of one step.

    Attributes
    ----------
    outputs : list of dict
        Of a cell, as nbformat has them.
    verdict : Verdict or None
        On a question.
    trouble : str
        "" where all went well; `CRASHED` or `TIMEOUT`, where a cell ended its jail or was stopped.
    lost : bool
        Whether nothing of the cell is left: the notebook goes on as if it had not been there.
    """

    outputs: list
    verdict: Verdict | None = None
    trouble: str = ""
    lost: bool = False


def grade(nursery, steps, student, secret=None, files=None, limits=None):
    """Run a submission that is laid out in steps.

    Parameters
    ----------
    nursery : Nursery
        From `autograder.jail.tiers.open_nursery`. One serves any number of submissions, one after
        the other.
    steps : list of Step
        See `autograder.intake.assembly.steps`.
    student : str
        Whose it is: problems differ between students.
    secret : str, optional
        Key of the random problems; the course's by default.
    files : dict, optional
        ``{name: bytes}``: what lies beside the notebook.
    limits : Limits, optional

    Returns
    -------
    list of Done
        One a step.
    """
    with Notebook(nursery, student, secret, files, limits) as notebook:
        return [
            notebook.judge(step.question) if step.question else notebook.run(step.code)
            for step in steps
        ]


class Notebook:
    """A submission that is being run; ``close`` it, or use ``with``.

    Parameters
    ----------
    nursery, student, secret, files, limits
        As for `grade`.
    """

    apart = True  # the student's code runs in no process of the judge's

    def __init__(self, nursery, student=seeds.ANONYMOUS, secret=None, files=None, limits=None):
        self._nursery, self._files = nursery, files or {}
        self._student, self._secret = student, secret or seeds.course_secret()
        self.limits = limits or Limits()
        self._jail, self._opened, self._over = None, 0, ""
        self._kept = []  # (code, seconds) of the cells that a fresh jail has to run again
        self._cells_left = self.limits.submission_seconds
        self._judging_left = self.limits.judging_seconds
        self._outputs_left = self.limits.submission_output_bytes
        self._stopped = False  # whether a cell was, for taking too long
        self._lost = {}  # how observations ended that did not end well
        self._troubles = []  # of these, those on the question that is being judged

    @property
    def sandbox(self):
        """What keeps the code in: for the record of the grade."""
        return self._nursery.sandbox

    def run(self, code):
        """Run a cell.

        Returns
        -------
        Done
        """
        if not self._ready() or self._cells_left <= 0:
            over = self._over or TIMEOUT
            return Done([_error(sentences.NOT_RUN[over])], trouble=over, lost=True)
        allowed, began = self._cell_seconds(), time.monotonic()
        seconds = min(allowed, self._cells_left)
        said = sentences.CELL
        if allowed < self.limits.cell_seconds:
            said = {**said, TIMEOUT: sentences.STOPPED_SOONER.format(seconds=seconds)}
        try:
            outputs, timed_out = self._jail.run(code, seconds)
        except Broken as broken:
            self._stopped |= broken.outcome == TIMEOUT
            return Done([_error(said[broken.outcome])], trouble=broken.outcome, lost=True)
        finally:
            self._cells_left -= time.monotonic() - began
        self._stopped |= timed_out
        self._kept.append((code, min(seconds, AGAIN_SECONDS) if timed_out else seconds))
        outputs = self._within_bounds(outputs)
        if timed_out:
            return Done([*outputs, _error(said[TIMEOUT])], trouble=TIMEOUT)
        return Done(outputs)

    def _within_bounds(self, outputs):
        """Return what a cell shows, or why it is left out where the notebook shows too much."""
        self._outputs_left -= size(outputs)
        return outputs if self._outputs_left >= 0 or not outputs else [_error(sentences.TOO_MUCH)]

    def _cell_seconds(self):
        """How long the next cell may run; see `autograder.jail.limits.Limits`."""
        if self._stopped or TIMEOUT in self._lost.values():
            return min(self.limits.cell_seconds, self.limits.later_cell_seconds)
        return self.limits.cell_seconds

    def judge(self, question_id):
        """Judge a question on what the notebook holds by now.

        Returns
        -------
        Done
        """
        question, self._troubles = QUESTIONS[question_id], []
        if not self._ready():
            return Done([], self._nothing(question, self._over, general.NOT_REACHED[self._over]))
        try:
            verdict = judge(question, self, self._student, self._secret)
        except NotOpened:
            raise
        except Exception:  # nothing that comes out of a jail may end the grading
            return Done([], self._nothing(question, ERROR, sentences.QUESTION[ERROR]))
        if CRASHED in self._troubles and verdict.outcome != CORRECT and verdict.score == 0:
            verdict = replace(
                verdict, outcome=CRASHED, misconception=None, message=sentences.QUESTION[CRASHED]
            )
        return Done([], verdict)

    def observe(self, question, problems, arrangement, answer):
        """Run problems on the notebook; see `autograder.beside.observe.observe`."""
        which, seen = (question, arrangement), None
        if which not in self._lost:  # else it would take as long again, and end the same
            seen, trouble = self._observe(question, problems, arrangement, answer)
            if trouble:
                self._lost[which] = trouble
        trouble = self._lost.get(which, "")
        self._troubles.append(trouble)
        return Observation(timed_out=trouble == TIMEOUT) if seen is None else seen

    def _observe(self, question, problems, arrangement, answer):
        """Return what was seen, None if nothing, and what went wrong, "" if nothing."""
        if self._judging_left <= 0:
            return None, TIMEOUT
        ends = [end for (asked, _), end in self._lost.items() if asked == question]
        if len(ends) >= ATTEMPTS:
            return None, ends[-1]
        if not self._ready():
            return None, self._over
        began = time.monotonic()
        seconds = min(self.limits.observation_seconds, self._judging_left)
        seen = self._jail.observe(question, problems, arrangement, answer, seconds)
        self._judging_left -= time.monotonic() - began
        return seen, self._jail.trouble

    def close(self):
        """End what still runs."""
        if self._jail:
            self._jail.close()
            self._jail = None

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()

    def _ready(self):
        """Make sure that there is a jail in which the earlier cells have run."""
        while not self._over and not (self._jail and self._jail.alive):
            self.close()
            if self._cells_left <= 0:
                self._over = TIMEOUT
            elif self._opened == self.limits.jails:
                self._over = CRASHED
            else:
                self._opened += 1
                self._jail = self._nursery.open(self._files, self.limits)
                self._run_again()
        return not self._over

    def _run_again(self):
        for number, (code, seconds) in enumerate(self._kept):
            began = time.monotonic()
            try:
                self._jail.run(code, min(seconds, max(self._cells_left, 0.1)))
            except Broken:  # it did not before: never again
                del self._kept[number]
                return
            finally:
                self._cells_left -= time.monotonic() - began

    @staticmethod
    def _nothing(question, outcome, message):
        return Verdict(question.id, 0.0, float(question.points), outcome, message=message)


def _error(sentence):
    """A sentence of the grader's, in the place of a cell's outputs."""
    return {
        "output_type": "error",
        "ename": "GradingError",
        "evalue": sentence,
        "traceback": [sentence],
    }
