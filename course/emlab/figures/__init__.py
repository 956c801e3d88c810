"""Pictures of the lessons, most of them drawn from the student's own object."""

from emlab.figures.gaussians import (
    axes_or_joint,
    covariance_gallery,
    density_1d,
    fit_and_sample,
    log_likelihood_slice,
)
from emlab.figures.mixtures import density, em_rounds, pairs, posterior_strip, responsibilities
from emlab.figures.practice import collapse, many_starts, rounding
from emlab.figures.practice_fits import flowers, geyser, how_many, soft_to_hard
from emlab.figures.underflow import reach, smooth_maximum

__all__ = [
    "axes_or_joint",
    "collapse",
    "covariance_gallery",
    "density",
    "density_1d",
    "em_rounds",
    "fit_and_sample",
    "flowers",
    "geyser",
    "how_many",
    "log_likelihood_slice",
    "many_starts",
    "pairs",
    "posterior_strip",
    "reach",
    "responsibilities",
    "rounding",
    "smooth_maximum",
    "soft_to_hard",
]
