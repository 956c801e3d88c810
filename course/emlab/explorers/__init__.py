"""Explorers: pictures with sliders and buttons, most of them driven by the student's own code."""

from emlab.explorers.em import explore_em
from emlab.explorers.gaussian import explore_gaussian
from emlab.explorers.recording import explore_recording

__all__ = ["explore_em", "explore_gaussian", "explore_recording"]
