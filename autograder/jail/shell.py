"""An IPython shell that keeps what cells show, in the form that notebooks keep it."""

import base64
import builtins
import inspect
import io
import sys
from types import FrameType

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.text import SList
from traitlets.config import Config

CUT = "\n... what this cell shows is longer than a grader keeps; the rest is left out ...\n"
NO_PROGRAMS = "Programs cannot be started where notebooks are graded: this line did nothing.\n"
ERRORS = 1 << 20  # bytes of what one cell's errors may say


class Record:
    """Outputs of the running cell, in order, up to a number of bytes."""

    def __init__(self):
        self.start(0)

    def start(self, most):
        """Forget the last cell's outputs, and keep up to ``most`` bytes of the next one's."""
        self.outputs, self.left, self.left_for_errors = [], most, ERRORS

    def stream(self, name, text):
        """Keep what was written to stdout or stderr."""
        if self.left <= 0:
            return
        if len(text) >= self.left:
            text = text[: self.left] + CUT
        self.left = max(self.left - len(text), 0)
        last = self.outputs[-1] if self.outputs else {}
        if last.get("output_type") == "stream" and last["name"] == name:
            last["text"] += text
        else:
            self.outputs.append({"output_type": "stream", "name": name, "text": text})

    def add(self, output):
        """Keep a display or a result, as long as there is room."""
        output = _plain(output)
        size = sum(len(str(part)) for part in output["data"].values())
        if size < self.left:
            self.left -= size
            self.outputs.append(output)
        elif self.left:
            self.left = 0
            self.outputs.append({"output_type": "stream", "name": "stdout", "text": CUT})

    def add_error(self, output):
        """Keep an error: there is room of its own for it, behind whatever was shown."""
        output = _plain(output)
        self.left_for_errors -= sum(len(str(part)) for part in output.values())
        if self.left_for_errors > 0:
            self.outputs.append(output)


def _plain(value):
    """Return what is shown in plain data; pictures as text, as notebooks keep them."""
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, dict):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    kinds = (str, bool, int, float)  # by their exact types: others only look like them
    exact = next((kind for kind in kinds if isinstance(value, kind)), str)
    return None if value is None else exact(value)


class _Stream(io.TextIOBase):
    encoding = "utf-8"

    def __init__(self, name, record):
        self._name, self._record = name, record

    def writable(self):
        return True

    def write(self, text):
        self._record.stream(self._name, str(text))
        return len(text)


class _Publisher(DisplayPublisher):
    record = None

    def publish(self, data, metadata=None, *, transient=None, update=False, **named):
        output = {"output_type": "display_data", "data": dict(data), "metadata": metadata or {}}
        self.record.add(output)

    def clear_output(self, wait=False):
        self.record.outputs.clear()


class _Hook(DisplayHook):
    record = None

    def write_output_prompt(self):
        pass

    def write_format_data(self, format_dict, md_dict=None):
        self._kept = {"data": dict(format_dict), "metadata": md_dict or {}}

    def finish_displayhook(self):
        if getattr(self, "_kept", None):
            number = {"execution_count": self.prompt_count}
            kept = {"output_type": "execute_result", **number, **self._kept}
            self.record.add(kept)
            self._kept = None


class Shell(InteractiveShell):
    """IPython without a terminal and without a kernel."""

    def _showtraceback(self, etype, evalue, stb):
        lines = [str(line) for line in stb]
        name = getattr(etype, "__name__", str(etype))
        error = {"output_type": "error", "ename": name, "evalue": str(evalue), "traceback": lines}
        self.display_pub.record.add_error(error)

    def system(self, cmd):
        """What `!command` and `%pip` call: in Jupyter a program that fails ends no cell."""
        print(NO_PROGRAMS, end="")
        self.user_ns["_exit_code"] = 1

    def getoutput(self, cmd, split=True, depth=0):
        """What `x = !command` calls."""
        self.system(cmd)
        return SList() if split else ""


_module_of = inspect.getmodule


def _quick_module_of(thing, _filename=None):
    """As `inspect.getmodule`, which looks through all modules for a cell's, and finds none.

    Three quarters of the time that an error takes to be shown would go into it.
    """
    if type(thing) is FrameType and thing.f_code.co_filename.startswith("<"):
        return None
    return _module_of(thing, _filename)


def make_shell():
    """Return a shell, and the record that its cells' outputs go to.

    Figures come out as in Jupyter: by matplotlib's inline backend, at the end of the cell.
    """
    config = Config(
        {"HistoryManager": {"enabled": False}, "InteractiveShell": {"colors": "nocolor"}}
    )
    Shell.display_pub_class, Shell.displayhook_class = _Publisher, _Hook
    shell, record = Shell.instance(config=config), Record()
    shell.display_pub.record = shell.displayhook.record = record
    shell.db = {}  # a jail cannot write IPython's own, in which `%cd` notes where it was
    sys.modules["__main__"] = shell.user_module
    inspect.getmodule = _quick_module_of
    shell.enable_gui = lambda gui=None: None
    shell.run_line_magic("matplotlib", "inline")
    return shell, record


def run_cell(shell, record, code, most):
    """Run one cell as Jupyter does: what it raises ends the cell, not the notebook.

    Returns
    -------
    outputs : list of dict
        As nbformat has them.
    """
    record.start(most)
    kept = sys.stdout, sys.stderr, sys.displayhook
    sys.stdout, sys.stderr = _Stream("stdout", record), _Stream("stderr", record)
    try:
        shell.run_cell(code, store_history=True)
    finally:
        sys.stdout, sys.stderr, sys.displayhook = kept
        builtins._ = None
    return record.outputs
