"""Numbers and texts as people read them."""

import itertools
import re

from markupsafe import Markup, escape


def points(number):
    """Return points without needless decimals: 12, 7.5, 3.33."""
    return f"{round(float(number), 2):g}"


def duration(seconds):
    """Return a length of time in two units at the most: 45 s, 3 min 20 s, 2 h 5 min, 3 d 4 h."""
    seconds = round(seconds)
    units = (("d", 86400), ("h", 3600), ("min", 60), ("s", 1))
    for (large, size), (small, part) in itertools.pairwise(units):
        if seconds >= size:
            rest = seconds % size // part
            return f"{seconds // size} {large}" + (f" {rest} {small}" if rest else "")
    return f"{seconds} s"


def sentence(told):
    """Return what ends a line elsewhere as a sentence of its own: *the file is empty*."""
    return f"{told[:1].upper()}{told[1:]}{'' if told.endswith(('.', '?', '!')) else '.'}"


def inline(told):
    """Return text as HTML, escaped, with `code` set as code."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(told))))


def prose(told):
    """Return a sentence of our own as HTML: as `inline`, with *words* as emphasis."""
    return Markup(re.sub(r"\*([^*]+)\*", r"<em>\1</em>", str(inline(told))))
