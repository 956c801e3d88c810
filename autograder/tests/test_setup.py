"""The set-up: what is declared where, `make env` and its messages, `make lab`, doctor and clean."""

import ast
import os
import re
import shutil
import socket
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
import uv
import yaml
from packaging.requirements import Requirement

from autograder.setup import lab

ROOT = Path(__file__).resolve().parents[2]
# Nothing answers at this address: the port is reserved for a service that nobody runs.
NO_INDEX = "http://127.0.0.1:9/simple"


def table(path):
    return tomllib.loads((ROOT / path).read_text())["project"]


def requirements(lines):
    return {str(Requirement(line)) for line in lines}


def declared():
    project = table("pyproject.toml")
    return requirements(project["dependencies"] + project["optional-dependencies"]["test"])


def locked():
    """The packages of the lock: name, version and marker of each line that is no comment."""
    lines = (ROOT / "requirements.lock").read_text().splitlines()
    return [Requirement(line) for line in lines if not line.lstrip().startswith("#")]


# What is declared where


def test_environment_yml_names_the_dependencies_of_pyproject_and_the_project_itself():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text())
    *conda, by_pip = environment["dependencies"]
    tools = [line for line in conda if re.match(r"(python|pip|make)\b(?!-)", line)]
    packages = [
        line.replace("matplotlib-base", "matplotlib") for line in conda if line not in tools
    ]
    *from_pip, project = by_pip["pip"]
    assert requirements(packages + from_pip) == declared()
    # "--editable=." is a form that Binder knows for "copy the repository before you install".
    assert project == "--editable=.[test]"
    assert tools[1:] == ["pip", "make"]


def test_a_student_needs_a_part_of_what_the_course_needs():
    student = requirements(table("course/pyproject.toml")["dependencies"])
    assert student < requirements(table("pyproject.toml")["dependencies"])


@pytest.mark.parametrize("wanted", sorted(declared()))
def test_the_lock_holds_each_dependency_in_a_version_that_pyproject_allows(wanted):
    wanted = Requirement(wanted)
    versions = [str(line.specifier)[2:] for line in locked() if line.name == wanted.name]
    assert versions, f"{wanted.name} is not in requirements.lock: run `make lock`"
    assert all(version in wanted.specifier for version in versions)


def test_the_lock_holds_what_builds_the_project_because_nothing_else_is_fetched():
    build = tomllib.loads((ROOT / "pyproject.toml").read_text())["build-system"]["requires"]
    for wanted in map(Requirement, build):
        [line] = [line for line in locked() if line.name == wanted.name]
        assert str(line.specifier)[2:] in wanted.specifier


def test_the_lock_says_nothing_of_the_machine_it_was_made_on():
    lines = (ROOT / "requirements.lock").read_text().splitlines()
    package = re.compile(
        r"[a-z0-9-]+==[0-9][0-9a-z.]*( ; [a-z_]+ [<>=!]+ '[\w.]+'( (and|or) .+)?)?"
    )
    assert lines[1].split() == ["#", "make", "lock"]
    for line in lines:
        assert line.lstrip().startswith("# ") or line.endswith("#") or package.fullmatch(line), line
        assert not re.search(r"://|--|@|(^|\s)[./~]", line), line


def test_every_file_names_the_same_oldest_python():
    makefile = (ROOT / "Makefile").read_text()
    ruff = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["ruff"]
    assert table("pyproject.toml")["requires-python"] == ">=3.11"
    assert table("course/pyproject.toml")["requires-python"] == ">=3.11"
    assert ruff["target-version"] == "py311"
    assert "sys.version_info < (3, 11)" in makefile
    assert "--python-version 3.11 " in makefile
    assert "MINIMUM = (3, 11)\n" in (ROOT / "autograder/setup/environment.py").read_text()


# What is installed


def wheel(project, folder):
    """Build the wheel of a project and return the names of the files in it."""
    build = "import sys, setuptools.build_meta as b; b.build_wheel(sys.argv[1])"
    command = [sys.executable, "-W", "ignore", "-c", build, str(folder)]
    subprocess.run(command, cwd=project, check=True, capture_output=True)
    [path] = folder.glob("*.whl")
    return {name for name in zipfile.ZipFile(path).namelist() if ".dist-info/" not in name}


def sources(package, *patterns):
    parent = (ROOT / package).parent
    files = (path for pattern in patterns for path in (ROOT / package).rglob(pattern))
    return {str(file.relative_to(parent)) for file in files}


def test_a_student_installs_emlab_and_neither_solutions_nor_grader(tmp_path):
    # The rest of the course lies beside emlab, as in a clone: it must not be packed by accident.
    copy = shutil.copytree(
        ROOT / "course", tmp_path / "course", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copytree(ROOT / "solutions", copy / "solutions")
    assert wheel(copy, tmp_path) == sources("course/emlab", "*.py", "*.json", "*.csv")


def test_the_course_installs_all_three_packages_without_the_tests(tmp_path):
    copy = repository(tmp_path / "copy", "course", "solutions", "autograder", "LICENSE")
    files = wheel(copy, tmp_path)
    tests = sources("autograder", "tests/**/*.py")
    assert files >= sources("course/emlab", "*.py") | sources("solutions", "*.py", "*.md")
    assert files >= sources("autograder", "*.py") - tests
    assert not files & tests


def test_emlab_imports_neither_solutions_nor_grader():
    for path in (ROOT / "course/emlab").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            rooms = {name.split(".")[0] for name in names}
            assert not rooms & {"solutions", "autograder"}, f"{path.name} imports {rooms}"


def test_the_packages_can_be_imported_from_anywhere(tmp_path):
    command = [sys.executable, "-c", "import emlab, solutions, autograder"]
    subprocess.run(command, cwd=tmp_path, check=True)


def test_scripts_beside_the_grader_find_the_standard_library():
    # environment.py, doctor.py and lab.py run as files, so their neighbours come first on the path.
    neighbours = {path.stem for path in (ROOT / "autograder" / "setup").iterdir()}
    assert not neighbours & sys.stdlib_module_names


def test_ruff_has_nothing_to_say():
    ruff = [sys.executable, "-m", "ruff"]
    subprocess.run([*ruff, "check", "--quiet", "--no-cache", "."], cwd=ROOT, check=True)
    subprocess.run([*ruff, "format", "--quiet", "--no-cache", "--check", "."], cwd=ROOT, check=True)


# make env


def repository(folder, *rooms):
    """A copy of what the set-up reads, to do with as a test likes."""
    folder.mkdir(exist_ok=True)
    for name in ("Makefile", "pyproject.toml", "requirements.lock"):
        shutil.copy(ROOT / name, folder)
    (folder / "autograder" / "setup").mkdir(parents=True)
    for name in ("environment.py", "doctor.py"):
        shutil.copy(ROOT / "autograder" / "setup" / name, folder / "autograder" / "setup")
    for name in rooms:
        if (ROOT / name).is_dir():
            ignore = shutil.ignore_patterns("__pycache__", "submitted", "work")
            shutil.copytree(ROOT / name, folder / name, ignore=ignore, dirs_exist_ok=True)
        else:
            shutil.copy(ROOT / name, folder)
    return folder


@pytest.fixture
def copy(tmp_path):
    return repository(tmp_path / "copy")


class Machine:
    """A machine with only the commands it is given, on which `make` runs."""

    def __init__(self, folder):
        self.bin = folder / "bin"
        self.bin.mkdir()
        for name in ("make", "sh", "env", "awk", "rm", "find", "test"):
            (self.bin / name).symlink_to(shutil.which(name))
        self.environment = {
            "PATH": str(self.bin),
            "HOME": str(folder),
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_INDEX_URL": NO_INDEX,
            "PIP_RETRIES": "0",
            "PIP_NO_CACHE_DIR": "1",
            "UV_NO_CONFIG": "1",
            "UV_DEFAULT_INDEX": NO_INDEX,
            "UV_HTTP_RETRIES": "0",
            "UV_NO_CACHE": "1",
        }

    def add_command(self, name, script):
        path = self.bin / name
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)

    def add_python(self, name, at_start=""):
        """Add a Python that first runs the statements `at_start`."""
        site = self.bin / f"site-of-{name}"
        site.mkdir()
        (site / "sitecustomize.py").write_text(at_start)
        python = getattr(sys, "_base_executable", sys.executable)
        self.add_command(name, f'PYTHONPATH="{site}" exec "{python}" "$@"')

    def add_old_python(self, name):
        self.add_python(
            name,
            "import sys; sys.version_info = (3, 9, 18, 'final', 0); sys.version = '3.9.18 (main)'",
        )

    def add_uv(self):
        (self.bin / "uv").symlink_to(uv.find_uv_bin())

    def make(self, folder, *arguments):
        """Run make and return its exit status and all it said."""
        result = subprocess.run(
            ["make", *arguments],
            cwd=folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return result.returncode, result.stdout


@pytest.fixture
def machine(tmp_path):
    return Machine(tmp_path)


def pretend_made(folder):
    """Put a .venv there that says it was made from the present lock."""
    (folder / ".venv/bin").mkdir(parents=True)
    (folder / ".venv/bin/python").symlink_to(sys.executable)
    stamp = "import environment as e; open(e.STAMP, 'w').write(e.recipe())"
    subprocess.run([sys.executable, "-c", stamp], cwd=folder / "autograder" / "setup", check=True)


@pytest.mark.parametrize("script", ["environment.py", "doctor.py"])
def test_an_old_python_can_read_the_scripts_that_say_it_is_too_old(script):
    ast.parse((ROOT / "autograder" / "setup" / script).read_text(), feature_version=(3, 6))


def test_make_grades_what_lessons_were_handed_in_whatever_students_are_called(machine, copy):
    for lesson in ("00-welcome", "04-gaussian", "05-gmm"):
        (copy / "course" / "lessons").mkdir(parents=True, exist_ok=True)
        (copy / "course" / "lessons" / f"{lesson}.py").touch()
    probe = ("--silent", "--eval=probe: ; @$(info [$(HANDED_IN)])", "probe")
    assert "[]" in machine.make(copy, *probe)[1]
    for folder in ("Student, 1/05-gmm", "student-2/00-welcome", "student-2/05 gmm"):
        (copy / "course" / "submitted" / folder).mkdir(parents=True)
    assert "[05-gmm]" in machine.make(copy, *probe)[1]


def test_make_takes_the_first_python_that_works_and_is_new_enough(machine, copy):
    machine.add_command(
        "python3.14", "echo 'python3.14: installed in another version' >&2; exit 127"
    )
    machine.add_old_python("python3")
    machine.add_python("python")
    _, said = machine.make(copy, "--silent", "--eval=probe: ; @$(info $(PYTHON))", "probe")
    assert said.splitlines()[0] == str(machine.bin / "python")


def test_an_old_python_is_told_to_be_too_old_with_the_mend(machine, copy):
    machine.add_old_python("python3")
    status, said = machine.make(copy, "env")
    assert status != 0
    assert "The course needs Python 3.11 or newer, and this is Python 3.9.18" in said
    assert "uv python install" in said and "Traceback" not in said


def test_without_any_python_make_says_so(machine, copy):
    status, said = machine.make(copy, "env")
    assert status != 0
    assert "No Python was found. The course needs Python 3.11 or newer" in said


def test_a_debian_without_its_venv_package_is_told_its_name(machine, copy):
    # Debian leaves out `ensurepip`; None in sys.modules is Python's own sign for "not to be found".
    machine.add_python("python3", "import sys; sys.modules['ensurepip'] = None")
    status, said = machine.make(copy, "env")
    major, minor = sys.version_info[:2]
    assert status != 0
    assert f"sudo apt install python{major}.{minor}-venv" in said
    assert not (copy / ".venv").exists()


@pytest.mark.parametrize("installer", ["pip", "uv"])
def test_an_index_out_of_reach_is_said_and_leaves_no_environment_to_be_taken_for_good(
    machine, copy, installer
):
    machine.add_python("python3")
    if installer == "uv":
        machine.add_uv()
    status, said = machine.make(copy, "env")
    assert status != 0
    assert "the package index did not answer" in said
    assert "HTTPS_PROXY" in said and "run `make env` again" in said
    assert "Traceback" not in said
    assert "The environment .venv is half made." in machine.make(copy, "doctor")[1]


def test_make_env_does_nothing_while_the_lock_is_the_same_and_starts_afresh_when_not(machine, copy):
    machine.add_python("python3")
    machine.add_uv()
    pretend_made(copy)
    assert machine.make(copy, "env") == (0, "The environment .venv is up to date.\n")
    with (copy / "requirements.lock").open("a") as lock:
        lock.write("another-package==1.0\n")
    assert machine.make(copy, "env")[0] != 0


def test_another_ruff_rule_is_no_reason_to_make_the_environment_anew(machine, copy):
    machine.add_python("python3")
    pretend_made(copy)
    with (copy / "pyproject.toml").open("a") as pyproject:
        pyproject.write("[tool.something]\n")
    assert machine.make(copy, "env")[0] == 0


def test_a_half_made_environment_is_made_anew(machine, copy):
    machine.add_python("python3")
    machine.add_uv()
    pretend_made(copy)
    (copy / ".venv/made-from").unlink()
    assert machine.make(copy, "env")[0] != 0


def test_an_environment_whose_python_is_gone_is_made_anew(machine, copy):
    machine.add_python("python3")
    machine.add_uv()
    pretend_made(copy)
    (copy / ".venv/bin/python").unlink()
    (copy / ".venv/bin/python").symlink_to(copy / "gone")
    assert machine.make(copy, "env")[0] != 0


def test_no_target_is_run_with_bytecode_turned_off(machine, copy):
    machine.environment["PYTHONDONTWRITEBYTECODE"] = "1"
    _, said = machine.make(copy, "--silent", "--eval=probe: ; @env", "probe")
    assert "PATH=" in said
    assert "PYTHONDONTWRITEBYTECODE" not in said


# make help, clean, doctor


def test_make_alone_lists_every_target(machine, copy):
    status, said = machine.make(copy)
    [phony] = re.findall(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert status == 0
    assert re.findall(r"^  make (\w+)", said, re.MULTILINE) == [
        name for name in phony.split() if name != "need-python"
    ]


@pytest.mark.parametrize("target", ["clean", "distclean"])
def test_clean_keeps_what_people_wrote_and_their_grades(machine, copy, target):
    precious = [
        "course/submitted/ada/05-gmm/05-gmm.ipynb",
        "course/autograded/ada/05-gmm/05-gmm.ipynb",
        "course/feedback/ada/05-gmm/05-gmm.html",
        "course/work/05-gmm/05-gmm.ipynb",
        "course/release/05-gmm/05-gmm.ipynb",
        "course/gradebook.db",
        "course/.secret",
        "course/lessons/05-gmm.py",
        "course/emlab/check.py",
        "solutions/gmm.py",
    ]
    generated = [
        "course/source/05-gmm/05-gmm.ipynb",
        "course/emlab/__pycache__/check.pyc",
        ".pytest_cache/README.md",
        "build/lib/emlab.py",
    ]
    for name in [*precious, *generated, ".venv/bin/python"]:
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / name).touch()
    assert machine.make(copy, target)[0] == 0
    assert all((copy / name).exists() for name in precious)
    assert not any((copy / name).exists() for name in generated)
    assert (copy / ".venv").exists() == (target == "clean")


def test_the_doctor_works_before_make_env_and_names_it(machine, copy):
    machine.add_python("python3")
    status, said = machine.make(copy, "doctor")
    assert status != 0
    assert "The environment .venv is not made yet.\n     -> make env\n" in said
    assert "chromium is not there" in said


def test_the_doctor_works_with_an_old_python_and_says_so(machine, copy):
    machine.add_old_python("python3")
    status, said = machine.make(copy, "doctor")
    assert status != 0
    assert "✗ The course needs Python 3.11 or newer, and this is Python 3.9.18" in said
    assert "Traceback" not in said


def test_the_doctor_names_a_package_that_is_not_as_locked(machine, copy):
    machine.add_python("python3")
    (copy / "requirements.lock").write_text("numpy==0.1\nno-such-package==1.0\n")
    pretend_made(copy)
    # A link would not do: Python finds its packages by the folder it was started from.
    (copy / ".venv/bin/python").unlink()
    (copy / ".venv/bin/python").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    (copy / ".venv/bin/python").chmod(0o755)
    status, said = machine.make(copy, "doctor")
    assert status != 0
    assert re.search(
        r"✗ numpy is [\d.]+, and the lock names 0\.1\.\n     -> make distclean env", said
    )
    assert "✗ no-such-package is not installed." in said


def test_the_doctor_finds_nothing_wrong_with_the_environment_of_this_repository():
    if not (ROOT / ".venv/made-from").exists():
        pytest.skip("these tests do not run from the .venv of `make env`")
    command = [sys.executable, "autograder/setup/doctor.py", "8888"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert "✗" not in result.stdout
    assert result.returncode == 0


# make lab


@pytest.fixture
def taken_port():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


@pytest.fixture
def opened(monkeypatch, tmp_path):
    """Call `lab.main` on two small lessons, and return the command that it became."""
    for name in ("04-gaussian", "05-gmm"):
        folder = tmp_path / "release" / name
        folder.mkdir(parents=True)
        (folder / f"{name}.ipynb").write_text("released")
    monkeypatch.setattr(lab, "RELEASE", tmp_path / "release")
    monkeypatch.setattr(lab, "WORK", tmp_path / "work")
    monkeypatch.chdir(tmp_path)
    commands = []
    monkeypatch.setattr(os, "execv", lambda path, command: commands.append(command))

    def call(*arguments):
        lab.main([str(argument) for argument in arguments])
        return commands.pop()

    return call


def test_lab_opens_the_first_lesson_in_a_copy_that_holds_all_lessons(opened, tmp_path):
    command = opened("lab", 8888)
    assert "--LabApp.default_url=/lab/tree/04-gaussian/04-gaussian.ipynb" in command
    assert f"--ServerApp.root_dir={tmp_path / 'work'}" in command
    assert (tmp_path / "work/05-gmm/05-gmm.ipynb").read_text() == "released"


def test_lab_never_writes_over_your_work(opened, tmp_path):
    opened("lab", 8888)
    mine = tmp_path / "work/04-gaussian/04-gaussian.ipynb"
    mine.write_text("my solution")
    (tmp_path / "release/04-gaussian/04-gaussian.ipynb").write_text("released again")
    opened("lab", 8888)
    assert mine.read_text() == "my solution"


def test_lab_names_a_port_that_is_taken_and_uses_the_next(opened, taken_port, capsys):
    command = opened("lab", taken_port)
    [used] = [int(flag.split("=")[1]) for flag in command if flag.startswith("--ServerApp.port=")]
    said = capsys.readouterr().out
    assert used > taken_port
    assert f"Port {taken_port} is taken by another program" in said
    assert f"port {used} instead" in said


def test_lab_refuses_what_is_no_port(opened):
    with pytest.raises(SystemExit, match="PORT=many is not a port"):
        opened("lab", "many")


def test_formgrader_opens_in_the_course_where_nbgrader_finds_it(opened):
    command = opened("formgrader", 8888)
    assert f"--ServerApp.root_dir={ROOT / 'course'}" in command
    assert "--LabApp.default_url=/formgrader" in command
    assert Path.cwd() == ROOT / "course"


def test_lab_hands_further_flags_to_jupyterlab(opened):
    assert opened("lab", 8888, "--ip=127.0.0.1")[-1] == "--ip=127.0.0.1"


def test_lab_runs_as_root_and_without_a_screen_only_where_it_must():
    def flags(environment, is_root):
        return set(lab.jupyter_command(ROOT, "/lab", 8888, environment, is_root)[5:])

    assert flags({"DISPLAY": ":0"}, is_root=False) == set()
    assert flags({"DISPLAY": ":0"}, is_root=True) == {"--allow-root"}
    assert flags({"DISPLAY": ":0", "CI": "true"}, is_root=False) == {"--no-browser"}


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have a screen without DISPLAY")
def test_lab_opens_no_browser_on_a_linux_without_a_display():
    assert not lab.has_screen({})
    assert lab.has_screen({"WAYLAND_DISPLAY": "wayland-0"})


# .ci/run


def test_ci_installs_what_is_missing_and_then_runs_make_test(machine, copy):
    for name in ("apt-get", "make"):
        (machine.bin / name).unlink(missing_ok=True)
        machine.add_command(name, f'echo "{name} $*"')
    for name in ("bash", "dirname", "ls"):
        (machine.bin / name).symlink_to(shutil.which(name))
    machine.add_python("python3", "import sys; sys.modules['ensurepip'] = None")
    (copy / ".ci").mkdir()
    shutil.copy(ROOT / ".ci/run", copy / ".ci")
    result = subprocess.run(
        [copy / ".ci/run"], env=machine.environment, capture_output=True, text=True, check=True
    )
    _, update, install, test = result.stdout.splitlines()
    assert update.startswith("apt-get update")
    assert {"chromium", "python3-venv"} <= set(install.split())
    assert test == "make test"


def test_github_runs_the_same_script():
    workflow = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text())
    commands = [step.get("run") for step in workflow["jobs"]["everything"]["steps"]]
    assert "bash .ci/run" in commands
