"""Whatever a notebook tries: all in the best jail that this machine allows, some in every kind.

`make cheats` tries all in every kind.

What it cheats in earns at most what the shape of an answer earns; its honest answers keep their
points; nothing of it is left behind; the next submission is graded as if it had never been there.
"""

import os
import secrets

import pytest

from autograder import variants
from autograder.authoring import paths
from autograder.jail.limits import Limits
from autograder.jail.notebook import Notebook
from autograder.judging.verdict import CORRECT
from autograder.tests import jails

SHORT = Limits(cell_seconds=2.0, observation_seconds=1.0, file_bytes=8 << 20, output_bytes=1 << 20)
HONEST = ("mixture_pdf", "Gaussian.set_mean")
RUINED = {"input_transformed", "modules_taken_away"}  # break the Python that their own cells run in
SHAPE_SHARE = 0.2
SLOW = {"slow_c_call", "stopped_from_within", "signals_ignored", "process_spawner", "memory_hog"}
MARK = f"cheat-{secrets.token_hex(8)}"
OURS = (
    "",
    "solutions",
    "solutions/gmm.py",
    "autograder/judging/judge.py",
    "course",
    "course/source",
)
OURS += ("course/gradebook.db", "course/submitted", "course/.secret")
SYSTEM = (
    "/etc/shadow /etc/passwd /root /home /tmp /dev/shm /var/tmp /sys /run / .. /proc/sysrq-trigger"
)
SYSTEM += " /proc/1/root /proc/self/root/tmp /sys/fs/cgroup"
WRITE = (os.path.dirname(os.__file__), os.__file__, "/proc/sys/kernel/core_pattern")  # may be read


# What a weaker jail has to stop in its own way; `CHEATS=all` tries everything there too.
IN_EVERY_KIND = (
    *("background", "exits_python", "files_read", "files_written", "forged_in_an_answer"),
    *("network", "reference_searched", "state_kept", "datagrams", "files_unseen"),
)
EVERYWHERE = variants.names("dangerous") if os.environ.get("CHEATS") == "all" else IN_EVERY_KIND


@pytest.fixture(scope="module", params=jails.TIERS[1:])
def weaker_nursery(request):
    return jails.nursery(request.param)


@pytest.fixture(scope="module")
def best_nursery():
    return jails.best_nursery()


@pytest.fixture(scope="module", autouse=True)
def nurseries_end_with_the_tests():
    yield
    jails.close_all()


@pytest.fixture
def someone_elses(tmp_path):
    """A file of the grader's that a notebook must neither read nor change."""
    file = tmp_path / "verdicts.json"
    file.write_text("another student's points")
    yield file
    assert file.read_text() == "another student's points"
    assert os.listdir(tmp_path) == ["verdicts.json"]


def shown(done):
    """All that a cell has shown, as one text."""
    return "".join(
        str(output.get("text", output.get("evalue", output.get("data")))) for output in done.outputs
    )


def run(nursery, name, *before):
    """Run a dangerous variant after honest cells; return what its cell showed, and verdicts."""
    questions = [*variants.cheated(f"dangerous/{name}"), *HONEST]
    with Notebook(nursery, "student", "secret", {}, SHORT) as notebook:
        assert notebook.run(variants.source("base_notebook")).trouble == ""
        for code in before:
            notebook.run(code)
        done = notebook.run(variants.source(f"dangerous/{name}"))
        after = notebook.run("print(21 * 2)")
        return done, after, {q: notebook.judge(q).verdict for q in questions}


SELDOM = [
    pytest.param(n, marks=[pytest.mark.slow] if n in SLOW else [])
    for n in variants.names("dangerous")
]


@pytest.mark.parametrize("name", SELDOM)
def test_a_cheat_earns_nothing_and_harms_nobody(name, best_nursery, someone_elses):
    _earns_nothing_and_harms_nobody(name, best_nursery, someone_elses)


@pytest.mark.slow
@pytest.mark.parametrize("name", EVERYWHERE)
def test_a_weaker_jail_holds_too(name, weaker_nursery, someone_elses):
    _earns_nothing_and_harms_nobody(name, weaker_nursery, someone_elses)


def _earns_nothing_and_harms_nobody(name, nursery, someone_elses):
    places = [*(str(paths.ROOT / place) for place in OURS), *SYSTEM.split()]
    places += [str(someone_elses), str(someone_elses.parent)]
    places += WRITE if name == "files_written" else ()
    done, after, verdicts = run(nursery, name, f"PLACES, MARK = {places!r}, {MARK!r}")
    cheated = variants.cheated(f"dangerous/{name}")
    assert done.lost or name not in ("exits_in_a_cell", "signals_ignored_in_a_cell")
    # A cell that ends its jail is as if it had never been handed in: the answers before it count.
    for question in () if done.lost else cheated:
        assert verdicts[question].score <= SHAPE_SHARE * verdicts[question].max_score
    for question in (*HONEST, *(cheated if done.lost else ())) if name not in RUINED else ():
        assert verdicts[question].outcome == CORRECT, verdicts[question]
    assert shown(after) == "42\n" or name in RUINED
    _look_at_what_was_shown(name, shown(done))
    assert jails.left_behind(nursery) == []
    assert not [place for place in ("/tmp", "/dev/shm", str(paths.ROOT)) if _holds_mark(place)]
    assert _graded_right(nursery)


# The questions that milder cheats are about; where the jail refuses what they begin with, their
# cell ends there, and the answers of the cells before it count.
MILD = {name: "GMM.e_step" for name in variants.names("hostile")}
MILD |= dict.fromkeys(("numpy_patched", "scipy_in_a_helper"), "Gaussian.log_pdf")
MILD["checks_asked"] = "log_likelihood"
STOPPED = ("grader_patched", "reference_imported")


@pytest.mark.parametrize("name", MILD)
def test_a_cheat_that_harms_nobody_earns_nothing_either(name, best_nursery):
    with Notebook(best_nursery, "student", "secret", {}, SHORT) as notebook:
        notebook.run(variants.source("base_notebook"))
        done = notebook.run(variants.source(f"hostile/{name}"))
        verdict = notebook.judge(MILD[name]).verdict
    if name in STOPPED:
        assert done.outputs[0]["ename"] == "PermissionError"
    else:
        assert verdict.score <= SHAPE_SHARE * verdict.max_score


def _look_at_what_was_shown(name, text):
    """What the cheats that look around have found."""
    if name == "reference_searched":
        assert "found [] []" in text
    if name in ("files_read", "memory_of_others"):
        assert "read []" in text
    if name == "files_written":
        assert "written []" in text
    if name in ("network", "system_calls", "datagrams"):
        assert "reached []" in text
    if name == "displays_without_end":
        assert "said behind all that" in text


def _holds_mark(folder):
    return any(MARK in name for name in os.listdir(folder))


def _graded_right(nursery):
    """Whether an honest submission from the same nursery earns what it should."""
    with Notebook(nursery, "next", "secret") as notebook:
        notebook.run(variants.source("base_notebook"))
        return all(notebook.judge(q).verdict.outcome == CORRECT for q in ("GMM.e_step", *HONEST))
