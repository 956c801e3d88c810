"""In the jail: runs a notebook's cells and the judge's probes, and answers over a wire.

Whatever this process says may be a lie of the student's code that it has run. The keeper at the
other end of the wire takes it as plain data only, and judges numbers, not words.
"""

import os
import signal
import socket
import sys
import time

from autograder.beside.limits import time_limit
from autograder.beside.observation import TimeUp
from autograder.beside.observe import observe
from autograder.beside.wire import Closed, Wire
from autograder.jail.shell import run_cell

TOO_LONG = {
    "output_type": "error",
    "ename": "TimeoutError",
    "evalue": "this cell took too long and was stopped",
    "traceback": ["TimeoutError: this cell took too long and was stopped"],
}


def serve(end, shell, record, limits):
    """Do what the keeper asks for, until it hangs up."""
    wire = Wire(end)
    while True:
        try:
            request = wire.receive()
        except Closed:
            return
        if request["do"] == "run":
            wire.send({"outputs": _run(shell, record, request, limits), "count": shell.execution_count})
        elif request["do"] == "observe":
            (door,) = _received_end(end)
            status = _observe(door, shell.user_ns, request)
            door.close()
            wire.send({"status": status})


def _received_end(end):
    """Receive the end of a connection of its own for one observation."""
    _, descriptors, _, _ = socket.recv_fds(end, 1, 1)
    return [socket.socket(fileno=descriptor) for descriptor in descriptors]


def _run(shell, record, request, limits):
    try:
        with time_limit(request["seconds"]):
            return run_cell(shell, record, request["code"], limits.output_bytes)
    except TimeUp:
        return [*record.outputs, TOO_LONG]


def _observe(door, namespace, request):
    """Run a probe in a fresh copy of this process; a hang or an exit ends the copy alone."""
    child = os.fork()
    if child == 0:
        try:
            _observe_here(Wire(door), namespace, request)
        finally:
            os._exit(0)
    end = time.monotonic() + request["seconds"] + 2
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return status
        time.sleep(0.001)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return status


def _observe_here(wire, namespace, request):
    def answer(name, state, arguments, keywords):
        wire.send({"ask": [name, state, list(arguments), dict(keywords)]})
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


def quiet_end():
    """Let nothing of the student's speak when the process ends: no exit handlers, no threads."""
    sys.stdout = sys.stderr = None
    os._exit(0)
