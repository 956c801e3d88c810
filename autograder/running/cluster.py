"""Grade on a Dask cluster: a `Pool` whose workers are on other machines."""

import asyncio
import collections
import itertools
import logging
import queue
import threading
import time
import uuid
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace

from autograder.intake.mending import Lesson
from autograder.jail.tiers import BARE
from autograder.messages import cluster as sentences
from autograder.messages.damage import REASONS
from autograder.running import cluster_worker, jobs
from autograder.running.store import Store, code

CONNECT_SECONDS = 10.0
WORKER_SECONDS = 60.0  # how long a run waits when there is no worker at all
LOOK_SECONDS = 1.0  # how often it looks for workers that have come or gone
AHEAD = 2  # jobs sent for each thread: the next one is there when the last one is done

_log = logging.getLogger(__name__)


class NoCluster(RuntimeError):
    """The cluster cannot be used, or not any more; the message says why and what to do."""


class ClusterPool:
    """The workers of a Dask scheduler that can grade; ``close`` it, or use ``with``.

    A worker takes part if it has the same code of the course and a jail of at least the tier that
    is asked for; it finds that out itself, and refuses if not. Dask gives the work of a worker that
    dies to another. Workers that come later join in.

    Parameters
    ----------
    address : str
        Of the scheduler: ``tcp://10.0.0.1:8786``, ``tls://…`` with Dask's configuration of TLS.
    store : path-like or None
        Where results are kept, on this machine, while a class is graded.
    least : str
        The weakest tier that will do.

    Raises
    ------
    NoCluster
        If no scheduler answers, no worker comes, or none of them can grade.
    """

    def __init__(self, address, store=None, least=BARE):
        self._address, self._least, self._store = address, least, Store(store)
        self._keeps = self._store.folder is not None and self._store.folder.is_dir()
        self._inbox, self._waiting, self._sent = queue.SimpleQueue(), collections.deque(), {}
        self._fit, self._unfit = {}, {}  # by address: threads and tiers; reasons
        self._closed, self._over, self._thread = False, None, None
        self._client = _connected(address)
        try:
            self._wait_for_workers()
        except BaseException:
            self.close()
            raise
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    @property
    def tier(self):
        """The weakest tier among the workers."""
        return min((tier for _, tier in self._fit.values()), key=cluster_worker.TIERS.index)

    @property
    def jobs(self):
        """How many notebooks are graded at a time."""
        return sum(threads for threads, _ in self._fit.values())

    def submit(self, job):
        """Return a future of a job's result; see `autograder.running.jobs.grade`."""
        future = Future()
        self._inbox.put((future, job))
        return future

    def close(self):
        """Leave the cluster; what is being graded there is given up."""
        self._closed = True
        if self._thread:
            self._inbox.put(None)
            self._thread.join(CONNECT_SECONDS)
        self._client.close(timeout=CONNECT_SECONDS)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()

    def _serve(self):
        """Send jobs to workers and take results in, until the pool is closed."""
        looked = time.monotonic()
        while not self._closed:
            try:
                self._take_in()
                if self._over:
                    self._give_up()
                    continue
                if time.monotonic() - looked > LOOK_SECONDS:
                    self._wait_for_workers()
                    looked = time.monotonic()
                self._send()
            except Exception as error:  # whoever waits for a result must not wait for ever
                self._over = error if isinstance(error, NoCluster) else self._lost(error)
                self._give_up()

    def _take_in(self):
        """Take one thing from the inbox, if there is any: a new job, or one that is done."""
        try:
            came = self._inbox.get(timeout=LOOK_SECONDS)
        except queue.Empty:
            return
        if isinstance(came, tuple):
            self._waiting.append(came)
        elif came is not None:
            self._finish(came)

    def _finish(self, task):
        """Hand on what became of a task; what did not reach its end waits again."""
        if task.key not in self._sent:
            return
        future, job, _ = self._sent[task.key]
        if task.status == "finished":
            result = task.result()
            if "done" in result:
                self._store.put(result["key"], {k: result[k] for k in ("key", "sandbox", "done")})
            future.set_result(result)
        elif task.status == "error" and not isinstance(task.exception(), cluster_worker.Unfit):
            _log.warning("%s: %r", job.student, task.exception())
            future.set_result(_left_out())
        else:
            self._waiting.appendleft((future, job))
            if task.status == "error":  # another process than the one that was looked at
                self._fit.clear()
        del self._sent[task.key]

    def _send(self):
        """Send jobs, as many as the workers need to be busy."""
        while self._waiting and len(self._sent) < AHEAD * self.jobs:
            future, job = self._waiting[0]
            if future.running() or future.set_running_or_notify_cancel():
                self._send_one(future, job)
            self._waiting.popleft()

    def _send_one(self, future, job):
        kept = self._kept(job)
        if kept is not None:
            future.set_result(kept)
            return
        workers = sorted(self._fit)
        task = self._client.submit(
            cluster_worker.grade,
            replace(job, released=job.released or Lesson(job.assignment).released),
            code(),
            self._least,
            key=f"autograder-{uuid.uuid4().hex}",
            workers=workers,
            pure=False,
        )
        self._sent[task.key] = future, job, (task, workers)
        task.add_done_callback(self._inbox.put)

    def _kept(self, job):
        """Return what an earlier run has kept of a job, None if it has to be graded."""
        if not self._keeps:
            return None
        try:
            return jobs.grade(job, self._store, _nothing_is_run_here)
        except _NotKept:
            return None

    def _wait_for_workers(self):
        """Look until there is a worker that can grade."""
        end = time.monotonic() + WORKER_SECONDS
        for turn in itertools.count():
            if turn:
                time.sleep(LOOK_SECONDS)
            there = self._look()
            if self._fit or self._closed:
                return
            if there:
                raise NoCluster(self._said_of_all())
            if time.monotonic() > end:
                raise NoCluster(
                    sentences.NO_WORKERS.format(address=self._address, seconds=WORKER_SECONDS)
                )

    def _look(self):
        """See which workers have come and gone; return all that are there."""
        try:
            there = self._client.nthreads()
            new = sorted(set(there) - set(self._fit) - set(self._unfit))
            found = self._asked(new)
        except Exception as error:  # of many kinds: the connection, the loop behind it
            raise self._lost(error) from None
        self._fit = {worker: said for worker, said in self._fit.items() if worker in there}
        self._unfit = {worker: why for worker, why in self._unfit.items() if worker in there}
        for worker, said in found.items():
            if isinstance(said, BaseException):
                said = {"refused": sentences.NO_COURSE.format(error=_name(said))}
            if said["refused"]:
                self._unfit[worker] = said["refused"]
            else:
                self._fit[worker] = there[worker], said["tier"]
        if self._fit:
            for worker in sorted(set(found) & set(self._unfit)):
                reason = self._unfit[worker]
                _log.warning(sentences.LEFT_OUT.format(worker=worker, reason=reason))
        self._take_back()
        return there

    def _asked(self, workers):
        if not workers:
            return {}
        return self._client.run(
            cluster_worker.look, code(), self._least, workers=workers, on_error="return"
        )

    def _take_back(self):
        """Send again what waits for workers of which none is left."""
        for key, (future, job, (task, workers)) in list(self._sent.items()):
            if not set(workers) & set(self._fit):
                del self._sent[key]
                task.cancel()
                self._waiting.appendleft((future, job))

    def _said_of_all(self):
        reasons = [
            sentences.LEFT_OUT.format(worker=worker, reason=reason)
            for worker, reason in sorted(self._unfit.items())
        ]
        return "\n".join([sentences.NONE_FIT.format(address=self._address), *reasons])

    def _lost(self, error):
        return NoCluster(sentences.LOST.format(address=self._address, error=_name(error)))

    def _give_up(self):
        """Say to whoever waits for a result that none will come."""
        left = [*self._waiting, *((future, job) for future, job, _ in self._sent.values())]
        self._waiting.clear()
        self._sent.clear()
        for future, _ in left:
            if future.running() or future.set_running_or_notify_cancel():
                future.set_exception(self._over)


class _NotKept(Exception):
    """A result that is not kept has to be made on the cluster."""


def _nothing_is_run_here():
    raise _NotKept


def _left_out():
    return {"problem": REASONS["worker"], "remarks": [], "sandbox": "", "key": ""}


def _name(error):
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__


def _connected(address):
    try:
        import dask
        from distributed import Client
    except ImportError:
        raise NoCluster(sentences.NO_DASK) from None
    # What becomes of the connection is said here, in one line; a large notebook is no mistake.
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GB"})
    try:
        # In a thread of its own: whoever calls, a notebook say, may have an event loop running.
        with ThreadPoolExecutor(1) as thread:
            thread.submit(lambda: asyncio.run(_knock(address))).result()
        return Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except Exception as error:  # of many kinds: an odd address, no answer, TLS not configured
        raise NoCluster(
            sentences.NO_SCHEDULER.format(
                address=address, seconds=CONNECT_SECONDS, error=_name(error)
            )
        ) from None


async def _knock(address):
    """See that somebody answers: a client that could not connect takes long to end."""
    from distributed import Security
    from distributed.comm import connect

    options = Security().get_connection_args("client")
    comm = await connect(address, timeout=CONNECT_SECONDS, **options)
    await comm.close()
