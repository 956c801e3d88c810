"""A jail's folder, where it has no file system of its own: how full it is, and its removal.

What is in it was made by a student's code: folders a thousand deep, or that nobody may look into,
files without a name.
"""

import contextlib
import os
import secrets
import stat

MOST_FILES = 2000  # folders count too; as many as jails with a file system of their own may have


def is_too_much(folder, process, most):
    """Tell whether a jailed process has more on the disk than it may.

    Parameters
    ----------
    folder : str
    process : int
        Its number.
    most : int
        Bytes of all files together, removed ones that are still open among them.
    """
    left, files, places = most, MOST_FILES, [folder]
    try:
        while places:
            with os.scandir(places.pop()) as entries:
                for entry in entries:
                    with contextlib.suppress(FileNotFoundError):
                        left -= entry.stat(follow_symlinks=False).st_blocks * 512
                    files -= 1
                    if min(left, files) < 0:
                        return True
                    if entry.is_dir(follow_symlinks=False):
                        places.append(entry.path)
        return left < sum(_removed(process).values())
    except (FileNotFoundError, ProcessLookupError):
        return False  # it is just being changed: the next look tells
    except OSError:
        return True  # names too long to follow, or closed to whoever looks


def _removed(process):
    """{which file: its bytes} of what a process holds open or in its memory, and has removed."""
    found = {}
    for thread in os.listdir(f"/proc/{process}/task"):
        for number in os.listdir(f"/proc/{process}/task/{thread}/fd"):
            with contextlib.suppress(FileNotFoundError):
                about = os.stat(f"/proc/{process}/task/{thread}/fd/{number}")
                if stat.S_ISREG(about.st_mode) and about.st_nlink == 0:
                    found[about.st_dev, about.st_ino] = about.st_blocks * 512
    with open(f"/proc/{process}/maps") as parts:
        for line in parts:
            if line.endswith(" (deleted)\n"):
                begin, _, end = line.partition(" ")[0].partition("-")
                found[line] = int(end, 16) - int(begin, 16)
    return found


def remove(folder):
    """Remove a folder, however deep it is, and whatever its folders allow."""
    with contextlib.suppress(OSError):
        while inner := [e.path for e in os.scandir(folder) if e.is_dir(follow_symlinks=False)]:
            for path in inner:
                _flatten(path, folder)
        _flatten(folder, folder)


def _flatten(folder, above):
    """Remove a folder whose own folders are put beside it, so that no path grows long."""
    os.chmod(folder, stat.S_IRWXU)
    for entry in list(os.scandir(folder)):
        if entry.is_dir(follow_symlinks=False):
            os.chmod(entry.path, stat.S_IRWXU)
            os.rename(entry.path, os.path.join(above, secrets.token_hex(16)))
        else:
            os.unlink(entry.path)
    os.rmdir(folder)
