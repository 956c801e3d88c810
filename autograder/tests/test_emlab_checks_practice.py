"""The checks of lesson 06: every right style passes, mistakes are refused with their reason."""

import numpy as np
import pytest

from autograder import variants
from autograder.misconceptions import MISTAKES, namespace_with
from emlab.checks import examine
from emlab.checks.practice import QUESTIONS
from emlab.messages import TEXTS

ASKED = list(QUESTIONS)


def with_cell(source):
    """The base notebook with one more cell."""
    namespace = variants.notebook()
    variants.run_cell(source, namespace)
    return namespace


def assert_named(found, cause):
    """The check refuses, and says this sentence (up to the values in it)."""
    assert found.status == "wrong"
    pieces = [piece.split("}")[-1] for piece in TEXTS[cause].split("{")]
    assert any(all(piece in said for piece in pieces) for said in found.explanation), found


def test_the_checks_come_in_the_lesson_s_order():
    lesson = ["log_sum_exp", "StableGMM.log_pdf", "StableGMM.e_step", "fit_best_of", "bic"]
    assert lesson == ASKED


@pytest.mark.parametrize("variant", variants.names("right"))
def test_a_right_variant_passes_every_check(variant):
    namespace = variants.notebook(f"right/{variant}")
    found = {question: examine(question, namespace) for question in ASKED}
    assert {q: report.explanation for q, report in found.items() if report.status != "right"} == {}


@pytest.mark.parametrize("question", ASKED)
def test_a_stub_is_not_attempted(question):
    owner, _, name = question.rpartition(".")
    stub = f"def {name}(*arguments):\n    raise NotImplementedError\n"
    namespace = with_cell(stub + (f"{owner}.{name} = {name}\n" if owner else ""))
    assert examine(question, namespace).status == "not attempted"


@pytest.mark.parametrize("question", ASKED)
def test_without_the_answer_s_cell_there_is_nothing_to_check(question):
    assert examine(question, {}).status == "not attempted"


NAMED = {
    "log_sum_exp/not-shifted": "lse.far.overflow",
    "log_sum_exp/tiny-number-added": "lse.far.tiny",
    "log_sum_exp/largest-of-all-rows": "lse.far.shared",
    "log_sum_exp/largest-not-added-back": "lse.not_added_back",
    "log_sum_exp/smallest-subtracted": "lse.wide.look",
    "log_sum_exp/mean-for-sum": "lse.mean_or_largest",
    "log_sum_exp/largest-alone": "lse.mean_or_largest",
    "log_sum_exp/column-of-values": "lse.shape.column",
    "log_sum_exp/column-meets-row": "lse.shape.square",
    "log_sum_exp/other-base": "lse.base",
    "log_sum_exp/keepdims-missing": "advice.broadcast",
    "log_sum_exp/argument-changed-in-place": "pure.argument.look",
    "StableGMM.log_pdf/densities-added-up": "stable.underflow",
    "StableGMM.log_pdf/tiny-number-added": "stable.between.guard",
    "StableGMM.log_pdf/infinity-replaced": "stable.between.look",
    "StableGMM.log_pdf/largest-of-all-points": "stable.shared",
    "StableGMM.log_pdf/weights-omitted": "mixture.same.no_weight",
    "StableGMM.e_step/densities-divided": "stable.underflow",
    "StableGMM.e_step/tiny-number-added": "stable.rows.guard",
    "StableGMM.e_step/nan-replaced-by-equal-shares": "stable.winner.equal",
    "StableGMM.e_step/nan-replaced-by-the-winner": "stable.mirror.winner",
    "StableGMM.e_step/largest-of-all-points": "stable.shared",
    "StableGMM.e_step/left-in-logs": "e_step.rows.logs",
    "fit_best_of/last-kept": "best.best.last",
    "fit_best_of/first-kept": "best.best.first",
    "fit_best_of/worst-kept": "best.best.worst",
    "fit_best_of/best-starts-at-zero": "best.model.none",
    "fit_best_of/one-model-fitted-again": "best.starts.again",
    "fit_best_of/copies-of-one-start": "best.starts.copies",
    "fit_best_of/same-seed-every-start": "best.starts.seed",
    "fit_best_of/error-not-caught": "best.fails.raised",
    "fit_best_of/stops-at-the-first-failure": "best.fails.raised",
    "fit_best_of/failed-start-kept": "best.fails.kept",
    "fit_best_of/sizes-exchanged": "best.sizes.exchanged",
    "fit_best_of/likelihood-returned": "best.model.number",
    "fit_best_of/likelihood-returned-too": "best.model.several",
    "fit_best_of/none-when-all-fail": "best.all.look",
    "fit_best_of/data-standardised": "best.data.look",
    "bic/larger-is-better": "bic.likelihood.sign",
    "bic/likelihood-not-doubled": "bic.likelihood.half",
    "bic/mean-log-likelihood": "bic.likelihood.mean",
    "bic/densities-multiplied": "bic.likelihood.product",
    "bic/penalty-with-a-minus": "bic.line.sign",
    "bic/aic": "bic.line.aic",
    "bic/other-base": "bic.line.base",
    "bic/all-weights-counted": "bic.line.weight",
    "bic/weights-not-counted": "bic.more.weight",
    "bic/diagonal-counted": "bic.space.diagonal",
    "bic/both-triangles-counted": "bic.space.both",
    "bic/one-component-counted": "bic.more.one",
    "bic/one-covariance-counted": "bic.more.one_cov",
    "bic/log-of-all-entries": "bic.space.entries",
    "bic/log-of-the-dimension": "bic.line.other_log",
    "bic/not-summed": "bic.shape.not_summed",
}


@pytest.mark.parametrize("name", NAMED)
def test_a_mistake_is_told_its_reason(name):
    mistake = MISTAKES[name]
    assert_named(examine(mistake.question, namespace_with(mistake)), NAMED[name])


def test_a_wrong_log_sum_exp_is_to_be_mended_first():
    namespace = with_cell("def log_sum_exp(a):\n    return np.log(np.exp(a).sum(axis=1))\n")
    for question in ("StableGMM.log_pdf", "StableGMM.e_step"):
        found = examine(question, namespace)
        assert (found.status, found.blamed) == ("wrong", "log_sum_exp")


def test_a_class_that_inherits_a_naive_mixture_is_not_stable():
    namespace = with_cell("class StableGMM(GMM):\n    pass\n")
    assert_named(examine("StableGMM.log_pdf", namespace), "stable.underflow")
    assert examine("StableGMM.e_step", namespace).status == "wrong"


def test_the_scripted_models_end_a_search_for_a_start_that_works():
    endless = """
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
    assert_named(examine("fit_best_of", with_cell(endless)), "best.all.must")


def test_a_check_leaves_numpy_s_generator_as_it_was():
    np.random.seed(3)
    before = np.random.get_state()[1].copy()
    for question in ASKED:
        examine(question, variants.notebook())
    assert np.array_equal(before, np.random.get_state()[1])
