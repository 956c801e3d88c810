"""What other installed parts of the course add: the judge, and the explained solutions.

The student library knows neither. Where they are installed they say so by an entry point of the
group ``emlab``: ``judge`` and ``solution``.
"""

from functools import cache
from importlib.metadata import entry_points


@cache
def plugin(name):
    """Return what an installed part of the course offers under this name, or None."""
    for point in entry_points(group="emlab", name=name):
        try:
            return point.load()
        except ImportError:  # its metadata is left from an installation that is gone
            continue
    return None
