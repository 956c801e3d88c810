"""What explorers share: a figure on the page, its caption, its still picture, and sliders."""

import base64
import hashlib
import html

import ipywidgets as widgets

from emlab.figures.guard import explain
from emlab.messages import say
from emlab.show import as_page, in_notebook, page_size, png_bytes, show_block, show_widget

# The second rule takes away the empty space too, where outputs are JupyterLab's.
HIDE = (
    "img.NAME { display: none !important } "
    ".jp-OutputArea-child:has(img.NAME) { display: none !important }"
)


class Stage:
    """A figure on the page: drawn once, its artists updated, its picture and caption renewed."""

    def __init__(self, figure):
        self.figure = figure
        width, _ = page_size(figure)
        self.image = widgets.Image(format="png", layout=widgets.Layout(max_width=f"{width}px"))
        self.caption = widgets.HTML()
        self.alt = ""
        # Arranged once: arranging the axes in every picture would cost time and make them shake.
        figure.draw_without_rendering()
        figure.set_layout_engine("none")

    def renew(self, alt):
        """Render the figure as it stands now, with the text that says what to see."""
        self.image.value = png_bytes(self.figure, small=False)
        self.alt = alt
        self.caption.value = paragraph(alt)

    def complain(self, error):
        """Say in the caption what is wrong, and leave the last picture."""
        self.caption.value = paragraph(explain(error))

    def open(self, *controls):
        """Put the stage and its controls on the page.

        A still picture comes first, for readers without a kernel; the live widget brings the style
        sheet that hides it, so a reader with a kernel sees one picture, not two.
        """
        if not in_notebook():
            print(self.alt)
            return
        picture = png_bytes(self.figure)
        encoded = base64.b64encode(picture).decode()
        name = "emlab-still-" + hashlib.sha256(picture).hexdigest()[:10]
        width, _ = page_size(self.figure)
        still = (
            f'<img class="{name}" width="{width}" alt="{html.escape(self.alt, quote=True)}" '
            f'src="data:image/png;base64,{encoded}">'
        )
        show_block(self.alt, still)
        hide = widgets.HTML(f"<style>{HIDE.replace('NAME', name)}</style>")
        hide.layout.display = "none"
        show_widget(widgets.VBox([hide, *controls, self.image, self.caption]), say("explore.plain"))


def paragraph(text):
    return f"<div style='max-width:52em;line-height:1.4'>{as_page(text)}</div>"


def slider(value, low, high, step, label, kind=widgets.FloatSlider):
    """A slider with its label, as wide as every other."""
    return kind(
        value=value,
        min=low,
        max=high,
        step=step,
        description=label,
        style={"description_width": "14em"},
        layout=widgets.Layout(width="38em", max_width="100%"),
    )
