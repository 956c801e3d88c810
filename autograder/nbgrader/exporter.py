"""nbgrader's exporter, with a reader that no damaged submission fails."""

import datetime
import os
import weakref
from pathlib import Path

from nbconvert.exporters import NotebookExporter
from nbconvert.exporters.exporter import ResourcesDict
from nbgrader.converters import Autograde, NbGraderException

from autograder.intake.mending import mend, untouched
from autograder.jail.tiers import NoSandbox
from autograder.nbgrader.beginning import why_not_to_begin
from autograder.nbgrader.ending import a_ctrl_c_in_one_line, end_well
from autograder.nbgrader.execute import JailedExecute
from autograder.nbgrader.quiet import leave_out_false_alarms
from autograder.nbgrader.run import Run
from autograder.running.cluster import NoCluster


class MendingExporter(NotebookExporter):
    """Mends what was handed in before nbgrader's own checks see it. ``submitted`` is only read.

    nbgrader makes one at the start of each run, before its loop: so this is also where the workers
    are started.
    """

    def __init__(self, **named):
        super().__init__(optimistic_validation=True, **named)  # once a pass, not after each step
        self.run = None
        if isinstance(self.parent, Autograde):
            leave_out_false_alarms(self.parent.log)
            self.run = Run(self.parent)
            weakref.finalize(self, self.run.end)
            end_well(self.parent, self.run)
            if self.run.planned and (why := why_not_to_begin(self.parent.coursedir)):
                self.parent.log.error(why)
                raise NbGraderException(why)
            settings = JailedExecute(parent=self)
            if settings.jailed and self.run.planned:
                self._start(settings)

    def _start(self, settings):
        try:
            with a_ctrl_c_in_one_line(self.parent.log):
                self.run.start(settings.jobs, settings.all_limits(), settings.cluster)
        except NoCluster as refusal:
            self.parent.log.error(str(refusal))
            raise NbGraderException(str(refusal)) from None
        except NoSandbox as refusal:
            text = f"{refusal} For nbgrader: c.JailedExecute.sandbox = False in nbgrader_config.py."
            self.parent.log.error(text)
            raise NbGraderException(text) from None

    def from_filename(self, filename, resources=None, **named):
        """Convert a notebook from its file: the first pass from what was handed in, mended."""
        if self.run is None or not self.parent._sanitizing:
            return super().from_filename(filename, resources, **named)
        names = resources["nbgrader"]
        self.run.begin(names["student"], names["notebook"])
        lesson = self.run.lesson(names["notebook"])
        if lesson is None:
            return super().from_filename(filename, resources, **named)
        submission = self.run.handed_in(filename)
        if submission.problem:
            mended = untouched(lesson, submission.problem)
        else:
            mended = mend(submission.content, lesson)
        mended.remarks[:0] = submission.remarks
        self._say(names["student"], mended)
        notebook = mended.with_remarks()
        notebook.metadata["autograder"] = {"problem": mended.problem, "remarks": mended.remarks}
        return self.from_notebook_node(notebook, _with_the_file(resources, filename), **named)

    def _say(self, student, mended):
        if mended.problem:
            self.run.failed.append(student)
            self.log.error("%s: not graded: %s", student, mended.problem)
        for remark in mended.remarks:
            self.log.warning("%s: %s", student, remark)


def _with_the_file(resources, filename):
    """Say of the file what nbconvert's own reader says."""
    path = Path(filename)
    there = path if path.exists() else path.parent
    changed = datetime.datetime.fromtimestamp(there.stat().st_mtime, tz=datetime.UTC)
    said = {"name": path.stem, "path": os.path.dirname(filename)}
    said["modified_date"] = changed.strftime("%B %d, %Y").replace(" 0", " ")
    resources["metadata"] = ResourcesDict()
    resources["metadata"].update(said)
    return resources
