"""What a Dask worker does for the grader: it asks graders of its own, one process a thread.

Nothing that a student wrote runs in the Dask worker itself. It keeps a `Pool`, as a single machine
does: processes with a nursery each, whose jails run the notebooks.
"""

import asyncio
import socket
import threading

from autograder.jail.tiers import BARE, ROOT, USER, NoSandbox
from autograder.messages import cluster as sentences
from autograder.running.pool import Pool
from autograder.running.store import code

TIERS = (BARE, USER, ROOT)  # the weakest first

_lock, _pools = threading.Lock(), []  # of this process: one pool, once it was asked for


class Unfit(RuntimeError):
    """This worker does not grade; the message says why."""


async def look(ours, least, dask_worker):
    """Say what the worker has to offer; Dask calls it in the worker's own thread.

    Parameters
    ----------
    ours : str
        Digest of the course's code where the run was started.
    least : str
        The weakest tier that will do.
    dask_worker : distributed.Worker

    Returns
    -------
    dict
        ``tier``, and ``refused``: why it does not grade, "" if it does.
    """
    try:
        pool = await asyncio.to_thread(_fit_pool, ours, least, dask_worker.state.nthreads)
    except Unfit as refusal:
        return {"tier": "", "refused": str(refusal)}
    return {"tier": pool.tier, "refused": ""}


def grade(job, ours, least):
    """Grade a submission: the task that the scheduler gives to a worker.

    Raises
    ------
    Unfit
        If this worker must not.
    """
    from distributed import get_worker

    return _fit_pool(ours, least, get_worker().state.nthreads).submit(job).result()


def _fit_pool(ours, least, jobs):
    host = socket.gethostname()
    if code() != ours:
        raise Unfit(sentences.OTHER_CODE.format(host=host, theirs=code(), ours=ours))
    with _lock:
        if not _pools:
            try:
                _pools.append(Pool(jobs))
            except NoSandbox as refusal:
                raise Unfit(sentences.NO_SANDBOX.format(host=host, refusal=refusal)) from None
    (pool,) = _pools
    if TIERS.index(pool.tier) < TIERS.index(least):
        mend = sentences.MEND[least]
        raise Unfit(sentences.TOO_LOW.format(host=host, tier=pool.tier, least=least, mend=mend))
    return pool
