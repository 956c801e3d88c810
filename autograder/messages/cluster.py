"""Sentences about grading on a Dask cluster, for the instructor."""

NO_DASK = "Grading on a cluster needs the packages dask and distributed, which are not installed here. In the course's folder: pip install '.[cluster]'"
NO_SCHEDULER = "No Dask scheduler answers at {address} within {seconds:g} seconds ({error}). Start one with `dask scheduler`, and give the address that it prints; is there a firewall between?"
LOST = "The Dask scheduler at {address} has gone ({error}). What is graded is kept: start a scheduler and workers again, and the same command goes on from here."
NO_WORKERS = "The Dask scheduler at {address} has had no worker for {seconds:g} seconds. Start some with `dask worker {address}`, and give the same command again: it goes on from what is graded."
NONE_FIT = "No worker of the Dask scheduler at {address} can grade."
LEFT_OUT = "Worker {worker} takes no part: {reason}"

TOO_LOW = "on {host} students' code can be shut in by {tier!r} only, and {least!r} or more is asked for. {mend} Or ask for less, with --least-tier."
OTHER_CODE = "on {host} the course's code is another version ({theirs:.8} there, {ours:.8} here). Install the same version there and start its workers again."
NO_COURSE = "the course is not installed there, or cannot be imported ({error}). Install the same version of it there, with its packages, and start the worker again."
NO_SANDBOX = "on {host}: {refusal}"

MEND = {
    "user namespaces": "User namespaces have to be allowed there, on the machine and in the container that the worker runs in: see autograder/CLUSTER.md.",
    "root namespaces": "The worker has to be root there, with the rights to make namespaces: see autograder/CLUSTER.md.",
}
