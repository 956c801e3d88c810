"""nbgrader's `zip_collect` for what Canvas and Moodle let an instructor download."""

from pathlib import Path, PurePath

from nbgrader.plugins import ExtractorPlugin

from autograder.intake.lms import from_canvas
from autograder.intake.submissions import WrongUse, collect
from autograder.messages.collecting import COLLECTED, NOT_COLLECTED, NOTHING

ROSTER = "roster.csv"  # beside nbgrader_config.py; see `autograder.intake.lms.read_roster`


class LmsExtractor(ExtractorPlugin):
    """Takes from a download the one notebook of each student that counts, and names it by student.

    nbgrader's own collector finds it there, as ``STUDENT/LESSON.ipynb``, and lays it into
    ``submitted``.
    """

    def extract(self, archive_path, extracted_path):
        """Read every zip below ``archive_path``, and what lies beside them."""
        course = self.parent.coursedir
        roster = Path(course.root, ROSTER)
        for source in _sources(Path(archive_path)):
            try:
                found = collect(source, course.assignment_id, roster if roster.exists() else None)
            except WrongUse as error:
                self.log.error(NOTHING.format(source=source, reason=error))
                continue
            for submission in found:
                self._lay_out(submission, Path(extracted_path), course.assignment_id)

    def _lay_out(self, submission, folder, assignment):
        student = submission.student
        if submission.problem:
            self.log.error(NOT_COLLECTED.format(student=student, reason=submission.problem))
            return
        for remark in submission.remarks:
            self.log.warning(COLLECTED.format(student=student, remark=remark))
        file = folder / student / f"{assignment}.ipynb"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(submission.content)


def _sources(folder):
    """What to read: the folder, where a download was unpacked, and each zip, the newest last."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    zips = [file for file in files if _is_download(file)]
    loose = [folder] if len(zips) < len(files) else []
    return [*loose, *sorted(zips, key=lambda file: file.stat().st_mtime)]


def _is_download(file):
    """A zip, unless a student has handed it in."""
    return file.suffix.lower() == ".zip" and not from_canvas(PurePath(file.name))
