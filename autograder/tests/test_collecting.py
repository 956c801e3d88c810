"""Collecting from a download of Canvas or Moodle, as it is: without nbgrader, and with it."""

import os
import stat
import zipfile
from pathlib import PurePosixPath

import nbformat
import pytest

from autograder.cli import main
from autograder.intake import submissions
from autograder.intake.lms import from_canvas, from_moodle
from autograder.intake.submissions import WrongUse, collect
from autograder.tests.courses import Course
from autograder.tests.notebooks import released, solved

LESSON = "05-gmm"


def pack(path, files, marked=True):
    """A zip of {name: bytes}; not marked: with names in UTF-8 that do not say so."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name)
            if not marked:
                entry = _Unmarked(name)
            archive.writestr(entry, content)
    return path


class _Unmarked(zipfile.ZipInfo):
    def _encodeFilenameFlags(self):
        return self.filename.encode("utf-8"), self.flag_bits & ~0x800


def found_in(path, assignment=LESSON, roster=None):
    return {one.student: one for one in collect(path, assignment, roster)}


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("student001_1001_90001_05-gmm.ipynb", ("student001", "1001", "05-gmm.ipynb", False)),
        ("student001_LATE_1001_90001_05-gmm.ipynb", ("student001", "1001", "05-gmm.ipynb", True)),
        ("student001_1001_90001_05-gmm-2.ipynb", ("student001", "1001", "05-gmm.ipynb", False)),
        ("student001_1001_90001_05-gmm (1).ipynb", ("student001", "1001", "05-gmm.ipynb", False)),
        ("x/student001_1001_90001_a_b_7_8.ipynb", ("student001", "1001", "a_b_7_8.ipynb", False)),
        ("anon_k3fQ2_90001_05-gmm.ipynb", ("anon", "k3fQ2", "05-gmm.ipynb", False)),
        ("LATE_anon_k3fQ2_90001_05-gmm.ipynb", ("anon", "k3fQ2", "05-gmm.ipynb", True)),
        ("学生一_1001_90001_05-gmm.ipynb", ("学生一", "1001", "05-gmm.ipynb", False)),
        ("student001_1001_text.html", ("student001", "1001", "text.html", False)),
    ],
)
def test_a_name_from_canvas_is_read(name, read):
    upload = from_canvas(PurePosixPath(name))
    assert (upload.name, upload.number, upload.file, upload.late) == read
    assert from_moodle(PurePosixPath(name)) is None


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("Student One_2001_assignsubmission_file_/05-gmm.ipynb", "05-gmm.ipynb"),
        ("Student One_2001_assignsubmission_file/05-gmm.ipynb", "05-gmm.ipynb"),
        ("class/Student One_2001_assignsubmission_file_/a/05-gmm (2).ipynb", "05-gmm.ipynb"),
        ("Student One_2001_assignsubmission_file_05-gmm.ipynb", "05-gmm.ipynb"),
        ("Student One_2001_assignsubmission_onlinetext/onlinetext.html", "onlinetext.html"),
    ],
)
def test_a_name_from_moodle_is_read(name, read):
    upload = from_moodle(PurePosixPath(name))
    assert (upload.name, upload.number, upload.file) == ("Student One", "2001", read)
    assert not upload.late


@pytest.mark.parametrize("name", ["001.ipynb", "s_1_2.ipynb", "05-gmm.ipynb", "001/05-gmm.ipynb"])
def test_other_names_are_neither(name):
    assert from_canvas(PurePosixPath(name)) is None
    assert from_moodle(PurePosixPath(name)) is None


CANVAS = {
    "student001_1001_90001_05-gmm.ipynb": b"first try",
    "student001_1001_90012_05-gmm-1.ipynb": b"second try",
    "student001_1001_90013_04-gaussian.ipynb": b"another lesson",
    "student002_LATE_1002_90002_05-gmm.ipynb": b"late",
    "student003_1003_90003_my homework.ipynb": b"renamed",
    "student003_1003_90004_04-gaussian.ipynb": b"another lesson of 003",
    "student004_1004_90005_answer.docx": b"no notebook",
    "student005_1005_text.html": b"typed into a box",
    "student006_1006_90006_04-gaussian.ipynb": b"the wrong one",
}


@pytest.mark.parametrize("unpacked", [False, True])
def test_a_download_from_canvas_is_collected(tmp_path, unpacked):
    path = pack(tmp_path / "submissions.zip", CANVAS)
    if unpacked:
        zipfile.ZipFile(path).extractall(tmp_path / "folder")
        path = tmp_path / "folder"
    found = found_in(path)
    assert list(found) == [f"student00{n}" for n in range(1, 7)]
    assert found["student001"].content == b"second try"
    assert "2 notebooks" in " ".join(found["student001"].remarks)
    assert found["student002"].content == b"late"
    assert found["student002"].remarks == ["Canvas says that it came late."]
    assert found["student003"].content == b"renamed"
    assert "my homework.ipynb" in " ".join(found["student003"].remarks)
    for student in ("student004", "student005", "student006"):
        assert "no notebook" in found[student].problem
    assert "04-gaussian.ipynb" in found["student006"].problem
    other = found_in(path, "04-gaussian")
    assert other["student001"].content == b"another lesson"
    assert other["student003"].content == b"another lesson of 003"


MOODLE = {
    "Student One_2001_assignsubmission_file_/05-gmm.ipynb": b"one",
    "Student One_2001_assignsubmission_file_/04-gaussian.ipynb": b"another lesson",
    "Student Two_2002_assignsubmission_file_/05-gmm/05-gmm.ipynb": b"two, in a folder",
    "Student Two_2002_assignsubmission_onlinetext_/onlinetext.html": b"Dear grader",
    "Student Three_2003_assignsubmission_file_05-gmm.ipynb": b"three, without folders",
    "Student Four_2004_assignsubmission_onlinetext_/onlinetext.html": b"all I have",
}


def test_a_download_from_moodle_is_collected(tmp_path):
    found = found_in(pack(tmp_path / "submissions.zip", MOODLE))
    contents = {name: one.content for name, one in found.items()}
    assert contents == {
        "Student One": b"one",
        "Student Two": b"two, in a folder",
        "Student Three": b"three, without folders",
        "Student Four": b"",
    }
    assert "no notebook" in found["Student Four"].problem
    assert all(one.remarks == [] for one in found.values())


def test_notebooks_named_by_student_are_taken_as_browsers_and_students_name_them(tmp_path):
    files = {
        "student-1 (2).ipynb": b"one",
        "student-2.ipynb.txt": b"two",
        "Stüdent, 3.ipynb": b"three",
        "05-gmm.ipynb": b"whose is it?",
        "student-4/homework.ipynb": b"four",
        "student-5/homework (1).ipynb": b"five",
        "student-6/04-gaussian.ipynb": b"another lesson",
    }
    found = found_in(pack(tmp_path / "c.zip", files))
    contents = {name: one.content for name, one in found.items()}
    assert contents == {
        "student-1": b"one",
        "student-2": b"two",
        "Stüdent, 3": b"three",
        "05-gmm.ipynb": b"",
        "student-4": b"four",
        "student-5": b"five",
    }
    assert "whose" in found["05-gmm.ipynb"].problem


def test_another_try_beside_the_notebook_is_told(tmp_path):
    files = {"s1/05-gmm/05-gmm.ipynb": b"one", "s1/05-gmm/05-gmm (1).ipynb": b"again"}
    found = found_in(pack(tmp_path / "c.zip", files))["s1"]
    assert found.content == b"one"
    assert "05-gmm (1).ipynb" in found.remarks[0]


def test_students_of_one_name_stay_two(tmp_path):
    files = {
        "lee_1001_90001_05-gmm.ipynb": b"one",
        "lee_1002_90002_05-gmm.ipynb": b"two",
        "anon_k3fQ2_90003_05-gmm.ipynb": b"three",
    }
    found = found_in(pack(tmp_path / "c.zip", files))
    assert {name: one.content for name, one in found.items()} == {
        "lee_1001": b"one",
        "lee_1002": b"two",
        "anon_k3fQ2": b"three",
    }
    assert "More than one student is called lee" in found["lee_1001"].remarks[0]
    assert found["anon_k3fQ2"].remarks == []


def test_a_roster_gives_students_the_ids_that_they_have_here(tmp_path):
    roster = tmp_path / "roster.csv"
    roster.write_text("student_id,lms\ns1,1001\ns2,1002\ns3,Student-Three\n", encoding="utf-8-sig")
    files = {
        "lee_1001_90001_05-gmm.ipynb": b"one",
        "lee_1002_90002_05-gmm.ipynb": b"two",
        "STUDENT THREE_7_assignsubmission_file_/05-gmm.ipynb": b"three",
        "guest_1004_90004_05-gmm.ipynb": b"four",
    }
    found = found_in(pack(tmp_path / "c.zip", files), roster=roster)
    assert {name: one.content for name, one in found.items()} == {
        "s1": b"one",
        "s2": b"two",
        "s3": b"three",
        "guest": b"four",
    }
    assert "not in the roster" in found["guest"].remarks[0]
    assert found["s1"].remarks == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name,id\na,b\n", "columns lms and student_id"),
        ("lms,student_id\nlee,\n", "line 2"),
        ("lms,student_id\nlee,../up\n", "'../up'"),
        ("lms,student_id\nlee,a\nLee,b\n", "stands there already"),
        ("LMS; student_id\nlee;a\nkim;a\n", "one student_id, a, for two people"),
        ("lms,student_id\nJos\udce9,a\n", "CSV UTF-8"),
        (None, "cannot be read"),
    ],
)
def test_a_roster_that_cannot_be_used_is_refused_by_line(tmp_path, text, said, capsys):
    if text is not None:
        (tmp_path / "roster.csv").write_text(text, encoding="utf-8", errors="surrogateescape")
    two = ("lee_1001_90001_05-gmm.ipynb", "kim_1002_90002_05-gmm.ipynb")
    path = pack(tmp_path / "c.zip", dict.fromkeys(two, b"{}"))
    command = ["grade", str(path), "--assignment", LESSON, "--roster", str(tmp_path / "roster.csv")]
    assert main(command) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("marked", [True, False])
def test_names_in_any_script_arrive_whole(tmp_path, marked):
    files = {"Ünal Çelik 学生_2001_assignsubmission_file_/05-gmm.ipynb": b"one"}
    assert set(found_in(pack(tmp_path / "m.zip", files, marked))) == {"Ünal Çelik 学生"}


def test_what_a_zip_must_not_do_it_does_not_do(tmp_path, monkeypatch):
    link = zipfile.ZipInfo("student001_1001_90001_05-gmm.ipynb")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "c.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(link, "/etc/passwd")
        archive.writestr("../../../up_1002_90002_05-gmm.ipynb", b"up")
        archive.writestr("..\\up_1003_90003_05-gmm.ipynb", b"up")
        archive.writestr("student004_1004_90004_05-gmm.ipynb", bytes(3000))
        archive.writestr("student005_1005_90005_05-gmm.ipynb", bytes(3000))
    monkeypatch.setattr(submissions, "MOST_BYTES", 4000)
    found = found_in(tmp_path / "c.zip")
    assert set(found) == {"student001", "student004", "student005"}
    assert "is a link" in found["student001"].problem
    assert found["student004"].content == bytes(3000)
    assert "was not read" in found["student005"].problem
    assert [file.name for file in tmp_path.iterdir()] == ["c.zip"]


def test_a_link_in_a_folder_is_not_followed(tmp_path):
    (tmp_path / "secret").write_bytes(b"secret")
    (tmp_path / "class").mkdir()
    (tmp_path / "class" / "student001_1001_90001_05-gmm.ipynb").symlink_to(tmp_path / "secret")
    assert "is a link" in found_in(tmp_path / "class")["student001"].problem


def test_a_damaged_zip_loses_only_what_is_damaged(tmp_path):
    path = pack(
        tmp_path / "c.zip",
        {"a_1_90001_05-gmm.ipynb": b"whole", "b_2_90002_05-gmm.ipynb": bytes(range(256)) * 40},
    )
    content = bytearray(path.read_bytes())
    at = content.index(b"b_2_90002_05-gmm.ipynb") + len("b_2_90002_05-gmm.ipynb")
    content[at + 5 : at + 60] = b"\xff" * 55
    path.write_bytes(content)
    found = found_in(path)
    assert found["a"].content == b"whole"
    assert "cannot be read" in found["b"].problem


def test_a_zip_of_the_class_in_a_zip_is_named(tmp_path):
    inner = pack(tmp_path / "class.zip", CANVAS).read_bytes()
    with pytest.raises(WrongUse, match=r"another zip, class\.zip"):
        collect(pack(tmp_path / "outer.zip", {"class.zip": inner}), LESSON)


def test_no_zip_and_an_empty_one_are_refused(tmp_path):
    for files in ({}, {"readme.txt": b"hello"}):
        with pytest.raises(WrongUse, match="Canvas or Moodle"):
            collect(pack(tmp_path / "c.zip", files), LESSON)


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course into which downloads were collected, twice, and what nbgrader said at last."""
    course = Course(tmp_path_factory.mktemp("course"), LESSON)
    solution, untouched = (nbformat.writes(n(LESSON)).encode() for n in (solved, released))
    archive = course.folder / "downloaded" / LESSON / "archive"
    archive.mkdir(parents=True)
    first = {"student001_1001_90001_05-gmm.ipynb": untouched}
    canvas = {
        **first,
        "student001_1001_90012_05-gmm-1.ipynb": solution,
        "student002_LATE_1002_90002_05-gmm.ipynb": untouched,
        "student004_1004_90005_answer.docx": b"no notebook",
    }
    moodle = {"Student Three_2003_assignsubmission_file_/05-gmm.ipynb": solution}
    os.utime(pack(archive / "canvas.zip", first), (0, 0))
    pack(archive / "moodle.zip", moodle)
    (course.folder / "roster.csv").write_text("lms,student_id\n1001,s001\nStudent Three,s003\n")
    course.nbgrader("zip_collect", LESSON)
    pack(archive / "canvas (1).zip", canvas)
    course.said = course.nbgrader("zip_collect", LESSON, "--force")
    return course


@pytest.mark.slow
def test_nbgrader_collects_the_downloads_as_they_are(course):
    handed_in = (course.folder / "submitted").glob("*/*/*")
    assert sorted(str(file.relative_to(course.folder)) for file in handed_in) == [
        f"submitted/{student}/{LESSON}/{LESSON}.ipynb" for student in ("s001", "s003", "student002")
    ]
    assert "student002: Canvas says that it came late." in course.said
    assert "student002: student002 (number 1002) is not in the roster" in course.said
    assert "student004: nothing to grade: there is no notebook" in course.said


@pytest.mark.slow
def test_what_was_collected_is_graded(course):
    course.autograde()
    full = course.scores("s003")
    assert sum(full.values()) == 44
    assert course.scores("s001") == full
    assert set(course.scores("student002").values()) == {0}
