"""Where nbgrader takes our parts: an exporter that mends, and an Execute that jails."""

from autograder.nbgrader.execute import JailedExecute
from autograder.nbgrader.exporter import MendingExporter

__all__ = ["JailedExecute", "MendingExporter"]
