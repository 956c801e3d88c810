"""Photographs of what is drawn: kept small, and compared with what a test sees."""

import io
import os
from pathlib import Path

import numpy as np
from PIL import Image

from autograder.authoring.photographs import RENEW

FOLDER = Path(__file__).parent / "pictures"
WIDTH = 240  # pixels of a photograph as it is kept
COLOURS = 128
SHIFT = 2  # pixels by which a line or a letter may have moved
BLOCK = 11  # pixels: differences are averaged over squares of this size
# Of such an average, from 0 to 1. With serifs, without smooth edges or on another grid of pixels,
# no explorer gives more than 0.02; a line, a panel or a colour that is not there gives more.
LIMIT = 0.03


def small(png):
    """A photograph in the size in which it is kept: ndarray of uint8, (height, WIDTH, 3)."""
    image = Image.open(io.BytesIO(png)).convert("RGBA")
    image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")
    height = round(image.height * WIDTH / image.width)
    return np.asarray(image.resize((WIDTH, height), Image.Resampling.BOX))


def difference(one, other):
    """How much two small photographs differ where they differ most, from 0 to 1."""
    if abs(len(one) - len(other)) > 1:
        return 1.0
    height = min(len(one), len(other))
    one, other = (picture[:height] / 255 for picture in (one, other))
    return float(_averages(np.maximum(_foreign(one, other), _foreign(other, one))).max())


def _foreign(one, other):
    """How far each pixel of one lies outside the colours around its place in the other."""
    height, width, _ = one.shape
    around = np.pad(other, ((SHIFT, SHIFT), (SHIFT, SHIFT), (0, 0)), mode="edge")
    shifts = range(2 * SHIFT + 1)
    near = np.array(
        [around[down : down + height, side : side + width] for down in shifts for side in shifts]
    )
    outside = np.maximum(one - near.max(axis=0), near.min(axis=0) - one)
    return np.maximum(outside, 0).max(axis=2)


def _averages(values):
    windows = np.lib.stride_tricks.sliding_window_view(values, (BLOCK, BLOCK))
    return windows.mean(axis=(2, 3))


def compare(name, png, folder):
    """Compare with the photograph that is kept under this name; or keep it, when they are renewed.

    Parameters
    ----------
    name : str
    png : bytes
        What is seen now.
    folder : Path
        Where to put what is seen, if it is not what is kept.
    """
    seen, file = small(png), FOLDER / f"{name}.png"
    kept = small(file.read_bytes()) if file.exists() else None
    far = 1.0 if kept is None else difference(seen, kept)
    if os.environ.get(RENEW):
        if far > LIMIT / 5:  # others would only change in the noise
            file.parent.mkdir(exist_ok=True)
            image = Image.fromarray(seen).quantize(COLOURS, dither=Image.Dither.NONE)
            image.save(file, optimize=True)
        return
    assert kept is not None, f"there is no {file}: `python -m autograder.authoring photographs`"
    if far > LIMIT:
        now, before = folder / f"{name}-seen.png", folder / f"{name}-kept.png"
        Image.fromarray(seen).save(now)
        Image.fromarray(kept).save(before)
        raise AssertionError(
            f"{name} is not drawn as it was: {far:.3f} apart, {LIMIT} is the limit. Look at {now} "
            f"beside {before}. If it is right as it is now, renew the photographs with "
            "`python -m autograder.authoring photographs`, and commit them."
        )
