"""Explorers: a still picture, controls that move it, the student's own code behind it."""

import re

import numpy as np
import pytest

import emlab
from autograder.tests.explorers import EXPLORERS, X, answers, explore, with_answer, x, z
from emlab import explore_em, explore_gaussian, explore_point, explore_recording, explore_starts
from emlab.explorers import em as em_explorer
from emlab.explorers import stage
from emlab.messages import say
from solutions.gaussian import Gaussian
from solutions.gmm import GMM


@pytest.fixture
def page(explorer_page):
    return explorer_page


def counted(question, answer):
    """The references with an answer that notes its calls; and what it was called with."""
    calls = []

    def counting(self, *arguments):
        calls.append([np.copy(argument) for argument in arguments])
        return answer(self, *arguments)

    return with_answer(question, counting), calls


# --- all of them ---------------------------------------------------------------------------------


def test_every_explorer_is_tested_here():
    assert set(EXPLORERS) == {name for name in emlab.__all__ if name.startswith("explore_")}


@pytest.mark.parametrize("name", EXPLORERS)
def test_a_still_first_frame_stays_and_every_control_moves_picture_and_words(name, page):
    explore(name, answers())
    (still,) = page.blocks
    assert still["text/html"].startswith('<img class="emlab-still-')
    assert 'src="data:image/png;base64,' in still["text/html"]
    assert f'alt="{still["text/plain"]}"' in still["text/html"]
    assert len(still["text/plain"]) > 100
    assert page.text == say("explore.plain")
    for control in page.controls:
        value, picture, caption = control.value, bytes(page.picture), page.caption
        control.value = another_value(control)
        assert bytes(page.picture) != picture, control.description
        assert page.caption != caption, control.description
        assert say("explore.stays") not in page.caption
        control.value = value


def another_value(control):
    if type(control).__name__ == "Dropdown":
        return control.options[1][1]
    if type(control).__name__ == "ToggleButton":
        return not control.value
    if control.description == say("explore.em.start"):
        return 2
    if type(control).__name__ == "FloatLogSlider":
        return 10.0**control.min
    return control.max if control.value == control.min else control.min


@pytest.mark.parametrize("name", ["explore_labels", "explore_em"])
def test_outside_a_notebook_the_first_frame_is_told_in_words(name, capsys):
    explore(name, answers())
    said = capsys.readouterr()
    assert said.out.count("\n") == 1
    assert len(said.out) > 100
    assert said.err == ""


def test_the_live_widget_hides_its_own_still_picture_and_shows_where_the_keyboard_is(page):
    explore_gaussian(Gaussian)
    name = page.blocks[0]["text/html"].split('"')[1]
    rules = page.find("HTML")[0].value
    assert f"img.{name} {{ display: none !important }}" in rules
    assert ":focus-visible" in rules
    assert "role='status'" in page.caption  # read out when it changes
    assert page.image.tooltip == say("explore.picture")


def test_what_moves_is_drawn_alone_and_gives_the_picture_that_drawing_everything_gives(page):
    """Also after the limits of an axis have changed."""
    figures = []

    class Kept(stage.Stage):
        def exchange(self, figure, live):
            figures.append((figure, live))
            super().exchange(figure, live)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("emlab.explorers.mixture.Stage", Kept)
        explore("explore_mixture", answers())
    for deviation in (0.3, 1.0):
        page.control("explore.mixture.deviation", k=0).value = deviation
        figure, live = figures[-1]
        quick = np.array(figure.canvas.buffer_rgba(), dtype=int)
        for artist in live:
            artist.set_animated(False)
        figure.canvas.draw()
        whole = np.array(figure.canvas.buffer_rgba(), dtype=int)
        for artist in live:
            artist.set_animated(True)
        # The axis line may be crossed by a curve that now lies over it.
        assert np.mean(np.abs(quick - whole).max(axis=2) > 40) < 0.002


# --- the student's own code -----------------------------------------------------------------------


def test_moving_a_slider_redraws_the_students_density(page):
    known, calls = counted("Gaussian.log_pdf", Gaussian.log_pdf)
    explore("explore_gaussian", known)
    page.control("explore.first").value = 1.0
    page.control("explore.second").value = 2.0
    before = len(calls)
    page.control("explore.angle").value = -45
    assert len(calls) > before
    assert "[2.50, 1.50; 1.50, 2.50]" in page.caption


def test_step_back_and_restart_walk_the_half_steps(page):
    explore_em(GMM, X, 3)
    start = page.caption
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
    assert page.caption == start


def test_what_plays_is_what_is_shown_also_after_another_choice_of_data(page):
    explore_em(GMM, X, 3)
    (play,) = page.find("Play")
    play.playing, play.value = True, 3
    assert page.control("explore.half_steps").value == 3
    assert "Round 2, after the M-step" in page.caption
    page.press("explore.back")
    assert play.value == 2
    page.control("explore.em.data").value = 1
    assert not play.playing
    assert (play.value, page.control("explore.half_steps").value) == (0, 0)
    assert "Round 1, after the E-step" in page.caption
    play.value = 4  # was under way
    assert (play.value, page.control("explore.half_steps").value) == (0, 0)
    page.press("explore.step")
    assert (play.value, page.control("explore.half_steps").value) == (1, 1)
    play.playing, play.value = True, 2
    assert page.control("explore.half_steps").value == 2


def test_room_for_the_longest_caption_is_kept_so_that_nothing_below_jumps(page):
    explore("explore_surface", answers())
    means = [page.control("explore.surface.mean", k=k) for k in (0, 1)]
    rooms = []
    for place in (0.0, 4.0, 1.0, -4.0):
        means[0].value = place
        rooms.append(float(re.search(r"min-height:([\d.]+)em", page.caption)[1]))
    assert rooms == sorted(rooms)
    assert rooms[-1] >= 1.4 * 3


def test_the_walk_ends_where_em_ends(page):
    explore_em(GMM, X, 3)
    slider = page.control("explore.half_steps")
    assert page.find("Play")[0].max == slider.max
    slider.value = slider.max
    page.press("explore.step")
    assert slider.value == slider.max
    assert "−891.0" in page.caption


def test_each_choice_of_data_and_start_is_run_once(page):
    known, calls = counted("GMM.e_step", GMM.e_step)
    explore("explore_em", known)
    first = len(calls)
    assert first <= em_explorer.ROUNDS + 1
    page.press("explore.step")
    assert len(calls) == first
    page.control("explore.em.start").value = 8
    assert page.control("explore.half_steps").value == 0
    second = len(calls)
    assert second > first
    page.control("explore.em.start").value = 0
    assert len(calls) == second


def test_old_faithful_is_fitted_in_minutes_though_em_sees_it_standardised(page):
    known, calls = counted("GMM.e_step", GMM.e_step)
    explore_em(known["GMM"], X, 2)
    page.control("explore.em.data").value = 1
    assert abs(calls[-1][0].mean()) < 1e-9
    slider = page.control("explore.half_steps")
    slider.value = slider.max
    assert "Log-likelihood −1130.26" in page.caption  # as published: (BIC + p log N) / −2
    assert "(2.0, 54.5)" in page.caption


def test_the_recording_is_walked_like_a_run_of_ones_own(page):
    explore_recording()
    page.press("explore.step")
    assert "Round 1, after the M-step" in page.caption
    slider = page.control("explore.half_steps")
    slider.value = slider.max
    assert "(2.0, 54.5) and (4.3, 80.0)" in page.caption


def test_three_bars_become_the_posterior_and_the_students_own_is_marked(page):
    np.random.seed(0)
    model = GMM(2, 3)
    explore_point(GMM, X, 3)
    page.control("explore.point.place", i=1).value = 1.0
    page.control("explore.point.place", i=2).value = 0.5
    posterior = model.e_step(np.array([[1.0, 0.5]]))[0]
    for share in posterior:
        assert f"{share:.3f}" in page.caption
    assert "Your <code>e_step</code> says the same" in page.caption
    explore_point(with_answer("GMM.e_step", uniform)["GMM"], X, 3)
    assert "says something else" in page.caption


def uniform(self, X):
    return np.full((len(X), self.num_components), 1 / self.num_components)


def test_before_the_e_step_is_written_the_three_bars_are_there(page):
    explore_point(with_answer("GMM.e_step", unwritten("e_step"))["GMM"], X, 3)
    assert "Once you have written <code>e_step</code>" in page.caption


def test_a_window_counts_the_labels_inside_it(page):
    explore("explore_labels", answers())
    page.control("explore.labels.place").value = 0.0
    inside = np.abs(x) <= 0.5
    first = int(np.sum(inside & (z == 0)))
    assert f"there are {first} with label 0" in page.caption
    page.control("explore.labels.all").value = True
    assert "there are 88 with label 0 and 112 with label 1" in page.caption


def test_from_mirrored_starts_the_ways_are_mirrored(page):
    explore("explore_surface", answers())
    means = [page.control("explore.surface.mean", k=k) for k in (0, 1)]
    means[0].value, means[1].value = -3.0, 2.0
    assert "component 0 is the left one" in page.caption
    means[0].value, means[1].value = 2.0, -3.0
    assert "component 0 is the right one" in page.caption
    means[0].value = means[1].value = 1.0
    assert "both means are equal" in page.caption


def test_starts_that_are_lost_are_counted_and_each_fit_can_be_looked_at(page):
    rounds = []

    def fit(self, X, eps=1e-8):
        rounds.append(1)
        if len(rounds) % 2:
            raise ValueError("a component collapsed")
        return GMM.fit(self, X, 1e-4)

    explore_starts(with_answer("GMM.fit", fit)["GMM"], X, 3, num_starts=4)
    assert "4 random starts ended, 2 of them in an error" in page.caption
    number = page.control("explore.starts.number")
    assert number.max == 1
    number.value = 1 - number.value
    assert f"start {number.value}, ringed above" in page.caption


def unwritten(name):
    """A stub as the lesson gives it, under its own name."""
    namespace = {"__name__": "__main__"}
    exec(f"def {name}(self, *arguments):\n    raise NotImplementedError", namespace)
    return namespace[name]
