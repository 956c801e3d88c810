"""The student's classes set up for one judging, some of their methods replaced by stand-ins.

A stand-in holds no answer: it sends the object's state and the arguments to the judge, and puts
what comes back in place.
"""

import contextlib
import inspect
from dataclasses import dataclass

from autograder.beside.observation import attempt
from autograder.beside.state import place, place_mixture, read_gaussian, read_mixture

MIXTURE = ("__init__", "log_pdf", "e_step", "m_step", "fit")
METHODS = {
    "Gaussian": ("__init__", "log_pdf", "fit", "sample", "set_mean", "set_cov"),
    "GMM": MIXTURE,
    "StableGMM": MIXTURE,
}


@dataclass(frozen=True)
class Arrangement:
    """How the student's code is set up for a judging.

    Attributes
    ----------
    replaced : frozenset of str
        What the judge's stand-ins take over: ``"GMM.log_pdf"``, ``"Gaussian"`` for the whole
        class, or the name of a plain function.
    learn : bool
        Give parameters through the student's own ``fit`` or ``m_step``, not through the setters:
        some classes keep their parameters in arrays of their own that only these methods write.
    """

    replaced: frozenset = frozenset()
    learn: bool = False


class Missing(Exception):
    """The student's notebook does not define what is asked for."""


class Bench:
    """The student's code on the work bench.

    Parameters
    ----------
    namespace : dict
        The names that the student's notebook defines.
    arrangement : Arrangement
        What is replaced, and how parameters are given.
    answer : callable
        ``answer(name, state, arguments, keywords)`` returns ``(result, state)``: the judge's side
        of the stand-ins. Not called unless something is replaced.
    """

    def __init__(self, namespace, arrangement, answer):
        self.namespace = namespace
        self.learn = arrangement.learn
        self.answer = answer
        self._replaced = arrangement.replaced
        self._classes = {}

    def function(self, name):
        """Return a plain function of the notebook."""
        if not callable(self.namespace.get(name)):
            raise Missing(name)
        return self.namespace[name]

    def method(self, owner, name):
        """Return the class as arranged, once it is sure to have a method of this name."""
        cls = self.get(owner)
        if getattr(cls, name, object.__init__) is object.__init__:
            raise Missing(f"{owner}.{name}")
        return cls

    def get(self, owner):
        """Return a class of the student's by its name, with stand-ins where arranged."""
        if owner not in self._classes:
            self._classes[owner] = self._arranged(owner)
        return self._classes[owner]

    def _arranged(self, owner):
        if owner in self._replaced:
            return self._with_stand_ins(object, owner, METHODS[owner])
        names = [name.partition(".")[2] for name in self._replaced if name.startswith(f"{owner}.")]
        cls = self.namespace.get(owner)
        if cls is None:
            cls = gather(owner, self.namespace)
        if not names:
            return cls
        if not isinstance(cls, type):
            raise Missing(owner)
        return self._with_stand_ins(cls, owner, names)

    @contextlib.contextmanager
    def in_place(self):
        """Let the student's code itself see stand-in functions, and the arranged ``Gaussian``."""
        arranged = {name: _function_stand_in(name, self.answer) for name in self._functions()}
        if any(name.startswith("Gaussian") for name in self._replaced):
            gaussian, _ = attempt(self.get, "Gaussian")
            if gaussian is not None:  # else there is nothing to replace in: probes tell
                arranged["Gaussian"] = gaussian
        places = _places(self.namespace) if arranged else []
        kept = [(place_, name, place_.get(name)) for place_ in places for name in arranged]
        try:
            for place_ in places:
                place_.update(arranged)
            yield
        finally:
            for place_, name, old in kept:
                if old is None:
                    place_.pop(name, None)
                else:
                    place_[name] = old

    def _functions(self):
        return [name for name in self._replaced if "." not in name and name not in METHODS]

    def _with_stand_ins(self, base, owner, names):
        body = {name: _stand_in(owner, name, self.answer) for name in names if name != "__init__"}
        if "__init__" in names:
            body["__init__"] = _constructor(base, owner, self)
        if base is object:
            body["stands_in"] = True  # see `autograder.beside.state.place`
        return type(base)(owner, (base,), body)


def gather(owner, namespace):
    """Make the class whose own cell failed, of the methods that other cells define as functions.

    A class whose first cell has a mistake takes no methods, so every ``GMM.e_step = e_step`` fails
    too; the functions are there nevertheless, and one mistake should cost one question.
    """
    body = {}
    for name in METHODS[owner]:
        function = namespace.get(name)
        if inspect.isfunction(function) and function.__code__.co_varnames[:1] == ("self",):
            body[name] = function
    if not body:
        raise Missing(owner)
    return type(owner, (), body)


def _function_stand_in(name, answer):
    """Return a function that lets the judge do its work."""

    def function(*arguments, **keywords):
        result, _ = answer(name, {}, arguments, keywords)
        return result

    function.__name__ = name
    return function


def _stand_in(owner, name, answer):
    """Return a method that lets the judge do its work."""
    alone = owner == "Gaussian"
    look = read_gaussian if alone else read_mixture
    put = (_set if name.startswith("set_") else _put_gaussian) if alone else _put_mixture

    def method(self, *arguments, **keywords):
        sizes = {"dim": self.dim}
        if not alone:
            sizes["num_components"] = self.num_components
        result, state = answer(f"{owner}.{name}", {**sizes, **look(self)}, arguments, keywords)
        if state is not None:
            put(self, state)
        return self if result is None else result

    method.__name__ = name
    return method


def _constructor(base, owner, bench):
    """Return a constructor that first runs the student's own, for the extra attributes it makes."""

    def __init__(self, *arguments, **keywords):
        if base is not object:
            attempt(base.__init__, self, *arguments, **keywords)
        _, state = bench.answer(f"{owner}.__init__", {}, arguments, keywords)
        self.dim = state["dim"]
        if owner != "Gaussian":
            self.num_components = state["num_components"]
            own = bench.get("Gaussian")
            self.gaussian_list = [own(self.dim) for _ in range(self.num_components)]
            _put_mixture(self, state)
        else:
            _put_gaussian(self, state)

    return __init__


def _set(gaussian, state):
    """Do what a setter does; `place` would call the setter again."""
    gaussian.mean, gaussian.cov = state["mean"], state["cov"]


def _put_gaussian(gaussian, state):
    place(gaussian, state["mean"], state["cov"])


def _put_mixture(gmm, state):
    place_mixture(gmm, state["weight"], state["means"], state["covs"])


def _places(namespace):
    """Return a notebook's global namespace, and those that its classes' methods see.

    The classes may have been brought from the notebook of an earlier lesson.
    """
    found = {id(namespace): namespace}
    for owner in METHODS:
        for base in getattr(namespace.get(owner), "__mro__", ()):
            for member in vars(base).values():
                scope = getattr(member, "__globals__", None)
                if isinstance(scope, dict):
                    found[id(scope)] = scope
    return list(found.values())
