"""Throw garbage at the border: ``python -m autograder.jail.fuzz --frames 100000``.

Frames that a lying process might send, random, changed and well formed but odd, are read as the
keeper reads them; what passes for an observation is judged. Counted are hangs, points that
no wrong answer earns, and what the judge gives up on; anything else that is raised ends it.
"""

import argparse
import random
import sys
import time
import traceback
from collections import Counter

import numpy as np

from autograder import variants
from autograder.beside import wire
from autograder.beside.observation import Numbers, Observation, Raised, Unusable
from autograder.beside.wire import Garbled, pack, unpack
from autograder.jail.desk import Desk
from autograder.judging.judge import OWN, judge
from autograder.judging.referee import Referee
from autograder.judging.runner import InProcess
from autograder.judging.verdict import OUTCOMES
from autograder.questions import QUESTIONS

STUDENT, SECRET = "fuzz", "fuzz"
SLOWEST = 5.0  # seconds of the processor that reading and judging one frame may take
IN_WORDS = 200  # one frame in so many is put in words too, which takes longest
UNDESERVED = 0.2  # more than this part of the points is more than the shape share


class Recorded:
    """A notebook that answers with what it is given, whatever is asked."""

    apart = True

    def __init__(self, seen):
        self.seen = seen

    def observe(self, question, problems, arrangement, answer):
        """Return the observation."""
        return self.seen


class Recorder(InProcess):
    """A notebook of which the first observation of each question is kept, with its problems."""

    def observe(self, question, problems, arrangement, answer):
        """Observe, and keep both."""
        seen = super().observe(question, problems, arrangement, answer)
        if arrangement == OWN:
            vars(self).setdefault("kept", {}).setdefault(question, (problems, seen))
        return seen


def wrong_observations():
    """Return {question id: (problems, what was seen of a wrong answer of the right shape)}."""
    recorder = Recorder(variants.notebook())
    for question in QUESTIONS.values():
        judge(question, recorder, STUDENT, SECRET)
    return {
        name: (problems, Observation([_spoilt(scene) for scene in seen.scenes]))
        for name, (problems, seen) in recorder.kept.items()
    }


def _spoilt(scene):
    return {
        name: Numbers(seen.array * 0 - 7.25) if isinstance(seen, Numbers) else seen
        for name, seen in scene.items()
    }


def changed(body, rng):
    """Return bytes with a few random changes."""
    body = bytearray(body)
    for _ in range(rng.randint(1, 4)):
        place = rng.randrange(len(body) + 1)
        change = rng.randrange(5)
        if change == 0 and place < len(body):
            body[place] = rng.randrange(256)
        elif change == 1:
            del body[place : place + rng.randint(1, 16)]
        elif change == 2:
            body[place:place] = rng.randbytes(rng.randint(1, 8))
        elif change == 3:
            body[place:place] = body[place : place + rng.randint(1, 64)]
        elif place < len(body):
            body[place] ^= 1 << rng.randrange(8)
    return bytes(body)


def odd(seen, rng):
    """Return an observation of the right form whose parts are not what they should be."""
    scenes = [
        {name: _odd_part(part, rng) for name, part in scene.items() if rng.random() > 0.05}
        for scene in seen.scenes
        if rng.random() > 0.05
    ]
    if rng.random() < 0.1:
        scenes.append({"error": Raised(rng.choice(["E", "Missing"]), (), rng.choice(["", "{x}"]))})
    return pack(Observation(scenes, timed_out=rng.random() < 0.05))


def _odd_part(part, rng):
    if type(part) is tuple:
        return tuple(rng.choice(["X", "refused", "", "π", "mean", "x" * 300]) for _ in range(3))
    if part is not None and rng.random() < 0.6:
        return part
    shape = rng.choice([(), (0,), (0, 3), (1,), (2, 2), (1, 0, 1), (3, 1, 2, 1), (7,), (40, 2)])
    value = rng.choice([0.0, np.nan, np.inf, -np.inf, 1e308, -1e-320, 1.0])
    return rng.choice(
        [
            Numbers(np.full(shape, value), rng.choice(["float32", "float64", "", "π" * 90])),
            Raised("E", ("ValueError", "E"), "{0} {name} % \x00 operands could not", "l", "f"),
            Raised("NotImplementedError", (), ""),
            Raised("Missing", ("Missing",), "GMM"),
            Unusable(rng.choice(["NoneType", "nothing", "list", "{x}"]), rng.choice([0, 3, -1])),
        ]
    )


def question_to_the_desk(rng):
    """Return what a lying process might ask the stand-ins."""
    things = [
        *(None, -1, 0, 3, 10**9, 10**30, 1.5, float("nan"), "GMM", b"x", [], [[1.0], 2], {}),
        *(np.zeros((5, 2)), np.zeros((0, 2)), np.full((5, 2), np.nan), np.zeros((3, 3, 3, 3))),
        *(Numbers(np.eye(2)), Unusable("list"), np.zeros(90_000), True),
    ]
    names = ["GMM.e_step", "GMM.__init__", "GMM.log_pdf", "GMM.m_step", "Gaussian.set_cov"]
    names += ["GMM.fit", "Gaussian.sample", "os.system", "", "GMM", ".", 3]
    states = ["dim", "num_components", "weight", "means", "covs", "mean", "cov"]
    return {
        "ask": [
            rng.choice(names),
            {name: rng.choice(things) for name in states if rng.random() < 0.8},
            [rng.choice(things) for _ in range(rng.randrange(4))],
            {rng.choice(["X", "eps", "x y"]): rng.choice(things) for _ in range(rng.randrange(2))},
        ]
    }


def main(arguments=None):
    """Fuzz and print what came of it; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m autograder.jail.fuzz", description=__doc__)
    parser.add_argument("--frames", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args(arguments)
    counts = fuzz(options.frames, options.seed)
    print(", ".join(f"{count} {what}" for what, count in counts.items()))
    return 1 if counts["undeserved points"] or counts["too slow"] else 0


def fuzz(frames, seed):
    """Read and judge so many frames; anything but `Garbled` that is raised ends it."""
    from autograder.judging import judge as judging

    rng, kept = random.Random(seed), wrong_observations()
    weighers = {
        name: judging._Judging(QUESTIONS[name], Recorded(None), STUDENT, SECRET) for name in kept
    }
    bodies = {name: pack({"seen": seen}) for name, (_, seen) in kept.items()}
    counts = Counter({"undeserved points": 0, "too slow": 0})
    for number in range(frames):
        name = rng.choice(list(kept))
        problems, seen = kept[name]
        kind = rng.random()
        if kind < 0.1:
            body = rng.randbytes(rng.randrange(200))
        elif kind < 0.6:
            body = changed(bodies[name], rng)
        elif kind < 0.9:
            body = odd(seen, rng)
        else:
            body = changed(pack(question_to_the_desk(rng)), rng) if kind < 0.93 else None
            body = body or pack(question_to_the_desk(rng))
        began = time.process_time()
        counts["frames"] += 1
        counts[_one(body, QUESTIONS[name], problems, weighers[name], number, counts)] += 1
        counts["too slow"] += time.process_time() - began > SLOWEST
    return counts


def _one(body, question, problems, weigher, number, counts):
    """Do with a frame what the keeper does; return what became of it."""
    try:
        said = unpack(body)
    except Garbled:
        return "refused"
    seen = said.get("seen") if isinstance(said, dict) else said
    if not isinstance(seen, Observation):
        reply = Desk(problems, Referee(question.builds_on).answer).reply(said)
        assert len(pack(reply)) < wire.LARGEST_FRAME
        return "asked"
    try:
        result = weigher._weigh(seen)
        counts["undeserved points"] += result.percent > 100 * UNDESERVED
        if number % IN_WORDS == 0:
            verdict = judge(question, Recorded(seen), STUDENT, SECRET)
            assert verdict.outcome in OUTCOMES and type(verdict.message) is str
    except Exception as error:  # `Notebook.judge` gives no points then
        where = traceback.extract_tb(error.__traceback__)[-1]
        counts[
            f"raised {type(error).__name__} in {where.filename.rpartition(chr(47))[2]} {where.name}"
        ] += 1
        return "given up"
    return "judged"


if __name__ == "__main__":
    sys.exit(main())
