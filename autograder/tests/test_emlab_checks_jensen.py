"""check("lower_bound") and the rest of lesson 02: right styles pass, mistakes are named."""

import numpy as np
import pytest

from autograder import variants
from autograder.measuring import mutants
from autograder.misconceptions import MISTAKES, namespace_with
from autograder.questions import QUESTIONS as GRADED
from emlab.checks import examine
from emlab.messages import TEXTS
from solutions.jensen import lower_bound, posterior_1d, tight_bound
from solutions.mixtures import log_likelihood, mixture_pdf, normal_pdf

QUESTIONS = ("posterior_1d", "lower_bound", "tight_bound")


def report(question, function, **others):
    return examine(question, {question: function, **others})


def assert_named(found, cause):
    """The check refuses, and says this sentence (up to the values in it)."""
    assert found.status == "wrong"
    pieces = [piece.split("}")[-1] for piece in TEXTS[cause].split("{")]
    assert any(all(piece in said for piece in pieces) for said in found.explanation), found


# --- right styles ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "variant", [name for name in variants.names("right") if name.startswith("one_dimension")]
)
def test_right_styles_pass(variant):
    namespace = variants.notebook(f"right/{variant}")
    said = {question: examine(question, namespace).explanation for question in QUESTIONS}
    assert said == dict.fromkeys(QUESTIONS, ())


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_stub_is_not_attempted(question):
    namespace = {}
    variants.run_cell(f"def {question}(*arguments):\n    raise NotImplementedError\n", namespace)
    assert examine(question, namespace).status == "not attempted"
    assert examine(question, {}).status == "not attempted"


# --- known mistakes ----------------------------------------------------------------------------


NAMED = {
    "posterior_1d/half-missing": "posterior_1d.bayes.look",
    "posterior_1d/divided-by-a-running-sum": "posterior_1d.sum.running",
    "posterior_1d/divided-in-every-round": "posterior_1d.mirror.look",
    "lower_bound/two-components-only": "lower_bound.same.look",
    "lower_bound/log-q-unweighted": "lower_bound.same.look",
    "tight_bound/q-sums-to-one-over-the-data": "tight_bound.one.together",
    "tight_bound/log-density-is-missing": "tight_bound.one.divergence",
    "posterior_1d/not-normalised": "posterior_1d.sum.look",
    "posterior_1d/densities-only": "posterior_1d.sum.look",
    "posterior_1d/weights-left-out": "posterior_1d.no_weight",
    "posterior_1d/weights-after-dividing": "posterior_1d.sum.late",
    "posterior_1d/weights-only-below": "posterior_1d.sum.only_below",
    "posterior_1d/divided-by-own-density": "posterior_1d.bayes.no_density",
    "posterior_1d/divided-by-largest": "posterior_1d.sum.largest",
    "posterior_1d/hard": "posterior_1d.hard",
    "posterior_1d/index-of-the-largest": "posterior_1d.shape.scalar",
    "posterior_1d/left-in-logs": "posterior_1d.sum.logs",
    "posterior_1d/shares-of-logs": "posterior_1d.logs",
    "posterior_1d/exponential-of-densities": "posterior_1d.same.exponential",
    "posterior_1d/first-component-only": "posterior_1d.shape.scalar",
    "posterior_1d/deviation-for-variance": "posterior_1d.bayes.root",
    "posterior_1d/variance-squared": "posterior_1d.bayes.squared",
    "lower_bound/entropy-missing": "lower_bound.same.no_entropy",
    "lower_bound/entropy-added-wrongly": "lower_bound.same.sign",
    "lower_bound/ratio-upside-down": "lower_bound.one.minus",
    "lower_bound/log-density": "lower_bound.gap.no_q",
    "lower_bound/log-of-an-average": "lower_bound.same.outside",
    "lower_bound/logarithm-missing": "lower_bound.one.density",
    "lower_bound/q-missing-in-front": "lower_bound.same.not_averaged",
    "lower_bound/q-inside-the-log": "lower_bound.same.inside",
    "lower_bound/mean-over-components": "lower_bound.same.mean",
    "lower_bound/components-apart": "lower_bound.shape.apart",
    "lower_bound/weights-left-out": "lower_bound.same.no_weight",
    "lower_bound/density-left-out": "lower_bound.one.no_density",
    "lower_bound/divergence": "lower_bound.one.divergence",
    "lower_bound/posterior-for-joint": "lower_bound.one.posterior",
    "lower_bound/weights-for-q": "lower_bound.gap.no_q",
    "lower_bound/other-base": "lower_bound.one.base",
    "lower_bound/deviation-for-variance": "lower_bound.one.root",
    "tight_bound/old-and-new-swapped": "tight_bound.one.old",
    "tight_bound/q-from-new": "tight_bound.q_from_new",
    "tight_bound/evaluated-at-old": "tight_bound.one.old",
    "tight_bound/entropy-missing": "tight_bound.same.no_entropy",
    "tight_bound/divergence": "tight_bound.one.divergence",
    "tight_bound/ratio-upside-down": "tight_bound.one.minus",
    "tight_bound/mean-over-points": "tight_bound.one.mean",
    "tight_bound/points-apart": "tight_bound.shape.points",
    "tight_bound/last-point-only": "tight_bound.one.last",
    "tight_bound/first-point-only": "tight_bound.one.first",
    "tight_bound/one-q-for-all-points": "tight_bound.adds.look",
    "tight_bound/average-q": "tight_bound.adds.look",
    "tight_bound/q-of-all-points-together": "tight_bound.one.together",
    "tight_bound/weights-for-q": "tight_bound.touches.weights",
    "tight_bound/hard-labels": "tight_bound.same.hard",
    "tight_bound/weights-left-out": "tight_bound.same.no_weight",
    "tight_bound/weights-of-old": "tight_bound.same.old_weights",
    "posterior_1d/constants-omitted": "posterior_1d.bayes.look",
    "posterior_1d/weights-twice": "posterior_1d.same.look",
    "posterior_1d/weights-changed-in-place": "pure.argument",
    "posterior_1d/divided-by-average": "posterior_1d.sum.look",
    "lower_bound/weights-in-front": "lower_bound.gap.look",
    "lower_bound/divided-outside-the-log": "lower_bound.same.look",
    "lower_bound/mixture-for-joint": "lower_bound.same.no_weight",
    "lower_bound/last-component-only": "lower_bound.same.look",
    "lower_bound/logs-divided": "lower_bound.one.look",
    "tight_bound/numerators-for-q": "tight_bound.one.look",
    "tight_bound/equal-shares-for-q": "tight_bound.same.look",
    "tight_bound/last-point-missing": "tight_bound.one.first",
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


def crossed_posterior(x, weight, mean, var):
    """Each weight meets another component."""
    return posterior_1d(x, weight[::-1], mean, var)


def posterior_by_density_of_a_number(x, weight, mean, var):
    """The mixture's density is written for arrays, and x is one number."""
    return weight * normal_pdf(x, mean, var) / mixture_pdf(x, weight, mean, var)


def negative_posterior(x, weight, mean, var):
    return posterior_1d(x, weight, mean, var) * 3 - np.array([2.0, *np.zeros(len(weight) - 1)])


def bound_without_normal(x, q, weight, mean, var):
    """The bell without its factor: the term with log 2πσ² is missing."""
    return q @ (np.log(weight) - 0.5 * (x - mean) ** 2 / var - np.log(q))


def bound_weighted_with_weights(x, q, weight, mean, var):
    return np.sum(weight * np.log(weight * normal_pdf(x, mean, var) / q))


def bound_with_one_variance(x, q, weight, mean, var):
    return lower_bound(x, q, weight, mean, np.full(len(var), var.mean()))


def sign_turned(x, old, new):
    total = 0.0
    for point in x:
        q = posterior_1d(point, *old)
        total += np.sum(q * np.log(new[0] * normal_pdf(point, *new[1:]) * q))
    return total


def square_of_posterior(x, old, new):
    """Another q than the posterior: a bound, but not one that touches."""
    total = 0.0
    for point in x:
        q = posterior_1d(point, *old) ** 2
        total += lower_bound(point, q / q.sum(), *new)
    return total


OTHERS = [
    ("posterior_1d", "answer.none.look", lambda x, weight, mean, var: None),
    ("posterior_1d", "posterior_1d.shape.row", lambda *p: posterior_1d(*p)[None]),
    ("posterior_1d", "posterior_1d.shape.look", lambda *p: np.ones(7) / 7),
    ("posterior_1d", "posterior_1d.same.look", crossed_posterior),
    ("posterior_1d", "posterior_1d.sum.negative", negative_posterior),
    ("posterior_1d", "advice.length", posterior_by_density_of_a_number),
    ("posterior_1d", "advice.brackets", lambda x, weight, mean, var: weight * x[0]),
    ("posterior_1d", "answer.nan.look", lambda x, weight, mean, var: weight * np.nan),
    ("lower_bound", "answer.none.look", lambda x, q, weight, mean, var: None),
    ("lower_bound", "number.one", lambda *p: np.array([lower_bound(*p)])),
    ("lower_bound", "lower_bound.one.look", bound_without_normal),
    ("lower_bound", "lower_bound.curve.look", bound_with_one_variance),
    ("lower_bound", "lower_bound.gap.look", bound_weighted_with_weights),
    ("tight_bound", "answer.none.look", lambda x, old, new: None),
    ("tight_bound", "number.one", lambda *p: np.array([tight_bound(*p)])),
    ("tight_bound", "tight_bound.same.sign", sign_turned),
    ("tight_bound", "tight_bound.same.look", square_of_posterior),
    ("tight_bound", "tight_bound.q_from_new", lambda x, old, new: log_likelihood(x, *new)),
]


@pytest.mark.parametrize(("question", "cause", "function"), OTHERS)
def test_other_mistakes_are_named(question, cause, function):
    assert_named(report(question, function), cause)


def test_changed_arguments_are_seen():
    def posterior_in_place(x, weight, mean, var):
        weight *= normal_pdf(x, mean, var)
        return weight / weight.sum()

    def tight_bound_forgets_old(x, old, new):
        value = tight_bound(x, old, new)
        old[1][:] = new[1]
        return value

    assert_named(report("posterior_1d", posterior_in_place), "pure.argument.look")
    assert_named(report("tight_bound", tight_bound_forgets_old), "pure.argument.look")


def test_a_bound_built_on_a_wrong_posterior_is_sent_to_mend_that_first():
    wrong = MISTAKES["posterior_1d/weights-left-out"].function

    def tight_bound(x, old, new):
        return sum(lower_bound(point, wrong(point, *old), *new) for point in x)

    found = report("tight_bound", tight_bound, posterior_1d=wrong, lower_bound=lower_bound)
    assert (found.status, found.blamed) == ("wrong", "posterior_1d")


def test_the_bound_can_be_checked_before_the_posterior_is_written():
    assert report("lower_bound", lower_bound).status == "right"
