"""A real JupyterHub with the course's own configuration: an instructor and a student."""

import os
import queue
import subprocess
import sys
import threading
from pathlib import Path

import nbformat
import pytest
import requests

from autograder.authoring import paths
from autograder.questions import QUESTIONS
from autograder.tests.courses import Course, free_ports, processes_of
from autograder.tests.notebooks import solved
from autograder.tests.stopping import wait_for

pytestmark = pytest.mark.slow

LESSON, COURSE = "05-gmm", {"course_id": "gmm-em-course", "assignment_id": "05-gmm"}
HALF = ["GMM.__init__", "GMM.log_pdf"]
PATIENCE = 180  # seconds until a server that does not answer is a failure
PASSWORD = "for this test only"

# What the test replaces in the configuration, nothing else: the lines that everybody adapts, ...
ADAPTED = {
    'Path("/srv/gmm-em-course/bin")': "Path({bin!r})",
    'Path("/var/lib/gmm-em-course-hub")': "Path({homes!r}, 'state')",
    '"http://127.0.0.1:8000"': "{address!r}",
}
# ... and the accounts of the machine, which a test must not make: all servers run as whoever runs
# the test, each with a home of its own, and both users have one password; a busy machine has time.
ADDED = """
c.JupyterHub.authenticator_class = "shared-password"
c.SharedPasswordAuthenticator.user_password = {password!r}
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = {homes!r} + "/{{username}}"
c.Spawner.start_timeout = c.Spawner.http_timeout = {patience}
c.Spawner.environment = {{"COURSE_OF_TEST": {homes!r}}}
c.JupyterHub.hub_port = {hub_port}
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{api_port}"


def prepare_as_anybody(spawner):
    prepare(spawner)
    spawner.args = [*spawner.args, "--allow-root"]


c.Spawner.pre_spawn_hook = prepare_as_anybody
"""


# In each user's own settings: another folder than everybody's for the exchange; and a name, which
# nbgrader takes from the account.
SETTINGS = """
c = get_config()
c.Exchange.root = {exchange!r}
c.CourseDirectory.student_id = {name!r}
"""


class Hub:
    """A running JupyterHub, on this machine only, for users with homes below a folder."""

    def __init__(self, course, homes):
        port, hub_port, api_port = free_ports(3)
        self.address = f"http://127.0.0.1:{port}"
        names = {"bin": str(Path(sys.executable).parent), "homes": str(homes)}
        names |= {"address": self.address, "hub_port": hub_port, "api_port": api_port}
        names |= {"patience": PATIENCE}
        config = course.folder / "jupyterhub_config.py"
        config.write_text(_adapted(password=PASSWORD, **names), encoding="utf-8")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "jupyterhub", "-f", str(config)],
            cwd=homes,
            env={**os.environ, "COURSE_OF_TEST": str(homes)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.said, lines = [], queue.SimpleQueue()
        threading.Thread(target=self._listen, args=(lines,), daemon=True).start()
        while "JupyterHub is now running" not in (line := lines.get(timeout=PATIENCE)):
            assert line, "".join(self.said)

    def _listen(self, lines):
        for line in self._process.stdout:
            self.said.append(line)
            lines.put(line)
        lines.put("")

    def end(self):
        """The hub ends the servers and the proxy, then itself."""
        self._process.terminate()
        self._process.wait(PATIENCE)
        self._process.stdout.close()


def _adapted(**names):
    text = (paths.COURSE / "jupyterhub_config.py").read_text(encoding="utf-8")
    for line, other in ADAPTED.items():
        assert text.count(line) == 1
        text = text.replace(line, other.format(**names))
    return text + ADDED.format(**names)


class User:
    """Somebody who logs in at the hub, as a browser does, and then uses a token."""

    def __init__(self, hub, name):
        self.address, self.name = hub.address, name
        with requests.Session() as browser:
            browser.get(f"{hub.address}/hub/login")
            form = {"username": name, "password": PASSWORD, "_xsrf": self._mark(browser)}
            browser.post(f"{hub.address}/hub/login", data=form, allow_redirects=False)
            browser.get(f"{hub.address}/hub/home")
            answer = browser.post(
                f"{hub.address}/hub/api/users/{name}/tokens",
                headers={"X-XSRFToken": self._mark(browser)},
                json={},
            )
        self._token = {"Authorization": f"token {answer.json()['token']}"}

    @staticmethod
    def _mark(browser):
        return browser.cookies.get("_xsrf", path="/hub/")

    def start_server(self):
        self.ask("post", f"/hub/api/users/{self.name}/server")

    def wait_for_server(self):
        """The hub tells how far it is, line by line, until the server answers."""
        with self.ask("get", f"/hub/api/users/{self.name}/server/progress", stream=True) as told:
            assert '"ready": true' in told.text

    def ask(self, method, path, status=None, **more):
        """Ask for a page of the hub, or anybody's server."""
        answer = requests.request(
            method, self.address + path, headers=self._token, timeout=PATIENCE, **more
        )
        wanted = answer.ok if status is None else answer.status_code == status
        assert wanted, f"{method} {path}: {answer.status_code}\n{answer.text}"
        return answer

    def mine(self, method, path, status=None, **more):
        """Ask my own server."""
        return self.ask(method, f"/user/{self.name}/{path}", status, **more)

    def formgrader(self, path):
        """Press one of formgrader's buttons."""
        done = self.mine("post", f"formgrader/api/{path}").json()
        assert done["success"], done
        return done

    def assignments(self):
        """What the list of assignments shows."""
        shown = self.mine("get", "assignments", params=COURSE).json()
        assert shown["success"], shown
        return shown["value"]

    def press(self, action):
        """Press one of the buttons in the list of assignments."""
        assert self.mine("post", f"assignments/{action}", json=COURSE).json()["success"]


@pytest.fixture
def hub(tmp_path):
    course = Course(tmp_path / "course", LESSON)
    homes = tmp_path / "homes"
    exchange = tmp_path / "exchange"
    exchange.mkdir()
    exchange.chmod(0o1777)
    for user, name in (("instructor", "*"), ("student1", "student1")):
        settings = homes / user / ".jupyter" / "nbgrader_config.py"
        settings.parent.mkdir(parents=True)
        settings.write_text(SETTINGS.format(exchange=str(exchange), name=name))
    hub = Hub(course, homes)
    yield hub
    hub.end()
    wait_for(lambda: not processes_of(homes), "end of every process of the hub's")


def test_a_lesson_goes_from_the_instructor_to_the_student_and_back(hub):
    instructor, student = User(hub, "instructor"), User(hub, "student1")
    for user in (instructor, student):
        user.start_server()
    for user in (instructor, student):
        user.wait_for_server()
    _only_the_instructor_has_formgrader(instructor, student)

    instructor.formgrader(f"assignment/{LESSON}/release")
    (released,) = student.assignments()
    assert released["status"] == "released"
    student.press("fetch")
    answers = {"type": "notebook", "content": nbformat.from_dict(solved(LESSON, HALF))}
    student.mine("put", f"api/contents/{LESSON}/{LESSON}.ipynb", json=answers)
    student.press("submit")

    instructor.formgrader(f"assignment/{LESSON}/collect")
    instructor.formgrader(f"submission/{LESSON}/student1/autograde")
    graded = instructor.mine("get", f"formgrader/api/submission/{LESSON}/student1").json()
    assert graded["score"] == sum(QUESTIONS[question].points for question in HALF)
    assert graded["max_score"] == 44
    instructor.formgrader(f"assignment/{LESSON}/generate_feedback")
    instructor.formgrader(f"assignment/{LESSON}/release_feedback")

    student.press("fetch_feedback")
    submitted = next(one for one in student.assignments() if one["status"] == "submitted")
    (submission,) = submitted["submissions"]
    folder = submission["local_feedback_path"]
    page = student.mine("get", f"api/contents/{folder}/{LESSON}.html").json()["content"]
    assert f"{graded['score']:g}" in page
    assert "not attempted" in page.lower()


def _only_the_instructor_has_formgrader(instructor, student):
    assert instructor.mine("get", "formgrader/api/status").json() == {"status": True}
    student.mine("get", "formgrader/api/status", status=404)
    student.ask("get", "/user/instructor/formgrader/api/status", status=403)
    student.ask("get", "/user/instructor/api/contents/gradebook.db", status=403)
