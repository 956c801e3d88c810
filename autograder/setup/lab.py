"""Open JupyterLab: for a student at the first lesson, for an instructor at nbgrader's formgrader.

`make lab` and `make formgrader` run this file. A student's copy of the released notebooks, in
course/work, keeps what they write safe: course/release is built anew from its source, and git would
mix their answers with the course's own changes.
"""

import os
import shutil
import socket
import sys
from pathlib import Path

COURSE = Path(__file__).resolve().parents[2] / "course"
RELEASE = COURSE / "release"
WORK = COURSE / "work"

TAKEN = """\
Port {wanted} is taken by another program (an earlier JupyterLab, perhaps), so JupyterLab uses
port {free} instead. To choose a port yourself: make {target} PORT=9000
"""
ALL_TAKEN = """\
The ports {wanted} to {last} are all taken. Choose another: make {target} PORT=9000
"""
NO_PORT = """\
PORT={wanted} is not a port: choose a number from 1024 to 65535.
"""
NOTHING_RELEASED = """\
There is no lesson in {release}. Run `make build` first.
"""


def main(arguments):
    """Find what to open and a port for it, and become JupyterLab."""
    target, wanted, *flags = arguments
    port = choose_port(target, wanted)
    folder, page = open_lab() if target == "lab" else (COURSE, "/formgrader")
    # nbgrader's part of JupyterLab looks for its course in the working directory, and complains
    # about one outside of what JupyterLab shows.
    os.chdir(folder)
    command = jupyter_command(folder, page, port, os.environ, os.geteuid() == 0) + flags
    os.execv(command[0], command)


def choose_port(target, wanted):
    """Return the port to use, and say so when it is not the one that was wanted."""
    if not wanted.isdigit() or not 1 <= int(wanted) <= 65535:
        sys.exit(NO_PORT.format(wanted=wanted))
    port = free_port(int(wanted))
    if port is None:
        sys.exit(ALL_TAKEN.format(wanted=wanted, last=int(wanted) + 49, target=target))
    if port != int(wanted):
        print(TAKEN.format(wanted=wanted, free=port, target=target), flush=True)
    return port


def open_lab():
    """Lay out the student's copy; the folder to show, and the page of its first lesson."""
    first = first_notebook(RELEASE)
    if first is None:
        sys.exit(NOTHING_RELEASED.format(release=RELEASE))
    lay_out(RELEASE, WORK)
    return WORK, f"/lab/tree/{first}"


def lay_out(release, work):
    """Copy into `work` what is in `release` and not yet there; nothing there is ever changed."""
    for source in sorted(release.rglob("*")):
        target = work / source.relative_to(release)
        if source.is_dir() or target.exists() or ".ipynb_checkpoints" in source.parts:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)


def first_notebook(release):
    """Return the first lesson's notebook as a path inside `release`, or None."""
    notebooks = sorted(release.glob("*/*.ipynb"))
    return notebooks[0].relative_to(release).as_posix() if notebooks else None


def free_port(wanted):
    """Return `wanted` or the next port that is free on this computer, or None after fifty."""
    for port in range(wanted, min(wanted + 50, 65536)):
        with socket.socket() as probe:
            # As JupyterLab does, so that a port only just left counts as free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    return None


def jupyter_command(folder, page, port, environment, is_root):
    """Return the command that starts JupyterLab in `folder` and opens `page`."""
    command = [
        str(Path(sys.executable).with_name("jupyter-lab")),
        f"--ServerApp.root_dir={folder}",
        f"--LabApp.default_url={page}",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
    ]
    if is_root:
        # Jupyter refuses root unless told; in a container there is often no other user.
        command.append("--allow-root")
    if not has_screen(environment):
        command.append("--no-browser")
    return command


def has_screen(environment):
    """Tell whether a browser could show itself: not in CI, nor on a Linux without a display."""
    if "CI" in environment:
        return False
    displays = ("DISPLAY", "WAYLAND_DISPLAY")
    return sys.platform != "linux" or any(environment.get(name) for name in displays)


if __name__ == "__main__":
    main(sys.argv[1:])
