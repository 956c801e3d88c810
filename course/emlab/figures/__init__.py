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
from emlab.figures.fast import speed
from emlab.figures.gaussians import (
    axes_or_joint,
    covariance_gallery,
    density_1d,
    fit_and_sample,
    log_likelihood_slice,
    product_or_sum,
)
from emlab.figures.jensen import centre_of_mass, chord, concave_or_not
from emlab.figures.jensen_bound import bound_bars, joint_at, step_sizes, touching_bound
from emlab.figures.likelihood_1d import (
    coin_likelihood,
    compare_mixtures,
    gradient_ascent,
    likelihood_surface,
)
from emlab.figures.mixtures import density, em_rounds, pairs, posterior_strip, responsibilities
from emlab.figures.mixtures_1d import (
    draws_and_density,
    hidden_labels,
    mixture_curves,
    mixture_or_average,
    one_bell,
)
from emlab.figures.practice import rounding
from emlab.figures.practice_fits import flowers
from emlab.figures.underflow import reach, smooth_maximum
from emlab.figures.welcome import eruptions, recorded_rounds

__all__ = [
    "axes_or_joint",
    "bound_bars",
    "bound_climbs",
    "centre_of_mass",
    "chord",
    "coin_likelihood",
    "compare_mixtures",
    "concave_or_not",
    "covariance_gallery",
    "density",
    "density_1d",
    "draws_and_density",
    "em_bars",
    "em_round_1d",
    "em_rounds",
    "em_trace",
    "eruptions",
    "fit_1d",
    "fit_and_sample",
    "flowers",
    "gradient_ascent",
    "hidden_labels",
    "joint_at",
    "labels_known_or_hidden",
    "likelihood_surface",
    "log_likelihood_slice",
    "mixture_curves",
    "mixture_or_average",
    "multiplier",
    "one_bell",
    "pairs",
    "posterior_strip",
    "product_or_sum",
    "reach",
    "recorded_rounds",
    "responsibilities",
    "responsibilities_1d",
    "rounding",
    "smooth_maximum",
    "speed",
    "step_sizes",
    "touching_bound",
    "weighted_points",
]
