"""Where the sources and the files built from them live, from the root of the repository."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COURSE = ROOT / "course"
LESSONS = COURSE / "lessons"
TERMS = LESSONS / "terms.toml"
SOURCE = COURSE / "source"
RELEASE = COURSE / "release"
PICTURES = COURSE / "pictures"
EMLAB = COURSE / "emlab"
HINTS = EMLAB / "texts" / "hints.json"
RECORDING = EMLAB / "texts" / "old_faithful_run.json"
COURSE_MAP = EMLAB / "texts" / "course.json"
SOLUTIONS = ROOT / "solutions"
README = ROOT / "README.md"
