"""Right solutions in any style earn full marks."""

import pytest

from autograder import variants
from autograder.judging.judge import is_right
from autograder.judging.runner import InProcess
from autograder.measuring import fairness
from autograder.questions import QUESTIONS


def test_there_are_at_least_forty_right_variants():
    assert len(variants.names("right")) >= 40


@pytest.mark.parametrize("variant", variants.names("right"))
def test_a_right_variant_earns_full_marks_for_every_question(variant):
    runner = InProcess(variants.notebook(f"right/{variant}"))
    refused = [q.id for q in QUESTIONS.values() if not is_right(q, runner, variant, "tests")]
    assert refused == []


def test_no_right_solution_is_refused_on_random_problems():
    drawn = fairness.judgings(100, seed=1)
    assert [refusal for refusal in map(fairness.refusal, drawn) if refusal] == []


def test_every_student_gets_well_posed_problems():
    """Problems must never depend on luck: a draw that makes none is drawn again."""
    from autograder.judging import seeds

    for student in range(40):
        for question in QUESTIONS.values():
            problems = question.problems(seeds.generator("secret", f"s{student}", question.id))
            assert question.expect(question, problems)
