"""Sentences for what ends the process that a notebook runs in."""

from autograder.judging.verdict import CRASHED, ERROR, TIMEOUT

CELL = {
    CRASHED: "This cell ended the process that the notebook ran in. It was started anew without this cell.",
    TIMEOUT: "This cell took too long and was stopped.",
}

STOPPED_SOONER = "This cell took too long and was stopped, after {seconds:.2g} seconds: once code of a notebook has been stopped, each of its later cells has less time."

NOT_RUN = {
    CRASHED: "This cell was not run: the cells before it ended the notebook's process too often.",
    TIMEOUT: "This cell was not run: the notebook had used all its time.",
}

TOO_MUCH = "What this cell shows is left out: all cells of this notebook together show more than a grader keeps. The cell was run, and its answers count."

QUESTION = {
    ERROR: "What your code gave back cannot be judged: it is not of the form that was asked for.",
    CRASHED: "The process ended while your code ran: it left Python, or used more memory than there is.",
}
