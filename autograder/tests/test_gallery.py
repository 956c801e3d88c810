"""The gallery and the README's pictures: complete, told in words, in step with their sources."""

import io
import re
from html import escape

import nbformat
import pytest
from PIL import Image

from autograder.authoring import gallery, moving, paths
from autograder.authoring.build import all_lessons
from autograder.authoring.pictures import PICTURES, pictures_of
from emlab import recording
from emlab.figures import fast

LESSONS = {lesson.name: lesson for lesson in all_lessons()}


# Every picture that the course promises: where it is, and the call that draws it.
ASKED = {
    "mixture playground": ("01-mixtures", "explore_mixture("),
    "hidden labels revealed": ("01-mixtures", "explore_labels("),
    "log-likelihood with two modes, and paths on it": ("01-mixtures", "explore_surface("),
    "Jensen's chord": ("02-jensen", "explore_jensen("),
    "the bound touches the log-likelihood": ("03-em", "explore_bound("),
    "log-likelihood = bound + KL, in bars": ("03-em", "figures.em_bars("),
    "a Gaussian with its ellipse and axes": ("04-gaussian", "explore_gaussian("),
    "numbers of one point, in three bars": ("05-gmm", "explore_point("),
    "EM in half-steps": ("05-gmm", "explore_em("),
    "EM before it is written": ("00-welcome", "explore_recording("),
    "underflow walk": ("06-practice", "explore_underflow("),
    "many starts": ("06-practice", "explore_starts("),
    "Old Faithful fitted live": ("06-practice", "explore_geyser("),
    "singular collapse": ("06-practice", "explore_collapse("),
    "BIC, AIC and held-out likelihood over K": ("06-practice", "explore_how_many("),
    "soft to hard": ("06-practice", "explore_temperature("),
    "speed": ("06-practice", "figures.speed("),
}


@pytest.fixture(scope="module", autouse=True)
def short_measurements():
    """What is timed for the gallery is timed with little."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {"SIZES": (10**3,), "SAMPLE_SIZE": 400, "TURNS": 4}.items():
            patch.setattr(fast, name, value)
        yield


@pytest.fixture(scope="module")
def shown():
    return {name: gallery.pictures_of(name) for name in LESSONS}


@pytest.fixture(scope="module")
def page():
    return gallery.page(list(LESSONS.values()))


@pytest.mark.parametrize("name", LESSONS)
def test_every_picture_and_explorer_that_a_lesson_calls_for_is_in_the_gallery(name, shown):
    cells = [cell for cell in LESSONS[name].cells if cell.kind == "code"]
    called = [call for cell in cells for call in gallery.calls_in(cell.text)]
    assert called
    assert [picture.call for picture in shown[name]] == called


@pytest.mark.parametrize("asked", ASKED)
def test_every_picture_that_was_asked_for_is_there_and_told_in_words(asked, shown, page):
    lesson, call = ASKED[asked]
    (picture, *_) = [picture for picture in shown[lesson] if picture.call.startswith(call)]
    assert len(picture.alt) > 80
    section = page.partition(f'<section id="{lesson}">')[2].partition("</section>")[0]
    # Its beginning: what follows may be times, which are measured anew for the page.
    assert f'alt="{escape(picture.alt[:60], quote=True)}' in section


def test_times_are_measured_when_the_page_is_made_and_the_page_says_so(shown, page):
    measured = [p.call for pictures in shown.values() for p in pictures if p.measured]
    assert [call.partition("(")[0] for call in measured] == ["figures.speed"]
    assert page.count("Measured on the machine that made this page.") == 1


def test_calls_are_found_in_their_order_wherever_they_stand_in_a_cell():
    source = "%pip list\nfor k in (1, 2):\n    figures.density(gmm,\n        X)\nexplore_em(GMM)"
    assert gallery.calls_in(source) == [
        "figures.density(gmm,\n        X)",
        "explore_em(GMM)",
    ]


def test_every_picture_says_in_words_of_its_own_what_there_is_to_see(shown):
    told = [picture.alt for pictures in shown.values() for picture in pictures]
    assert len(told) == len(set(told))
    assert [alt for alt in told if len(alt) < 80 or not alt.endswith(".")] == []
    assert [alt for alt in told if re.search(r"\.(png|jpe?g|svg|gif)\b|^<|\{\w*\}", alt)] == []


def test_every_picture_stands_in_a_section_and_keeps_its_size(shown):
    for pictures in shown.values():
        for picture in pictures:
            assert re.match(r"\d+\. ", picture.section)
            with Image.open(io.BytesIO(picture.png)) as image:
                assert image.width > 1.5 * picture.width


def test_the_page_needs_no_other_file_and_names_every_lesson(page, shown):
    assert page.count("<img ") == sum(map(len, shown.values()))
    assert set(re.findall(r'src="(\w+:)', page)) == {"data:"}
    assert not re.search(r"<(script|link)[^>]+(src|href)=|url\(|@import", page)
    for lesson in LESSONS.values():
        assert f'href="#{lesson.name}"' in page
        assert f'id="{lesson.name}"' in page
        assert f"{lesson.name}/{lesson.name}.ipynb" in page
    names = re.findall(r'\bid="([^"]+)"', page)
    assert len(names) == len(set(names))


def test_a_cell_that_shows_less_than_it_calls_for_is_named(tmp_path, monkeypatch):
    notebook = nbformat.read(paths.SOLUTIONS / "00-welcome.ipynb", as_version=4)
    cell = next(cell for cell in notebook.cells if "figures.eruptions" in cell.source)
    cell.outputs = []
    nbformat.write(notebook, tmp_path / "00-welcome.ipynb")
    monkeypatch.setattr(paths, "SOLUTIONS", tmp_path)
    with pytest.raises(ValueError, match=rf"{cell.id} calls for 1 pictures and shows 0"):
        gallery.pictures_of("00-welcome")


def test_the_readme_shows_its_pictures_each_with_words(shown):
    readme = paths.README.read_text(encoding="utf-8")
    found = dict(re.findall(r"!\[([^\]]+)\]\(course/pictures/([^)]+)\)", readme))
    assert set(found.values()) == {*PICTURES, moving.FILE}
    assert all(len(words) > 100 for words in found)


@pytest.mark.parametrize("file", PICTURES)
def test_a_picture_of_the_readme_is_the_one_of_its_lesson(file, shown):
    lesson, call = PICTURES[file]
    notebook = nbformat.read(paths.SOLUTIONS / f"{lesson}.ipynb", as_version=4)
    found = dict(pictures_of(lesson, notebook))
    assert found[file] in [picture.png for picture in shown[lesson] if call in picture.call]


@pytest.fixture(scope="module")
def film():
    """A short run of the film: the first rounds, in few dots."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(moving, "ROUNDS", 4)
        patch.setattr(moving, "PIXELS_PER_INCH", 40)
        return moving._film(*recording.load(), "what it was made from")


def test_the_moving_picture_shows_every_half_step_and_begins_anew(film):
    with Image.open(io.BytesIO(film)) as picture:
        assert picture.n_frames == 8
        assert picture.info["loop"] == 0
        assert picture.info["duration"] == moving.FIRST
        picture.seek(7)
        assert picture.info["duration"] == moving.LAST
        assert picture.convert("RGB").getpixel((1, 1)) == (255, 255, 255)


def test_the_moving_picture_is_made_again_only_when_what_it_is_made_from_has_changed(
    film, tmp_path, monkeypatch
):
    monkeypatch.setattr(paths, "PICTURES", tmp_path)
    monkeypatch.setattr(moving, "_film", lambda X, kept, inputs: inputs.encode())
    file = tmp_path / moving.FILE
    file.write_bytes(film)
    assert moving.made_from(file) == "what it was made from"
    assert moving.moving_picture() == moving._inputs_digest().encode()
    monkeypatch.setattr(moving, "_inputs_digest", lambda: "what it was made from")
    assert moving.moving_picture() == film
