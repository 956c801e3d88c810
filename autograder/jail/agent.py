"""In the jail: runs a notebook's cells and the judge's probes, and answers over a wire.

Whatever this process says may be a lie of the student's code that it has run. The keeper at the
other end of the wire takes it as plain data only, and judges numbers, not words.
"""

import contextlib
import os
import resource
import signal
import socket

from autograder.beside.limits import time_limit
from autograder.beside.observation import TimeUp, Unusable
from autograder.beside.observe import observe
from autograder.beside.wire import Closed, Wire, pack
from autograder.jail import linux
from autograder.jail.album import ALBUM
from autograder.jail.shell import run_cell

PATIENCE = 1.0  # seconds that an observation may take to end by itself


def serve(end, shell, record, limits, alone):
    """Do what the keeper asks for, until it hangs up.

    Parameters
    ----------
    end : socket.socket
    shell, record
        See `autograder.jail.shell`.
    limits : Limits
    alone : bool
        Whether this is process 1 of a world of its own, where new processes are allowed.
    """
    wire = Wire(end)
    wire.send({"ready": True})
    while True:
        try:
            request = wire.receive()
        except Closed:
            return
        if request["do"] == "run":
            wire.send(_run(shell, record, request, limits))
        elif request["do"] == "pictures":
            taken = ALBUM.taken(request["in copies"])
            wire.send({"pictures": [[key, picture] for key, picture in taken.items()]})
        elif request["do"] == "observe":
            door = _received(end)
            (_observe_in_a_copy if alone else _observe)(end, door, shell.user_ns, request)
            door.close()
            wire.send({"done": True})


def _received(end):
    """Receive the end of a connection of its own for one observation, however many are open."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    _, descriptors, _, _ = socket.recv_fds(end, 1, 1)
    return socket.socket(fileno=descriptors[0])


def _run(shell, record, request, limits):
    with contextlib.suppress(TimeUp), time_limit(request["seconds"]):
        run_cell(shell, record, request["code"], limits.output_bytes)
    stopped = {"output_type": "error", "ename": TimeUp.__name__}
    return {"outputs": [o for o in record.outputs if not stopped.items() <= o.items()]}


def _observe_in_a_copy(end, door, namespace, request):
    """Run a probe in a fresh copy of this process; a hang or an exit ends the copy alone."""
    child = _fork()
    if child is None:
        _observe(end, door, namespace, request)
        return
    if child == 0:
        try:
            end.close()
            _observe(None, door, namespace, request)
        finally:
            os._exit(0)
    with contextlib.suppress(TimeUp), time_limit(request["seconds"] + PATIENCE):
        os.waitpid(child, 0)
    _end_all_others()


def _fork():
    """Fork, even where a cell has started all the processes that it may; None if it cannot be."""
    _, most = resource.getrlimit(resource.RLIMIT_NPROC)
    resource.setrlimit(resource.RLIMIT_NPROC, (most, most))
    try:
        return linux.fork()
    except OSError:
        _end_all_others()
    try:
        return linux.fork()
    except OSError:  # its own threads leave no room
        return None


def _end_all_others():
    """End every other process of this world, whoever started it, and bury them."""
    if os.getpid() != 1:
        raise RuntimeError("this is not process 1 of a jail")
    with contextlib.suppress(ProcessLookupError):
        os.kill(-1, signal.SIGKILL)
    with contextlib.suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)


def _observe(end, door, namespace, request):
    wire = Wire(door)

    def answer(name, state, arguments, keywords):
        try:
            wire.send({"ask": [name, state, list(arguments), keywords]})
        except (TypeError, ValueError, OverflowError):  # nothing of it has been sent
            given = [_plain(argument) for argument in arguments]
            named = {name: _plain(argument) for name, argument in keywords.items()}
            wire.send({"ask": [name, state, given, named]})
        reply = wire.receive()
        if "refused" in reply:
            raise ValueError(reply["refused"])
        return reply["result"], reply["state"]

    seen = observe(
        namespace,
        request["question"],
        request["problems"],
        request["arrangement"],
        answer,
        request["seconds"],
    )
    wire.send({"seen": seen})


def _plain(argument):
    """Return an argument, or what it is where it is no plain data: references need none such."""
    try:
        pack(argument)
    except (TypeError, ValueError, OverflowError):
        return Unusable(type(argument).__name__)
    return argument
