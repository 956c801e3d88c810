"""Pictures and explorer of lesson 02: drawn from the student's own functions, told in numbers."""

import base64
import io

import numpy as np
import pytest
from PIL import Image

from emlab import data, explore_jensen, figures, show
from emlab.explorers import stage
from emlab.messages import say
from solutions.jensen import lower_bound, posterior_1d, tight_bound
from solutions.mixtures import log_likelihood, mixture_pdf, normal_pdf

X = data.two_heaps()[:40]
POINT = -0.5
THETA = (np.array([0.4, 0.6]), np.array([-2.0, 1.5]), np.array([1.44, 0.64]))
OLD = (THETA[0], np.array([-2.0, -1.0]), THETA[2])

DRAWN = {
    "step_sizes": lambda: figures.step_sizes(log_likelihood, X, THETA),
    "joint_at": lambda: figures.joint_at(normal_pdf, POINT, THETA),
    "concave_or_not": lambda: figures.concave_or_not(),
    "chord": lambda: figures.chord(1, 9),
    "centre_of_mass": lambda: figures.centre_of_mass(),
    "bound_bars": lambda: bars(),
    "touching_bound": lambda: figures.touching_bound(tight_bound, log_likelihood, X, OLD),
}


def bars(density=mixture_pdf, posterior=posterior_1d, bound=lower_bound):
    figures.bound_bars(density, posterior, bound, POINT, THETA)


@pytest.fixture
def page(monkeypatch):
    """What a notebook would show, one bundle for each output."""
    outputs = []
    monkeypatch.setattr(show, "in_notebook", lambda: True)
    monkeypatch.setattr(show, "_publish", lambda bundle, metadata=None: outputs.append(bundle))
    return outputs


@pytest.mark.parametrize("name", DRAWN)
def test_a_picture_is_one_png_with_a_text_alternative(name, page):
    assert DRAWN[name]() is None
    (bundle,) = page
    picture = Image.open(io.BytesIO(base64.b64decode(bundle["image/png"])))
    assert picture.width > 900
    assert len(np.unique(np.asarray(picture))) > 20
    assert len(bundle["text/plain"]) > 80
    assert bundle["text/plain"].endswith(".")


def test_the_chord_tells_both_heights_and_the_gap(capsys):
    figures.chord(2, 8, share=0.25)  # log 3.5, and log 2 + (log 8 - log 2) / 4 = 1.5 log 2
    said = capsys.readouterr().out
    assert all(number in said for number in ("1.25", "1.04", "0.21"))


def test_each_column_of_bars_adds_up_to_log_p(capsys):
    bars()
    said = capsys.readouterr().out
    total = np.log(mixture_pdf(np.array([POINT]), *THETA)[0])
    assert f"log p(x) is −{-total:.2f}" in said
    assert "q = (0.50, 0.50) the bound is −2.87 and the gap is 0.27" in said
    assert "q = (0.82, 0.18) the bound is −2.60 and the gap is 0.00" in said


def test_the_bound_touches_at_the_old_mean_and_leads_upwards(capsys):
    figures.touching_bound(tight_bound, log_likelihood, X, OLD, rounds=2)
    said = capsys.readouterr().out
    value = f"−{-log_likelihood(X, *OLD):.1f}"
    assert f"the log-likelihood is {value} and the bound is {value}" in said
    assert "In round 2" in said
    assert say("touching_bound.below") in said


def test_a_bound_above_the_log_likelihood_is_said_to_be_a_mistake(capsys):
    def too_high(x, old, new):
        return log_likelihood(x, *new) + 3.0

    figures.touching_bound(too_high, log_likelihood, X, OLD)
    assert say("touching_bound.above", excess="3.0") in capsys.readouterr().out


def test_small_steps_crawl_good_steps_arrive_and_large_steps_leave_the_picture(capsys):
    figures.step_sizes(log_likelihood, data.two_heaps(), THETA)
    said = capsys.readouterr().out
    assert "Step size 0.0005: the path ends at 0.3" in said
    assert "Step size 0.004: the path ends at 1.5" in said
    assert say("step_sizes.out", rate=0.03) in said


def test_a_function_that_writes_into_its_arguments_spoils_nothing(capsys):
    def greedy(x, q, weight, mean, var):
        value = lower_bound(x, q, weight, mean, var)
        for array in (q, weight, mean, var):
            array *= 0
        return value

    before = [part.copy() for part in THETA]
    bars()
    bars(bound=greedy)
    own, same = capsys.readouterr().out.splitlines()
    assert own == same
    assert all(np.array_equal(part, old) for part, old in zip(THETA, before, strict=True))


# --- half-finished functions ---------------------------------------------------------------------


def function_named(name, body):
    """A function as a student writes it in a cell, under its own name."""
    namespace = {"np": np, "__name__": "__main__"}
    exec(f"def {name}(*arguments):\n    {body}", namespace)
    return namespace[name]


CALLS = {
    "log_likelihood": lambda own: figures.step_sizes(own, X, THETA),
    "mixture_pdf": lambda own: bars(density=own),
    "posterior_1d": lambda own: bars(posterior=own),
    "lower_bound": lambda own: bars(bound=own),
    "tight_bound": lambda own: figures.touching_bound(own, log_likelihood, X, OLD),
}


@pytest.mark.parametrize("name", CALLS)
def test_a_function_that_is_not_written_yet_is_named_in_one_line(name, capsys):
    CALLS[name](function_named(name, "raise NotImplementedError"))
    assert capsys.readouterr().out == say("figure.unwritten", method=name) + "\n"


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("return np.zeros(3) + np.zeros(4)", "ValueError"),
        ("return None", "NaN or infinity|array of numbers|must have shape"),
        ("return np.nan", "NaN or infinity|must have shape"),
        ("return np.zeros((3, 1))", "must have shape|must be one number"),
    ],
)
def test_what_cannot_be_drawn_is_said_in_one_line(name, body, words, capsys):
    CALLS[name](function_named(name, body))
    said = capsys.readouterr()
    assert any(word in said.out for word in words.split("|"))
    assert f"`{name}" in said.out
    assert said.out.count("\n") == 1
    assert said.err == ""


# --- the explorer --------------------------------------------------------------------------------


class Explorer:
    """What `explore_jensen` put on the page: the still pictures, and the live widgets."""

    def __init__(self):
        self.blocks, self.widget = [], None

    def find(self, *kinds):
        return [child for child in self.widget.children if type(child).__name__ in kinds]

    @property
    def picture(self):
        return self.find("_Picture")[0].value

    @property
    def caption(self):
        return self.find("HTML")[-2].value

    def put(self, *numbers):
        """Move the sliders: first the values, then their parts."""
        sliders = self.find("FloatSlider", "IntSlider")
        for slider, number in zip(sliders, numbers, strict=True):
            slider.value = number


@pytest.fixture
def explorer(monkeypatch):
    explorer = Explorer()
    monkeypatch.setattr(show, "in_notebook", lambda: True)
    monkeypatch.setattr(stage, "in_notebook", lambda: True)
    monkeypatch.setattr(
        show, "_publish", lambda bundle, metadata=None: explorer.blocks.append(bundle)
    )
    monkeypatch.setattr(
        stage, "show_widget", lambda widget, text: setattr(explorer, "widget", widget)
    )
    return explorer


def test_a_still_first_frame_stays_where_there_is_no_kernel(explorer):
    explore_jensen()
    (still,) = explorer.blocks
    assert "the gap is 0.51" in still["text/plain"]
    assert 'src="data:image/png;base64,' in still["text/html"]


def test_moving_values_and_weights_moves_the_picture_and_the_numbers(explorer):
    explore_jensen()
    start = explorer.picture
    explorer.put(2.0, 8.0, 3, 1)
    assert explorer.picture != start
    assert "weights 0.75 and 0.25" in explorer.caption
    assert "the gap is 0.21" in explorer.caption


def test_the_gap_vanishes_when_the_values_are_equal(explorer):
    explore_jensen(num_points=3)
    explorer.put(5.0, 5.0, 5.0, 1, 7, 2)
    assert "there is no gap" in explorer.caption


def test_outside_a_notebook_the_first_frame_is_told_in_words(capsys):
    explore_jensen(num_points=3)
    assert "1.0, 9.0 and 4.0" in capsys.readouterr().out


@pytest.mark.parametrize("wrong", [1, 5, "two", None])
def test_another_number_of_points_is_refused_in_one_line(wrong, capsys):
    explore_jensen(wrong)
    assert capsys.readouterr().out == say("jensen.num_points", number=wrong) + "\n"
