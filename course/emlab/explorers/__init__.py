"""Explorers: pictures with sliders and buttons, driven by the student's own code."""

from emlab.explorers.bound import explore_bound
from emlab.explorers.collapse import explore_collapse
from emlab.explorers.em import explore_em, explore_geyser
from emlab.explorers.gaussian import explore_gaussian
from emlab.explorers.how_many import explore_how_many
from emlab.explorers.jensen import explore_jensen
from emlab.explorers.labels import explore_labels
from emlab.explorers.mixture import explore_mixture
from emlab.explorers.point import explore_point
from emlab.explorers.recording import explore_recording
from emlab.explorers.starts import explore_starts
from emlab.explorers.surface import explore_surface
from emlab.explorers.temperature import explore_temperature
from emlab.explorers.underflow import explore_underflow

__all__ = [
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
]
