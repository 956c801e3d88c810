"""What a command takes: wall clock, processor time of all that it starts, memory."""

import contextlib
import os
import secrets
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path

LOOK_SECONDS = 0.25  # how often memory is looked at
ACCOUNTS = (Path("/sys/fs/cgroup/cpuacct"), Path("/sys/fs/cgroup/cpu,cpuacct"))


@dataclass(frozen=True)
class Cost:
    """What a command took.

    Attributes
    ----------
    wall, processor : float
        Seconds; processor time of all processes, those that are nobody's child included.
    memory : float
        MB, at the most; pages that processes share are counted once.
    """

    wall: float
    processor: float
    memory: float


class Account:
    """A control group that counts the processor time of its processes, and of their children."""

    def __init__(self, group):
        self._group = group

    @classmethod
    def opened(cls):
        """Return a new one; None where there is none, and less is seen."""
        for place in ACCOUNTS:
            group = place / f"bench-{secrets.token_hex(4)}"
            with contextlib.suppress(OSError):
                group.mkdir()
                if (group / "cpuacct.usage").is_file():
                    return cls(group)
                group.rmdir()
        return None

    def enter(self):
        """Put the process that calls this into the group."""
        (self._group / "cgroup.procs").write_text("0")

    def seconds(self):
        """Return what has been used so far."""
        return int((self._group / "cpuacct.usage").read_text()) / 1e9

    def close(self):
        """Remove the group, where no process is left in it."""
        with contextlib.suppress(OSError):
            self._group.rmdir()


def cost_of(command, folder, environment):
    """Run a command in a folder, and count what it and all that it starts take.

    Returns
    -------
    Cost
    """
    account = Account.opened()
    began, over, most = time.perf_counter(), threading.Event(), [0.0]
    before = os.times()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        preexec_fn=account and account.enter,
    )
    looking = threading.Thread(target=_look, args=(process.pid, over, most))
    looking.start()
    said = process.communicate()[1].decode(errors="replace")
    wall = time.perf_counter() - began
    over.set()
    looking.join()
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{said[-2000:]}")
    after = os.times()
    processor = sum(after[2:4]) - sum(before[2:4])
    if account:
        processor = account.seconds()
        account.close()
    return Cost(wall, processor, most[0])


def _look(pid, over, most):
    while not over.wait(LOOK_SECONDS):
        most[0] = max(most[0], sum(map(_memory, [pid, *_below(pid)])))


def _below(pid):
    parents = {}
    for entry in filter(str.isdigit, os.listdir("/proc")):
        with contextlib.suppress(OSError):
            above = Path(f"/proc/{entry}/stat").read_text().rpartition(")")[2].split()[1]
            parents.setdefault(int(above), []).append(int(entry))
    found, todo = [], [pid]
    while todo:
        children = parents.get(todo.pop(), [])
        found += children
        todo += children
    return found


def _memory(pid):
    """MB of a process; of what it shares with others, its part."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0
