"""All sections, or one with its options: `python -m autograder.measuring.bench grading --help`."""

import argparse
import importlib
import os
import sys

from autograder.measuring import bench


def main(arguments):
    """Run the section that is named with the options behind it, else every section as it is."""
    parser = argparse.ArgumentParser(prog="bench", description=bench.__doc__.splitlines()[0])
    parser.add_argument("section", nargs="?", choices=bench.SECTIONS, help="one section alone")
    parser.add_argument("options", nargs=argparse.REMAINDER, help="of the section: try --help")
    chosen = parser.parse_args(arguments)
    for section in [chosen.section] if chosen.section else bench.SECTIONS:
        load = ", ".join(f"{number:.1f}" for number in os.getloadavg())
        print(f"== {section}; {os.cpu_count()} cores, load {load} (1, 5, 15 minutes)", flush=True)
        importlib.import_module(f"{bench.__name__}.{section}").main(chosen.options)


if __name__ == "__main__":
    main(sys.argv[1:])
