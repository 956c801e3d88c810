"""What comes over the wire is plain data or refused, whatever bytes a jail may send."""

import dataclasses
import os
import struct
import time

import msgpack
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as nps

from autograder.beside import wire
from autograder.beside.bench import Arrangement
from autograder.beside.observation import Numbers, Observation, Raised, Unusable
from autograder.beside.wire import Closed, Garbled, Late, Wire, pack, pair, unpack

KINDS = (type(None), bool, int, float, str, bytes, list, tuple, dict, frozenset, np.ndarray)
RECORDS = (Numbers, Observation, Raised, Unusable, Arrangement)
PATIENCE = 60  # seconds until what should come at once is a failure
QUICK = settings(deadline=None, suppress_health_check=list(HealthCheck))

texts = st.text(max_size=20)
arrays = nps.arrays(
    st.sampled_from(sorted(wire.DTYPES)), nps.array_shapes(min_dims=0, min_side=0, max_side=4)
)
numbers = st.builds(lambda a, kind: Numbers(a.astype(np.float64), kind), arrays, texts)
errors = st.builds(Raised, texts, st.tuples(texts, texts), texts, texts, texts)
seen = st.one_of(numbers, errors, st.builds(Unusable, texts, st.integers(0, 9)))
scenes = st.dictionaries(texts.filter(lambda t: t not in wire.NAMES), seen, max_size=3)
full_scenes = st.builds(lambda s, names: {**s, "changed": names}, scenes, st.tuples(texts))
observations = st.builds(
    Observation, st.lists(full_scenes, max_size=3), st.tuples(texts), st.booleans()
)
arrangements = st.builds(Arrangement, st.frozensets(texts), st.booleans())
plain = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        texts,
        st.binary(max_size=20),
        arrays,
        seen,
        observations,
        arrangements,
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.lists(inner, max_size=3).map(tuple),
        st.dictionaries(texts, inner, max_size=4),
    ),
    max_leaves=12,
)


def same(a, b):
    """Whether two values are the same to the last bit and kind."""
    if type(a) is not type(b):
        return False
    if isinstance(a, np.ndarray):
        return (a.dtype, a.shape, a.tobytes()) == (b.dtype, b.shape, b.tobytes())
    if dataclasses.is_dataclass(a):
        return same(vars(a), vars(b))
    if isinstance(a, dict):
        return a.keys() == b.keys() and all(same(a[key], b[key]) for key in a)
    if isinstance(a, list | tuple):
        return len(a) == len(b) and all(map(same, a, b))
    return a == b or (a != a and b != b)


def is_plain(value, depth=wire.DEEPEST + 1):
    """Whether a value holds nothing but plain data."""
    assert depth
    if type(value) in RECORDS:
        value = list(vars(value).values())
    assert type(value) in KINDS, type(value)
    if isinstance(value, np.ndarray):
        assert value.dtype.name in wire.DTYPES
    parts = value.values() if isinstance(value, dict) else value
    if isinstance(value, dict | list | tuple | frozenset):
        return all(is_plain(part, depth - 1) for part in parts)
    return True


def unpacked(body):
    """Unpack bytes as the keeper does: plain data, or None where it refuses them."""
    try:
        value = unpack(body)
    except Garbled:
        return None
    assert is_plain(value)
    return value


@settings(QUICK, max_examples=1000)
@given(st.binary(max_size=300))
def test_random_bytes_are_plain_data_or_refused(body):
    unpacked(body)


@settings(QUICK, max_examples=2000)
@given(plain, st.data())
def test_plain_data_arrives_as_it_was_sent_and_changed_on_the_way_stays_plain_or_is_refused(
    value, data
):
    body = bytearray(pack(value))
    assert same(unpack(bytes(body)), value)
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(body) - 1)) if body else 0
        change = data.draw(st.sampled_from(["set", "cut", "insert", "repeat"]))
        if change == "set" and body:
            body[place] = data.draw(st.integers(0, 255))
        elif change == "cut":
            del body[place : place + data.draw(st.integers(1, 8))]
        elif change == "insert":
            body[place:place] = data.draw(st.binary(max_size=8))
        else:
            body[place:place] = body[place : place + 8]
    unpacked(bytes(body))


documents = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(2**63), 2**64 - 1), st.floats(), texts),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.one_of(texts, st.integers(0, 9)), inner, max_size=3),
        st.builds(
            lambda code, value: msgpack.ExtType(code, msgpack.packb(value)),
            st.integers(0, 7),
            inner,
        ),
    ),
    max_leaves=10,
)


@settings(QUICK, max_examples=1000)
@given(documents)
def test_a_well_formed_document_of_any_content_is_plain_data_or_refused(value):
    unpacked(msgpack.packb(value))


def extension(code, value):
    return msgpack.packb(msgpack.ExtType(code, msgpack.packb(value)))


def record(name, **fields):
    return extension(wire.RECORD, [name, fields])


def array(name, shape, data):
    return msgpack.ExtType(wire.ARRAY, msgpack.packb([name, shape, data]))


def nested(depth):
    """A list in a list in a list, in bytes."""
    return b"\x91" * depth + b"\xc0"


def extensions_in_each_other(depth):
    body = msgpack.packb(None)
    for _ in range(depth):
        body = msgpack.packb(msgpack.ExtType(wire.TUPLE, b"\x91" + body))
    return body


REFUSED = {
    "an array of Python objects": msgpack.packb(array("object", [1], b"x" * 8)),
    "an array of texts": msgpack.packb(array("<U4", [1], b"x" * 16)),
    "more numbers than bytes": msgpack.packb(array("float64", [1 << 39], b"")),
    "a size that overflows": msgpack.packb(array("float64", [1 << 33, 1 << 33], b"")),
    "a size below zero": msgpack.packb(array("float64", [-1], b"")),
    "a size that is no number": msgpack.packb(array("float64", [True], b"x" * 8)),
    "a size of NaN": msgpack.packb(array("float64", [float("nan")], b"")),
    "too many axes": msgpack.packb(array("float64", [1] * 40, b"x" * 8)),
    "an unknown record": record("Popen", args=["true"]),
    "a record without its fields": record("Numbers", kind="float64"),
    "a record with one field more": record("Unusable", kind="a", wanted=1, score=10),
    "numbers that are none": record("Numbers", array=[1.0], kind="float64"),
    "numbers that are no float64": record(
        "Numbers", array=array("int64", [1], b"x" * 8), kind="float64"
    ),
    "a scene that is a list": record("Observation", scenes=[[]], borrowed=[], timed_out=False),
    "an unknown extension": extension(9, None),
    "a moment in time": b"\xd6\xff\x00\x00\x00\x00",
    "lists in each other without end": nested(100_000),
    "lists deeper than anything we send": nested(wire.DEEPEST + 1),
    "extensions in each other": extensions_in_each_other(50),
    "a list that is said to be huge": b"\xdd\xff\xff\xff\xff",
    "a dict that is said to be huge": b"\xdf\xff\xff\xff\xff",
    "a text that is said to be huge": b"\xdb\xff\xff\xff\xff",
    "an extension that is said to be huge": b"\xc9\xff\xff\xff\xff\x01",
    "more than one document": b"\xc0\xc0",
    "nothing": b"",
    "a name that is a number": msgpack.packb({1: 2}),
    "a number without end": msgpack.packb(msgpack.ExtType(wire.BIG, b"9" * 5000)),
    "a number that is none": msgpack.packb(msgpack.ExtType(wire.BIG, b"--1")),
    "a text that is no UTF-8": b"\xa2\xff\xff",
    "millions of empty lists": b"\xdd" + struct.pack(">I", 1_900_000) + b"\x91\xc0" * 1_900_000,
}


@pytest.mark.parametrize("body", REFUSED.values(), ids=REFUSED)
def test_what_no_honest_process_sends_is_refused(body):
    with pytest.raises(Garbled):
        unpack(body)


def test_what_is_refused_costs_little_time_and_memory():
    import tracemalloc

    tracemalloc.start()
    began = time.process_time()
    for body in REFUSED.values():
        unpacked(body)
    assert tracemalloc.get_traced_memory()[1] < 300 << 20
    tracemalloc.stop()
    assert time.process_time() - began < 30


def test_texts_in_records_are_cut_to_what_can_be_shown():
    long = Raised("E" * 10_000, ("E" * 10_000,) * 90, "x" * 1_000_000, "y" * 10_000, "f" * 10_000)
    came = unpack(pack(long))
    assert all(len(text) == wire.LONGEST_TEXT for text in (came.kind, came.text, came.line))
    assert len(came.ancestors) == wire.MOST_TEXTS
    assert len(came.ancestors[0]) == wire.LONGEST_TEXT


def test_an_empty_array_keeps_its_shape():
    assert unpack(pack(np.zeros((0, 3)))).shape == (0, 3)


def test_what_is_not_plain_is_not_sent():
    for thing in (object(), len, np.array([object()]), np.array(["a"]), 1j, lambda: 0):
        with pytest.raises(TypeError):
            pack(thing)


def test_a_lone_surrogate_is_sent_as_a_question_mark():
    assert unpack(pack({"text": "a\ud800b"})) == {"text": "a?b"}


def test_a_frame_that_is_said_to_be_huge_is_refused_before_it_comes():
    mine, theirs = pair()
    theirs.sendall(struct.pack(">I", 0xFFFFFFFF))
    with pytest.raises(Garbled):
        mine.receive(time.monotonic() + PATIENCE)
    mine.close()
    theirs.close()


def test_a_frame_that_never_ends_is_late_and_one_cut_off_is_closed():
    mine, theirs = pair()
    theirs.sendall(struct.pack(">I", 100) + b"x")
    with pytest.raises(Late):
        mine.receive(time.monotonic() + 0.05)
    theirs.sendall(struct.pack(">I", 100))
    theirs.close()
    with pytest.raises((Closed, Garbled)):
        mine.receive(time.monotonic() + PATIENCE)
    mine.close()


def test_an_end_that_never_reads_is_late():
    mine, theirs = pair()
    with pytest.raises(Late):
        mine.send(os.urandom(8 << 20), time.monotonic() + 0.05)
    mine.close()
    theirs.close()


def test_frames_come_whole_and_in_order():
    mine, theirs = pair()
    other = Wire(theirs)
    for value in (1, [2.5], {"a": np.arange(3)}):
        mine.send(value)
        assert same(other.receive(time.monotonic() + PATIENCE), value)
    mine.close()
    other.close()
