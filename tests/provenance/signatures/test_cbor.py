"""CBOR: what the standard writes is read, what nobody vouches for does no harm."""

import math
from collections.abc import Mapping

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from provenance.errors import BadMessage
from provenance.signatures.cbor import MAX_DEPTH, Tag, Value, decode, encode


@pytest.mark.parametrize(
    ("written", "value"),
    [
        # RFC 8949, appendix A
        ("00", 0),
        ("17", 23),
        ("1818", 24),
        ("1903e8", 1000),
        ("1b000000e8d4a51000", 1000000000000),
        ("1bffffffffffffffff", 2**64 - 1),
        ("3bffffffffffffffff", -(2**64)),
        ("3903e7", -1000),
        ("f90001", 5.960464477539063e-8),
        ("fa47c35000", 100000.0),
        ("fb3ff199999999999a", 1.1),
        ("f4", False),
        ("f5", True),
        ("f6", None),
        ("c074323031332d30332d32315432303a30343a30305a", Tag(0, "2013-03-21T20:04:00Z")),
        ("c249010000000000000000", Tag(2, bytes.fromhex("010000000000000000"))),
        ("d74401020304", Tag(23, b"\x01\x02\x03\x04")),
        ("40", b""),
        ("62c3bc", "ü"),
        ("80", ()),
        ("8301820203820405", (1, (2, 3), (4, 5))),
        ("a201020304", {1: 2, 3: 4}),
        ("a26161016162820203", {"a": 1, "b": (2, 3)}),
        ("5f42010243030405ff", b"\x01\x02\x03\x04\x05"),
        ("7f657374726561646d696e67ff", "streaming"),
        ("9fff", ()),
        ("9f018202039f0405ffff", (1, (2, 3), (4, 5))),
        ("bf61610161629f0203ffff", {"a": 1, "b": (2, 3)}),
    ],
)
def test_reads_the_examples_of_the_standard(written: str, value: Value) -> None:
    assert decode(bytes.fromhex(written)) == value


def test_reads_numbers_that_are_none() -> None:
    number = decode(bytes.fromhex("f97e00"))
    assert isinstance(number, float)
    assert math.isnan(number)


@pytest.mark.parametrize(
    ("written", "code", "position"),
    [
        ("", "cbor.truncated", 0),
        ("18", "cbor.truncated", 1),
        ("5b00ffffffffffffff00", "cbor.truncated", 9),
        ("9b00ffffffffffffff", "cbor.truncated", 9),
        ("bb00ffffffffffffff", "cbor.truncated", 9),
        ("9f01", "cbor.truncated", 2),
        ("0000", "cbor.trailing", 1),
        ("a201000100", "cbor.duplicate_key", 3),
        ("bf010001ff", "cbor.duplicate_key", 3),
        ("a18000", "cbor.key", 1),
        ("a1f500", "cbor.key", 1),
        ("a1f90000f6", "cbor.key", 1),
        ("62c328", "cbor.text", 1),
        ("7f61c361bcff", "cbor.text", 2),
        ("f7", "cbor.simple", 0),
        ("f820", "cbor.simple", 0),
        ("ff", "cbor.simple", 0),
        ("1c", "cbor.malformed", 0),
        ("1f", "cbor.malformed", 0),
        ("df00", "cbor.malformed", 0),
        ("5f6161ff", "cbor.malformed", 1),
        ("5f5f4101ffff", "cbor.malformed", 1),
        ("81" * (MAX_DEPTH + 1) + "00", "cbor.depth", MAX_DEPTH),
        ("c1" * 5000, "cbor.depth", MAX_DEPTH),
        ("9f" * 5000, "cbor.depth", MAX_DEPTH),
    ],
)
def test_says_what_is_wrong_and_where(written: str, code: str, position: int) -> None:
    with pytest.raises(BadMessage) as caught:
        decode(bytes.fromhex(written))
    assert (caught.value.code, caught.value.params) == (code, {"position": position})


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    assert 0 <= _place_of_fault(data) <= len(data)


def _place_of_fault(data: bytes) -> int:
    try:
        decode(data)
    except BadMessage as error:
        return int(error.params["position"])
    return len(data)


def _containers(inner: st.SearchStrategy[Value]) -> st.SearchStrategy[Value]:
    keys: st.SearchStrategy[int | str | bytes] = st.integers(0, 2**64 - 1) | st.text()
    arrays: st.SearchStrategy[Value] = st.lists(inner, max_size=4).map(tuple)
    maps: st.SearchStrategy[Value] = st.dictionaries(keys, inner, max_size=4)
    return arrays | maps | st.builds(Tag, st.integers(0, 2**64 - 1), inner)


values: st.SearchStrategy[Value] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(min_value=-(2**64), max_value=2**64 - 1)
    | st.binary()
    | st.text(),
    _containers,
    max_leaves=8,
)


@given(values)
def test_reads_what_it_writes(value: Value) -> None:
    assume(_depth(value) < MAX_DEPTH)
    assert decode(encode(value)) == value


def _depth(value: Value) -> int:
    match value:
        case tuple():
            return 1 + max(map(_depth, value), default=0)
        case Mapping():
            return 1 + max(map(_depth, value.values()), default=0)
        case Tag(value=inner):
            return 1 + _depth(inner)
        case _:
            return 1


def test_writes_no_floats() -> None:
    with pytest.raises(BadMessage, match=r"cbor\.type"):
        encode(1.5)
