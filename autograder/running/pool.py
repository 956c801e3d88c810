"""Several workers at a time, each with a nursery of its own, forked from the first one's."""

import contextlib
import os
import pickle
import queue
import socket
import subprocess
import sys
import threading
from concurrent.futures import Future

from autograder.jail.tiers import NoSandbox
from autograder.messages.damage import REASONS

PATIENCE = 5.0  # seconds that a worker has to clear up
TRIES = 2


def cores():
    """Return how many processes this machine runs at a time."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Pool:
    """Processes that grade; ``close`` them, or use ``with``.

    Parameters
    ----------
    jobs : int
        How many.
    store : path-like or None
        Where results are kept while a class is graded.
    sandbox : bool
        False runs students' code with the grader's own rights.

    Raises
    ------
    NoSandbox
        If a sandbox is asked for and there is none.
    """

    def __init__(self, jobs, store=None, sandbox=True):
        self._start = {"store": store, "sandbox": sandbox, "tier": None}
        self._waiting, self._workers = queue.SimpleQueue(), []
        self._lock, self._closed = threading.Lock(), False
        shares = sandbox and hasattr(socket, "send_fds")
        pairs = [socket.socketpair() for _ in range(jobs - 1)] if shares else []
        self._doors = [end for end, _ in pairs]
        try:
            # It finds out what jail there is; the others take its word for it.
            first = self._worker([end for _, end in pairs])
        except BaseException:
            self.close()
            raise
        self._start["tier"] = first.tier
        for number in range(jobs):
            given = (first if number == 0 else None,)
            # Daemons: a Ctrl-C waits for none of them.
            threading.Thread(target=self._serve, args=given, daemon=True).start()

    @property
    def tier(self):
        """What the machine allows; None without a sandbox."""
        return self._start["tier"]

    def submit(self, job):
        """Return a future of a job's result; see `autograder.running.jobs.grade`."""
        future = Future()
        self._waiting.put((future, job))
        return future

    def close(self):
        """End everything that runs."""
        with self._lock:
            self._closed = True
            workers, self._workers = self._workers, []
        for worker in workers:
            worker.stop()
        for worker in workers:
            worker.end()
        for door in self._doors:
            door.close()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()

    def _serve(self, worker):
        while not self._closed:
            future, job = self._waiting.get()
            if future.set_running_or_notify_cancel():
                result, worker = self._graded(worker, job)
                future.set_result(result)

    def _graded(self, worker, job):
        """Return the result and a worker for the next job: one that has failed is replaced."""
        for _ in range(TRIES):
            if self._closed:
                break
            try:
                worker = worker or self._worker()
                return worker.ask(job), worker
            except (EOFError, OSError, pickle.UnpicklingError, ValueError):
                if worker:
                    worker.end()
                worker = None
        reason = REASONS["worker"]
        return {"problem": reason, "remarks": [], "sandbox": str(self.tier), "key": ""}, worker

    def _worker(self, for_others=()):
        """Start a worker; the first has ends of connections by which it shares its nursery."""
        with self._lock:
            if self._closed:
                raise EOFError("the pool is closed")
            door = self._doors.pop() if self.tier and self._doors else None
            worker = _Worker([*for_others, *([door] if door else [])])
            self._workers.append(worker)
        given = {"door": door and door.fileno(), "for others": [end.fileno() for end in for_others]}
        for end in (*for_others, *([door] if door else [])):
            end.close()
        worker.start({**self._start, **given})
        return worker


class _Worker:
    def __init__(self, ends):
        self.tier = None
        self._process = subprocess.Popen(
            [sys.executable, "-m", "autograder.running.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            pass_fds=[end.fileno() for end in ends],
            start_new_session=True,
        )

    def start(self, start):
        said = self.ask(start)
        if "refused" in said:
            raise NoSandbox(said["refused"])
        self.tier = said["tier"]

    def ask(self, what):
        pickle.dump(what, self._process.stdin)
        self._process.stdin.flush()
        return pickle.load(self._process.stdout)

    def stop(self):
        """Tell it to clear up and end."""
        self._process.terminate()

    def end(self):
        """Make sure that it has ended."""
        self.stop()
        try:
            self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError, ValueError):
                stream.close()
