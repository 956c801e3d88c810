"""One page with every picture of the course, taken from the executed solution notebooks."""

import ast
import base64
import re
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path
from string import Template

import nbformat

from autograder.authoring import measured, paths
from autograder.authoring.build import all_lessons
from autograder.authoring.notebooks import UNRECORDED
from autograder.authoring.table import repository

PAGE = Path(__file__).with_name("gallery.html")
GALLERY = paths.ROOT / "build" / "gallery" / "index.html"
IMAGE, ATTRIBUTE = re.compile(r"<img\b[^>]*>"), re.compile(r'\b(\w+)="([^"]*)"')


@dataclass(frozen=True)
class Shown:
    """A picture: its call, text alternative, width on the page and PNG; whether it shows times."""

    section: str
    call: str
    measured: bool
    alt: str
    width: int
    png: bytes

    @property
    def moves(self):
        """Whether this is the first frame of an explorer."""
        return self.call.startswith("explore_")


KINDS = (
    ("Explorer: this is its first frame.", lambda picture: picture.moves),
    ("Measured on the machine that made this page.", lambda picture: picture.measured),
)


def main():
    """Write the gallery and say where it is."""
    GALLERY.parent.mkdir(parents=True, exist_ok=True)
    GALLERY.write_text(page(all_lessons()), encoding="utf-8")
    print(f"Every picture of the course: {GALLERY.as_uri()}")
    return 0


def page(lessons):
    """The gallery as one HTML page that needs no other file."""
    shown = {lesson: pictures_of(lesson.name) for lesson in lessons}
    return Template(PAGE.read_text(encoding="utf-8")).substitute(
        count=sum(map(len, shown.values())),
        moving=sum(picture.moves for pictures in shown.values() for picture in pictures),
        contents="\n".join(map(_entry, shown, shown.values())),
        lessons="\n".join(map(_lesson, shown, shown.values())),
    )


def pictures_of(name):
    """The pictures in the solution notebook of a lesson, in order.

    Raises
    ------
    ValueError
        If a cell shows more or fewer pictures than it calls.
    """
    notebook = nbformat.read(paths.SOLUTIONS / f"{name}.ipynb", as_version=4)
    section, found, before = "", [], []
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            section = _last_heading(cell.source) or section
            continue
        unrecorded = UNRECORDED in cell.metadata.get("tags", [])
        calls, images = calls_in(cell.source), _images_of(cell, before if unrecorded else None)
        if len(calls) != len(images):
            raise ValueError(
                f"solutions/{name}.ipynb: cell {cell.id} calls for {len(calls)} pictures "
                f"and shows {len(images)}"
            )
        found += [
            Shown(section, call, unrecorded, *image)
            for call, image in zip(calls, images, strict=True)
        ]
        before.append(cell.source)
    return found


def _images_of(cell, before):
    """What a cell shows: in the notebook; or, with the sources before it, when it is run here."""
    if before is None:
        shown = [(output.get("data", {}), output.get("metadata", {})) for output in cell.outputs]
    else:
        shown = measured.outputs_of(cell.source, before)
    return [image for data, metadata in shown for image in _images(data, metadata)]


def calls_in(source):
    """The calls of `figures` and of explorers in a cell, in the order in which they are written."""
    nodes = [
        node
        for node in ast.walk(ast.parse(re.sub(r"(?m)^[%!].*", "", source)))
        if isinstance(node, ast.Call) and re.match(r"figures\.|explore_", ast.unparse(node.func))
    ]
    nodes.sort(key=lambda node: (node.lineno, node.col_offset))
    return [ast.get_source_segment(source, node) for node in nodes]


def _last_heading(text):
    headings = re.findall(r"(?m)^## (.+)$", text)
    return headings[-1] if headings else None


def _images(data, metadata):
    """Text alternative, width and PNG of what an output shows: a figure, or an explorer's still."""
    if "image/png" in data:
        size = metadata["image/png"]
        yield size["alt"], size["width"], base64.b64decode(data["image/png"])
    for tag in IMAGE.findall(data.get("text/html", "")):
        named = dict(ATTRIBUTE.findall(tag))
        png = base64.b64decode(named["src"].removeprefix("data:image/png;base64,"))
        yield unescape(named["alt"]), int(named["width"]), png


def _entry(lesson, pictures):
    return (
        f'<li><a href="#{lesson.name}">{escape(lesson.title)}</a> <span>{len(pictures)}</span></li>'
    )


def _lesson(lesson, pictures):
    file = f"course/release/{lesson.name}/{lesson.name}.ipynb"
    address = f"https://github.com/{repository()}/blob/main/{file}"
    figures = "\n".join(
        _figure(picture, f"{lesson.name}-{n}") for n, picture in enumerate(pictures, 1)
    )
    return (
        f'<section id="{lesson.name}">\n<h2>{escape(lesson.title)}</h2>\n'
        f'<p><a href="{address}">Open the lesson</a></p>\n{figures}\n</section>'
    )


def _figure(picture, name):
    source = base64.b64encode(picture.png).decode()
    alt = escape(picture.alt, quote=True)
    kinds = [words for words, fits in KINDS if fits(picture)]
    kind = "".join(f"<p class='kind'>{words}</p>" for words in kinds)
    return (
        f'<figure id="{name}">\n'
        f'<img width="{picture.width}" alt="{alt}" src="data:image/png;base64,{source}">\n'
        f"<figcaption><h3>{_inline(picture.section)}</h3>{kind}"
        f"<p>{_inline(picture.alt)}</p><pre>{escape(picture.call)}</pre></figcaption>\n</figure>"
    )


def _inline(text):
    """A sentence as HTML, with what stands between backticks set as code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text))
