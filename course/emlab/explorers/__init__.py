"""Explorers: pictures with sliders and buttons, driven by the student's own code."""

from emlab.explorers.bound import explore_bound
from emlab.explorers.em import explore_em
from emlab.explorers.gaussian import explore_gaussian
from emlab.explorers.jensen import explore_jensen
from emlab.explorers.mixture import explore_mixture
from emlab.explorers.recording import explore_recording
from emlab.explorers.underflow import explore_underflow

__all__ = [
    "explore_bound",
    "explore_em",
    "explore_gaussian",
    "explore_jensen",
    "explore_mixture",
    "explore_recording",
    "explore_underflow",
]
