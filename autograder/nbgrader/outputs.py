"""Lay down in a notebook what became of its cells, as a kernel and nbgrader's Execute would."""

import platform

import nbformat

from autograder.display import bundle
from autograder.judging.verdict import Verdict

WIDGET = "application/vnd.jupyter.widget-view+json"
LANGUAGE = {
    "codemirror_mode": {"name": "ipython", "version": 3},
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "nbconvert_exporter": "python",
    "pygments_lexer": "ipython3",
    "version": platform.python_version(),
}


def fill(notebook, laid, done):
    """Give each cell its outputs and its number.

    Parameters
    ----------
    notebook : NotebookNode
    laid : list
        ``(cell, step)``; see `autograder.intake.assembly.laid_out`.
    done : list of dict
        What became of each step; see `autograder.running.jobs.grade`.
    """
    for count, ((cell, step), became) in enumerate(zip(laid, done, strict=True), start=1):
        shown = [_without_widget(output) for output in became["outputs"]]
        if step.question:
            verdict = Verdict(**became["verdict"])
            shown = [*map(_without_score, shown), *_scored(verdict, count)]
        for output in shown:
            if output["output_type"] == "execute_result":
                output["execution_count"] = count
        cell.outputs = [nbformat.from_dict(output) for output in shown]
        cell.execution_count = count
    notebook.metadata["language_info"] = nbformat.from_dict(LANGUAGE)


def _without_widget(output):
    """Keep what stands in for a widget: the widget itself lives in a kernel."""
    data = {kind: value for kind, value in output.get("data", {}).items() if kind != WIDGET}
    return {**output, "data": data} if "data" in output else dict(output)


def _without_score(output):
    """Keep what a student's code shows in a test cell from counting as its score.

    There nbgrader takes an error or anything on stderr for 0 points, a result for the points.
    """
    kind = output["output_type"]
    if kind == "stream":
        return {**output, "name": "stdout"}
    if kind == "error":
        text = f"{output['ename']}: {output['evalue']}\n"
        return {"output_type": "stream", "name": "stdout", "text": text}
    return {"output_type": "display_data", "data": output["data"], "metadata": output["metadata"]}


def _scored(verdict, count):
    """The verdict, and the score as nbgrader's partial credit."""
    yield {"output_type": "display_data", "data": bundle(verdict), "metadata": {}}
    score = {"text/plain": repr(float(verdict.score))}
    yield {"output_type": "execute_result", "data": score, "metadata": {}, "execution_count": count}
