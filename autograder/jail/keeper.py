"""The trusted side: starts the nursery, opens jails, runs cells in them and looks at what they made."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict

from autograder.beside.observation import Observation
from autograder.beside.wire import Closed, Garbled, Late, Wire, pair
from autograder.jail.confine import Limits

START_SECONDS = 60
GRACE = 3.0  # seconds that a jailed process has to stop by itself what took too long
JUDGE_SECONDS = 8.0


class Broken(Exception):
    """The jailed process is gone, does not answer, or does not keep to the form."""


class Nursery:
    """The warm process that jails are forked from."""

    def __init__(self, tier):
        self.tier = tier
        mine, theirs = socket.socketpair()
        self.folder = tempfile.mkdtemp(prefix="jail-")
        os.chmod(self.folder, 0o755)
        environment = {
            "PATH": "/usr/bin:/bin",
            "LANG": "C.UTF-8",
            "HOME": self.folder,
            "MPLBACKEND": "module://matplotlib_inline.backend_inline",
            "OPENBLAS_NUM_THREADS": "1",
            "OMP_NUM_THREADS": "1",
            "NBGRADER_EXECUTION": "autograde",
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "autograder.jail.nursery", str(theirs.fileno())],
            cwd=self.folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
        )
        theirs.close()
        self.wire = Wire(mine)
        self.wire.receive(time.monotonic() + START_SECONDS)

    def open(self, files, limits=None):
        """Open a jail with these files in its folder: {name: bytes}."""
        return Jail(self, files, limits or Limits())

    def close(self):
        """End the nursery; jails that are still open end with it."""
        self.wire.close()
        self.process.wait()


class Jail:
    """One jailed process, and what it is asked."""

    def __init__(self, nursery, files, limits):
        self.limits = limits
        self.wire, door = pair()
        read, write = os.pipe()
        self.folder = tempfile.mkdtemp(prefix="notebook-", dir=nursery.folder)
        os.chmod(self.folder, 0o777)
        request = {"tier": nursery.tier, "limits": asdict(limits), "folder": self.folder, "files": files}
        nursery.wire.send(request)
        socket.send_fds(nursery.wire.end, [b"!"], [door.fileno(), write])
        door.close()
        os.close(write)
        self._report = os.fdopen(read, "rb")
        said = self._report.readline().decode()
        if not said.startswith("started "):
            raise Broken(said.strip() or "the jail did not open")
        self.pid = int(said.split()[1])

    def run(self, code, seconds=None):
        """Run a cell and return its outputs, as plain dicts."""
        seconds = seconds or self.limits.cell_seconds
        reply = self._ask({"do": "run", "code": code, "seconds": seconds}, seconds)
        if type(reply) is not dict or type(reply.get("outputs")) is not list:
            raise Broken("what the process sent is no list of outputs")
        return reply["outputs"]

    def observe(self, question, problems, arrangement, answer, seconds=JUDGE_SECONDS):
        """Run problems in a fresh copy of the process; see `autograder.beside.observe.observe`."""
        request = {"do": "observe", "question": question, "problems": problems}
        request |= {"arrangement": arrangement, "seconds": seconds}
        mine, theirs = pair()
        try:
            with _answered():
                self.wire.send(request, time.monotonic() + GRACE)
                socket.send_fds(self.wire.end, [b"!"], [theirs.fileno()])
            theirs.close()
            seen = self._listen(mine, answer, time.monotonic() + seconds + GRACE)
            with _answered():
                self.wire.receive(time.monotonic() + GRACE)
        finally:
            mine.close()
        return seen

    def _listen(self, mine, answer, deadline):
        """Answer the stand-ins until the observation comes."""
        try:
            while True:
                said = mine.receive(deadline)
                if isinstance(said, dict) and isinstance(said.get("seen"), Observation):
                    return said["seen"]
                mine.send(_reply(said, answer), deadline)
        except (Closed, Garbled):
            return Observation()
        except Late:
            return Observation(timed_out=True)

    def _ask(self, request, seconds):
        with _answered():
            self.wire.send(request, time.monotonic() + GRACE)
            return self.wire.receive(time.monotonic() + seconds + GRACE)

    def close(self):
        """End the process and everything that it started; return how it ended."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        said = self._report.read().decode()
        self._report.close()
        self.wire.close()
        shutil.rmtree(self.folder, ignore_errors=True)
        return said.strip()


@contextlib.contextmanager
def _answered():
    try:
        yield
    except Late:
        raise Broken("it did not answer in time") from None
    except Closed:
        raise Broken("it ended") from None
    except Garbled as error:
        raise Broken(f"it sent what is no answer: {error}") from None


def _reply(said, answer):
    """What the judge's stand-ins answer; an odd question is refused."""
    try:
        name, state, arguments, keywords = said["ask"]
        result, state = answer(name, state, tuple(arguments), keywords)
        return {"result": result, "state": state}
    except Exception as error:  # whatever was asked is the student's doing
        return {"refused": f"{type(error).__name__}: {error}"[:300]}
