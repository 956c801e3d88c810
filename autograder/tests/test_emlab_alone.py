"""The student library stands alone: it runs in a browser's Python, far from any answer."""

import ast
import sys
from pathlib import Path

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


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_module_says_its_subject_in_its_first_line(path):
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))).endswith((".", '"'))


@pytest.mark.parametrize("name", emlab.__all__)
def test_everything_public_has_a_docstring(name):
    assert len(getattr(emlab, name).__doc__) > 50
