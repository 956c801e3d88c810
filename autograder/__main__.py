"""`autograder`, and `python -m autograder`: the command line, and what a Ctrl-C does to it."""

import signal
import sys

STOPPED = "autograder: stopped. What is graded is kept: the same command goes on from here."


def main():
    """Run the command line and return its exit status; a Ctrl-C ends it in one line, with 130."""
    try:
        from autograder import cli  # takes a second, and may be stopped as well

        return cli.main()
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # once is enough
        print(STOPPED, file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
