"""The build: one source, repeatable, and nothing given away."""

import nbformat
import pytest

from autograder.authoring import build, check, paths
from autograder.authoring.lesson import read_lesson
from autograder.authoring.notebooks import source_notebook
from autograder.authoring.references import load
from autograder.authoring.table import with_lesson_table
from autograder.tests.notebooks import questions_of, released
from solutions.explained import Explanation

HEADER = "# ---\n# jupyter:\n#   lesson:\n#     minutes: 5\n# ---\n\n"
LESSONS = [path.stem for path in sorted(paths.LESSONS.glob("[0-9]*.py"))]


@pytest.fixture(scope="module")
def two_builds(tmp_path_factory):
    roots = [tmp_path_factory.mktemp("build") for _ in range(2)]
    return [(root, build.build(root)) for root in roots]


def test_a_build_is_repeatable_byte_for_byte(two_builds):
    (first, files), (second, same_files) = two_builds
    assert files == same_files
    for file in files:
        assert (first / file).read_bytes() == (second / file).read_bytes(), file


def test_what_is_in_git_is_in_step_with_its_source(two_builds):
    (root, files), _ = two_builds
    assert build.obsolete(files) == []
    for file in files:
        assert (paths.ROOT / file).read_bytes() == (root / file).read_bytes(), f"{file}: make build"


def test_released_notebooks_are_clean():
    assert list(check.released_problems()) == []


@pytest.mark.parametrize("lesson", LESSONS)
def test_each_lesson_asks_exactly_its_questions_once(lesson):
    assert read_lesson(paths.LESSONS / f"{lesson}.py").exercises == questions_of(lesson)


def _copy_of_release(lesson):
    notebook = released(lesson)
    return notebook, {cell.id: cell for cell in notebook.cells}


def test_check_finds_a_doubled_grade_id():
    notebook, cells = _copy_of_release("05-gmm")
    notebook.cells.append(cells["GMM-fit"])
    assert list(check.doubled_grade_ids(notebook)) == ["grade_id 'GMM-fit' stands 2 times"]


@pytest.mark.parametrize(
    ("old", "new"),
    [("def fit(self, X, eps=1e-8)", "def fit(self, X, eps=1e-6)"), ("The posterior.", "The data.")],
)
def test_check_finds_a_stub_that_differs_from_its_reference(old, new):
    notebook, cells = _copy_of_release("05-gmm")
    cells["GMM-fit-answer"].source = cells["GMM-fit-answer"].source.replace(old, new)
    assert len(list(check.wrong_stubs(notebook, questions_of("05-gmm")))) == 1


def test_check_finds_a_line_of_a_solution():
    notebook, _ = _copy_of_release("05-gmm")
    line = load("solutions.gmm:GMM.m_step").body.splitlines()[-1].strip()
    notebook.cells[3].source += f"\n{line}"
    assert [problem.split(": ", 1)[1] for problem in check.leaks(notebook, ["GMM.m_step"])] == [
        line
    ]


def test_check_finds_a_hidden_test():
    notebook, cells = _copy_of_release("05-gmm")
    cells["GMM-fit"].source += '\ngrade("GMM.fit")'
    assert any("grade(" in problem for problem in check.leaks(notebook, []))


def test_check_finds_output():
    notebook, _ = _copy_of_release("05-gmm")
    cell = next(cell for cell in notebook.cells if cell.cell_type == "code")
    cell.outputs = [nbformat.v4.new_output("stream", text="hello")]
    assert list(check.outputs(notebook)) == [f"cell {cell.id} holds output"]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("# %% [markdown]\n# # Title", "minutes"),
        ("# %% [markdown]\n# no title", "title"),
        ('# %% [markdown]\n# # T\n\n# %% exercice="GMM.fit"\n', "exercice"),
        ('# %% [markdown]\n# # T\n\n# %% [markdown] hints="GMM.fit"\n# one\n', "1 hints"),
    ],
)
def test_a_malformed_lesson_is_refused_with_its_name_and_the_reason(tmp_path, text, complaint):
    file = tmp_path / "09-bad.py"
    file.write_text(text if complaint == "minutes" else HEADER + text, encoding="utf-8")
    with pytest.raises(ValueError, match=complaint) as error:
        read_lesson(file)
    assert "09-bad.py" in str(error.value)


def test_a_cell_may_be_a_class_that_the_formatter_sets_off_by_empty_lines(tmp_path):
    file = tmp_path / "09-class.py"
    cells = '# %% [markdown]\n# # T\n\n\n# %% readonly="Sub"\nclass Sub(GMM):\n    """A GMM."""\n'
    file.write_text(HEADER + cells, encoding="utf-8")
    title, head = read_lesson(file).cells
    assert title.directive == ""
    assert (head.directive, head.target) == ("readonly", "Sub")


def test_a_reference_that_is_not_there_is_named():
    with pytest.raises(ValueError, match=r"'e_stp' in solutions.gmm:GMM.e_stp"):
        load("solutions.gmm:GMM.e_stp")


def test_a_readme_without_its_marks_is_refused():
    with pytest.raises(ValueError, match=r"README\.md must hold a line"):
        with_lesson_table("no marks", [])


def test_a_written_answer_becomes_one_cell_for_hand_grading(tmp_path):
    file = tmp_path / "09-words.py"
    words = '# %% [markdown]\n# # T\n\n# %% [markdown] answer="why" points=5\n'
    file.write_text(HEADER + words, encoding="utf-8")
    explained = {"why": Explanation("", answer="Because.", rubric="One point for each word.")}
    cell = source_notebook(read_lesson(file), explained).cells[-1]
    assert (cell.id, cell.source) == ("why", "Because.")
    assert cell.metadata.nbgrader.points == 5
    assert cell.metadata.nbgrader.grade
    assert cell.metadata.nbgrader.solution
