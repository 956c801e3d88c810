"""Before judging in a notebook's own process: do Python and numpy still do what they should?

A notebook can replace functions of numpy, built-in ones or the grader's own, by mistake
(``np.sum = ...``) or to be judged by its own rules. References would then compute wrong numbers,
and agree with wrong code.
"""

import builtins
import sys

import numpy as np

from autograder.judging.problems import m_step, mixture

X = ((0.5, 1.0), (2.0, -1.0), (-1.5, 0.25), (1.0, 1.5), (0.0, -0.75), (2.5, 2.0))
POSTERIOR = ((0.9, 0.1), (0.2, 0.8), (0.6, 0.4), (0.3, 0.7), (0.75, 0.25), (0.45, 0.55))
# What an M-step and then log_pdf and e_step give on them: computed once, in exact fractions and
# without numpy.
KNOWN = (
    (0.533333333333, 0.466666666667),
    (
        *(-2.256060372272, -4.026742636342, -3.635439197041),
        *(-2.524837722642, -2.896244108537, -3.568915326273),
    ),
    (
        *(0.643559695610, 0.119009884049, 0.761146810125),
        *(0.592377036837, 0.609669589685, 0.487347634845),
    ),
)
OURS = ("autograder", "solutions")
USED = (
    "abs all any dict enumerate float getattr isinstance iter len list max min next range reversed"
    " round set sorted str sum tuple type zip"
)


def in_order():
    """Tell whether built-in functions are built in, and known numbers come out as known.

    A student who sets out to deceive a judge in their own process can; the sandbox is for them.
    """
    return _builtins_are_built_in() and _grader_is_its_own() and _numbers_are_known()


def _builtins_are_built_in():
    for name in USED.split():
        function = vars(builtins)[name]
        kind = type(function)
        if not (kind is type or kind.__name__ == "builtin_function_or_method"):
            return False
        if function.__module__ != "builtins":
            return False
    return True


def _grader_is_its_own():
    """Tell whether every function in the grader's and the references' modules is theirs."""
    modules = [m for name, m in sys.modules.items() if name.partition(".")[0] in OURS]
    for module in modules:
        for thing in vars(module).values():
            members = vars(thing).values() if isinstance(thing, type) else [thing]
            for member in members:
                code = getattr(member, "__code__", None)
                if getattr(member, "__module__", "") == "__main__" and code is not None:
                    return False
    return True


def _numbers_are_known():
    try:
        data, posterior = np.array(X), np.array(POSTERIOR)
        gmm = mixture(m_step(data, posterior))
        gmm.m_step(data, posterior)  # the reference's own way to the same numbers
        found = (gmm.weight, gmm.log_pdf(data), gmm.e_step(data)[:, 0])
        pairs = [(array.tolist(), known) for array, known in zip(found, KNOWN, strict=True)]
    except Exception:  # whatever a replaced function may raise
        return False
    gaps = [a - b for values, known in pairs for a, b in zip(values, known, strict=True)]
    return not [gap for gap in gaps if not -1e-9 < gap < 1e-9]
