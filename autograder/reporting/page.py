"""Write the report: one page for the class, one for each student, each complete in itself.

Names, reasons and messages come from students. They reach the page as text: Jinja2 escapes all of
them, and the page's own policy lets no script run but the one that sorts tables, known by its hash.
"""

import base64
import datetime
import hashlib
import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import jinja2
from markupsafe import Markup

from autograder.authoring import paths
from autograder.judging.verdict import CORRECT, MANUAL, NOT_ATTEMPTED, OUTCOMES, WRONG
from autograder.messages import report as text
from autograder.reporting import similar, statistics
from autograder.reporting.words import duration, inline, points, prose

MARK = "gmm-em-course class report"
HERE = Path(__file__).parent / "templates"
SIGNS = {CORRECT: "✓", WRONG: "✗", NOT_ATTEMPTED: "–", MANUAL: "✎"}
STOPPED = "!"
SAFE = re.compile(r"[^A-Za-z0-9_-]+")


class NotOurs(ValueError):
    """The folder for the report holds something else; the message says what to do."""


@dataclass(frozen=True)
class Row:
    """A student in the report, and the file of that student's page."""

    student: object
    file: str


def write_report(folder, results, released=None):
    """Write the report.

    Parameters
    ----------
    folder : path-like
        It is made where it is missing. One that holds an earlier report is written anew.
    results : Results
    released : sequence of str, optional
        The code cells of the released notebook; without them submissions are not compared.

    Returns
    -------
    Path
        The page of the class.

    Raises
    ------
    NotOurs
        If the folder holds anything that is no report.
    """
    folder = Path(folder)
    require_ours(folder)
    pages = folder / "students"
    shutil.rmtree(pages, ignore_errors=True)
    pages.mkdir(parents=True)
    rows = {s.name: Row(s, f"students/{name}") for s, name in _files(results.students)}
    shared = _shared(results)
    made = _environment()
    for row in rows.values():
        page = made.get_template("student.html").render(student=row.student, **shared)
        _write(folder / row.file, page)
    _write(folder / "index.html", _class_page(made, results, rows, released, shared))
    return folder / "index.html"


def _write(file, page):
    # A file name that is no text in any encoding comes with halves of characters.
    file.write_text(page, encoding="utf-8", errors="replace")


def require_ours(folder):
    """Raise `NotOurs` if this folder holds anything that is no report."""
    folder = Path(folder)
    if not folder.exists():
        return
    if not folder.is_dir():
        raise NotOurs(f"{folder} is a file: the report needs a folder")
    index = folder / "index.html"
    if any(folder.iterdir()) and not (index.is_file() and MARK in index.read_text("utf-8")[:2000]):
        raise NotOurs(
            f"{folder} holds something that is no report: choose a new or an empty folder"
        )


def _class_page(made, results, rows, released, shared):
    facts, hits = statistics.question_facts(results), statistics.hits(results)
    late = [student for student in results.students if student.seconds_late]
    return made.get_template("report.html").render(
        rows=rows,
        facts=facts,
        seen=[outcome for outcome in OUTCOMES if any(outcome in f.outcomes for f in facts)],
        hits=hits,
        reteach=statistics.to_reteach(facts, hits),
        talk=statistics.to_talk_to(results),
        damaged=[student for student in results.students if student.reason],
        late=late,
        waiting=sum(any(a.waiting for a in s.answers) for s in results.students),
        jails=sorted({s.sandbox for s in results.students if s.sandbox}),
        spread=statistics.spread(results),
        histogram=_histogram(results),
        pairs=None if released is None else similar.similar_pairs(results.graded, released),
        most=max((student.max_score for student in results.students), default=0),
        limits=similar,
        rule=statistics,
        **shared,
    )


def _shared(results):
    title = {lesson["name"]: lesson["title"] for lesson in json.loads(_course_map())}
    return {
        "results": results,
        "lesson": title.get(results.assignment, results.assignment),
        "made": datetime.datetime.now().astimezone().strftime("%d %B %Y, %H:%M"),
    }


def _course_map():
    return paths.COURSE_MAP.read_text(encoding="utf-8")


def _histogram(results):
    """Where the bars of the histogram are, in a box of 420 by 190."""
    bars = statistics.distribution(results)
    top = max((bar.count for bar in bars), default=1)
    width = 400 / max(len(bars), 1)
    drawn = [
        {
            "bar": bar,
            "x": round(10 + number * width, 2),
            "width": round(width - 3, 2),
            "height": round(130 * bar.count / top, 2),
        }
        for number, bar in enumerate(bars)
    ]
    told = "; ".join(
        text.PAGE["histogram_bar"].format(
            low=points(bar.low), high=points(bar.high), count=bar.count
        )
        for bar in bars
    )
    return {"bars": drawn, "alt": text.PAGE["histogram"].format(bars=told)}


def _files(students):
    """(student, name of the page's file): safe on every system, and each student's own."""
    taken = set()
    for student in students:
        name = SAFE.sub("-", student.name)[:60] or "student"
        if name != student.name or name.lower() in taken:
            name += f"-{hashlib.sha256(student.name.encode('utf-8', 'replace')).hexdigest()[:8]}"
        taken.add(name.lower())
        yield student, f"{name}.html"


def _environment():
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = (HERE / "report.css").read_text(encoding="utf-8")
    script = (HERE / "sort.js").read_text(encoding="utf-8")
    made.globals |= {
        "say": text.PAGE,
        "outcomes": text.OUTCOMES,
        "synthetic": text.SYNTHETIC,
        "mark": MARK,
        "style": Markup(style),
        "script": Markup(script),
        "policy": _policy(style, script),
    }
    made.filters |= {
        "points": points,
        "duration": duration,
        "inline": inline,
        "prose": prose,
        "sign": lambda outcome: SIGNS.get(outcome, STOPPED),
        "kind": lambda outcome: outcome.replace(" ", "-"),
    }
    return made


def _policy(style, script):
    """What a browser may load and run in the page: this style, this script, nothing else."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(content):
    digest = hashlib.sha256(content.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
