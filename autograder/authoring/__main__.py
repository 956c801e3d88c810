"""``python -m autograder.authoring build``, ``check``, ``gallery`` or ``photographs``."""

import sys

from autograder.authoring import build, check, gallery, photographs

COMMANDS = {
    "build": build.main,
    "check": check.main,
    "gallery": gallery.main,
    "photographs": photographs.main,
}

if __name__ == "__main__":
    if sys.argv[1:] not in [[name] for name in COMMANDS]:
        sys.exit(f"usage: python -m autograder.authoring {' | '.join(COMMANDS)}")
    sys.exit(COMMANDS[sys.argv[1]]())
