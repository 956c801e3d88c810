"""`make demo`: a made class, from nothing to the report; here a small one."""

import csv
import re
from pathlib import Path
from urllib.parse import unquote, urlparse

import pytest

from autograder.demo import __main__ as demo


@pytest.mark.slow
def test_a_made_class_is_graded_and_reported_from_nothing(tmp_path, capsys):
    assert demo.main(["--students", "6", "--folder", str(tmp_path / "demo")]) == 0
    said = capsys.readouterr().out
    address = re.search(r"Open (file://\S+)", said)[1]
    page = Path(unquote(urlparse(address).path)).read_text(encoding="utf-8")
    for number in range(1, 7):
        assert f"student-{number:03}" in page
    with open(tmp_path / "demo" / "canvas.csv", newline="", encoding="utf-8") as stream:
        heading, possible, *rows = csv.reader(stream)
    assert heading[-1] == demo.LESSON
    assert float(possible[-1]) == 44
    assert len(rows) == 6
    assert any(float(row[-1] or 0) > 0 for row in rows)


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(SystemExit, match="give another --folder"):
        demo.main(["--students", "1", "--folder", str(tmp_path)])
    assert (tmp_path / "mine.txt").read_text() == "mine"
