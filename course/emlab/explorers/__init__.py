"""Explorers: pictures with sliders and buttons, driven by the student's own code."""

from emlab.explorers.bound import explore_bound
from emlab.explorers.em import explore_em
from emlab.explorers.gaussian import explore_gaussian

__all__ = ["explore_bound", "explore_em", "explore_gaussian"]
