"""Putting a line, a block or a picture in front of the student: notebook or terminal."""

import base64
import html
import io

import numpy as np
from IPython import get_ipython
from IPython.display import display
from PIL import Image  # comes with matplotlib, which cannot reduce colours itself

from emlab import style

# A palette has 256 entries, and a few of them go to the rim of the rounded corners.
RIM = 4
COLOURS = 256 - RIM
OPACITIES = bytes([255] * COLOURS + [256 // RIM * step for step in range(RIM)])


def in_notebook():
    """Whether outputs go to a front end that shows HTML and pictures."""
    shell = get_ipython()
    return shell is not None and type(shell).__name__ != "TerminalInteractiveShell"


def show_line(text):
    """Show one plain sentence."""
    show_block(text, f"<p style='margin:0.3em 0'>{as_page(text)}</p>")


def as_page(text):
    """A sentence as HTML: escaped, with what stands between backticks set as code."""
    pieces = html.escape(text).split("`")
    return "".join(
        f"<code>{piece}</code>" if number % 2 else piece for number, piece in enumerate(pieces)
    )


def show_block(text, page):
    """Show a piece of HTML, with its plain text for where there is no HTML."""
    if in_notebook():
        _publish({"text/plain": text, "text/html": page})
    else:
        print(text)


def show_markdown(text):
    """Show Markdown, formulas included."""
    if in_notebook():
        _publish({"text/plain": text, "text/markdown": text})
    else:
        print(text)


def render(figure, alt):
    """Draw a figure as PNG with a text alternative; in a terminal only the text is kept.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
    alt : str
        What there is to see, for readers who do not see the picture.

    Returns
    -------
    bundle, metadata : dict
        For `show_picture`.
    """
    if not in_notebook():
        return {"text/plain": alt}, {}
    width, height = page_size(figure)
    png = base64.b64encode(png_bytes(figure)).decode()
    metadata = {"image/png": {"width": width, "height": height, "alt": alt}}
    return {"text/plain": alt, "image/png": png}, metadata


def show_picture(bundle, metadata):
    """Show what `render` made of a figure."""
    if in_notebook():
        _publish(bundle, metadata)
    else:
        print(bundle["text/plain"])


def png_bytes(figure, small=True):
    """Render a figure: the same figure gives the same bytes.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
    small : bool
        Take the time to reduce the picture to 256 colours, a third of the bytes: for pictures that
        stay in the notebook.
    """
    figure.set_dpi(style.PIXELS_PER_INCH * style.SHARPNESS)
    if small:  # titles and legends find their place in the second of two drawings
        figure.draw_without_rendering()
    figure.canvas.draw()
    return encoded(figure, small)


def encoded(figure, small):
    """The pixels of a figure that is drawn, as PNG; see `png_bytes`."""
    pixels = np.array(figure.canvas.buffer_rgba())
    pixels[..., 3] = style.sheet(*pixels.shape[:2])
    buffer = io.BytesIO()
    if small:
        _in_few_colours(pixels).save(buffer, "PNG", optimize=True, transparency=OPACITIES)
    else:
        Image.fromarray(pixels).save(buffer, "PNG", compress_level=1)
    return buffer.getvalue()


def _in_few_colours(pixels):
    """Picture with a palette: its colours, then the white of the corners in RIM opacities."""
    image = Image.fromarray(pixels[..., :3])
    image = image.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    palette = np.full((256, 3), 255, dtype=np.uint8)
    found = np.array(image.getpalette(), dtype=np.uint8).reshape(-1, 3)[:COLOURS]
    palette[: len(found)] = found
    opacity = pixels[..., 3]
    numbers = np.where(opacity == 255, np.asarray(image), COLOURS + opacity // (256 // RIM))
    reduced = Image.fromarray(numbers.astype(np.uint8), "P")
    reduced.putpalette(palette.tobytes())
    return reduced


def page_size(figure):
    """Width and height of a figure on the page, in pixels."""
    width, height = figure.get_size_inches()
    return round(width * style.PIXELS_PER_INCH), round(height * style.PIXELS_PER_INCH)


def show_widget(widget, text):
    """Show a live widget, with a sentence for where there are no widgets."""
    view = {"version_major": 2, "version_minor": 0, "model_id": widget.model_id}
    _publish({"text/plain": text, "application/vnd.jupyter.widget-view+json": view})


def _publish(bundle, metadata=None):
    display(bundle, metadata=metadata, raw=True)
