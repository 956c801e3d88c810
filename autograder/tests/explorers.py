"""Explorers for tests: every one of them on the references, and a page that shows it."""

import numpy as np

import emlab
from emlab import data
from emlab.messages import say
from solutions import em, mixtures, practice
from solutions.gaussian import Gaussian
from solutions.gmm import GMM

X = data.three_clouds()
x, z = data.labelled_heaps()
THETA = (np.array([0.42, 0.58]), np.array([4.0, 1.5]), np.array([1.35, 0.70]))


class Page:
    """What is on the page: blocks of HTML, and the live widgets by their kind and label."""

    def __init__(self):
        self.clear()

    def clear(self):
        self.blocks, self.widget, self.text = [], None, None

    def find(self, kind):
        return [widget for widget in self._walk(self.widget) if type(widget).__name__ == kind]

    def _walk(self, widget):
        yield widget
        for child in getattr(widget, "children", ()):
            yield from self._walk(child)

    @property
    def controls(self):
        """What has a value that the student sets, in the order of the page."""
        kinds = ("FloatSlider", "IntSlider", "FloatLogSlider", "Dropdown", "ToggleButton")
        return [w for w in self._walk(self.widget) if type(w).__name__ in kinds]

    def control(self, key, **values):
        return next(w for w in self.controls if w.description == say(key, **values))

    def press(self, key):
        next(b for b in self.find("Button") if b.description == say(key)).click()

    @property
    def image(self):
        return self.find("_Picture")[0]

    @property
    def picture(self):
        return self.image.value

    @property
    def caption(self):
        return self.find("HTML")[-2].value

    @property
    def note(self):
        return self.find("HTML")[-1].value


def answers():
    """The references, by the names that questions have."""
    stable = type("StableGMM", (practice.StableGMM,), {})
    functions = {
        name: getattr(module, name)
        for module, names in (
            (mixtures, ("mixture_pdf", "log_likelihood")),
            (em, ("e_step_1d", "m_step_1d")),
        )
        for name in names
    }
    return {**functions, "Gaussian": Gaussian, "GMM": GMM, "StableGMM": stable}


def with_answer(question, answer):
    """The references, with another answer to one question."""
    known = answers()
    owner, _, method = question.rpartition(".")
    if owner:
        known[owner] = type(known[owner].__name__, (known[owner],), {method: answer})
    else:
        known[question] = answer
    return known


def mixture_of(known):
    """A mixture class whose components are of the student's own class."""

    class Mixture(known["GMM"]):
        def __init__(self, dim, num_components):
            super().__init__(dim, num_components)
            self.gaussian_list = [known["Gaussian"](dim) for _ in range(num_components)]

    return Mixture


def fitted(known):
    """Mixtures with one to three components, after a few rounds."""
    models = []
    for size in (1, 2, 3):
        np.random.seed(0)
        model = GMM(2, size)
        for _ in range(5):
            model.m_step(X, model.e_step(X))
        models.append(known["GMM"](2, size))
        models[-1].weight, models[-1].gaussian_list = model.weight, model.gaussian_list
    return models


def how_many(known):
    emlab.explore_how_many(fitted(known), X, [9.0, 8.0, 7.0], [9.0, 8.0, 6.0], [-3.0, -2.5, -2.0])


# Each explorer, and the questions whose answers it calls.
EXPLORERS = {
    "explore_recording": (lambda known: emlab.explore_recording(), ()),
    "explore_labels": (lambda known: emlab.explore_labels(x, z), ()),
    "explore_mixture": (
        lambda known: emlab.explore_mixture(known["mixture_pdf"], x),
        ("mixture_pdf",),
    ),
    "explore_surface": (
        lambda known: emlab.explore_surface(known["log_likelihood"], x),
        ("log_likelihood",),
    ),
    "explore_jensen": (lambda known: emlab.explore_jensen(), ()),
    "explore_bound": (
        lambda known: emlab.explore_bound(known["e_step_1d"], known["m_step_1d"], x, THETA),
        ("e_step_1d", "m_step_1d"),
    ),
    "explore_gaussian": (
        lambda known: emlab.explore_gaussian(known["Gaussian"]),
        ("Gaussian.log_pdf",),
    ),
    "explore_point": (
        lambda known: emlab.explore_point(mixture_of(known), X, 3),
        ("Gaussian.log_pdf", "GMM.e_step"),
    ),
    "explore_em": (
        lambda known: emlab.explore_em(known["GMM"], X, 3),
        ("GMM.e_step", "GMM.m_step", "GMM.log_pdf"),
    ),
    "explore_geyser": (
        lambda known: emlab.explore_geyser(known["StableGMM"]),
        ("StableGMM.e_step", "StableGMM.m_step", "StableGMM.log_pdf"),
    ),
    "explore_starts": (
        lambda known: emlab.explore_starts(known["GMM"], X, 3, num_starts=3),
        ("GMM.fit", "GMM.e_step", "GMM.log_pdf"),
    ),
    "explore_collapse": (
        lambda known: emlab.explore_collapse(known["GMM"], X, honest=-891.0),
        ("GMM.log_pdf",),
    ),
    "explore_temperature": (
        lambda known: emlab.explore_temperature(known["StableGMM"], X),
        ("StableGMM.e_step",),
    ),
    "explore_underflow": (
        lambda known: emlab.explore_underflow(known["StableGMM"]),
        ("StableGMM.log_pdf", "StableGMM.e_step"),
    ),
    "explore_how_many": (how_many, ("GMM.e_step",)),
}


def explore(name, known):
    """Open an explorer on some answers."""
    EXPLORERS[name][0](known)
