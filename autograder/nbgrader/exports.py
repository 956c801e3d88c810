"""Exporters for `nbgrader export`: the gradebook as a table for Canvas or for Moodle."""

from nbgrader.plugins import ExportPlugin
from traitlets import Unicode

from autograder.reporting import lms


class _LmsExport(ExportPlugin):
    """What is common: points given by hand count, what lateness costs is taken off.

    Whoever has handed nothing in is left out, so that no grade is overwritten by nothing.
    """

    kind, default = "", ""

    gradesheet = Unicode(
        "", help="The table that the LMS itself exports: its rows and identifiers are kept."
    ).tag(config=True)

    def export(self, gradebook):
        """Write the file that ``--to`` names."""
        wanted, students = set(map(str, self.assignment)), set(map(str, self.student))
        columns = [
            _column(assignment, students)
            for assignment in gradebook.assignments
            if (not wanted or assignment.name in wanted) and assignment.max_score
        ]
        file = self.to or self.default
        try:
            said = lms.write(file, self.kind, columns, self.gradesheet or None)
        except (lms.GradesheetError, OSError) as error:
            self.log.error("No grades were exported: %s", error)
            raise SystemExit(1) from None
        for sentence in said:
            self.log.warning(sentence)
        self.log.info("Exported grades to %s", file)


def _column(assignment, students):
    found = {
        submission.student.id: submission
        for submission in assignment.submissions
        if not students or submission.student.id in students
    }
    penalties = {name: one.late_submission_penalty or 0.0 for name, one in found.items()}
    scores = {name: max(0.0, one.score - penalties[name]) for name, one in found.items()}
    return lms.Column(assignment.name, assignment.max_score, scores)


class CanvasExport(_LmsExport):
    """``nbgrader export --exporter=autograder.nbgrader.CanvasExport --to canvas.csv``."""

    kind, default = lms.CANVAS, "canvas.csv"


class MoodleExport(_LmsExport):
    """``nbgrader export --exporter=autograder.nbgrader.MoodleExport --to moodle.csv``."""

    kind, default = lms.MOODLE, "moodle.csv"
