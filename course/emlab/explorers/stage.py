"""What explorers share: a figure on the page, its caption, its still picture, and controls."""

import base64
import hashlib
import html

import ipywidgets as widgets
import numpy as np

from emlab.figures.guard import explain
from emlab.messages import say
from emlab.reading import Trouble
from emlab.show import as_page, in_notebook, page_size, png_bytes, show_block, show_widget
from emlab.student import describe, unwritten

MILLISECONDS = 700  # from half-step to half-step when playing

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


def half_step_controls(last, show):
    """Buttons and a slider that walk half-steps 0 to `last`, calling `show` with each."""
    play = widgets.Play(min=0, max=last, interval=MILLISECONDS, show_repeat=False)
    place = widgets.IntSlider(
        min=0,
        max=last,
        readout=False,
        description=say("explore.half_steps"),
        layout={"width": "20em"},
    )
    widgets.jslink((play, "value"), (place, "value"))
    restart, back, step = (
        widgets.Button(description=say(key), icon=icon, layout={"width": "auto"})
        for key, icon in (
            ("explore.restart", "fast-backward"),
            ("explore.back", "step-backward"),
            ("explore.step", "step-forward"),
        )
    )

    def go_to(value):
        place.value = int(np.clip(value, 0, last))

    restart.on_click(lambda _button: go_to(0))
    back.on_click(lambda _button: go_to(place.value - 1))
    step.on_click(lambda _button: go_to(place.value + 1))
    place.observe(lambda change: show(change["new"]), "value")
    return widgets.HBox([restart, back, step, play, place], layout={"flex_flow": "row wrap"})


def why_it_ends(error):
    """A line for the page when the rounds end early, told in the explorer's words."""
    if error is None:
        return []
    missing = unwritten(error)
    if missing:
        text = say("explore.unwritten", method=missing)
    elif isinstance(error, Trouble):
        text = str(error)
    else:
        text = say("explore.raised", error=describe(error))
    return [widgets.HTML(paragraph(text))]
