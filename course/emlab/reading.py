"""Reading arrays off a student's object for a picture, or saying in one sentence why not."""

import numpy as np

from emlab.messages import say
from emlab.student import Parameters, describe, put_mixture

MOST = 20  # components in one picture
CHUNK = 400  # rows at a time, for classes that build one row and column for each point


class Trouble(Exception):
    """Something in the student's numbers that leaves nothing to draw, in one sentence."""


def array_of(value, name):
    """A student's value as a new array of real numbers, of any shape, else trouble."""
    try:
        array = np.asarray(value)
        if not np.iscomplexobj(array):
            return array.astype(float)
    except Exception:  # a type of their own may raise anything
        pass
    raise Trouble(say("figure.not_numbers", name=name))


def numbers(value, shape, name):
    """A student's array, if it has the shape that can be drawn, else trouble."""
    array = array_of(value, name)
    if array.shape != shape:
        raise Trouble(say("figure.shape", name=name, right=shape, came=array.shape))
    if not np.all(np.isfinite(array)):
        raise Trouble(say("figure.not_finite", name=name))
    return array


def few_enough(num_components):
    """Trouble for a posterior with so many columns that no picture could show them apart."""
    if num_components > MOST:
        raise Trouble(say("figure.too_many", came=num_components, most=MOST))


def one_number(value, name):
    """What a student's function returned, if it is one finite number, else trouble."""
    array = array_of(value, name)
    if array.shape != ():
        raise Trouble(say("figure.one_number", name=name, came=array.shape))
    return float(numbers(array, (), name))


def points_of(X, dim=None):
    """Data as an array (sample_size, dim) of finite numbers, else trouble."""
    array = array_of(X, "X")
    if array.ndim != 2 or not len(array) or dim not in (None, array.shape[1]):
        raise Trouble(say("figure.data", dim=dim or 2, came=array.shape))
    return numbers(array, array.shape, "X")


def parameters_of(model, dim):
    """Copies of a student's mixture's parameters, if they can be drawn, else trouble."""
    try:
        weight, components = model.weight, list(model.gaussian_list)
        means, covs = [g.mean for g in components], [g.cov for g in components]
    except Exception as error:
        raise Trouble(say("figure.no_mixture", error=describe(error))) from None
    if not components:
        raise Trouble(say("figure.no_components"))
    return Parameters(
        numbers(weight, (len(components),), "weight"),
        np.array([numbers(mean, (dim,), "mean") for mean in means]),
        np.array([numbers(cov, (dim, dim), "cov") for cov in covs]),
    )


def mixture_of(GMM, parameters):
    """A mixture of the student's class with these parameters, if it has the components for them."""
    num_components, dim = parameters.means.shape
    gmm = GMM(dim, num_components)
    try:
        came = len(gmm.gaussian_list)
    except Exception as error:
        raise Trouble(say("figure.no_mixture", error=describe(error))) from None
    if came != num_components:
        raise Trouble(say("figure.too_few", right=num_components, came=came, dim=dim))
    put_mixture(gmm, parameters)
    return gmm


def rounded(value):
    """Numbers to nine digits, so that solutions which differ by rounding give the same picture."""
    array = np.asarray(value, dtype=float)
    with np.errstate(all="ignore"):
        scale = 10.0 ** (8 - np.floor(np.log10(np.abs(array))))
        result = np.round(array * scale) / scale
    return np.where(np.isfinite(result), result, array)


def log_density(model, points):
    """log_pdf of a student's object at many points, a chunk at a time: (len(points),)."""
    pieces = [
        numbers(model.log_pdf(chunk.copy()), (len(chunk),), "log_pdf(X)")
        for chunk in np.array_split(points, max(1, len(points) // CHUNK))
    ]
    return np.concatenate(pieces)


def density(model, points):
    """The same as densities; one that is too large for a number is trouble: (len(points),)."""
    return numbers(np.exp(log_density(model, points)), (len(points),), "exp(log_pdf(X))")
