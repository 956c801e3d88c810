"""Say what of the set-up is here, what is missing, and how to get it.

`make doctor` runs this file, also before `make env` and with an old Python: standard library only,
and syntax and arguments that Python 3.6 has. Exit status 0 when everything needed is there, else 1.
"""

import io
import json
import os
import shutil
import socket
import subprocess
import sys

import environment

HERE, MISSING, NOTE = "✓", "✗", "·"
# .venv takes 0.9 GB, and as much again while pip unpacks what it fetched.
DISK_GB = 2

# Run by .venv's own Python: what is installed there, against what the lock names for this machine.
LOOK = """
import importlib.metadata, json, re, sys
from packaging.requirements import Requirement

def plain(name):
    return re.sub("[-_.]+", "-", name).lower()

locked = {}
for line in open(sys.argv[1], encoding="utf-8"):
    if re.match("[a-z0-9]", line):
        package = Requirement(line.strip())
        if package.marker is None or package.marker.evaluate():
            locked[plain(package.name)] = str(package.specifier)[2:]
installed = {plain(one.name): one.version for one in importlib.metadata.distributions()}
direct = [plain(Requirement(one).name) for one in importlib.metadata.requires("gmm-em-course")]
print(json.dumps({"locked": locked, "installed": installed, "direct": direct}))
"""


class Report:
    """The lines of the report, and whether something needed is missing."""

    def __init__(self):
        self.complete = True

    def here(self, text):
        """Report what is as it should be."""
        print(" {} {}".format(HERE, text))

    def missing(self, text, mend):
        """Report what is needed and not there, and how to get it."""
        self.complete = False
        print(" {} {}\n     -> {}".format(MISSING, text, mend.replace("\n", "\n        ")))

    def note(self, text):
        """Report what you can do without."""
        print(" {} {}".format(NOTE, text))


def main(port):
    """Look at everything in turn; the exit status for the shell."""
    report = Report()
    look_at_tools(report)
    look_at_disk(report)
    look_at_port(report, port)
    if look_at_environment(report):
        look_at_packages(report)
        look_at_kernel(report)
        look_at_bytecode(report)
    look_at_browser(report)
    if report.complete:
        print("\nEverything needed is there. Next: make lab")
        return 0
    print("\nSomething is missing: follow the arrows above, then run `make doctor` again.")
    return 1


def look_at_tools(report):
    """Look for a Python that is new enough, for make, and for uv."""
    version = sys.version.split()[0]
    if sys.version_info >= environment.MINIMUM:
        report.here("Python {} ({})".format(version, sys.executable))
    else:
        report.missing(*environment.too_old().strip().split("\n", 1))
    if shutil.which("make"):
        report.here("make")
    else:
        report.missing("make is not there.", "Debian, Ubuntu: sudo apt install make")
    if shutil.which("uv"):
        report.here("uv: `make env` takes seconds")
    else:
        report.note("uv is not there: `make env` uses pip, which takes a minute or two longer.")
        for module in environment.missing_for_venv():
            if not os.path.exists(environment.STAMP):
                report.missing(*environment.no_venv(module).strip().split("\n", 1))


def look_at_disk(report):
    """Look whether .venv fits, when it is still to be made."""
    free = shutil.disk_usage(environment.ROOT).free / 1e9
    if free >= DISK_GB or os.path.exists(environment.STAMP):
        report.here("disk: {:.1f} GB free".format(free))
    else:
        text = "Only {:.1f} GB of disk are free, and the environment needs {}.".format(
            free, DISK_GB
        )
        report.missing(text, "Free some, or move the course to another disk.")


def look_at_port(report, port):
    """Look whether JupyterLab's port is free."""
    with socket.socket() as probe:
        taken = probe.connect_ex(("127.0.0.1", port)) == 0
    if taken:
        report.note("Port {} is taken: `make lab` will use the next one that is free.".format(port))
    else:
        report.here("port {} is free".format(port))


def look_at_environment(report):
    """Look whether .venv is there and in step; False when there is nothing in it to look at."""
    if not os.path.exists(environment.VENV_PYTHON):
        report.missing("The environment .venv is not made yet.", "make env")
        return False
    if not os.path.exists(environment.STAMP):
        report.missing("The environment .venv is half made.", "make env")
        return False
    if sys.version_info >= environment.MINIMUM and not environment.up_to_date():
        report.missing(
            "The environment .venv is not in step with pyproject.toml and requirements.lock.",
            "make env",
        )
    else:
        report.here("the environment .venv")
    return True


def look_at_packages(report):
    """Look at each package of the lock: is it in .venv, in the locked version?"""
    answer = subprocess.run(
        [environment.VENV_PYTHON, "-c", LOOK, environment.LOCK],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    if answer.returncode != 0:
        last = answer.stderr.decode("utf-8", "replace").strip().split("\n")[-1]
        report.missing("The packages of .venv cannot be read: " + last, "make distclean env")
        return
    found = json.loads(answer.stdout.decode("utf-8"))
    good = 0
    for name, wanted in sorted(found["locked"].items()):
        version = found["installed"].get(name)
        if version is None:
            report.missing("{} is not installed.".format(name), "make distclean env")
        elif version != wanted:
            text = "{} is {}, and the lock names {}.".format(name, version, wanted)
            report.missing(text, "make distclean env")
        elif name in found["direct"]:
            report.here("{} {}".format(name, version))
        else:
            good += 1
    report.here("{} more packages that these need".format(good))


def look_at_kernel(report):
    """Look for the kernel that the notebooks name."""
    path = os.path.join(environment.VENV, "share", "jupyter", "kernels", "python3", "kernel.json")
    if os.path.exists(path):
        report.here("the notebooks' kernel, python3")
    else:
        report.missing("The notebooks' kernel, python3, is not there.", "make distclean env")


def look_at_bytecode(report):
    """Look whether kernels start from compiled bytecode."""
    answer = subprocess.run(
        [
            environment.VENV_PYTHON,
            "-c",
            "import importlib.util as i, os, zmq, IPython\n"
            "print([p for m in (os, zmq, IPython) for p in [m.__file__]"
            " if not os.path.exists(i.cache_from_source(p))])",
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # Looking must not itself write what it looks for.
        env=dict(os.environ, PYTHONDONTWRITEBYTECODE="1"),
    )
    if answer.stdout.decode("utf-8").strip() == "[]":
        report.here("compiled bytecode, so kernels start fast")
    else:
        report.note("Bytecode is not compiled, so kernels start slowly: make distclean env")


def look_at_browser(report):
    """Look for the browser of the browser tests; nothing else needs one from here."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    found = [name for name in names if shutil.which(name)]
    if found:
        report.here("{} for the browser tests".format(found[0]))
    else:
        report.note(
            "chromium is not there: the browser tests of `make test` are skipped. "
            "Debian: sudo apt install chromium"
        )


if __name__ == "__main__":
    # A terminal that cannot show a tick must not stop the doctor; Python 3.6 has no `reconfigure`.
    sys.stdout = io.TextIOWrapper(sys.stdout.buffer, "utf-8", "replace", line_buffering=True)
    sys.exit(main(int(sys.argv[1])))
