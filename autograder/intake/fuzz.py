"""Hand in garbage: ``python -m autograder.intake.fuzz --notebooks 100000``.

A solved notebook is spoilt in its bytes, its encoding and its structure, and mended as submissions
are. Whatever comes of it has to be a notebook that can be graded: valid, each test in it once, in
a time that nobody notices. Counted are those that are graded, those that are not, with the reason,
and those that are damaged in a way that nobody has thought of; anything that is raised ends it.
"""

import argparse
import collections
import copy
import json
import random
import sys
import time
import warnings

import nbformat

from autograder.authoring import paths
from autograder.intake.assembly import laid_out
from autograder.intake.mending import Lesson, mend
from autograder.messages.damage import REASONS

SLOWEST = 5.0  # seconds of the processor for one notebook
ODD = REASONS["odd"].partition("{")[0]
ENCODINGS = ("utf-16", "utf-32", "utf-8-sig", "cp932", "cp1252", "shift_jis", "utf-16-be", "utf-7")
THINGS = (
    *(None, True, 0, -1, 1e400, float("nan"), 10**30, "", "x", "\0", "\ud800", "code", "markdown"),
    *([], {}, [[]], [None], {"": None}, {"cells": []}, ["a", 1], {"nbgrader": 3}, "x" * 5000),
    *(
        "GMM-e_step",
        "GMM-e_step-answer",
        "setup",
        {"grade_id": []},
        "GMM.e_step = 1",
        "```\nx\n```",
    ),
)
BYTES = (
    b"\0",
    b"\xff",
    b"{",
    b"]",
    b'"',
    b",",
    b"\\",
    b"\\ud800",
    b"\r\n",
    b"<<<<<<<",
    b"PK\x03\x04",
)


def spoilt(raw, rng):
    """Return the bytes of a notebook after some damage.

    Parameters
    ----------
    raw : dict
        A notebook, as JSON holds it.
    rng : random.Random
    """
    raw = copy.deepcopy(raw)
    for _ in range(rng.choice((0, 1, 1, 2, 5, 20))):
        _in_structure(raw, rng)
    content = json.dumps(raw, ensure_ascii=rng.random() < 0.5).encode("utf-8", "surrogatepass")
    if rng.random() < 0.1:
        text = content.decode("utf-8", "replace")
        content = text.encode(rng.choice(ENCODINGS), "replace")
    for _ in range(rng.choice((0, 0, 1, 2, 10))):
        content = _in_bytes(content, rng)
    return content


def _in_structure(raw, rng):
    """Change one thing in a notebook, wherever it is."""
    holder, key = raw, None
    while True:
        keys = list(holder) if isinstance(holder, dict) else range(len(holder))
        if not keys:
            return
        key = rng.choice(keys)
        if not isinstance(holder[key], dict | list) or not holder[key] or rng.random() < 0.2:
            break
        holder = holder[key]
    change = rng.randrange(6)
    if change == 0:
        del holder[key]
    elif change == 1:
        holder[key] = [holder[key]]
    elif change == 2 and isinstance(holder, list):
        holder.insert(rng.randrange(len(holder) + 1), copy.deepcopy(holder[key]))
    elif change == 3 and isinstance(holder, list):
        rng.shuffle(holder)
    elif change == 4 and isinstance(holder, dict):
        holder[rng.choice([*holder, "cells", "worksheets", "nbgrader"])] = holder.pop(key)
    else:
        holder[key] = copy.deepcopy(rng.choice(THINGS))


def _in_bytes(content, rng):
    """Change some bytes in a row."""
    at = rng.randrange(len(content) + 1)
    end = at + rng.choice((0, 1, 10, 1000, len(content)))
    kept = rng.choice((b"", rng.choice(BYTES), content[at:end] * 2, rng.randbytes(3)))
    return content[:at] + kept + content[end:]


def look(content, lesson):
    """Mend a submission; return what came of it.

    Raises
    ------
    AssertionError
        If the result is no notebook that can be graded.
    """
    began = time.process_time()
    mended = mend(content, lesson)
    assert time.process_time() - began < SLOWEST, "this took too long"
    notebook = mended.with_remarks()
    nbformat.validate(notebook)
    asked = [step.question for _, step in laid_out(notebook, lesson.tests) if step.question]
    assert sorted(asked) == sorted(lesson.tests.values()), "not each question once"
    if not mended.problem:
        return "mended" if mended.remarks else "without a remark"
    return f"not graded: {mended.problem}"


def throw(number, seed, lesson="05-gmm"):
    """Spoil and mend a notebook so many times; return how often what came of it."""
    raw = json.loads((paths.RELEASE / lesson / f"{lesson}.ipynb").read_text(encoding="utf-8"))
    ours, rng, found = Lesson(lesson), random.Random(seed), collections.Counter()
    for count in range(number):
        content = spoilt(raw, rng)
        try:
            found[look(content, ours)] += 1
        except Exception as error:
            error.add_note(f"in notebook {count} of seed {seed}")
            raise
    return found


def main(arguments=None):
    """Run the command line; the status is 1 if damage came that nobody has thought of."""
    parser = argparse.ArgumentParser(prog="python -m autograder.intake.fuzz", description=__doc__)
    parser.add_argument("--notebooks", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args(arguments)
    warnings.simplefilter("error")
    found = throw(options.notebooks, options.seed)
    for what, count in found.most_common():
        print(f"{count:7}  {what}")
    return int(any(ODD in what for what in found))


if __name__ == "__main__":
    sys.exit(main())
