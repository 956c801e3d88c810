"""Plain data on a socket, for two processes of which one is not to be trusted.

A frame is a length and a msgpack document. Nothing that is read is ever run: numbers, texts, bytes,
lists, dicts, arrays of a few dtypes, and the small records of `autograder.beside.observation`.
"""

import select
import socket
import struct
import time
from dataclasses import fields

import msgpack
import numpy as np

from autograder.beside.bench import Arrangement
from autograder.beside.observation import (
    Numbers,
    Observation,
    Raised,
    Unusable,
    dtype_name,
)

HEAD = struct.Struct(">I")
LARGEST_FRAME = 64 * 1024 * 1024
DEEPEST = 32
MOST_THINGS = 2_000_000  # in all lists and dicts of a frame: each costs much more than its byte
LONGEST_TEXT = 1000  # of the texts in records
MOST_TEXTS = 50  # in the tuples of records
DTYPES = {name: np.dtype(name) for name in ("float64", "float32", "int64", "int32", "bool")}
ARRAY, RECORD, TUPLE, SET, BIG = 1, 2, 3, 4, 5
PLAIN = {type(None), bool, int, float, str, bytes, frozenset, np.ndarray}
RECORDS = {record.__name__: record for record in (Numbers, Observation, Raised, Unusable)}
RECORDS["Arrangement"] = Arrangement
PLAIN |= {*RECORDS.values()}


class Garbled(ValueError):
    """What came is no frame, or holds what no frame may hold."""


class Closed(ConnectionError):
    """The other side is gone."""


class Late(TimeoutError):
    """Nothing came in time."""


class Wire:
    """One end of a connection that carries frames.

    Parameters
    ----------
    end : socket.socket
        A connected stream socket; it belongs to the wire from now on.
    """

    def __init__(self, end):
        self.end = end

    def send(self, value, deadline=None):
        """Send one value.

        Parameters
        ----------
        deadline : float, optional
            On the monotonic clock: how long the other side may leave it unread.
        """
        body = pack(value)
        rest = memoryview(HEAD.pack(len(body)) + body)
        while rest:
            self._wait(write=True, deadline=deadline)
            try:
                # Never more than there is room for: the other side may leave the rest unread.
                rest = rest[self.end.send(rest, 0 if deadline is None else socket.MSG_DONTWAIT) :]
            except BlockingIOError:
                continue
            except OSError:
                raise Closed from None

    def receive(self, deadline=None):
        """Receive one value.

        Raises
        ------
        Closed, Garbled, Late
        """
        (length,) = HEAD.unpack(self._read(HEAD.size, deadline))
        if length > LARGEST_FRAME:
            raise Garbled(f"a frame of {length} bytes")
        return unpack(self._read(length, deadline))

    def ready(self, seconds):
        """Tell whether something has come, after so many seconds at the most."""
        return bool(select.select([self.end], [], [], max(seconds, 0))[0])

    def close(self):
        """Hang up."""
        self.end.close()

    def _read(self, length, deadline):
        chunks, missing = [], length
        while missing:
            self._wait(write=False, deadline=deadline)
            try:
                chunk = self.end.recv(min(missing, 1 << 20))
            except OSError:
                raise Closed from None
            if not chunk:
                raise Closed
            chunks.append(chunk)
            missing -= len(chunk)
        return b"".join(chunks)

    def _wait(self, write, deadline):
        if deadline is None:
            return
        left = deadline - time.monotonic()
        ends = ([], [self.end]) if write else ([self.end], [])
        if left <= 0 or not any(select.select(*ends, [], left)):
            raise Late


def pair():
    """Two connected ends: a wire, and a socket to give away."""
    mine, theirs = socket.socketpair()
    return Wire(mine), theirs


def pack(value):
    """Turn plain data into bytes.

    Raises
    ------
    TypeError
        If something in it is not plain.
    """
    # Half a character (a lone surrogate) cannot be sent: it becomes a question mark.
    return msgpack.packb(value, default=_as_extension, strict_types=True, unicode_errors="replace")


def unpack(body):
    """Turn bytes into plain data, whatever they are.

    Raises
    ------
    Garbled
        If they are not what `pack` makes.
    """
    value = _Reader().read(body, DEEPEST)
    _require_plain(value, DEEPEST)
    return value


def _as_extension(value):
    if isinstance(value, tuple):
        return msgpack.ExtType(TUPLE, pack(list(value)))
    if isinstance(value, frozenset | set):
        return msgpack.ExtType(SET, pack(sorted(value)))
    if isinstance(value, np.ndarray) and value.dtype.kind in "fiub":
        name = _known_dtype(value.dtype)
        plain = np.array(value, DTYPES[name], order="C", subok=False)
        return msgpack.ExtType(ARRAY, pack([name, list(plain.shape), plain.tobytes()]))
    if isinstance(value, np.generic) and value.dtype.kind in "fiub":
        return value.item()
    if isinstance(value, int):  # more than 64 bits
        return msgpack.ExtType(BIG, str(value).encode())
    if type(value).__name__ in RECORDS and type(value) is RECORDS[type(value).__name__]:
        held = {field.name: getattr(value, field.name) for field in fields(value)}
        return msgpack.ExtType(RECORD, pack([type(value).__name__, held]))
    raise TypeError(f"{type(value).__name__} is not plain data")


def _known_dtype(dtype):
    """Name of the dtype in which an array is sent."""
    name = dtype_name(dtype)
    return name if name in DTYPES else "float64" if dtype.kind == "f" else "int64"


class _Reader:
    """Reads one frame, and counts what is in it."""

    def __init__(self):
        self._left = MOST_THINGS

    def read(self, body, depth):
        if depth == 0:
            raise Garbled("nested too deeply")
        try:
            return msgpack.unpackb(
                body,
                ext_hook=lambda code, data: self._extension(code, data, depth - 1),
                list_hook=self._counted,
                object_hook=self._counted,
                max_array_len=MOST_THINGS,
                max_map_len=MOST_THINGS,
                strict_map_key=False,
            )
        except Garbled:
            raise
        except Exception as error:  # msgpack raises many kinds for bytes that it does not like
            raise Garbled(type(error).__name__) from None

    def _counted(self, things):
        self._left -= 1 + len(things)
        if self._left < 0:
            raise Garbled("too many things")
        return things

    def _extension(self, code, data, depth):
        if code == BIG:
            text = bytes(data[:400])
            if len(data) > 400 or not text.lstrip(b"-").isdigit():
                raise Garbled("a number")
            return int(text)
        held = self.read(data, depth)
        if code == TUPLE and type(held) is list:
            return tuple(held)
        if code == SET and type(held) is list and all(type(x) is str for x in held):
            return frozenset(held)
        if code == ARRAY:
            return _array(held)
        if code == RECORD:
            return _record(held)
        raise Garbled(f"extension {code}")


def _require_plain(value, depth):
    """Whoever reads this finds no other kinds in it, and may go down into it step by step."""
    if depth == 0:
        raise Garbled("nested too deeply")
    if type(value) is dict:
        if not all(type(key) is str for key in value):
            raise Garbled("a name that is no text")
        value = value.values()
    elif type(value) not in (list, tuple):
        if type(value) not in PLAIN:  # a msgpack.Timestamp, say
            raise Garbled(type(value).__name__)
        return
    for part in value:
        _require_plain(part, depth - 1)


def _array(held):
    name, shape, data = _of_kinds(held, (str, list, bytes))
    if name not in DTYPES or len(shape) > 8:
        raise Garbled("an array")
    if not all(type(n) is int and 0 <= n < 1 << 40 for n in shape):
        raise Garbled("the shape of an array")
    size = 1
    for n in shape:
        size *= n
    if size * DTYPES[name].itemsize != len(data):
        raise Garbled("the size of an array")
    return np.frombuffer(data, DTYPES[name]).reshape(shape).copy()


NAMES = ("changed", "untouched")
SEEN = (Numbers, Raised, Unusable)
FIELDS = {
    "Numbers": {"array": np.ndarray, "kind": str},
    "Raised": {"kind": str, "ancestors": tuple, "text": str, "line": str, "function": str},
    "Unusable": {"kind": str, "wanted": int},
    "Observation": {"scenes": list, "borrowed": tuple, "timed_out": bool},
    "Arrangement": {"replaced": frozenset, "learn": bool},
}


def _record(held):
    name, values = _of_kinds(held, (str, dict))
    wanted = FIELDS.get(name)
    if wanted is None or values.keys() != wanted.keys():
        raise Garbled("a record")
    if not all(type(values[field]) is kind for field, kind in wanted.items()):
        raise Garbled(f"what {name} holds")
    if name == "Numbers" and values["array"].dtype != np.float64:
        raise Garbled("numbers that are not float64")
    if name == "Observation" and not all(map(_is_scene, values["scenes"])):
        raise Garbled("a scene")
    return RECORDS[name](**{field: _short(value) for field, value in values.items()})


def _short(value):
    """Cut what is said to a length that can be shown."""
    if type(value) is str:
        return value[:LONGEST_TEXT]
    if type(value) is tuple:
        if not _are_texts(value):
            raise Garbled("what a record holds")
        return tuple(text[:LONGEST_TEXT] for text in value[:MOST_TEXTS])
    return value


def _is_scene(scene):
    """A scene holds what was seen, each under its name; lists of names under two of them."""
    return type(scene) is dict and all(map(_is_seen, scene.keys(), scene.values()))


def _is_seen(name, seen):
    if name in NAMES:
        return _are_texts(seen)
    return type(name) is str and type(seen) in ((Raised,) if name == "error" else SEEN)


def _are_texts(value):
    return type(value) is tuple and len(value) <= 100 and all(type(text) is str for text in value)


def _of_kinds(held, kinds):
    if type(held) is not list or len(held) != len(kinds):
        raise Garbled("a list")
    if not all(type(value) is kind for value, kind in zip(held, kinds, strict=True)):
        raise Garbled("the kinds in a list")
    return held
