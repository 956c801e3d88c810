"""Look for right solutions that are refused: judge right variants on very many random problems.

``python -m autograder.measuring.fairness --judgings 10000`` draws a variant, a question and a
student for each judging, and prints whatever does not earn full marks; then the exit status is 1.
"""

import argparse
import os
import random
import sys
from concurrent.futures import ProcessPoolExecutor

from autograder import variants
from autograder.judging.judge import judge
from autograder.judging.runner import InProcess
from autograder.judging.verdict import CORRECT
from autograder.questions import QUESTIONS

SECRET = "fairness"


def judgings(number, seed):
    """Draw that many judgings: triples of a right variant, a question and a student."""
    rng = random.Random(seed)
    names, questions = variants.names("right"), list(QUESTIONS)
    return [
        (rng.choice(names), rng.choice(questions), f"student {rng.getrandbits(64):016x}")
        for _ in range(number)
    ]


def refusal(judging):
    """Judge once; return what was said if it is not full marks, else None."""
    variant, question, student = judging
    namespace = variants.notebook(f"right/{variant}")
    verdict = judge(QUESTIONS[question], InProcess(namespace), student, SECRET)
    if verdict.outcome == CORRECT:
        return None
    return f"{variant}, {question}, {student!r}: {verdict.outcome}\n  {verdict.message}"


def main(arguments=None):
    """Judge, print the refusals; the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m autograder.measuring.fairness", description=__doc__
    )
    parser.add_argument("--judgings", type=int, default=10_000, help="how many (10000)")
    parser.add_argument("--seed", type=int, default=0, help="of the draws (0)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="processes (all cores)")
    options = parser.parse_args(arguments)
    drawn = judgings(options.judgings, options.seed)
    with ProcessPoolExecutor(options.jobs) as pool:
        refusals = list(filter(None, pool.map(refusal, drawn, chunksize=50)))
    print(
        "\n".join([*refusals, f"{len(drawn)} judgings of right solutions, {len(refusals)} refused"])
    )
    return 1 if refusals else 0


if __name__ == "__main__":
    sys.exit(main())
