"""The README's moving picture: EM on Old Faithful, half a round at a time, as a GIF."""

import hashlib
import io
from pathlib import Path

import numpy as np
from PIL import Image

from autograder.authoring import paths
from emlab import recording, style
from emlab.figures import draw
from emlab.messages import say

FILE = "em-moving.gif"
ROUNDS = 20
SIZE = 7.0, 4.4  # inches
PIXELS_PER_INCH = 120  # as wide as GitHub shows a README
# How long a frame stays, in milliseconds: time to look at the start, at the end, and to follow.
FIRST, LAST, BETWEEN = 1800, 4000, 360
COLOURS, NEARLY_WHITE = 96, 240  # of the whole film
SOURCES = (Path(__file__), paths.EMLAB / "style.py", paths.EMLAB / "figures" / "draw.py")


def moving_picture():
    """The GIF's bytes: those in the repository if they were made from the same, else new ones.

    Two machines do not draw every pixel alike, so what it was made from is noted in the file, and
    decides whether it is in step.
    """
    current, inputs = paths.PICTURES / FILE, _inputs_digest()
    if current.exists() and made_from(current) == inputs:
        return current.read_bytes()
    return _film(*recording.load(), inputs)


def made_from(file):
    """The digest of what a GIF was made from, as noted in its comment."""
    with Image.open(file) as picture:
        return picture.info.get("comment", b"").decode()


def _inputs_digest():
    digest = hashlib.sha256()
    for file in (*SOURCES, paths.RECORDING):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _film(X, kept, inputs):
    with style.look():
        frames = [_frame(X, kept, half_step) for half_step in range(2 * ROUNDS)]
    palette = _palette(frames)
    first, *rest = [frame.quantize(palette=palette, dither=Image.Dither.NONE) for frame in frames]
    buffer = io.BytesIO()
    durations = [FIRST, *[BETWEEN] * (len(rest) - 1), LAST]
    options = {"save_all": True, "loop": 0, "duration": durations, "comment": inputs.encode()}
    first.save(buffer, "GIF", append_images=rest, **options)
    return buffer.getvalue()


def _palette(frames):
    """Colours that do for all frames, chosen from some of them, the paper's white among them."""
    some = np.vstack([np.asarray(frame) for frame in frames[:: len(frames) // 6]])
    palette = Image.fromarray(some).quantize(COLOURS, dither=Image.Dither.NONE)
    colours = np.array(palette.getpalette()).reshape(-1, 3)
    colours[colours.min(axis=1) > NEARLY_WHITE] = 255  # else white becomes the shade next to it
    palette.putpalette(colours.ravel().tolist())
    return palette


def _frame(X, kept, half_step):
    """Even half-steps end with an E-step, odd ones with the M-step that follows it."""
    number, moved = divmod(half_step, 2)
    parameters = kept[number + moved].parameters
    figure = style.new_figure(*SIZE)
    figure.set_dpi(PIXELS_PER_INCH)
    plane, trace = figure.subplots(1, 2, width_ratios=[1.7, 1])
    draw.shares(plane, X, kept[number].posterior)
    for k, (mean, cov) in enumerate(zip(parameters.means, parameters.covs, strict=True)):
        draw.ellipses(plane, mean, cov, style.colour(k))
        draw.mean_mark(plane, mean, k)
    draw.frame(plane, *draw.span(X, 0.14), equal=False)
    plane.set_title(
        say("explore.after_m.title" if moved else "explore.after_e.title", number=number + 1)
    )
    plane.set_xlabel(say("axis.eruption"))
    plane.set_ylabel(say("axis.waiting"))
    _trace(trace, [state.log_likelihood for state in kept[: ROUNDS + 1]], number + moved)
    draw.legend(figure, len(parameters.weight))
    figure.canvas.draw()
    return Image.fromarray(np.array(figure.canvas.buffer_rgba())[..., :3])


def _trace(axes, values, reached):
    axes.plot(values[: reached + 1], color=style.INK, linewidth=1.8)
    axes.plot(reached, values[reached], "o", color=style.INK, markersize=8)
    room = 0.06 * np.ptp(values)
    axes.set_xlim(-0.5, len(values) - 0.5)
    axes.set_ylim(min(values) - room, max(values) + room)
    axes.set_xticks(range(0, len(values), 5))
    axes.set_xlabel(say("axis.round"))
    axes.set_ylabel(say("axis.log_likelihood"))
