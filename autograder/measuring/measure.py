"""Measure the judge on all that it should tell apart: the table of POLICY.md.

``python -m autograder.measuring.measure`` judges every right variant, every known mistake and every
wrong cell, on every question, and prints what is accepted, refused, localised and named.
"""

import argparse
import os
import sys
from concurrent.futures import ProcessPoolExecutor

from autograder import messages, variants
from autograder.judging.judge import is_right, judge
from autograder.judging.runner import InProcess
from autograder.judging.verdict import CORRECT
from autograder.misconceptions import MISTAKES
from autograder.questions import QUESTIONS

STUDENT, SECRET = "measure", "measure"
SECONDS = 2.0


def with_mistake(mistake):
    """Return the base notebook's names with a known mistake in its place."""
    namespace = variants.notebook()
    owner, _, name = mistake.question.rpartition(".")
    if owner:
        setattr(namespace[owner], name, mistake.function)
    else:
        namespace[name] = mistake.function
    return namespace


def with_cell(number):
    """Return the base notebook's names with a wrong cell run last."""
    name, source = variants.wrong_cells()[number]
    namespace = variants.notebook()
    variants.run_cell(source, namespace, f"<cell {name}>")
    return namespace


def right(variant):
    """Return what a right variant earns nothing or not everything for."""
    runner = InProcess(variants.notebook(f"right/{variant}"), SECONDS)
    return [q.id for q in QUESTIONS.values() if not is_right(q, runner, STUDENT, SECRET)]


def wrong(thing):
    """Return whether a wrong notebook is refused and named, and which other questions suffer."""
    if isinstance(thing, int):
        name, namespace = variants.wrong_cells()[thing][0], with_cell(thing)
    else:
        name, namespace = thing, with_mistake(MISTAKES[thing])
    runner, asked = InProcess(namespace, SECONDS), name.partition("/")[0]
    verdict = judge(QUESTIONS[asked], runner, STUDENT, SECRET)
    others = [q for q in QUESTIONS.values() if q.id != asked]
    suffer = [q.id for q in others if not is_right(q, runner, STUDENT, SECRET)]
    return name, verdict.outcome != CORRECT, messages.MISTAKES[name] in verdict.message, suffer


def main(arguments=None):
    """Measure and print the table; the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m autograder.measuring.measure", description=__doc__
    )
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="processes (all cores)")
    options = parser.parse_args(arguments)
    rights = variants.names("right")
    with ProcessPoolExecutor(options.jobs) as pool:
        refused = dict(zip(rights, pool.map(right, rights), strict=True))
        known = list(pool.map(wrong, MISTAKES))
        cells = list(pool.map(wrong, range(len(variants.wrong_cells()))))
    full = sum(not questions for questions in refused.values())
    print(f"{'':<36}{'number':>7}{'accepted':>9}{'refused':>9}{'localised':>10}{'named':>7}")
    print(f"{'right variants':<36}{len(rights):>7}{full / len(rights):>9.1%}")
    for kind, results in (("known mistakes", known), ("wrong cells, written apart", cells)):
        number = len(results)
        share = [sum(map(bool, column)) / number for column in list(zip(*results, strict=True))[1:]]
        print(f"{kind:<36}{number:>7}{'':>9}{share[0]:>9.1%}{1 - share[2]:>10.1%}{share[1]:>7.1%}")
    for variant, questions in refused.items():
        if questions:
            print(f"refused though right: {variant}: {', '.join(questions)}")
    for name, refusal, named, suffer in known + cells:
        if not refusal or not named or suffer:
            print(f"{name}: refused {refusal}, named {named}, also loses {suffer}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
