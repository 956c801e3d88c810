"""A run of EM on the line: what each part of it earns, and problems on which its end shows."""

import numpy as np
import pytest

from autograder import variants
from autograder.judging import seeds
from autograder.judging.judge import judge
from autograder.judging.runner import InProcess
from autograder.judging.verdict import CORRECT
from autograder.measuring import measure
from autograder.misconceptions import MISTAKES
from autograder.questions import QUESTIONS

RUN = QUESTIONS["em_1d"]


def share_of(name):
    verdict = judge(RUN, InProcess(measure.with_mistake(MISTAKES[f"em_1d/{name}"])), "a", "s")
    return 100 * verdict.score / verdict.max_score


@pytest.mark.parametrize(
    "name", ["trace-without-start", "trace-without-end", "trace-of-averages", "posterior-for-trace"]
)
def test_a_wrong_trace_leaves_what_the_run_itself_earns(name):
    assert 65 <= share_of(name) < 70


def test_a_run_that_stops_late_keeps_its_trace_and_one_that_is_cut_short_does_not():
    assert share_of("absolute-rule") == pytest.approx(55)
    assert share_of("one-round-only") < 35


@pytest.mark.parametrize("name", ["start-returned", "starts-anew", "m-step-before-e-step"])
def test_a_run_that_is_not_em_from_the_start_earns_next_to_nothing(name):
    assert share_of(name) < 20


@pytest.mark.parametrize(
    "name", ["e_step_1d/columns-sum-to-one", "m_step_1d/variances-divided-by-n"]
)
def test_a_wrong_step_costs_the_step_and_not_the_run(name):
    namespace, step = variants.notebook(), name.partition("/")[0]
    variants.run_cell(dict(variants.wrong_cells())[name], namespace)
    outcomes = {
        id: judge(QUESTIONS[id], InProcess(namespace), "a", "s").outcome
        for id in ("e_step_1d", "m_step_1d", "em_1d")
    }
    assert [id for id, outcome in outcomes.items() if outcome != CORRECT] == [step]


def test_problems_show_where_a_run_ends():
    """Rules that are absolute, per point or relative to the start stop at some other round."""
    for student in range(10):
        problems = RUN.problems(seeds.generator("secret", f"s{student}", RUN.id))
        paths = [scene["path"] for scene in RUN.expect(RUN, problems)]
        assert paths[0].stop >= 30
        for scale in ("start", "points", "one"):
            assert any(_shows(scale, *pair) for pair in zip(problems, paths, strict=True))


def _shows(scale, problem, path):
    """Tell whether a rule with another denominator stops where a right one does not."""
    x, _, _, _, *eps = problem["calls"][0]
    size = {"start": abs(path.heights[0]), "points": len(x), "one": 1}[scale]
    small = np.abs(np.diff(path.heights)) < (eps or [1e-8])[0] * size
    return not small.any() or int(np.argmax(small)) + 1 not in path.window()
