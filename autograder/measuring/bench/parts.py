"""Measure where a submission's processor time goes: its cells, the judge's looks, the judge.

The class is that of `autograder.measuring.bench.grading`, graded here by one worker's means, after
the solution's pictures have been drawn. nbgrader's own part is not in it.
"""

import argparse
import statistics
import tempfile
import time

import nbformat

from autograder.authoring import paths
from autograder.intake.assembly import laid_out
from autograder.intake.mending import Lesson, mend
from autograder.jail import tiers
from autograder.jail.limits import Limits
from autograder.jail.notebook import Notebook
from autograder.measuring.bench import grading
from autograder.measuring.bench._costs import Account
from autograder.running import pictures

KINDS = ("solved", "half solved", "wrong", "pasted", "half solved", "wrong")
PARTS = ("read", "jail", "cells", "looks", "judge", "all")


def main(arguments=None):
    """Measure and print a table: processor seconds a submission, on average over each kind."""
    parser = argparse.ArgumentParser(prog="bench parts", description=__doc__.splitlines()[0])
    parser.add_argument(
        "--size", type=int, default=24, help="how many submissions, a multiple of 6"
    )
    size = parser.parse_args(arguments).size
    account = Account.opened()
    if account is None:
        print("no control group counts processor time here: nothing can be told apart")
        return
    account.enter()
    lesson = Lesson(grading.LESSON)
    beside = {f.name: f.read_bytes() for f in (paths.RELEASE / grading.LESSON).glob("*.py")}
    with tempfile.TemporaryDirectory(), tiers.open_nursery() as nursery:
        began = account.seconds()
        pictures.hand_out(nursery, lesson, beside, Limits())
        print(f"the solution's pictures, once: {account.seconds() - began:.2f} s, 0 if kept")
        rows = {}
        for number, notebook in enumerate(grading.notebooks(size)):
            content = nbformat.writes(notebook).encode()
            took = _took(account, nursery, lesson, beside, f"student-{number}", content)
            rows.setdefault(KINDS[number % len(KINDS)], []).append(took)
    print(f"{'seconds a submission':<24}" + "".join(f"{part:>8}" for part in PARTS))
    rows["mean"] = [took for taken in rows.values() for took in taken]
    for kind, taken in rows.items():
        means = [statistics.mean(took[part] for took in taken) for part in PARTS]
        print(f"{kind:<24}" + "".join(f"{mean:>8.3f}" for mean in means))
    account.close()


def _took(account, nursery, lesson, beside, student, content):
    """Grade a submission; return processor seconds: {part: seconds}.

    ``looks`` is what the student's answers take when they are judged, copies of their process
    included; ``judge`` what the judge takes outside of the jail.
    """
    took = dict.fromkeys(PARTS, 0.0)
    began = before = account.seconds()
    notebook = mend(content, lesson).notebook
    steps = [step for _, step in laid_out(notebook, lesson.tests, with_tests=True)]
    took["read"] = account.seconds() - before
    with Notebook(nursery, student, "secret", beside) as book:
        before = account.seconds()
        book.run("")
        took["jail"] = account.seconds() - before
        for step in steps:
            before = account.seconds()
            if step.code:
                book.run(step.code)
            ran, own = account.seconds(), time.process_time()
            took["cells"] += ran - before
            if step.question:
                book.judge(step.question)
                own = time.process_time() - own
                took["judge"] += own
                took["looks"] += account.seconds() - ran - own
        before = account.seconds()
    took["jail"] += account.seconds() - before
    took["all"] = account.seconds() - began
    return took
