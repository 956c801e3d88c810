"""Pictures and explorer of lesson 01: drawn from the student's functions, or one line why not."""

import base64
import io

import numpy as np
import pytest
from PIL import Image

from emlab import data, explore_mixture, figures, show
from emlab.explorers import stage
from emlab.messages import say
from solutions.mixtures import gmm_sampling, log_likelihood, mixture_pdf

X, Z = data.labelled_heaps()
HEAPS = [0.4, 0.6], [-2.0, 1.5], [1.44, 0.64]
GUESSES = {"near": HEAPS, "far": ([0.5, 0.5], [-4.0, 4.0], [1.0, 1.0])}
STARTS = [(-1.0, 0.5), (3.0, -0.5)]


@pytest.fixture
def page(monkeypatch):
    """What a notebook would show: one bundle for each output, and the live widget under `None`."""
    outputs = []
    monkeypatch.setattr(show, "in_notebook", lambda: True)
    monkeypatch.setattr(stage, "in_notebook", lambda: True)
    monkeypatch.setattr(show, "_publish", lambda bundle, metadata=None: outputs.append(bundle))
    monkeypatch.setattr(stage, "show_widget", lambda widget, text: outputs.append({None: widget}))
    return outputs


def draws(size=3000):
    np.random.seed(0)
    return gmm_sampling(size)


DRAWN = {
    "one_bell": lambda: figures.one_bell(X),
    "draws_and_density": lambda: figures.draws_and_density(draws(), bins=100),
    "mixture_or_average": lambda: figures.mixture_or_average(gmm_sampling, draws() / 10),
    "hidden_labels": lambda: figures.hidden_labels(X, Z),
    "mixture_curves": lambda: figures.mixture_curves(mixture_pdf, *HEAPS),
    "mixture_curves over data": lambda: figures.mixture_curves(mixture_pdf, *HEAPS, X),
    "mixture_curves over labels": lambda: figures.mixture_curves(mixture_pdf, *HEAPS, X, Z),
    "coin_likelihood": lambda: figures.coin_likelihood(7, 10),
    "compare_mixtures": lambda: figures.compare_mixtures(mixture_pdf, log_likelihood, X, GUESSES),
    "likelihood_surface": lambda: figures.likelihood_surface(log_likelihood, X),
    "gradient_ascent": lambda: figures.gradient_ascent(log_likelihood, X, STARTS),
}


@pytest.mark.parametrize("name", DRAWN)
def test_a_picture_is_one_png_with_a_text_alternative(name, page):
    assert DRAWN[name]() is None
    (bundle,) = page
    picture = Image.open(io.BytesIO(base64.b64decode(bundle["image/png"])))
    assert picture.width > 900
    assert len(np.unique(np.asarray(picture))) > 20
    assert len(bundle["text/plain"]) > 80
    assert bundle["text/plain"].endswith(".")


@pytest.mark.parametrize("name", ["mixture_curves over labels", "gradient_ascent"])
def test_the_same_picture_has_the_same_bytes(name, page):
    DRAWN[name]()
    DRAWN[name]()
    assert page[0] == page[1]


@pytest.mark.parametrize("name", DRAWN)
def test_a_picture_leaves_data_and_random_numbers_alone(name, capsys):
    np.random.seed(3)
    x, state = X.copy(), np.random.get_state()[1].copy()
    DRAWN[name]()
    assert capsys.readouterr().err == ""
    assert np.array_equal(x, X)
    if "draws" not in name and "average" not in name:  # those two draw by the lesson's own seed
        assert np.array_equal(state, np.random.get_state()[1])


# --- the text alternatives tell what is drawn ----------------------------------------------------


def said_of(call, capsys):
    call()
    return capsys.readouterr().out


def test_one_bell_says_where_the_curve_is_highest(capsys):
    assert f"highest at {X.mean():.2f}".replace("-", "−") in said_of(DRAWN["one_bell"], capsys)


def test_draws_of_one_bump_only_are_told_as_such(capsys):
    said = said_of(lambda: figures.draws_and_density(draws() ** 2), capsys)
    assert "0 percent are below zero" in said


def test_averages_lie_where_the_mixture_has_nothing(capsys):
    said = said_of(DRAWN["mixture_or_average"], capsys)
    assert "two bumps, and 0 percent" in said
    assert "100 percent between −2 and 2" in said


def test_hidden_labels_are_counted(capsys):
    assert "88 and 112 times" in said_of(DRAWN["hidden_labels"], capsys)


def test_mixture_curves_tells_area_and_peak_of_the_students_density(capsys):
    assert "The area under the mixture is 1.00" in said_of(DRAWN["mixture_curves"], capsys)

    def unweighted(x, weight, mean, var):
        return mixture_pdf(x, np.ones(len(weight)), mean, var)

    said = said_of(lambda: figures.mixture_curves(unweighted, *HEAPS), capsys)
    assert "The area under the mixture is 2.00" in said


def test_the_coin_is_best_at_its_share_of_heads(capsys):
    assert said_of(DRAWN["coin_likelihood"], capsys).rstrip().endswith("highest at p = 0.70.")


def test_compared_mixtures_are_told_with_the_students_log_likelihood(capsys):
    value = f"{log_likelihood(X, *map(np.array, HEAPS)):.1f}".replace("-", "−")
    assert f"near ({value})" in said_of(DRAWN["compare_mixtures"], capsys)


def test_the_two_summits_mirror_each_other(capsys):
    said = said_of(DRAWN["likelihood_surface"], capsys)
    assert "(−2.5, 1.5) with log-likelihood −403.9" in said
    assert "(1.5, −2.5) with −403.9" in said


def test_gradient_ascent_ends_on_the_summit_of_its_own_side(capsys):
    said = said_of(DRAWN["gradient_ascent"], capsys)
    assert "(−1.0, 0.5) → (−2.5, 1.5) (−403.9)" in said
    assert "(3.0, −0.5) → (1.5, −2.5) (−403.9)" in said


def test_steps_that_are_too_long_leave_the_map_and_end_there(capsys):
    said = said_of(lambda: figures.gradient_ascent(log_likelihood, X, STARTS, rate=1.0), capsys)
    assert "9.0" in said


# --- half-finished functions ---------------------------------------------------------------------


def function_named(name, body):
    """A function as a student writes it, under its own name."""
    namespace = {"np": np, "__name__": "__main__"}
    exec(f"def {name}(*arguments):\n    {body}", namespace)
    return namespace[name]


CALLS = [
    ("gmm_sampling", lambda function: figures.mixture_or_average(function, draws())),
    ("mixture_pdf", lambda function: figures.mixture_curves(function, *HEAPS, X)),
    ("mixture_pdf", lambda f: figures.compare_mixtures(f, log_likelihood, X, GUESSES)),
    ("mixture_pdf", lambda function: explore_mixture(function, X)),
    ("log_likelihood", lambda f: figures.compare_mixtures(mixture_pdf, f, X, GUESSES)),
    ("log_likelihood", lambda function: figures.likelihood_surface(function, X)),
    ("log_likelihood", lambda function: figures.gradient_ascent(function, X, STARTS)),
]


@pytest.mark.parametrize(("name", "call"), CALLS)
def test_a_function_that_is_not_written_yet_is_named_in_one_line(name, call, capsys):
    call(function_named(name, "raise NotImplementedError"))
    assert capsys.readouterr().out == say("figure.unwritten", method=name) + "\n"


@pytest.mark.parametrize(("name", "call"), CALLS)
def test_an_error_in_a_function_is_one_line_and_no_traceback(name, call, capsys):
    call(function_named(name, "return np.zeros(3) + np.zeros(4)"))
    said = capsys.readouterr()
    assert "ValueError" in said.out
    assert f"`{name}`" in said.out
    assert said.out.count("\n") == 1
    assert said.err == ""


@pytest.mark.parametrize(
    "answer",
    [
        "None",
        "np.nan",
        "np.full((3, 2), 1.0)",
        "['a', 'b']",
        "[[1.0], [2.0, 3.0]]",
        "10**400",
        "1j",
    ],
)
@pytest.mark.parametrize(("name", "call"), CALLS)
def test_numbers_that_cannot_be_drawn_are_said_in_one_line(name, call, answer, capsys):
    call(function_named(name, f"return {answer}"))
    said = capsys.readouterr()
    assert f"`{name}" in said.out
    assert said.out.count("\n") == 1
    assert said.err == ""


def test_a_log_likelihood_for_each_point_is_told_to_be_one_number(capsys):
    each = function_named("log_likelihood", "return arguments[0]")
    figures.likelihood_surface(each, X)
    name = "log_likelihood(x, weight, mean, var)"
    assert capsys.readouterr().out == say("figure.one_number", name=name, came=(200,)) + "\n"


@pytest.mark.parametrize(
    "call",
    [
        lambda: figures.one_bell(None),
        lambda: figures.one_bell(np.zeros((5, 2))),
        lambda: figures.draws_and_density([]),
        lambda: figures.draws_and_density(np.full(5, np.nan)),
        lambda: figures.hidden_labels(X, Z[:-1]),
        lambda: figures.hidden_labels(X, Z - 1),
        lambda: figures.mixture_curves(mixture_pdf, 0.5, *HEAPS[1:]),
        lambda: figures.mixture_curves(mixture_pdf, HEAPS[0], [0.0], [1.0]),
        lambda: figures.mixture_curves(mixture_pdf, *HEAPS[:2], [0.0, 1.0]),
        lambda: figures.mixture_curves(None, *HEAPS),
        lambda: explore_mixture(None),
    ],
)
def test_wrong_arguments_are_said_in_one_line(call, capsys):
    call()
    assert capsys.readouterr().out.count("\n") == 1


def test_draws_in_one_column_are_drawn_too(capsys):
    figures.draws_and_density(draws()[:, np.newaxis])
    assert "3\N{NO-BREAK SPACE}000 draws" in capsys.readouterr().out


# --- the explorer --------------------------------------------------------------------------------


class Playground:
    """The explorer as it stands on the page."""

    def __init__(self, page):
        self.still, widget = page[0], page[1][None]
        _, *self.sliders, self.image, self.caption, _ = widget.children


def test_the_first_frame_stays_where_there_is_no_kernel(page):
    explore_mixture(mixture_pdf, X)
    still = Playground(page).still
    assert still["text/html"].startswith('<img class="emlab-still-')
    assert "The area under the mixture is 1.00; the log-likelihood" in still["text/plain"]


def test_outside_a_notebook_the_first_frame_is_told_in_words(capsys):
    explore_mixture(mixture_pdf)
    said = capsys.readouterr()
    assert said.out.count("\n") == 1
    assert "log-likelihood" not in said.out
    assert said.err == ""


def test_every_slider_moves_the_picture(page):
    explore_mixture(mixture_pdf, X)
    playground = Playground(page)
    seen = {playground.image.value}
    for slider in playground.sliders:
        slider.value += 0.3
        seen.add(playground.image.value)
    assert len(seen) == 6


def test_the_students_function_gets_variances_where_the_sliders_are_deviations(page):
    calls = []

    def pdf(x, weight, mean, var):
        calls.append(list(var))
        return mixture_pdf(x, weight, mean, var)

    explore_mixture(pdf)
    playground = Playground(page)
    playground.sliders[4].value = 2.0
    assert [1.0, 4.0] in calls
    assert "variances 1.00 and 4.00" in playground.caption.value


def test_the_caption_tells_the_log_likelihood_of_the_students_density(page):
    explore_mixture(mixture_pdf, X)
    playground = Playground(page)
    for slider, value in zip(playground.sliders, (0.4, -2.0, 1.5, 1.2, 0.8), strict=True):
        slider.value = value
    assert "−400.57" in playground.caption.value


def test_a_density_of_zero_at_some_data_has_no_log_likelihood(page):
    explore_mixture(lambda x, *mixture: np.where(x < 0, 0, mixture_pdf(x, *mixture)), X)
    assert "there is no log-likelihood" in Playground(page).caption.value


def test_a_component_at_the_edge_keeps_its_whole_area(page):
    explore_mixture(mixture_pdf)
    playground = Playground(page)
    playground.sliders[2].value = playground.sliders[2].max
    playground.sliders[4].value = playground.sliders[4].max
    assert "The area under the mixture is 1.00" in playground.caption.value


def refuses(var):
    raise ValueError("too wide for me")


def gives_nan(var):
    return np.nan


@pytest.mark.parametrize(
    ("factor", "words"), [(refuses, "too wide for me"), (gives_nan, "NaN or infinity")]
)
def test_trouble_while_a_slider_moves_becomes_the_caption_until_it_is_over(factor, words, page):
    def pdf(x, weight, mean, var):
        return mixture_pdf(x, weight, mean, var) * (factor(var) if var[0] > 4 else 1)

    explore_mixture(pdf, X)
    playground = Playground(page)
    before = playground.image.value
    playground.sliders[3].value = 3.0
    assert words in playground.caption.value
    assert playground.image.value == before
    playground.sliders[3].value = 1.0
    assert "The area under the mixture is 1.00" in playground.caption.value


# --- data ----------------------------------------------------------------------------------------


def test_heaps_are_the_same_for_everybody_with_and_without_labels():
    assert np.array_equal(data.two_heaps(), X)
    assert X.shape == Z.shape == (200,)
    assert np.allclose(X[:2], [1.59606624, 0.94082265])
    assert list(np.bincount(Z)) == [88, 112]
