"""Lessons in a real JupyterLab, opened by a real browser, as a student does it."""

import shutil

import nbformat
import pytest

from autograder.authoring import paths
from autograder.tests.notebooks import errors, released, solved

pytestmark = [pytest.mark.browser, pytest.mark.slow]

RUN_ALL_MILLISECONDS = 240_000
# Notebook 7 calls itself idle before it has a kernel; it names its states only once it has one.
NOTEBOOK_READY = """() => {
    const status = document.querySelector('.jp-NotebookKernelStatus-fade');
    return status && status.textContent === ''
        && document.querySelector('.jp-Notebook-ExecutionIndicator[data-status=idle]');
}"""
READY = "Python 3 (ipykernel) | Idle"
ALL_RAN = """() => {
    const prompts = [...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')];
    return !prompts.some(prompt => prompt.textContent.includes('*'))
        && prompts.some(prompt => /[0-9]/.test(prompt.textContent));
}"""


@pytest.fixture
def student_view(open_page, start_lab, tmp_path):
    """A function that opens a notebook in JupyterLab and returns the browser's page."""

    def open_notebook(lesson, notebook):
        folder = tmp_path / "work"
        shutil.copytree(paths.RELEASE, folder)
        nbformat.write(notebook, folder / lesson / f"{lesson}.ipynb")
        address, token = start_lab(folder)
        page = open_page()
        page.goto(f"{address}/lab/tree/{lesson}/{lesson}.ipynb?token={token}")
        page.get_by_text(READY).wait_for()  # before that, Run All runs nothing and says nothing
        return page, folder / lesson / f"{lesson}.ipynb"

    return open_notebook


def run_all_and_save(page, file):
    """Choose Run > Run All Cells, wait, save, and read the notebook from the disk."""
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    page.wait_for_function(ALL_RAN, timeout=RUN_ALL_MILLISECONDS)
    page.get_by_text(READY).wait_for()
    with page.expect_response(_saved):
        page.keyboard.press("Control+s")
    return nbformat.read(file, as_version=4)


def _saved(reply):
    """JupyterLab also saves how its windows are arranged: that is not the notebook."""
    return reply.request.method == "PUT" and "/api/contents/" in reply.url and reply.ok


@pytest.mark.parametrize("lesson", ["04-gaussian", "05-gmm"])
def test_a_solved_lesson_runs_from_the_menu_and_shows_its_figures(student_view, lesson):
    page, file = student_view(lesson, solved(lesson))
    notebook = run_all_and_save(page, file)
    assert errors(notebook) == []
    drawn = [
        o for c in notebook.cells for o in c.get("outputs", []) if "image/png" in o.get("data", {})
    ]
    assert len(drawn) >= 7
    page.locator(".jp-RenderedImage img").first.scroll_into_view_if_needed()
    width = page.locator(".jp-RenderedImage img").first.evaluate("image => image.naturalWidth")
    assert width > 300


def test_a_lessons_link_opens_the_glossary_as_a_page(student_view):
    page, _ = student_view("05-gmm", released("05-gmm"))
    page.locator(".jp-RenderedMarkdown a:visible", has_text="glossary").first.click()
    shown = page.locator(".jp-MarkdownViewer")
    shown.get_by_role("cell", name="responsibility", exact=True).wait_for()
    shown.locator("mjx-container").first.wait_for()


def test_an_untouched_lesson_says_what_to_do_and_shows_no_other_error(student_view):
    page, file = student_view("05-gmm", released("05-gmm"))
    notebook = run_all_and_save(page, file)
    assert {name for _, name in errors(notebook)} <= {"NotImplementedError"}


def test_the_explorer_steps_in_notebook_7_too(open_page, start_lab, tmp_path):
    folder = tmp_path / "work"
    shutil.copytree(paths.RELEASE, folder)
    nbformat.write(solved("00-welcome"), folder / "00-welcome" / "00-welcome.ipynb")
    address, token = start_lab(folder, "notebook", "JupyterNotebookApp")
    page = open_page()
    page.goto(f"{address}/notebooks/00-welcome/00-welcome.ipynb?token={token}")
    page.wait_for_function(NOTEBOOK_READY)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    page.wait_for_function(ALL_RAN, timeout=RUN_ALL_MILLISECONDS)
    page.get_by_title("Step", exact=True).click()
    page.get_by_text("Round 1, after the M-step").wait_for()
    assert page.locator(".jp-RenderedImage img").count() == 2
