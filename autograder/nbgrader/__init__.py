"""Where nbgrader takes our parts: mending, jailing, collecting, late points, and grades out."""

from autograder.nbgrader.collecting import LmsExtractor
from autograder.nbgrader.execute import JailedExecute
from autograder.nbgrader.exporter import MendingExporter
from autograder.nbgrader.exports import CanvasExport, MoodleExport
from autograder.nbgrader.late import LatePerDay

__all__ = [
    "CanvasExport",
    "JailedExecute",
    "LatePerDay",
    "LmsExtractor",
    "MendingExporter",
    "MoodleExport",
]
