"""Explorers: pictures with sliders and buttons, driven by the student's own code."""

from emlab.explorers.bound import explore_bound
from emlab.explorers.em import explore_em
from emlab.explorers.gaussian import explore_gaussian
from emlab.explorers.mixture import explore_mixture

__all__ = [
    "explore_em",
    "explore_gaussian",
    "explore_mixture",
]
from emlab.explorers.jensen import explore_jensen

__all__ = ["explore_em", "explore_gaussian", "explore_jensen"]
__all__ = ["explore_bound", "explore_em", "explore_gaussian"]
