"""What the results of a class say of the class, and of the questions."""

import math
import statistics
from collections import Counter
from dataclasses import dataclass

from autograder import messages
from autograder.judging.verdict import CORRECT, MANUAL, OUTCOMES
from autograder.messages import report as text

FEW = 20  # below this a correlation says next to nothing: its standard error is about 1 / √(N − 3)
MOST_BARS = 12
RIGHT_SHARE, HIT_SHARE, LEAST_HIT = 0.5, 0.2, 3
LITTLE_SHARE = 0.25  # of the points: who earned less has hardly begun, or is lost


@dataclass(frozen=True)
class Bar:
    """One bar: the number of students with ``low <= score < high``; the last has ``<= high``."""

    low: float
    high: float
    count: int


@dataclass(frozen=True)
class QuestionFacts:
    """What a class did with one question.

    Attributes
    ----------
    question : str
    points : float
    number : int
        Of students whose answer was judged.
    outcomes : dict
        ``{outcome: number of students}``, in the order of `OUTCOMES`.
    difficulty : float or None
        Mean share of its points that was earned; see `difficulty`.
    discrimination : float or None
        See `discrimination`; None where it says nothing.
    """

    question: str
    points: float
    number: int
    outcomes: dict
    difficulty: float | None
    discrimination: float | None

    @property
    def right(self):
        """Share of students with a right answer, None for an answer in words."""
        if not self.number or MANUAL in self.outcomes:
            return None
        return self.outcomes.get(CORRECT, 0) / self.number


@dataclass(frozen=True)
class Hit:
    """A misconception, and whom it hit.

    Attributes
    ----------
    id, question : str
    sentence : str
        What the students were told of it.
    students : list of Student
    share : float
        Of those graded.
    """

    id: str
    question: str
    sentence: str
    students: list
    share: float


def distribution(results):
    """Return the bars of a histogram of the scores of those graded, from 0 to all points."""
    scores = [student.score for student in results.graded]
    if not scores:
        return []
    top = max(max(student.max_score for student in results.graded), *scores, 1)
    width = max(1, math.ceil(top / MOST_BARS))
    count = math.ceil(top / width)
    found = Counter(min(int(max(score, 0) // width), count - 1) for score in scores)
    return [Bar(i * width, min((i + 1) * width, top), found[i]) for i in range(count)]


def spread(results):
    """Return (median, mean, standard deviation) of the scores of those graded; None without any."""
    scores = [student.score for student in results.graded]
    if not scores:
        return None
    return statistics.median(scores), statistics.fmean(scores), statistics.pstdev(scores)


def question_facts(results):
    """Return a `QuestionFacts` for each question, in order."""
    return [_facts(results, question, points) for question, points in results.questions.items()]


def _facts(results, question, points):
    answers = [a for s in results.graded if (a := s.answer(question))]
    counted = Counter(answer.outcome for answer in answers)
    scored = [answer for answer in answers if not answer.waiting]
    return QuestionFacts(
        question,
        points,
        len(answers),
        {outcome: counted[outcome] for outcome in OUTCOMES if counted[outcome]},
        difficulty([answer.score for answer in scored], points),
        None if len(scored) < len(answers) else discrimination(results, question),
    )


def difficulty(scores, points):
    """Return the mean share of a question's points that was earned, between 0 and 1.

    The *item difficulty* p of classical test theory (an easy question has a large one): mean score
    divided by the largest. Crocker and Algina, Introduction to Classical and Modern Test Theory,
    1986, chapter 14.
    """
    return statistics.fmean(scores) / points if scores and points else None


def discrimination(results, question):
    """Return the corrected item-total correlation of a question, None where it says nothing.

    Pearson's correlation, over those graded, of the points for this question with the points for
    all others: T − x_q, because a part always correlates with its whole. Henrysson, Correction of
    item-total correlations in item analysis, Psychometrika 28 (1963), 211-218.

    None for fewer than `FEW` students, and where all earned the same.
    """
    pairs = [
        (answer.score, sum(a.score for a in student.answers) - answer.score)
        for student in results.graded
        if (answer := student.answer(question))
    ]
    if len(pairs) < FEW:
        return None
    own, rest = zip(*pairs, strict=True)
    if min(own) == max(own) or min(rest) == max(rest):
        return None
    return statistics.correlation(own, rest)


def hits(results):
    """Return a `Hit` for each misconception that was found, those that hit most first."""
    found = {}
    for student in results.graded:
        for answer in student.answers:
            if answer.misconception:
                place = (answer.misconception, answer.question)
                found.setdefault(place, []).append(student)
    number = len(results.graded)
    made = [
        Hit(id, question, _sentence(id), students, len(students) / number)
        for (id, question), students in found.items()
    ]
    return sorted(made, key=lambda hit: (-len(hit.students), hit.id))


def _sentence(misconception):
    if misconception == messages.BORROWED:
        return text.BORROWED
    return messages.MISTAKES.get(misconception, misconception)


def to_reteach(facts, found):
    """Return (question id, list of reasons) for each question to go through again in class.

    A question that fewer than `RIGHT_SHARE` of the students have right, or in which one
    misconception hit at least `HIT_SHARE` of them, and `LEAST_HIT` students.
    """
    told = []
    for fact in facts:
        reasons = []
        if fact.right is not None and fact.right < RIGHT_SHARE:
            right = fact.outcomes.get(CORRECT, 0)
            reasons.append(text.FEW_RIGHT.format(right=right, number=fact.number))
        of_this = [hit for hit in found if hit.question == fact.question]
        many = [hit for hit in of_this if _hits_many(hit)]
        for hit in many:
            reasons.append(text.MANY_HIT.format(number=len(hit.students), sentence=hit.sentence))
        if reasons and not many and of_this and len(of_this[0].students) >= LEAST_HIT:
            most = {"number": len(of_this[0].students), "sentence": of_this[0].sentence}
            reasons.append(text.MOST_HIT.format(**most))
        if reasons:
            told.append((fact.question, reasons))
    return told


def _hits_many(hit):
    return hit.share >= HIT_SHARE and len(hit.students) >= LEAST_HIT


def to_talk_to(results):
    """Return (sentence, names) for each reason to talk to some students, the most urgent first."""
    failed = [student.name for student in results.students if not student.graded]
    little = [
        student.name
        for student in results.graded
        if student.score < LITTLE_SHARE * student.max_score
        and not any(answer.waiting for answer in student.answers)
    ]
    found = (
        (text.TALK_FAILED, failed),
        (text.TALK_LITTLE.format(share=f"{LITTLE_SHARE:.0%}".replace("%", " %")), little),
        (text.TALK_ABSENT, results.absent),
    )
    return [(reason, names) for reason, names in found if names]
