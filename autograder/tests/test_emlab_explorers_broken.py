"""A half-finished or wrong answer gives a line in the explorer: no traceback, no endless wait."""

import re

import numpy as np
import pytest

from autograder import variants
from autograder.tests.explorers import EXPLORERS, X, answers, explore, with_answer
from emlab import em, explore_em, patience
from emlab.explorers import stage, starts
from emlab.messages import say
from solutions.gmm import GMM


@pytest.fixture
def page(explorer_page):
    return explorer_page


def as_students(name, body):
    """A method or function as a student's cell defines it, with its own name and line."""
    namespace = {"np": np, "__name__": "__main__"}
    variants.run_cell(f"def {name}(*arguments, **named):\n    {body}\n", namespace)
    return namespace[name]


BODIES = {
    "unwritten": "raise NotImplementedError",
    "raises": "raise ZeroDivisionError('N_k is 0')",
    "exits": "raise SystemExit",
    "calls itself": "return {name}(*arguments)",
    "forgets to return": "pass",
    "NaN": "return np.full(np.shape(arguments[-1]), np.nan)",
    "one number": "return 1.0",
    "text": "return 'a log density'",
    "too many rows": "return np.zeros((5000, 3))",
    "ragged": "return [[1.0], [2.0, 3.0]]",
}
CASES = [
    (name, question, kind)
    for name, (_, questions) in EXPLORERS.items()
    for question in questions
    for kind in BODIES
]


def lines_of(page):
    """Every sentence that the student reads, without marks of HTML."""
    told = [block["text/plain"] for block in page.blocks]
    if page.widget:
        told += [page.caption, page.note]
    return [re.sub(r"<[^>]+>", "", line) for line in told if line]


@pytest.mark.parametrize(("name", "question", "kind"), CASES, ids=map("-".join, CASES))
def test_a_broken_answer_gives_one_line_and_a_mended_one_the_picture(
    name, question, kind, page, capsys, recwarn, monkeypatch
):
    monkeypatch.setattr(starts, "ONE_SECONDS", 0.4)  # the reference's fit does not end on NaN
    method = question.rpartition(".")[2]
    explore(name, with_answer(question, as_students(method, BODIES[kind].format(name=method))))
    told = lines_of(page)
    # A widget is there when something could be drawn before the answer was needed.
    assert len(told) == 1 or page.widget
    assert all(line.endswith(".") and "\n" not in line for line in told)
    assert all("Traceback" not in line for line in told)
    assert capsys.readouterr() == ("", "")
    assert not recwarn
    if kind == "unwritten":
        assert any(method in line for line in told)
    if kind == "raises" and not (page.widget and method == "m_step"):
        assert any("N_k is 0" in line for line in told)


@pytest.mark.parametrize("name", ["explore_mixture", "explore_bound", "explore_em"])
def test_after_a_broken_answer_the_mended_cell_shows_the_explorer(name, page):
    for question in EXPLORERS[name][1]:
        method = question.rpartition(".")[2]
        explore(name, with_answer(question, as_students(method, "raise NotImplementedError")))
    page.clear()
    explore(name, answers())
    assert page.widget
    assert page.note == ""


@pytest.mark.parametrize("name", [n for n, (_, questions) in EXPLORERS.items() if questions])
def test_an_error_while_a_control_moves_becomes_the_caption_and_the_next_move_goes_on(name, page):
    """Explorers that compute everything beforehand have no such error; they move on."""
    question = EXPLORERS[name][1][0]
    owner, _, method = question.rpartition(".")
    known = answers()
    right = getattr(known[owner], method) if owner else known[question]
    broken = []

    def sometimes(*arguments):
        if broken:
            raise ValueError("not today")
        return right(*arguments)

    explore(name, with_answer(question, sometimes))
    control = page.controls[-1]
    start, moved = control.value, control.max if control.value != control.max else control.min
    picture, caption = bytes(page.picture), page.caption
    broken.append(True)
    control.value = moved
    if "not today" in page.caption:
        assert say("explore.stays") in page.caption
        assert bytes(page.picture) == picture
    broken.clear()
    control.value = start
    assert page.caption == caption


def test_the_argument_of_an_answer_that_writes_into_it_is_a_copy(page):
    def e_step(self, X):
        posterior = GMM.e_step(self, X)
        X *= 0
        return posterior

    before = X.copy()
    explore_em(with_answer("GMM.e_step", e_step)["GMM"], X, 3)
    assert np.array_equal(X, before)
    page.press("explore.step")
    assert "Round 1, after the M-step" in page.caption


@pytest.mark.parametrize("change", [lambda p: p - 0.5, lambda p: 7 * p, lambda p: 0 * p])
def test_rows_that_do_not_sum_to_one_are_drawn_without_a_word_of_matplotlib(change, page, recwarn):
    explore_em(with_answer("GMM.e_step", lambda g, X: change(GMM.e_step(g, X)))["GMM"], X, 3)
    assert page.widget
    page.press("explore.step")
    assert not recwarn


@pytest.mark.parametrize("components", [[], [None], None])
@pytest.mark.parametrize("name", ["explore_collapse", "explore_temperature", "explore_underflow"])
def test_a_list_without_a_component_for_each_is_told_in_one_line(name, components, page):
    def init(self, dim, num_components):
        self.gaussian_list = components

    known = {**answers(), "GMM": with_answer("GMM.__init__", init)["GMM"]}
    known["StableGMM"] = known["GMM"]
    explore(name, known)
    (line,) = lines_of(page)
    assert "`gaussian_list`" in line


# --- EM that goes astray --------------------------------------------------------------------------


def test_without_an_m_step_the_first_half_step_is_there_and_the_next_is_named(page):
    m_step = as_students("m_step", "raise NotImplementedError")
    explore_em(with_answer("GMM.m_step", m_step)["GMM"], X, 3)
    assert "<code>m_step</code>" in page.note
    page.press("explore.step")
    assert "Round 1, after the E-step" in page.caption


@pytest.mark.parametrize(("number", "last"), [(4, 6), (1, 0)])
def test_nan_ends_the_walk_with_a_line_and_keeps_the_rounds_before(number, last, page):
    def m_step(self, X, posterior):
        self.rounds = getattr(self, "rounds", 0) + 1
        GMM.m_step(self, X, posterior)
        if self.rounds == number:
            self.gaussian_list[0].mean = self.gaussian_list[0].mean * np.nan

    explore_em(with_answer("GMM.m_step", m_step)["GMM"], X, 3)
    assert page.control("explore.half_steps").max == last
    assert f"round {number}" in page.note


def test_another_start_has_its_own_reason_to_end(page):
    """What is said under the picture belongs to the walk that is shown."""

    def m_step(self, X, posterior):
        if self.num_components == 2:
            raise ZeroDivisionError("N_k is 0")
        GMM.m_step(self, X, posterior)

    explore_em(with_answer("GMM.m_step", m_step)["GMM"], X, 3)
    assert page.note == ""
    page.control("explore.em.components").value = 2
    assert "N_k is 0" in page.note
    page.control("explore.em.components").value = 3
    assert page.note == ""


@pytest.mark.parametrize(
    "wrong", [X[:, :1], X[:, 0], X[:0], X * np.nan, None, "X", [[1.0], [2.0, 3.0]]]
)
def test_data_that_cannot_be_drawn_are_said_in_one_line(wrong, page):
    explore_em(GMM, wrong, 3)
    assert len(page.blocks) == 1
    assert page.widget is None


# --- loops without an end -------------------------------------------------------------------------


FOR_EVER = (
    "while True:\n        try:\n            pass\n        except Exception:\n            pass"
)


@pytest.mark.parametrize(
    ("name", "question"),
    [
        ("explore_mixture", "mixture_pdf"),
        ("explore_em", "GMM.e_step"),
        ("explore_starts", "GMM.fit"),
    ],
)
def test_a_loop_without_an_end_is_stopped(name, question, page, monkeypatch):
    for place, seconds in ((stage, "FIRST_SECONDS"), (em, "SECONDS"), (starts, "ONE_SECONDS")):
        monkeypatch.setattr(place, seconds, 0.4)
    method = question.rpartition(".")[2]
    explore(name, with_answer(question, as_students(method, FOR_EVER)))
    (line,) = lines_of(page)
    assert "perhaps a loop in it never ends" in line


def test_a_loop_without_an_end_in_the_m_step_leaves_the_first_half_step(page, monkeypatch):
    monkeypatch.setattr(em, "SECONDS", 0.4)
    explore_em(with_answer("GMM.m_step", as_students("m_step", FOR_EVER))["GMM"], X, 3)
    assert "Round 1, after the E-step" in page.caption
    assert "perhaps a loop in it never ends" in page.note


def test_alarms_that_follow_each_other_closely_do_not_break_the_end_of_patience(monkeypatch):
    monkeypatch.setattr(patience, "AGAIN", 2e-5)
    for _ in range(100):
        with pytest.raises(patience.OutOfTime), patience.patience(0):
            while True:
                pass


def test_patience_inside_patience_and_beside_an_alarm_of_somebody_else():
    with patience.patience(30):
        with pytest.raises(patience.Trouble), patience.patience(0.1):
            while True:
                pass
        assert 0 < patience.signal.getitimer(patience.signal.ITIMER_REAL)[0] <= 30
    assert patience.signal.getitimer(patience.signal.ITIMER_REAL)[0] == 0
    before = patience.signal.signal(patience.signal.SIGALRM, lambda *_: None)
    patience.signal.setitimer(patience.signal.ITIMER_REAL, 30)
    try:
        with patience.patience(0.1):
            assert patience.signal.getitimer(patience.signal.ITIMER_REAL)[0] > 1
    finally:
        patience.signal.setitimer(patience.signal.ITIMER_REAL, 0)
        patience.signal.signal(patience.signal.SIGALRM, before)


# --- mistakes that are known ----------------------------------------------------------------------

DRIVING = {question for _, questions in EXPLORERS.values() for question in questions}
WRONG = [cell for cell in variants.wrong_cells() if cell[0].partition("/")[0] in DRIVING][::14]


@pytest.mark.parametrize(("mistake", "source"), WRONG, ids=[name for name, _ in WRONG])
def test_a_known_mistake_is_drawn_or_told_and_never_a_traceback(mistake, source, page, capsys):
    """A sample: every fourteenth wrong cell, in the first explorer that its question drives."""
    question = mistake.partition("/")[0]
    known = variants.notebook()
    variants.run_cell(source, known)
    name = next(n for n, (_, questions) in EXPLORERS.items() if question in questions)
    explore(name, known)
    if page.widget:
        control = page.controls[-1]
        control.value = control.max if control.value != control.max else control.min
    assert all(line.endswith(".") for line in lines_of(page))
    assert capsys.readouterr() == ("", "")
