"""Which jail does this machine allow? Tried for real at the start, the strongest first."""

import functools
import os
import platform
import sys
import tempfile
from pathlib import Path

from autograder.authoring import paths

ROOT, USER, BARE = "root namespaces", "user namespaces", "landlock"
NONE = "none"  # students' code runs with the grader's own rights: `--no-sandbox`
OVERRIDE = (
    "Grade on a Linux from 5.13 on, in a container or a virtual machine too; or run students' code "
    "with your own rights: --no-sandbox."
)


class NoSandbox(RuntimeError):
    """Students' code cannot be shut in on this machine; the message says what is missing."""


# Each line has to print its own word in the jail, or raise what is named.
PROBE = """
import errno
def refused(function, *arguments):
    try:
        function(*arguments)
    except (OSError, ImportError) as error:
        return error.errno in (errno.EPERM, errno.EACCES, errno.EROFS, errno.ENOENT)
    return False
import os, socket
import statistics, sqlite3, wave
open("/dev/null", "w").write("x")
open("own.txt", "w").write("x")
assert refused(os.listdir, SOLUTIONS), "the solutions can be read"
assert refused(open, SOLUTIONS + "/gmm.py"), "a solution can be read"
assert refused(open, OUTSIDE, "w"), "files outside can be written"
assert refused(socket.socket), "there is a network"
assert refused(os.execv, "/bin/true", ["true"]), "programs can be started"
import emlab, numpy as np, matplotlib.pyplot as plt
np.linalg.inv(np.eye(3))
print("shut in")
"""


def open_nursery(tier=None, door=None):
    """Start a nursery of the strongest tier that works here; `close` it, or use ``with``.

    Parameters
    ----------
    tier : str, optional
        One that is known to work here, from the ``tier`` of another nursery: it is not tried again.
    door : int, optional
        For a known tier: where a nursery is that another process has shared.

    Raises
    ------
    NoSandbox
        If no tier works, with what is missing.
    """
    if tier:
        from autograder.jail.keeper import Nursery

        return Nursery(tier, door)
    failures = []
    for tier in (ROOT, USER, BARE):
        nursery, failure = tried(tier)
        if nursery:
            return nursery
        failures.append(f"{tier}: {failure}")
    raise NoSandbox(f"Students' code cannot be shut in here ({'; '.join(failures)}). {OVERRIDE}")


def tried(tier):
    """Start a nursery of this tier and look around in one of its jails.

    Returns
    -------
    nursery : Nursery or None
    failure : str
        Why there is none.
    """
    failure = _missing() or _refused(tier)
    if failure:
        return None, failure
    from autograder.jail.keeper import Broken, NotOpened, Nursery

    nursery = None
    try:
        nursery = Nursery(tier)
        failure = _look_around(nursery)
    except (Broken, NotOpened, OSError) as error:
        failure = str(error)
    if failure and nursery:
        nursery.close()
    return (None, failure) if failure else (nursery, "")


@functools.cache
def _missing():
    """Return what no tier can do without, "" if all is there."""
    if not sys.platform.startswith("linux"):
        return f"{platform.system()} has no Landlock; Linux has"
    try:
        import pyseccomp  # noqa: F401 (its import looks for the library)
    except (ImportError, OSError, RuntimeError):
        return "the library libseccomp was not found (on Debian: apt-get install libseccomp2)"
    from autograder.jail import linux

    if linux.landlock_version() == 0:
        return f"the kernel {platform.release()} has no Landlock, or it is switched off"
    return ""


def _refused(tier):
    """Return why the kernel refuses this tier's namespaces, "" where it does not; this is quick."""
    if tier == ROOT and os.geteuid() != 0:
        return "needs root"
    if tier == BARE:
        return ""
    from autograder.jail import confine, linux
    from autograder.jail.limits import Limits

    read, write = os.pipe()
    with tempfile.TemporaryDirectory(prefix="jail-") as folder:
        child = linux.fork()
        if child == 0:
            try:
                confine.enter_namespaces(tier)
                inner = linux.fork()
                if inner == 0:
                    confine.private_mounts(folder, Limits())
                    os._exit(0)
                os._exit(os.waitstatus_to_exitcode(os.waitpid(inner, 0)[1]) & 255)
            except OSError as error:
                os.write(write, str(error).encode())
            finally:
                os._exit(1)
        os.close(write)
        with open(read, "rb") as said:
            reason = said.read().decode()
        status = os.waitpid(child, 0)[1]
    return (reason or "refused") if status else ""


def _look_around(nursery):
    """Run `PROBE` in a jail; return what is wrong there, "" if nothing."""
    outside = str(Path(nursery.folder).with_name(f"autograder-{os.getpid()}"))
    known = f"SOLUTIONS, OUTSIDE = {str(paths.SOLUTIONS)!r}, {outside!r}\n"
    jail = nursery.open()
    outputs, _ = jail.run(known + PROBE)
    ended = jail.close()
    said = [output.get("text", output.get("evalue", "")) for output in outputs]
    if said != ["shut in\n"]:
        return " ".join(said).strip() or "nothing was said"
    return "" if ended == "ended 9" else f"it {ended}"
