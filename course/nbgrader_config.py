"""The course for nbgrader: folders, stubs and limits. Lines to adapt stand first."""

import os
import sys
from pathlib import Path

c = get_config()  # noqa: F821 (nbgrader defines it)

# Your course on a JupyterHub: its name there, and how long one cell may run when graded.
c.CourseDirectory.course_id = "gmm-em-course"
c.Execute.timeout = 60

# What each day that a submission is late costs, in percent of its points. Deadlines: in formgrader.
c.LatePerDay.percent_per_day = 0
c.AssignLatePenalties.plugin_class = "autograder.nbgrader.LatePerDay"

# Students' cells run in a jail, tests are judged outside of it, damaged notebooks are mended,
# several at a time: under `nbgrader autograde` and behind formgrader's button. Where there is no
# sandbox: `sandbox = False` runs students' code with your own rights.
c.Autograde.exporter_class = "autograder.nbgrader.MendingExporter"
c.Autograde.autograde_preprocessors = [
    "autograder.nbgrader.JailedExecute",  # in place of nbgrader's Execute; the rest is nbgrader's
    "nbgrader.preprocessors.IgnorePattern",
    "nbconvert.preprocessors.ClearMetadataPreprocessor",
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]
c.JailedExecute.sandbox = True
c.JailedExecute.limits = {"submission_seconds": 300.0, "memory": 3 << 30}

# What a student shows is shown in formgrader and in the feedback, but runs in neither.
c.HTMLExporter.sanitize_html = True
c.HTMLExporter.filters = {
    "clean_html": "autograder.nbgrader.harmless.page",
    "markdown2html": "autograder.nbgrader.harmless.markdown",
}

# The course's folders lie beside this file, wherever nbgrader is started.
c.CourseDirectory.root = str(Path(__file__).resolve().parent)

# `nbgrader zip_collect 05-gmm` takes what Canvas and Moodle let you download, as it is, from
# downloaded/05-gmm/archive. A table roster.csv beside this file (columns lms, student_id) gives
# their names for students yours.
c.ZipCollectApp.extractor_plugin = "autograder.nbgrader.LmsExtractor"
c.FileNameCollectorPlugin.named_regexp = r".*/(?P<student_id>[^/]+)/(?P<file_id>[^/]+)\.ipynb"

# What a student finds in place of a solution.
c.ClearSolutions.code_stub = {"python": "raise NotImplementedError  # your code here"}
c.ClearSolutions.text_stub = "*Write your answer here.*"

# A rubric is a locked cell: left out of the release, there again for the grader and the feedback.
c.ClearMarkScheme.enforce_metadata = False

# One thread a kernel: grading runs one kernel a core.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# nbgrader starts `alembic` by name, so its folder must be found without an activated environment.
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
