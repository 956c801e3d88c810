"""The trusted side: starts the nursery, opens jails, runs cells in them and sees what they made.

One thread uses a nursery and its jails; a class is graded by several processes, each with its own.
"""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict

from autograder.beside.observation import Observation
from autograder.beside.wire import Closed, Garbled, Late, Wire, pair
from autograder.jail.cgroups import Groups
from autograder.jail.cgroups import close as close_groups
from autograder.jail.desk import Desk
from autograder.jail.folder import is_too_much, remove
from autograder.jail.limits import Limits
from autograder.jail.outputs import clean
from autograder.jail.tiers import BARE
from autograder.judging.verdict import CRASHED, TIMEOUT

START_SECONDS = 120.0
OPEN_SECONDS = 30.0
GRACE = 3.0  # seconds that a jailed process has to stop by itself what took too long
LOOK_SECONDS = 0.5  # how often the disk is looked at where a jail has no file system of its own


class Broken(Exception):
    """The jailed process is gone, does not answer, or does not keep to the form.

    Attributes
    ----------
    outcome : str
        `CRASHED` or `TIMEOUT`.
    """

    def __init__(self, text, outcome=CRASHED):
        super().__init__(text)
        self.outcome = outcome


class NotOpened(RuntimeError):
    """There is no nursery, or it opens no jails: no student's doing."""


class Nursery:
    """The warm process that jails are forked from.

    Parameters
    ----------
    tier : str
        How jails are shut in; `autograder.jail.tiers.best` finds out what a machine allows.
    door : int, optional
        Where a nursery is that another process has shared; else one is started.

    Attributes
    ----------
    shown : set
        For callers of `show_pictures`: the names of what its jails have.
    """

    def __init__(self, tier, door=None):
        self.tier, self.groups, self.shown, self.process = tier, Groups(), set(), None
        self.folder = tempfile.mkdtemp(prefix="jail-")
        os.chmod(self.folder, 0o755)
        self.wire = Wire(self._started() if door is None else socket.socket(fileno=door))
        try:
            self.wire.receive(time.monotonic() + START_SECONDS)
        except (Closed, Late) as error:
            self.close()
            raise NotOpened(
                f"the process that jails are forked from did not start: {error}"
            ) from None

    def _started(self):
        """Start the process; return the end of the connection to it."""
        mine, theirs = socket.socketpair()
        environment = {
            "PATH": "/usr/bin:/bin",
            "LANG": "C.UTF-8",
            "PYTHONUTF8": "1",
            "HOME": self.folder,
            "MPLBACKEND": "module://matplotlib_inline.backend_inline",
            "XDG_CACHE_HOME": _cache(),  # where matplotlib keeps its list of fonts
            "OPENBLAS_NUM_THREADS": "1",
            "OMP_NUM_THREADS": "1",
            # As nbgrader does: a check that a student calls is then no second judging.
            "NBGRADER_EXECUTION": "autograde",
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "autograder.jail.nursery", str(theirs.fileno()), self.tier],
            cwd=self.folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
            start_new_session=True,  # a Ctrl-C is for the keeper
        )
        theirs.close()
        return mine

    @property
    def sandbox(self):
        """What keeps students' code in: for the record of a grade."""
        return f"{self.tier}, {self.groups.name} capped" if self.groups.name else self.tier

    def open(self, files=None, limits=None):
        """Open a jail with these files in its folder: {name: bytes}."""
        return Jail(self, files or {}, limits or Limits())

    def share(self, door):
        """Let another process have a nursery that is forked from this one.

        Parameters
        ----------
        door : int
            One end of a pair of sockets; the other is for the other process's `Nursery`.
        """
        self.wire.send({"share": True})
        socket.send_fds(self.wire.end, [b"!"], [door])

    def show_pictures(self, closed):
        """Let the jails opened from now on have these pictures; see `autograder.jail.sketch`.

        Parameters
        ----------
        closed : dict
            ``{lock: bytes}``.
        """
        self.wire.send({"pictures": [[lock, kept] for lock, kept in closed.items()]})

    def close(self):
        """End the nursery; jails that are still open end with it."""
        self.wire.close()
        if self.process:
            try:
                self.process.wait(GRACE)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        remove(self.folder)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()


class Jail:
    """One jailed process, and what it is asked.

    Attributes
    ----------
    alive : bool
        Whether it can still be asked something.
    trouble : str
        How the last observation ended: "", `CRASHED` or `TIMEOUT`.
    """

    def __init__(self, nursery, files, limits):
        self.limits, self.alive, self.trouble = limits, False, ""
        self.folder = tempfile.mkdtemp(prefix="notebook-", dir=nursery.folder)
        os.chmod(self.folder, 0o777)
        self._disk_is_its_own, self._looked = nursery.tier != BARE, time.monotonic()
        self._groups = nursery.groups.open(limits)
        self.wire, door = pair()
        read, write = os.pipe()
        self._report, self._process, self._number = os.fdopen(read, "rb"), None, 0
        request = {"limits": asdict(limits), "folder": self.folder, "groups": self._groups}
        try:
            nursery.wire.send(request)
            socket.send_fds(nursery.wire.end, [b"!"], [door.fileno(), write])
        except (Closed, OSError):
            raise NotOpened("the process that jails are forked from has ended") from None
        finally:
            door.close()
            os.close(write)
        said = self._report.readline().decode()
        if said.startswith("started "):
            self._number = int(said.split()[1])
            with contextlib.suppress(ProcessLookupError):
                self._process = os.pidfd_open(self._number)
        deadline = time.monotonic() + OPEN_SECONDS
        try:
            # Not by way of the nursery: the next jail would have its memory, and them in it.
            self.wire.send({"files": files}, deadline)
            self.wire.receive(deadline)
        except (Closed, Late, Garbled):
            raise NotOpened(f"no jail could be opened: {said}{self.close()}".strip()) from None
        self.alive = True

    def run(self, code, seconds=None):
        """Run a cell.

        Returns
        -------
        outputs : list of dict
            As nbformat has them.
        timed_out : bool
            Whether the cell had to be stopped; what it did before stays.

        Raises
        ------
        Broken
            If the process did not survive it. Nothing more can be asked of it then.
        """
        seconds, began = seconds or self.limits.cell_seconds, time.monotonic()
        with self._answered():
            self.wire.send({"do": "run", "code": code, "seconds": seconds}, began + GRACE)
            reply = self._receive(self.wire, began + seconds + GRACE)
            if type(reply) is not dict:
                raise Garbled("no outputs")
        timed_out = time.monotonic() - began >= seconds
        return clean(reply.get("outputs"), 2 * self.limits.output_bytes), timed_out

    def pictures(self, in_copies=False):
        """Return what the process has drawn since this was called first: ``{key: picture}``.

        Parameters
        ----------
        in_copies : bool
            Let copies of the process draw from now on, while it goes on itself: what it shows is
            then without pictures.

        Raises
        ------
        Broken
        """
        began = time.monotonic()
        with self._answered():
            self.wire.send({"do": "pictures", "in copies": in_copies}, began + GRACE)
            # Copies may still be at work.
            reply = self._receive(self.wire, began + self.limits.submission_seconds)
            pairs = reply.get("pictures") if type(reply) is dict else None
            if not _are_pairs_of_bytes(pairs):
                raise Garbled("no pictures")
        return dict(pairs)

    def observe(self, question, problems, arrangement, answer, seconds=None):
        """Run problems in a fresh copy of the process; see `autograder.beside.observe.observe`.

        Where no copies can be made, in the process itself, which then may not survive it.
        """
        seconds, began = seconds or self.limits.observation_seconds, time.monotonic()
        request = {"do": "observe", "question": question, "problems": problems}
        request |= {"arrangement": arrangement, "seconds": seconds}
        mine, theirs = pair()
        seen, self.trouble = None, ""
        try:
            with self._answered():
                try:
                    self.wire.send(request, began + GRACE)
                    socket.send_fds(self.wire.end, [b"!"], [theirs.fileno()])
                except OSError:
                    raise Closed from None
                finally:
                    theirs.close()
                seen = self._listen(mine, Desk(problems, answer), began + seconds + GRACE)
                self.wire.receive(time.monotonic() + GRACE)
        except Broken as broken:
            self.trouble = broken.outcome
        finally:
            mine.close()
        if seen is None:
            late = time.monotonic() - began >= seconds
            self.trouble = TIMEOUT if late else CRASHED
            return Observation(timed_out=late)
        if self.alive:
            self.trouble = TIMEOUT if seen.timed_out else ""
        return seen

    def _listen(self, mine, desk, deadline):
        """Answer the stand-ins until the observation comes; None if it never does."""
        try:
            while True:
                said = self._receive(mine, deadline)
                if isinstance(said, dict) and isinstance(said.get("seen"), Observation):
                    return said["seen"]
                mine.send(desk.reply(said), deadline)
        except (Closed, Garbled, Late):
            return None

    def _receive(self, wire, deadline):
        """Wait for a frame; where files are on the machine's own disk, look after it meanwhile."""
        if self._disk_is_its_own:
            return wire.receive(deadline)
        while not wire.ready(min(LOOK_SECONDS, deadline - time.monotonic())):
            if time.monotonic() >= deadline:
                raise Late
            self._look_after_files()
        said = wire.receive(deadline)
        self._look_after_files()
        return said

    def _look_after_files(self):
        """See that they do not become too many, not more often than is of use."""
        if time.monotonic() - self._looked < LOOK_SECONDS:
            return
        self._looked = time.monotonic()
        if is_too_much(self.folder, self._number, 2 * self.limits.file_bytes):
            raise Broken("it makes files without end")

    @contextlib.contextmanager
    def _answered(self):
        """Whatever goes wrong between the two sides makes the jail unusable."""
        if not self.alive:
            raise Broken("it has ended")
        self.alive = False
        try:
            yield
        except Late:
            raise Broken("it did not answer in time", TIMEOUT) from None
        except Closed:
            raise Broken("it ended") from None
        except Garbled as error:
            raise Broken(f"it sent what is no answer: {error}") from None
        self.alive = True

    def close(self):
        """End the process and everything that it started; return how it ended."""
        self.alive = False
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._process, signal.SIGKILL)
            os.close(self._process)
            self._process = None
        said = "" if self._report.closed else self._report.read().decode()
        self._report.close()
        self.wire.close()
        close_groups(self._groups)
        remove(self.folder)
        return said.strip()


def _are_pairs_of_bytes(pairs):
    return type(pairs) is list and all(
        type(pair) is list and [*map(type, pair)] == [bytes, bytes] for pair in pairs
    )


def _cache():
    return os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
