"""Looking at a picture as a reader does: are its words large and dark enough, whole, and apart?"""

from itertools import combinations

import numpy as np
from matplotlib.colors import to_rgb
from matplotlib.text import Text

from emlab import style

# The limits of the Web Content Accessibility Guidelines 2.2.
WORDS, GRAPHICS = 4.5, 3.0
SMALLEST = 9.0  # points on the page at 100 %: what is read from the middle of a lecture room
CSS_PIXELS_PER_INCH = 96
TOUCHING = 1.0  # pixels by which the boxes of two words may overlap


def luminance(colour):
    """Relative luminance of a colour, between 0 (black) and 1 (white)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    return float(np.dot(linear, (0.2126, 0.7152, 0.0722)))


def contrast(one, other):
    """Contrast ratio of two colours, from 1 to 21."""
    dark, bright = sorted([luminance(one), luminance(other)])
    return (bright + 0.05) / (dark + 0.05)


def words_of(figure):
    """Every visible word of a drawn figure: its text and its box in pixels."""
    renderer = figure.canvas.get_renderer()
    unseen = {id(text) for axes in figure.axes for text in _unseen(axes)}
    return [
        (text, text.get_window_extent(renderer))
        for text in figure.findobj(Text)
        if text.get_visible() and text.get_text().strip() and id(text) not in unseen
    ]


def _unseen(axes):
    """Words that exist, but are not drawn: of ticks beyond the limits, of axes switched off."""
    if not (axes.get_visible() and axes.axison):
        yield from axes.findobj(Text)
    for axis in (axes.xaxis, axes.yaxis):
        low, high = sorted(axis.get_view_interval())
        for tick in (*axis.get_major_ticks(), *axis.get_minor_ticks()):
            if not low <= tick.get_loc() <= high:
                yield from (tick.label1, tick.label2)


def complaints(figure):
    """What a reader would complain of in a drawn figure, in words."""
    found = []
    words = words_of(figure)
    for text, box in words:
        name = repr(text.get_text())
        size = text.get_fontsize() * style.PIXELS_PER_INCH / CSS_PIXELS_PER_INCH
        if size < SMALLEST:
            found.append(f"{name} has only {size:.1f} points")
        if contrast(text.get_color(), "white") < WORDS:
            found.append(f"{name} is too pale")
        if not (figure.bbox.x0 <= box.x0 and box.x1 <= figure.bbox.x1):
            found.append(f"{name} is cut off at a side")
        if not (figure.bbox.y0 <= box.y0 and box.y1 <= figure.bbox.y1):
            found.append(f"{name} is cut off above or below")
    for (one, first), (other, second) in combinations(words, 2):
        across = min(first.x1, second.x1) - max(first.x0, second.x0)
        up = min(first.y1, second.y1) - max(first.y0, second.y0)
        if min(across, up) > TOUCHING:
            found.append(f"{one.get_text()!r} and {other.get_text()!r} overlap")
    return found
