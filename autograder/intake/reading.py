"""Read what was handed in as a notebook: any version of the format, any encoding, any damage."""

import contextlib
import gzip
import io
import json
import re
import zipfile
from dataclasses import dataclass, field

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_raw_cell

from autograder.intake.submissions import LARGEST_NOTEBOOK, UNREADABLE
from autograder.messages.damage import REASONS, REMARKS

LARGE = 5 << 20  # bytes of outputs that are worth a remark
MADE = {"code": new_code_cell, "markdown": new_markdown_cell, "raw": new_raw_cell}
MOST_CELLS = 50_000  # that are looked at
LEGACY = ("cp932", "cp1252")  # what Windows saves text as, in Japan and in the West
PACKED = {b"PK\x03\x04": "zip", b"\x1f\x8b": "gzip"}  # how such files begin
LOOKED_AT = 1000  # things in a file that may hold the notebook
EDGES = "\ufeff\0 \t\r\n"
CELLS, BETWEEN = re.compile(r'"cells"\s*:\s*\['), re.compile(r"[\s,\0]*")
PYTHON = re.compile(r"^(?:import|from|def|class)\s", re.MULTILINE)
LONGEST_NUMBER = 300  # digits
MOST_THINGS = 4_000_000  # lists and dicts in a file: each takes far more memory than its two bytes


class Damaged(ValueError):
    """The submission cannot be read as a notebook; the message says why."""


@dataclass
class Read:
    """A notebook in today's format, without outputs.

    Attributes
    ----------
    notebook : NotebookNode
    remarks : list of str
        What had to be set right, in sentences.
    """

    notebook: nbformat.NotebookNode
    remarks: list = field(default_factory=list)


def read(content):
    """Read a submission.

    Parameters
    ----------
    content : bytes
        The file, as it was handed in.

    Raises
    ------
    Damaged
        If it is no notebook.
    """
    remarks = []
    content = _unpacked(content, remarks)
    if content.count(b"[") + content.count(b"{") > MOST_THINGS:
        raise Damaged(REASONS["things"].format(number=MOST_THINGS))
    raw = _notebook_in(_parsed(_decoded(content, remarks), content, remarks))
    if "cells" not in raw:
        raw = _converted(raw, remarks)
    found = _flat(raw["cells"])[:MOST_CELLS]
    cells = [made for cell in found if (made := _cell(cell))]
    if found and not cells:
        raise Damaged(REASONS["no_notebook"])
    _say_what_was_left_out(content, cells, remarks)
    # Not handed to `new_notebook`, which refuses what is mended later: ids, the kernel's name.
    notebook, metadata = new_notebook(), raw.get("metadata")
    notebook.cells = cells
    notebook.metadata = nbformat.from_dict(metadata if isinstance(metadata, dict) else {})
    return Read(notebook, remarks)


def _unpacked(content, remarks):
    """Return the one notebook in a packed file, no further than a notebook can be large."""
    kind = next((kind for mark, kind in PACKED.items() if content.startswith(mark)), "")
    if not kind:
        return content
    try:
        if kind == "gzip":
            inside = gzip.GzipFile(fileobj=io.BytesIO(content)).read(LARGEST_NOTEBOOK + 1)
        else:
            inside = _in_archive(zipfile.ZipFile(io.BytesIO(content)))
    except (*UNREADABLE, ValueError):
        raise Damaged(REASONS["archive"]) from None
    if len(inside) > LARGEST_NOTEBOOK:
        raise Damaged(REASONS["archive"])
    remarks.append(REMARKS["packed"].format(kind=kind))
    return inside


def _in_archive(archive):
    hidden = (".", "__MACOSX")  # what macOS and Jupyter lay beside
    (entry,) = [
        entry
        for entry in archive.infolist()
        if entry.filename.lower().endswith(".ipynb")
        and not any(part.startswith(hidden) for part in entry.filename.split("/"))
    ]
    with archive.open(entry) as stream:
        return stream.read(LARGEST_NOTEBOOK + 1)


def _decoded(content, remarks):
    if not content.strip():
        raise Damaged(REASONS["empty"])
    encoding = json.detect_encoding(content)
    for attempt in (encoding, *LEGACY):
        with contextlib.suppress(UnicodeDecodeError):
            text = content.decode(attempt)
            if attempt == "utf-8-sig":
                remarks.append(REMARKS["mark"])
            elif attempt != "utf-8":
                remarks.append(REMARKS["encoding"].format(encoding=attempt))
            return text
    raise Damaged(REASONS["no_text"])


def _number(digits):
    """Read a whole number: one that is too long for Python is no number of a notebook's."""
    return int(digits) if len(digits) <= LONGEST_NUMBER else 0


# Line ends and control characters in texts, which JSON forbids, harm nobody here.
DECODER = json.JSONDecoder(strict=False, parse_int=_number)


def _parsed(text, content, remarks):
    # Half of a character pair, as `\ud800`, is a text that no file can hold.
    text = text.encode("utf-8", "replace").decode().strip(EDGES)
    if not text:
        raise Damaged(REASONS["empty"])
    try:
        value, end = DECODER.raw_decode(text)
    except (ValueError, RecursionError):
        return _salvaged(text, content, remarks)
    if end < len(text):
        if isinstance(value, int | float):  # a text that begins with a number
            return _salvaged(text, content, remarks)
        remarks.append(REMARKS["more"])
    return value


def _salvaged(text, content, remarks):
    """Return the cells that can be read, one after the other, of a file that is cut or damaged."""
    if b"<<<<<<<" in content or "<<<<<<<" in text:
        raise Damaged(REASONS["conflict"])
    cells, begin = [], CELLS.search(text)
    if text.startswith("{") and begin:
        with contextlib.suppress(ValueError, RecursionError):
            at = begin.end()
            while len(cells) < MOST_CELLS:
                cell, at = DECODER.raw_decode(text, BETWEEN.match(text, at).end())
                cells.append(cell)
    if not cells:
        page, program = text.startswith("<"), PYTHON.search(text)
        raise Damaged(REASONS["web_page" if page else "program" if program else "no_json"])
    remarks.append(REMARKS["salvaged"].format(number=len(cells)))
    return {"cells": cells}


def _notebook_in(value):
    """Return the notebook in what was read: some ways of saving wrap it in other things."""
    queue = [value] if isinstance(value, dict | list) else []
    for thing in queue:  # which grows meanwhile
        if isinstance(thing, dict):
            if isinstance(thing.get("cells", thing.get("worksheets")), list):
                return thing
            thing = thing.values()
        inside = [part for part in thing if isinstance(part, dict | list)]
        queue += inside[: max(0, LOOKED_AT - len(queue))]
    raise Damaged(REASONS["no_notebook"])


def _flat(cells):
    """Take cells out of lists among them."""
    parts = (part if isinstance(part, list) else [part] for part in cells)
    return [cell for part in parts for cell in part]


def _converted(raw, remarks):
    """Convert a notebook of an older format."""
    remarks.append(REMARKS["old"].format(version=_whole(raw.get("nbformat"), 3)))
    version = _whole(raw.get("nbformat"), 3)
    raw = {**raw, "nbformat": version if version in (1, 2) else 3, "nbformat_minor": 0}
    try:
        return nbformat.convert(nbformat.from_dict(raw), 4)
    except Exception:  # nbformat raises whatever its converters stumble over
        raise Damaged(REASONS["no_notebook"]) from None


def _cell(raw):
    """Make a cell of what stands in the file, None of what is none."""
    if not isinstance(raw, dict):
        return None
    source = raw.get("source", raw.get("input", ""))
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    if not isinstance(source, str):
        source = ""
    kind = str(raw.get("cell_type"))
    kind = kind if kind in MADE else "markdown"
    cell = nbformat.from_dict({"cell_type": kind, "id": "", "source": _plain(source)})
    if kind == "code":
        cell.update(outputs=[], execution_count=None)
    cell.metadata = _metadata(raw.get("metadata"), kind)
    if isinstance(raw.get("id"), str):
        cell.id = raw["id"]  # made sure of once it has told which cell this is
    return cell


def _metadata(given, kind):
    """What a file says of a cell; of what nbformat refuses, tags that are no list say, no more."""
    metadata = given if isinstance(given, dict) else {}
    try:
        if metadata.keys() - {"nbgrader"}:
            MADE[kind]("", metadata=nbformat.from_dict(metadata))
    except nbformat.ValidationError:
        metadata = {name: metadata[name] for name in metadata.keys() & {"nbgrader"}}
    return nbformat.from_dict(metadata)


def _plain(text):
    """Take out what neither Python nor a file can hold, and end lines in one way."""
    text = text.encode("utf-8", "replace").decode()
    for odd, plain in (("\0", ""), ("\ufeff", ""), ("\r\n", "\n"), ("\r", "\n")):
        text = text.replace(odd, plain)
    return text


def _whole(value, otherwise):
    return value if type(value) is int else otherwise


def _say_what_was_left_out(content, cells, remarks):
    size = len(content) - sum(len(cell.source) for cell in cells)
    if size > LARGE:
        remarks.append(REMARKS["large"].format(size=round(size / 2**20)))
