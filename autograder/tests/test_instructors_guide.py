"""What course/INSTRUCTOR.md says to type is typed here, in a copy of the repository."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import tomllib
import zipfile
from pathlib import Path

import nbformat
import pytest
import requests
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.exchange.default import Exchange
from nbgrader.utils import get_username
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

from autograder.authoring import paths
from autograder.questions import QUESTIONS
from autograder.tests.notebooks import released, solved

pytestmark = pytest.mark.slow

GUIDE = (paths.COURSE / "INSTRUCTOR.md").read_text(encoding="utf-8")
# A block of commands or of text; before a text, the file it goes into, and where in it.
BLOCKS = re.compile(
    r"(?:`(?P<file>[^`\n]+)`, (?P<place>at the\send|a new file|before the cell `(?P<mark>[^`]+)`)"
    r":\n\n)?"
    r"^(?P<fence>`{3,})(?P<kind>\w+)\n(?P<text>.*?)^(?P=fence)$",
    re.MULTILINE | re.DOTALL,
)
FOUND = [match.groupdict() for match in BLOCKS.finditer(GUIDE)]
COMMANDS = [block["text"] for block in FOUND if block["kind"] == "sh"]
INSERTED = [block for block in FOUND if block["file"]]
# People's work, and what can be made again.
LEFT_OUT = shutil.ignore_patterns(
    *(".git", ".venv", "__pycache__", ".*_cache", ".hypothesis", "*.egg-info", "build", "source"),
    *("work", "submitted", "autograded", "feedback", "downloaded", "gradebook.db*", ".secret"),
)
# Typed in other tests: the first line of the block, and where.
ELSEWHERE = {
    "make demo": "test_demo.py",
    "make report LESSON=05-gmm": "test_grades_out.py",
    "sudo .venv/bin/jupyterhub -f course/jupyterhub_config.py": "test_jupyterhub.py",
}
TYPED = set()
PATIENCE = 300  # seconds until a command that says nothing is a failure


class Copy:
    """A copy of the repository, with its own .venv, in which commands are typed.

    Its .venv is this one by links; what is imported is the copy. Solution notebooks are not run.
    """

    def __init__(self, folder):
        self.root, self.home = folder / "course", folder / "home"
        shutil.copytree(paths.ROOT, self.root, ignore=LEFT_OUT)
        self._link_environment()
        self._run_no_solution_notebooks()
        (self.home / "Downloads").mkdir(parents=True)
        (folder / "exchange").mkdir()
        (folder / "exchange").chmod(0o1777)
        settings = self.home / ".jupyter" / "nbgrader_config.py"
        settings.parent.mkdir()
        settings.write_text(f"c = get_config()\nc.Exchange.root = {str(folder / 'exchange')!r}\n")
        self.environment = {
            **{name: value for name, value in os.environ.items() if "JUPYTER" not in name},
            "HOME": str(self.home),
            "PYTHONPATH": f"{self.root}:{self.root / 'course'}",
            "CI": "true",
        }

    def _link_environment(self):
        made = self.root / ".venv"
        made.mkdir()
        for part in Path(sys.prefix).iterdir():
            if part.name not in ("pyvenv.cfg", "made-from"):
                (made / part.name).symlink_to(part)
        shutil.copy(Path(sys.prefix) / "pyvenv.cfg", made)
        recipe = "import environment; print(environment.recipe(), end='')"
        folder = self.root / "autograder" / "setup"
        said = subprocess.check_output([sys.executable, "-c", recipe], cwd=folder, text=True)
        (made / "made-from").write_text(said)

    def _run_no_solution_notebooks(self):
        """They take minutes, and have tests of their own."""
        file = self.root / "autograder" / "authoring" / "build.py"
        text, asked = file.read_text(encoding="utf-8"), " and solution_inputs(current) == inputs:"
        assert text.count(asked) == 1
        file.write_text(text.replace(asked, ":"), encoding="utf-8")

    def type(self, commands, folder="."):
        """Type commands into a new terminal; return what was said."""
        done = subprocess.run(
            ["bash", "-e", "-c", f"source .venv/bin/activate\n{commands}"],
            cwd=self.root / folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        assert done.returncode == 0, done.stdout
        return done.stdout

    def follow(self, start, after=""):
        """Type the guide's block that begins with a line, and what comes after it."""
        (block,) = [text for text in COMMANDS if text.startswith(start)]
        TYPED.add(block)
        return self.type(block + after)

    def scores(self, student, lesson):
        """{cell: (score, of how many)} as the gradebook has them."""
        with Gradebook(f"sqlite:///{self.root / 'course' / 'gradebook.db'}") as gradebook:
            notebook = gradebook.find_submission_notebook(lesson, lesson, student)
            return {grade.name: (grade.score, grade.max_score) for grade in notebook.grades}

    def total(self, student, lesson):
        """A student's score for a lesson, and of how many."""
        return tuple(map(sum, zip(*self.scores(student, lesson).values(), strict=True)))


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    return Copy(tmp_path_factory.mktemp("guide"))


def test_the_first_ten_minutes(copy):
    copy.follow("make release LESSON=05-gmm\nmkdir")
    assert copy.total("me", "05-gmm") == (44, 44)
    assert (copy.root / "course/autograded/me/05-gmm/05-gmm.ipynb").exists()


def test_formgrader_opens(copy):
    TYPED.add("make formgrader\n")
    server = subprocess.Popen(
        ["make", "formgrader"],
        cwd=copy.root,
        env=copy.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    stop = threading.Timer(PATIENCE, os.killpg, (server.pid, signal.SIGKILL))
    stop.start()
    try:
        said = iter(server.stdout.readline, "")
        address = next(
            found[0] for line in said if (found := re.search(r"http://\S+/formgrader\?\S+", line))
        )
        with requests.Session() as browser:
            # JupyterLab says where it is a moment before it answers there.
            browser.mount("http://", HTTPAdapter(max_retries=Retry(20, backoff_factor=0.1)))
            page = browser.get(address.replace("localhost", "127.0.0.1"), timeout=PATIENCE)
        assert "formgrader" in page.text
    finally:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
        stop.cancel()
        server.stdout.close()


def test_taking_oneself_out_of_the_class(copy):
    copy.follow("cd course\nnbgrader db student remove me")
    assert list(copy.root.glob("course/*/me")) == []
    with pytest.raises(MissingEntry):
        copy.scores("me", "05-gmm")


def test_a_week_of_a_term(copy):
    copy.follow("cd course\nnbgrader db assignment add")
    work = copy.home / "student"
    work.mkdir()
    copy.type(f"cd {work}\nnbgrader fetch_assignment 05-gmm --course gmm-em-course")
    nbformat.write(solved("05-gmm"), work / "05-gmm" / "05-gmm.ipynb")
    copy.type(f"cd {work}\nnbgrader submit 05-gmm --course gmm-em-course")
    copy.follow("cd course\nnbgrader collect")
    student = get_username()  # to the exchange, a student is an account
    assert copy.total(student, "05-gmm") == (44, 44)
    copy.follow("cd course\nnbgrader generate_feedback")
    assert len(list(copy.root.parent.glob("exchange/gmm-em-course/feedback/*.html"))) == 1
    table = (copy.root / "course/grades.csv").read_text()
    assert re.search(rf"^05-gmm,2030-05-12 23:59:00.*,{student},", table, re.MULTILINE)


def test_a_download_from_an_lms(copy):
    with zipfile.ZipFile(copy.home / "Downloads" / "submissions.zip", "w") as archive:
        for number, notebook in enumerate((solved("05-gmm"), released("05-gmm")), 1):
            name = f"student00{number}_100{number}_9000{number}_05-gmm.ipynb"
            archive.writestr(name, nbformat.writes(notebook))
    copy.follow("mkdir -p course/downloaded")
    assert copy.total("student001", "05-gmm") == (44, 44)
    assert copy.total("student002", "05-gmm") == (0, 44)
    said = copy.follow("autograder grade ~/Downloads")
    assert "student001  44 of 44" in said
    assert (copy.root / "grades.csv").exists()


def test_the_set_up_of_a_hub(copy, tmp_path):
    for name in ("sudo", "pip"):
        (tmp_path / name).write_text(f'#!/bin/sh\necho "{name} $*" >> {tmp_path}/typed\n')
        (tmp_path / name).chmod(0o755)
    (block,) = [text for text in COMMANDS if "[hub]" in text]
    TYPED.add(block)
    copy.type(f"PATH={tmp_path}:$PATH\n{block}")
    assert copy.root.stat().st_mode & 0o777 == 0o700
    hub, exchange, students, installed = (tmp_path / "typed").read_text().splitlines()
    project = tomllib.loads((paths.ROOT / "pyproject.toml").read_text())["project"]
    assert hub == "pip install .[hub]"
    assert "hub" in project["optional-dependencies"]
    assert exchange == f"sudo install -d -m 1777 {Exchange().root}"
    folder = students.rpartition(" ")[2]
    config = (paths.COURSE / "jupyterhub_config.py").read_text(encoding="utf-8")
    assert f'STUDENTS_BIN = Path("{folder}/bin")' in config
    command, *packages = installed.split(" install ")[1].split()
    assert installed.startswith(f"sudo {folder}/bin/pip install ")
    assert (paths.ROOT / command / "pyproject.toml").exists()
    assert packages == ["nbgrader", "jupyterhub"]


def test_other_points(copy):
    file = copy.root / "autograder" / "questions" / "gmm.py"
    text = file.read_text(encoding="utf-8")
    for question, points in (("GMM.fit", 20), ("GMM.__init__", 0)):
        pattern = rf'(id="{re.escape(question)}".*?points=)\d+'
        text, count = re.subn(pattern, rf"\g<1>{points}", text, count=1, flags=re.DOTALL)
        assert count == 1
    file.write_text(text, encoding="utf-8")
    full = 44 - QUESTIONS["GMM.fit"].points - QUESTIONS["GMM.__init__"].points + 20
    (block,) = [text for text in COMMANDS if text == "make release LESSON=05-gmm\n"]
    TYPED.add(block)
    copy.type(f"{block}cd course\nnbgrader autograde 05-gmm --force --student student001")
    assert copy.total("student001", "05-gmm") == (full, full)
    assert "(20 points)" in (copy.root / "course/release/05-gmm/05-gmm.ipynb").read_text()


def test_adding_an_exercise(copy):
    for block in INSERTED:
        _insert(copy.root / block["file"], block)
    copy.follow("make release LESSON=02-jensen")
    answers = {
        "right": "def entropy(q):\n    return sum(-p * np.log(p) for p in q)",
        "wrong": "def entropy(q):\n    return (q * np.log(q)).sum()",
    }
    folder = copy.home / "class"
    folder.mkdir()
    for student, answer in answers.items():
        notebook = nbformat.read(
            copy.root / "course/release/02-jensen/02-jensen.ipynb", as_version=4
        )
        (cell,) = [cell for cell in notebook.cells if cell.id == "entropy-answer"]
        assert "NotImplementedError" in cell.source
        cell.source = answer
        nbformat.write(notebook, folder / f"{student}.ipynb")
    copy.type("autograder grade ~/class --assignment 02-jensen --json ~/verdicts.json")
    students = json.loads((copy.home / "verdicts.json").read_text())["students"]
    verdicts = {name: student["questions"]["entropy"] for name, student in students.items()}
    assert (verdicts["right"]["score"], verdicts["right"]["outcome"]) == (3, "correct")
    assert verdicts["wrong"]["misconception"] == "entropy/minus-missing", verdicts["wrong"]
    assert "The minus in front is missing" in verdicts["wrong"]["message"]
    assert verdicts["wrong"]["score"] < 1
    for student, answer in answers.items():
        names = f"import numpy as np\nfrom emlab.checks import examine\n{answer}\n"
        (copy.home / "try.py").write_text(names + 'print(examine("entropy", globals()).status)')
        assert copy.type("python ~/try.py").strip() == student


def _insert(file, block):
    """Do what stands before a block: "at the end", "a new file", or "before the cell ..."."""
    if block["place"] == "a new file":
        assert not file.exists()
        file.write_text(block["text"], encoding="utf-8")
        return
    text = file.read_text(encoding="utf-8")
    at = len(text)
    if block["mark"]:
        at = text.index(f"# %% [markdown]\n{block['mark']}\n")
    file.write_text(text[:at] + block["text"] + text[at:], encoding="utf-8")


def test_deleting_a_student(copy):
    copy.follow("cd course\nnbgrader db student remove student002")
    assert list(copy.root.glob("course/*d/student002")) == []
    with pytest.raises(MissingEntry):
        copy.scores("student002", "05-gmm")
    assert copy.scores("student001", "05-gmm")


def test_nothing_in_the_guide_is_left_out():
    assert {text for text in COMMANDS if text.strip() not in ELSEWHERE} == TYPED
    assert {block["kind"] for block in FOUND if not block["file"]} == {"sh"}
    for file in ELSEWHERE.values():
        assert (paths.ROOT / "autograder/tests" / file).exists()


def test_links_lead_somewhere():
    for link in re.findall(r"\]\(([^)#]+)\)", GUIDE):
        assert (paths.COURSE / link).exists(), link
