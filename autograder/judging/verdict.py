"""What the judge says of one question."""

from dataclasses import asdict, dataclass

CORRECT, WRONG, NOT_ATTEMPTED = "correct", "wrong", "not attempted"
ERROR, TIMEOUT, CRASHED, MANUAL = "error", "timeout", "crashed", "manual"
OUTCOMES = (CORRECT, WRONG, NOT_ATTEMPTED, ERROR, TIMEOUT, CRASHED, MANUAL)


@dataclass(frozen=True)
class Verdict:
    """The judge's verdict on one question.

    Attributes
    ----------
    question : str
        Its id.
    score, max_score : float
        Points.
    outcome : str
        One of `OUTCOMES`.
    step : str
        The first step that was not passed (``shape``, ``value``, ...), "" when all were.
    misconception : str or None
        Id of the known mistake that gives the same results.
    message : str
        For the student: what was expected, what came, the likely cause. Paragraphs are separated by
        newlines.
    """

    question: str
    score: float
    max_score: float
    outcome: str
    step: str = ""
    misconception: str | None = None
    message: str = ""

    def plain(self):
        """Return the verdict as the command line's JSON holds it, for one question."""
        keep = ("score", "max_score", "outcome", "misconception", "message")
        return {name: value for name, value in asdict(self).items() if name in keep}
