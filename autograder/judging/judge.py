"""Judge one question: problems, expected results, the student's results, verdict."""

from dataclasses import dataclass

from autograder import messages, misconceptions
from autograder.beside.bench import Arrangement
from autograder.beside.observation import Observation
from autograder.beside.observe import MISSING
from autograder.beside.quiet import quiet
from autograder.judging import referee, seeds, trust
from autograder.judging.checks import STEPS
from autograder.judging.verdict import CORRECT, ERROR, NOT_ATTEMPTED, TIMEOUT, WRONG, Verdict
from autograder.questions import QUESTIONS

OWN = Arrangement()


@dataclass(frozen=True)
class Result:
    """What one arrangement of the student's code earned.

    Attributes
    ----------
    observation : Observation
        What was seen.
    marks : list of Mark
        One a check.
    percent : float
        Of the question's points.
    """

    observation: Observation
    marks: list
    percent: float

    @property
    def full(self):
        """Whether everything was right."""
        return self.percent == 100

    @property
    def failed(self):
        """The marks of checks that were not passed, the earliest step first."""
        failed = [mark for mark in self.marks if mark.step]
        return sorted(failed, key=lambda mark: STEPS.index(mark.step))


def judge(question, runner, student=seeds.ANONYMOUS, secret=None):
    """Judge one question.

    A method is right if it is right in the student's own class, or with what it builds on replaced
    by the reference's: one mistake costs one question.

    Parameters
    ----------
    question : Question
        What to judge.
    runner : object
        Where the student's code is; see `autograder.judging.runner`.
    student : str
        Whose code it is: problems differ between students.
    secret : str, optional
        Key of the random problems; the course's by default.

    Returns
    -------
    Verdict
    """
    with quiet():  # the references too: a notebook may have told numpy to raise
        try:
            _require_order(runner)
            return _Judging(question, runner, student, secret or seeds.course_secret()).verdict()
        except Tampered:
            return Verdict(
                question=question.id,
                score=0.0,
                max_score=float(question.points),
                outcome=WRONG,
                step="attempted",
                message=messages.general.REPLACED,
            )


def is_right(question, runner, student=seeds.ANONYMOUS, secret=None):
    """Tell whether a solution earns full marks; `judge` without the words."""
    with quiet():
        judging = _Judging(question, runner, student, secret or seeds.course_secret())
        return any(result.full for result in judging.results())


class Tampered(Exception):
    """Python or numpy no longer do what they should in this process."""


def _require_order(runner):
    """Make sure of this process, where the student's code runs in it too."""
    if not runner.apart and not trust.in_order():
        raise Tampered


class _Judging:
    def __init__(self, question, runner, student, secret):
        self.question, self.runner = question, runner
        self.student, self.secret = student, secret
        self.problems = question.problems(seeds.generator(secret, student, question.id))
        # Before the student's code sees the inputs: it could change what references compute with.
        self.want = question.expect(question, self.problems)

    def verdict(self):
        """Try the arrangements in turn, keep the best result, and put it in words."""
        results = []
        for result in self.results():
            results.append(result)
            if result.full:
                break
        # Of equals, the one with stand-ins for all, where no other method's mistake shows.
        ranked = sorted([*results[1:2], results[0], *results[2:]], key=_rank, reverse=True)
        best = [result for result in ranked if result.percent == ranked[0].percent]
        return self._in_words(best)

    def is_right(self):
        """Tell whether the plain arrangements earn everything."""
        return any(result.full for result in self._plain_results())

    def _plain_results(self):
        yield self._result(OWN)
        if self.question.builds_on:
            yield self._result(Arrangement(frozenset(self.question.builds_on)))

    def results(self):
        """Yield results, from the usual arrangement to the rare ones."""
        timed_out = False
        for result in self._plain_results():
            timed_out |= result.observation.timed_out
            yield result
        if timed_out:
            return  # the rest would take as long again
        if _outcome(result) == NOT_ATTEMPTED:
            return  # a stub, whatever stands in for what it builds on
        learns = any("start_X" in turn for p in self.problems for turn in p.get("turns", [p]))
        if learns:
            yield self._result(Arrangement(learn=True))
        wrong = self._wrong_parts()
        if wrong and wrong != frozenset(self.question.builds_on):
            yield self._result(Arrangement(wrong))
            if learns:
                yield self._result(Arrangement(wrong, learn=True))

    def _wrong_parts(self):
        """Return what the question builds on and the student has wrong."""
        wrong = set()
        for name in self.question.builds_on:
            parts = [q for q in QUESTIONS if q == name or q.startswith(f"{name}.")]
            # Not on the problems that these are scored on: a hostile process could keep them, and
            # have the stand-ins of this question solve them.
            key = f"{self.student}\0{self.question.id}"
            judgings = (_Judging(QUESTIONS[part], self.runner, key, self.secret) for part in parts)
            bad = [judging.question.id for judging in judgings if not judging.is_right()]
            wrong |= {name} if bad and len(bad) == len(parts) else set(bad)
        return frozenset(wrong)

    def _result(self, arrangement):
        answer = referee.Referee(arrangement.replaced).answer
        seen = self.runner.observe(self.question.id, self.problems, arrangement, answer)
        _require_order(
            self.runner
        )  # the code that just ran may have replaced what the next lines call
        return self._weigh(seen)

    def _weigh(self, seen):
        """Mark what was seen. Gated checks count only when all others are passed."""
        marks = [
            check.mark(seen.scenes, self.want, self.problems) for check in self.question.checks
        ]
        if seen.timed_out or seen.borrowed:
            return Result(seen, marks, 0.0)
        passed = all(mark.earned == 1 for mark in marks if not mark.check.gated)
        counted = [mark for mark in marks if passed or not mark.check.gated]
        return Result(seen, marks, sum(mark.earned * mark.check.share for mark in counted))

    def _in_words(self, results):
        """Return the verdict on the best results: on the first of them whose cause is known."""
        question, known = self.question, []
        for result in results:
            known = self._known(result)
            if known:
                break
        else:
            result = results[0]
        outcome = _outcome(result)
        return Verdict(
            question=question.id,
            score=float(round(question.points * result.percent / 100, 2)),
            max_score=float(question.points),
            outcome=outcome,
            step=result.failed[0].step if result.failed else "",
            misconception=known[0] if known else None,
            message=messages.explain(question, outcome, result, known),
        )

    def _known(self, result):
        """Return the ids of known mistakes that give this result."""
        if result.observation.borrowed:
            return [messages.BORROWED]
        if _outcome(result) not in (WRONG, ERROR):
            return []
        return misconceptions.matching(self.question, self.problems, self.want, result)


def _rank(result):
    """Return what makes one result better than another: points, then steps."""
    reach = STEPS.index(result.failed[0].step) if result.failed else len(STEPS)
    return result.percent, reach


def _outcome(result):
    """Return the outcome that a result amounts to."""
    seen = result.observation
    if result.full:
        return CORRECT
    if seen.timed_out:
        return TIMEOUT
    errors = {mark.seen.kind for mark in result.failed if mark.step == "ran"}
    if errors & {"NotImplementedError", MISSING}:
        return NOT_ATTEMPTED
    if errors and result.percent == 0 and not seen.borrowed:
        return ERROR
    return WRONG
