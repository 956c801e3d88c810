"""Parameters of the course's objects, read and set from outside as a fair visitor would.

Students cache factors, keep stacked arrays, replace lists and return read-only arrays. So
parameters are set through the class's own setters, checked by reading back, and always read afresh.
"""

import numpy as np

from autograder.beside.observation import Numbers, Unusable, attempt, numbers


def place(gaussian, mean, cov):
    """Give a Gaussian these parameters: by its setters, by attribute where they do not work.

    One that stands in for the student's keeps nothing else, and its setters would ask the judge.
    """
    if getattr(type(gaussian), "stands_in", False):
        gaussian.mean, gaussian.cov = mean.copy(), cov.copy()
        return
    for name, value in (("cov", cov), ("mean", mean)):
        setter = getattr(gaussian, f"set_{name}", None)
        if callable(setter):
            attempt(setter, value.copy())
        if not _holds(gaussian, name, value):
            attempt(setattr, gaussian, name, value.copy())


def place_mixture(gmm, weight, means, covs):
    """Give a mixture these parameters: the weight by assignment, each component by `place`."""
    attempt(setattr, gmm, "weight", weight.copy())
    for gaussian, mean, cov in zip(gmm.gaussian_list, means, covs, strict=False):
        place(gaussian, mean, cov)


def read(thing, name):
    """Return an attribute as `Numbers`, or `Unusable` where there is none."""
    value, error = attempt(getattr, thing, name)
    return numbers(value) if error is None else Unusable("nothing")


def read_gaussian(gaussian):
    """Return mean and cov of a Gaussian."""
    return {name: read(gaussian, name) for name in ("mean", "cov")}


def read_mixture(gmm):
    """Return weight, means and covs of a mixture; means and covs stacked over the components."""
    gaussians, error = attempt(lambda: list(gmm.gaussian_list))
    gaussians = [] if error else gaussians
    return {
        "weight": read(gmm, "weight"),
        "means": _stack([read(gaussian, "mean") for gaussian in gaussians]),
        "covs": _stack([read(gaussian, "cov") for gaussian in gaussians]),
    }


def _stack(parts):
    """Stack what the components hold; what cannot be stacked stands for the whole."""
    odd = [part for part in parts if not isinstance(part, Numbers)]
    if odd or not parts:
        return odd[0] if odd else numbers(None)
    if len({part.array.shape for part in parts}) > 1:
        return Unusable("arrays of different shapes")
    kinds = {part.kind for part in parts}
    kind = "float32" if "float32" in kinds else parts[0].kind
    return Numbers(np.stack([part.array for part in parts]), kind)


def _holds(gaussian, name, value):
    """Tell whether the Gaussian now has this value, up to rounding."""
    there = read(gaussian, name)
    if not isinstance(there, Numbers) or there.array.shape != value.shape:
        return False
    return bool(np.all(abs(there.array - value) <= 1e-9 * abs(value).max()))
