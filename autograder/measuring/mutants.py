"""Test the questions themselves: change the references mechanically, and see what is refused.

``python -m autograder.measuring.mutants`` makes every mutant, judges it as a student's notebook,
and prints the share that the questions refuse. Survivors are listed with the reason why they are
right all the same (``survivors/``); one without a reason makes the exit status 1.
"""

import argparse
import ast
import inspect
import json
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from autograder.judging import referee
from autograder.judging.judge import is_right
from autograder.judging.runner import InProcess
from autograder.questions import QUESTIONS
from autograder.variants import run_cell

SURVIVORS = Path(__file__).with_name("survivors")
SECONDS = 2.0
STUDENTS = ("first", "second", "third")  # a survivor has survived the problems of all of them
SECRET = "mutants"

OPERATORS = {
    ast.Add: (ast.Sub, ast.Mult),
    ast.Sub: (ast.Add, ast.Mult),
    ast.Mult: (ast.Add, ast.Div),
    ast.Div: (ast.Mult, ast.Sub),
    ast.MatMult: (ast.Mult, ast.Add),
    ast.Pow: (ast.Mult,),
}
COMPARISONS = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
}
FUNCTIONS = {
    "sum": ("mean", "max"),
    "mean": ("sum", "max"),
    "exp": ("log",),
    "log": ("exp", "log2"),
    "randn": ("rand",),
    "eye": ("ones",),
    "ones": ("zeros",),
    "all": ("any",),
    "any": ("all",),
    "abs": ("sqrt",),
    "cholesky": ("inv",),
    "column_stack": ("vstack",),
    "logaddexp": ("add", "maximum"),
}


ATTRIBUTES = {
    "mean": ("cov",),
    "cov": ("mean",),
    "set_mean": ("set_cov",),
    "set_cov": ("set_mean",),
    "dim": ("num_components",),
    "num_components": ("dim",),
    "e_step": ("log_pdf",),
    "log_pdf": ("e_step",),
}


@dataclass(frozen=True)
class Mutant:
    """One changed reference.

    Attributes
    ----------
    question : str
        Id of the question whose reference is changed.
    change : str
        The changed lines, before and after.
    source : str
        The whole module with the change.
    """

    question: str
    change: str
    source: str

    @property
    def name(self):
        """Under which a survivor's reason is kept."""
        return f"{self.question}: {self.change}"


def mutants_of(question):
    """Return the mutants of a question's reference."""
    module, _, qualified = question.reference.partition(":")
    referee.reference(question.reference)
    source = inspect.getsource(sys.modules[module])
    original = ast.parse(source)
    before = ast.unparse(original)
    made = {}
    for number, node in enumerate(_nodes(original, qualified)):
        for change in range(len(_changes(node))):
            tree = ast.parse(source)
            target = _nodes(tree, qualified)[number]
            _changes(target)[change]()
            after = ast.unparse(ast.fix_missing_locations(tree))
            made[after] = Mutant(question.id, _difference(before, after), after)
    made.pop(before, None)
    return list(made.values())


def survives(mutant):
    """Tell whether the question takes a mutant for right, on every student's problems."""
    namespace = {"__name__": "__main__"}
    try:
        changed = QUESTIONS[mutant.question].reference.partition(":")[0]
        for module in referee.MODULES:
            mine = module.__name__ == changed
            source = mutant.source if mine else inspect.getsource(module)
            run_cell(_alone(source), namespace)
    except Exception:
        return False  # a cell that stops with an error defines nothing
    runner = InProcess(namespace, SECONDS)
    question = QUESTIONS[mutant.question]
    return all(is_right(question, runner, student, SECRET) for student in STUDENTS)


def _alone(source):
    """Take out what a module imports from the other references: a notebook holds its own."""
    tree = ast.parse(source)
    tree.body = [n for n in tree.body if not (isinstance(n, ast.ImportFrom) and "solu" in n.module)]
    return ast.unparse(tree)


def _nodes(tree, qualified):
    """Return the nodes of a function or method that may change: no docstring, no error text."""
    owner, _, name = qualified.rpartition(".")
    scope = next(n for n in tree.body if getattr(n, "name", "") == owner) if owner else tree
    function = next(n for n in scope.body if getattr(n, "name", "") == name)
    found, queue = [], [function]
    while queue:
        node = queue.pop(0)
        found.append(node)
        if not isinstance(node, ast.Raise):
            queue += [n for n in ast.iter_child_nodes(node) if not isinstance(n, ast.arguments)]
    variables = {n.id for n in found if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    variables |= {argument.arg for argument in function.args.args} - {"self"}
    for node in found:
        node.variables = ()
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in variables:
            node.variables = sorted(variables)
    return found


def _changes(node):
    """Return the changes of one node, each a function that makes it."""
    changes = []
    for kind, make in MAKERS:
        if isinstance(node, kind):
            changes += make(node)
    return changes


def _of_operator(node):
    swaps = [_setter(node, "op", new()) for new in OPERATORS.get(type(node.op), ())]
    if isinstance(node.op, ast.Sub | ast.Div | ast.MatMult):
        swaps.append(lambda: _exchange(node, "left", "right"))
    return [*swaps, _becomes(node, "left"), _becomes(node, "right")]


def _of_comparison(node):
    return [_setter(node, "ops", [new()]) for new in COMPARISONS.get(type(node.ops[0]), ())]


def _of_unary(node):
    return [_becomes(node, "operand")]


def _of_bool(node):
    other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    drops = [_setter(node, "values", _without(node.values, i)) for i in range(len(node.values))]
    return [_setter(node, "op", other), *(drops if len(node.values) > 2 else [])]


def _of_constant(node):
    value = node.value
    if isinstance(value, bool):
        return [_setter(node, "value", not value)]
    if isinstance(value, int):
        return [_setter(node, "value", new) for new in (value + 1, value - 1)]
    if isinstance(value, float):
        return [_setter(node, "value", new) for new in (2 * value, -value, 100 * value)]
    return []


def _of_call(node):
    changes = [
        _setter(node, "keywords", _without(node.keywords, i)) for i in range(len(node.keywords))
    ]
    if isinstance(node.func, ast.Attribute):
        names = FUNCTIONS.get(node.func.attr, ())
        changes += [_setter(node.func, "attr", name) for name in names]
    if len(node.args) > 1:
        changes.append(_setter(node, "args", [node.args[1], node.args[0], *node.args[2:]]))
        changes += [_setter(node, "args", _without(node.args, i)) for i in range(len(node.args))]
    if len(node.args) == 1 and not isinstance(node.args[0], ast.Starred):
        changes.append(lambda: _replace(node, node.args[0]))
    return changes


def _of_attribute(node):
    if node.attr == "T":
        return [_becomes(node, "value")]
    return [_setter(node, "attr", name) for name in ATTRIBUTES.get(node.attr, ())]


def _of_name(node):
    """Put another of the function's variables in a variable's place."""
    others = [name for name in node.variables if name != node.id]
    return [_setter(node, "id", name) for name in others]


def _of_subscript(node):
    if isinstance(node.slice, ast.Tuple):
        return [_setter(node.slice, "elts", node.slice.elts[::-1])]
    return []


def _of_block(node):
    """Leave a statement out, or exchange two neighbours; stop a loop after its first round."""
    start = 1 if _is_docstring(node.body[0]) else 0
    docstring, body, made = node.body[:start], node.body[start:], []
    for i in range(len(body)):
        made.append(_without(body, i) or [ast.Pass()])
        if i + 1 < len(body):
            made.append([*body[:i], body[i + 1], body[i], *body[i + 2 :]])
    if isinstance(node, ast.For | ast.While):
        made.append([*body, ast.Break()])
    return [_setter(node, "body", docstring + new) for new in made]


def _of_return(node):
    return [_setter(node, "value", None)] if node.value else []


def _of_raise(node):
    other = ast.parse("RuntimeError()", mode="eval").body
    return [_setter(node, "exc", other)]


MAKERS = (
    (ast.BinOp, _of_operator),
    (ast.Compare, _of_comparison),
    (ast.UnaryOp, _of_unary),
    (ast.BoolOp, _of_bool),
    (ast.Constant, _of_constant),
    (ast.Call, _of_call),
    (ast.Attribute, _of_attribute),
    (ast.Name, _of_name),
    (ast.Subscript, _of_subscript),
    (ast.FunctionDef | ast.If | ast.For | ast.While | ast.Try, _of_block),
    (ast.Return, _of_return),
    (ast.Raise, _of_raise),
)


def _setter(node, field, value):
    return lambda: setattr(node, field, value)


def _becomes(node, field):
    return lambda: _replace(node, getattr(node, field))


def _replace(node, other):
    """Turn a node into another, wherever it hangs."""
    node.__class__ = other.__class__
    node.__dict__ = dict(other.__dict__)


def _exchange(node, one, other):
    first, second = getattr(node, one), getattr(node, other)
    setattr(node, one, second)
    setattr(node, other, first)


def _without(things, i):
    return [*things[:i], *things[i + 1 :]]


def _is_docstring(node):
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _difference(before, after):
    """Return the lines that differ, in a line of text."""
    old, new = before.splitlines(), after.splitlines()
    while old and new and old[0] == new[0]:
        old, new = old[1:], new[1:]
    while old and new and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    return " ¦ ".join(x.strip() for x in old) + "  →  " + " ¦ ".join(x.strip() for x in new)


def main(arguments=None):
    """Judge the mutants and print what survives; the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m autograder.measuring.mutants", description=__doc__
    )
    parser.add_argument("question", nargs="*", help="ids of questions (all)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="processes (all cores)")
    options = parser.parse_args(arguments)
    chosen = [QUESTIONS[name] for name in options.question or QUESTIONS]
    mutants = [mutant for question in chosen for mutant in mutants_of(question)]
    with ProcessPoolExecutor(options.jobs) as pool:
        alive = list(pool.map(survives, mutants))
    return report(chosen, mutants, alive)


def explained():
    """Return why known survivors are right all the same: reasons by the mutants' names."""
    files = sorted(SURVIVORS.glob("*.json"))
    groups = [group for file in files for group in json.loads(file.read_text(encoding="utf-8"))]
    return {name: group["reason"] for group in groups for name in group["mutants"]}


def report(questions, mutants, alive):
    """Print a line a question and the survivors; the exit status."""
    reasons = explained()
    unexplained = 0
    print(f"{'question':<20}{'mutants':>8}{'refused':>8}{'right':>8}{'score':>8}")
    for question in [*questions, None]:
        here = [(m, s) for m, s in zip(mutants, alive, strict=True) if _about(m, question)]
        survivors = [m for m, s in here if s]
        right = [m for m in survivors if m.name in reasons]
        unexplained += len(survivors) - len(right) if question else 0
        refused = len(here) - len(survivors)
        score = refused / (len(here) - len(right)) if len(here) > len(right) else 1
        name = question.id if question else "all"
        print(f"{name:<20}{len(here):>8}{refused:>8}{len(right):>8}{score:>8.1%}")
    print("\nSurvivors that are right all the same:")
    for mutant, survived in zip(mutants, alive, strict=True):
        if survived:
            print(f"  {mutant.name}\n      {reasons.get(mutant.name, 'NOT EXPLAINED')}")
    return 1 if unexplained else 0


def _about(mutant, question):
    return question is None or mutant.question == question.id


if __name__ == "__main__":
    sys.exit(main())
