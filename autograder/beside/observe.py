"""Run a probe on problems: the one door between the judge and a student's code."""

import inspect
from random import seed as seed_python

# Bound now: `np.random.seed = 1` is a slip of the pen that is no answer's.
from numpy.random import seed as seed_numpy

from autograder.beside.bench import Bench, Missing
from autograder.beside.borrowed import Watch, borrowed_by
from autograder.beside.limits import time_limit
from autograder.beside.observation import Observation, Raised, TimeUp, attempt, raised
from autograder.beside.probes import PROBES
from autograder.beside.quiet import quiet

MISSING = "Missing"


def observe(namespace, question, problems, arrangement, answer, seconds):
    """Run problems on the names of a notebook.

    Parameters
    ----------
    namespace : dict
        What the notebook defines.
    question : str
        Id of the question, whose code is looked through for borrowed modules.
    problems : list of dict
        What the probes need, ``"probe"`` and ``"seed"`` among it; no answers.
    arrangement : Arrangement
        How the student's code is set up.
    answer : callable
        The judge's side of the stand-ins.
    seconds : float
        How long all this may take.

    Returns
    -------
    Observation
    """
    scenes, borrowed, watch = [], set(), Watch()
    with quiet():
        try:
            with time_limit(seconds):
                bench = Bench(namespace, arrangement, watch.unseen(answer))
                with bench.in_place():
                    _run(bench, problems, scenes, watch)
                    borrowed |= watch.found | _borrowed_by_question(bench, question)
        except TimeUp:
            return Observation(scenes, tuple(sorted(borrowed)), timed_out=True)
    return Observation(scenes, tuple(sorted(borrowed)))


def _run(bench, problems, scenes, watch):
    for number, problem in enumerate(problems):
        seed_numpy(problem["seed"])
        seed_python(problem["seed"])
        probe = PROBES[problem["probe"]]
        if number == 0:  # watching slows the code down, and once is enough
            with watch.running():
                _, error = attempt(probe, bench, problem, scenes)
        else:
            _, error = attempt(probe, bench, problem, scenes)
        if error is not None:
            scenes.append({"error": _stopped(error)})
            break


def _stopped(error):
    if isinstance(error, Missing):
        return Raised(MISSING, (MISSING,), str(error))
    return raised(error)


def _borrowed_by_question(bench, question):
    owner, _, name = question.rpartition(".")
    if not owner:
        return borrowed_by(bench.namespace.get(name), None)
    cls, error = attempt(bench.get, owner)
    thing = None if error else inspect.getattr_static(cls, name, None)
    return borrowed_by(getattr(thing, "__func__", thing), cls)
