"""Judging lesson 06: far points, follow-through, and functions that choose among models."""

import numpy as np
import pytest

from autograder import messages, variants
from autograder.beside.scripted import PATIENCE, Script
from autograder.judging import seeds
from autograder.judging.judge import judge
from autograder.judging.runner import InProcess
from autograder.judging.verdict import CORRECT, WRONG
from autograder.measuring import measure
from autograder.misconceptions import MISTAKES
from autograder.questions import QUESTIONS

STABLE = ("StableGMM.log_pdf", "StableGMM.e_step")


def verdict_of(question, *cells):
    namespace = variants.notebook()
    for cell in cells:
        variants.run_cell(cell, namespace)
    return judge(QUESTIONS[question], InProcess(namespace), "a", "s")


def problem_of(question):
    return QUESTIONS[question].problems(seeds.generator("secret", "student", question))[0]


@pytest.mark.parametrize("question", STABLE)
def test_every_density_underflows_at_the_far_points_but_one(question):
    for problem in QUESTIONS[question].problems(seeds.generator("s", "x", question)):
        turn = problem["turns"][1]
        naive = np.zeros(len(turn["X"]))
        for mean, cov in zip(turn["means"], turn["covs"], strict=True):
            d = turn["X"] - mean
            naive += np.exp(-0.5 * np.sum(d @ np.linalg.inv(cov) * d, axis=1))
        assert np.count_nonzero(naive) == (0 if problem["dim"] == 1 else 1)


def test_two_components_share_a_far_point():
    for problem in QUESTIONS["StableGMM.e_step"].problems(seeds.generator("s", "x", "y"))[:2]:
        want = QUESTIONS["StableGMM.e_step"].expect(QUESTIONS["StableGMM.e_step"], [problem])
        assert 0.1 < want[1]["value"].array[0].max() < 0.9


@pytest.mark.parametrize("question", STABLE)
def test_a_class_that_inherits_a_naive_mixture_is_told_so(question):
    verdict = verdict_of(question, "class StableGMM(GMM):\n    pass\n")
    assert verdict.outcome == WRONG
    name = {"log_pdf": "densities-added-up", "e_step": "densities-divided"}
    assert verdict.misconception == f"{question}/{name[question.partition('.')[2]]}"


@pytest.mark.parametrize(
    "mistake",
    [
        "GMM.__init__/weights-not-normalised",
        "GMM.__init__/one-object-many-times",
        "Gaussian.log_pdf/no-log-determinant",
        "GMM.log_pdf/weights-omitted",
        "log_sum_exp/not-shifted",
        "StableGMM.log_pdf/column-of-values",
    ],
)
def test_what_stablegmm_builds_on_costs_its_own_question_only(mistake):
    runner = InProcess(measure.with_mistake(MISTAKES[mistake]))
    for question in {*STABLE, "fit_best_of", "bic"} - {MISTAKES[mistake].question}:
        assert judge(QUESTIONS[question], runner, "a", "s").outcome == CORRECT


def test_scipy_s_log_sum_exp_earns_nothing():
    cell = "from scipy.special import logsumexp\nlog_sum_exp = lambda a: logsumexp(a, axis=1)\n"
    verdict = verdict_of("log_sum_exp", cell)
    assert (verdict.score, verdict.misconception) == (0, messages.BORROWED)
    assert verdict_of("StableGMM.log_pdf", cell).outcome == CORRECT


RETRY = """
def fit_best_of(model_class, X, num_components, num_starts):
    models = []
    while len(models) < num_starts:
        model = model_class(X.shape[1], num_components)
        try:
            model.fit(X)
            models.append(model)
        except ValueError:
            pass
    return max(models, key=lambda model: model.log_pdf(X).sum())
"""


def test_one_who_tries_until_enough_starts_work_loses_the_refusal_alone():
    verdict = verdict_of("fit_best_of", RETRY)
    assert (verdict.outcome, verdict.step) == (WRONG, "refusal")
    assert messages.general.ACCEPTED["all failed"] in verdict.message
    assert verdict.score > 0.8 * verdict.max_score


def test_a_function_that_returns_a_number_is_told_that_a_model_is_asked_for():
    verdict = verdict_of("fit_best_of", "fit_best_of = lambda *arguments: 1.5\n")
    assert messages.general.NOT_A_MODEL.format(kind="float") in verdict.message
    assert verdict.score == 0


def test_a_script_tells_a_model_by_its_parameters():
    call = next(c for c in problem_of("fit_best_of")["calls"] if not c["fails"].any())
    script = Script(call)
    models = [script.model_class(2, 3) for _ in range(call["num_starts"])]
    for model in models:
        model.fit(call["X"])
    twin = script.model_class(2, 3)
    assert script.number_of(twin) == -1
    for gaussian, other in zip(twin.gaussian_list, models[2].gaussian_list, strict=True):
        gaussian.mean = other.mean.copy()
    assert script.number_of(twin) == 2
    assert np.isclose(twin.log_pdf(call["X"]).sum(), call["after"][2])


def test_where_all_starts_fail_they_fail_for_a_long_time():
    call = problem_of("fit_best_of")["calls"][-1]
    script = Script(call)
    for _ in range(PATIENCE):
        with pytest.raises(ValueError, match="collapsed"):
            script.model_class(2, 3).fit(call["X"])
    script.model_class(2, 3).fit(call["X"])
