"""The judge's contract: follow-through, steps, words, and no trace left behind."""

import ast
import builtins
import logging
import pathlib
import random
import sys
import warnings

import numpy as np
import pytest

import autograder
from autograder import grade, messages, variants
from autograder.judging import checks, clues, seeds, trust
from autograder.judging.judge import judge
from autograder.judging.runner import InProcess
from autograder.judging.verdict import CORRECT, ERROR, NOT_ATTEMPTED, TIMEOUT, WRONG
from autograder.questions import QUESTIONS
from autograder.tests.notebooks import changed

STUB = "raise NotImplementedError\n"


def verdict_of(question, *cells, seconds=8.0, base=True):
    namespace = variants.notebook() if base else {"__name__": "__main__"}
    for cell in cells:
        variants.run_cell(cell, namespace)
    return judge(QUESTIONS[question], InProcess(namespace, seconds), "a", "s")


def stubs():
    """What a notebook defines whose every answer is as it was released."""
    lines = ["import numpy as np\n"]
    for question in QUESTIONS:
        owner, _, name = question.rpartition(".")
        if owner and f"class {owner}:\n" not in lines:
            lines += [f"class {owner}:\n", f"    def __init__(self, *sizes):\n        {STUB}"]
        if name != "__init__":
            lines.append(f"def {name}(*arguments, **keywords):\n    {STUB}")
            lines.append(f"{owner}.{name} = {name}\n" if owner else "")
    return "".join(lines)


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_untouched_answer_is_not_attempted_and_earns_nothing(question):
    verdict = verdict_of(question, stubs(), base=False)
    assert (verdict.outcome, verdict.score) == (NOT_ATTEMPTED, 0)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_notebook_without_the_answer_s_cell_is_told_so(question):
    verdict = verdict_of(question, base=False)
    assert (verdict.outcome, verdict.score) == (NOT_ATTEMPTED, 0)
    assert question.rpartition(".")[0] in verdict.message


def test_gmm_methods_are_judged_with_the_reference_gaussian_where_the_student_s_is_wrong():
    wrong = "Gaussian.log_pdf = lambda self, X: np.zeros(len(X))"
    for question in ("GMM.log_pdf", "GMM.e_step", "GMM.m_step", "GMM.fit"):
        assert verdict_of(question, wrong).outcome == CORRECT


def test_methods_are_judged_where_the_class_s_own_cell_failed():
    """Then `GMM.e_step = e_step` fails too, but the function is there."""
    lost = "functions = GMM.e_step, GMM.m_step\ndel GMM\ne_step, m_step = functions"
    assert verdict_of("GMM.e_step", lost).outcome == CORRECT
    assert verdict_of("GMM.m_step", lost).outcome == CORRECT
    assert verdict_of("GMM.__init__", lost).outcome == NOT_ATTEMPTED


def test_a_cache_between_own_methods_survives_a_mistake_in_another_one():
    cached = (variants.HERE / "right" / "cache_filled_by_e_step.py").read_text()
    wrong = dict(variants.wrong_cells())["GMM.m_step/n-minus-one"]
    assert verdict_of("GMM.fit", cached, wrong).outcome == CORRECT
    assert verdict_of("GMM.m_step", cached, wrong).outcome == WRONG


def test_partial_credit_grows_with_the_steps():
    cells = {
        "raises": "def e_step(self, X):\n    return 1 / 0",
        "shape": "def e_step(self, X):\n    return np.zeros(len(X))",
        "finite": "def e_step(self, X):\n    return np.full((len(X), self.num_components), np.nan)",
        "value": "def e_step(self, X):\n    return np.ones((len(X), self.num_components))",
        "purity": "right = GMM.e_step\ndef e_step(self, X):\n"
        "    posterior = right(self, X)\n    X += 1\n    return posterior",
        "": "e_step = GMM.e_step",
    }
    verdicts = [verdict_of("GMM.e_step", f"{c}\nGMM.e_step = e_step") for c in cells.values()]
    assert [v.step for v in verdicts] == ["ran", "shape", "finite", "value", "purity", ""]
    scores = [v.score for v in verdicts]
    assert scores == sorted(scores)
    assert scores[3] <= 0.15 * 10 < scores[4] < scores[5] == 10
    assert verdicts[0].outcome == ERROR


def test_a_method_that_always_raises_valueerror_earns_nothing_for_refusing():
    namespace = variants.notebook("hostile/always_value_error")
    for question in QUESTIONS.values():
        assert judge(question, InProcess(namespace), "a", "s").score == 0


def test_an_error_is_told_with_the_student_s_own_line_and_a_hint():
    verdict = verdict_of(
        "GMM.e_step",
        "def e_step(self, X):\n    scores = np.ones((len(X), 2))\n"
        "    return scores / np.ones(len(X))\nGMM.e_step = e_step",
    )
    assert "return scores / np.ones(len(X))" in verdict.message
    assert "keepdims=True" in verdict.message


def test_a_message_tells_what_must_hold_and_what_came_of_the_student_s_own_numbers():
    cell = dict(variants.wrong_cells())["GMM.e_step/columns-sum-to-one"]
    message = verdict_of("GMM.e_step", cell).message
    assert messages.IDENTITIES["GMM.e_step"] in message
    assert "rows sum to between" in message


RIGHT = np.random.default_rng(0).uniform(1, 2, (3, 3))
LINES = np.array([1.0, 2.0, 4.0])
IN_COMMON = {
    "zeros": 0 * RIGHT,
    "rounded": np.round(RIGHT, 2),
    "sign": -RIGHT,
    "offset": RIGHT + 1,
    "base": RIGHT / np.log(10),
    "factor": 3 * RIGHT,
    "unfilled": RIGHT * [[1], [1], [0]],
    "row factor": RIGHT * LINES[:, np.newaxis],
    "column factor": RIGHT * LINES,
    "exponential": np.exp(RIGHT),
    "logarithm": np.log(RIGHT),
    "diagonal": RIGHT + 0.1 * np.eye(3),
    "transpose": RIGHT.T,
    "order": RIGHT[::-1],
    "some": np.where(np.eye(3) > 0, 3.3, RIGHT),
}


def test_what_wrong_numbers_have_in_common_with_the_right_ones_is_found():
    assert {clue: clues.find(seen, RIGHT) for clue, seen in IN_COMMON.items()} == {
        clue: clue for clue in clues.CLUES
    }
    assert clues.CLUES.keys() == messages.general.CLUES.keys()
    assert clues.find(RIGHT**2, RIGHT) is None


def test_an_error_raised_on_purpose_where_nothing_was_wrong_is_told_as_such():
    for check in ("    if X.ndim == 2: raise ValueError", "    raise ValueError('no')"):
        cell = f"def log_pdf(self, X):\n{check}\nGaussian.log_pdf = log_pdf"
        assert messages.general.REFUSED_WRONGLY in verdict_of("Gaussian.log_pdf", cell).message


def test_where_a_refusal_is_all_that_is_missing_no_mistake_is_named_that_would_show_elsewhere():
    """This fit returns another posterior than those of the catalogue, which is as right."""
    cell = (
        "def fit(self, X, eps=1e-8):\n    change = old = np.inf\n    while change >= eps:\n"
        "        self.m_step(X, self.e_step(X))\n        new = self.log_pdf(X).sum()\n"
        "        change, old = abs((new - old) / new), new\n"
        "    return self.e_step(X)\nGMM.fit = fit"
    )
    message = verdict_of("GMM.fit", cell).message
    assert messages.MISTAKES["GMM.fit/decrease-not-checked"] in message
    assert messages.MISTAKES["GMM.fit/one-round-only"] not in message


def test_two_arguments_that_are_changed_are_told_of_in_one_sentence():
    cell = (
        "right = fit_complete_data\ndef fit_complete_data(x, z, num_components):\n"
        "    found = right(x, z, num_components)\n    x.sort()\n    z.sort()\n    return found"
    )
    message = verdict_of("fit_complete_data", cell).message
    assert message.count(messages.general.MOVED["argument"]) == 1


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_message_shows_the_reference_s_code(question):
    shown = messages.IDENTITIES[question] + "".join(
        text for name, text in messages.MISTAKES.items() if name.startswith(f"{question}/")
    )
    assert not any(code in shown for code in ("self.gaussian_list[", "np.linalg", "logaddexp"))


def test_what_never_ends_is_stopped_and_told():
    loop = "def fit(self, X, eps=1e-8):\n    while True:\n        pass\nGMM.fit = fit"
    verdict = verdict_of("GMM.fit", loop, seconds=0.3)
    assert (verdict.outcome, verdict.score) == (TIMEOUT, 0)


def test_a_verdict_is_the_same_every_time_and_problems_differ_between_students():
    namespace = variants.notebook()
    cell = dict(variants.wrong_cells())["GMM.e_step/columns-sum-to-one"]
    variants.run_cell(cell, namespace)
    verdicts = [
        judge(QUESTIONS["GMM.e_step"], InProcess(namespace), student, "s").message
        for student in ("a", "a", "b")
    ]
    assert verdicts[0] == verdicts[1] != verdicts[2]


def test_the_secret_is_made_once_beside_the_configuration(tmp_path, monkeypatch):
    monkeypatch.delenv(seeds.ENVIRONMENT, raising=False)
    (tmp_path / "nbgrader_config.py").touch()
    folder = tmp_path / "autograded" / "ada" / "05-gmm"
    folder.mkdir(parents=True)
    secret = seeds.course_secret(folder)
    assert len(secret) == 64
    assert seeds.course_secret(folder) == secret
    assert (tmp_path / ".secret").stat().st_mode & 0o077 == 0
    assert seeds.student_of(folder) == "ada"
    assert seeds.student_of(tmp_path) == seeds.ANONYMOUS


def test_grade_returns_points_and_leaves_no_trace(capfd, monkeypatch, tmp_path):
    noisy = (variants.HERE / "right" / "prints_a_lot.py").read_text()
    worse = """
np.seterr(all="raise")
kept = sys.stderr
quieter = GMM.e_step
def e_step(self, X):
    print("to the kept stream", file=kept)
    os.write(2, b"straight to the descriptor")
    os.chdir("/")
    np.random.seed(1)
    return quieter(self, X)
GMM.e_step = e_step
"""
    monkeypatch.setenv(seeds.ENVIRONMENT, "tests")
    monkeypatch.chdir(tmp_path)
    namespace = variants.notebook()
    for cell in (noisy, "import os", worse, "from autograder import grade"):
        variants.run_cell(cell, namespace)
    np.random.seed(3)
    random.seed(3)
    before = np.random.get_state()[1].copy(), random.getstate(), np.geterr(), sys.stderr
    score = eval('grade("GMM.e_step")', namespace)
    after = np.random.get_state()[1].copy(), random.getstate(), np.geterr(), sys.stderr
    np.seterr(all="warn", under="ignore")
    np.set_printoptions(precision=8)
    assert type(score) is float and float(repr(score)) == 10
    assert np.array_equal(before[0], after[0]) and before[1:] == after[1:]
    assert pathlib.Path.cwd() == tmp_path and logging.root.manager.disable == 0
    out, err = capfd.readouterr()
    assert err == ""
    assert out == "✓ GMM.e_step: 10 of 10 points\n  Everything that was asked is right.\n"


def test_an_unknown_question_is_an_error_that_names_the_known_ones():
    with pytest.raises(ValueError, match=r"GMM\.e_step"):
        grade("GMM.estep")


HOSTILE = [name for name in variants.names("hostile") if name != "always_value_error"]  # above


@pytest.mark.parametrize("variant", HOSTILE)
def test_cheating_in_the_notebook_s_own_process_earns_next_to_nothing(variant, monkeypatch):
    for module, name in ((np, "allclose"), (np, "array_equal"), (np.linalg, "cholesky")):
        monkeypatch.setattr(module, name, getattr(module, name))
    monkeypatch.setattr(np.testing, "assert_allclose", np.testing.assert_allclose)
    monkeypatch.setattr(checks, "close", checks.close)
    for name in ("all", "any"):
        monkeypatch.setattr(builtins, name, getattr(builtins, name))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        cheating, honest = variants.notebook(f"hostile/{variant}"), variants.notebook()
        written = [q for q in QUESTIONS.values() if changed(q.id, honest, cheating)]
        assert written
        for question in written:
            verdict = judge(question, InProcess(cheating, 0.5), "a", "s")
            assert verdict.score <= 0.2 * verdict.max_score


def test_python_and_numpy_are_found_in_order_and_out_of_it(monkeypatch):
    assert trust.in_order()
    exp = np.exp
    monkeypatch.setattr(np, "exp", lambda x: 2 * exp(x))
    assert not trust.in_order()


def test_what_runs_beside_the_student_imports_numpy_and_the_standard_library_only():
    folder = pathlib.Path(autograder.__file__).parent / "beside"
    for file in folder.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                root = name.partition(".")[0]
                beside = name.startswith("autograder.beside")
                shown = root == "IPython"  # to drop what a notebook would show, where it is one
                sent = root == "msgpack" and file.name == "wire.py"  # where a jail is between
                known = root == "numpy" or root in sys.stdlib_module_names
                assert beside or shown or sent or known, name


def test_no_question_offers_its_own_method_to_the_student():
    for question in QUESTIONS.values():
        owner = question.id.partition(".")[0]
        assert question.id not in question.builds_on and owner not in question.builds_on
        assert sum(check.share for check in question.checks) == 100
