"""The class report, its numbers, similar submissions, and the made class."""

import ast
import html
import json
import re

import nbformat
import numpy as np
import pytest

from autograder import variants
from autograder.authoring import paths
from autograder.cli import main
from autograder.demo.submissions import COPIED, DAMAGE, LATE, LESSON, make_class
from autograder.intake.mending import Lesson, mend
from autograder.misconceptions import MISTAKES
from autograder.reporting import similar, statistics
from autograder.reporting.page import NotOurs, write_report
from autograder.reporting.results import FAILED, GRADED, Answer, Results, Student
from autograder.reporting.similar import code_of
from autograder.reporting.words import duration
from autograder.tests.notebooks import solved

EVIL = '<script>window.ran = 1</script>"><img src=x onerror="window.ran = 1">{{ 7 * 7 }}'
RIGHT, HALF = ("correct", 10), ("wrong", 5)


def _student(name, *outcomes, **named):
    answers = tuple(
        Answer(f"q{n}", score, 10, outcome, named.get("misconception"), named.get("message", ""))
        for n, (outcome, score) in enumerate(outcomes)
    )
    total = sum(answer.score for answer in answers)
    status, reason = named.get("status", GRADED), named.get("reason", "")
    return Student(name, status, reason, total, 10 * len(answers), "jail", answers)


def _random_class(size):
    scores = np.random.default_rng(1).integers(0, 11, (size, 3))
    rows = enumerate(scores.tolist())
    students = [_student(f"s{n}", *[("wrong", score) for score in row]) for n, row in rows]
    return Results(LESSON, tuple(students)), scores


def test_difficulty_is_the_mean_share_and_discrimination_leaves_the_question_itself_out():
    results, scores = _random_class(40)
    facts = statistics.question_facts(results)
    for n, fact in enumerate(facts):
        rest = scores.sum(axis=1) - scores[:, n]
        assert fact.difficulty == pytest.approx(scores[:, n].mean() / 10)
        assert fact.discrimination == pytest.approx(np.corrcoef(scores[:, n], rest)[0, 1])


def test_a_small_class_has_no_discrimination():
    results, _ = _random_class(statistics.FEW - 1)
    assert {fact.discrimination for fact in statistics.question_facts(results)} == {None}


def test_the_bars_of_the_distribution_count_everybody_graded_once():
    results, _ = _random_class(40)
    failed = Student("z", FAILED, "empty", 0, 30)
    bars = statistics.distribution(Results(LESSON, (*results.students, failed)))
    assert sum(bar.count for bar in bars) == 40
    assert (bars[0].low, bars[-1].high) == (0, 30)


def test_misconceptions_are_ranked_and_questions_to_reteach_follow_the_rule():
    mistake = next(iter(MISTAKES))
    hit = [_student(f"h{n}", HALF, RIGHT, misconception=mistake) for n in range(3)]
    fine = [_student(f"f{n}", RIGHT, RIGHT) for n in range(9)]
    results = Results(LESSON, (*hit, *fine))
    hits = statistics.hits(results)
    assert [(h.question, len(h.students)) for h in hits] == [("q0", 3), ("q1", 3)]
    reteach = statistics.to_reteach(statistics.question_facts(results), hits)
    assert [question for question, _ in reteach] == ["q0", "q1"]
    fewer = Results(LESSON, (*hit[:2], *fine))
    facts = statistics.question_facts(fewer)
    assert statistics.to_reteach(facts, statistics.hits(fewer)) == []


def test_a_question_that_few_have_right_tells_its_most_frequent_mistake():
    mistake = next(iter(MISTAKES))
    hit = [_student(f"h{n}", HALF, misconception=mistake) for n in range(3)]
    lost = [_student(f"l{n}", HALF) for n in range(13)]
    results = Results(LESSON, (*hit, *lost))
    facts, hits = statistics.question_facts(results), statistics.hits(results)
    ((_, (few, most)),) = statistics.to_reteach(facts, hits)
    assert few.startswith("0 of 16")
    assert " 3: " in most


def test_whom_to_talk_to_are_the_damaged_those_who_earned_little_and_the_absent(tmp_path):
    students = (
        _student("fine", RIGHT, HALF),
        _student("lost", ("wrong", 2), ("not attempted", 0)),
        Student("damaged", FAILED, "empty", 0, 20),
    )
    results = Results(LESSON, students, absent=("nobody",))
    names = [list(names) for _, names in statistics.to_talk_to(results)]
    assert names == [["damaged"], ["lost"], ["nobody"]]
    page = write_report(tmp_path, results, ()).read_text(encoding="utf-8")
    first = page[: page.index('id="questions"')]
    assert all(f">{name}</a>" in first for name in ("damaged", "lost"))
    assert "nobody" in first


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(44.6, "45 s"), (200, "3 min 20 s"), (7200, "2 h"), (3 * 86400 + 4 * 3600 + 5, "3 d 4 h")],
)
def test_a_length_of_time_is_told_in_two_units_at_the_most(seconds, said):
    assert duration(seconds) == said


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A report in which everything that comes from students tries to be a program."""
    students = (
        _student(EVIL, HALF, message=EVIL, misconception=EVIL, reason=EVIL),
        _student("../../escape", RIGHT),
        _student("plain", ("wrong", 7)),
        Student(f"{EVIL}2", FAILED, EVIL, 0, 10),
    )
    results = Results(LESSON, students, facts=(EVIL,))
    return write_report(tmp_path_factory.mktemp("report"), results, ())


def test_every_page_is_complete_in_itself_and_escapes_what_students_wrote(hostile):
    pages = list(hostile.parent.rglob("*.html"))
    assert len(pages) == 5
    for page in pages:
        assert page.resolve().is_relative_to(hostile.parent.resolve())
        text = page.read_text(encoding="utf-8")
        assert "<script>window" not in text
        assert "<img" not in text
        assert not re.search(r'(src|href)="(?!students/|\.\./index\.html|#)', text)
        assert "default-src 'none'" in html.unescape(text)
        for picture in re.findall(r'<[^>]*role="img"[^>]*>', text):
            assert re.search(r'aria-label="[^"]+"', picture)


@pytest.mark.browser
def test_in_a_browser_nothing_of_students_runs_and_tables_are_sorted_by_keyboard(
    hostile, open_page
):
    page = open_page(390, 800)
    refused = []
    page.on("console", lambda message: refused.append(message.text))
    for file in hostile.parent.rglob("*.html"):
        page.goto(file.as_uri())
        assert page.evaluate("window.ran") is None
    assert refused == []  # nothing was even tried: it is text
    page.goto(hostile.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    table = page.locator("table.grid")
    heading = table.locator("thead th").nth(1)
    for order, first in (("descending", "10"), ("ascending", "not graded")):
        heading.get_by_role("button").press("Enter")
        assert heading.get_attribute("aria-sort") == order
        assert table.locator("tbody tr td").first.inner_text() == first
    # An element that is put in with a handler does nothing either: the page's policy forbids it.
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"ran=1\">')")
    page.wait_for_function("document.images[0].complete")
    assert page.evaluate("window.ran") is None
    assert refused


def test_a_report_replaces_an_earlier_one_and_nothing_else(tmp_path):
    write_report(tmp_path / "new", Results(LESSON, (_student("gone", RIGHT),)))
    write_report(tmp_path / "new", Results(LESSON, (_student("here", RIGHT),)))
    assert [file.name for file in (tmp_path / "new" / "students").iterdir()] == ["here.html"]
    (tmp_path / "thesis.tex").write_text("mine")
    with pytest.raises(NotOurs, match="choose a new"):
        write_report(tmp_path, Results(LESSON, ()))


def test_a_class_of_which_nothing_could_be_graded_has_a_report(tmp_path):
    page = write_report(tmp_path / "r", Results(LESSON, (Student("a", FAILED, "empty", 0, 44),)))
    assert "not graded" in page.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def made():
    """The made class."""
    return make_class(60)


def test_the_made_class_is_the_same_each_time_and_has_all_kinds(made):
    assert make_class(60) == made
    assert len({one.student for one in made}) == 60
    late = {number for number, one in enumerate(made, start=1) if one.seconds_late > 0}
    assert late == set(LATE)
    kinds = [mend(one.content, Lesson(LESSON)) for one in made]
    untouched = {number for number, one in enumerate(kinds, start=1) if one.problem or one.remarks}
    # A name that is not the lesson's is seen where files are collected; a syntax error when run.
    assert {number for number in DAMAGE if number not in (7, 28)} == untouched


def test_of_the_made_class_the_copies_are_found_and_nobody_else(made):
    lesson = Lesson(LESSON)
    students = [
        Student(one.student, GRADED, "", 0, 0, code=code_of(mend(one.content, lesson).notebook))
        for one in made
    ]
    pairs = similar.similar_pairs(students, code_of(lesson.released))
    found = {frozenset((pair.one.name, pair.other.name)) for pair in pairs}
    planned = {frozenset(f"student-{n:03}" for n in pair) for pair in COPIED.items()}
    assert found == planned


class _Disguise(ast.NodeTransformer):
    """What a copier may change: loops become `while`, methods change places, prints come in."""

    def visit_ClassDef(self, node):
        self.generic_visit(node)
        node.body.reverse()
        return node

    def visit_For(self, node):
        self.generic_visit(node)
        if not (isinstance(node.iter, ast.Call) and ast.unparse(node.iter.func) == "range"):
            return node
        before, loop = ast.parse(
            f"{ast.unparse(node.target)} = 0\n"
            f"while {ast.unparse(node.target)} < {ast.unparse(node.iter.args[-1])}:\n"
            f"    {ast.unparse(node.target)} += 1"
        ).body
        loop.body[:0] = node.body
        return [before, loop]

    def visit_Assign(self, node):
        return [node, *ast.parse("print('so far')").body]


@pytest.mark.parametrize("name", ["double_loops", "einsum", "eigen", "functional"])
def test_a_copy_is_found_through_a_disguise(name):
    own = variants.source(f"right/{name}")
    copy = ast.unparse(_Disguise().visit(ast.parse(own)))
    students = [Student(n, GRADED, "", 0, 0, code=(c,)) for n, c in (("a", own), ("b", copy))]
    assert len(similar.similar_pairs(students, ())) == 1


def test_solutions_that_were_written_apart_are_not_called_similar():
    # The mixed styles are one hand's answers to all lessons, written together.
    apart = [name for name in variants.names("right") if not name.startswith("mixed_styles")]
    assert len(apart) > 80
    students = [
        Student(name, GRADED, "", 0, 0, code=(variants.source(f"right/{name}"),)) for name in apart
    ]
    assert similar.similar_pairs(students, code_of(Lesson(LESSON).released)) == []


def test_a_whole_class_with_the_references_answers_is_not_called_similar():
    code = code_of(solved(LESSON))
    students = [Student(str(n), GRADED, "", 0, 0, code=code) for n in range(6)]
    assert similar.similar_pairs(students, code_of(Lesson(LESSON).released)) == []


def test_the_command_writes_report_json_and_a_table_for_canvas(tmp_path, capsys):
    nbformat.write(solved(LESSON), tmp_path / "anna.ipynb")
    (tmp_path / "ben.ipynb").write_bytes(b"")
    arguments = ["grade", str(tmp_path), "--assignment", LESSON, "--no-sandbox"]
    arguments += ["--json", str(tmp_path / "a.json"), "--report", str(tmp_path / "report")]
    assert main([*arguments, "--csv", str(tmp_path / "c.csv"), "--csv-format", "canvas"]) == 0
    said = capsys.readouterr().out
    assert (tmp_path / "report" / "index.html").as_uri() in said
    page = (tmp_path / "report" / "index.html").read_text(encoding="utf-8")
    assert "without a jail" in page
    assert "the file is empty" in page
    graded = json.loads((tmp_path / "a.json").read_text())["students"]["anna"]["score"]
    assert (tmp_path / "c.csv").read_text().splitlines()[2] == f"anna,,,anna,,{graded:g}"


def test_a_folder_that_holds_something_else_is_refused_before_anything_is_graded(tmp_path, capsys):
    nbformat.write(solved(LESSON), tmp_path / "anna.ipynb")
    arguments = ["grade", str(tmp_path), "--assignment", LESSON, "--no-sandbox"]
    assert main([*arguments, "--report", str(tmp_path)]) == 2
    assert "no report" in capsys.readouterr().err


def test_templates_and_styles_are_packed():
    kept = (paths.ROOT / "pyproject.toml").read_text(encoding="utf-8")
    endings = {f.suffix for f in (paths.ROOT / "autograder/reporting/templates").iterdir()}
    assert all(f'"**/*{ending}"' in kept for ending in endings)
