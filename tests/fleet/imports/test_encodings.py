"""Files in encodings from before Unicode are told apart, and never taken for something else."""

import unicodedata

import pytest

from fleet.imports import encodings
from fleet.imports.encodings import Unreadable, decode

TEXT = (
    "Mã GTIN;Tên sản phẩm;Xuất xứ\n"
    "8930000000019;Rau muống sạch vụ đông;Hợp tác xã Văn Đức, Gia Lâm\n"
    "8930000000026;Cốm làng Vòng;Phường Cầu Giấy, thành phố Hà Nội\n"
    "8930000000033;Thịt lợn mán;Huyện Ba Vì, trại chăn nuôi số ba\n"
)


def one_byte_each(letters: dict[int, str], text: str) -> bytes:
    to_byte = {char: byte for byte, char in letters.items()}
    return bytes(to_byte.get(char, ord(char) if char.isascii() else 0x3F) for char in text)


def vni(text: str) -> bytes:
    letters = {char: byte for byte, char in encodings._VNI_LETTERS.items()}  # noqa: SLF001 - the table is what is tested
    marks = {mark: byte for byte, mark in encodings._VNI_MARKS.items()}  # noqa: SLF001 - as above
    out = bytearray()
    for char in text:
        if char.isascii():
            out.append(ord(char))
        elif char in letters:
            out.append(letters[char])
        else:
            decomposed = unicodedata.normalize("NFD", char)
            horned = unicodedata.normalize("NFC", decomposed[:1] + "\u031b")
            if "\u031b" in decomposed:
                out.append(letters[horned])
                out.append(marks[decomposed.replace("\u031b", "")[1:]])
            else:
                # NFD puts a dot below before a circumflex.
                signs = sorted(decomposed[1:], key=lambda one: one not in "\u0302\u0306")
                out += bytes([ord(decomposed[0]), marks["".join(signs)]])
    return bytes(out)


TCVN3 = one_byte_each(encodings._TCVN3, TEXT)  # noqa: SLF001 - the table is what is tested
VISCII = one_byte_each(encodings._VISCII, TEXT)  # noqa: SLF001 - as above
# The code page writes tones as marks behind their vowel.
CP1258 = b"".join(
    unicodedata.normalize("NFC", unicodedata.normalize("NFD", char)).encode("cp1258")
    if unicodedata.normalize("NFC", char).encode("cp1258", "ignore")
    else (
        unicodedata.normalize(
            "NFC",
            "".join(
                c
                for c in unicodedata.normalize("NFD", char)
                if c not in "\u0300\u0301\u0303\u0309\u0323"
            ),
        )
        + "".join(
            c for c in unicodedata.normalize("NFD", char) if c in "\u0300\u0301\u0303\u0309\u0323"
        )
    ).encode("cp1258")
    for char in TEXT
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_read(encoding: str) -> None:
    text = decode(TEXT.encode(encoding))
    assert isinstance(text, str)
    assert text.removeprefix("\ufeff") == TEXT


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (TCVN3, "encoding.tcvn3"),
        (vni(TEXT), "encoding.vni"),
        (VISCII, "encoding.viscii"),
        (CP1258, "encoding.cp1258"),
        (TEXT.encode("utf-16-le"), "encoding.utf16"),
        (b"\xff\xfe\x41", "encoding.utf16"),
        (b"ok\nok\n\x81\x9d\xff", "encoding.unknown"),
    ],
    ids=["tcvn3", "vni", "viscii", "cp1258", "utf16", "half", "rest"],
)
def test_what_is_refused_says_why_and_where(content: bytes, code: str) -> None:
    found = decode(content)
    assert isinstance(found, Unreadable)
    assert found.code == code
    assert found.line == (3 if code == "encoding.unknown" else 1)


@pytest.mark.parametrize(
    ("content", "code"),
    [(TCVN3, "encoding.tcvn3"), (vni(TEXT), "encoding.vni")],
    ids=["tcvn3", "vni"],
)
def test_an_old_font_saved_as_unicode_is_told_too(content: bytes, code: str) -> None:
    found = decode(content.decode("latin-1").encode())
    assert isinstance(found, Unreadable)
    assert found.code == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a,b\n1,2\n",
        "Café crème, Häagen, señor\n",
        "Kimchi 김치; 日本\n",
        "Tên: Đá\n",
        "naïve façade",
    ],
)
def test_other_words_are_left_alone(text: str) -> None:
    assert decode(text.encode()) == text
