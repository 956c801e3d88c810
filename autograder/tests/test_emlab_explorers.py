"""Explorers: a still picture, controls that move it, a helpful line for a half-finished class."""

import numpy as np
import pytest

from emlab import data, explore_em, explore_gaussian, explore_recording, show
from emlab.explorers import em as em_explorer
from emlab.explorers import stage
from emlab.messages import say
from solutions.gaussian import Gaussian
from solutions.gmm import GMM

X = data.three_clouds()


class Page:
    """What is on the page: blocks of HTML, and the live widgets by their kind."""

    def __init__(self):
        self.blocks, self.widget, self.text = [], None, None

    def find(self, kind):
        return [widget for widget in self._walk(self.widget) if type(widget).__name__ == kind]

    def _walk(self, widget):
        yield widget
        for child in getattr(widget, "children", ()):
            yield from self._walk(child)

    def press(self, key):
        button = next(b for b in self.find("Button") if b.description == say(key))
        button.click()

    @property
    def picture(self):
        return self.find("Image")[0].value

    @property
    def caption(self):
        return self.find("HTML")[-1].value


@pytest.fixture
def page(monkeypatch):
    page = Page()
    monkeypatch.setattr(show, "in_notebook", lambda: True)
    monkeypatch.setattr(stage, "in_notebook", lambda: True)
    monkeypatch.setattr(show, "_publish", lambda bundle, metadata=None: page.blocks.append(bundle))

    def show_widget(widget, text):
        page.widget, page.text = widget, text

    monkeypatch.setattr(stage, "show_widget", show_widget)
    return page


def with_method(cls, name, method):
    return type(cls.__name__, (cls,), {name: method})


def unwritten(name):
    """A stub as the lesson gives it, under its own name."""
    namespace = {"__name__": "__main__"}
    exec(f"def {name}(self, *arguments):\n    raise NotImplementedError", namespace)
    return namespace[name]


# --- both --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "start",
    [lambda: explore_gaussian(Gaussian), lambda: explore_em(GMM, X, 3), explore_recording],
)
def test_a_still_first_frame_with_alt_text_stays_where_there_is_no_kernel(start, page):
    start()
    (still,) = page.blocks
    assert still["text/html"].startswith('<img class="emlab-still-')
    assert 'src="data:image/png;base64,' in still["text/html"]
    assert f'alt="{still["text/plain"]}"' in still["text/html"]
    assert page.text == say("explore.plain")


def test_the_live_widget_hides_its_own_still_picture(page):
    explore_gaussian(Gaussian)
    name = page.blocks[0]["text/html"].split('"')[1]
    assert f"img.{name} {{ display: none !important }}" in page.find("HTML")[0].value


def test_outside_a_notebook_the_first_frame_is_told_in_words(capsys):
    explore_em(GMM, X, 3)
    explore_gaussian(Gaussian)
    said = capsys.readouterr()
    assert said.out.count("\n") == 2
    assert "Round 1" in said.out
    assert said.err == ""


# --- the Gaussian ------------------------------------------------------------------------------


def test_moving_a_slider_redraws_the_students_density(page):
    explore_gaussian(Gaussian)
    first, second, angle = (*page.find("FloatSlider"), *page.find("IntSlider"))
    seen = {page.picture}
    for slider, value in ((first, 1.0), (second, 2.0), (angle, -45)):
        slider.value = value
        seen.add(page.picture)
    assert len(seen) == 4
    assert "[2.50, 1.50; 1.50, 2.50]" in page.caption


def test_it_draws_with_the_students_own_log_pdf(page):
    calls = []

    def log_pdf(self, X):
        calls.append(self.cov.copy())
        return Gaussian.log_pdf(self, X)

    explore_gaussian(with_method(Gaussian, "log_pdf", log_pdf))
    page.find("IntSlider")[0].value = 0
    assert np.allclose(calls[-1], np.diag([4.0, 0.64]))


def test_a_log_pdf_that_is_not_written_yet_is_named(page):
    explore_gaussian(with_method(Gaussian, "log_pdf", unwritten("log_pdf")))
    (line,) = page.blocks
    assert line["text/plain"] == say("figure.unwritten", method="log_pdf")
    assert page.widget is None


def test_an_error_while_a_slider_moves_becomes_the_caption(page):
    def log_pdf(self, X):
        if self.cov[0, 0] > 5:
            raise ValueError("too wide for me")
        return Gaussian.log_pdf(self, X)

    explore_gaussian(with_method(Gaussian, "log_pdf", log_pdf))
    page.find("FloatSlider")[0].value = 2.5
    page.find("IntSlider")[0].value = 0
    assert "too wide for me" in page.caption


# --- EM ----------------------------------------------------------------------------------------


def test_step_back_and_restart_walk_the_half_steps(page):
    explore_em(GMM, X, 3)
    start = page.picture
    assert "Round 1, after the E-step" in page.caption
    page.press("explore.step")
    assert "Round 1, after the M-step" in page.caption
    page.press("explore.step")
    assert "Round 2, after the E-step" in page.caption
    page.press("explore.back")
    assert "Round 1, after the M-step" in page.caption
    page.press("explore.restart")
    assert "Round 1, after the E-step" in page.caption
    page.press("explore.back")
    assert page.picture == start


def test_the_walk_ends_where_em_ends(page):
    explore_em(GMM, X, 3)
    slider = page.find("IntSlider")[0]
    assert page.find("Play")[0].max == slider.max
    slider.value = slider.max
    page.press("explore.step")
    assert slider.value == slider.max
    assert "−891.0" in page.caption


def test_the_history_is_computed_once(page):
    calls = []

    def e_step(self, X):
        calls.append(1)
        return GMM.e_step(self, X)

    explore_em(with_method(GMM, "e_step", e_step), X, 3)
    computed = len(calls)
    for _ in range(5):
        page.press("explore.step")
    assert len(calls) == computed <= em_explorer.ROUNDS + 1


@pytest.mark.parametrize("method", ["e_step", "log_pdf"])
def test_without_an_e_step_there_is_one_line(page, method):
    explore_em(with_method(GMM, method, unwritten(method)), X, 3)
    (line,) = page.blocks
    assert line["text/plain"] == say("figure.unwritten", method=method)


def test_without_an_m_step_the_first_half_step_is_there_and_the_next_is_named(page):
    explore_em(with_method(GMM, "m_step", unwritten("m_step")), X, 3)
    lines = [line.value for line in page.find("HTML")]
    assert any("<code>m_step</code>" in line for line in lines)
    page.press("explore.step")
    assert "Round 1, after the E-step" in page.caption


def nan_at_round(number):
    def m_step(self, X, posterior):
        self.rounds = getattr(self, "rounds", 0) + 1
        GMM.m_step(self, X, posterior)
        if self.rounds == number:
            self.gaussian_list[0].mean = self.gaussian_list[0].mean * np.nan

    return m_step


def test_nan_ends_the_walk_with_a_line_and_keeps_the_rounds_before(page):
    explore_em(with_method(GMM, "m_step", nan_at_round(4)), X, 3)
    assert page.find("IntSlider")[0].max == 6
    assert any("round 4" in line.value for line in page.find("HTML"))


def test_an_error_in_the_third_round_keeps_the_rounds_before(page):
    def m_step(self, X, posterior):
        self.rounds = getattr(self, "rounds", 0) + 1
        if self.rounds == 3:
            raise ZeroDivisionError("N_k is 0")
        GMM.m_step(self, X, posterior)

    explore_em(with_method(GMM, "m_step", m_step), X, 3)
    assert page.find("IntSlider")[0].max == 4
    assert any("N_k is 0" in line.value for line in page.find("HTML"))


@pytest.mark.parametrize("wrong", [X[:, :1], X[:, 0], None])
def test_data_that_cannot_be_drawn_are_said_in_one_line(page, wrong):
    explore_em(GMM, wrong, 3)
    assert len(page.blocks) == 1
    assert page.widget is None


# --- a recording -------------------------------------------------------------------------------


def test_the_recording_is_walked_like_a_run_of_ones_own(page):
    explore_recording()
    page.press("explore.step")
    assert "Round 1, after the M-step" in page.caption
    slider = page.find("IntSlider")[0]
    slider.value = slider.max
    assert "(2.0, 54.5) and (4.3, 80.0)" in page.caption
