"""In which encoding a text file is; Vietnamese ones from before Unicode are named and refused.

TCVN3 (ABC), VNI and VISCII give every letter another byte and say so nowhere. So the words with
letters beyond ASCII are read in each of them, and counted where they make Vietnamese syllables: an
initial, at most three vowels with one tone, a final. Text that was typed in a TCVN3 or VNI font and
saved as UTF-8 holds the same letters one by one as Latin ones, and is found in the same way.
Guessing goes no further than a hint: nothing is converted, since a wrong guess would be a wrong
name on goods.
"""

import codecs
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

SAMPLED = 256 * 1024
FEWEST_WORDS = 2
CERTAIN = 0.75
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_SYLLABLE = re.compile(
    "(ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?[aăâeêioôơuưy]{1,3}(ch|nh|ng|[cmnpt])?"
)
_WORD = re.compile(r"[^\x00-@\[-`{-\x7f]+")
_BEYOND_LATIN = re.compile("[\u0100-\u1fff\u3000-\uffff]")
"""Letters that no old font has: whoever typed them did so in Unicode."""
_RUN = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """Why a file is refused.

    Attributes:
        code: `encoding.tcvn3`, `.vni`, `.viscii`, `.cp1258`, `.utf16` or `.unknown`.
        line: counted from 1, where it shows first.
    """

    code: str
    line: int


def decode(content: bytes) -> str | Unreadable:
    """Read a file as UTF-8 or, with its byte order mark, UTF-16."""
    encoding = next((name for bom, name in _BOMS if content.startswith(bom)), "utf-8")
    if encoding == "utf-8" and b"\x00" in content[:SAMPLED]:
        return Unreadable(code="encoding.utf16", line=1)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-16":
            return Unreadable(code="encoding.utf16", line=1)
        line = content.count(b"\n", 0, error.start) + 1
        return Unreadable(code=_guess(content[:SAMPLED]), line=line)
    return typed_in_old_font(text) or text


def typed_in_old_font(text: str) -> Unreadable | None:
    """Tell where a Unicode text holds the letters of an old font, one Latin letter a byte."""
    sample = text[:SAMPLED].removeprefix("\ufeff")
    if sample.isascii() or _BEYOND_LATIN.search(sample):
        return None
    share = _share([word for word in _WORD.findall(sample) if not word.isascii()])
    code = _guess(sample.encode("latin-1", "replace"), more_than=share)
    if share >= CERTAIN or code == "encoding.unknown":
        return None
    first = next(place for place, char in enumerate(sample) if not char.isascii())
    return Unreadable(code=code, line=sample.count("\n", 0, first) + 1)


def _guess(content: bytes, *, more_than: float = 0.0) -> str:
    runs = _RUN.findall(content)
    if len(runs) < FEWEST_WORDS:
        return "encoding.unknown"
    shares = {name: _share([read(run) for run in runs]) for name, read in _OLD.items()}
    best = max(shares, key=lambda name: shares[name])
    certain = shares[best] >= CERTAIN and shares[best] > more_than
    return f"encoding.{best}" if certain else "encoding.unknown"


def _share(words: list[str]) -> float:
    """Tell which part of the words are Vietnamese syllables."""
    return sum(map(_is_syllable, words)) / len(words) if words else 1.0


def _is_syllable(word: str) -> bool:
    decomposed = unicodedata.normalize("NFD", word.lower())
    tones = sum(one in _TONES for one in decomposed)
    base = unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in _TONES))
    return tones <= 1 and _SYLLABLE.fullmatch(base) is not None


def _table(letters: Mapping[int, str]) -> Callable[[bytes], str]:
    """Make a reader of an encoding with one byte a letter; None of its bytes is left as Latin."""
    by_byte = [letters.get(byte, chr(byte) if byte < 0x80 else "\ufffd") for byte in range(256)]

    def read(run: bytes) -> str:
        return "".join(by_byte[byte] for byte in run)

    return read


def _places(text: str) -> dict[int, str]:
    """Read `B5à B6ả ...`."""
    return {int(pair[:2], 16): pair[2] for pair in text.split()}


_TCVN3 = _places(
    "A1Ă A2Â A3Ê A4Ô A5Ơ A6Ư A7Đ A8ă A9â AAê ABô ACơ ADư AEđ B5à B6ả B7ã B8á B9ạ BBằ BCẳ BDẵ BEắ "
    "C6ặ C7ầ C8ẩ C9ẫ CAấ CBậ CCè CEẻ CFẽ D0é D1ẹ D2ề D3ể D4ễ D5ế D6ệ D7ì D8ỉ DCĩ DDí DEị DFò E1ỏ "
    "E2õ E3ó E4ọ E5ồ E6ổ E7ỗ E8ố E9ộ EAờ EBở ECỡ EDớ EEợ EFù F1ủ F2ũ F3ú F4ụ F5ừ F6ử F7ữ F8ứ F9ự "
    "FAỳ FBỷ FCỹ FDý FEỵ"
)
_VISCII = _places(
    "E0à E1á E2â E3ã E4ả D5ạ A4ấ A5ầ A6ẩ E7ẫ A7ậ E5ă A1ắ A2ằ C6ẳ C7ẵ A3ặ E8è E9é A8ẽ EBẻ A9ẹ EAê "
    "AAế ABề ACể ADễ AEệ ECì EDí EEĩ EFỉ B8ị F2ò F3ó F5õ F6ỏ F7ọ F4ô AFố B0ồ B1ổ B2ỗ B5ộ BDơ BEớ "
    "B6ờ B7ở DEỡ FEợ F9ù FAú FBũ FCủ F8ụ DFư D1ứ D7ừ D8ử E6ữ F1ự CFỳ FDý DBỹ D6ỷ DCỵ F0đ D0Đ C0À "
    "C1Á C2Â C3Ã CAÊ CCÌ CDÍ D2Ò D3Ó D4Ô D9Ù DAÚ DDÝ"
)
_VNI_LETTERS = _places("F1đ D1Đ F4ơ D4Ơ F6ư D6Ư EDí ECì E6ỉ F3ĩ F2ị EEỵ CDÍ CCÌ C6Ỉ D3Ĩ D2Ị CEỴ")
_VNI_MARKS = {
    0xF9: "\u0301",
    0xF8: "\u0300",
    0xFB: "\u0309",
    0xF5: "\u0303",
    0xEF: "\u0323",
    0xE2: "\u0302",
    0xE1: "\u0302\u0301",
    0xE0: "\u0302\u0300",
    0xE5: "\u0302\u0309",
    0xE3: "\u0302\u0303",
    0xE4: "\u0302\u0323",
    0xEA: "\u0306",
    0xE9: "\u0306\u0301",
    0xE8: "\u0306\u0300",
    0xFA: "\u0306\u0309",
    0xFC: "\u0306\u0303",
    0xEB: "\u0306\u0323",
}
_VNI = _VNI_LETTERS | _VNI_MARKS | {byte - 0x20: mark for byte, mark in _VNI_MARKS.items()}
_CP1258 = {
    byte: char
    for byte in range(0x80, 256)
    if (char := bytes([byte]).decode("cp1258", "replace")) != "\ufffd"
}
_OLD: Mapping[str, Callable[[bytes], str]] = {
    "tcvn3": _table(_TCVN3),
    "vni": _table(_VNI),
    "viscii": _table(_VISCII),
    "cp1258": _table(_CP1258),
}
