"""check(): what a student sees, and what their code can never do to the notebook."""

import ast
import re
import sys
import warnings
from pathlib import Path

import numpy as np
import pytest

import emlab
from autograder import variants
from emlab import tones
from emlab.checks import examine
from emlab.checks.questions import QUESTIONS
from emlab.checks.report import as_html, as_text
from emlab.messages import TEXTS, say
from solutions.gaussian import Gaussian
from solutions.gmm import GMM


@pytest.fixture(autouse=True)
def no_judge(monkeypatch):
    """A student who has emlab alone; `test_selfstudy` is about those who have the judge too."""
    monkeypatch.setattr(emlab.checks, "plugin", lambda name: None)


def notebook(code, **names):
    """Run cells as a notebook would, in a namespace of their own that the functions belong to."""
    namespace = {"np": np, **names, "check": emlab.check, "__name__": "__main__"}
    exec(compile(code, "<cell>", "exec"), namespace)
    return namespace


def test_a_right_method_gets_a_tick_for_every_line(capsys):
    notebook('check("GMM.e_step")', GMM=GMM, Gaussian=Gaussian)
    said = capsys.readouterr()
    assert said.out.startswith("GMM.e_step: all checks pass.")
    assert said.out.count("✓") == len(QUESTIONS["GMM.e_step"].steps)
    assert said.err == ""


def test_a_wrong_method_gets_a_cross_and_the_reason(capsys):
    notebook(
        """
class GMM(Right):
    def e_step(self, X):
        density = np.exp(np.column_stack([g.log_pdf(X) for g in self.gaussian_list]))
        return density / density.sum(axis=1, keepdims=True)

check("GMM.e_step")
""",
        Right=GMM,
        Gaussian=Gaussian,
    )
    said = capsys.readouterr().out
    assert said.startswith("GMM.e_step: not right yet.")
    assert "✗" in said
    assert TEXTS["e_step.same.no_weight"] in said


@pytest.mark.parametrize("question_id", QUESTIONS)
def test_a_stub_counts_as_not_attempted(question_id, capsys):
    owner, _, name = question_id.rpartition(".")
    stub = f"def {name}(*arguments):\n    raise NotImplementedError\n"
    if owner:
        stub += f"class {owner}({owner}):\n    pass\n{owner}.{name} = {name}\n"
    notebook(f"{stub}check('{question_id}')", **variants.notebook())
    said = capsys.readouterr().out
    assert said.startswith(f"{question_id}: not attempted yet.")
    assert "✗" not in said


@pytest.mark.parametrize(
    ("code", "key"),
    [
        ("", "check.no_class"),
        ("GMM = 3", "check.not_a_class"),
        ("class GMM:\n    pass", "check.no_method"),
        ("class GMM:\n    e_step = None", "check.no_method"),
    ],
)
def test_what_is_not_there_yet_is_said_in_one_friendly_line(code, key, capsys):
    notebook(code + '\ncheck("GMM.e_step")')
    said = capsys.readouterr().out
    assert say(key, name="GMM", method="e_step") in said


def test_an_unknown_question_names_the_known_ones(capsys):
    notebook('check("GMM.estep")')
    said = capsys.readouterr().out
    assert all(question_id in said for question_id in QUESTIONS)


def test_an_error_is_told_with_its_name_its_message_and_the_students_line(tmp_path, monkeypatch):
    (tmp_path / "their_cell.py").write_text(
        "import numpy as np\n"
        "def log_pdf(self, X):\n"
        "    D = X - self.mean\n"
        "    return D @ np.linalg.inv(self.cov) @ D\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    from their_cell import log_pdf

    found = examine(
        "Gaussian.log_pdf", {"Gaussian": type("Gaussian", (Gaussian,), {"log_pdf": log_pdf})}
    )
    assert "ValueError: matmul" in found.explanation[0]
    assert "`return D @ np.linalg.inv(self.cov) @ D`" in found.explanation[0]
    assert "line 4" in found.explanation[0]
    assert found.explanation[1] == TEXTS["advice.matmul"]


# --- code that misbehaves ----------------------------------------------------------------------


def raising(error):
    def method(self, *arguments):
        raise error

    return method


class Unprintable(Exception):
    def __str__(self):
        raise RuntimeError


class Base(BaseException):
    pass


class EqualToEverything:
    def __eq__(self, other):
        return True

    def __array__(self, *arguments, **named):
        raise RuntimeError("no array")


def forever(self, *arguments):
    return self.log_pdf(*arguments)


def flood(self, X):
    for _ in range(200):
        print("x" * 100_000)
        sys.stderr.write("y" * 100_000)
    return np.zeros(len(X))


def warn(self, X):
    warnings.simplefilter("error")
    np.seterr(all="raise")
    np.random.seed(3)
    warnings.warn("look at me", stacklevel=1)
    return np.zeros(len(X))


def lose_streams(self, X):
    sys.stdout = sys.stderr = None
    return np.log(-np.ones(len(X)))


HOSTILE = {
    "SystemExit": raising(SystemExit(3)),
    "KeyboardInterrupt": raising(KeyboardInterrupt()),
    "BaseException": raising(Base("gone")),
    "unprintable": raising(Unprintable()),
    "StopIteration": raising(StopIteration()),
    "ZeroDivisionError": raising(ZeroDivisionError("1/0 {braces} `ticks`")),
    "no end": forever,
    "flood": flood,
    "warnings": warn,
    "streams": lose_streams,
    "equal": lambda self, X: EqualToEverything(),
    "itself": lambda self, X: self,
    "generator": lambda self, X: (x for x in X),
    "dict": lambda self, X: {"a": X},
    "ragged": lambda self, X: [[1], [1, 2]],
    "complex": lambda self, X: np.ones(len(X)) * 1j,
    "no arguments": lambda: None,
    "property": property(raising(ValueError("property"))),
    "not callable": 3,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_check_survives_any_code_and_leaves_no_trace(name, capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdout", sys.stdout)
    state, errors, filters = np.random.get_state(), np.geterr(), list(warnings.filters)
    cls = type("Gaussian", (Gaussian,), {"log_pdf": HOSTILE[name]})
    assert notebook('answer = check("Gaussian.log_pdf")', Gaussian=cls)["answer"] is None
    said = capsys.readouterr()
    assert said.out.startswith("Gaussian.log_pdf: not right yet.")
    assert len(said.out) < 3000
    assert said.err == ""
    assert np.geterr() == errors
    assert warnings.filters == filters
    after = np.random.get_state()
    assert np.array_equal(state[1], after[1])
    assert state[2] == after[2]


@pytest.mark.parametrize("error", [SystemExit(), RuntimeError("no"), TypeError("no")])
def test_check_survives_a_constructor_that_fails(error, capsys):
    cls = type("GMM", (GMM,), {"__init__": raising(error)})
    for method in ("__init__", "log_pdf", "e_step", "m_step", "fit"):
        notebook(f'check("GMM.{method}")', GMM=cls, Gaussian=Gaussian)
        assert capsys.readouterr().out.startswith(f"GMM.{method}: not right yet.")


def test_interrupting_a_check_says_so_and_ends_it():
    cls = type("Gaussian", (Gaussian,), {"log_pdf": raising(KeyboardInterrupt())})
    found = examine("Gaussian.log_pdf", {"Gaussian": cls})
    assert TEXTS["advice.interrupt"] in found.explanation
    assert [line.passed for line in found.lines[1:]] == [None] * (len(found.lines) - 1)


# --- the block itself --------------------------------------------------------------------------


def wrong_report():
    cls = type("Gaussian", (Gaussian,), {"log_pdf": raising(ValueError("<b>a & b</b>"))})
    return examine("Gaussian.log_pdf", {"Gaussian": cls})


def test_the_block_escapes_what_came_from_student_code():
    assert "&lt;b&gt;a &amp; b&lt;/b&gt;" in as_html(wrong_report())
    assert "<b>a & b</b>" in as_text(wrong_report())


def test_the_block_names_no_page_colour_so_that_it_reads_in_light_and_dark():
    page = as_html(wrong_report())
    assert f"background:{tones.SHADE}" in page
    assert "color:black" not in page
    assert "color:white" not in page


@pytest.mark.parametrize("question_id", QUESTIONS)
def test_every_line_of_every_check_has_a_text(question_id):
    keys = [step.key for step in QUESTIONS[question_id].steps]
    assert len(set(keys)) == len(keys)
    assert all(say(key) for key in keys)


def test_no_text_is_unused():
    """A sentence that nothing shows any more is taken out."""
    everything = Path(emlab.__file__).parent.rglob("*.py")
    sources = [path for path in everything if path.parent.name != "messages"]
    patterns = set()
    for node in (node for path in sources for node in ast.walk(ast.parse(path.read_text("utf-8")))):
        if isinstance(node, ast.JoinedStr):
            patterns.add("".join(_pattern(part) for part in node.values))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            patterns.add(re.escape(node.value))
    used = re.compile("|".join(f"(?:{pattern})" for pattern in patterns if pattern != ANY))
    assert [key for key in TEXTS if not used.fullmatch(key)] == []


ANY = r"[\w.]+"


def _pattern(part):
    return re.escape(part.value) if isinstance(part, ast.Constant) else ANY
