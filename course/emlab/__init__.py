"""The student library of the course: pictures, checks and hints for your own Gaussian and GMM."""

from emlab import data, figures
from emlab.answers import solution
from emlab.bring import bring
from emlab.checks import check
from emlab.explorers import (
    explore_bound,
    explore_collapse,
    explore_em,
    explore_gaussian,
    explore_geyser,
    explore_how_many,
    explore_jensen,
    explore_labels,
    explore_mixture,
    explore_point,
    explore_recording,
    explore_starts,
    explore_surface,
    explore_temperature,
    explore_underflow,
)
from emlab.hints import hint
from emlab.overview import progress
from emlab.unfinished import say_it_in_one_line

__all__ = [
    "bring",
    "check",
    "data",
    "explore_bound",
    "explore_collapse",
    "explore_em",
    "explore_gaussian",
    "explore_geyser",
    "explore_how_many",
    "explore_jensen",
    "explore_labels",
    "explore_mixture",
    "explore_point",
    "explore_recording",
    "explore_starts",
    "explore_surface",
    "explore_temperature",
    "explore_underflow",
    "figures",
    "hint",
    "progress",
    "solution",
]

say_it_in_one_line()
