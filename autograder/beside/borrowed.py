"""Find modules that a student's code calls in place of computing for itself."""

import contextlib
import dis
import inspect
import sys

import numpy as np

BORROWED = frozenset(
    {"scipy", "sklearn", "statsmodels", "torch", "tensorflow", "jax", "pomegranate", "solutions"}
)

CHECKS = "emlab.checks"  # a few compute for themselves what is asked for elsewhere


def borrowed_by(function, cls):
    """Return the modules that a function's code names, itself or through the student's helpers.

    Parameters
    ----------
    function : callable
        The student's function or method.
    cls : type or None
        The class it belongs to, as arranged: methods reached through ``self`` are followed,
        stand-ins are not.
    """
    found, seen, queue = set(), set(), [function]
    for base in getattr(cls, "__mro__", ()):
        found |= _root(base)
    while queue:
        thing = queue.pop()
        if id(thing) in seen:
            continue
        seen.add(id(thing))
        found |= _root(thing)
        if _root(thing):
            continue  # what else such a module calls is its own affair
        code = getattr(inspect.unwrap(thing), "__code__", None) if callable(thing) else None
        if code is not None and not _ours(thing):
            named, imported = _names(code)
            found.update(*map(_named, imported))
            queue += _reached(inspect.unwrap(thing), named, cls)
        elif isinstance(thing, type) and not _root(thing) and not _library(thing):
            queue += [member for member in vars(thing).values() if inspect.isfunction(member)]
    return found


class Watch:
    """Notes which of the modules run while a block of code does."""

    def __init__(self):
        self.found = set()
        self._looking = True

    def unseen(self, function):
        """Return the function, whose own calls do not count: the judge answers with references."""

        def called(*arguments):
            self._looking = False
            try:
                return function(*arguments)
            finally:
                self._looking = True

        return called

    @contextlib.contextmanager
    def running(self):
        """Watch the calls of this block, unless a profiler does so already."""
        if sys.getprofile() is not None:
            yield
            return
        sys.setprofile(self._called)
        try:
            yield
        finally:
            sys.setprofile(None)

    def _called(self, frame, event, argument):
        if event == "call" and self._looking:
            self.found |= _named(frame.f_globals.get("__name__"))


def _root(thing):
    """Return the module that a thing comes from, if it is one of those, as a set."""
    name = thing.__name__ if inspect.ismodule(thing) else getattr(thing, "__module__", None)
    if isinstance(thing, np.ufunc):  # does not know its module
        special = sys.modules.get("scipy.special")
        name = "scipy" if getattr(special, thing.__name__, None) is thing else None
    return _named(name)


def _named(module):
    """Return which of those modules has this name, as a set."""
    if not isinstance(module, str):
        return set()
    if module == CHECKS or module.startswith(f"{CHECKS}."):
        return {CHECKS}
    return {module.partition(".")[0]} & BORROWED


def _library(thing):
    module = getattr(thing, "__module__", None)
    root = module.partition(".")[0] if isinstance(module, str) else ""
    return root == "numpy" or root in sys.stdlib_module_names


def _ours(function):
    return str(getattr(function, "__module__", "")).startswith("autograder.")


def _names(code):
    """Return the global, closed-over and attribute names that code uses, and what it imports."""
    named, imported = set(), set()
    for instruction in dis.get_instructions(code):
        if instruction.opname == "IMPORT_NAME":
            imported.add(instruction.argval)
        elif instruction.opname in ("LOAD_GLOBAL", "LOAD_NAME", "LOAD_DEREF"):
            named.add(("name", instruction.argval))
        elif instruction.opname.startswith(("LOAD_ATTR", "LOAD_METHOD")):
            named.add(("attribute", instruction.argval))
    for constant in code.co_consts:
        if inspect.iscode(constant):
            more, also = _names(constant)
            named, imported = named | more, imported | also
    return named, imported


def _reached(function, named, cls):
    """Return the things that the names stand for."""
    closed = inspect.getclosurevars(function).nonlocals if function.__closure__ else {}
    for kind, name in named:
        if kind == "name":
            thing = closed.get(name, function.__globals__.get(name))
        else:
            thing = inspect.getattr_static(cls, name, None) if cls is not None else None
            thing = getattr(thing, "fget", None) or getattr(thing, "__func__", None) or thing
        if callable(thing) or inspect.ismodule(thing):
            yield thing
