"""What the references say: expected results, and answers for stand-ins."""

import functools
import importlib
import inspect

import numpy as np

from autograder.beside.bench import Arrangement
from autograder.beside.observation import Numbers
from autograder.beside.observe import observe
from solutions import em, gaussian, gmm, jensen, mixtures, practice
from solutions.gaussian import Gaussian
from solutions.gmm import GMM
from solutions.practice import StableGMM

CLASSES = {"Gaussian": Gaussian, "GMM": GMM, "StableGMM": StableGMM}
MODULES = (mixtures, jensen, em, gaussian, gmm, practice)
SECONDS = 60.0


def notebook_names():
    """Return what a notebook with every reference in it defines."""
    return {
        name: thing
        for module in MODULES
        for name, thing in vars(module).items()
        if getattr(thing, "__module__", "") == module.__name__
    }


def reference(where):
    """Return the function, or the class of the method, that ``module:Name.method`` names."""
    module, _, qualified = where.partition(":")
    return getattr(importlib.import_module(module), qualified.partition(".")[0])


def expected_scenes(question, problems):
    """Return what the question's probe sees on the reference."""
    arrangement = Arrangement()
    return observe(notebook_names(), question.id, problems, arrangement, refuse, SECONDS).scenes


def refuse(name, state, arguments, keywords):
    """Answer no stand-in."""
    raise PermissionError(f"{name} is not offered here")


class Referee:
    """Answers the stand-ins of one question: what it builds on, and nothing else.

    Parameters
    ----------
    offered : iterable of str
        ``"GMM.log_pdf"``, ``"Gaussian"`` for every method of the class, or a function's name.
    """

    def __init__(self, offered):
        self.offered = frozenset(offered)

    def answer(self, name, state, arguments, keywords):
        """Do a method's or a function's work.

        Parameters
        ----------
        name : str
            ``"GMM.log_pdf"``, or ``"mixture_pdf"``.
        state : dict
            The object's sizes and, as `Numbers`, its parameters; empty for a constructor and for a
            function.
        arguments, keywords
            As the student's code gave them; what the reference does not know is left out.

        Returns
        -------
        result, state
            What it returns, and the parameters after it (None where it changes none).
        """
        owner, _, method = name.partition(".")
        if not self.offered & {name, owner}:
            refuse(name, state, arguments, keywords)
        if not method:
            function = notebook_names()[name]
            arguments, keywords = _known(function, arguments, keywords)
            with np.errstate(all="ignore"):
                return function(*arguments, **keywords), None
        cls = CLASSES[owner]
        arguments, keywords = _known(getattr(cls, method), arguments, keywords)
        if method == "__init__":
            return None, _state(cls(*arguments, **keywords))
        thing = _revive(cls, state)
        with np.errstate(all="ignore"):  # whatever the student's code has told numpy
            result = getattr(thing, method)(*arguments, **keywords)
        changes = method in ("fit", "m_step", "set_mean", "set_cov")
        return result, _state(thing) if changes else None


def _known(function, arguments, keywords):
    """Keep the arguments that the reference takes; students give their own code more."""
    names = _taken(function)
    kept = {name: value for name, value in keywords.items() if name in names}
    return arguments[: len(names)], kept


@functools.cache
def _taken(function):
    return [name for name in inspect.signature(function).parameters if name != "self"]


def _revive(cls, state):
    """Make a reference object with this state."""
    thing = cls.__new__(cls)
    thing.dim = state["dim"]
    if cls is Gaussian:
        thing.mean, thing.cov = _array(state["mean"]), _array(state["cov"])
        return thing
    thing.num_components, thing.weight = state["num_components"], _array(state["weight"])
    parts = zip(_array(state["means"]), _array(state["covs"]), strict=True)
    thing.gaussian_list = [
        _revive(Gaussian, {"dim": thing.dim, "mean": Numbers(mean), "cov": Numbers(cov)})
        for mean, cov in parts
    ]
    return thing


def _array(seen):
    if not isinstance(seen, Numbers):
        raise ValueError(f"the object's parameters are no arrays but {seen.kind}")
    return seen.array.copy()


def _state(thing):
    if isinstance(thing, Gaussian):
        return {"dim": thing.dim, "mean": thing.mean, "cov": thing.cov}
    return {
        "dim": thing.dim,
        "num_components": thing.num_components,
        "weight": thing.weight,
        "means": np.array([gaussian.mean for gaussian in thing.gaussian_list]),
        "covs": np.array([gaussian.cov for gaussian in thing.gaussian_list]),
    }
