"""A warm process, from which the jailed ones are forked: everything imported, nothing known.

It is started with an empty environment, imports what notebooks import, and never sees a student's
code itself. It holds no answers: the references are not imported, and the jail hides their files.
"""

import os
import signal
import socket
import sys

from autograder.beside.wire import Closed, Wire
from autograder.jail import agent, confine, linux
from autograder.jail.shell import make_shell, run_cell

FIRST_USER = 200_000  # a user of its own for each jail, so that limits on processes are its own


def main():
    """Serve the keeper at the other end of the socket whose number is the argument."""
    end = socket.socket(fileno=int(sys.argv[1]))
    wire = Wire(end)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    shell, record = _warm_shell()
    wire.send({"ready": True})
    number = 0
    while True:
        try:
            request = wire.receive()
        except Closed:
            return
        _, descriptors, _, _ = socket.recv_fds(end, 1, 2)
        number += 1
        _open_jail(request, descriptors, FIRST_USER + number % 50_000, (shell, record))
        for descriptor in descriptors:
            os.close(descriptor)
        _reap()


WARMING = (
    "import numpy, ipywidgets, emlab, matplotlib.pyplot as plt",
    "plt.plot([1, 2])\nplt.title('$x^2$')",
    "emlab.figures.covariance_gallery()",
    "1 / 0",
)


def _warm_shell():
    """A shell that has done once what notebooks do: imports, a figure, an error; then forgot it."""
    shell, record = make_shell()
    for cell in WARMING:
        run_cell(shell, record, cell, 1 << 24)
    shell.reset(new_session=True)
    shell.execution_count = 1
    return shell, record


def _reap():
    """Bury the overseers of jails that are over."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass


def _open_jail(request, descriptors, user, warm):
    """Fork an overseer, which forks the jailed process and reports how it ends."""
    if os.fork():
        return
    door, report = descriptors
    try:
        _oversee(request, door, report, user, warm)
    except BaseException as error:
        os.write(report, f"failed {type(error).__name__}: {error}\n".encode()[:500])
    finally:
        os._exit(0)


def _oversee(request, door, report, user, warm):
    os.setsid()
    tier, limits = request["tier"], confine.Limits(**request["limits"])
    if tier != confine.BARE:
        confine.enter_namespaces(tier)
    jailed = os.fork()
    if jailed == 0:
        try:
            os.close(report)
            _be_jailed(request, door, limits, user, warm)
        finally:
            os._exit(70)
    os.write(report, f"started {jailed}\n".encode())
    os.close(door)
    _, status = os.waitpid(jailed, 0)
    os.write(report, f"ended {status}\n".encode())


def _be_jailed(request, door, limits, user, warm):
    """Shut this process in, then do as the keeper says."""
    linux.prctl(linux.PR_SET_PDEATHSIG, signal.SIGKILL)
    tier, folder = request["tier"], request["folder"]
    if tier != confine.BARE:
        confine.private_mounts(folder, limits)
    os.chdir(folder)
    for name, content in request["files"].items():
        with open(os.path.basename(name), "wb") as file:
            file.write(content)
    _close_all_but(door)
    allowed = confine.readable()
    os.environ.update(HOME=folder, TMPDIR=folder, IPYTHONDIR=folder, MPLCONFIGDIR=folder)
    confine.set_limits(limits)
    if tier == confine.ROOT:
        confine.drop_privileges(user)
    confine.drop_capabilities()
    linux.landlock(allowed, [folder, "/dev/null"])
    confine.filter_system_calls(fork=tier != confine.BARE)
    sys.path.insert(0, "")
    signal.signal(signal.SIGINT, signal.default_int_handler)
    agent.serve(socket.socket(fileno=door), *warm, limits)


def _close_all_but(door):
    """Keep the standard streams, which lead nowhere, and the door."""
    os.closerange(3, door)
    os.closerange(door + 1, 4096)


if __name__ == "__main__":
    main()
