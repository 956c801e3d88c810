"""What the comparison of photographs lets pass, and what it does not."""

import io
from itertools import product

import numpy as np
import pytest
from PIL import Image

from autograder.tests import photographs
from autograder.tests.explorers import EXPLORERS, answers, explore
from autograder.tests.test_explorers_in_the_browser import KEYS
from emlab import style
from emlab.explorers import stage


@pytest.fixture
def drawn(explorer_page, monkeypatch):
    """A function that draws the first frame of an explorer; and the figure that it has drawn."""
    stages = []
    monkeypatch.setattr(style, "SHARPNESS", 1.0)
    exchange = stage.Stage.exchange
    monkeypatch.setattr(
        stage.Stage,
        "exchange",
        lambda self, *figure: (stages.append(self), exchange(self, *figure)),
    )

    def draw(name):
        explore(name, answers())
        return stages[-1]

    return draw


def seen(of):
    of._limits = None  # also what does not move is drawn anew
    return photographs.small(of._png())


def hidden(of, artist):
    artist.set_visible(False)
    picture = seen(of)
    artist.set_visible(True)
    return picture


def test_there_is_a_photograph_of_every_explorer_before_and_after_it_moved():
    assert set(KEYS) == set(EXPLORERS)
    kept = {file.stem for file in photographs.FOLDER.iterdir()}
    assert kept == {f"{name}-{when}" for name, when in product(EXPLORERS, ("first", "moved"))}
    for name in EXPLORERS:
        first, moved = (
            photographs.small((photographs.FOLDER / f"{name}-{when}.png").read_bytes())
            for when in ("first", "moved")
        )
        assert photographs.difference(first, moved) > photographs.LIMIT


@pytest.mark.parametrize("name", ["explore_recording", "explore_gaussian"])
def test_letters_edges_and_dots_may_be_others(name, drawn, monkeypatch):
    before = seen(drawn(name))
    assert photographs.difference(seen(drawn(name)), before) == 0
    usual = style._settings()
    for look in (
        {"font.family": ["DejaVu Serif"]},
        {"text.antialiased": False, "lines.antialiased": False},
    ):
        with monkeypatch.context() as patch:
            patch.setattr(style, "_settings", lambda look=look: usual | look)
            assert 0 < photographs.difference(seen(drawn(name)), before) < photographs.LIMIT


def test_an_ellipse_a_panel_or_a_colour_that_is_missing_is_seen(drawn, monkeypatch):
    view = drawn("explore_recording")
    before = seen(view)
    lines = [line for line in view.live if type(line).__name__ == "Line2D" and line.get_visible()]
    ellipses = [line for line in lines if len(line.get_xdata()) > 20]
    assert len(ellipses) == 4
    for artist in (*ellipses, *view.figure.axes):
        assert photographs.difference(hidden(view, artist), before) > photographs.LIMIT
    blank = np.full_like(before, 255)
    assert photographs.difference(blank, before) > photographs.LIMIT
    assert photographs.difference(before[: int(0.9 * len(before))], before) == 1
    first, second, *others = style.COLOURS
    monkeypatch.setattr(style, "COLOURS", (second, first, *others))
    other = seen(drawn("explore_recording"))
    assert photographs.difference(other, before) > photographs.LIMIT


def test_what_is_drawn_otherwise_is_put_beside_what_is_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(photographs, "FOLDER", tmp_path / "kept")
    monkeypatch.delenv(photographs.RENEW, raising=False)
    white, red = (_png(colour) for colour in ("white", "red"))
    with pytest.raises(AssertionError, match=r"there is no .*new\.png"):
        photographs.compare("new", white, tmp_path)
    monkeypatch.setenv(photographs.RENEW, "1")
    photographs.compare("new", white, tmp_path)
    monkeypatch.delenv(photographs.RENEW)
    photographs.compare("new", white, tmp_path)
    with pytest.raises(AssertionError, match=r"new-seen\.png beside .*new-kept\.png"):
        photographs.compare("new", red, tmp_path)
    assert (tmp_path / "new-seen.png").exists()
    assert (tmp_path / "new-kept.png").exists()


def _png(colour):
    buffer = io.BytesIO()
    Image.new("RGB", (480, 300), colour).save(buffer, "PNG")
    return buffer.getvalue()
