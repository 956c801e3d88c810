"""One nursery a kind of jail that this machine allows, for all tests."""

import os
import time

import psutil
import pytest

from autograder.jail import tiers

TIERS = (tiers.ROOT, tiers.USER, tiers.BARE)
PATIENCE = 60  # seconds until what has not ended is taken for left behind


_started = {}


def nursery(tier):
    """Return a nursery of this kind; where the machine allows none, the test is skipped."""
    if tier not in _started:
        _started[tier] = tiers.tried(tier)
    found, why = _started[tier]
    if found is None:
        pytest.skip(f"no jail of the kind {tier!r} here: {why}")
    return found


def best_nursery():
    """Return the best that this machine allows."""
    for tier in TIERS:
        try:
            return nursery(tier)
        except pytest.skip.Exception:
            continue
    pytest.skip("no jail of any kind here")


def close_all():
    """End the nurseries that tests have started."""
    for found, _ in _started.values():
        if found:
            found.close()
    _started.clear()


def left_behind(nursery):
    """Return what is there of jails that are closed: processes, files and control groups."""
    end = time.monotonic() + PATIENCE
    while True:
        processes = psutil.Process(nursery.process.pid).children(recursive=True)
        files = [name for name in os.listdir(nursery.folder) if name.startswith("notebook-")]
        if not (processes or files) or time.monotonic() > end:
            return [*processes, *files]
        time.sleep(0.02)
