"""Outputs of cells, as a notebook keeps them, made sure of.

They come from a process that may send anything; what leaves here, nbformat accepts, and nbconvert
can make a page of: one odd output would cost the student the feedback.
"""

import re

LONGEST_NAME = 200
MOST_OUTPUTS = 2000
WIDGET = "application/vnd.jupyter.widget-view+json"
COLOUR = re.compile(r"\x1b\[([\d;]*)m")  # as terminals have it
EXTENDED = {2: 3, 5: 1}  # how many numbers follow, by the kind of a colour that 38 or 48 announces


def clean(outputs, most):
    """Return the outputs in what was sent that have the form of outputs.

    Parameters
    ----------
    outputs : object
        What the process sent.
    most : int
        Characters that all of them together may have.
    """
    if type(outputs) is not list:
        return []
    kept = []
    for output in outputs[:MOST_OUTPUTS]:
        made = _MADE.get(output.get("output_type"), _nothing)(output) if _plain(output) else None
        if made:
            most -= size(made)
            if most < 0:
                break
            kept.append(made)
    return kept


def _plain(output):
    return type(output) is dict and type(output.get("output_type")) is str


def _nothing(output):
    return None


def _stream(output):
    name = "stderr" if output.get("name") == "stderr" else "stdout"
    return {"output_type": "stream", "name": name, "text": _text(output.get("text"))}


def _error(output):
    lines = output.get("traceback")
    return {
        "output_type": "error",
        "ename": _text(output.get("ename"))[:LONGEST_NAME],
        "evalue": _text(output.get("evalue")),
        "traceback": [_text(line) for line in lines] if type(lines) is list else [],
    }


def _display(output):
    metadata, data = output.get("metadata"), _data(output)
    kept = metadata if type(metadata) is dict and _is_json(metadata) else {}
    # What is said of a form is a dict; `filenames` is nbconvert's own, of what it has written.
    kept = {
        name: _measured(said)
        for name, said in _measured(kept).items()
        if name != "filenames" and (name not in data or type(said) is dict)
    }
    return {"output_type": "display_data", "data": data, "metadata": kept}


def _measured(said):
    """Leave out sizes that are no numbers: nbconvert writes them without quotation marks."""
    if type(said) is not dict:
        return said
    return {
        name: value
        for name, value in said.items()
        if name not in ("width", "height") or type(value) in (int, float)
    }


def _result(output):
    count = output.get("execution_count")
    count = count if type(count) is int and 0 <= count < 1 << 31 else None
    made = {**_display(output), "output_type": "execute_result"}
    return {**made, "execution_count": count}


def _data(output):
    """Keep each form of what is shown: texts, and for JSON forms plain data."""
    data = output.get("data")
    if type(data) is not dict:
        return {}
    kept = {
        name[:LONGEST_NAME]: _text(value) if type(value) is str else value
        for name, value in data.items()
        if type(name) is str and (type(value) is str or ("json" in name and _is_json(value)))
    }
    view = kept.get(WIDGET, {})
    if type(view) is not dict or type(view.get("model_id")) is not str:
        kept.pop(WIDGET, None)
    return kept


def _is_json(value):
    if type(value) is dict:
        return all(type(key) is str and _is_json(part) for key, part in value.items())
    if type(value) is list:
        return all(map(_is_json, value))
    return value is None or type(value) in (str, int, float, bool)


def _text(value):
    return COLOUR.sub(_complete, value) if type(value) is str else ""


def _complete(match):
    """Return a change of colour; nothing where what it announces does not follow."""
    numbers = [int(number[:9] or 0) for number in match[1].split(";")]
    while numbers:
        if numbers.pop(0) in (38, 48):
            wanted = EXTENDED.get(numbers.pop(0) if numbers else None, len(numbers) + 1)
            if wanted > len(numbers):
                return ""
            del numbers[:wanted]
    return match[0]


def size(value):
    """Return how many characters plain data takes, about."""
    if type(value) is dict:
        return sum(len(key) + size(part) for key, part in value.items())
    if type(value) is list:
        return sum(map(size, value)) + len(value)
    return len(value) if type(value) is str else 8


_MADE = {
    "stream": _stream,
    "error": _error,
    "display_data": _display,
    "execute_result": _result,
}
