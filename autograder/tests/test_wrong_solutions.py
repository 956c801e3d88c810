"""Wrong solutions lose their own question, no other one, and are told the cause."""

import pytest

from autograder import messages, variants
from autograder.judging.judge import is_right, judge
from autograder.judging.runner import InProcess
from autograder.judging.verdict import CORRECT
from autograder.measuring import measure, mutants
from autograder.misconceptions import MISTAKES
from autograder.questions import QUESTIONS

pytestmark = pytest.mark.usefixtures("known_mistakes_looked_at_once")

CELLS = variants.wrong_cells()


def test_the_catalogue_holds_at_least_seventy_mistakes_each_with_a_sentence_of_its_own():
    assert len(MISTAKES) >= 70
    assert MISTAKES.keys() == messages.MISTAKES.keys()
    assert all(mistake.question in QUESTIONS for mistake in MISTAKES.values())
    for question in QUESTIONS:
        sentences = [
            text for id, text in messages.MISTAKES.items() if id.startswith(f"{question}/")
        ]
        assert len(set(sentences)) == len(sentences)


@pytest.mark.parametrize("name", MISTAKES)
def test_a_known_mistake_is_refused_and_told_its_cause(name):
    runner = InProcess(measure.with_mistake(MISTAKES[name]))
    verdict = judge(QUESTIONS[MISTAKES[name].question], runner, "a", "s")
    assert verdict.outcome != CORRECT
    assert verdict.score < verdict.max_score
    assert messages.MISTAKES[name] in verdict.message


@pytest.mark.parametrize("number", range(len(CELLS)), ids=[name for name, _ in CELLS])
def test_a_wrong_cell_written_apart_from_the_catalogue_is_told_its_cause(number):
    name, _ = CELLS[number]
    runner = InProcess(measure.with_cell(number))
    verdict = judge(QUESTIONS[name.partition("/")[0]], runner, "a", "s")
    assert verdict.outcome != CORRECT
    assert messages.MISTAKES[name] in verdict.message


@pytest.mark.parametrize("number", range(0, len(CELLS), 4), ids=[name for name, _ in CELLS[::4]])
def test_one_mistake_costs_one_question(number):
    """A sample; `python -m autograder.measuring.measure` tries all mistakes on all questions."""
    name, _ = CELLS[number]
    runner, asked = InProcess(measure.with_cell(number)), name.partition("/")[0]
    others = [q for q in QUESTIONS.values() if q.id != asked and near(q, asked)]
    assert others
    assert [q.id for q in others if not is_right(q, runner, "a", "s")] == []


def near(question, asked):
    """Whether a mistake in ``asked`` could touch a question: of its lesson, or built on it."""
    together = question.lesson == QUESTIONS[asked].lesson
    return together or any(
        asked == name or asked.startswith(f"{name}.") for name in question.builds_on
    )


@pytest.mark.parametrize("question", ["gmm_sampling", "Gaussian.sample", "GMM.log_pdf"])
def test_every_mutant_of_a_reference_is_refused_or_explained(question):
    """A sample; `python -m autograder.measuring.mutants` tries those of all questions."""
    survivors = [m.name for m in mutants.mutants_of(QUESTIONS[question]) if mutants.survives(m)]
    assert set(survivors) <= mutants.explained().keys()


def test_every_explained_survivor_is_a_mutant_of_today_s_references():
    today = {m.name for q in QUESTIONS.values() for m in mutants.mutants_of(q)}
    assert mutants.explained().keys() <= today
