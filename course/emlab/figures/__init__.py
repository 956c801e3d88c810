"""Pictures of the lessons, most of them drawn from the student's own object."""

from emlab.figures.gaussians import (
    axes_or_joint,
    covariance_gallery,
    density_1d,
    fit_and_sample,
    log_likelihood_slice,
)
from emlab.figures.mixtures import density, em_rounds, pairs, posterior_strip, responsibilities
from emlab.figures.welcome import eruptions, recorded_rounds

__all__ = [
    "axes_or_joint",
    "covariance_gallery",
    "density",
    "density_1d",
    "em_rounds",
    "eruptions",
    "fit_and_sample",
    "log_likelihood_slice",
    "pairs",
    "posterior_strip",
    "recorded_rounds",
    "responsibilities",
]
