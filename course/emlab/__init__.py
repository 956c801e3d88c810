"""The student library of the course: pictures, checks and hints for your own Gaussian and GMM."""

from emlab import data, figures
from emlab.bring import bring
from emlab.checks import check
from emlab.explorers import explore_em, explore_gaussian, explore_recording
from emlab.hints import hint

__all__ = [
    "bring",
    "check",
    "data",
    "explore_em",
    "explore_gaussian",
    "explore_recording",
    "figures",
    "hint",
]
