"""Where nbgrader takes our parts: an exporter that mends, an Execute that jails, and grades out."""

from autograder.nbgrader.execute import JailedExecute
from autograder.nbgrader.exporter import MendingExporter
from autograder.nbgrader.exports import CanvasExport, MoodleExport
from autograder.nbgrader.late import LatePerDay

__all__ = ["CanvasExport", "JailedExecute", "LatePerDay", "MendingExporter", "MoodleExport"]
