"""The student library in a real kernel: what ends up in the notebook, and what does not."""

import textwrap

import nbformat
import pytest
from nbclient import NotebookClient

CELLS = {
    "start": """
        import matplotlib.pyplot as plt
        import numpy as np
        from IPython.display import display
        from emlab import check, data, explore_em, explore_gaussian, figures
        from autograder import variants

        names = variants.notebook()
        Right, GMM = names["Gaussian"], names["GMM"]

        class Gaussian(Right):
            def log_pdf(self, X):
                print("hello")
                display("hello")
                plt.plot([1, 2])
                np.log(-1.0)
                return Right.log_pdf(self, X)
    """,
    "right": 'check("Gaussian.log_pdf")',
    "stub": """
        def m_step(self, X, posterior):
            raise NotImplementedError
        GMM.m_step = m_step
        check("GMM.m_step")
    """,
    "wrong": """
        def fit(self, X):
            self.mean = X.meen(axis=0)
        Gaussian.fit = fit
        check("Gaussian.fit")
    """,
    "picture": "figures.density(Gaussian(2), data.tilted_cloud())",
    "half": "figures.em_rounds(GMM, data.three_clouds(), 3)",
    "explorer": "explore_gaussian(Gaussian)",
    "needs the stub": "GMM(2, 3).m_step(None, None)",
    "raises by itself": "raise NotImplementedError('later')",
}
FAILING = ("needs the stub", "raises by itself")


@pytest.fixture(scope="module")
def outputs():
    """Outputs of each cell, after all have run."""
    cells = [nbformat.v4.new_code_cell(textwrap.dedent(source)) for source in CELLS.values()]
    for cell, name in zip(cells, CELLS, strict=True):
        cell.metadata["tags"] = ["raises-exception"] if name in FAILING else []
    notebook = nbformat.v4.new_notebook(cells=cells)
    NotebookClient(notebook, kernel_name="python3", timeout=120).execute()
    return dict(zip(CELLS, (cell.outputs for cell in notebook.cells), strict=True))


def only(outputs):
    (output,) = outputs
    assert output.output_type == "display_data"
    return output


def test_nothing_that_student_code_prints_shows_or_plots_reaches_the_notebook(outputs):
    assert outputs["start"] == []
    assert (
        only(outputs["right"]).data["text/plain"].startswith("Gaussian.log_pdf: all checks pass.")
    )


def test_a_check_is_a_block_with_plain_text(outputs):
    assert set(only(outputs["wrong"]).data) == {"text/html", "text/plain"}


def test_a_check_names_the_students_line(outputs):
    said = only(outputs["wrong"]).data["text/plain"]
    assert "AttributeError" in said
    assert "`self.mean = X.meen(axis=0)`" in said


def test_a_stub_is_not_attempted(outputs):
    assert only(outputs["stub"]).data["text/plain"].startswith("GMM.m_step: not attempted yet.")


def test_a_picture_is_a_png_with_alt_text(outputs):
    picture = only(outputs["picture"])
    assert set(picture.data) == {"image/png", "text/plain"}
    assert picture.metadata["image/png"]["alt"] == picture.data["text/plain"]
    assert picture.metadata["image/png"]["width"] < 900


def test_a_picture_of_a_half_finished_class_is_one_line(outputs):
    assert "once you have written `m_step`" in only(outputs["half"]).data["text/plain"]


def test_an_explorer_is_a_still_picture_and_a_live_widget(outputs):
    still, live = outputs["explorer"]
    assert "<img" in still.data["text/html"]
    assert "application/vnd.jupyter.widget-view+json" in live.data


def test_a_cell_that_needs_a_stub_fails_with_one_line_in_place_of_a_traceback(outputs):
    (error,) = outputs["needs the stub"]
    assert error.ename == "NotImplementedError"
    (line,) = error.traceback
    assert "`m_step` is not written yet" in line


def test_the_same_error_out_of_the_cell_itself_keeps_its_traceback(outputs):
    (error,) = outputs["raises by itself"]
    assert "later" in error.traceback[-1]
    assert len(error.traceback) > 1
