"""The pictures that the course's own solution leads to: drawn once, then known to every jail.

They are drawn in a jail that runs nothing but the course's own code, and kept where grading keeps
what it can make again, for later runs.
"""

import contextlib
import copy
import functools
import os
import sys
from dataclasses import asdict
from importlib.metadata import version

from autograder.authoring.notebooks import grade_id
from autograder.authoring.references import load
from autograder.beside.wire import Garbled, pack, unpack
from autograder.intake.assembly import laid_out
from autograder.jail.album import closed
from autograder.jail.keeper import Broken
from autograder.questions import QUESTIONS
from autograder.running.store import cache_folder, key_of

MOST = 16  # files that are kept


def hand_out(nursery, lesson, given, limits):
    """Let the jails of a nursery have the pictures of a lesson's solution.

    Parameters
    ----------
    nursery : Nursery
    lesson : Lesson
        As it was released.
    given : dict
        ``{name: bytes}``: what the course lays beside the notebook.
    limits : Limits
    """
    ways = [
        [step for _, step in laid_out(notebook, lesson.tests, with_tests=True)]
        for notebook in _solutions(lesson)
    ]
    laid = [[asdict(step) for step in steps] for steps in ways]
    key = key_of("pictures", laid, given, _versions())
    if key not in nursery.shown:
        nursery.shown.add(key)
        nursery.show_pictures(_kept(key, lambda: _drawn(nursery, ways, given, limits)))


def _solutions(lesson):
    """The lesson with every answer in its place; and with all of them pasted into the first one.

    Some pictures show more as soon as more of a class is there.
    """
    answered = copy.deepcopy(lesson.released)
    answers = {f"{grade_id(q)}-answer": QUESTIONS[q].reference for q in lesson.tests.values()}
    places = {}
    for number, cell in enumerate(answered.cells):
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if name in answers:
            cell.source = load(answers[name]).cell(marked=False)
            places[number] = cell.source
    pasted = copy.deepcopy(answered)
    for number in places:
        pasted.cells[number].source = "" if number > min(places) else "\n\n\n".join(places.values())
    return answered, pasted


@functools.cache
def _versions():
    """What a picture depends on beside the course."""
    return [sys.version, sys.prefix, *map(version, ("numpy", "matplotlib", "pillow"))]


def _drawn(nursery, ways, given, limits):
    """Run the solution in each of these ways; return its pictures, as jails may hold them."""
    found = {}
    for steps in ways:
        nursery.show_pictures(found)  # what is known is not drawn once more
        jail = nursery.open(given, limits)
        try:
            jail.pictures(in_copies=True)
            for step in steps:
                jail.run(step.code)
            found |= closed(jail.pictures())
        except Broken:  # then students' pictures are drawn as they come
            pass
        finally:
            jail.close()
    return found


def _kept(key, draw):
    """Return what an earlier run has kept, or draw it and keep it; one process at a time draws."""
    folder = cache_folder() / "pictures"
    file = folder / f"{key}.pictures"
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(OSError, ImportError):
            import fcntl

            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            lock = stack.enter_context(open(folder / "lock", "w"))
            fcntl.flock(lock, fcntl.LOCK_EX)
        with contextlib.suppress(OSError, Garbled, TypeError, ValueError):
            return dict(unpack(file.read_bytes()))
        pictures = draw()
        with contextlib.suppress(OSError):
            _keep(file, pictures)
        return pictures


def _keep(file, pictures):
    draft = file.with_suffix(f".{os.getpid()}")
    draft.write_bytes(pack([list(pair) for pair in pictures.items()]))
    os.replace(draft, file)
    for old in sorted(file.parent.glob("*.pictures"), key=os.path.getmtime)[:-MOST]:
        old.unlink(missing_ok=True)
