"""Control groups: a cap on the memory and the processes of a whole jail, where the machine lets us.

Without them the cap on memory holds for each process of a jail, not for their sum.
"""

import contextlib
import os
import secrets
import time
from pathlib import Path

CAPS = {  # the file that caps, in the first and in the second version of control groups
    "memory": ("memory.limit_in_bytes", "memory.max"),
    "pids": ("pids.max", "pids.max"),
}
TRIED = {"memory": 1 << 30, "pids": 1000}
PATIENCE = 2.0  # seconds until the kernel has buried the last process of a group


class Groups:
    """Where control groups can be made."""

    def __init__(self):
        self.places = {what: place for what in CAPS if (place := _place(what))}

    @property
    def name(self):
        """What is capped for a whole jail."""
        return " and ".join(sorted(self.places))

    def open(self, limits):
        """Make the groups of one jail; return the folders that its first process has to enter."""
        most = {"memory": limits.memory, "pids": 2 * limits.processes}
        made = []
        for what, (folder, file) in self.places.items():
            group = folder / _new_name()
            made += [group] if group not in made else []
            group.mkdir()
            _write(group / file, most[what])
        return [str(group) for group in made]


def enter(groups):
    """Put this process, and so its later children, into these groups."""
    for group in groups:
        _write(Path(group, "cgroup.procs"), 0)


def close(groups):
    """Remove groups whose processes have ended."""
    end = time.monotonic() + PATIENCE
    for group in groups:
        while os.path.isdir(group) and time.monotonic() < end:
            with contextlib.suppress(OSError):  # still in use
                os.rmdir(group)
                break
            time.sleep(0.001)


def _write(file, number):
    """Write to a file of the kernel's, which is there or not: never make one."""
    descriptor = os.open(file, os.O_WRONLY)
    try:
        os.write(descriptor, str(number).encode())
    finally:
        os.close(descriptor)


def _new_name():
    """A name that says whose group this is."""
    return f"autograder-{os.getpid()}-{secrets.token_hex(6)}"


def _clear(folder):
    """Remove the groups of graders that were killed."""
    for group in folder.glob("autograder-*-*"):
        owner = group.name.split("-")[1]
        if owner.isdecimal() and not os.path.exists(f"/proc/{owner}"):
            with contextlib.suppress(OSError):  # its last process has not ended yet
                group.rmdir()


def _place(what):
    """Return the folder where groups that cap this can be made, and the name of the file."""
    for folder, file in _candidates(what):
        group = folder / _new_name()
        try:
            group.mkdir()
        except OSError:
            continue
        try:
            _write(group / file, TRIED[what])
            if _can_be_entered(group):
                _clear(folder)
                return folder, file
        except OSError:
            pass
        finally:
            close([group])
    return None


def _can_be_entered(group):
    from autograder.jail import linux  # this module is imported where there is no Linux, too

    child = linux.fork()
    if child == 0:
        try:
            enter([group])
            os._exit(0)
        finally:
            os._exit(1)
    return os.waitpid(child, 0)[1] == 0


def _candidates(what):
    for mounted, root, kind, options in _mounts():
        own = _own_group(what, kind)
        if own is None or (kind == "cgroup" and what not in options.split(",")):
            continue
        inside = own if root == "/" else "/" + os.path.relpath(own, root)
        here = Path(mounted + inside.rstrip("/"))
        if kind == "cgroup":
            yield here, CAPS[what][0]
        else:  # a group of the second version holds processes or groups, never both
            places = [here.parent, here] if inside != "/" else [here]
            yield from ((place, CAPS[what][1]) for place in places)


def _mounts():
    """(where, root of it, kind, options) of each file system of control groups."""
    for line in Path("/proc/self/mountinfo").read_text().splitlines():
        left, _, right = line.partition(" - ")
        kind, _, options = right.split()
        if kind in ("cgroup", "cgroup2"):
            yield left.split()[4], left.split()[3], kind, options


def _own_group(what, kind):
    for line in Path("/proc/self/cgroup").read_text().splitlines():
        _, names, path = line.split(":", 2)
        if (kind == "cgroup2" and names == "") or (kind == "cgroup" and what in names.split(",")):
            return path
    return None
