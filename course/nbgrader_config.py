"""The course for nbgrader: folders, stubs and limits. Lines to adapt stand first."""

import os
import sys
from pathlib import Path

c = get_config()  # noqa: F821 (nbgrader defines it)

# Your course on a JupyterHub: its name there, and how long one cell may run when graded.
c.CourseDirectory.course_id = "gmm-em-course"
c.Execute.timeout = 60

# The course's folders lie beside this file, wherever nbgrader is started.
c.CourseDirectory.root = str(Path(__file__).resolve().parent)

# What a student finds in place of a solution.
c.ClearSolutions.code_stub = {"python": "raise NotImplementedError  # your code here"}
c.ClearSolutions.text_stub = "*Write your answer here.*"

# A rubric is a locked cell: left out of the release, there again for the grader and the feedback.
c.ClearMarkScheme.enforce_metadata = False

# One thread a kernel: grading runs one kernel a core.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# nbgrader starts `alembic` by name, so its folder must be found without an activated environment.
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
