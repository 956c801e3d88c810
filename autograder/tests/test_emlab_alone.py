"""The student library stands alone: it runs in a browser's Python, far from any answer."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import ipywidgets
import pytest

import emlab

FILES = sorted(Path(emlab.__file__).parent.rglob("*.py"))
# Pillow comes with matplotlib, traitlets with ipywidgets.
ALLOWED = {"emlab", "numpy", "matplotlib", "ipywidgets", "IPython", "PIL", "traitlets"}
NOT_IN_A_BROWSER = {"threading", "subprocess", "multiprocessing", "concurrent", "socket", "asyncio"}


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name.split(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module.split(".")[0]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_emlab_imports_nothing_but_what_a_student_has(path):
    names = set(imported(path))
    assert names <= ALLOWED | sys.stdlib_module_names
    assert not names & NOT_IN_A_BROWSER


# All that explorers show: kinds of widget that ipywidgets 8 itself has, in every front end.
KINDS = {
    *("Button", "Dropdown", "FloatLogSlider", "FloatSlider", "HBox", "HTML", "Image", "IntSlider"),
    *("Play", "ToggleButton", "VBox"),
}
IN_A_BROWSER = """
import multiprocessing.process, os, signal, socket, subprocess, sys, threading, _thread
import IPython, ipywidgets, matplotlib.font_manager, numpy as np, PIL.Image

def refused(*arguments, **named):
    raise RuntimeError("a browser's Python has no threads, no processes and no sockets")

threading.Thread.start = _thread.start_new_thread = refused
subprocess.Popen.__init__ = os.fork = os.posix_spawn = os.system = refused
socket.socket.__init__ = multiprocessing.process.BaseProcess.start = refused
signal.signal = signal.alarm = refused
del signal.setitimer, signal.getitimer

import emlab
from emlab import show
from autograder.tests.explorers import EXPLORERS, Page, answers, explore
from emlab import plugins, style
from emlab.explorers import stage
from emlab.messages import say
from solutions.gmm import GMM

plugins.entry_points = lambda **named: ()  # the judge is not installed there
shown = []
show.in_notebook = stage.in_notebook = lambda: True
show._publish = lambda bundle, metadata=None: shown.append(bundle)
X = emlab.data.three_clouds()
emlab.check("GMM.e_step"), emlab.check("Gaussian.fit"), emlab.hint("GMM.fit"), emlab.progress()
emlab.figures.em_rounds(GMM, X, num_components=3, rounds=(0, 1))
style.SHARPNESS = 0.6  # coarse pictures are quickly drawn
kinds = set()

def opened(widget, text):
    page.widget = widget
    show_widget(widget, text)

show_widget, stage.show_widget = stage.show_widget, opened
for name in EXPLORERS:
    page = Page()
    explore(name, answers())
    for control in page.controls:
        before, start = bytes(page.picture), control.value
        if hasattr(control, "options"):
            control.value = control.options[-1][1]
        elif hasattr(control, "max"):
            control.value = control.max if start != control.max else control.min
        else:
            control.value = not start
        assert bytes(page.picture) != before, (name, control.description)
        control.value = start
    if page.find("Play"):
        before = page.caption
        for key in ("explore.step", "explore.back", "explore.step", "explore.restart"):
            page.press(key)
        (play,) = page.find("Play")
        play.playing, play.value = True, 1
        assert page.caption != before, name
    kinds |= {(w._model_module, w._model_name) for w in page._walk(page.widget)}
    assert say("explore.stays") not in page.caption + page.note, name
assert not any("a browser's Python" in str(bundle) for bundle in shown)
print(*sorted({kind for bundle in shown for kind in bundle}))
print(*sorted(kinds))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the names to refuse are those of Unix")
def test_emlab_checks_draws_and_explores_without_threads_processes_and_sockets(tmp_path):
    run = subprocess.run(
        [sys.executable, "-c", IN_A_BROWSER], capture_output=True, text=True, cwd=tmp_path
    )
    assert run.stderr == ""
    outputs, widgets = run.stdout.splitlines()
    assert outputs.split() == [
        "application/vnd.jupyter.widget-view+json",
        *("image/png", "text/html", "text/markdown", "text/plain"),
    ]
    models = set(re.findall(r"\('(.+?)', '(.+?)'\)", widgets))
    assert models == {("@jupyter-widgets/controls", f"{name}Model") for name in KINDS}


# What every front end brings: JupyterLab, Notebook, VS Code, Colab, JupyterLite.
CORE = {"@jupyter-widgets/base", "@jupyter-widgets/controls", "@jupyter-widgets/output"}


def test_explorers_are_made_of_core_widgets_only():
    source = "\n".join(path.read_text(encoding="utf-8") for path in FILES)
    used = set(re.findall(r"\bwidgets\.([A-Z]\w+)", source))
    assert {"VBox", "Image", "HTML", "FloatSlider"} <= used
    for name in used - {"Layout"}:
        kind = getattr(ipywidgets, name)
        assert kind._model_module.default_value in CORE, name
        assert kind._view_module.default_value in CORE, name


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_module_brings_a_script_of_its_own(path):
    assert not re.search(
        r"<script|\bJavascript\(|anywidget|ipympl|\bon(click|load|key\w+)=|javascript:",
        path.read_text(encoding="utf-8"),
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_module_says_its_subject_in_its_first_line(path):
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))).endswith((".", '"'))


@pytest.mark.parametrize("name", emlab.__all__)
def test_everything_public_has_a_docstring(name):
    assert len(getattr(emlab, name).__doc__) > 50
