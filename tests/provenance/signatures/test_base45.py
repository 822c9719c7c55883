"""Base45 as RFC 9285 has it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.errors import BadMessage
from provenance.signatures.base45 import ALPHABET, decode, encode


@pytest.mark.parametrize(
    ("plain", "written"),
    [(b"AB", "BB8"), (b"Hello!!", "%69 VD92EX0"), (b"base-45", "UJCLQE7W581"), (b"", "")],
)
def test_examples_of_the_standard(plain: bytes, written: str) -> None:
    assert encode(plain) == written
    assert decode(written) == plain


@pytest.mark.parametrize(
    ("written", "code", "position"),
    [
        ("GGX", "base45.value", 0),  # 65536, one more than two bytes hold
        ("BB8:::", "base45.value", 3),
        ("BB8U5", None, None),
        ("BB8U6", "base45.value", 3),  # 300
        ("BB8B", "base45.length", 3),
        ("bb8", "base45.characters", 0),
        ("BB8\n", "base45.characters", 3),
        ("BBé", "base45.characters", 2),
    ],
)
def test_says_what_is_wrong_and_where(written: str, code: str | None, position: int) -> None:
    if code is None:
        assert decode(written) == b"AB\xff"
        return
    with pytest.raises(BadMessage) as caught:
        decode(written)
    assert (caught.value.code, caught.value.params) == (code, {"position": position})


@given(st.binary())
def test_reads_what_it_writes(plain: bytes) -> None:
    written = encode(plain)
    assert set(written) <= set(ALPHABET)
    assert decode(written) == plain


@given(st.text(alphabet=ALPHABET))
def test_one_spelling_for_each_content(written: str) -> None:
    try:
        plain = decode(written)
    except BadMessage:
        return
    assert encode(plain) == written
