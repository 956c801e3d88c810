"""What the course puts on a page is readable on a white page and on a dark one: contrast, counted.

The formula and the limits are those of the Web Content Accessibility Guidelines 2.2: 4.5 for
words, 3 for signs, bars, lines and marks. Pictures are looked at wherever a test draws one: see
`conftest.readable_pictures`.
"""

import io
import re

import numpy as np
import pytest
from matplotlib.colors import to_rgb
from PIL import Image

from autograder import display
from autograder.judging.verdict import CORRECT, Verdict
from autograder.tests.looks import GRAPHICS, WORDS, complaints, contrast
from emlab import overview, show, style, tones
from emlab.checks.engine import Line, Report
from emlab.checks.report import as_html

# Page and ink of the front ends, as their own style sheets have them: JupyterLab 4 and Notebook 7
# (--jp-layout-color0, --jp-content-font-color1), VS Code (editor background and foreground of its
# default themes), GitHub.
PAGES = {
    "JupyterLab light": ("#FFFFFF", (0.0, 0.0, 0.0, 0.87)),
    "JupyterLab dark": ("#111111", (1.0, 1.0, 1.0, 1.0)),
    "VS Code light": ("#FFFFFF", "#3B3B3B"),
    "VS Code dark": ("#1F1F1F", "#CCCCCC"),
    "GitHub light": ("#FFFFFF", "#1F2328"),
    "GitHub dark": ("#0D1117", "#F0F6FC"),
}


def over(colour, opacity, page):
    """A colour of some opacity on a page."""
    return tuple(opacity * np.array(to_rgb(colour)) + (1 - opacity) * np.array(to_rgb(page)))


def shaded(page):
    """The ground of a block of HTML on this page."""
    *rgb, opacity = map(float, re.findall(r"[\d.]+", tones.SHADE))
    return over(np.array(rgb) / 255, opacity, page)


def ink_on(page, ink, opacity=1.0):
    """The page's own colour of words, with its opacity and another, on the ground of a block."""
    own = ink[3] if len(ink) == 4 else 1.0
    return over(ink[:3] if len(ink) == 4 else ink, own * opacity, shaded(page))


def test_the_formula_gives_the_known_values():
    assert contrast("white", "black") == pytest.approx(21)
    assert contrast("#767676", "white") == pytest.approx(4.54, abs=0.01)
    assert contrast("#0072B2", "#0072B2") == 1


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("tone", [tones.RIGHT, tones.WRONG, tones.PLAIN])
def test_signs_are_read_on_their_plate_and_plates_are_seen_on_the_page(tone, name):
    page, ink = PAGES[name]
    assert contrast(tones.SIGN, tone) >= WORDS
    assert contrast(tone, shaded(page)) >= GRAPHICS
    assert contrast(ink_on(page, ink), shaded(page)) >= WORDS
    assert contrast(ink_on(page, ink, tones.FAINT), shaded(page)) >= WORDS


def blocks():
    """Each kind of block of HTML that the course draws, with every tone in it."""
    lines = tuple(Line("a line", passed) for passed in (True, False, None))
    report = Report("GMM.e_step", "wrong", lines, ("a sentence",))
    marks = overview._marks({"GMM.e_step": "right", "GMM.m_step": "wrong"})
    verdict = Verdict("GMM.e_step", 5.0, 5.0, CORRECT, message="a sentence")
    return {
        "check": as_html(report),
        "progress": overview.as_html(marks),
        "verdict": display.as_html(verdict),
    }


@pytest.mark.parametrize("name", ["check", "progress", "verdict"])
def test_a_block_uses_no_colour_that_has_not_been_counted(name):
    page = blocks()[name]
    known = {tones.RIGHT, tones.WRONG, tones.PLAIN, tones.SIGN}
    assert set(re.findall(r"#[0-9A-Fa-f]{6}\b", page)) <= known
    assert set(re.findall(r"rgba\([^)]*\)", page)) <= {tones.SHADE}
    opacities = {float(value) for value in re.findall(r"opacity:([\d.]+)", page)}
    assert opacities <= {1.0, tones.FAINT}
    assert set(re.findall(r"(?<![-\w])color:([^;']+)", page)) <= {tones.SIGN}


def test_a_verdict_has_the_tones_of_a_check():
    assert (display.RIGHT, display.WRONG, display.PLAIN) == (tones.RIGHT, tones.WRONG, tones.PLAIN)


def test_lines_and_marks_of_pictures_are_seen_on_their_sheet():
    drawn = [*style.COLOURS[:4], style.INK, style.SOFT, style.DATA]
    assert [colour for colour in drawn if contrast(colour, "white") < GRAPHICS] == []


def small_figure():
    with style.look():
        figure = style.new_figure(3, 2)
        axes = figure.subplots()
        axes.set_title("a title")
        return figure, axes


def test_a_picture_is_a_white_sheet_whose_corners_let_the_page_through():
    figure, _ = small_figure()
    for small in (True, False):
        picture = Image.open(io.BytesIO(show.png_bytes(figure, small))).convert("RGBA")
        opacity = np.asarray(picture)[..., 3]
        assert opacity[0, 0] == opacity[-1, -1] == opacity[0, -1] == opacity[-1, 0] == 0
        radius = int(style.CORNER * style.SHARPNESS) + 2
        assert (opacity[radius:-radius] == 255).all()
        assert (opacity[:, radius:-radius] == 255).all()
        assert np.asarray(picture)[0, radius].tolist() == [255, 255, 255, 255]


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda axes: axes.set_xlabel("tiny", fontsize=8), "'tiny' has only 7.5 points"),
        (lambda axes: axes.set_xlabel("pale", color="#AAAAAA"), "'pale' is too pale"),
        (lambda axes: axes.text(0.9, 0.5, "a long line of words"), "cut off at a side"),
        (lambda axes: axes.text(0.5, 3, "far"), "'far' is cut off above or below"),
        (lambda axes: [axes.text(0.3, 0.5, "one"), axes.text(0.35, 0.5, "two")], "overlap"),
    ],
)
def test_what_spoils_a_picture_is_noticed(spoil, said):
    figure, axes = small_figure()
    figure.draw_without_rendering()
    assert complaints(figure) == []
    figure.set_layout_engine("none")
    with style.look():
        spoil(axes)
        figure.draw_without_rendering()
    assert any(said in complaint for complaint in complaints(figure))
