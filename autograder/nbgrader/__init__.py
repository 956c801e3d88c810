"""Where nbgrader takes our parts: an exporter that mends, an Execute that jails, an extractor."""

from autograder.nbgrader.collecting import LmsExtractor
from autograder.nbgrader.execute import JailedExecute
from autograder.nbgrader.exporter import MendingExporter

__all__ = ["JailedExecute", "LmsExtractor", "MendingExporter"]
