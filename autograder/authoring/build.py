"""Build every file that is derived from lessons and references, byte for byte repeatable."""

import hashlib
import json
import logging
import shutil
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbgrader.converters import GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config, PyFileConfigLoader

from autograder.authoring import paths, recording, terms
from autograder.authoring.lesson import read_lesson
from autograder.authoring.notebooks import (
    UNRECORDED,
    question_id,
    reference_of,
    solution_notebook,
    source_notebook,
)
from autograder.authoring.pictures import pictures_of
from autograder.authoring.table import points_of, with_lesson_table
from solutions.explained import explanations

CELL_SECONDS = 300


def all_lessons():
    """Every lesson, in order."""
    return [read_lesson(path) for path in sorted(paths.LESSONS.glob("[0-9]*.py"))]


def build(root):
    """Write all derived files below ``root``, laid out as in the repository.

    Parameters
    ----------
    root : Path
        An empty folder.

    Returns
    -------
    list of Path
        The derived files that belong into git, relative to ``root``, sorted.
    """
    lessons = all_lessons()
    _write_texts(root, lessons)
    for lesson in lessons:
        write_source(lesson, root / "course" / "source" / lesson.name)
        solution = _write_solution(lesson, root / "solutions" / f"{lesson.name}.ipynb")
        for name, png in pictures_of(lesson.name, solution):
            _write_bytes(root / "course" / "pictures" / name, png)
    _write_terms(lessons, root / "course" / "source" / lessons[0].name)
    _release(root / "course")
    _write_text(root / "README.md", with_lesson_table(paths.README.read_text("utf-8"), lessons))
    return sorted(
        path.relative_to(root)
        for path in root.rglob("*")
        if path.is_file() and "source" not in path.relative_to(root).parts
    )


def install(root, files):
    """Copy what was built below ``root`` into the repository; leave files that are the same."""
    for old in obsolete(files):
        (paths.ROOT / old).unlink()
    for file in files:
        new, old = root / file, paths.ROOT / file
        if not old.exists() or old.read_bytes() != new.read_bytes():
            old.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(new, old)
            print(f"built {file}")
    shutil.rmtree(paths.SOURCE, ignore_errors=True)
    shutil.copytree(root / "course" / "source", paths.SOURCE)


def obsolete(files):
    """Files in the folders of derived files that no lesson makes any more."""
    kept = set(files)
    found = [
        *paths.RELEASE.glob("*/*"),
        *paths.SOLUTIONS.glob("*.ipynb"),
        *paths.PICTURES.iterdir(),
    ]
    relative = (path.relative_to(paths.ROOT) for path in found if path.is_file())
    return sorted(path for path in relative if path not in kept)


def main():
    """Rebuild everything in place."""
    _write_texts(paths.ROOT, all_lessons())  # first: the solution notebooks are run with them
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        install(root, build(root))


def _write_texts(root, lessons):
    """Write what `emlab` reads: the hints, the map of the course, the recorded run of EM."""
    hints = {question: rungs for lesson in lessons for question, rungs in lesson.hints.items()}
    course_map = [_map_entry(lesson) for lesson in lessons]
    for file, text in (
        (paths.HINTS, _json(hints)),
        (paths.COURSE_MAP, _json(course_map)),
        (paths.RECORDING, recording.text()),
    ):
        _write_text(root / file.relative_to(paths.ROOT), text)


def _map_entry(lesson):
    """A lesson as `emlab.course` reads it."""
    questions = [
        {"id": question, "points": points, "written": question in lesson.written}
        for question, points in points_of(lesson).items()
    ]
    return {
        "name": lesson.name,
        "title": lesson.title,
        "minutes": lesson.minutes,
        "questions": questions,
    }


def write_source(lesson, folder):
    folder.mkdir(parents=True)
    notebook = source_notebook(lesson, explanations_of(lesson))
    _write_notebook(notebook, folder / f"{lesson.name}.ipynb")
    _copy_beside(lesson, folder)


def _copy_beside(lesson, folder):
    """Put the course's own version of earlier answers beside the notebook."""
    for module in lesson.beside:
        source = (paths.SOLUTIONS / f"{module}.py").read_text(encoding="utf-8")
        _write_text(folder / f"{module}.py", source.replace("from solutions.", "from "))


def _write_terms(lessons, folder):
    """Put glossary and formula sheet beside the first lesson, where all lessons link to them."""
    _write_text(folder / "glossary.md", terms.glossary(lessons))
    _write_text(folder / "formulas.md", terms.formulas())


def _release(course):
    """Let nbgrader make the student versions, with the course's own configuration."""
    config = PyFileConfigLoader("nbgrader_config.py", path=str(paths.COURSE)).load_config()
    config.merge(
        Config(
            CourseDirectory={"root": str(course), "assignment_id": "*"},
            GenerateAssignment={"no_database": True},
            SaveCells={"enabled": False},
        )
    )
    for folder in sorted((course / "source").iterdir()):
        config.CourseDirectory.assignment_id = folder.name
        converter = GenerateAssignment(coursedir=CourseDirectory(config=config), config=config)
        converter.log.setLevel(logging.WARNING)
        converter.start()


def _write_solution(lesson, file):
    """Execute the solution notebook, unless the one in the repository was made from the same."""
    notebook = solution_notebook(lesson, explanations_of(lesson))
    inputs = _inputs_digest(lesson, notebook)
    current = paths.SOLUTIONS / file.name
    file.parent.mkdir(parents=True, exist_ok=True)
    if current.exists() and solution_inputs(current) == inputs:
        shutil.copyfile(current, file)
        return nbformat.read(file, as_version=4)
    notebook.metadata["built_from"] = inputs
    execute(notebook, lesson)
    _write_notebook(notebook, file)
    return notebook


def solution_inputs(file):
    """The digest of what a solution notebook was made from, as noted inside it."""
    return nbformat.read(file, as_version=4).metadata.get("built_from")


def execute(notebook, lesson):
    """Run a notebook in place, as a self-learner would, and keep only repeatable output.

    Raises
    ------
    CellExecutionError
        If a cell fails.
    """
    with tempfile.TemporaryDirectory() as folder:
        _copy_beside(lesson, Path(folder))
        client = NotebookClient(
            notebook,
            timeout=CELL_SECONDS,
            resources={"metadata": {"path": folder}},
            coalesce_streams=True,  # else the pieces depend on how long each line took to compute
        )
        client.execute()
    del notebook.metadata["widgets"]
    for cell in notebook.cells:
        if UNRECORDED in cell.metadata.get("tags", []):
            cell.outputs = []
        cell.metadata.pop("execution", None)
        for output in cell.get("outputs", []):
            output.get("data", {}).pop("application/vnd.jupyter.widget-view+json", None)


def explanations_of(lesson):
    """Explanations of a lesson's questions.

    Raises
    ------
    ValueError
        If ``solutions/NN-name.md`` lacks one of them, or an answer in words or its rubric.
    """
    found = explanations(lesson.name)
    asked = (*lesson.exercises, *map(question_id, lesson.practices), *lesson.written)
    missing = [q for q in asked if q not in found]
    missing += [q for q in lesson.written if q in found and not found[q].answer]
    missing += [q for q in lesson.written if q in found and not found[q].rubric]
    if missing:
        lacks = ", ".join(dict.fromkeys(missing))
        raise ValueError(f"solutions/{lesson.name}.md does not explain all of {lacks}")
    return found


def _inputs_digest(lesson, notebook):
    """Digest of all that decides how the solution notebook looks."""
    digest = hashlib.sha256(nbformat.writes(notebook).encode())
    answers = map(reference_of, [*lesson.exercises, *lesson.practices])
    modules = {answer.partition(":")[0] for answer in answers}
    files = [paths.ROOT / f"{module.replace('.', '/')}.py" for module in modules]
    files += [paths.SOLUTIONS / f"{module}.py" for module in lesson.beside]
    files += [path for path in paths.EMLAB.rglob("*") if path.suffix in (".py", ".csv")]
    files += [paths.COURSE_MAP, paths.RECORDING]
    for file in sorted(set(files)):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _write_notebook(notebook, file):
    nbformat.validate(notebook)
    _write_text(file, nbformat.writes(notebook) + "\n")


def _write_text(file, text):
    _write_bytes(file, text.encode("utf-8"))


def _write_bytes(file, content):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def _json(value):
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
