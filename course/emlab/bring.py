"""Bringing a student's own class or function from the notebook of an earlier lesson."""

import ast
import json
import linecache
import time
from pathlib import Path

from emlab.checks.engine import NOT_ATTEMPTED, RIGHT, examine
from emlab.checks.questions import QUESTIONS
from emlab.messages import say
from emlab.quiet import quiet
from emlab.show import show_line

SLOWEST = 12  # times as long as the course's own


def bring(lesson, name, otherwise, trial=None, **known):
    """Bring what the student wrote in the notebook of an earlier lesson, when it passes its checks.

    Of that notebook only what defines something is run: imports, functions, classes, constants,
    and lines like ``Gaussian.fit = fit``. Nothing of it is shown.

    Parameters
    ----------
    lesson : str
        Folder and name of the notebook, for example ``"04-gaussian"``; it is looked for beside the
        folder of this notebook.
    name : str
        The class or function, for example ``"Gaussian"``.
    otherwise : class or function
        What to use when there is no such thing, or it does not pass.
    trial : callable, optional
        A piece of work: ``trial(class or function)``. Where the student's takes more than `SLOWEST`
        times as long for it as `otherwise`, `otherwise` is used: a lesson that fits hundreds of
        mixtures would take an hour.
    **known
        Names that the earlier notebook has brought itself, for example ``Gaussian=Gaussian``.

    Returns
    -------
    class or function
        The student's own, or `otherwise`. One line says which, and why.
    """
    path = Path("..") / lesson / f"{lesson}.ipynb"
    own, reason = _own(path, name, known)
    if own is not None and trial is not None:
        ratio = _seconds(trial, own) / _seconds(trial, otherwise)
        if ratio > SLOWEST:
            reason = say("bring.slow", name=name, notebook=path.name, ratio=f"{ratio:.0f}")
            own = None
    show_line(reason)
    return otherwise if own is None else own


def _seconds(trial, thing):
    """How long a trial takes: the best of three, the least disturbed."""
    taken = []
    for _ in range(3):
        start = time.perf_counter()
        with quiet(seed=1):
            trial(thing)
        taken.append(time.perf_counter() - start)
    return min(taken)


def _own(path, name, known):
    """The thing and the sentence that says so, or None and the sentence that says why not."""
    values = {"name": name, "notebook": path.name}
    if not path.is_file():
        return None, say("bring.missing", **values)
    try:
        cells = _code_cells(path)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None, say("bring.damaged", **values)
    namespace = definitions(cells, path, known)
    if name not in namespace:
        return None, say("bring.not_defined", **values)
    for question_id in _questions_about(name):
        report = examine(question_id, namespace)
        if report.status == NOT_ATTEMPTED:
            return None, say("bring.not_attempted", question=question_id, **values)
        if report.status != RIGHT:
            return None, say("bring.wrong", question=report.blamed, **values)
    return namespace[name], say("bring.own", **values)


def _code_cells(path):
    notebook = json.loads(path.read_text(encoding="utf-8-sig"))
    sources = [cell["source"] for cell in notebook["cells"] if cell["cell_type"] == "code"]
    return [source if isinstance(source, str) else "".join(source) for source in sources]


def _questions_about(name):
    return [q for q in QUESTIONS if q == name or q.startswith(f"{name}.")]


def definitions(cells, path, known):
    """Namespace after running what defines something in each cell; what fails is left out."""
    namespace = {"__name__": f"notebook_{path.stem.replace('-', '_')}", **known}
    for number, source in enumerate(cells, start=1):
        statements = _parse(source) or _parse(_without_magics(source)) or []
        filename = f"<{path.name}, code cell {number}>"
        linecache.cache[filename] = (len(source), None, source.splitlines(True), filename)
        for statement in filter(_defines, statements):
            _run(statement, filename, namespace)
    return namespace


def _parse(source):
    try:
        return ast.parse(source).body
    except (SyntaxError, ValueError):
        return None


def _run(statement, filename, namespace):
    module = ast.Module(body=[statement], type_ignores=[])
    try:
        with quiet():
            exec(compile(module, filename, "exec"), namespace)
    except BaseException:  # the checks of the class will say what is missing
        return


def _without_magics(source):
    lines = source.splitlines(keepends=True)
    return "".join("\n" if line.lstrip().startswith(("%", "!", "?")) else line for line in lines)


def _defines(statement):
    if isinstance(statement, ast.Assign):
        return _stores_method(statement) or _is_constant(statement.value)
    kinds = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef)
    return isinstance(statement, kinds)


def _stores_method(statement):
    """Whether it reads `Name.attribute = name`, or with a lambda on the right."""
    to_attribute = all(
        isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name)
        for target in statement.targets
    )
    return to_attribute and isinstance(statement.value, ast.Name | ast.Attribute | ast.Lambda)


def _is_constant(value):
    """Whether an expression only computes with numbers, names and numpy: np.log(2 * np.pi)."""
    for node in ast.walk(value):
        if isinstance(node, ast.Call):
            function = node.func
            if not (
                isinstance(function, ast.Attribute)
                and isinstance(function.value, ast.Name)
                and function.value.id in ("np", "numpy", "math")
            ):
                return False
        elif isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            return False
    return True
