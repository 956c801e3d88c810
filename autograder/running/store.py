"""Results that are kept while a class is graded, so that a run that was stopped can go on."""

import contextlib
import functools
import hashlib
import json
import os
import shutil
from importlib.util import find_spec
from pathlib import Path

from autograder.authoring import paths


class Store:
    """A folder with a file for each finished submission; none of it is a student's to see.

    Parameters
    ----------
    folder : path-like or None
        It is made when it is needed. None, or one that cannot be written: nothing is kept.
    """

    def __init__(self, folder):
        self.folder = Path(folder) if folder else None

    def get(self, key):
        """Return the result that is kept under a key, None if there is none."""
        if self.folder is None:
            return None
        try:
            return json.loads((self.folder / f"{key}.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None

    def put(self, key, result):
        """Keep a result. Whoever looks sees all of it or nothing, whenever this process ends."""
        if self.folder is None:
            return
        draft = self.folder / f"{key}.{os.getpid()}.draft"
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            draft.write_text(json.dumps(result), encoding="utf-8")
            os.replace(draft, self.folder / f"{key}.json")

    def forget(self, keys):
        """Forget these results, and the folder once it is empty."""
        if self.folder is None:
            return
        for key in keys:
            with contextlib.suppress(OSError):
                (self.folder / f"{key}.json").unlink()
        with contextlib.suppress(OSError):
            self.folder.rmdir()

    def clear(self):
        """Forget everything."""
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)


def default_folder():
    """Return where results are kept when no course says where."""
    return cache_folder() / "unfinished"


def cache_folder():
    """Return where this user's grading keeps what it can make again."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "gmm-em-course"


def key_of(*parts):
    """Return the key of a result: all that it depends on, the grader's own code included."""
    text = json.dumps([code(), *parts], sort_keys=True, default=_of_bytes)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _of_bytes(content):
    return hashlib.sha256(content).hexdigest()


@functools.cache
def code():
    """A digest of the judge, the references and the students' library."""
    digest = hashlib.sha256()
    emlab = Path(find_spec("emlab").origin).parent  # found, not imported: matplotlib takes its time
    for folder in (paths.ROOT / "autograder", paths.SOLUTIONS, emlab):
        for file in sorted(folder.rglob("*.py")):
            if "tests" not in file.parts:
                digest.update(file.read_bytes())
    return digest.hexdigest()
