"""A class graded by a real Dask scheduler and real worker processes, on this machine.

One worker of the first two is killed half-way. What each claims of its jail is set here, so that
the tests are the same on every machine; the jails themselves are real.
"""

import json
import re
import signal
import subprocess
import sys
from pathlib import Path

import nbformat
import psutil
import pytest

from autograder.authoring import paths
from autograder.cli import main
from autograder.jail.tiers import BARE, ROOT, USER
from autograder.running import cluster, cluster_worker
from autograder.tests.courses import Course, free_ports
from autograder.tests.notebooks import bare, released
from autograder.tests.stopping import PATIENCE, stopped, wait_for

pytestmark = pytest.mark.slow

LESSON = "01-mixtures"
STUDENTS = [f"student-{number}" for number in range(8)]
CLAIM = """
from autograder.running import cluster_worker, pool

class Claiming(pool.Pool):
    tier = {tier!r}

cluster_worker.Pool = Claiming
"""
WITHOUT_THE_COURSE = "import sys\nsys.modules['autograder'] = None"


class Cluster:
    """A scheduler, and workers with one thread each.

    Parameters
    ----------
    folder : Path
    """

    def __init__(self, folder):
        self.folder, self.processes, self.workers = folder, [], {}
        said = self._start("scheduler", "scheduler", "--host", "127.0.0.1", "--port", "0")
        self.address = self._found(said, r"Scheduler at:\s+(tcp://\S+)")

    def work(self, **preloads):
        """Start a worker for each name, which first runs these lines."""
        said = {}
        for name, lines in preloads.items():
            (self.folder / f"{name}.py").write_text(lines)
            options = [self.address, "--nthreads", "1", "--no-nanny"]
            options += ["--host", "127.0.0.1", "--preload", str(self.folder / f"{name}.py")]
            said[name] = self._start(name, "worker", *options)
            self.workers[name] = self.processes[-1]
        for log in said.values():
            self._found(log, r"(Registered to):")
        return {name: self._found(log, r"Start worker at:\s+(\S+)") for name, log in said.items()}

    def _start(self, name, kind, *options):
        log = self.folder / f"{name}.log"
        with open(log, "wb") as stream:
            command = [sys.executable, "-m", "dask", kind, "--no-dashboard", *options]
            process = subprocess.Popen(
                command, cwd=self.folder, stdout=stream, stderr=stream, start_new_session=True
            )
        self.processes.append(process)
        return log

    def _found(self, log, pattern):
        wait_for(lambda: re.search(pattern, log.read_text()), pattern)
        return re.search(pattern, log.read_text())[1]

    def transitions(self):
        """(task, from, to) of everything that the scheduler has ever done for the grader."""
        from distributed import Client

        with Client(self.address, set_as_default=False) as client:
            log = client.run_on_scheduler(_transitions)
        return [entry for entry in log if entry[0].startswith("autograder-")]

    def close(self):
        for process in reversed(self.processes):
            process.terminate()
            process.wait(PATIENCE)


def _transitions(dask_scheduler):
    return [(str(key), *rest[:2]) for key, *rest in dask_scheduler.transition_log]


@pytest.fixture(scope="module")
def two_workers(tmp_path_factory):
    """One worker with a better jail, one with a weaker one, and one that lacks the course."""
    found = Cluster(tmp_path_factory.mktemp("cluster"))
    found.addresses = found.work(
        better=CLAIM.format(tier=USER), weaker=CLAIM.format(tier=BARE), other=WITHOUT_THE_COURSE
    )
    yield found
    found.close()


@pytest.fixture(scope="module")
def submitted(tmp_path_factory):
    """A class that takes a while, and a submission that is none."""
    folder = tmp_path_factory.mktemp("class")
    for student in STUDENTS:
        nbformat.write(bare(LESSON, 0.5), folder / f"{student}.ipynb")
    nbformat.write(released(LESSON), folder / "untouched.ipynb")
    (folder / "damaged.ipynb").write_bytes(b"Dear grader, my dog ...")
    return folder


@pytest.fixture
def grade(submitted, tmp_path, monkeypatch):
    """A function that starts `autograder grade` for this class in a process of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    started = []

    def start(*options):
        command = [sys.executable, "-m", "autograder", "grade", str(submitted)]
        started.append(
            subprocess.Popen(
                [*command, "--assignment", LESSON, "--json", "grades.json", *options],
                cwd=tmp_path,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                start_new_session=True,
                text=True,
            )
        )
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()


def _kept(folder):
    return len(list((folder / "cache/gmm-em-course").rglob("*.json")))


def _students(folder):
    return json.loads((folder / "grades.json").read_text(encoding="utf-8"))["students"]


def test_a_worker_whose_jail_is_too_weak_or_that_lacks_the_course_is_left_out(
    two_workers, grade, tmp_path
):
    before = len(two_workers.transitions())
    process = grade("--scheduler", two_workers.address, "--least-tier", USER)
    _, said = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, said
    lines = {line.split()[1]: line for line in said.splitlines() if line.startswith("Worker ")}
    better, weaker, other = (two_workers.addresses[n] for n in ("better", "weaker", "other"))
    assert set(lines) == {weaker, other}
    assert f"shut in by '{BARE}' only, and '{USER}' or more is asked for" in lines[weaker]
    assert "the course is not installed there" in lines[other]
    assert {result["status"] for result in _students(tmp_path).values()} == {"graded", "failed"}
    graders = psutil.Process(two_workers.workers["weaker"].pid).children()
    assert len(two_workers.transitions()) > before
    assert len(graders) == 1  # it found out what jail it has, and waits for the next run
    assert better not in said


def test_where_no_worker_can_grade_each_says_why_and_nothing_is_graded(
    two_workers, submitted, tmp_path, capfd
):
    out = tmp_path / "grades.json"
    options = ["--scheduler", two_workers.address, "--least-tier", ROOT, "--json", str(out)]
    assert main(["grade", str(submitted), "--assignment", LESSON, *options]) == 2
    said = capfd.readouterr().err
    assert "No worker" in said
    for address in two_workers.addresses.values():
        assert f"Worker {address} takes no part" in said
    assert "Or ask for less" in said
    assert not out.exists()


def test_a_run_that_was_stopped_goes_on(two_workers, grade, tmp_path):
    process = grade("--scheduler", two_workers.address)
    said = stopped(process, lambda: _kept(tmp_path) >= 2, signal.SIGINT)
    assert process.returncode == 130
    assert said.splitlines()[-1].startswith("autograder: stopped.")
    assert "Traceback" not in said
    kept = _kept(tmp_path)
    before = {task for task, *_ in two_workers.transitions()}
    again = grade("--scheduler", two_workers.address)
    again.communicate(timeout=PATIENCE)
    assert again.returncode == 0
    sent = {task for task, *_ in two_workers.transitions()} - before
    assert len(sent) == len(STUDENTS) + 2 - kept
    assert _kept(tmp_path) == 0


def test_a_worker_that_is_killed_loses_nothing_and_nothing_is_graded_twice(
    two_workers, grade, tmp_path
):
    before = len(two_workers.transitions())
    victim = psutil.Process(two_workers.workers["weaker"].pid)
    process = grade("--scheduler", two_workers.address)
    wait_for(lambda: _kept(tmp_path) >= 3, "moment to kill a worker")
    graders = victim.children(recursive=True)
    wait_for(lambda: set(victim.children(recursive=True)) - set(graders), "notebook begun there")
    kept, graders = _kept(tmp_path), victim.children(recursive=True)
    victim.kill()
    said = process.communicate(timeout=PATIENCE)[1]
    assert process.returncode == 0, said
    found = two_workers.transitions()[before:]
    ended = [task for task, _, to in found if to == "memory"]
    assert len(set(ended)) == len(STUDENTS) + 2  # each was sent once, and came to its end
    # What was handed over is never made again; one that had just ended there may not have been.
    assert len(ended) - len(set(ended)) <= min(1, len(STUDENTS) + 2 - kept)
    assert [task for task, was, to in found if was == "processing" and to != "memory"]  # half-way
    _, left = psutil.wait_procs(graders, timeout=PATIENCE)
    assert left == []  # and the jails of the killed worker have ended with it
    there = _students(tmp_path)
    local = grade()
    assert local.communicate(timeout=PATIENCE)
    assert local.returncode == 0
    here = _students(tmp_path)
    assert _without_sandbox(there) == _without_sandbox(here)
    assert {here[student]["score"] for student in STUDENTS} == {here[STUDENTS[0]]["max_score"]}


def _without_sandbox(students):
    return {name: {**result, "sandbox": ""} for name, result in students.items()}


def test_nbgrader_grades_on_the_cluster_too(two_workers, tmp_path):
    line = f"c.JailedExecute.scheduler = {two_workers.address!r}"
    course = Course(tmp_path / "course", LESSON, line)
    course.hand_in("a", bare(LESSON))
    before = len(two_workers.transitions())
    course.autograde()
    assert len(two_workers.transitions()) > before
    assert sum(course.scores("a").values()) > 0


def test_a_scheduler_that_goes_is_told_and_what_is_graded_is_kept(two_workers, grade, tmp_path):
    process = grade("--scheduler", two_workers.address)
    wait_for(lambda: _kept(tmp_path) >= 1, "moment to kill the scheduler")
    two_workers.processes[0].kill()
    said = process.communicate(timeout=PATIENCE)[1]
    assert process.returncode == 2
    assert said.splitlines()[-1].startswith("autograder: The Dask scheduler at")
    assert "the same command goes on from here" in said
    assert "Traceback" not in said
    assert _kept(tmp_path) >= 1


def test_a_worker_with_other_code_refuses(monkeypatch):
    monkeypatch.setattr(cluster_worker, "Pool", None)  # it is not even started
    with pytest.raises(cluster_worker.Unfit, match=r"another version.*start its workers again"):
        cluster_worker._fit_pool("0123456789", BARE, 1)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("tcp://127.0.0.1:1", "No Dask scheduler answers at tcp://127.0.0.1:1 within 0.2 seconds"),
        ("nonsense://here", "nonsense"),
        ("tls://127.0.0.1:1", "tls://127.0.0.1:1"),
    ],
)
def test_where_no_scheduler_answers_its_address_is_said(
    address, said, submitted, monkeypatch, capsys
):
    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 0.2)
    assert main(["grade", str(submitted), "--assignment", LESSON, "--scheduler", address]) == 2
    assert said in capsys.readouterr().err


def test_without_dask_it_is_said_what_to_install(submitted, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert main(["grade", str(submitted), "--assignment", LESSON, "--scheduler", "x"]) == 2
    assert "pip install '.[cluster]'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (["--scheduler", "tcp://10.0.0.1:8786", "--jobs", "2"], "--jobs is for one machine"),
        (["--scheduler", "tcp://10.0.0.1:8786", "--no-sandbox"], "students' code could reach all"),
        (["--least-tier", BARE], "--least-tier goes with --scheduler"),
    ],
)
def test_what_does_not_go_together_is_refused(submitted, wrong, said, capsys):
    with pytest.raises(SystemExit) as end:
        main(["grade", str(submitted), "--assignment", LESSON, *wrong])
    assert end.value.code == 2
    assert said in capsys.readouterr().err


def test_the_four_lines_of_the_guide_grade_a_class(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    guide = (paths.ROOT / "autograder/CLUSTER.md").read_text(encoding="utf-8")
    lines = re.search(r"## Try it.*?```\n(.*?)```", guide, re.DOTALL)[1]
    assert len(lines.splitlines()) == 4
    (port,) = free_ports(1)
    (tmp_path / "class").mkdir()
    nbformat.write(bare(LESSON), tmp_path / "class/a.ipynb")
    here = {".venv/bin/": f"{Path(sys.executable).parent}/", "8786": str(port)}
    here |= {"course/submitted": str(tmp_path / "class"), "05-gmm": LESSON}
    for written, meant in here.items():
        assert written in lines
        lines = lines.replace(written, meant)
    done = subprocess.run(
        ["bash", "-m", "-c", f"{lines}wait"], cwd=tmp_path, capture_output=True, text=True
    )
    assert re.search(r"^a +\d+ of \d+\n1 graded, 0 not$", done.stdout, re.MULTILINE), done
