"""check("mixture_pdf") and the rest of lesson 01: right styles pass, mistakes are named."""

import numpy as np
import pytest

from autograder import variants
from autograder.measuring import mutants
from autograder.misconceptions import MISTAKES, namespace_with
from autograder.questions import QUESTIONS as GRADED
from emlab.checks import examine
from emlab.messages import TEXTS
from solutions import mixtures
from solutions.mixtures import log_likelihood, mixture_pdf, normal_pdf

QUESTIONS = ("gmm_sampling", "mixture_pdf", "log_likelihood", "fit_complete_data")


def report(question, function, **others):
    return examine(question, {question: function, **others})


def assert_named(found, cause):
    """The check refuses, and says this sentence (up to the values in it)."""
    assert found.status == "wrong"
    pieces = [piece.split("}")[-1] for piece in TEXTS[cause].split("{")]
    assert any(all(piece in said for piece in pieces) for said in found.explanation), found


# --- right styles ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "variant", [name for name in variants.names("right") if name.startswith(("one_d", "sampling"))]
)
def test_right_styles_pass(variant):
    namespace = variants.notebook(f"right/{variant}")
    said = {question: examine(question, namespace).explanation for question in QUESTIONS}
    assert said == dict.fromkeys(QUESTIONS, ())


def test_sampling_is_not_refused_by_bad_luck():
    """These draws come from a generator that no check seeds: each round is another sample."""
    for seed in range(60):
        random = np.random.default_rng(seed)

        def gmm_sampling(sample_size, random=random):
            return random.normal(random.choice([-5, 5], sample_size), 1)

        assert report("gmm_sampling", gmm_sampling).status == "right"


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_stub_is_not_attempted(question):
    namespace = {}
    variants.run_cell(f"def {question}(*arguments):\n    raise NotImplementedError\n", namespace)
    assert examine(question, namespace).status == "not attempted"
    assert examine(question, {}).status == "not attempted"


# --- known mistakes ----------------------------------------------------------------------------


NAMED = {
    "mixture_pdf/half-missing": "mixture_pdf.side.look",
    "mixture_pdf/multiplied-by-the-variance": "mixture_pdf.side.look",
    "mixture_pdf/variance-outside-the-root": "mixture_pdf.bell.squared",
    "log_likelihood/two-components-only": "log_likelihood.parts.look",
    "log_likelihood/minus-twice": "log_likelihood.one.minus_twice",
    "log_likelihood/one-added": "log_likelihood.one.look",
    "fit_complete_data/one-array-under-three-names": "complete.order",
    "fit_complete_data/first-group-missing": "complete.weights.look",
    "gmm_sampling/one-coin-for-all": "sampling.heaps.one_coin",
    "gmm_sampling/counts-heads": "sampling.heaps.counts",
    "gmm_sampling/halves-in-order": "sampling.order.blocks",
    "gmm_sampling/halves-shuffled": "sampling.count.fixed",
    "gmm_sampling/alternates": "sampling.order.turns",
    "gmm_sampling/centres-not-shifted": "sampling.heaps.not_shifted",
    "gmm_sampling/centres-too-close": "sampling.heaps.half_factor",
    "gmm_sampling/one-minus-missing-factor": "sampling.heaps.no_factor",
    "gmm_sampling/averages-the-components": "sampling.heaps.averaged",
    "gmm_sampling/one-wide-gaussian": "sampling.heaps.one_wide",
    "gmm_sampling/uniform-noise": "sampling.noise.uniform",
    "gmm_sampling/label-not-zero-or-one": "sampling.heaps.label",
    "gmm_sampling/one-noise-for-all": "sampling.distinct.look",
    "gmm_sampling/no-noise": "sampling.distinct.no_noise",
    "gmm_sampling/unequal-coin": "sampling.half.look",
    "gmm_sampling/coin-with-one-side": "sampling.heaps.one_side",
    "gmm_sampling/same-draws-every-time": "sampling.calls.look",
    "gmm_sampling/returns-labels-too": "sampling.shape.labels",
    "mixture_pdf/weights-left-out": "mixture_pdf.area.no_weight",
    "mixture_pdf/averaged-over-components": "mixture_pdf.mean.average",
    "mixture_pdf/weighted-then-averaged": "mixture_pdf.area.divided",
    "mixture_pdf/parameters-averaged": "mixture_pdf.second.one",
    "mixture_pdf/one-wide-gaussian": "mixture_pdf.parts.one",
    "mixture_pdf/densities-multiplied": "mixture_pdf.area.product",
    "mixture_pdf/largest-component": "mixture_pdf.area.largest",
    "mixture_pdf/last-component-only": "mixture_pdf.area.last",
    "mixture_pdf/first-component-only": "mixture_pdf.area.first",
    "mixture_pdf/two-components-only": "mixture_pdf.area.two",
    "mixture_pdf/variance-squared": "mixture_pdf.bell.squared",
    "mixture_pdf/deviation-for-variance": "mixture_pdf.bell.root",
    "mixture_pdf/logarithm": "mixture_pdf.bell.log",
    "mixture_pdf/normalised-over-the-data": "mixture_pdf.alone.shares",
    "mixture_pdf/components-apart": "mixture_pdf.shape.apart",
    "mixture_pdf/summed-over-the-data": "mixture_pdf.shape.axis",
    "mixture_pdf/summed-over-everything": "mixture_pdf.shape.scalar",
    "log_likelihood/sum-of-joint-logs": "log_likelihood.parts.sum_of_logs",
    "log_likelihood/weights-outside-the-log": "log_likelihood.parts.weighted_logs",
    "log_likelihood/log-of-sum-over-data": "log_likelihood.adds.log_of_sum",
    "log_likelihood/mean-over-data": "log_likelihood.adds.mean",
    "log_likelihood/logarithm-missing": "log_likelihood.one.density",
    "log_likelihood/likelihood-itself": "log_likelihood.one.density",
    "log_likelihood/minus": "log_likelihood.one.minus",
    "log_likelihood/weights-left-out": "log_likelihood.parts.no_weight",
    "log_likelihood/points-apart": "log_likelihood.shape.points",
    "log_likelihood/last-point-only": "log_likelihood.adds.last",
    "log_likelihood/first-point-only": "log_likelihood.adds.first",
    "log_likelihood/other-base": "log_likelihood.one.base",
    "log_likelihood/deviation-for-variance": "log_likelihood.one.root",
    "fit_complete_data/n-minus-one": "complete.variances.n_minus_one",
    "fit_complete_data/deviation": "complete.variances.deviation",
    "fit_complete_data/variance-not-divided": "complete.variances.not_divided",
    "fit_complete_data/not-centred": "complete.variances.not_centred",
    "fit_complete_data/centred-at-the-overall-mean": "complete.variances.overall_mean",
    "fit_complete_data/overall-variance": "complete.variances.overall",
    "fit_complete_data/pooled-variance": "complete.variances.pooled",
    "fit_complete_data/variance-over-all-data": "complete.variances.by_n",
    "fit_complete_data/divides-by-n": "complete.means.by_n",
    "fit_complete_data/zeros-counted-in": "complete.means.by_n",
    "fit_complete_data/counts-for-weights": "complete.weights.counts",
    "fit_complete_data/counts-over-components": "complete.weights.over_components",
    "fit_complete_data/equal-weights": "complete.weights.equal",
    "fit_complete_data/sums-for-means": "complete.means.sums",
    "fit_complete_data/positions-for-data": "complete.means.positions",
    "fit_complete_data/labels-from-one": "complete.labels.look",
    "fit_complete_data/sorted-by-mean": "complete.sorted",
    "fit_complete_data/weight-comes-last": "complete.order",
    "fit_complete_data/variance-before-mean": "complete.order",
    "fit_complete_data/last-group-only": "complete.shape.scalar",
    "fit_complete_data/weight-not-returned": "complete.three.two",
    "gmm_sampling/place-left-empty": "sampling.filled.look",
    "gmm_sampling/square-of-draws": "sampling.shape.look",
    "gmm_sampling/centres-shifted-up": "sampling.heaps.look",
    "gmm_sampling/coin-with-three-sides": "sampling.heaps.look",
    "mixture_pdf/last-component-missing": "mixture_pdf.bell.look",
    "mixture_pdf/first-component-missing": "mixture_pdf.bell.look",
    "mixture_pdf/one-minus-the-first-weight": "advice.index",
    "mixture_pdf/weights-twice": "mixture_pdf.area.look",
    "mixture_pdf/root-of-the-constant-missing": "mixture_pdf.bell.look",
    "mixture_pdf/one-variance-for-all": "mixture_pdf.second.look",
    "log_likelihood/base-two": "log_likelihood.one.base",
    "log_likelihood/likeliest-component-only": "log_likelihood.parts.look",
    "log_likelihood/first-point-missing": "log_likelihood.one.look",
    "fit_complete_data/difference-not-squared": "complete.variances.deviation",
    "fit_complete_data/numbers-cut-off": "complete.weights.look",
    "fit_complete_data/divided-without-decimals": "complete.weights.look",
    "fit_complete_data/last-group-missing": "complete.weights.look",
    "fit_complete_data/data-changed-in-place": "complete.means.look",
}


def test_every_known_mistake_of_the_lesson_is_named_below():
    assert NAMED.keys() == {id for id, m in MISTAKES.items() if m.question in QUESTIONS}


@pytest.mark.parametrize("name", NAMED)
def test_a_known_mistake_is_named(name):
    found = examine(MISTAKES[name].question, namespace_with(MISTAKES[name]))
    assert_named(found, NAMED[name])


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_mutant_of_a_reference_passes_unless_it_is_right(question):
    right, passed = mutants.explained(), []
    for mutant in mutants.mutants_of(GRADED[question]):
        namespace = {"__name__": "__main__"}
        variants.run_cell(mutant.source, namespace)
        if examine(question, namespace).status == "right" and mutant.name not in right:
            passed.append(mutant.name)
    assert passed == []


# --- what the catalogue does not hold -----------------------------------------------------------


def draws(centres, noise=np.random.randn):
    return lambda size: noise(size) + np.random.choice(centres, size)


def fitted(weight=None, mean=None, var=None):
    """The labelled fit, its parts passed on through other functions."""

    def fit_complete_data(x, z, num_components):
        parts = mixtures.fit_complete_data(x, z, num_components)
        changes = (weight, mean, var)
        return tuple(
            change(part) if change else part for change, part in zip(changes, parts, strict=True)
        )

    return fit_complete_data


OTHERS = [
    ("gmm_sampling", "sampling.heaps.look", draws([-3, 3])),
    (
        "gmm_sampling",
        "sampling.noise.look",
        draws([-5, 5], lambda size: 0.5 * np.random.randn(size)),
    ),
    (
        "gmm_sampling",
        "sampling.normal.look",
        draws([-5, 5], lambda size: np.random.uniform(-(3**0.5), 3**0.5, size)),
    ),
    ("gmm_sampling", "sampling.shape.scalar", lambda size: np.random.randn() + 5),
    ("gmm_sampling", "answer.none.look", lambda size: None),
    ("mixture_pdf", "answer.none.look", lambda x, weight, mean, var: None),
    ("mixture_pdf", "mixture_pdf.shape.single", lambda *p: mixture_pdf(*p).squeeze()),
    ("mixture_pdf", "mixture_pdf.shape.column", lambda *p: mixture_pdf(*p)[:, None]),
    ("mixture_pdf", "mixture_pdf.alone.look", lambda *p: mixture_pdf(*p) / mixture_pdf(*p).max()),
    ("mixture_pdf", "mixture_pdf.mean.look", lambda x, w, m, v: mixture_pdf(x, w[::-1], m, v)),
    ("mixture_pdf", "mixture_pdf.second.look", lambda x, w, m, v: mixture_pdf(x, w, m, v[::-1])),
    (
        "mixture_pdf",
        "advice.broadcast",
        lambda x, weight, mean, var: weight * normal_pdf(x, mean, var),
    ),
    ("mixture_pdf", "answer.nan.look", lambda x, *p: np.full(len(x), np.nan)),
    ("log_likelihood", "answer.none.look", lambda x, weight, mean, var: None),
    ("log_likelihood", "number.one", lambda *p: np.array([log_likelihood(*p)])),
    ("log_likelihood", "number.look", lambda *p: np.ones((2, 2, 2))),
    (
        "log_likelihood",
        "log_likelihood.parts.look",
        lambda x, w, m, v: log_likelihood(x, w, m[::-1], v),
    ),
    ("log_likelihood", "log_likelihood.adds.look", lambda x, *p: log_likelihood(x, *p) * len(x)),
    ("fit_complete_data", "answer.none.look", lambda x, z, K: None),
    ("fit_complete_data", "complete.three.look", lambda x, z, K: 1.0),
    ("fit_complete_data", "complete.weights.look", fitted(weight=np.sqrt)),
    ("fit_complete_data", "complete.means.look", fitted(mean=np.abs)),
    ("fit_complete_data", "complete.variances.look", fitted(var=np.square)),
    ("fit_complete_data", "complete.shape.look", fitted(mean=lambda mean: mean[:, None])),
    ("fit_complete_data", "answer.inf.look", fitted(var=lambda var: var / 0)),
]


@pytest.mark.parametrize(("question", "cause", "function"), OTHERS)
def test_other_mistakes_are_named(question, cause, function):
    assert_named(report(question, function), cause)


def test_changed_arguments_are_seen():
    def mixture_pdf_centres(x, weight, mean, var):
        value = mixture_pdf(x, weight, mean, var)
        x -= x.mean()
        return value

    def fit_relabels(x, z, num_components):
        parts = mixtures.fit_complete_data(x, z, num_components)
        z += 1
        return parts

    assert_named(report("mixture_pdf", mixture_pdf_centres), "pure.argument.look")
    assert_named(report("fit_complete_data", fit_relabels), "pure.argument.look")


def test_a_likelihood_built_on_a_wrong_density_is_sent_to_mend_that_first():
    wrong = MISTAKES["mixture_pdf/weights-left-out"].function

    def log_likelihood(x, weight, mean, var):
        return np.sum(np.log(wrong(x, weight, mean, var)))

    found = report("log_likelihood", log_likelihood, mixture_pdf=wrong)
    assert (found.status, found.blamed) == ("wrong", "mixture_pdf")
