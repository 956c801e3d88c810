"""One question's solution with its explanation, as Markdown: for `solution("GMM.e_step")`."""

import ast
import inspect
import re
import textwrap
from dataclasses import dataclass
from pathlib import Path

from solutions import em, gaussian, gmm, jensen, mixtures, practice, welcome

MODULES = (welcome, mixtures, jensen, em, gaussian, gmm, practice)
HERE = Path(__file__).parent


BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"  # nbgrader's marks


@dataclass(frozen=True)
class Explanation:
    """One section of a lesson's explanations.

    Attributes
    ----------
    why : str
        Why the solution works, the usual mistakes, another way.
    answer : str
        For a question answered in words: the cell that students fill in, where what they write is
        the text between nbgrader's marks. Else "".
    rubric : str
        How such an answer is graded.
    """

    why: str
    answer: str = ""
    rubric: str = ""


def explanations(lesson):
    """Read ``solutions/NN-name.md``, which has one ``## question id`` section for each question.

    Parameters
    ----------
    lesson : str
        ``05-gmm``.

    Returns
    -------
    dict of str to Explanation
        Empty where there is no such file.
    """
    file = HERE / f"{lesson}.md"
    if not file.exists():
        return {}
    sections = file.read_text(encoding="utf-8").split("\n## ")[1:]
    pairs = (section.partition("\n") for section in sections)
    return {title.strip(): _explanation(text) for title, _, text in pairs}


def _explanation(text):
    why, *parts = re.split(r"(?m)^### (Answer|Rubric)$", text)
    named = {parts[i].lower(): parts[i + 1].strip() for i in range(0, len(parts), 2)}
    return Explanation(why.strip(), **named)


def without_marks(text):
    """Return an answer in words without nbgrader's marks in it."""
    return "\n".join(line for line in text.splitlines() if line.strip() not in (BEGIN, END))


def explained(question_id):
    """Return the solution of a question and why it works, or None if there is no such question.

    Parameters
    ----------
    question_id : str
        ``"GMM.e_step"``.
    """
    lessons = sorted(path.stem for path in HERE.glob("[0-9]*.md"))
    found = [entry[question_id] for entry in map(explanations, lessons) if question_id in entry]
    if not found:
        return None
    (explanation,) = found
    if explanation.answer:
        return f"{without_marks(explanation.answer)}\n\n{explanation.why}"
    return f"```python\n{_code(question_id)}\n```\n\n{explanation.why}"


def _code(question_id):
    """The solution's own lines, without the docstring."""
    owner, _, name = question_id.rpartition(".")
    for module in MODULES:
        scope = getattr(module, owner, None) if owner else module
        function = vars(scope).get(name) if scope is not None else None
        if inspect.isfunction(function) and function.__module__ == module.__name__:
            return _without_docstring(textwrap.dedent(inspect.getsource(function)))
    raise LookupError(f"no module of solutions holds {question_id}")


def _without_docstring(source):
    function = ast.parse(source).body[0]
    docstring, lines = function.body[0], source.splitlines()
    return "\n".join(lines[: docstring.lineno - 1] + lines[docstring.end_lineno :])
