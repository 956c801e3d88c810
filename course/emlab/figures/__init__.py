"""Pictures of the lessons, most of them drawn from the student's own object."""

from emlab.figures.em_1d import (
    bound_climbs,
    em_bars,
    em_round_1d,
    em_trace,
    fit_1d,
    labels_known_or_hidden,
    multiplier,
    responsibilities_1d,
    weighted_points,
)
from emlab.figures.gaussians import (
    axes_or_joint,
    covariance_gallery,
    density_1d,
    fit_and_sample,
    log_likelihood_slice,
)
from emlab.figures.mixtures import density, em_rounds, pairs, posterior_strip, responsibilities

__all__ = [
    "axes_or_joint",
    "bound_climbs",
    "covariance_gallery",
    "density",
    "density_1d",
    "em_bars",
    "em_round_1d",
    "em_rounds",
    "em_trace",
    "fit_1d",
    "fit_and_sample",
    "labels_known_or_hidden",
    "log_likelihood_slice",
    "multiplier",
    "pairs",
    "posterior_strip",
    "responsibilities",
    "responsibilities_1d",
    "weighted_points",
]
