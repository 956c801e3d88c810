"""Known mistakes: to name a cause to a student, and to test that the questions refuse them."""

from autograder.beside.bench import Arrangement
from autograder.beside.observe import observe
from autograder.judging import referee
from autograder.misconceptions import (  # noqa: F401  (importing them fills the catalogue)
    em,
    gaussian,
    gmm_em,
    gmm_fit,
    gmm_start,
    jensen,
    mixtures,
    practice,
    practice_bic,
    practice_starts,
)
from autograder.misconceptions.catalogue import MISTAKES, Mistake

SECONDS = 20.0  # a net: every known mistake comes to its end, later on a busy machine

__all__ = ["MISTAKES", "Mistake", "matching", "namespace_with", "of"]


def of(question):
    """Return the known mistakes in a question, in catalogue order."""
    return [mistake for mistake in MISTAKES.values() if mistake.question == question]


def namespace_with(mistake):
    """Return the references' namespace with the mistake in its place."""
    owner, _, name = mistake.question.rpartition(".")
    if not owner:
        return {**referee.notebook_names(), name: mistake.function}
    wrong = type(owner, (referee.CLASSES[owner],), {name: mistake.function})
    return {**referee.notebook_names(), owner: wrong}


def matching(question, problems, want, result):
    """Return the ids of the known mistakes that give what the student's code gave.

    Mistakes that agree with everything seen come alone; failing that, those that agree with the
    first thing that is wrong. Where this is a refusal or something changed, all else was right, and
    so it must be in the mistake.
    """
    seen, failed = result.observation.scenes, result.failed[0].check
    short = {mistake: _observe(mistake, problems[:1]) for mistake in of(question.id)}
    for compared in (question.checks, [failed]):
        likely = [
            mistake
            for mistake, scenes in short.items()
            if _agree(compared, seen[: len(scenes)], scenes, problems[:1])
        ]
        whole = {mistake: _observe(mistake, problems) for mistake in likely}
        found = [
            mistake.id
            for mistake, scenes in whole.items()
            if _agree(compared, seen, scenes, problems)
            and (not failed.gated or _else_right(question, scenes, want, problems))
        ]
        if found:
            return found
    return []


def _else_right(question, scenes, want, problems):
    """Tell whether a mistake passes all that counts before refusals and changes do."""
    checks = [check for check in question.checks if not check.gated]
    return all(check.mark(scenes, want, problems).earned == 1 for check in checks)


def _agree(checks, one, other, problems):
    return all(check.agrees(one, other, problems) for check in checks)


def _observe(mistake, problems):
    """Return what the question's probe sees of a mistake."""
    namespace = namespace_with(mistake)
    refuse = referee.refuse
    return observe(namespace, mistake.question, problems, Arrangement(), refuse, SECONDS).scenes
