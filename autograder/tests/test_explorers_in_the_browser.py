"""Explorers in a real JupyterLab: run a lesson's cells, move the controls, look what is drawn."""

import shutil

import nbformat
import pytest

from autograder.authoring import paths
from autograder.tests import photographs
from autograder.tests.notebooks import solved
from autograder.tests.test_in_the_browser import ALL_RAN, READY, RUN_ALL_MILLISECONDS

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# The explorers of each lesson, in order.
LESSONS = {
    "00-welcome": ["explore_recording"],
    "01-mixtures": ["explore_labels", "explore_mixture", "explore_surface"],
    "02-jensen": ["explore_jensen"],
    "03-em": ["explore_bound"],
    "04-gaussian": ["explore_gaussian"],
    "05-gmm": ["explore_point", "explore_em"],
    "06-practice": [
        *("explore_underflow", "explore_starts", "explore_geyser", "explore_collapse"),
        *("explore_how_many", "explore_temperature"),
    ],
}
# How each is moved before it is photographed again: sliders, counted from above, and keys.
KEYS = {
    "explore_recording": [(0, "End")],
    "explore_labels": [(0, "PageUp")],
    "explore_mixture": [(1, "PageUp"), (4, "PageUp")],
    "explore_surface": [(0, "End"), (1, "Home")],
    "explore_jensen": [(0, "PageUp"), (3, "End")],
    "explore_bound": [(0, "End")],
    "explore_gaussian": [(1, "End"), (2, "Home")],
    "explore_point": [(0, "End")],
    "explore_em": [(0, "ArrowLeft"), (2, "End")],
    "explore_underflow": [(0, "End")],
    "explore_starts": [(0, "Home")],
    "explore_geyser": [(2, "End")],
    "explore_collapse": [(0, "End")],
    "explore_how_many": [(0, "End")],
    "explore_temperature": [(0, "Home")],
}
SAYS_MORE = """([box, before]) => {
    const said = box.querySelector('[role=status]');
    return said && said.textContent !== before;
}"""
# True once the words have not changed, and the kernel had nothing to do, in three looks running.
SAYS_NO_MORE = """box => {
    const said = box.querySelector('[role=status]').textContent;
    const state = document.querySelector('#jp-main-statusbar').textContent;
    const same = box.lastSaid === said && state.includes('READY');
    box.lastSaid = said;
    box.looks = same ? (box.looks || 0) + 1 : 0;
    return box.looks >= 2;
}""".replace("READY", READY)
LOOK_EVERY_MILLISECONDS = 400
PIXELS = """image => {
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth; canvas.height = image.naturalHeight;
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    const data = context.getImageData(0, 0, canvas.width, canvas.height).data;
    let sum = 0;
    for (let i = 0; i < data.length; i += 4) sum = (sum * 31 + data[i] + data[i + 1]) % 1000000007;
    return sum;
}"""


@pytest.fixture(scope="module")
def open_lesson(open_one_page, start_one_lab, tmp_path_factory):
    """A function that opens and runs a solved lesson, and returns the page and its complaints."""
    folder = tmp_path_factory.mktemp("explorers") / "work"
    shutil.copytree(paths.RELEASE, folder)
    address, token = start_one_lab(folder)
    page = open_one_page()
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: said.type == "error" and complaints.append(said.text))

    def run(lesson):
        nbformat.write(cells_for_explorers(lesson), folder / lesson / f"{lesson}.ipynb")
        page.goto(f"{address}/lab/tree/{lesson}/{lesson}.ipynb?token={token}&reset")
        page.get_by_text(READY).wait_for()
        complaints.clear()
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        page.wait_for_function(ALL_RAN, timeout=RUN_ALL_MILLISECONDS)
        return page, complaints

    return run


def cells_for_explorers(lesson):
    """A solved lesson up to its last explorer, without its checks and its other pictures."""
    notebook = solved(lesson)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for cell in cells:
        lines = cell.source.splitlines()
        kept = [line for line in lines if not line.startswith(("figures.", "check(", "hint("))]
        cell.source = "\n".join(kept)
    last = max(number for number, cell in enumerate(cells) if "\nexplore_" in f"\n{cell.source}")
    notebook.cells = cells[: last + 1]
    return notebook


def test_every_explorer_of_a_lesson_is_in_the_table():
    for lesson, names in LESSONS.items():
        text = (paths.LESSONS / f"{lesson}.py").read_text(encoding="utf-8")
        found = [line.partition("(")[0] for line in text.splitlines() if line[:8] == "explore_"]
        assert found == names


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_student_moves_every_explorer_of_a_lesson(lesson, open_lesson, tmp_path):
    page, complaints = open_lesson(lesson)
    boxes = page.locator(".emlab-explorer")
    boxes.nth(len(LESSONS[lesson]) - 1).wait_for()
    assert boxes.count() == len(LESSONS[lesson])
    for number, name in enumerate(LESSONS[lesson]):
        box = boxes.nth(number)
        box.scroll_into_view_if_needed()
        picture = box.locator("img").element_handle()
        page.wait_for_function("image => image.naturalWidth > 600", arg=picture)
        assert picture.get_attribute("title")
        photographs.compare(f"{name}-first", box.locator("img").screenshot(), tmp_path)
        for handle, key in KEYS[name]:
            box.locator(".noUi-handle").nth(handle).focus()
            moved(page, box, lambda key=key: page.keyboard.press(key))
        photographs.compare(f"{name}-moved", box.locator("img").screenshot(), tmp_path)
        slider_by_keys(page, box)
        slider_by_mouse(page, box)
        if box.get_by_title("Step", exact=True).count():
            walk(page, box)
    # The still pictures are for readers without a kernel.
    assert page.locator("img[class^=emlab-still]:visible").count() == 0
    assert page.locator("[data-mime-type='application/vnd.jupyter.error']").count() == 0
    assert page.locator("[data-mime-type='application/vnd.jupyter.stderr']").count() == 0
    assert complaints == []


def said(box):
    return box.locator("[role=status]").first.inner_text()


def moved(page, box, move):
    """Do something, and wait until words and picture have changed."""
    before = said(box)
    picture = box.locator("img")
    pixels = picture.evaluate(PIXELS)
    move()
    page.wait_for_function(SAYS_MORE, arg=[box.element_handle(), before])
    page.wait_for_function(
        f"([image, before]) => ({PIXELS})(image) !== before", arg=[picture.element_handle(), pixels]
    )
    page.get_by_text(READY).wait_for()
    assert "stopped" not in said(box)


def at_rest(page, box):
    """Wait until the explorer says the same for a while: a drag's last value may come late."""
    box.evaluate("box => { delete box.lastSaid; box.looks = 0; }")
    page.wait_for_function(SAYS_NO_MORE, arg=box.element_handle(), polling=LOOK_EVERY_MILLISECONDS)


def slider_by_keys(page, box):
    """Every slider is reached with Tab, shows that it has the keyboard, and moves with arrows."""
    handles = box.locator(".noUi-handle")
    handles.first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    assert handles.first.evaluate("handle => handle === document.activeElement")
    assert handles.first.evaluate("handle => getComputedStyle(handle).outlineStyle") == "solid"
    key = "ArrowLeft" if at_its_end(handles.first) else "ArrowRight"
    moved(page, box, lambda: page.keyboard.press(key))
    assert handles.first.evaluate("handle => handle === document.activeElement")


def at_its_end(handle):
    return handle.get_attribute("aria-valuenow") == handle.get_attribute("aria-valuemax")


def slider_by_mouse(page, box):
    """Drag the last slider to where it is not."""
    handle = box.locator(".noUi-handle").last
    handle.scroll_into_view_if_needed()
    start, rail = handle.bounding_box(), box.locator(".noUi-target").last.bounding_box()
    middle = start["x"] + start["width"] / 2, start["y"] + start["height"] / 2
    there = rail["x"] + rail["width"] * (0.3 if middle[0] > rail["x"] + rail["width"] / 2 else 0.8)

    def drag():
        page.mouse.move(*middle)
        page.mouse.down()
        page.mouse.move(there, middle[1], steps=4)
        page.mouse.up()

    moved(page, box, drag)
    at_rest(page, box)


def walk(page, box):
    """Restart, step, back, play and pause, by mouse and by keyboard."""
    button = {name: box.get_by_title(name, exact=True) for name in ("Restart", "Back", "Step")}
    moved(page, box, button["Restart"].click)
    at_rest(page, box)
    first = said(box)
    moved(page, box, button["Step"].click)
    button["Back"].focus()
    moved(page, box, lambda: page.keyboard.press("Space"))
    assert said(box) == first
    play = box.locator(".widget-play button").first
    moved(page, box, play.click)
    play.click()
    at_rest(page, box)
    button["Restart"].focus()
    moved(page, box, lambda: page.keyboard.press("Enter"))
    assert said(box) == first
    if box.locator("select").count():
        moved(page, box, play.click)
        other_data_while_playing(page, box)
        moved(page, box, button["Step"].click)
        handle = box.locator(".noUi-handle").last.element_handle()
        page.wait_for_function("handle => handle.ariaValueNow === '1.0'", arg=handle)


def other_data_while_playing(page, box):
    """The walk begins again, in the words and on the slider, and nothing plays."""
    box.locator("select").select_option(index=1)
    box.locator(".widget-play .fa-play").wait_for()
    page.get_by_text(READY).wait_for()
    box.get_by_text("Round 1, after the E-step").wait_for()
    box.locator(".noUi-handle[aria-valuenow='0.0']").last.wait_for()
