"""Pictures that the course's solution leads to are not drawn again; all others are."""

import hashlib

import nbformat
import numpy as np
import pytest
from matplotlib.lines import Line2D
from matplotlib.path import Path

from autograder import variants
from autograder.intake.assembly import laid_out
from autograder.intake.mending import Lesson, mend
from autograder.jail import linux, sketch
from autograder.jail.album import Album, closed
from autograder.jail.limits import Limits
from autograder.jail.notebook import Notebook
from autograder.running import pictures
from autograder.running.classroom import _beside
from autograder.tests.jails import best_nursery, close_all
from autograder.tests.notebooks import answered, questions_of, reference_answer, solved
from emlab import style

LESSON = "05-gmm"
WIDGET = "application/vnd.jupyter.widget-view+json"
WHOLE = variants.source("right/pasted_whole_class")
WRONG = (
    "def e_step(self, X):\n    return np.tile(self.weight, (len(X), 1))\n\n\nGMM.e_step = e_step"
)
PASTED = dict.fromkeys(questions_of(LESSON), "pass") | {"GMM.__init__": WHOLE}
CLASS = {
    "solved": solved(LESSON),
    "pasted": answered(LESSON, PASTED),
    "wrong": answered(
        LESSON,
        {q: reference_answer(q) for q in questions_of(LESSON)} | {"GMM.e_step": WRONG},
    ),
}


def seen(done):
    """The outputs of a cell, but for the names of widgets, which are drawn by lot."""
    for output in done.outputs:
        output.get("data", {}).pop(WIDGET, None)
    return done.outputs


def shown(nursery, notebook, head=""):
    """What a notebook's cells show, and how many pictures its jail has drawn."""
    lesson = Lesson(LESSON)
    cells = laid_out(mend(nbformat.writes(notebook).encode(), lesson).notebook, lesson.tests)
    with Notebook(nursery, "s", "secret", _beside(LESSON)) as book:
        book.run(head)
        book._jail.pictures()
        outputs = [seen(book.run(step.code)) for _, step in cells if not step.question]
        return outputs, book._jail.pictures()


@pytest.fixture(scope="module", autouse=True)
def nurseries_end_with_the_tests():
    yield
    close_all()


@pytest.fixture(scope="module")
def before():
    """The class, graded by a nursery that has no pictures."""
    nursery = best_nursery()
    return {student: shown(nursery, notebook) for student, notebook in CLASS.items()}


@pytest.fixture(scope="module")
def after(before, tmp_path_factory):
    """The class again, with the pictures of the solution."""
    nursery = best_nursery()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        nursery.shown.clear()
        pictures.hand_out(nursery, Lesson(LESSON), _beside(LESSON), Limits())
    return {student: shown(nursery, notebook) for student, notebook in CLASS.items()}


@pytest.mark.parametrize("student", CLASS)
def test_what_is_shown_is_the_same_to_the_byte(before, after, student):
    assert after[student][0] == before[student][0]
    assert sum("image/png" in o.get("data", {}) for outs in after[student][0] for o in outs) >= 4


def test_right_answers_in_another_style_share_the_solutions_pictures(before, after):
    assert len(before["pasted"][1]) >= 9
    assert len(after["solved"][1]) == 0
    assert len(after["pasted"][1]) == 0


def test_wrong_answers_have_their_own_pictures(before, after):
    assert 0 < len(after["wrong"][1]) < len(before["wrong"][1])


def test_a_style_that_a_student_has_changed_is_seen(after):
    head = "import emlab.style\nemlab.style.COLOURS = ('#FF0000', *emlab.style.COLOURS[1:])"
    outputs, drawn = shown(best_nursery(), CLASS["solved"], head)
    assert len(drawn) > 5
    assert outputs != after["solved"][0]


def test_a_jail_cannot_look_at_pictures_that_it_has_not_the_numbers_for(after):
    jail = best_nursery().open()
    code = "from autograder.jail.album import ALBUM\nprint(len(ALBUM.closed), any("
    code += "b'PNG' in kept[:9] for kept in ALBUM.closed.values()))"
    outputs, _ = jail.run(code)
    jail.close()
    number, readable = outputs[0]["text"].split()
    assert int(number) >= 9
    assert readable == "False"


def test_axes_that_are_handed_over_together_become_real_together():
    figure = sketch.Sketch(style.new_figure, 4, 3)
    axes = figure.subplots(2, 1, sharex=True)
    figure.align_ylabels(axes)
    (line,) = axes[0].plot([1, 2], [3, 4])
    line.set_linewidth(3)
    key = figure.key(True)
    assert key
    assert [type(a).__name__ for a in sketch.real(figure).axes] == ["Axes", "Axes"]
    assert line.get_linewidth() == 3
    assert figure.key(False) not in (None, key)


def asked_on_the_way(top):
    """A figure, and what the code that draws asks it before it goes on."""
    figure = sketch.Sketch(style.new_figure, 4, 3)
    axes = figure.subplots()
    axes.plot([0, 1], [0, top], label="a line")
    handles, labels = axes.get_legend_handles_labels()
    told = len(handles), str(labels[0]), float(axes.get_ylim()[1]), np.asarray(axes.get_yticks())
    if axes.get_subplotspec().is_first_col():
        axes.set_title("left")
    figure.legend(handles=handles)
    return figure, told


def test_what_a_figure_is_asked_is_answered_from_the_solutions_without_drawing(monkeypatch):
    album = Album()
    monkeypatch.setattr(sketch, "ALBUM", album)
    album.drawn = {}
    figure, told = asked_on_the_way(2.0)
    key = figure.key(True)
    album.closed, album.drawn = closed(album.drawn), None
    same, told_again = asked_on_the_way(2.0)
    assert same._deeds.results is None
    assert told_again[:3] == told[:3] and np.array_equal(told_again[3], told[3])
    assert same.key(True) == key
    other, told_otherwise = asked_on_the_way(3.0)
    assert other._deeds.results is not None
    assert told_otherwise[2] > told[2]
    assert other.key(True) != key


def test_marks_are_known_again_whatever_was_drawn_with_them_before():
    keys = []
    for steps in (1, 100):
        Path.unit_circle()._interpolation_steps = steps
        figure = sketch.Sketch(style.new_figure, 4, 3)
        figure.legend(handles=[Line2D([], [], marker="o", label="a mark")])
        keys.append(figure.key(True))
    assert keys[0] == keys[1] is not None


def test_a_closed_picture_is_known_by_a_digest_of_its_key_alone():
    (lock, kept), *more = closed({b"key": b"picture"}).items()
    assert not more
    assert lock == hashlib.sha256(b"key").digest()
    assert kept != b"picture"


def test_copies_draw_where_there_can_be_some_and_what_a_copy_fails_at_is_left_out(monkeypatch):
    def refused():
        raise PermissionError

    album = Album()
    assert not album.begin(b"key", pytest.fail)  # nobody has asked for copies
    album.taken(in_copies=True)
    assert album.begin(b"key", lambda: b"picture")
    assert album.begin(b"key", pytest.fail)  # it is under way
    assert album.begin(b"odd", lambda: 1 / 0)
    monkeypatch.setattr(linux, "fork", refused)
    assert not album.begin(b"other", pytest.fail)
    assert album.taken() == {b"key": b"picture"}


def test_one_who_changes_the_jails_pictures_changes_no_others(after):
    nursery = best_nursery()
    jail = nursery.open()
    jail.run("from autograder.jail.album import ALBUM\nALBUM.closed.clear()")
    jail.close()
    outputs, drawn = shown(nursery, CLASS["solved"])
    assert drawn == {}
    assert outputs == after["solved"][0]


def test_pictures_are_kept_for_later_runs_and_rubbish_is_not_taken_for_them(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    drawn = {b"lock": b"kept"}
    assert pictures._kept("key", lambda: drawn) == drawn
    assert pictures._kept("key", pytest.fail) == drawn
    file = tmp_path / "gmm-em-course" / "pictures" / "key.pictures"
    file.write_bytes(b"rubbish")
    assert pictures._kept("key", lambda: drawn) == drawn
    assert pictures._kept("key", pytest.fail) == drawn


def test_a_picture_that_is_not_drawn_leaves_the_random_numbers_as_they_are(after):
    jail = best_nursery().open(_beside(LESSON))
    jail.run("import numpy as np\nfrom emlab import data, figures\nfrom gaussian import Gaussian")
    jail.run("X = data.three_clouds()\none = Gaussian(2)\none.fit(X)\nnp.random.seed(5)")
    jail.pictures()
    jail.run("figures.density(one, X)")
    assert jail.pictures() == {}
    outputs, _ = jail.run("print(np.random.rand())")
    jail.close()
    np.random.seed(5)
    assert float(outputs[0]["text"]) == np.random.rand()
