"""Pictures and the explorer of lesson 03: the student's own E- and M-step, drawn and told."""

import base64
import io

import numpy as np
import pytest
from PIL import Image

from emlab import data, em_1d, explore_bound, figures, show
from emlab.explorers import bound as bound_explorer
from emlab.explorers import stage
from emlab.messages import say
from solutions import em
from solutions.em import e_step_1d, m_step_1d
from solutions.jensen import tight_bound
from solutions.mixtures import log_likelihood

X, Z = data.labelled_heaps()
THREE = np.array([1.0, 2.0, 3.0])
START = (np.array([0.5, 0.5]), np.array([1.0, 3.0]), np.array([1.0, 1.0]))
GUESS = (np.array([0.5, 0.5]), np.array([0.0, 1.0]), np.array([1.0, 1.0]))
HELD = (np.array([0.42, 0.58]), np.array([4.0, 1.5]), np.array([1.35, 0.70]))
TRACE = em.em_1d(X, *GUESS)[3]

DRAWN = {
    "labels_known_or_hidden": lambda: figures.labels_known_or_hidden(X, Z),
    "responsibilities_1d": lambda: figures.responsibilities_1d(X, e_step_1d(X, *GUESS), GUESS),
    "weighted_points": lambda: figures.weighted_points(THREE, e_step_1d(THREE, *START)),
    "weighted_points, many": lambda: figures.weighted_points(X, e_step_1d(X, *GUESS)),
    "multiplier": lambda: figures.multiplier(np.array([110.0, 90.0])),
    "em_round_1d": lambda: figures.em_round_1d(e_step_1d, m_step_1d, X, GUESS),
    "bound_climbs": lambda: figures.bound_climbs(e_step_1d, m_step_1d, X, HELD),
    "em_bars": lambda: figures.em_bars(e_step_1d, m_step_1d, X, GUESS),
    "em_trace": lambda: figures.em_trace(TRACE),
    "fit_1d": lambda: figures.fit_1d(X, GUESS),
}


@pytest.mark.parametrize("name", DRAWN)
def test_a_picture_is_one_png_with_a_text_alternative(name, monkeypatch):
    shown = []
    monkeypatch.setattr(show, "in_notebook", lambda: True)
    monkeypatch.setattr(show, "_publish", lambda bundle, metadata=None: shown.append(bundle))
    assert DRAWN[name]() is None
    (bundle,) = shown
    picture = Image.open(io.BytesIO(base64.b64decode(bundle["image/png"])))
    assert picture.width > 900
    assert len(np.unique(np.asarray(picture))) > 20
    assert len(bundle["text/plain"]) > 80
    assert bundle["text/plain"].endswith(".")


# --- the numbers that are told -----------------------------------------------------------------


def told(call, capsys):
    call()
    return capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("labels_known_or_hidden", ["200 numbers", "−2.26 and 1.59", "0.44 and 0.56"]),
        ("responsibilities_1d", ["127 of 200"]),
        ("weighted_points", ["1.50 points", "mean 1.49", "mean 2.51"]),
        ("multiplier", ["0.55 and 0.45"]),
        ("em_round_1d", ["−615.5", "−415.3"]),
        ("bound_climbs", ["4.00 is lifted from −1493.5 to −1264.7", "moves to 1.60"]),
        ("em_bars", ["After E-step 3 the bound is −406.1 and the gap 0.0."]),
        ("em_trace", ["−615.5", "−397.4 after round 43", "7e−9", "eps = 1e−8"]),
        ("fit_1d", [f"{log_likelihood(X, *GUESS):.1f}".replace("-", "−")]),
    ],
)
def test_the_text_says_the_numbers_that_are_drawn(name, numbers, capsys):
    text = told(DRAWN[name], capsys)
    for number in numbers:
        assert number in text


def test_the_library_measures_the_same_bound_and_log_likelihood_as_the_lessons():
    q = e_step_1d(X, *GUESS)
    assert np.isclose(em_1d.bound(X, q, HELD), tight_bound(X, GUESS, HELD))
    assert np.isclose(em_1d.log_likelihood(X, HELD), log_likelihood(X, *HELD))
    assert np.isclose(em_1d.bound(X, q, GUESS), log_likelihood(X, *GUESS))


def test_a_q_of_zero_adds_nothing_to_the_bound():
    one_hot = np.array([[1.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
    expected = np.log(0.5) * 3 + np.sum(-0.5 * np.log(2 * np.pi) - 0.5 * np.array([0, 1, 0]))
    assert np.isclose(em_1d.bound(THREE, one_hot, START), expected)


def test_along_one_mean_everything_else_is_held_still():
    kept, error = em_1d.half_steps(e_step_1d, m_step_1d, X, HELD, rounds=3, component=0)
    assert error is None
    assert len(kept) == 7
    for state in kept:
        weight, mean, var = state.theta
        assert np.array_equal(weight, HELD[0])
        assert mean[1] == HELD[1][1]
        assert np.array_equal(var, HELD[2])


def test_every_half_step_raises_the_bound_and_an_e_step_closes_the_gap():
    kept, _ = em_1d.half_steps(e_step_1d, m_step_1d, X, GUESS, rounds=5)
    bounds = [state.bound for state in kept]
    assert np.all(np.diff(bounds) > 0)
    assert max(abs(state.gap) for state in kept[1::2]) < 1e-9
    assert min(state.gap for state in kept[2::2]) > 0


def test_a_wrong_e_step_is_seen_not_to_touch(capsys):
    def e_step_1d(x, weight, mean, var):
        return np.full((len(x), len(weight)), 1 / len(weight))

    text = told(lambda: figures.em_bars(e_step_1d, m_step_1d, X, GUESS), capsys)
    assert "After E-step 1 the bound is −707.6 and the gap 92.2." in text


# --- half-finished functions -------------------------------------------------------------------


def stub(name, body="raise NotImplementedError"):
    """A function as a student writes it, under its own name."""
    namespace = {"np": np, "__name__": "__main__"}
    exec(f"def {name}(*arguments):\n    {body}", namespace)
    return namespace[name]


CALLS = {
    "em_round_1d": lambda e, m: figures.em_round_1d(e, m, X, GUESS),
    "bound_climbs": lambda e, m: figures.bound_climbs(e, m, X, HELD),
    "em_bars": lambda e, m: figures.em_bars(e, m, X, GUESS),
}


@pytest.mark.parametrize("picture", CALLS)
def test_a_step_that_is_not_written_yet_is_named_in_one_line(picture, capsys):
    CALLS[picture](stub("e_step_1d"), m_step_1d)
    assert capsys.readouterr().out == say("figure.unwritten", method="e_step_1d") + "\n"
    CALLS[picture](e_step_1d, stub("m_step_1d"))
    assert capsys.readouterr().out == say("figure.unwritten", method="m_step_1d") + "\n"


@pytest.mark.parametrize("picture", CALLS)
@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("return np.zeros(3) + np.zeros(4)", "ValueError"),
        ("return None", "three arrays"),
        ("return np.zeros(2), np.zeros(2)", "three arrays"),
        ("return np.ones(2) / 2, np.zeros(3), np.ones(2)", "mean of m_step_1d"),
        ("return np.ones(2) / 2, np.zeros(2) * np.nan, np.ones(2)", "NaN"),
        ("return np.ones(2) / 2, np.zeros(2), -np.ones(2)", "above 0"),
        ("return np.zeros(2), np.zeros(2), np.ones(2)", "above 0"),
        ("return 'a', 'b', 'c'", "array of numbers"),
    ],
)
def test_an_m_step_that_goes_wrong_is_one_line_and_no_traceback(picture, body, words, capsys):
    CALLS[picture](e_step_1d, stub("m_step_1d", body))
    said = capsys.readouterr()
    assert words in said.out
    assert said.out.count("\n") == 1
    assert said.err == ""


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (lambda *_: None, "posterior of e_step_1d"),
        (lambda x, *_: np.zeros((2, len(x))), "must have shape (200, 2)"),
        (lambda x, *_: np.full((len(x), 2), np.nan), "NaN"),
        (lambda x, *_: np.full((len(x), 2), -0.5), "negative"),
    ],
)
def test_a_posterior_that_cannot_be_drawn_is_said_in_one_line(answer, words, capsys):
    for picture in CALLS.values():
        picture(answer, m_step_1d)
        said = capsys.readouterr().out
        assert words in said
        assert said.count("\n") == 1


@pytest.mark.parametrize(
    "call",
    [
        lambda: figures.labels_known_or_hidden(X, Z[:5]),
        lambda: figures.labels_known_or_hidden(X[:, None], Z),
        lambda: figures.responsibilities_1d(X, e_step_1d(X, *GUESS).T, GUESS),
        lambda: figures.responsibilities_1d(X, None, GUESS),
        lambda: figures.weighted_points(X, X),
        lambda: figures.multiplier(np.ones(3)),
        lambda: figures.multiplier(np.array([np.nan, 1.0])),
        lambda: figures.em_trace(TRACE[:1]),
        lambda: figures.em_trace(None),
        lambda: figures.fit_1d(X, None),
        lambda: figures.fit_1d(X, GUESS[:2]),
        lambda: figures.fit_1d(np.array([]), GUESS),
    ],
)
def test_wrong_arguments_are_said_in_one_line(call, capsys):
    assert told(call, capsys).count("\n") == 1


def test_steps_that_write_into_their_arguments_do_not_spoil_the_picture(capsys):
    def spoil(x, weight, mean, var):
        posterior = e_step_1d(x, weight, mean, var)
        for argument in (x, weight, mean, var):
            argument[:] = 0
        return posterior

    before = X.copy()
    text = told(lambda: figures.em_round_1d(spoil, m_step_1d, X, GUESS), capsys)
    assert "−415.3" in text
    assert np.array_equal(X, before)
    assert GUESS[1][1] == 1.0


# --- the explorer ------------------------------------------------------------------------------


class Page:
    """What is on the page: blocks of HTML, and the live widgets by their kind."""

    def __init__(self):
        self.blocks, self.widget = [], None

    def find(self, kind):
        return [widget for widget in self._walk(self.widget) if type(widget).__name__ == kind]

    def _walk(self, widget):
        yield widget
        for child in getattr(widget, "children", ()):
            yield from self._walk(child)

    def press(self, key):
        next(b for b in self.find("Button") if b.description == say(key)).click()

    @property
    def picture(self):
        return self.find("_Picture")[0].value

    @property
    def caption(self):
        return self.lines[-2]

    @property
    def lines(self):
        return [line.value for line in self.find("HTML")]


@pytest.fixture
def page(monkeypatch):
    page = Page()
    monkeypatch.setattr(show, "in_notebook", lambda: True)
    monkeypatch.setattr(stage, "in_notebook", lambda: True)
    monkeypatch.setattr(show, "_publish", lambda bundle, metadata=None: page.blocks.append(bundle))
    monkeypatch.setattr(stage, "show_widget", lambda widget, text: setattr(page, "widget", widget))
    return page


def test_the_explorer_walks_from_a_bound_below_to_one_that_touches(page):
    explore_bound(e_step_1d, m_step_1d, X, HELD)
    page.press("explore.step")
    page.press("explore.restart")
    start = page.picture
    assert "the gap is 228.9" in page.caption
    page.press("explore.step")
    assert "Round 1, after the E-step" in page.caption
    assert "the gap is 0.0" in page.caption
    page.press("explore.step")
    assert "has moved to 1.60" in page.caption
    page.press("explore.back")
    assert "Round 1, after the E-step" in page.caption
    page.press("explore.restart")
    assert page.picture == start


def test_its_walk_ends_at_the_top(page):
    explore_bound(e_step_1d, m_step_1d, X, HELD)
    slider = page.find("IntSlider")[0]
    slider.value = slider.max
    page.press("explore.step")
    assert slider.value == slider.max <= 2 * bound_explorer.ROUNDS
    assert "−397.4" in page.caption


def test_its_first_frame_stays_where_there_is_no_kernel(page):
    explore_bound(e_step_1d, m_step_1d, X, HELD)
    (still,) = page.blocks
    assert still["text/html"].startswith('<img class="emlab-still-')
    assert f'alt="{still["text/plain"]}"' in still["text/html"]


def test_outside_a_notebook_its_first_frame_is_told_in_words(capsys):
    text = told(lambda: explore_bound(e_step_1d, m_step_1d, X, HELD), capsys)
    assert "−1493.5" in text
    assert text.count("\n") == 1


def test_without_an_e_step_it_says_so_in_one_line(page):
    explore_bound(stub("e_step_1d"), m_step_1d, X, HELD)
    (line,) = page.blocks
    assert line["text/plain"] == say("figure.unwritten", method="e_step_1d")
    assert page.widget is None


def test_without_an_m_step_it_shows_the_e_step_and_names_what_is_missing(page):
    explore_bound(e_step_1d, stub("m_step_1d"), X, HELD)
    assert page.find("IntSlider")[0].max == 1
    assert any("<code>m_step_1d</code>" in line for line in page.lines)
    page.press("explore.step")
    assert "Round 1, after the E-step" in page.caption


def test_nan_ends_its_walk_with_a_line_and_keeps_the_rounds_before(page):
    calls = []

    def m_step_1d(x, posterior):
        calls.append(1)
        weight, mean, var = em.m_step_1d(x, posterior)
        return weight, mean * (np.nan if len(calls) == 3 else 1), var

    explore_bound(e_step_1d, m_step_1d, X, HELD)
    assert page.find("IntSlider")[0].max == 5
    assert any("round 3" in line for line in page.lines)


@pytest.mark.parametrize("wrong", [X[:, None], None, X * np.nan, "abc"])
def test_data_that_cannot_be_drawn_are_said_in_one_line(page, wrong):
    explore_bound(e_step_1d, m_step_1d, wrong, HELD)
    assert len(page.blocks) == 1
    assert page.widget is None
