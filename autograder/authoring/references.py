"""Cut a reference solution into what a student gets and what they write."""

import ast
import textwrap
from dataclasses import dataclass
from functools import cache

from autograder.authoring.paths import ROOT
from solutions.explained import BEGIN, END


@dataclass(frozen=True)
class Reference:
    """One function or method of ``solutions/``, in pieces.

    Attributes
    ----------
    owner : str
        The class that holds the method, "" for a plain function.
    name : str
        The function's name.
    frame : str
        What comes before the function in its cell: for ``__init__``, the head of the class.
    head : str
        Signature and docstring.
    body : str
        The solution.
    """

    owner: str
    name: str
    frame: str
    head: str
    body: str

    def cell(self, marked):
        """Source of the notebook cell, the solution between nbgrader's marks if ``marked``."""
        body = self.body
        if marked:
            indent = " " * (len(body) - len(body.lstrip(" ")))
            body = f"{indent}{BEGIN}\n{body}\n{indent}{END}"
        cell = f"{self.frame}{self.head}\n{body}"
        if self.owner and not self.frame:
            cell += f"\n\n\n{self.owner}.{self.name} = {self.name}"
        return cell


def load(reference):
    """Cut the reference named like ``solutions.gmm:GMM.e_step`` into its pieces.

    Raises
    ------
    ValueError
        If there is no such function, or it has no docstring: a stub would say nothing.
    """
    module, _, qualified = reference.partition(":")
    owner, _, name = qualified.rpartition(".")
    source, tree = _parse(module)
    scope = _find(tree, owner, ast.ClassDef, reference) if owner else tree
    function = _find(scope, name, ast.FunctionDef, reference)
    if ast.get_docstring(function) is None:
        raise ValueError(f"{reference} has no docstring, so its stub would tell a student nothing")
    lines = source.splitlines()
    frame, dedent = "", textwrap.dedent
    if name == "__init__":
        frame = "\n".join(lines[scope.lineno - 1 : scope.body[0].end_lineno]) + "\n\n"
        dedent = str  # the method stays inside its class
    whole = dedent("\n".join(lines[function.lineno - 1 : function.end_lineno])).splitlines()
    cut = function.body[0].end_lineno - function.lineno + 1  # after the docstring
    return Reference(owner, name, frame, "\n".join(whole[:cut]), "\n".join(whole[cut:]))


def class_cell(reference, without):
    """Source of a class as students are given it, without the methods that they are to write.

    Parameters
    ----------
    reference : str
        ``solutions.practice:StableGMM``.
    without : collection of str
        Names of methods.
    """
    module, _, name = reference.partition(":")
    source, tree = _parse(module)
    scope = _find(tree, name, ast.ClassDef, reference)
    lines = source.splitlines()
    parts = [lines[scope.lineno - 1 : scope.body[0].end_lineno]]
    for node in scope.body[1:]:
        if getattr(node, "name", "") not in without:
            parts.append(lines[node.lineno - 1 : node.end_lineno])
    return "\n\n".join("\n".join(part) for part in parts)


@cache
def _parse(module):
    source = (ROOT / module.replace(".", "/")).with_suffix(".py").read_text(encoding="utf-8")
    return source, ast.parse(source)


def _find(scope, name, kind, reference):
    for node in scope.body:
        if isinstance(node, kind) and node.name == name:
            return node
    raise ValueError(f"there is no {name!r} in {reference}: correct the reference's name")
