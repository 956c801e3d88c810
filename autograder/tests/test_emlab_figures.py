"""Pictures: each shows one PNG with a text that says what to see, from the student's own object."""

import base64
import io
import sys

import matplotlib as mpl
import numpy as np
import pytest
from PIL import Image

from emlab import data, figures, show
from emlab.figures import guard
from emlab.messages import say
from solutions.gaussian import Gaussian
from solutions.gmm import GMM


@pytest.fixture
def page(monkeypatch):
    """What a notebook would show, one bundle for each output."""
    outputs = []
    monkeypatch.setattr(show, "in_notebook", lambda: True)
    monkeypatch.setattr(show, "_publish", lambda bundle, metadata=None: outputs.append(bundle))
    return outputs


def fitted(X=None):
    gaussian = Gaussian(2)
    gaussian.fit(data.tilted_cloud() if X is None else X)
    return gaussian


def mixture(cls=GMM):
    np.random.seed(0)
    return cls(2, 3)


def space():
    generator = np.random.RandomState(1)
    X = np.vstack([generator.randn(30, 3), generator.randn(30, 3) + 3])
    np.random.seed(2)
    gmm = GMM(3, 2)
    return X, gmm.fit(X), gmm


X2 = data.tilted_cloud()
X3 = data.three_clouds()

DRAWN = {
    "covariance_gallery": lambda: figures.covariance_gallery(),
    "axes_or_joint": lambda: figures.axes_or_joint(X2),
    "density of a Gaussian": lambda: figures.density(fitted(), X2),
    "density without data": lambda: figures.density(fitted()),
    "density of a mixture": lambda: figures.density(mixture(), X3),
    "density_1d": lambda: figures.density_1d(Gaussian),
    "log_likelihood_slice": lambda: figures.log_likelihood_slice(fitted(), X2),
    "fit_and_sample": lambda: figures.fit_and_sample(fitted(), X2),
    "responsibilities": lambda: figures.responsibilities(X3, mixture().e_step(X3), mixture()),
    "responsibilities alone": lambda: figures.responsibilities(X3, mixture().e_step(X3)),
    "em_rounds": lambda: figures.em_rounds(GMM, X3, 3, rounds=(0, 1, 2, 5)),
    "posterior_strip": lambda: figures.posterior_strip(space()[1]),
    "pairs": lambda: figures.pairs(*space()),
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


@pytest.mark.parametrize("name", DRAWN)
def test_outside_a_notebook_the_text_alternative_is_printed(name, capsys):
    DRAWN[name]()
    said = capsys.readouterr()
    assert len(said.out) > 80
    assert said.err == ""


@pytest.mark.parametrize("name", ["density of a mixture", "fit_and_sample", "em_rounds"])
def test_the_same_picture_has_the_same_bytes(name, page):
    DRAWN[name]()
    DRAWN[name]()
    assert page[0] == page[1]


def test_pictures_leave_matplotlib_the_objects_and_the_random_numbers_alone(page):
    gaussian, gmm = fitted(), mixture()
    before = [gaussian.mean.copy(), gaussian.cov.copy(), gmm.weight.copy()]
    settings, state = dict(mpl.rcParams), np.random.get_state()[1].copy()
    figures.log_likelihood_slice(gaussian, X2)
    figures.fit_and_sample(gaussian, X2)
    figures.density(gmm, X3)
    figures.em_rounds(GMM, X3, 3, rounds=(0, 1))
    after = [gaussian.mean, gaussian.cov, gmm.weight]
    assert all(np.array_equal(left, right) for left, right in zip(before, after, strict=True))
    assert np.array_equal(state, np.random.get_state()[1])
    assert dict(mpl.rcParams) == settings
    pyplot = sys.modules.get("matplotlib.pyplot")
    assert pyplot is None or pyplot.get_fignums() == []


def test_the_text_says_the_numbers_that_are_drawn(capsys):
    figures.density_1d(Gaussian)
    assert "0.20, 0.40 and 1.99" in capsys.readouterr().out
    figures.log_likelihood_slice(fitted(), X2)
    mean = f"{fitted().mean[0]:.2f}"
    said = capsys.readouterr().out
    assert said.count(mean) == 2
    assert "highest at 1.00" in said


def test_em_rounds_shows_the_rounds_of_the_students_own_steps(capsys):
    class Frozen(GMM):
        def m_step(self, X, posterior):
            """Changes nothing, so the log-likelihood stays."""

    figures.em_rounds(Frozen, X3, 3, rounds=(0, 4))
    said = capsys.readouterr().out
    first, last = said.split("goes from ")[1].rstrip(".\n").split(" to ")
    assert first == last


# --- half-finished classes ---------------------------------------------------------------------


def method_named(name, body):
    """A method as a student writes it, under its own name."""
    namespace = {"np": np, "__name__": "__main__"}
    exec(f"def {name}(self, *arguments):\n    {body}", namespace)
    return namespace[name]


def with_method(cls, name, method):
    return type(cls.__name__, (cls,), {name: method})


def without(cls, name):
    """The class as it is before a method is stored in it."""
    methods = {key: value for key, value in vars(cls).items() if key not in (name, "__dict__")}
    return type(cls.__name__, (), methods)


def mixture_of(cls):
    gmm = mixture()
    gmm.gaussian_list = [cls(2) for _ in range(3)]
    return gmm


CALLS = [
    ("log_pdf", Gaussian, lambda cls: figures.density(cls(2), X2)),
    ("log_pdf", Gaussian, figures.density_1d),
    ("log_pdf", Gaussian, lambda cls: figures.log_likelihood_slice(cls(2), X2)),
    ("sample", Gaussian, lambda cls: figures.fit_and_sample(cls(2), X2)),
    ("log_pdf", Gaussian, lambda cls: figures.density(mixture_of(cls), X3)),
    ("log_pdf", GMM, lambda cls: figures.density(mixture(cls), X3)),
    ("e_step", GMM, lambda cls: figures.em_rounds(cls, X3, 3)),
    ("m_step", GMM, lambda cls: figures.em_rounds(cls, X3, 3)),
]


@pytest.mark.parametrize(("name", "cls", "call"), CALLS)
def test_a_method_that_is_not_written_yet_is_named_in_one_line(name, cls, call, capsys):
    for half in (
        with_method(cls, name, method_named(name, "raise NotImplementedError")),
        without(cls, name),
    ):
        call(half)
        assert capsys.readouterr().out == say("figure.unwritten", method=name) + "\n"


@pytest.mark.parametrize(("name", "cls", "call"), CALLS)
def test_an_error_in_a_method_is_one_line_and_no_traceback(name, cls, call, capsys):
    call(with_method(cls, name, method_named(name, "return np.zeros(3) + np.zeros(4)")))
    said = capsys.readouterr()
    assert "ValueError" in said.out
    assert f"`{name}`" in said.out
    assert said.out.count("\n") == 1
    assert said.err == ""


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (lambda self, X: None, "not finite|must have shape|array of numbers"),
        (lambda self, X: np.zeros((len(X), len(X))), "must have shape"),
        (lambda self, X: np.full(len(X), np.nan), "NaN or infinity"),
        (lambda self, X: ["a"] * len(X), "array of numbers"),
    ],
)
def test_numbers_that_cannot_be_drawn_are_said_in_one_line(answer, words, capsys):
    figures.density(with_method(Gaussian, "log_pdf", answer)(2), X2)
    said = capsys.readouterr().out
    assert any(word in said for word in words.split("|"))
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    ("part", "value", "words"),
    [
        ("weight", "abc", "`weight` must be an array of numbers"),
        ("weight", 0.5, "`weight` must have shape (3,)"),
        ("weight", np.full(3, 1j), "`weight` must be an array of numbers"),
        ("weight", np.array([10**400] * 3), "`weight` must be an array of numbers"),
        ("gaussian_list", None, "is not iterable"),
        ("gaussian_list", [], "`gaussian_list` is empty"),
        ("gaussian_list", [1, 2, 3], "has no attribute 'mean'"),
        ("mean", [1.0], "`mean` must have shape (2,)"),
        ("cov", np.ones(2), "`cov` must have shape (2, 2)"),
    ],
)
def test_a_mixture_that_cannot_be_drawn_is_told_why_in_one_line(part, value, words, capsys):
    gmm = mixture()
    setattr(gmm.gaussian_list[1] if part in ("mean", "cov") else gmm, part, value)
    figures.density(gmm, X3)
    said = capsys.readouterr()
    assert words in said.out
    assert said.out.count("\n") == 1
    assert said.err == ""


@pytest.mark.parametrize(
    "call",
    [
        lambda: figures.responsibilities(X3, np.full((300, 300), 1 / 300)),
        lambda: figures.weighted_points(np.arange(3.0), np.full((3, 300), 1 / 300)),
    ],
)
def test_a_posterior_with_a_column_for_each_point_is_told_and_not_drawn(call, capsys):
    call()
    assert capsys.readouterr().out == say("figure.too_many", came=300, most=20) + "\n"


@pytest.mark.parametrize(
    ("body", "words"), [("while True: pass", "never ends"), ("raise SystemExit", "SystemExit")]
)
def test_a_picture_never_waits_for_ever_and_never_ends_the_kernel(body, words, capsys, monkeypatch):
    monkeypatch.setattr(guard, "SECONDS", 0.2)
    figures.density(with_method(Gaussian, "log_pdf", method_named("log_pdf", body))(2), X2)
    said = capsys.readouterr().out
    assert words in said
    assert said.count("\n") == 1


def test_an_m_step_that_goes_astray_is_named_with_its_round(capsys):
    def m_step(self, X, posterior):
        self.weight = self.weight * np.nan

    figures.em_rounds(with_method(GMM, "m_step", m_step), X3, 3)
    said = capsys.readouterr().out
    assert "round 1" in said
    assert "`weight`" in said


@pytest.mark.parametrize(
    "call",
    [
        lambda: figures.axes_or_joint(X3[:, :1]),
        lambda: figures.axes_or_joint(X3[:, 0]),
        lambda: figures.pairs(X3, mixture().e_step(X3), mixture()),
        lambda: figures.responsibilities(X3, mixture().e_step(X3).T, mixture()),
        lambda: figures.responsibilities(X3, X3[:, 0]),
        lambda: figures.responsibilities(X3, None),
        lambda: figures.posterior_strip(None),
        lambda: figures.density(None),
        lambda: figures.em_rounds(None, X3, 3),
    ],
)
def test_wrong_arguments_are_said_in_one_line(call, capsys):
    call()
    assert capsys.readouterr().out.count("\n") == 1


# --- data --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("make", "shape", "first"),
    [
        (data.tilted_cloud, (200, 2), [3.41422898, 2.02099863]),
        (data.three_clouds, (300, 2), [-0.82383477, 0.20455472]),
    ],
)
def test_data_sets_are_the_same_for_everybody(make, shape, first):
    before = np.random.get_state()[1].copy()
    X = make()
    assert X.shape == shape
    assert np.allclose(X[0], first)
    assert np.array_equal(X, make())
    assert np.array_equal(before, np.random.get_state()[1])
