"""bring() finds a student's own class when it is right; hint() opens one rung after the other."""

import json
import textwrap

import nbformat
import numpy as np
import pytest

import emlab
from emlab import hints
from emlab.messages import say

CLASS = """
import numpy as np
print("imports")

class Gaussian:
    def __init__(self, dim):
        self.dim = dim
        self.mean = np.random.randn(dim)
        self.cov = np.eye(dim)
"""
LOG_PDF = """
LOG_2PI = np.log(2 * np.pi)

def log_pdf(self, X):
    if X.shape[1] != self.dim:
        raise ValueError("columns")
    D = X - self.mean
    quadratic = (D @ np.linalg.inv(self.cov) * D).sum(axis=1)
    return -0.5 * (quadratic + np.log(np.linalg.det(self.cov)) + self.dim * LOG_2PI)

Gaussian.log_pdf = log_pdf
"""
REST = """
def fit(self, X):
    if X.shape[1] != self.dim:
        raise ValueError("columns")
    self.mean = X.mean(axis=0)
    self.cov = (X - self.mean).T @ (X - self.mean) / len(X)

def sample(self, sample_size):
    return np.random.multivariate_normal(self.mean, self.cov, size=sample_size)

def set_mean(self, mean):
    if mean.shape != (self.dim,):
        raise ValueError("shape")
    self.mean = mean

def set_cov(self, cov):
    if cov.shape != (self.dim, self.dim) or np.linalg.eigvalsh(cov).min() <= 0:
        raise ValueError("cov")
    self.cov = cov

Gaussian.fit = fit
Gaussian.sample = sample
Gaussian.set_mean = set_mean
Gaussian.set_cov = set_cov
"""
PLAY = """
%matplotlib inline
open("proof-that-this-ran", "w").close()
gaussian = Gaussian(2)
check("Gaussian.log_pdf")
raise SystemExit
"""


class CourseGaussian:
    """What bring falls back on."""


@pytest.fixture
def lesson(tmp_path, monkeypatch):
    """A function that writes the notebook of lesson 04; the kernel runs in the folder of 05."""
    here, there = tmp_path / "05-gmm", tmp_path / "04-gaussian"
    here.mkdir()
    there.mkdir()
    monkeypatch.chdir(here)

    def write(*sources):
        cells = [nbformat.v4.new_markdown_cell("class Gaussian: pass")]
        cells += [nbformat.v4.new_code_cell(source) for source in sources]
        nbformat.write(nbformat.v4.new_notebook(cells=cells), there / "04-gaussian.ipynb")
        return there / "04-gaussian.ipynb"

    return write


def bring():
    return emlab.bring("04-gaussian", "Gaussian", otherwise=CourseGaussian)


def sentence(key, **values):
    return say(key, name="Gaussian", notebook="04-gaussian.ipynb", **values) + "\n"


def test_a_class_that_passes_its_checks_is_brought(lesson, capsys):
    lesson(CLASS, LOG_PDF, PLAY, REST)
    own = bring()
    assert own.__name__ == "Gaussian"
    assert own is not CourseGaussian
    assert capsys.readouterr().out == sentence("bring.own")
    assert own(2).log_pdf(np.zeros((3, 2))).shape == (3,)


def test_nothing_but_definitions_is_run(lesson, tmp_path):
    lesson(CLASS, PLAY, LOG_PDF, REST)
    bring()
    assert list(tmp_path.rglob("proof-that-this-ran")) == []


def test_a_call_left_in_a_cell_does_not_cost_the_definitions_in_it(lesson):
    lesson(CLASS, LOG_PDF + "\nprint(Gaussian(2).log_pdf(undefined))\n", REST)
    assert bring() is not CourseGaussian


def test_a_whole_class_in_one_cell_is_brought(lesson):
    methods = [
        line for line in (LOG_PDF + REST).splitlines() if not line.startswith(("Gau", "LOG"))
    ]
    body = textwrap.indent("\n".join(methods), "    ").replace("LOG_2PI", "np.log(2 * np.pi)")
    lesson(CLASS + body)
    assert bring() is not CourseGaussian


def test_a_missing_notebook_is_said(lesson, capsys):
    assert bring() is CourseGaussian
    assert capsys.readouterr().out == sentence("bring.missing")


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "{}", '{"cells": 3}', "\udcff", "<<<<<<< HEAD", '{"cells": [{}]}']
)
def test_a_damaged_notebook_is_said(lesson, capsys, content):
    lesson().write_bytes(content.encode("utf-8", "surrogateescape"))
    assert bring() is CourseGaussian
    assert capsys.readouterr().out == sentence("bring.damaged")


@pytest.mark.parametrize(
    ("cells", "key", "values"),
    [
        ((), "bring.not_defined", {}),
        (("class Gaussian(:\n",), "bring.not_defined", {}),
        ((CLASS,), "bring.not_attempted", {"question": "Gaussian.log_pdf"}),
        ((CLASS, LOG_PDF), "bring.not_attempted", {"question": "Gaussian.fit"}),
        (
            (CLASS, LOG_PDF.replace("-0.5", "+0.5"), REST),
            "bring.wrong",
            {"question": "Gaussian.log_pdf"},
        ),
        (
            (CLASS, LOG_PDF, REST.replace("len(X)", "3")),
            "bring.wrong",
            {"question": "Gaussian.fit"},
        ),
        (
            (CLASS, LOG_PDF, REST.replace("<= 0", "< 0")),
            "bring.wrong",
            {"question": "Gaussian.set_cov"},
        ),
    ],
)
def test_a_class_that_does_not_pass_is_not_brought_and_the_reason_is_said(
    lesson, capsys, cells, key, values
):
    lesson(*cells)
    assert bring() is CourseGaussian
    assert capsys.readouterr().out == sentence(key, **values)


def test_bringing_leaves_the_random_numbers_alone(lesson):
    lesson(CLASS, LOG_PDF, REST)
    before = np.random.get_state()[1].copy()
    bring()
    assert np.array_equal(before, np.random.get_state()[1])


# --- hints -------------------------------------------------------------------------------------


@pytest.fixture
def rungs(tmp_path, monkeypatch):
    file = tmp_path / "hints.json"
    file.write_text(json.dumps({"GMM.e_step": ["why?", "$r_{nk}$", "shape"], "GMM.fit": ["loop"]}))
    monkeypatch.setattr(hints, "HINTS_FILE", file)
    monkeypatch.setattr(hints, "_shown", {})
    return file


def test_each_call_opens_the_next_rung_and_the_last_one_stays(rungs, capsys):
    for number, text in ((1, "why?"), (2, "$r_{nk}$"), (3, "shape"), (3, "shape")):
        emlab.hint("GMM.e_step")
        said = capsys.readouterr().out
        assert f"Hint {number} of 3" in said
        assert text in said


def test_questions_keep_their_own_place(rungs, capsys):
    emlab.hint("GMM.e_step")
    emlab.hint("GMM.fit")
    assert "Hint 1 of 1 for GMM.fit" in capsys.readouterr().out


def test_an_unknown_question_names_those_that_have_hints(rungs, capsys):
    emlab.hint("GMM.estep")
    assert capsys.readouterr().out.strip() == say(
        "hint.unknown", question="GMM.estep", known="GMM.e_step, GMM.fit"
    )


@pytest.mark.parametrize("content", [None, "{"])
def test_missing_or_damaged_hints_are_said(rungs, capsys, content):
    rungs.unlink() if content is None else rungs.write_text(content)
    emlab.hint("GMM.e_step")
    assert "install the course again" in capsys.readouterr().out
