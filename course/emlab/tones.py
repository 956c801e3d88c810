"""Colours and frames of what stands on the page itself, readable on a white and on a dark one.

No colour of words keeps its contrast on both. So words take the page's own colour, and signs are
white on a plate of their own: a plate is dark enough for white, and bright enough for a dark page.
"""

# In the hues of Okabe and Ito, for right, wrong, and neither; the sign on the plate says the same.
RIGHT, WRONG, PLAIN = "#0077BA", "#C24E00", "#707070"
SIGN = "#FFFFFF"
# Opacity of words that matter less.
FAINT = 0.75
# Behind a block, over the page's own colour.
SHADE = "rgba(128,128,128,0.08)"


def plate(sign, colour):
    """A sign, white on a small plate of a colour, as HTML."""
    return (
        f"<b style='display:inline-block;width:1.35em;line-height:1.35em;text-align:center;"
        f"text-indent:0;border-radius:0.3em;font-size:0.85em;background:{colour};color:{SIGN}'>"
        f"{sign}</b>"
    )


def block(inside, colour, width="46em"):
    """A block of HTML with a bar of a colour on its left."""
    return (
        f"<div style='border-left:4px solid {colour};border-radius:3px;padding:0.4em 0.9em;"
        f"margin:0.3em 0;max-width:{width};line-height:1.45;background:{SHADE}'>{inside}</div>"
    )
