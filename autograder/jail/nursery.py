"""A warm process, from which the jailed ones are forked: everything imported, nothing known.

It is started with an empty environment, imports what notebooks import, and never sees a student's
code itself. It holds no answers: the references are not imported, and the jail hides their files.
"""

import contextlib
import gc
import os
import signal
import socket
import sys
import traceback

from autograder.beside.wire import Closed, Wire
from autograder.jail import agent, cgroups, confine, hollow, linux, sketch
from autograder.jail.album import ALBUM
from autograder.jail.limits import Limits
from autograder.jail.readable import HIDDEN, readable, roots
from autograder.jail.shell import make_shell, run_cell
from autograder.jail.tiers import BARE, ROOT
from emlab.unfinished import say_it_in_one_line

FIRST_USER = 200_000  # a user of its own for each jail, so that limits on processes are its own


def main():
    """Serve the keeper at the other end of the socket whose number is the argument."""
    end, tier = socket.socket(fileno=int(sys.argv[1])), sys.argv[2]
    wire = Wire(end)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # overseers are buried by themselves
    if tier == ROOT:
        linux.unshare(linux.NEWNS)
        confine.own_mounts()
        confine.open_closed_folders([*roots(), os.getcwd()])
    hollow.install()
    warm = _warm_shell()
    allowed = readable(own_processes=tier != BARE)
    _hide_files_of_modules()
    gc.collect()
    gc.freeze()  # what is shared is neither looked at nor copied again in each jail
    wire.send({"ready": True})
    while True:
        try:
            request = wire.receive()
        except Closed:
            return
        if "pictures" in request:
            ALBUM.closed.update(request["pictures"])
            continue
        _, descriptors, _, _ = socket.recv_fds(end, 1, 2)
        if not descriptors:
            return  # the keeper was stopped between its request and what belongs to it
        if "share" in request:
            if linux.fork() == 0:  # from here on a nursery of its own, as warm as this one
                end.close()
                end = socket.socket(fileno=descriptors[0])
                wire = Wire(end)
                wire.send({"ready": True})
            else:
                os.close(descriptors[0])
            continue
        if linux.fork() == 0:
            _oversee(request, tier, *descriptors, warm, allowed)
        for descriptor in descriptors:
            os.close(descriptor)


WARMING = (
    "import numpy as np, ipywidgets, emlab, matplotlib.pyplot as plt\nfrom emlab import *",
    "plt.plot([1, 2], label='a')\nplt.title('$x^2$')\nplt.legend()",
    "emlab.figures.covariance_gallery()",
    "np.linalg.inv(np.eye(2)), np.linalg.cholesky(np.eye(2)), np.random.randn(2)",
    "def f():\n    raise NotImplementedError",
    "f()",
    "1 / 0",
)


def _warm_shell():
    """A shell that has done once what notebooks do: imports, a figure, an error; then forgot it."""
    shell, record = make_shell()
    say_it_in_one_line()  # emlab was imported when there was no shell yet
    for cell in WARMING:
        run_cell(shell, record, cell, 1 << 24)
    shell.reset(new_session=True)
    shell.execution_count = 1
    sketch.install()
    return shell, record


def _hide_files_of_modules():
    """Let modules that no jail can read have no file: `%autoreload` would say so of each."""
    for name, module in list(sys.modules.items()):
        if name.startswith(HIDDEN):
            vars(module).pop("__file__", None)


def _oversee(request, tier, door, report, warm, allowed):
    """Fork the jailed process, say how it ends, and end."""
    user = FIRST_USER + os.getpid()  # of no other jail that runs, be it another nursery's
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        linux.prctl(linux.PR_SET_PDEATHSIG, signal.SIGKILL)
        cgroups.enter(request["groups"])
        if tier != BARE:
            confine.enter_namespaces(tier)
        jailed = linux.fork()
        if jailed == 0:
            _be_jailed(request, tier, door, report, user, warm, allowed)
        os.write(report, f"started {jailed}\n".encode())
        os.close(door)
        _, status = os.waitpid(jailed, 0)
        os.write(report, f"ended {status}\n".encode())
    except BaseException as error:
        _report(report, error)
    finally:
        os._exit(0)


def _be_jailed(request, tier, door, report, user, warm, allowed):
    """Shut this process in, then do as the keeper says."""
    try:
        os.setsid()  # in no group with its overseer, whom it could then end
        limits, end = Limits(**request["limits"]), socket.socket(fileno=door)
        files = Wire(end).receive()["files"]
        _shut_in(request["folder"], files, tier, (door, report), limits, user, allowed)
    except BaseException as error:
        _report(report, error)
        os._exit(70)
    try:
        os.close(report)
        agent.serve(end, *warm, limits, alone=tier != BARE)
    finally:
        os._exit(71)


def _report(report, error):
    last = traceback.extract_tb(error.__traceback__)[-1]
    said = f"failed {type(error).__name__}: {error} (in {last.name})\n"
    os.write(report, said.encode()[:500])


def _shut_in(folder, files, tier, kept, limits, user, allowed):
    alone = tier != BARE
    if alone:
        confine.private_mounts(folder, limits)
    os.chdir(folder)
    for name, content in files.items():
        with open(os.path.basename(name), "wb") as file:
            file.write(content)
        os.chmod(os.path.basename(name), 0o666)
    _close_all_but(kept)
    os.environ.update(HOME=folder, TMPDIR=folder, IPYTHONDIR=folder, MPLCONFIGDIR=folder)
    confine.set_limits(limits)
    if tier == ROOT:
        confine.drop_privileges(user)
    linux.prctl(linux.PR_SET_PDEATHSIG, signal.SIGKILL)  # after the change of user, which clears it
    linux.capset_nothing()
    linux.landlock(allowed, [folder, "/dev/null"])
    confine.filter_system_calls(alone)
    sys.path.insert(0, "")
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _close_all_but(kept):
    """Keep these descriptors, and let the standard streams lead nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    with contextlib.suppress(OSError):
        os.close(nowhere) if nowhere > 2 else None
    low, high = sorted(kept)
    os.closerange(3, low)
    os.closerange(low + 1, high)
    os.closerange(high + 1, 4096)


if __name__ == "__main__":
    with contextlib.suppress(Closed):  # the keeper was stopped before this was ready
        main()
