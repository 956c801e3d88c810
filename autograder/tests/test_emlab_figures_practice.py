"""Pictures and explorer of lesson 06: drawn by the student's own code, one line when it is not."""

import base64
import io
import re

import numpy as np
import pytest
from PIL import Image
from sklearn.mixture import GaussianMixture

from emlab import data, explore_underflow, figures, show
from emlab.figures import fast
from emlab.messages import say
from solutions.fast_gmm import FastGMM
from solutions.gmm import GMM
from solutions.practice import StableGMM, log_sum_exp

X = data.three_clouds()
IRIS, SPECIES = data.iris()


class PlainGMM(GMM):
    """The formulas word by word, as many students write them."""

    def _joint(self, X):
        with np.errstate(all="ignore"):
            return self.weight * np.exp(np.column_stack([g.log_pdf(X) for g in self.gaussian_list]))

    def log_pdf(self, X):
        with np.errstate(all="ignore"):
            return np.log(self._joint(X).sum(axis=1))

    def e_step(self, X):
        with np.errstate(all="ignore"):
            return self._joint(X) / self._joint(X).sum(axis=1, keepdims=True)


def started(cls, dim=2, num_components=3):
    np.random.seed(0)
    return cls(dim, num_components)


def at_groups(X, groups):
    """A mixture with the mean and covariance of each group of rows."""
    model = started(StableGMM, X.shape[1], len(groups))
    for gaussian, rows in zip(model.gaussian_list, groups, strict=True):
        gaussian.fit(X[rows])
    return model


def flowers(cls=StableGMM):
    model = at_groups(IRIS, [np.equal(SPECIES, k) for k in (2, 0, 1)])
    model.__class__ = cls
    figures.flowers(model, IRIS, SPECIES)


def distances(X, means, covs):
    pairs = zip(X - means[:, np.newaxis], np.linalg.inv(covs), strict=True)
    return np.column_stack([np.sum(C @ P * C, axis=1) for C, P in pairs])


def speed_of(cls=StableGMM, own_log_sum_exp=log_sum_exp, theirs=None):
    steps = [("twice", distances, 2), ("once", distances, 1)]
    figures.speed(steps, own_log_sum_exp, cls, FastGMM, theirs)


@pytest.fixture(autouse=True)
def _small_samples(monkeypatch):
    monkeypatch.setattr(fast, "SAMPLE_SIZE", 1000)
    monkeypatch.setattr(fast, "SIZES", (100, 200))
    monkeypatch.setattr(fast, "FIT_POINTS", 500)


DRAWN = {
    "speed": speed_of,
    "smooth_maximum": lambda: figures.smooth_maximum(log_sum_exp),
    "reach": lambda: figures.reach(started(StableGMM)),
    "reach of a plain class": lambda: figures.reach(started(PlainGMM)),
    "rounding": lambda: figures.rounding(StableGMM, X, 3, rounds=8),
    "flowers": flowers,
}


@pytest.fixture
def page(monkeypatch):
    """What a notebook would show, one bundle for each output."""
    outputs = []
    monkeypatch.setattr(show, "in_notebook", lambda: True)
    monkeypatch.setattr(show, "_publish", lambda bundle, metadata=None: outputs.append(bundle))
    return outputs


@pytest.mark.parametrize("name", DRAWN)
def test_a_picture_is_one_png_with_a_text_alternative(name, page):
    DRAWN[name]()
    (bundle,) = page
    picture = Image.open(io.BytesIO(base64.b64decode(bundle["image/png"])))
    assert picture.width > 900
    assert len(np.unique(np.asarray(picture))) > 20
    assert len(bundle["text/plain"]) > 80
    assert bundle["text/plain"].endswith(".")


@pytest.mark.parametrize("name", DRAWN)
def test_outside_a_notebook_the_text_alternative_is_printed(name, capsys):
    DRAWN[name]()
    said = capsys.readouterr()
    assert len(said.out) > 80
    assert said.err == ""


def test_the_random_numbers_stay_where_they_were():
    np.random.seed(3)
    before = np.random.get_state()[1].copy()
    figures.rounding(StableGMM, X, 3, rounds=2)
    assert np.array_equal(before, np.random.get_state()[1])


# --- what the texts say ------------------------------------------------------------------------


def test_smooth_maximum_says_where_the_plain_formula_ends_and_how_far_the_students_goes(capsys):
    figures.smooth_maximum(log_sum_exp)
    said = capsys.readouterr().out
    assert "stops near a = 700" in said
    assert "goes on to 2000" in said


def test_reach_says_how_much_of_the_map_is_lost(capsys):
    figures.reach(started(StableGMM))
    assert "not finite on 0 % of the map" in capsys.readouterr().out
    figures.reach(started(PlainGMM))
    said = capsys.readouterr().out
    lost = said.split("hatched part, ")[1].split(" %")[0]
    assert int(lost) > 50
    assert f"not finite on {lost} % of the map" in said


def test_rounding_finds_a_decrease_of_rounding_size_at_rest(capsys):
    figures.rounding(StableGMM, X, 3, rounds=200)
    said = capsys.readouterr().out
    falls, largest = re.search(
        r"In (\d+) rounds the log-likelihood fell, by (\S+) of", said
    ).groups()
    assert int(falls) > 0
    assert 0 < float(largest) < 1e-14


def test_components_take_the_colours_of_their_species(capsys):
    flowers()
    other = capsys.readouterr().out.split("touch. ")[1].split(" flowers")[0]
    assert int(other) < 15


def test_the_steps_and_the_library_are_compared_in_words(capsys):
    speed_of(theirs=GaussianMixture)
    said = capsys.readouterr().out
    assert "from “twice” to “once”" in said
    assert "your StableGMM takes" in said
    assert "scikit-learn takes" in said
    assert "With 200 points, scikit-learn takes" in said


# --- half-finished code ------------------------------------------------------------------------


def test_nothing_is_timed_while_a_notebook_is_graded(monkeypatch, capsys):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    figures.speed([("one", pytest.fail, 1)], pytest.fail, pytest.fail, pytest.fail)
    assert capsys.readouterr().out.strip() == say("speed.graded")


def written_as(name, body):
    """A function as a student writes it, under its own name."""
    namespace = {"np": np, "__name__": "__main__"}
    exec(f"def {name}(*arguments):\n    {body}", namespace)
    return namespace[name]


def with_method(cls, name, body):
    return type(cls.__name__, (cls,), {name: written_as(name, body)})


CALLS = [
    ("log_pdf", lambda cls: figures.reach(started(cls))),
    ("log_pdf", lambda cls: figures.rounding(cls, X, 3, rounds=3)),
    ("e_step", lambda cls: figures.rounding(cls, X, 3, rounds=3)),
    ("m_step", lambda cls: figures.rounding(cls, X, 3, rounds=3)),
    ("e_step", flowers),
    ("log_pdf", explore_underflow),
    ("e_step", explore_underflow),
    ("log_pdf", speed_of),
    ("e_step", speed_of),
    ("m_step", speed_of),
]


@pytest.mark.parametrize(("name", "call"), CALLS)
def test_a_method_that_is_not_written_yet_is_named_in_one_line(name, call, capsys):
    call(with_method(StableGMM, name, "raise NotImplementedError"))
    assert capsys.readouterr().out == say("figure.unwritten", method=name) + "\n"


@pytest.mark.parametrize("body", ["raise TypeError('mine')", "return None", "return np.zeros(3)"])
@pytest.mark.parametrize(("name", "call"), [c for c in CALLS if c[0] in ("log_pdf", "e_step")])
def test_a_method_that_is_wrong_is_told_in_one_line(name, call, body, capsys):
    call(with_method(StableGMM, name, body))
    said = capsys.readouterr()
    assert said.out.count("\n") == 1
    assert said.err == ""


def test_a_log_sum_exp_that_cannot_be_drawn_is_told_in_one_line(capsys):
    figures.smooth_maximum(written_as("log_sum_exp", "raise NotImplementedError"))
    assert capsys.readouterr().out == say("figure.unwritten", method="log_sum_exp") + "\n"
    for body in ("return None", "return 1", "return np.full(len(arguments[0]), np.nan)"):
        figures.smooth_maximum(written_as("log_sum_exp", body))
        assert capsys.readouterr().out.count("\n") == 1


@pytest.mark.parametrize(
    "call",
    [
        lambda: figures.reach(started(StableGMM, dim=3)),
        lambda: figures.reach(None),
        lambda: figures.rounding(StableGMM, None, 3),
        lambda: figures.flowers(started(StableGMM), IRIS, SPECIES),
    ],
)
def test_what_cannot_be_drawn_is_said_in_one_line(call, capsys):
    call()
    said = capsys.readouterr().out
    assert said.count("\n") == 1
    assert len(said) < 300


# --- the explorer ------------------------------------------------------------------------------


def test_the_first_frame_stays_where_there_is_no_kernel(explorer_page):
    explore_underflow(StableGMM)
    (still,) = explorer_page.blocks
    assert 'src="data:image/png;base64,' in still["text/html"]
    assert "The point is 5.0 away" in still["text/plain"]


def test_walking_away_the_plain_formula_gives_nan_and_the_stable_class_the_same_posterior(
    explorer_page,
):
    explore_underflow(StableGMM)
    near = explorer_page.picture
    assert explorer_page.caption.count("0.731") == 2
    explorer_page.controls[0].value = 38.5
    assert "posterior of component 1 1.000" in explorer_page.caption
    explorer_page.controls[0].value = 50.0
    assert explorer_page.picture != near
    assert "log density −inf and the posterior of component 1 nan" in explorer_page.caption
    assert "Your StableGMM says −1252.34 and 0.731" in explorer_page.caption


def test_a_class_that_is_not_stable_yet_is_drawn_as_far_as_it_goes(explorer_page):
    explore_underflow(PlainGMM)
    explorer_page.controls[0].value = 50.0
    assert "Your StableGMM says −inf and nan" in explorer_page.caption


def test_outside_a_notebook_the_explorer_is_told_in_words(capsys):
    explore_underflow(StableGMM)
    assert capsys.readouterr().out.count("\n") == 1
