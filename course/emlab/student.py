"""Handling a student's objects: setting parameters, reading them, telling what went wrong."""

import copy
import sys
import traceback
from dataclasses import dataclass

import numpy as np

from emlab.messages import say

_OWN_PACKAGE = __name__.split(".")[0]


@dataclass(frozen=True)
class Parameters:
    """Plain copies of the parameters of a mixture: weight (K,), means (K, d), covs (K, d, d)."""

    weight: np.ndarray
    means: np.ndarray
    covs: np.ndarray


def put(gaussian, mean, cov):
    """Give a Gaussian its parameters: by its setters where they are written, else by attribute.

    Setters first, because some students cache a factor of the covariance in them.
    """
    _put_one(gaussian, "set_mean", "mean", mean)
    _put_one(gaussian, "set_cov", "cov", cov)


def _put_one(gaussian, setter, attribute, value):
    value = np.array(value, dtype=float)
    try:
        getattr(gaussian, setter)(value.copy())
        stored = np.asarray(getattr(gaussian, attribute), dtype=float)
        if stored.shape == value.shape and np.allclose(stored, value):
            return
    except Exception:  # a setter that is unwritten or wrong has a check of its own
        pass
    setattr(gaussian, attribute, value)


def build_gaussian(cls, mean, cov):
    """Fresh object of a student's Gaussian class with these parameters."""
    gaussian = cls(len(mean))
    put(gaussian, mean, cov)
    return gaussian


def build_mixture(cls, parameters):
    """Fresh object of a student's GMM class with these parameters."""
    num_components, dim = parameters.means.shape
    gmm = cls(dim, num_components)
    put_mixture(gmm, parameters)
    return gmm


def put_mixture(gmm, parameters):
    """Give a mixture its parameters: weight by assignment, each component by `put`."""
    gmm.weight = parameters.weight.copy()
    for gaussian, mean, cov in zip(
        gmm.gaussian_list, parameters.means, parameters.covs, strict=True
    ):
        put(gaussian, mean, cov)


def read_mixture(gmm):
    """Copy the parameters out of a mixture; its component objects may have been replaced."""
    components = list(gmm.gaussian_list)
    return Parameters(
        np.array(gmm.weight, dtype=float),
        np.array([np.asarray(gaussian.mean, dtype=float) for gaussian in components]),
        np.array([np.asarray(gaussian.cov, dtype=float) for gaussian in components]),
    )


def clone(thing):
    """Deep copy of a student's object, so that a picture or a check leaves theirs alone."""
    return copy.deepcopy(thing)


def unwritten(error):
    """Name of the method that is not written yet, when that is what an error says, else None."""
    if isinstance(error, NotImplementedError):
        frames = student_frames(error)
        return frames[-1].name if frames else None
    if isinstance(error, AttributeError) and not isinstance(error.obj, np.ndarray):
        return error.name if error.name in _METHODS else None
    return None


_METHODS = {"log_pdf", "fit", "sample", "set_mean", "set_cov", "e_step", "m_step"}


def describe(error):
    """Say in one line what an exception of student code is, and in which of their lines."""
    kind, message = type(error).__name__, _text_of(error)
    frames = student_frames(error)
    if not frames:
        return say("error.plain", kind=kind, message=message)
    frame = frames[-1]
    values = {"kind": kind, "message": message, "function": frame.name, "number": frame.lineno}
    if frame.line:
        return say("error.with_line", line=frame.line.strip(), **values)
    return say("error.with_number", **values)


def advice(error):
    """Say what an exception of this kind usually means, or nothing when it can mean anything."""
    message = _text_of(error)
    for kind, word, key in _ADVICE:
        if isinstance(error, kind) and word in message:
            return say(key)
    return ""


_ADVICE = (
    (TypeError, "positional argument", "advice.self"),
    (TypeError, "has no len()", "advice.length"),
    (TypeError, "not subscriptable", "advice.brackets"),
    (ValueError, "could not be broadcast", "advice.broadcast"),
    (ValueError, "matmul", "advice.matmul"),
    (ValueError, "not aligned", "advice.matmul"),
    (np.linalg.LinAlgError, "", "advice.linalg"),
    (NameError, "", "advice.name"),
    (AttributeError, "", "advice.attribute"),
    (IndexError, "", "advice.index"),
    (RecursionError, "", "advice.recursion"),
    (KeyboardInterrupt, "", "advice.interrupt"),
)


def student_frames(error):
    """Entries of a traceback that are the student's own code, outermost first."""
    try:
        entries = traceback.walk_tb(error.__traceback__)
        summary = traceback.StackSummary.extract(
            (frame, number) for frame, number in entries if _is_students(frame)
        )
    except Exception:
        return []
    return list(summary)


def _is_students(frame):
    package = str(frame.f_globals.get("__name__", "")).split(".")[0]
    if package == _OWN_PACKAGE or package in _LIBRARIES:
        return False
    return package not in sys.stdlib_module_names


_LIBRARIES = {"numpy", "matplotlib", "ipywidgets", "IPython", "scipy", "sklearn"}


def _text_of(error):
    try:
        text = " ".join(str(error).split())
    except Exception:
        return say("error.unreadable")
    return text if len(text) <= 200 else text[:197] + "..."
