"""EM on stacked parameters goes through the very states of the reference's."""

import itertools

import numpy as np
import pytest

from autograder.judging import seeds, stacked
from autograder.judging.problems import mixture
from autograder.questions import QUESTIONS


@pytest.mark.parametrize("student", ["a", "b"])
def test_the_rounds_are_the_references(student):
    problems = QUESTIONS["GMM.fit"].problems(seeds.generator("secret", student, "GMM.fit"))
    for problem in problems:
        gmm, X = mixture(problem), problem["X"]
        for now, posterior, height in itertools.islice(stacked.states(problem), 20):
            np.testing.assert_allclose(gmm.weight, now["weight"], rtol=1e-9)
            for k, gaussian in enumerate(gmm.gaussian_list):
                np.testing.assert_allclose(gaussian.mean, now["means"][k], rtol=1e-9, atol=1e-9)
                np.testing.assert_allclose(gaussian.cov, now["covs"][k], rtol=1e-9, atol=1e-9)
            np.testing.assert_allclose(gmm.e_step(X), posterior, atol=1e-9)
            assert gmm.log_pdf(X).sum() == pytest.approx(height, rel=1e-12)
            gmm.m_step(X, posterior)


def test_they_end_where_a_component_collapses():
    X = np.array([[0.0, 0.0], [0.0, 0.0], [5.0, 5.0], [6.0, 4.0], [5.0, 3.0]])
    start = {"weight": np.ones(2) / 2, "means": X[[0, 2]], "covs": np.stack([np.eye(2)] * 2) / 10}
    heights = [height for *_, height in stacked.states({"X": X, **start})]
    assert 0 < len(heights) < 50
    assert np.all(np.isfinite(heights))
