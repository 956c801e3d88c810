"""What explorers share: a figure on the page, its caption, its still picture, and controls."""

import base64
import hashlib
import html
import io

import ipywidgets as widgets
import numpy as np
from PIL import Image  # comes with matplotlib
from traitlets import Unicode  # comes with ipywidgets

from emlab import style
from emlab.figures.guard import explain
from emlab.messages import say
from emlab.patience import patience
from emlab.quiet import quiet
from emlab.reading import Trouble
from emlab.show import (
    as_page,
    in_notebook,
    page_size,
    png_bytes,
    show_block,
    show_line,
    show_widget,
)
from emlab.student import describe, unwritten

MILLISECONDS = 700  # from half-step to half-step when playing
FIRST_SECONDS = 60  # at most, until the first frame is there
MOVE_SECONDS = 10  # at most, from a moved control to its frame

# The second rule takes away the empty space too, where outputs are JupyterLab's.
HIDE = (
    "img.NAME { display: none !important } "
    ".jp-OutputArea-child:has(img.NAME) { display: none !important }"
)
# What has the keyboard is seen to have it, in the light theme and in the dark one.
FOCUS = (
    ".emlab-explorer :is(button, select, input, .noUi-handle):focus-visible "
    "{ outline: 3px solid #E69F00 !important; outline-offset: 2px } "
    # An image is clipped to its round corners only where it does not overflow; widgets do.
    ".emlab-explorer img { border-radius: 8px; overflow: clip; margin: 4px 0 }"
)
# Of a caption: so many letters fill a line, and so many more may be in the next one.
LINE, MORE = 95, 15


def set_up(make):
    """What `make` returns; or None, after one line that says why there is nothing to explore yet.

    Parameters
    ----------
    make : callable
        Calls the student's code, and builds the view with its first frame.
    """
    try:
        with quiet(seed=1), style.look(), patience(FIRST_SECONDS):
            return make()
    except (Exception, SystemExit) as error:
        show_line(explain(error))
        return None


class _Picture(widgets.Image):
    """An image with a name for screen readers.

    The front end sets a tooltip, and through it a name, only where there is a description.
    """

    description = Unicode("").tag(sync=True)


class Stage:
    """A figure on the page: drawn once, its artists updated, its picture and caption renewed."""

    def __init__(self, figure, live):
        self.image = _Picture(format="png", tooltip=say("explore.picture"))
        self.caption = widgets.HTML()
        self.note = widgets.HTML()
        self.alt, self.lines = "", 1
        self.opened = False
        self.exchange(figure, live)

    def exchange(self, figure, live):
        """Take another figure.

        Parameters
        ----------
        figure : matplotlib.figure.Figure
        live : sequence of Artist
            What moves. All else is drawn once, and again only when the limits of an axis change.
        """
        self.figure, self.live = figure, live
        width, _ = page_size(figure)
        self.image.layout = widgets.Layout(max_width=f"{width}px")
        figure.set_dpi(style.PIXELS_PER_INCH * style.SHARPNESS)
        # Arranged once: arranging the axes in every picture would cost time and make them shake.
        figure.draw_without_rendering()
        figure.set_layout_engine("none")
        self._limits = None

    def attempt(self, show, *values):
        """Show what the controls ask for; what goes wrong becomes the caption."""
        try:
            with quiet(seed=1), style.look(), patience(MOVE_SECONDS):
                show(*values)
        except (Exception, SystemExit) as error:
            self.complain(error)

    def renew(self, alt):
        """Render the figure as it stands now, with the text that says what to see.

        The first frame is left to `open`, which renders it for readers without a kernel anyhow.
        """
        if self.opened:
            self.image.value = self._png()
        self.alt = alt
        # It never shrinks: else what stands below would jump from frame to frame.
        self.lines = max(self.lines, -(-(len(alt) + MORE) // LINE))
        self.caption.value = paragraph(alt, self.lines)

    def _png(self):
        canvas = self.figure.canvas
        limits = [(axes.get_xlim(), axes.get_ylim()) for axes in self.figure.axes]
        if limits != self._limits:
            for artist in self.live:
                artist.set_animated(True)  # so that matplotlib leaves it out
            canvas.draw()
            self._background = canvas.copy_from_bbox(self.figure.bbox)
            self._limits = limits
        canvas.restore_region(self._background)
        for artist in sorted(self.live, key=lambda artist: artist.zorder):
            self.figure.draw_artist(artist)
        pixels = canvas.buffer_rgba(), "raw", "RGBA", 0, 1
        image = Image.frombuffer("RGBA", canvas.get_width_height(), *pixels).convert("RGB")
        buffer = io.BytesIO()
        image.save(buffer, "PNG", compress_level=1)
        return buffer.getvalue()

    def complain(self, error):
        """Say in the caption what is wrong, and leave the last picture."""
        self.caption.value = paragraph(_what(error)) + paragraph(say("explore.stays"))

    def open(self, *controls):
        """Put the stage and its controls on the page.

        A still picture comes first, for readers without a kernel; the live widget brings the style
        sheet that hides it, so a reader with a kernel sees one picture, not two.
        """
        if not in_notebook():
            print(self.alt)
            return
        with quiet(), style.look():
            picture = png_bytes(self.figure)
        self.image.value, self.opened = picture, True
        encoded = base64.b64encode(picture).decode()
        name = "emlab-still-" + hashlib.sha256(picture).hexdigest()[:10]
        width, _ = page_size(self.figure)
        still = (
            f'<img class="{name}" width="{width}" alt="{html.escape(self.alt, quote=True)}" '
            f'src="data:image/png;base64,{encoded}">'
        )
        show_block(self.alt, still)
        rules = widgets.HTML(f"<style>{HIDE.replace('NAME', name)} {FOCUS}</style>")
        rules.layout.display = "none"
        box = widgets.VBox([rules, *controls, self.image, self.caption, self.note])
        box.add_class("emlab-explorer")
        show_widget(box, say("explore.plain"))


def paragraph(text, lines=1):
    """A line under the picture, or room for several; a screen reader reads out what is new."""
    look = f"max-width:52em;line-height:1.4;min-height:{1.4 * lines:.1f}em"
    return f"<div role='status' style='{look}'>{as_page(text)}</div>"


def row(*controls):
    """Controls beside each other, and below each other where the page is narrow."""
    return widgets.HBox(controls, layout=widgets.Layout(flex_flow="row wrap"))


def slider(value, low, high, step, label, kind=widgets.FloatSlider, **named):
    """A slider with its label, as wide as every other."""
    return kind(
        value=value,
        min=low,
        max=high,
        step=step,
        description=label,
        style={"description_width": "14em"},
        layout=widgets.Layout(width="38em", max_width="100%"),
        **named,
    )


def follow(stage, show, *controls):
    """Call `show` with the values of all controls whenever one of them moves."""

    def moved(_change):
        stage.attempt(show, *(control.value for control in controls))

    for control in controls:
        control.observe(moved, "value")


class HalfSteps:
    """Buttons and a slider that walk half-steps 0 to `last`, calling `show` with each."""

    def __init__(self, last, show):
        self.show = show
        self.play = widgets.Play(min=0, max=last, interval=MILLISECONDS, show_repeat=False)
        self.place = widgets.IntSlider(
            min=0,
            max=last,
            readout=False,
            description=say("explore.half_steps"),
            layout={"width": "20em"},
        )
        self._begun_again = False
        # In the kernel: a link in the page loses a value now and then while the kernel is busy.
        self.play.observe(self._played, "value")
        self.place.observe(self._placed, "value")
        restart, back, step = (
            widgets.Button(description=say(key), icon=icon, layout={"width": "auto"})
            for key, icon in (
                ("explore.restart", "fast-backward"),
                ("explore.back", "step-backward"),
                ("explore.step", "step-forward"),
            )
        )
        restart.on_click(lambda _button: self._go_to(0))
        back.on_click(lambda _button: self._go_to(self.place.value - 1))
        step.on_click(lambda _button: self._go_to(self.place.value + 1))
        self.box = row(restart, back, step, self.play, self.place)

    def _go_to(self, value):
        self.place.value = int(np.clip(value, 0, self.place.max))

    def _played(self, change):
        if self.play.playing:
            self._begun_again = False
        if self._begun_again and change["new"]:  # of the walk before: it was under way already
            self.play.value = self.place.value
        else:
            self.place.value = change["new"]

    def _placed(self, change):
        self.play.value = change["new"]
        self.show(change["new"])

    def begin_again(self, last):
        """Stand at the start of another walk, and show it."""
        self.play.playing, self._begun_again = False, True
        self.place.max = self.play.max = last
        if self.place.value:
            self.place.value = 0
        else:
            self.show(0)


def why_it_ends(error):
    """Why the rounds end early, told in the explorer's words; nothing when they do not."""
    if error is None:
        return ""
    missing = unwritten(error)
    if missing:
        return paragraph(say("explore.unwritten", method=missing))
    return paragraph(_what(error, "explore.raised"))


def _what(error, key="explore.stopped"):
    """One sentence for what went wrong after the first frame was there."""
    if isinstance(error, Trouble) or unwritten(error):
        return explain(error)
    return say(key, error=describe(error))
