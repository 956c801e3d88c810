"""How every picture of the course looks: colours, marker shapes, sizes, and the bare figure.

Every picture is drawn in dark on a white sheet with round corners: on a white page the sheet is not
seen, on a dark one it is a card. So one picture does for all themes, printing included.
"""

from contextlib import contextmanager
from functools import cache

import matplotlib as mpl
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import LinearSegmentedColormap, to_rgb
from matplotlib.figure import Figure

# Okabe and Ito's palette: told apart by people with any common kind of colour vision.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
# The second cue: a component keeps its marker shape as it keeps its colour.
MARKERS = ("o", "^", "s", "D", "v", "P")
# The second cue of a component's curve; the mixture's is drawn through.
LINES = ("--", "-.", (0, (1, 1.2)))
INK = "#222222"
SOFT = "#767676"
DATA = "#4D4D4D"
RULE = "#DDDDDD"  # lines across a panel, for the eye to follow
# Grey, because the colours belong to the components.
DENSITY = LinearSegmentedColormap.from_list("density", ("#FFFFFF", "#E3E3E3", "#B9B9B9", "#8C8C8C"))

PIXELS_PER_INCH = 90  # on the page: 11 point text is then as large as the text of the notebook
SHARPNESS = 1.7  # pixels in the file for each pixel on the page
CORNER = 8  # pixels on the page: how round the sheet is on which a picture is drawn

_RC = {
    "font.family": "DejaVu Sans",
    "font.size": 11,
    "axes.titlesize": 11.5,
    "axes.labelsize": 11,
    "xtick.labelsize": 10,
    "ytick.labelsize": 10,
    "legend.fontsize": 10,
    "mathtext.fontset": "dejavusans",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": "#555555",
    "axes.labelcolor": INK,
    "text.color": INK,
    "xtick.color": "#555555",
    "ytick.color": "#555555",
    "axes.titlelocation": "left",
    "axes.axisbelow": True,
    "figure.facecolor": "white",
    "axes.facecolor": "white",
    "savefig.facecolor": "white",
    "legend.frameon": False,
    "lines.linewidth": 2.0,
    "axes.unicode_minus": True,
}


@contextmanager
def look():
    """Context in which matplotlib draws in the course's style; the reader's own settings stay."""
    ours, theirs = _settings(), _but_for_the_backend(mpl.rcParams)
    dict.update(mpl.rcParams, ours)
    try:
        yield
    finally:
        dict.update(mpl.rcParams, theirs)


@cache
def _settings():
    """The course's settings as matplotlib keeps them: it would examine each one every time."""
    with mpl.rc_context({**mpl.rcParamsDefault, **_RC}):
        return _but_for_the_backend(mpl.rcParams)


def _but_for_the_backend(settings):
    return {name: value for name, value in dict.items(settings) if name != "backend"}


def new_figure(width, height):
    """Empty figure in inches that belongs to no window and no list of open figures."""
    figure = Figure(figsize=(width, height), dpi=PIXELS_PER_INCH, layout="constrained")
    figure.get_layout_engine().set(w_pad=0.1, h_pad=0.08, wspace=0.02, hspace=0.02)
    FigureCanvasAgg(figure)
    return figure


@cache
def sheet(height, width):
    """Opacity of each pixel of a picture: 255, and 0 outside the round corners.

    Parameters
    ----------
    height, width : int
        Of the picture in the file, in pixels.

    Returns
    -------
    ndarray of uint8, shape (height, width)
    """
    radius = CORNER * SHARPNESS
    down, across = (_beyond(size, radius) for size in (height, width))
    distance = np.hypot(down[:, None], across)
    return np.rint(255 * np.clip(radius + 0.5 - distance, 0, 1)).astype(np.uint8)


def _beyond(size, radius):
    """How far each pixel lies beyond the centres of the corners, along one side."""
    place = np.arange(size) + 0.5
    return np.clip(radius - np.minimum(place, size - place), 0, None)


def colour(k):
    """Colour of component k; it repeats after six."""
    return COLOURS[k % len(COLOURS)]


def marker(k):
    """Marker shape of component k; it repeats after six."""
    return MARKERS[k % len(MARKERS)]


def line(k):
    """Dashes of the curve of component k; they repeat after three."""
    return LINES[k % len(LINES)]


def mix(posterior):
    """Colour of each point: the components' colours mixed in the proportions of its posterior.

    Parameters
    ----------
    posterior : ndarray, shape (sample_size, num_components)

    Returns
    -------
    ndarray, shape (sample_size, 3)
        Red, green and blue between 0 and 1.
    """
    palette = np.array([to_rgb(colour(k)) for k in range(posterior.shape[1])])
    return np.clip(posterior @ palette, 0, 1)
