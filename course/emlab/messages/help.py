"""Hints, and classes brought from earlier lessons."""

TEXTS = {
    "solution.title": "{question}: the course's solution, and why it works",
    "solution.not_installed": "The explained solutions are not installed here. They are in the folder `solutions` of the course's repository; `make lab` there installs them.",
    "solution.unknown": "There is no solution for {question}: look at how its exercise is called.",
    "solution.try_first": "Try it yourself first: write an answer, right or wrong, run its cell and its check, then run this cell again. `hint(...)` helps.",
    "solution.write_first": "Write an answer of your own first; then run this cell again, and compare.",
    "progress.next": "{right} of {all} questions are right. The next one is `{question}`, in lesson {lesson}.",
    "progress.done": "All {all} questions are right.",
    "progress.legend": "✓ right, ✗ not right yet, ○ open, ✎ in words: a person reads it. As your last checks said.",
    "progress.nothing_asked": "nothing is asked here",
    "hint.rung": "Hint {number} of {total} for {question}. Run this cell again for the next one.",
    "hint.last": "Hint {number} of {total} for {question}, the last one.",
    "hint.unknown": "There are no hints for {question}. There are hints for: {known}.",
    "hint.unreadable": "The hints cannot be read ({error}): install the course again.",
    "bring.own": "Using your own {name} from {notebook}: it passes all its checks.",
    "bring.slow": "Using the course's {name}: yours from {notebook} is right, but takes about {ratio} times as long, and this lesson fits hundreds of mixtures.",
    "bring.missing": "Using the course's {name}: there is no {notebook} beside this lesson's folder.",
    "bring.damaged": "Using the course's {name}: {notebook} cannot be read as a notebook.",
    "bring.not_defined": "Using the course's {name}: {notebook} does not define it.",
    "bring.not_attempted": "Using the course's {name}: in {notebook}, {question} is not written yet.",
    "bring.wrong": "Using the course's {name}: in {notebook}, {question} does not pass its check yet.",
}
