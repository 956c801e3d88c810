"""What tests share: clean Jupyter settings, a JupyterLab, and a browser to visit it with."""

import contextlib
import json
import os
import queue
import re
import shutil
import subprocess
import sys
import threading
import urllib.error
import urllib.request

import numpy as np
import pytest

from autograder import misconceptions
from autograder.beside import wire
from autograder.tests.explorers import Page
from autograder.tests.looks import complaints
from emlab import record, show, style
from emlab.explorers import stage

# The longest first, so that no core waits for the last of them. Without --no-loadscope-reorder
# pytest-xdist would put them last: it goes by how many tests a file has.
LONGEST = (
    "test_instructors_guide.py",
    "test_explorers_in_the_browser.py",
    "test_wrong_solutions.py",
    "test_nbgrader_cycle.py",
    "test_jail.py",
    "test_cluster.py",
    "test_nbgrader_jailed.py",
    "test_damage.py",
    "test_in_the_browser.py",
    "test_resume.py",
    "test_grades_out.py",
    "test_right_variants.py",
    "test_cheats.py",
    "test_pictures.py",
    "test_judge.py",
    "test_jupyterhub.py",
    "test_demo.py",
    "test_setup.py",
    "test_welcome_and_terms.py",
    "test_collecting.py",
    "test_cli.py",
    "test_emlab_explorers.py",
    "test_formgrader.py",
    "test_wire.py",
    "test_emlab_alone.py",
)

PATIENCE = 120  # seconds: a machine that does much else is several times slower
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def pytest_collection_modifyitems(items):
    order = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: order.get(item.path.name, len(order)))


def pytest_xdist_auto_num_workers():
    """One more than there are cores: servers and browsers keep their tests waiting."""
    return len(os.sched_getaffinity(0)) + 1 if hasattr(os, "sched_getaffinity") else os.cpu_count()


@pytest.fixture(scope="session", autouse=True)
def jupyter_of_its_own(tmp_path_factory):
    """Keep the settings of whoever runs the tests out of them, and the tests out of theirs."""
    home = tmp_path_factory.mktemp("jupyter")
    folders = {name: str(home / name) for name in ("CONFIG", "DATA", "RUNTIME")}
    with pytest.MonkeyPatch.context() as patch:
        for name, folder in folders.items():
            patch.setenv(f"JUPYTER_{name}_DIR", folder)
        patch.setenv("IPYTHONDIR", str(home / "ipython"))
        patch.setenv("OPENBLAS_NUM_THREADS", "1")
        patch.setenv("GMM_EM_COURSE_SECRET", "tests")
        yield


@pytest.fixture(autouse=True)
def numpys_error_state_as_it_was():
    """Some of the notebooks that tests run here tell numpy to raise."""
    with np.errstate():
        yield


@pytest.fixture(autouse=True)
def a_progress_file_of_its_own(tmp_path, monkeypatch):
    """Checks note what they find; tests must neither see nor change what is noted elsewhere."""
    monkeypatch.setattr(record, "_session", {})
    monkeypatch.setattr(record, "_path", lambda: tmp_path / record.FILE)


@pytest.fixture(autouse=True)
def readable_pictures(monkeypatch):
    """Every picture that a test draws is looked at as a reader would."""

    def looked_at(figure, small=True):
        png = drawn(figure, small)
        assert complaints(figure) == []
        return png

    drawn = show.png_bytes
    for module in (show, stage):
        monkeypatch.setattr(module, "png_bytes", looked_at)


@pytest.fixture(scope="module")
def known_mistakes_looked_at_once():
    """What a known mistake gives on some problems is found out once, for all tests of a file."""
    look, seen = misconceptions._observe, {}

    def once(mistake, problems):
        key = mistake.id, wire.pack(problems)
        if key not in seen:
            seen[key] = look(mistake, problems)
        return seen[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(misconceptions, "_observe", once)
        yield


@pytest.fixture
def explorer_page(monkeypatch):
    """A page in a notebook that takes what explorers put on it."""
    page = Page()
    monkeypatch.setattr(style, "SHARPNESS", 0.6)  # coarse pictures are quickly drawn
    monkeypatch.setattr(show, "in_notebook", lambda: True)
    monkeypatch.setattr(stage, "in_notebook", lambda: True)
    monkeypatch.setattr(show, "_publish", lambda bundle, metadata=None: page.blocks.append(bundle))

    def show_widget(widget, text):
        page.widget, page.text = widget, text

    monkeypatch.setattr(stage, "show_widget", show_widget)
    return page


@pytest.fixture(scope="session")
def browser():
    """A headless Chromium."""
    from playwright.sync_api import sync_playwright

    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        reason = "no Chromium on this machine; on Debian: apt-get install chromium"
        # Where everything is to be tested, a missing browser is a failure and not a reason to skip.
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    with sync_playwright() as playwright:
        quiet = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]
        chromium = playwright.chromium.launch(executable_path=path, args=quiet)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser):
    """A function that opens a page of some size, which waits long; it is closed after the test."""
    with pages(browser) as start:
        yield start


@pytest.fixture(scope="module")
def open_one_page(browser):
    """The same, for all tests of a file together."""
    with pages(browser) as start:
        yield start


@contextlib.contextmanager
def pages(browser):
    """The same, for a block."""
    opened = []

    def start(width=1280, height=1000):
        opened.append(browser.new_page(viewport={"width": width, "height": height}))
        opened[-1].set_default_timeout(PATIENCE * 1000)
        return opened[-1]

    yield start
    for page in opened:
        page.close()


@pytest.fixture
def start_lab(tmp_path):
    """A function that starts JupyterLab, or Notebook, in a folder; returns address and token."""
    with labs(tmp_path) as start:
        yield start


@pytest.fixture(scope="module")
def start_one_lab(tmp_path_factory):
    """The same, for all tests of a file together."""
    with labs(tmp_path_factory.mktemp("lab")) as start:
        yield start


@contextlib.contextmanager
def labs(tmp_path):
    """A function that starts JupyterLab in a folder; the servers end with the block."""
    servers = []

    def start(folder, module="jupyterlab", app="LabApp"):
        options = [
            "--no-browser",
            "--port=0",
            "--allow-root",
            f"--{app}.workspaces_dir={tmp_path}",
            f"--{app}.user_settings_dir={_settings(tmp_path / 'settings')}",
        ]
        server = subprocess.Popen(
            [sys.executable, "-m", module, *options],
            cwd=folder,
            stderr=subprocess.PIPE,
            text=True,
        )
        servers.append(server)
        lines = queue.SimpleQueue()
        threading.Thread(target=_read_to_the_end, args=(server.stderr, lines), daemon=True).start()
        while (line := lines.get(timeout=PATIENCE)) is not None:
            said = re.search(r"(http://127\.0\.0\.1:\d+)/\S*\?token=(\w+)", line)
            if said:
                _wait_for_answer(said[1], server)
                return said[1], said[2]
        raise RuntimeError("JupyterLab ended before it said where it is")

    try:
        yield start
    finally:
        for server in servers:
            server.terminate()
            server.wait()
            server.stderr.close()


def _wait_for_answer(address, server):
    """JupyterLab says where it is a moment before it answers there."""
    while server.poll() is None:
        with contextlib.suppress(urllib.error.URLError):
            urllib.request.urlopen(f"{address}/api")
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(timeout=0.2)
    raise RuntimeError("JupyterLab ended before it answered")


def _settings(folder):
    """JupyterLab's settings for tests: every cell is in the page, seen or not, and no news."""
    settings = {
        "notebook-extension/tracker": {"windowingMode": "none"},
        "apputils-extension/notification": {"fetchNews": "false"},
    }
    for name, values in settings.items():
        file = folder / "@jupyterlab" / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(values))
    return folder


def _read_to_the_end(stream, lines):
    """Keep reading, so that a talkative server never waits for a full pipe; None at the end."""
    for line in stream:
        lines.put(line)
    lines.put(None)
