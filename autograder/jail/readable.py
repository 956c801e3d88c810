"""What a student's code may read: Python, its packages and emlab, and no answer."""

import os
import site
import sys
import sysconfig
from pathlib import Path

import emlab
from autograder.beside.borrowed import BORROWED

# Answers and the judge; and the packages that would do the exercises, with what belongs to them.
HIDDEN = ("autograder", "solutions", "gmm_em_course", "__editable__", "scikit_learn", *BORROWED)
SYSTEM = (
    *("/lib64", "/usr/share/fonts", "/usr/share/zoneinfo", "/etc/ld.so.cache", "/etc/fonts"),
    *("/usr/share/fontconfig", "/var/cache/fontconfig", "/etc/localtime", "/dev/urandom"),
    *("/dev/random", "/dev/zero", "/dev/null", "/sys/devices/system/cpu"),
)
PROCESSES = ("/proc",)
# Without a list of processes of its own, a jail sees itself and the machine, not its neighbours.
OWN_PROCESS = ("/proc/self", "/proc/cpuinfo", "/proc/meminfo", "/proc/stat", "/proc/sys/kernel")
INSTALLED = ("site-packages", "dist-packages")


def readable(own_processes):
    """Return the files and folders that a jailed process may read.

    Parameters
    ----------
    own_processes : bool
        Whether the jail's processes are the only ones that it sees in ``/proc``.
    """
    found = {
        *SYSTEM,
        *(PROCESSES if own_processes else OWN_PROCESS),
        os.path.dirname(emlab.__file__),
    }
    for folder in ("/usr/lib", "/usr/local/lib", "/lib", f"{sys.base_prefix}/lib"):
        found |= _inside(folder, ("python",))  # another Python's packages lie there
    for name in ("stdlib", "platstdlib"):
        found |= _inside(sysconfig.get_path(name), INSTALLED)
    for folder in packages():
        found |= _inside(folder, HIDDEN)
    return sorted(path for path in found if os.path.exists(path))


def packages():
    """Return the folders that packages are installed in."""
    return {*site.getsitepackages(), sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}


def roots():
    """Return the folders that hold all that is readable and no part of the system."""
    return {sys.base_prefix, *packages(), os.path.dirname(emlab.__file__)}


def _inside(folder, hidden):
    """Return the entries of a folder but those whose names begin so."""
    path = Path(folder)
    if not path.is_dir():
        return set()
    return {str(entry) for entry in path.iterdir() if not entry.name.startswith(hidden)}
