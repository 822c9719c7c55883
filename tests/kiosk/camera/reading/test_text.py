"""What a code's bytes say, where they tell themselves how they are written."""

import codecs

import pytest

from kiosk.camera.reading.passes import LOOK, hard_passes
from kiosk.camera.reading.text import text_of
from kiosk.camera.reading.zbar import zbar
from tests.support.code_pictures import qr

TEXT = "Chè Thái Nguyên, lô Ổ-12\nhạn 11/2026"
MARKED = [
    codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
    codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
]
(BENT,) = [one for one in hard_passes() if one.name == "bent"]


@pytest.mark.parametrize("payload", MARKED, ids=["little", "big"])
@pytest.mark.parametrize(
    "decode", [LOOK.decode, zbar, BENT.decode], ids=["zxing-cpp", "zbar", "grid"]
)
def test_marked_utf_16_is_read_as_text_by_each_decoder(decode: object, payload: bytes) -> None:
    assert callable(decode)
    (seen,) = decode(qr(payload))
    assert seen.text == TEXT
    assert seen.payload == payload


@pytest.mark.parametrize(
    "payload",
    [
        TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_LE + b"\x80",
        codecs.BOM_UTF16_BE + b"\xd8\x00\x00a",
        codecs.BOM_UTF16_LE + b"\x01\x00\x02\x00",
        b"plain",
        b"",
    ],
)
def test_what_is_no_marked_utf_16_stays_as_it_was_guessed(payload: bytes) -> None:
    assert text_of(payload, "]Q1", "guess") == "guess"


def test_what_the_symbol_says_counts_more() -> None:
    assert text_of(MARKED[0], "]Q2", "said") == "said"
