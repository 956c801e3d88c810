"""One run of `nbgrader autograde`: what it will grade, and workers that are ahead of it.

nbgrader takes one submission after the other, and alone writes to the gradebook. Meanwhile workers
run the notebooks that come next, mended as nbgrader will find them; a result is taken where its key
says that it is that of exactly these cells and files.
"""

import contextlib
import glob
import json
import os
import re
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbgrader.utils import find_all_files

from autograder.authoring import paths
from autograder.intake.mending import Lesson
from autograder.intake.submissions import Submission, choose, read_file, refuse_link
from autograder.judging import seeds
from autograder.messages.damage import NOT_COPIED
from autograder.nbgrader.journal import Journal, interrupted, others_live
from autograder.nbgrader.repeating import without_repeating
from autograder.running.cluster import ClusterPool
from autograder.running.jobs import Job, key_for
from autograder.running.pool import Pool, cores
from autograder.running.progress import Progress
from autograder.running.store import Store

FOLDER = ".autograder"  # beside nbgrader_config.py
MOST_BESIDE = 32 << 20  # bytes of files beside a notebook that a jail is given
MOST_FILES = 500  # of these; a jail has room for a few times as many


@dataclass(frozen=True)
class Planned:
    """A notebook that this run will come to.

    Attributes
    ----------
    student, notebook : str
    handed_in, graded : str
        The student's folders below ``submitted`` and ``autograded``.
    again : bool
        Whether it was graded before.
    """

    student: str
    notebook: str
    handed_in: str
    graded: str
    again: bool


class Run:
    """One run of nbgrader's `Autograde` over an assignment.

    Parameters
    ----------
    converter : nbgrader.converters.Autograde
        Before its loop. Nothing of it is kept, but folders and names.

    Attributes
    ----------
    planned : list of Planned
    failed : list of str
        The students in whose place the course's own notebook was graded.
    """

    def __init__(self, converter):
        course = converter.coursedir
        self.assignment, self.root = course.assignment_id, Path(course.root)
        self._ignore = [*course.ignore, "*.ipynb"]
        self._source = course.format_path(course.source_directory, ".", self.assignment)
        self._released = Path(course.format_path(course.release_directory, ".", self.assignment))
        self._lessons, self._futures, self._at = {}, {}, -1
        self._pool = self._journal = self._progress = None
        self._lean = contextlib.ExitStack()
        self._folder = self.root / FOLDER / self.assignment
        _expect_the_right_name(converter, self._lesson_names())
        self._forget_half_done(converter)
        self.planned, self.failed = _planned(converter), []
        _leave_out_what_is_no_file(converter, self.planned)

    @property
    def started(self):
        """Whether there are workers."""
        return self._pool is not None

    def start(self, jobs, limits, cluster=None):
        """Start workers, and let them begin.

        Raises
        ------
        NoSandbox
            If this machine has none.
        NoCluster
            If they are a cluster's, and it cannot be used.
        """
        jobs = min(jobs or cores(), max(len(self.planned), 1))
        self._limits = limits
        self._secret = seeds.course_secret(self.root)
        results = self._folder / "results"
        self._pool = ClusterPool(store=results, **cluster) if cluster else Pool(jobs, results)
        self._jobs = self._pool.jobs if cluster else jobs
        self._journal = Journal(self._folder, [entry.student for entry in self.planned])
        self._progress = Progress(len(self.planned), end="\n")
        self._lean.enter_context(without_repeating())
        self._given = self._beside(self._source)
        self._look_ahead()

    def lesson(self, notebook):
        """Return what a notebook is compared with, None for one that was never released."""
        if notebook not in self._lessons:
            course = self._released / f"{notebook}.ipynb"
            ours = paths.RELEASE / notebook / f"{notebook}.ipynb"
            file = next(filter(Path.is_file, (course, ours)), None)
            made = Lesson(self.assignment, nbformat.read(file, as_version=4)) if file else None
            self._lessons[notebook] = made
        return self._lessons[notebook]

    def handed_in(self, filename):
        """Return what was handed in as this notebook, whatever its file is called.

        Returns
        -------
        Submission
        """
        path = Path(filename)
        if path.is_file() and not path.is_symlink():
            return Submission("", read_file(path))
        files = sorted(path.parent.iterdir())
        if not any(file.suffix.lower() == ".ipynb" for file in files):  # in a folder of its own?
            files = sorted(path.parent.rglob("[!.]*"))
        found = [
            (file.name, refuse_link if file.is_symlink() else lambda file=file: read_file(file))
            for file in files
            if file.is_symlink() or file.is_file()
        ]
        return choose("", found, path.stem)

    def begin(self, student, notebook):
        """Note that nbgrader has come to this notebook: those before are done."""
        for number, entry in enumerate(self.planned):
            if (entry.student, entry.notebook) == (student, notebook):
                self._at = number
                if self._journal:
                    for earlier in self.planned[:number]:
                        if earlier.student != student:
                            self._journal.done(earlier.student)

    def result(self, student, notebook, steps, folder):
        """Return what became of these steps; see `autograder.running.jobs.grade`.

        Parameters
        ----------
        student, notebook : str
        steps : tuple of Step
        folder : path-like
            Where the notebook lies, with all that is beside it.
        """
        job = Job(steps=steps, files=self._beside(folder), **self._common(student))
        future = self._futures.pop((student, notebook), None)
        result = future.result() if future else None
        if not result or result["key"] != key_for(job, steps):
            result = self._pool.submit(job).result()
        self._look_ahead()
        return result

    def count(self, failed):
        """Show how far the run is."""
        self._progress.count(failed)

    def was_graded_before(self, student):
        """Whether this is a regrade."""
        return any(entry.again for entry in self.planned if entry.student == student)

    def end(self):
        """End the workers; forget what was kept if all is done."""
        self._lean.close()
        if self._pool is None:
            return
        self._pool.close()
        self._pool = None
        last = self.planned[self._at] if self.planned else None
        if last and self._at == len(self.planned) - 1 and not _half_done(last):
            self._journal.done(last.student)
        self._journal.close()
        if self._journal.finished and not others_live(self._folder):
            Store(self._folder / "results").clear()
            for folder in (self._folder, self._folder.parent):
                with contextlib.suppress(OSError):
                    folder.rmdir()

    def _look_ahead(self):
        """Keep the workers busy with what comes next, and no more of it in memory."""
        for entry in self.planned[self._at + 1 : self._at + 3 + 2 * self._jobs]:
            name = entry.student, entry.notebook
            if name not in self._futures and self.lesson(entry.notebook):
                self._futures[name] = self._pool.submit(self._job(entry))

    def _job(self, entry):
        submission = self.handed_in(Path(entry.handed_in) / f"{entry.notebook}.ipynb")
        return Job(
            content=submission.content,
            released=self.lesson(entry.notebook).released,
            files=self._beside(entry.handed_in) | self._given,
            **self._common(entry.student),
        )

    def _common(self, student):
        common = {"student": student, "assignment": self.assignment, "with_tests": True}
        common |= {"secret": self._secret, "limits": self._limits}
        return {**common, "given": self._given}

    def _beside(self, folder):
        """{name: bytes} of the files in a folder that nbgrader lays beside a notebook."""
        found, left = {}, MOST_BESIDE
        for file in sorted(map(Path, find_all_files(str(folder), self._ignore))):
            if file.parent == Path(folder) and file.is_file() and not file.is_symlink():
                left -= file.stat().st_size
                if left < 0 or len(found) == MOST_FILES:
                    break
                found[file.name] = file.read_bytes()
        return found

    def _lesson_names(self):
        """The notebooks of this assignment, as they were released."""
        names = {file.stem for file in self._released.glob("*.ipynb")}
        if not names and (paths.RELEASE / self.assignment / f"{self.assignment}.ipynb").is_file():
            names = {self.assignment}
        return names

    def _forget_half_done(self, converter):
        """Remove what a killed run has left in ``autograded``, so that nbgrader does it again."""
        folders = {_student(converter, folder): folder for folder in converter.assignments}
        for student in interrupted(self._folder, folders):
            graded = Path(_graded(converter, student))
            if graded.is_dir():
                converter.log.warning("Grading anew what was left unfinished: %s", graded)
                _remove(graded)


def _expect_the_right_name(converter, names):
    """Have nbgrader come to a submission whose notebook has another name, or is not there.

    It would skip the notebook, and fail the submission.
    """
    if len(names) != 1 or converter.coursedir.notebook_id != "*":
        return
    (name,) = names
    handed_in = converter._format_source(
        converter.coursedir.assignment_id, converter.coursedir.student_id
    )
    for folder in map(str, _matching(handed_in)):
        converter.assignments[folder] = [os.path.join(folder, f"{name}.ipynb")]


def _matching(pattern):
    return [folder for folder in glob.glob(pattern) if os.path.isdir(folder) and os.listdir(folder)]


def _student(converter, folder):
    pattern = converter._format_source("(?P<assignment>.*)", "(?P<student>.*)", escape=True)
    found = re.match(pattern, folder)
    return found["student"] if found else ""


def _graded(converter, student):
    course = converter.coursedir
    return course.format_path(course.autograded_directory, student, course.assignment_id)


def _planned(converter):
    """Return what nbgrader's loop will not skip, in its order."""
    course, planned = converter.coursedir, []
    for folder in sorted(converter.assignments):
        student = _student(converter, folder)
        graded = os.path.normpath(_graded(converter, student))
        if student in course.student_id_exclude.split(","):
            continue
        for file in sorted(converter.assignments[folder]):
            notebook = Path(file).stem
            there = os.path.exists(
                graded if course.notebook_id == "*" else os.path.join(graded, f"{notebook}.ipynb")
            )
            if not there or converter.force or _is_newer(course, folder, graded):
                planned.append(Planned(student, notebook, folder, graded, there))
    return planned


def _leave_out_what_is_no_file(converter, planned):
    """Keep nbgrader from copying links and pipes that were handed in beside a notebook.

    It would follow a link into the grader's own files and give them back with the feedback, and
    fail at a pipe.
    """
    course = converter.coursedir
    for student in {entry.student for entry in planned}:
        folder = converter._format_source(course.assignment_id, student)
        for file in find_all_files(folder, [*course.ignore, "*.ipynb"]):
            if os.path.islink(file) or not os.path.isfile(file):
                converter.log.warning(NOT_COPIED, student, os.path.basename(file))
                course.ignore = [*course.ignore, glob.escape(file)]


def _is_newer(course, handed_in, graded):
    new, old = map(course.get_existing_timestamp, (handed_in, graded))
    return new is not None and old is not None and new > old


def _half_done(entry):
    """Whether nbgrader has made only the first of its two passes over a notebook."""
    try:
        text = (Path(entry.graded) / f"{entry.notebook}.ipynb").read_text(encoding="utf-8")
        return "sandbox" not in json.loads(text)["metadata"].get("autograder", {})
    except OSError:
        return False  # it failed, and nbgrader has removed it
    except ValueError:
        return True


def _remove(folder):
    for place, _, files in os.walk(folder):
        for name in files:
            os.chmod(os.path.join(place, name), stat.S_IRUSR | stat.S_IWUSR)
    shutil.rmtree(folder)
