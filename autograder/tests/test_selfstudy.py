"""A self-learner's tools: check with the judge behind it, solution, progress."""

import json

import pytest

import emlab
from autograder import variants
from emlab import answers, course, plugins, record
from emlab.checks.questions import QUESTIONS as CHECKED
from emlab.messages import say
from solutions.explained import explained

CALLS = "from emlab import check, progress, solution\n"
HALF_RIGHT = """
def m_step(self, X, posterior):
    for k in range(self.num_components):
        n_k = posterior[:, k].sum()
        self.weight[k] = n_k / len(X)
        mean = posterior[:, k] @ X / n_k
        D = X - mean
        self.gaussian_list[k].mean = mean
        self.gaussian_list[k].cov = (posterior[:, k] * D.T) @ D / (n_k - 1)

GMM.m_step = m_step
"""


def run(*cells):
    """Run cells after the base notebook, in which every question is answered."""
    namespace = variants.notebook()
    for cell in (CALLS, *cells):
        variants.run_cell(cell, namespace)
    return namespace


def test_where_the_judge_is_installed_a_check_tells_the_points(capsys):
    run('check("GMM.e_step")')
    assert say("judge.points", score="10", max_score="10") in capsys.readouterr().out


def test_the_judge_adds_the_cause_that_it_knows(capsys):
    run(HALF_RIGHT, 'check("GMM.m_step")')
    said = capsys.readouterr().out
    assert "N_k − 1" in said
    assert "of 12 points" in said


def test_without_the_judge_a_check_says_what_it_sees_and_no_points(capsys, monkeypatch):
    monkeypatch.setattr(plugins, "entry_points", lambda **named: [])
    plugins.plugin.cache_clear()
    run('check("GMM.e_step")')
    plugins.plugin.cache_clear()
    said = capsys.readouterr().out
    assert said.startswith("GMM.e_step: all checks pass.")
    assert "points" not in said.replace("five points", "").replace("a point", "")


def test_while_grading_a_check_neither_judges_nor_notes(capsys, monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    run('check("GMM.e_step")')
    assert "Judged" not in capsys.readouterr().out
    assert record.statuses() == {}


def test_what_passes_the_checks_and_not_the_judge_is_not_called_right(capsys, monkeypatch):
    verdict = {"correct": False, "score": 1.5, "max_score": 10.0, "causes": []}
    monkeypatch.setattr(
        emlab.checks, "plugin", lambda name: lambda *_: {**verdict, "sentences": ["Look again."]}
    )
    run('check("GMM.e_step")')
    said = capsys.readouterr().out
    assert said.startswith(say("check.almost", question="GMM.e_step"))
    assert "Look again." in said
    assert record.statuses() == {"GMM.e_step": "wrong"}


def test_progress_tells_what_is_right_and_what_is_next(capsys):
    run('check("Gaussian.log_pdf")', HALF_RIGHT, 'check("GMM.m_step")')
    capsys.readouterr()
    run("progress()")
    said = capsys.readouterr().out
    assert "✓ Gaussian.log_pdf" in said
    assert "✗ GMM.m_step" in said
    assert "○ Gaussian.fit" in said
    assert said.startswith("1 of ")


def test_progress_shows_every_question_of_the_course_once(capsys):
    run("progress()")
    said = capsys.readouterr().out
    for lesson in course.lessons():
        assert lesson.title in said
        for question in lesson.questions:
            assert said.split().count(question.id) + said.count(f"`{question.id}`") >= 1


def test_a_progress_file_that_cannot_be_read_loses_nothing_but_itself(tmp_path, capsys):
    (tmp_path / record.FILE).write_text("not JSON")
    run('check("GMM.e_step")', "progress()")
    assert "✓ GMM.e_step" in capsys.readouterr().out
    assert json.loads((tmp_path / record.FILE).read_text()) == {"GMM.e_step": "right"}


def test_progress_works_where_nothing_can_be_written(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(record, "_path", lambda: tmp_path / "nowhere" / record.FILE)
    run('check("GMM.e_step")', "progress()")
    assert "✓ GMM.e_step" in capsys.readouterr().out


def test_a_solution_asks_for_a_try_first(capsys):
    stub = "def m_step(self, X, posterior):\n    raise NotImplementedError\nGMM.m_step = m_step"
    run(stub, 'solution("GMM.m_step")')
    assert capsys.readouterr().out.strip() == say("solution.try_first")
    run(HALF_RIGHT, 'solution("GMM.m_step")')
    said = capsys.readouterr().out
    assert "def m_step(self, X, posterior):" in said
    assert "**Usual mistakes.**" in said


def test_a_solution_of_no_question_says_so(capsys):
    run('solution("GMM.estep")')
    assert "GMM.estep" in capsys.readouterr().out


def test_without_the_solutions_it_is_said_where_they_are(capsys, monkeypatch):
    monkeypatch.setattr(answers, "plugin", lambda name: None)
    run('solution("GMM.m_step")')
    assert capsys.readouterr().out.strip() == say("solution.not_installed")


@pytest.mark.parametrize(
    "question",
    [question for lesson in course.lessons() for question in lesson.questions],
    ids=lambda question: question.id,
)
def test_every_question_has_an_explained_solution(question):
    text = explained(question.id)
    assert len(text) > 300
    assert question.written or text.startswith("```python\ndef ")
    assert "BEGIN SOLUTION" not in text


def test_every_question_in_code_has_a_check():
    asked = {q.id for lesson in course.lessons() for q in lesson.questions if not q.written}
    assert asked <= CHECKED.keys()
