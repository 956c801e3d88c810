"""Pairs of submissions that are alike beyond what the lesson and the class explain.

Code is read as tokens. What a copier changes first is taken out: comments, texts, layout, names
that a student chose, the order of cells. A *gram* is a run of `LENGTH` tokens in a cell. Of each
student's grams, those of the released notebook are left out, and those that many in the class have:
short exercises have one natural answer. What two students still share, and few others do, is told.

The idea of comparing grams is that of Schleimer, Wilkerson and Aiken, Winnowing: Local Algorithms
for Document Fingerprinting, SIGMOD 2003. Winnowing itself thins grams out, so that a large
collection can be kept; a class is small, so all of them are compared here.
"""

import builtins
import io
import itertools
import keyword
import math
import tokenize
from collections import Counter
from dataclasses import dataclass

import numpy as np

LENGTH = 12  # tokens of a gram: about a line and a half
COMMON_SHARE, COMMON_LEAST = 0.08, 4  # what this many have is the natural answer
# Of 3 828 pairs of the right notebooks in autograder/variants, written apart, the most alike share
# 51 grams and 0.37 of them; a copy with other names and another order shares most.
SHARED_LEAST, ALIKE_LEAST = 45, 0.5
SHARED_MUCH = 80  # also where the rest differs: one long method was taken over

LAYOUT = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENCODING,
    tokenize.ENDMARKER,
    tokenize.STRING,
}
NAMES = {*keyword.kwlist, *dir(builtins), "self", "np"}
ATTRIBUTES = {*dir(np), *dir(np.linalg), *dir(np.random), *dir(np.ndarray)}


@dataclass(frozen=True)
class Pair:
    """Two submissions that are alike.

    Attributes
    ----------
    one, other : Student
    shared : int
        Grams that both have, and few others.
    share : float
        Of the rarer grams of whichever of the two has fewer of them.
    """

    one: object
    other: object
    shared: int
    share: float


def code_of(notebook):
    """Return the sources of the code cells that are not the grader's."""
    return tuple(
        cell.source
        for cell in notebook.cells
        if cell.cell_type == "code" and not cell.metadata.get("nbgrader", {}).get("grade")
    )


def tokens(source):
    """Return the tokens of a cell, as far as it can be read, without what is easily changed."""
    read, before = [], ""
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type in LAYOUT:
                continue
            read.append(_plain(token, before))
            before = token.string
    except (tokenize.TokenError, SyntaxError, ValueError):
        pass  # what came before the error counts
    return read


def _plain(token, before):
    if token.type != tokenize.NAME:
        return token.string
    kept = ATTRIBUTES if before == "." else NAMES
    return token.string if token.string in kept else "name"


def grams(cells):
    """Return the set of grams of some cells."""
    found = set()
    for cell in cells:
        read = tokens(cell)
        found |= {tuple(read[i : i + LENGTH]) for i in range(len(read) - LENGTH + 1)}
    return found


def many_of(number):
    """Return how many of a class of this size make an answer the natural one."""
    return max(COMMON_LEAST, math.ceil(COMMON_SHARE * number))


def similar_pairs(students, released):
    """Return the pairs that are alike, the most alike first.

    Parameters
    ----------
    students : sequence of Student
        Their ``code`` is compared.
    released : sequence of str
        The code cells of the released notebook.

    Returns
    -------
    list of Pair
    """
    given = grams(released)
    own = {student.name: grams(student.code) - given for student in students}
    counts = Counter(itertools.chain.from_iterable(own.values()))
    many = many_of(len(own))
    rare = {name: {gram for gram in found if counts[gram] < many} for name, found in own.items()}
    pairs = []
    for one, other in itertools.combinations(students, 2):
        shared = len(rare[one.name] & rare[other.name])
        if shared >= SHARED_LEAST:
            share = shared / min(len(rare[one.name]), len(rare[other.name]))
            if share >= ALIKE_LEAST or shared >= SHARED_MUCH:
                pairs.append(Pair(one, other, shared, share))
    return sorted(pairs, key=lambda pair: (-pair.shared * pair.share, pair.one.name))
