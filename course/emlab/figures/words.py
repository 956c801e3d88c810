"""Numbers as they stand in titles and text alternatives."""

import numpy as np

from emlab.messages import say


def number(value, digits=2):
    """A number with a true minus sign."""
    return f"{round(float(value), digits) + 0.0:.{digits}f}".replace("-", "−")


def small(value, digits=3):
    """A number above 0 that may be tiny: 0.012, or 3e−7; no more digits than tell something."""
    text = f"{value:.{digits}f}" if value >= 10.0**-digits / 2 else f"{value:.0e}"
    return text.replace("e-0", "e-").replace("-", "−")


def vector(values, digits=1):
    """A point: (1.0, −2.5)."""
    return "(" + ", ".join(number(value, digits) for value in values) + ")"


def matrix(cov, digits=2):
    """A matrix: [1.0, 0.2; 0.2, 1.0]."""
    rows = (", ".join(number(value, digits) for value in row) for row in np.asarray(cov))
    return "[" + "; ".join(rows) + "]"


def listing(items):
    """Several things in a row: "a, b and c"."""
    items = list(items)
    if len(items) == 1:
        return items[0]
    return say("words.and", first=", ".join(items[:-1]), last=items[-1])


def means(parameters):
    """Means of a mixture, for a text alternative."""
    return listing(vector(mean) for mean in parameters.means)
