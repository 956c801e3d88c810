"""Notebooks of imagined students, to measure the judge with.

``base_notebook.py`` answers every question. Each file of ``right`` and ``hostile`` is a later cell
of the same notebook, which writes some of it anew in another style, or tries to cheat. The cells in
the files of ``wrong`` each hold one mistake. Those of ``dangerous`` would harm the machine: they
are run in the jail and nowhere else, so that `notebook` refuses them.
"""

import linecache
from pathlib import Path

HERE = Path(__file__).parent


def names(kind):
    """Return the names of all variants of a kind: ``right``, ``hostile`` or ``dangerous``."""
    return sorted(path.stem for path in (HERE / kind).glob("*.py"))


def notebook(*variants):
    """Return the names that a notebook defines: the base, then these variants as later cells.

    Parameters
    ----------
    *variants : str
        ``"right/cholesky"``.
    """
    namespace = {"__name__": "__main__"}
    for name in ("base_notebook", *variants):
        if name.startswith("dangerous/"):
            raise PermissionError(f"{name} is for the jail alone")
        run_cell(source(name), namespace, f"<cell {name}>")
    return namespace


def source(name):
    """Return the source of ``base_notebook`` or of a variant."""
    return (HERE / f"{name}.py").read_text(encoding="utf-8")


def cheated(name):
    """Return the questions that a dangerous variant cheats in: its first line names them."""
    return source(name).partition("\n")[0].removeprefix("#").split()


def run_cell(source, namespace, name="<cell>"):
    """Run source in a namespace as a notebook does, so that its lines can be quoted."""
    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
    exec(compile(source, name, "exec"), namespace)


def wrong_cells():
    """Return the wrong cells as pairs: the id of the mistake, and the source."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((HERE / "wrong").glob("*.py"))]
    cells = [cell.partition("\n") for text in texts for cell in text.split("# %% ")[1:]]
    return [(name.strip(), _stored(name.strip(), source)) for name, _, source in cells]


def _stored(name, source):
    """Add the line that stores a function in its class, as the notebook's cells end."""
    owner, _, method = name.partition("/")[0].rpartition(".")
    if not owner or method == "__init__":
        return source
    return f"{source}\n{owner}.{method} = {method}\n"
