"""Pictures of the lessons, most of them drawn from the student's own object."""

from emlab.figures.gaussians import (
    axes_or_joint,
    covariance_gallery,
    density_1d,
    fit_and_sample,
    log_likelihood_slice,
)
from emlab.figures.jensen import centre_of_mass, chord, concave_or_not
from emlab.figures.jensen_bound import bound_bars, joint_at, step_sizes, touching_bound
from emlab.figures.mixtures import density, em_rounds, pairs, posterior_strip, responsibilities

__all__ = [
    "axes_or_joint",
    "bound_bars",
    "centre_of_mass",
    "chord",
    "concave_or_not",
    "covariance_gallery",
    "density",
    "density_1d",
    "em_rounds",
    "fit_and_sample",
    "joint_at",
    "log_likelihood_slice",
    "pairs",
    "posterior_strip",
    "responsibilities",
    "step_sizes",
    "touching_bound",
]
