"""The process that runs one submission: `python -m autograder.worker`.

The job comes as JSON on standard input. What is found leaves as one line of JSON a question, on the
descriptor named in the job, so that what was judged before a crash is kept.
"""

import json
import os
import sys

from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from autograder.beside.limits import time_limit
from autograder.beside.observation import TimeUp
from autograder.judge import judge
from autograder.questions import QUESTIONS
from autograder.runner import InProcess


def main():
    """Run the job on standard input."""
    job = json.load(sys.stdin)
    shell = InteractiveShell.instance(config=Config({"HistoryManager": {"enabled": False}}))
    sys.modules["__main__"] = shell.user_module
    sys.path.insert(0, "")
    for step in job["steps"]:
        if step["question"]:
            question = QUESTIONS[step["question"]]
            verdict = judge(question, InProcess(shell.user_ns), job["student"], job["secret"])
            line = json.dumps({"question": question.id, **verdict.plain()})
            os.write(job["report_to"], f"{line}\n".encode())
        else:
            _run(shell, step["code"], job["cell_seconds"])


def _run(shell, code, seconds):
    """Run a cell as Jupyter does: what it raises ends the cell, not the notebook."""
    try:
        with time_limit(seconds):
            shell.run_cell(code)
    except TimeUp:
        pass


if __name__ == "__main__":
    main()
