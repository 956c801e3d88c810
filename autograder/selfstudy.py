"""The judge in a self-learner's own kernel: what `check("GMM.e_step")` adds where it is installed.

emlab finds `verdict_on` by the entry point ``judge`` of the group ``emlab``.
"""

from autograder import messages
from autograder.judging.judge import judge
from autograder.judging.runner import InProcess
from autograder.judging.verdict import CORRECT
from autograder.questions import QUESTIONS


def verdict_on(question_id, namespace):
    """Judge a question on the names of a notebook, as it is judged when graded.

    Parameters
    ----------
    question_id : str
    namespace : dict
        What the notebook defines.

    Returns
    -------
    dict or None
        ``correct`` (bool), ``score`` and ``max_score`` in points, ``sentences`` for the
        student, and ``causes``: those of them that name a known mistake. None where the question is
        not graded.
    """
    if question_id not in QUESTIONS:
        return None
    verdict = judge(QUESTIONS[question_id], InProcess(namespace))
    sentences = verdict.message.split("\n")
    known = {text for id, text in messages.MISTAKES.items() if id.startswith(f"{question_id}/")}
    return {
        "correct": verdict.outcome == CORRECT,
        "score": verdict.score,
        "max_score": verdict.max_score,
        "sentences": sentences,
        "causes": [sentence for sentence in sentences if sentence in known],
    }
