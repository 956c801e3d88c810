"""In place of packages that would do the exercises: modules that can be imported and do nothing.

An import at the head of a notebook that is never used costs nothing; whatever is called says that
it is not here. The real packages cannot be read from within the jail.
"""

import importlib.machinery
import sys
import types

from autograder.beside.borrowed import BORROWED

LIBRARIES = BORROWED - {"solutions"}


class Unavailable(ImportError):
    """A package is not here when notebooks are graded."""


class _Hollow(types.ModuleType):
    __path__ = ()

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return _stand_in(f"{self.__name__}.{name}")


def _stand_in(name):
    """Return a function and class in one, that belongs to the package and refuses to work."""

    def refuse(*arguments, **keywords):
        raise Unavailable(f"{name} is not here when notebooks are graded: use your own numpy code")

    body = {"__module__": name.rpartition(".")[0], "__init__": refuse, "__new__": refuse}
    return type(name.rpartition(".")[2], (), body)


class _Finder:
    """Finds the hollow packages, and modules in them of any name."""

    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in LIBRARIES:
            return importlib.machinery.ModuleSpec(name, self, is_package=True)
        return None

    def create_module(self, spec):
        return _Hollow(spec.name)

    def exec_module(self, module):
        pass


def install():
    """Put the hollow packages before whatever is installed, in this process."""
    sys.meta_path.insert(0, _Finder())
