"""check("e_step_1d"), check("m_step_1d"), check("em_1d"): right styles pass, mistakes are named."""

import sys

import numpy as np
import pytest

from autograder import variants
from autograder.judging import referee
from autograder.misconceptions import MISTAKES, namespace_with
from emlab.checks import em, examine
from emlab.checks import em_1d as em_1d_check
from emlab.checks.engine import NOT_ATTEMPTED, RIGHT, WRONG
from emlab.messages import TEXTS
from solutions.em import e_step_1d, em_1d, m_step_1d
from solutions.mixtures import log_likelihood, normal_pdf


def report(question, function, **others):
    return examine(question, {**referee.notebook_names(), **others, question: function})


def assert_named(found, cause):
    """The check refuses, and says this sentence (up to the values in it)."""
    assert found.status == WRONG
    pieces = [piece.split("}")[-1] for piece in TEXTS[cause].split("{")]
    assert any(all(piece in said for piece in pieces) for said in found.explanation), found


# --- right styles ------------------------------------------------------------------------------


@pytest.mark.parametrize("question", em.QUESTIONS)
@pytest.mark.parametrize("variant", [n for n in variants.names("right") if n.startswith("em_1d")])
def test_a_right_answer_passes_in_every_style(variant, question):
    found = examine(question, variants.notebook(f"right/{variant}"))
    assert (found.status, found.explanation) == (RIGHT, ())


@pytest.mark.parametrize("question", em.QUESTIONS)
def test_the_reference_passes_every_line(question):
    found = examine(question, referee.notebook_names())
    assert found.status == RIGHT
    assert all(line.passed for line in found.lines)


# --- known mistakes ----------------------------------------------------------------------------

CAUSES = {
    "e_step_1d": {
        "weights-omitted": "e_step_1d.no_weight",
        "divided-by-a-running-sum": "e_step_1d.rows.running",
        "divided-in-every-round": "e_step_1d.mirror.look",
        "weights-twice": "e_step_1d.same.look",
        "weights-after-dividing": "e_step_1d.rows.late",
        "only-the-sum-is-weighted": "e_step_1d.rows.sum_only",
        "not-divided": "e_step_1d.rows.joint",
        "columns-sum-to-one": "e_step_1d.rows.columns",
        "everything-sums-to-one": "e_step_1d.rows.total",
        "keepdims-missing": "advice.broadcast",
        "axis-for-data-missing": "advice.broadcast",
        "hard-assignment": "e_step_1d.hard",
        "labels-for-posterior": "e_step_1d.shape.labels",
        "largest-for-sum": "e_step_1d.rows.largest",
        "left-in-logs": "e_step_1d.rows.logs",
        "logs-divided": "e_step_1d.log_shares",
        "transposed": "e_step_1d.shape.turned",
        "deviation-for-variance": "e_step_1d.deviation",
        "variance-squared": "e_step_1d.squared",
        "constants-omitted": "e_step_1d.constants",
        "first-point-for-all": "e_step_1d.first_point",
        "last-component-only": "e_step_1d.column",
        "prior-for-posterior": "e_step_1d.only_weights",
        "variances-changed-in-place": "pure.argument.look",
        "nothing-returned": "answer.none.look",
        "reshaped-for-transposed": "e_step_1d.rows.look",
        "divided-before-all-are-there": "e_step_1d.rows.running",
        "divided-while-dividing": "e_step_1d.rows.look",
        "half-missing": "e_step_1d.bayes.look",
        "last-component-missing": "e_step_1d.hard",
        "two-things-returned": "answer.not_numbers",
        "weights-changed-in-place": "pure.argument",
    },
    "m_step_1d": {
        "squared-mean-added": "m_step_1d.vars.look",
        "mean-not-squared": "m_step_1d.vars.look",
        "mean-of-the-component-before": "m_step_1d.vars.look",
        "weights-of-divided-columns": "m_step_1d.weights.look",
        "means-divided-by-n": "m_step_1d.means.by_n",
        "variances-divided-by-n": "m_step_1d.vars.by_n",
        "all-divided-by-n": "m_step_1d.means.by_n",
        "n-minus-one": "m_step_1d.vars.n_minus_one",
        "means-not-divided": "m_step_1d.means.not_divided",
        "variances-not-divided": "m_step_1d.vars.not_divided",
        "means-unweighted": "m_step_1d.means.global",
        "global-mean-in-variance": "m_step_1d.vars.global_mean",
        "another-component-s-mean": "m_step_1d.vars.other_mean",
        "mean-not-subtracted": "m_step_1d.vars.not_centred",
        "variance-unweighted": "m_step_1d.vars.unweighted",
        "sum-unweighted-divided-by-nk": "m_step_1d.vars.unweighted",
        "global-variance": "m_step_1d.vars.global",
        "posterior-squared-in-variance": "m_step_1d.moment_2.look",
        "squared-after-summing": "m_step_1d.vars.cancelled",
        "difference-not-squared": "m_step_1d.vars.not_squared",
        "deviation-for-variance": "m_step_1d.vars.deviation",
        "pooled-variance": "m_step_1d.vars.pooled",
        "weights-not-divided": "m_step_1d.weights.not_divided",
        "weights-over-components": "m_step_1d.weights.not_divided_by_n",
        "weights-from-rows": "m_step_1d.shape.rows",
        "weights-uniform": "m_step_1d.weights.uniform",
        "weights-from-hard-counts": "m_step_1d.moment_1.look",
        "hard-assignment": "m_step_1d.quarters.weight",
        "first-column-for-all": "m_step_1d.first_for_all",
        "last-component-for-all": "m_step_1d.last_for_all",
        "only-the-last-component": "m_step_1d.only_last",
        "another-order": "m_step_1d.order",
        "weights-not-returned": "m_step_1d.three.number",
        "nothing-returned": "answer.none.look",
        "posterior-changed-in-place": "pure.argument.look",
        "data-changed-in-place": "pure.argument.look",
        "last-component-missing": "m_step_1d.weights.look",
    },
    "em_1d": {
        "round-before-returned": "em_1d.trace_end.look",
        "trace-of-what-the-rule-compares": "em_1d.trace.changes",
        "one-round-only": "em_1d.early.once",
        "rule-met-at-once": "em_1d.early.once",
        "ten-rounds": "em_1d.early.look",
        "hundred-rounds-whatever-happens": "em_1d.late.look",
        "absolute-rule": "em_1d.late.look",
        "absolute-rule-on-the-average": "em_1d.late.look",
        "stops-on-the-means": "em_1d.late.look",
        "eps-ignored": "em_1d.late.look",
        "until-nothing-changes": "em_1d.late.look",
        "old-never-renewed": "em_1d.late.look",
        "posterior-never-renewed": "em_1d.rest.look",
        "m-step-forgotten": "em_1d.rises.frozen",
        "m-step-before-e-step": "em_1d.known.m_first",
        "starts-anew": "em_1d.trace_start.missing",
        "weights-not-renewed": "em_1d.moments.weights",
        "only-means-renewed": "em_1d.moments.weights",
        "start-returned": "em_1d.trace_end.start",
        "trace-without-start": "em_1d.trace_start.missing",
        "trace-without-end": "em_1d.trace_end.look",
        "trace-one-round-behind": "em_1d.trace_end.look",
        "trace-of-averages": "em_1d.trace.average",
        "trace-doubled": "em_1d.rises.twice",
        "trace-of-changes": "em_1d.trace.changes",
        "trace-with-sign-changed": "em_1d.trace.sign",
        "likelihood-for-trace": "em_1d.shape.number",
        "rounds-for-trace": "em_1d.shape.number",
        "posterior-for-trace": "em_1d.shape.posterior",
        "trace-not-returned": "em_1d.four.number",
        "nothing-returned": "answer.none.look",
        "start-changed-in-place": "pure.argument.look",
        "variances-not-renewed": "em_1d.moments.variances",
        "trace-comes-first": "em_1d.shape.look",
        "start-twice-in-the-trace": "em_1d.rises.behind",
        "bound-for-trace": "em_1d.trace_end.look",
        "posterior-alone-returned": "em_1d.four.one",
    },
}
NAMED = {f"{question}/{name}": key for question in CAUSES for name, key in CAUSES[question].items()}


@pytest.mark.parametrize("name", [id for id, m in MISTAKES.items() if m.question in em.QUESTIONS])
def test_a_mistake_that_the_grader_knows_is_named_by_the_check_as_well(name):
    mistake = MISTAKES[name]
    assert_named(examine(mistake.question, namespace_with(mistake)), NAMED[name])


# --- mistakes that only the checks know --------------------------------------------------------


def squared_weights(x, weight, mean, var):
    top = weight**2 * normal_pdf(x[:, None], mean, var)
    return top / top.sum(axis=1, keepdims=True)


def shuffled_variances(x, weight, mean, var):
    return e_step_1d(x, weight, mean, var[::-1])


E_STEPS = [
    ("e_step_1d.same.look", squared_weights),
    ("e_step_1d.bayes.look", shuffled_variances),
    ("e_step_1d.equal", lambda x, weight, mean, var: np.full((len(x), len(mean)), 1 / len(mean))),
    ("e_step_1d.rows.negative", lambda x, *mixture: 1 - 2 * e_step_1d(x, *mixture)),
    ("e_step_1d.rows.look", lambda x, *mixture: 2 * e_step_1d(x, *mixture)),
    ("e_step_1d.shape.look", lambda x, *mixture: e_step_1d(x, *mixture)[:, :-1]),
    ("e_step_1d.mirror.look", lambda x, *mixture: e_step_1d(x + 1, *mixture)),
    ("answer.nan.look", lambda x, *mixture: np.nan * e_step_1d(x, *mixture)),
]


@pytest.mark.parametrize(("cause", "function"), E_STEPS)
def test_other_mistakes_in_the_e_step_are_named(cause, function):
    assert_named(report("e_step_1d", function), cause)


def m_step(weight=None, mean=None, var=None):
    """An M-step that is right but for what is given: functions of x, posterior and the right."""

    def function(x, posterior):
        right = m_step_1d(x, posterior)
        changes = (weight, mean, var)
        return tuple(
            change(x, posterior, part) if change else part
            for change, part in zip(changes, right, strict=True)
        )

    return function


def soft_squares(x, posterior):
    """Right for known labels, and wrong for shares."""
    shares = posterior**2 / np.sum(posterior**2, axis=1, keepdims=True)
    return m_step_1d(x, shares)


M_STEPS = [
    ("m_step_1d.weights.look", m_step(weight=lambda x, r, right: right**2)),
    ("m_step_1d.moment_0.look", m_step(weight=lambda x, r, right: (r**2).mean(axis=0))),
    ("m_step_1d.means.look", m_step(mean=lambda x, r, right: right + 1)),
    ("m_step_1d.means.by_n_minus_one", m_step(mean=lambda x, r, m: x @ r / (r.sum(axis=0) - 1))),
    ("m_step_1d.vars.look", m_step(var=lambda x, r, right: right + 0.01)),
    ("m_step_1d.quarters.weight", soft_squares),
    ("m_step_1d.shape.look", m_step(var=lambda x, r, right: right.sum())),
    ("m_step_1d.three.one", lambda x, posterior: np.array(m_step_1d(x, posterior))),
]


@pytest.mark.parametrize(("cause", "function"), M_STEPS)
def test_other_mistakes_in_the_m_step_are_named(cause, function):
    assert_named(report("m_step_1d", function), cause)


def climbing(advance):
    """EM with another round: `advance` makes the next weight, mean and var of the last ones."""

    def function(x, weight, mean, var, eps=1e-8):
        theta = weight, mean, var
        trace = [log_likelihood(x, *theta)]
        for _ in range(300):
            theta = advance(x, *theta)
            trace.append(log_likelihood(x, *theta))
            if abs(trace[-1] - trace[-2]) < eps * abs(trace[-1]):
                break
        return *theta, trace

    return function


def deviations_in_the_e_step(x, weight, mean, var):
    return m_step_1d(x, e_step_1d(x, weight, mean, np.sqrt(var)))


def variances_kept(x, weight, mean, var):
    weight, mean, _ = m_step_1d(x, e_step_1d(x, weight, mean, var))
    return weight, mean, var


def with_trace(change):
    def function(x, weight, mean, var, eps=1e-8):
        *theta, trace = em_1d(x, weight, mean, var, eps)
        return *theta, change(trace)

    return function


RUNS = [
    ("em_1d.rises.falls", climbing(deviations_in_the_e_step)),
    ("em_1d.moments.variances", climbing(variances_kept)),
    ("em_1d.rises.behind", with_trace(lambda trace: [trace[0], *trace])),
    ("em_1d.trace_start.look", with_trace(lambda trace: [-1e9, *trace])),
    ("em_1d.shape.short", with_trace(lambda trace: trace[:1])),
    ("em_1d.four.one", lambda x, *start: np.zeros((4, 2))),
    ("answer.nan.look", with_trace(lambda trace: np.log(trace))),
]


@pytest.mark.parametrize(("cause", "function"), RUNS)
def test_other_mistakes_in_a_run_are_named(cause, function):
    assert_named(report("em_1d", function), cause)


# --- loops without an end, stubs, and who is to blame ------------------------------------------


def below_a_negative_number(x, weight, mean, var, eps=1e-8):
    old = log_likelihood(x, weight, mean, var)
    while True:
        weight, mean, var = m_step_1d(x, e_step_1d(x, weight, mean, var))
        new = log_likelihood(x, weight, mean, var)
        if abs(new - old) < eps * new:
            return weight, mean, var, [old, new]
        old = new


def nothing_in_the_loop(x, weight, mean, var, eps=1e-8):
    while eps < 1:
        pass


def in_a_helper(x, weight, mean, var, eps=1e-8):
    return below_a_negative_number(x, weight, mean, var, eps)


@pytest.mark.parametrize("loop", [below_a_negative_number, nothing_in_the_loop, in_a_helper])
def test_a_loop_without_an_end_is_ended_and_told_why(loop, monkeypatch):
    monkeypatch.setattr(em_1d_check, "LONGEST", 0.3)
    before = sys.gettrace()
    assert_named(report("em_1d", loop), "em_1d.ends.look")
    assert sys.gettrace() is before


@pytest.mark.parametrize("question", em.QUESTIONS)
def test_a_stub_is_not_attempted(question):
    namespace = {}
    stub = f"def {question}(*arguments):\n    raise NotImplementedError\n"
    variants.run_cell(stub, namespace)
    assert examine(question, namespace).status == NOT_ATTEMPTED


def test_a_run_that_calls_an_unwritten_step_is_told_so():
    namespace = variants.notebook()
    variants.run_cell("def m_step_1d(x, posterior):\n    raise NotImplementedError\n", namespace)
    assert "`m_step_1d`" in examine("em_1d", namespace).explanation[0]


def test_a_run_that_fails_through_a_wrong_step_points_there():
    cells, namespace = dict(variants.wrong_cells()), variants.notebook()
    variants.run_cell(cells["m_step_1d/variances-divided-by-n"], namespace)
    found = examine("em_1d", namespace)
    assert (found.status, found.blamed) == (WRONG, "m_step_1d")
