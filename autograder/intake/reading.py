"""Read what was handed in as a notebook: any version of the format, any encoding, any damage."""

import contextlib
import json
from dataclasses import dataclass, field

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_raw_cell

from autograder.messages.damage import REASONS, REMARKS

LARGE = 5 << 20  # bytes of outputs that are worth a remark
NEW_CELL = {"code": new_code_cell, "markdown": new_markdown_cell, "raw": new_raw_cell}
LEGACY = ("cp932", "cp1252")  # what Windows saves text as, in Japan and in the West


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
    raw = _parsed(_decoded(content, remarks), content)
    if not isinstance(raw, dict) or not isinstance(raw.get("cells", raw.get("worksheets")), list):
        raise Damaged(REASONS["no_notebook"])
    if _whole(raw.get("nbformat"), 4) < 4 or "worksheets" in raw:
        raw = _converted(raw, remarks)
    cells = [made for cell in raw["cells"] if (made := _cell(cell))]
    if raw["cells"] and not cells:
        raise Damaged(REASONS["no_notebook"])
    _say_what_was_left_out(content, cells, remarks)
    metadata = raw.get("metadata")
    kept = nbformat.from_dict(metadata if isinstance(metadata, dict) else {})
    return Read(new_notebook(cells=cells, metadata=kept), remarks)


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


def _parsed(text, content):
    try:
        # Half of a character pair, as `\ud800`, is a text that no file can hold.
        return json.loads(text.encode("utf-8", "replace").decode())
    except (ValueError, RecursionError):
        conflict = b"<<<<<<<" in content or "<<<<<<<" in text
        raise Damaged(REASONS["conflict" if conflict else "no_json"]) from None


def _converted(raw, remarks):
    """Convert a notebook of an older format."""
    remarks.append(REMARKS["old"].format(version=_whole(raw.get("nbformat"), 3)))
    raw.setdefault("nbformat", 3)
    raw.setdefault("nbformat_minor", 0)
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
    metadata = raw.get("metadata")
    kept = nbformat.from_dict(metadata if isinstance(metadata, dict) else {})
    cell = NEW_CELL.get(str(raw.get("cell_type")), new_markdown_cell)(
        _without_halves(source).replace("\r\n", "\n").replace("\r", "\n"), metadata=kept
    )
    if isinstance(raw.get("id"), str):
        cell.id = raw["id"]  # made sure of once it has told which cell this is
    return cell


def _without_halves(text):
    return text.encode("utf-8", "replace").decode()


def _whole(value, otherwise):
    return value if type(value) is int else otherwise


def _say_what_was_left_out(content, cells, remarks):
    size = len(content) - sum(len(cell.source) for cell in cells)
    if size > LARGE:
        remarks.append(REMARKS["large"].format(size=round(size / 2**20)))
