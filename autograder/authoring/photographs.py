"""Renew the photographs of explorers with which browser tests compare what is drawn."""

import os
import subprocess
import sys

from autograder.authoring import paths

TESTS = paths.ROOT / "autograder" / "tests" / "test_explorers_in_the_browser.py"
RENEW = "RENEW_PHOTOGRAPHS"


def main():
    """Drive every explorer in a browser, and keep what is drawn; the exit status of pytest."""
    environment = {**os.environ, RENEW: "1"}
    command = [sys.executable, "-m", "pytest", "-q", str(TESTS)]
    return subprocess.run(command, cwd=paths.ROOT, env=environment, check=False).returncode
