"""Pictures of the lessons, most of them drawn from the student's own object."""

from emlab.figures.gaussians import (
    axes_or_joint,
    covariance_gallery,
    density_1d,
    fit_and_sample,
    log_likelihood_slice,
    product_or_sum,
)
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

__all__ = [
    "axes_or_joint",
    "coin_likelihood",
    "compare_mixtures",
    "covariance_gallery",
    "density",
    "density_1d",
    "draws_and_density",
    "em_rounds",
    "fit_and_sample",
    "gradient_ascent",
    "hidden_labels",
    "likelihood_surface",
    "log_likelihood_slice",
    "mixture_curves",
    "mixture_or_average",
    "one_bell",
    "pairs",
    "posterior_strip",
    "product_or_sum",
    "responsibilities",
]
