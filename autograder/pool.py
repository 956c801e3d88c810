"""Several workers at a time, each with a nursery of its own."""

import contextlib
import pickle
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

from autograder.jail.tiers import NoSandbox
from autograder.messages.damage import REASONS

PATIENCE = 5.0  # seconds that a worker has to clear up
TRIES = 2


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
        self._workers, self._lock, self._closed = {}, threading.Lock(), False
        self._threads = ThreadPoolExecutor(jobs, thread_name_prefix="grading")
        try:
            # One finds out what jail there is; the others take its word for it.
            self._start["tier"] = self._threads.submit(self._tier).result()
        except BaseException:
            self.close()
            raise

    @property
    def tier(self):
        """What the machine allows; None without a sandbox."""
        return self._start["tier"]

    def submit(self, job):
        """Return a future of a job's result; see `autograder.jobs.grade`."""
        return self._threads.submit(self._grade, job)

    def close(self):
        """End everything that runs."""
        with self._lock:
            self._closed = True
            workers = list(self._workers.values())
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in workers:
            worker.end()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()

    def _tier(self):
        return self._worker().tier

    def _grade(self, job):
        for _ in range(TRIES):
            try:
                return self._worker().ask(job)
            except (EOFError, OSError, pickle.UnpicklingError):
                self._drop()
        return {"problem": REASONS["worker"], "remarks": [], "sandbox": str(self.tier), "key": ""}

    def _worker(self):
        """The worker of this thread."""
        me = threading.get_ident()
        if me not in self._workers:
            with self._lock:
                if self._closed:
                    raise RuntimeError("the pool is closed")
                self._workers[me] = _Worker()
            self._workers[me].start(self._start)
        return self._workers[me]

    def _drop(self):
        worker = self._workers.pop(threading.get_ident(), None)
        if worker:
            worker.end()


class _Worker:
    def __init__(self):
        self.tier = None
        self._process = subprocess.Popen(
            [sys.executable, "-m", "autograder.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
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

    def end(self):
        self._process.terminate()
        try:
            self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError, ValueError):
                stream.close()
