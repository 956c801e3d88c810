"""Pictures of the lessons, most of them drawn from the student's own object."""

from emlab.figures.gaussians import (
    axes_or_joint,
    covariance_gallery,
    density_1d,
    fit_and_sample,
    log_likelihood_slice,
    product_or_sum,
)
from emlab.figures.mixtures import density, em_rounds, pairs, posterior_strip, responsibilities

__all__ = [
    "axes_or_joint",
    "covariance_gallery",
    "density",
    "density_1d",
    "em_rounds",
    "fit_and_sample",
    "log_likelihood_slice",
    "pairs",
    "posterior_strip",
    "product_or_sum",
    "responsibilities",
]
