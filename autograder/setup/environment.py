"""Make .venv: what requirements.lock names, this project (editable), and compiled bytecode.

`make env` runs this file with the newest Python it finds. Standard library only, and syntax that
Python 3.6 reads, so that an old Python can say that it is too old instead of showing a SyntaxError.
"""

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import sysconfig

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
VENV = os.path.join(ROOT, ".venv")
VENV_PYTHON = os.path.join(VENV, "bin", "python")
STAMP = os.path.join(VENV, "made-from")
LOCK = os.path.join(ROOT, "requirements.lock")
ROOMS = ("course/emlab", "solutions", "autograder")
MINIMUM = (3, 11)

# What pip and uv say when no answer comes from the package index.
NO_ANSWER = re.compile(
    r"connection (refused|broken|reset|aborted)|name resolution|dns error|timed out|unreachable"
    r"|error sending request|failed to fetch|ProxyError|tunnel|SSLError|certificate"
    r"|from versions: none",
    re.IGNORECASE,
)

TOO_OLD = """\
The course needs Python 3.11 or newer, and this is Python {version} ({executable}).
Get a newer one in one of these ways, then run `make env` again:
  with uv            uv python install 3.13
  Debian, Ubuntu     sudo apt install python3 python3-venv   (Debian 12, Ubuntu 24.04 and later)
  macOS, Homebrew    brew install python@3.13
  with conda         conda env create -f environment.yml     (then no `make env` is needed)
A newer Python that is not on your PATH: make env PYTHON=/path/to/python3
"""

NO_VENV = """\
This Python ({executable}) cannot make virtual environments: its module `{module}` is missing.
Debian and Ubuntu keep it in a package of its own. Get it, then run `make env` again:
  sudo apt install python{major}.{minor}-venv
Or install uv, which does not need it; `make env` uses uv when it is there.
"""

OUT_OF_REACH = """\
The packages could not be fetched: the package index did not answer (the lines above say more).
  1. Is this computer online?
  2. Behind a proxy: export HTTPS_PROXY=http://HOST:PORT
     With a mirror of your own: export {variable}=ADDRESS
  3. Then run `make env` again. It starts afresh: what is half made now is not used.
"""

FAILED = """\
The environment is not made: `{command}` failed, and the lines above say why.
Mend that, then run `make env` again. It starts afresh: what is half made now is not used.
"""


class NotMade(Exception):
    """The environment cannot be made; the text says why and what to do."""


def main():
    """Make .venv unless it is up to date; the exit status for the shell."""
    try:
        check_python()
        if up_to_date():
            print("The environment .venv is up to date.")
        else:
            make()
            print("The environment .venv is ready.")
    except NotMade as problem:
        sys.stderr.write("\n" + str(problem))
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped. Run `make env` again: it starts afresh.\n")
        return 130
    return 0


def check_python():
    """Refuse a Python older than the course needs."""
    if sys.version_info < MINIMUM:
        raise NotMade(too_old())


def too_old():
    """Say that this Python is too old, and how to get another."""
    return TOO_OLD.format(version=sys.version.split()[0], executable=sys.executable)


def recipe():
    """Return what .venv is made from: it is made anew when any of this differs."""
    import tomllib  # here, because an old Python has none

    with open(os.path.join(ROOT, "pyproject.toml"), "rb") as file:
        project = tomllib.load(file)
    installed = [project["build-system"], project["project"], project["tool"]["setuptools"]]
    digest = hashlib.sha256(repr(installed).encode())
    with open(LOCK, "rb") as file:
        digest.update(file.read())
    # An environment holds absolute paths, so a repository that was moved needs a new one.
    return "{}\n{}\n".format(ROOT, digest.hexdigest())


def up_to_date():
    """Tell whether .venv was made, to the end, from what the recipe says now."""
    # `exists` follows the link, which is dead when the Python it was made with is gone.
    if not os.path.exists(VENV_PYTHON) or not os.path.exists(STAMP):
        return False
    with open(STAMP) as file:
        return file.read() == recipe()


def make():
    """Make .venv from nothing; the stamp comes last, so a stop half-way leaves none."""
    if os.path.lexists(VENV):
        shutil.rmtree(VENV)
    if shutil.which("uv"):
        make_with_uv()
    else:
        make_with_pip()
    compile_bytecode()
    with open(STAMP, "w") as file:
        file.write(recipe())


def make_with_uv():
    """Make .venv and install into it with uv, in seconds."""
    run(["uv", "venv", "--quiet", "--python", base_python(), VENV])
    install = ["uv", "pip", "install", "--python", VENV_PYTHON, "--compile-bytecode", "--no-deps"]
    print("Installing the packages of requirements.lock with uv ...", flush=True)
    run([*install, "-r", LOCK])
    # The lock brings setuptools, so nothing is fetched to build the project itself.
    run([*install, "--quiet", "--no-build-isolation", "--editable", ROOT])


def make_with_pip():
    """Make .venv and install into it with what Python brings, in a minute or two."""
    for module in missing_for_venv():
        raise NotMade(no_venv(module))
    run([base_python(), "-m", "venv", VENV])
    install = [VENV_PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--no-deps"]
    print("Installing the packages of requirements.lock with pip: a minute or two ...", flush=True)
    run([*install, "-r", LOCK])
    run([*install, "--quiet", "--no-build-isolation", "--editable", ROOT])


def missing_for_venv():
    """Return the modules that this Python lacks to make virtual environments."""
    return [name for name in ("venv", "ensurepip") if importlib.util.find_spec(name) is None]


def no_venv(module):
    """Say that this Python cannot make virtual environments, and how to mend it."""
    major, minor = sys.version_info[:2]
    return NO_VENV.format(executable=sys.executable, module=module, major=major, minor=minor)


def base_python():
    """Return this Python, or the one that it was made from when it is itself in a .venv."""
    return getattr(sys, "_base_executable", sys.executable)


def run(command):
    """Run a command, showing what it says; `NotMade` when it fails."""
    # Only errors are read on the way: pip draws its progress bar on a standard output of its own.
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE)
    said = []
    for line in process.stderr:
        said.append(line.decode("utf-8", "replace"))
        sys.stderr.write(said[-1])
        sys.stderr.flush()
    if process.wait() == 0:
        return
    if NO_ANSWER.search("".join(said)):
        variable = "UV_DEFAULT_INDEX" if command[0] == "uv" else "PIP_INDEX_URL"
        raise NotMade(OUT_OF_REACH.format(variable=variable))
    raise NotMade(FAILED.format(command=" ".join(command)))


def compile_bytecode():
    """Compile our own packages and, where that was left out, the standard library.

    Images for containers often delete the standard library's bytecode; every start of a kernel
    then compiles it anew, and takes about twice as long.
    """
    run([VENV_PYTHON, "-m", "compileall", "-q", *ROOMS])
    library = sysconfig.get_path("stdlib")
    if not library_is_compiled() and os.access(library, os.W_OK):
        unused = r"[/\\](test|tests|idlelib|lib2to3|turtledemo|site-packages|dist-packages)[/\\]"
        run([VENV_PYTHON, "-m", "compileall", "-q", "-j", "0", "-x", unused, library])


def library_is_compiled():
    """Tell whether the standard library of this Python has its bytecode beside it."""
    return os.path.exists(importlib.util.cache_from_source(os.__file__))


if __name__ == "__main__":
    sys.exit(main())
