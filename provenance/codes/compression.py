"""The bits of compressed GS1 Digital Links (GS1 Digital Link Compression 1.0).

A code is a row of elements. Each begins with the digits of its AI, four bits a digit; two digits of
which one is a letter stand for a whole sequence of AIs that often occur together. Values follow by
their format: a number of fixed length in as few bits as its digits need; one of varying length
behind its length; characters behind three bits that say how they are written (number, hexadecimal
in small or capital letters, base64url, ASCII) and behind their length. `F` begins a pair that is no
AI: seven bits of length, the key in base64url, the value as characters. Zeros fill the last sextet.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from provenance.codes.dictionary import AI_LENGTHS, DEFINITIONS, Component

SEXTETS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
MAX_CHARACTERS = 4096
"""Of a compressed code; more than the 40 elements that are read could fill."""

_SEXTET_VALUES = MappingProxyType({character: i for i, character in enumerate(SEXTETS)})
_BASE64URL = re.compile("[0-9A-Za-z_-]+")
_OTHER_LENGTH_BITS = 7


def _with_ranges() -> Iterator[tuple[str, tuple[str, ...]]]:
    for i, letter in enumerate("ABCDEF"):
        yield f"2{letter}", ("01", f"310{i}")
        yield f"3{letter}", ("01", f"320{i}")
    for i in range(10):
        yield f"A{i}", ("01", f"392{i}")
        yield f"C{i}", ("255", f"390{i}")
    for i, letter in enumerate("ABCD"):
        yield f"C{letter}", ("255", f"394{i}")


SEQUENCES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "0A": ("01", "22"),
        "0B": ("01", "10"),
        "0C": ("01", "21"),
        "0D": ("01", "17"),
        "0E": ("01", "7003"),
        "0F": ("01", "30"),
        "1A": ("01", "10", "21", "17"),
        "1B": ("01", "15"),
        "1C": ("01", "11"),
        "1D": ("01", "16"),
        "1E": ("01", "91"),
        "1F": ("01", "10", "15"),
        "9A": ("8010", "8011"),
        "9B": ("8017", "8019"),
        "9C": ("8018", "8019"),
        "9D": ("414", "254"),
        **dict(_with_ranges()),
    }
)
"""What two digits with a letter stand for."""

_WRITTEN: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile("[0-9]+"), ""),
    (re.compile("[0-9a-f]+"), "0123456789abcdef"),
    (re.compile("[0-9A-F]+"), "0123456789ABCDEF"),
    (re.compile("[0-9A-Za-z_-]+"), SEXTETS),
    (re.compile("[\x00-\x7f]*"), "".join(map(chr, range(128)))),
)
"""How characters can be written, in the order of preference: what they are, and by their bits.

No characters at all are written as ASCII, as GS1's own toolkit does.
"""


class _Broken(Exception):
    """Ends the reading of bits that are no code; never leaves this module."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A part of a value as it is written in bits.

    Attributes:
        varies: its length is written in front of it.
    """

    numeric: bool
    varies: bool
    length: int


def _kind(component: Component) -> tuple[bool, bool]:
    varies = component.optional or component.least < component.most
    return component.charset == "N", varies


def _parts(components: tuple[Component, ...]) -> tuple[_Part, ...]:
    """Join neighbouring components that are written alike."""
    parts: list[_Part] = []
    for component in components:
        numeric, varies = _kind(component)
        part = _Part(numeric=numeric, varies=varies, length=component.most)
        last = parts[-1] if parts else None
        if last and last.numeric == numeric and (last.varies == varies or not numeric):
            length = last.length + part.length
            parts[-1] = _Part(numeric=numeric, varies=last.varies or varies, length=length)
        else:
            parts.append(part)
    return tuple(parts)


PARTS: Mapping[str, tuple[_Part, ...]] = MappingProxyType(
    {ai: _parts(one.components) for ai, one in DEFINITIONS.items()}
    # A harvest, from one day to another, is one number of 6 or 12 digits.
    | {"7007": (_Part(numeric=True, varies=True, length=12),)}
)


def compress_elements(ais: Mapping[str, str], *, sequences: bool = False) -> str:
    """Write elements as a compressed code.

    Args:
        ais: values by AI, each well formed.
        sequences: whether to use the short forms of AIs that often occur together.
    """
    left = dict(sorted(ais.items()))
    bits = []
    if sequences:
        for digits, together in sorted(SEQUENCES.items(), key=lambda one: -len(one[1])):
            if all(ai in left for ai in together):
                bits.append(_digits(digits))
                bits += [_value_bits(ai, left.pop(ai)) for ai in together]
    for ai, value in left.items():
        bits += [_digits(ai), _value_bits(ai, value)]
    whole = "".join(bits)
    whole += "0" * (-len(whole) % 6)
    return "".join(SEXTETS[int(whole[i : i + 6], 2)] for i in range(0, len(whole), 6))


def _digits(digits: str) -> str:
    return "".join(f"{int(digit, 16):04b}" for digit in digits)


def _number(value: int, bits: int) -> str:
    return f"{value:0{bits}b}" if bits else ""


def _number_bits(digits: int) -> int:
    """Give how many bits a number of so many digits takes."""
    largest: int = 10**digits - 1
    return largest.bit_length()


def _value_bits(ai: str, value: str) -> str:
    bits = ""
    start = 0
    for part in PARTS[ai]:
        piece = value[start : start + part.length]
        start += part.length
        length = _number(len(piece), part.length.bit_length()) if part.varies else ""
        if part.numeric:
            bits += length + _number(int(piece or "0"), _number_bits(len(piece)))
        else:
            bits += _characters(piece, length)
    return bits


def _characters(text: str, length: str) -> str:
    way = next(i for i, (pattern, _) in enumerate(_WRITTEN) if pattern.fullmatch(text))
    symbols = _WRITTEN[way][1]
    if not symbols:
        return f"{way:03b}{length}" + _number(int(text), _number_bits(len(text)))
    each = len(symbols).bit_length() - 1
    return f"{way:03b}{length}" + "".join(_number(symbols.index(one), each) for one in text)


class _Bits:
    """The bits of a compressed code, read from the front."""

    def __init__(self, code: str) -> None:
        self._bits = "".join(f"{_SEXTET_VALUES[character]:06b}" for character in code)
        self._at = 0

    def take(self, count: int) -> int:
        """Take so many bits as a number."""
        end = self._at + count
        if end > len(self._bits):
            raise _Broken
        taken = self._bits[self._at : end]
        self._at = end
        return int(taken or "0", 2)

    def digit(self) -> str:
        """Take four bits as a hexadecimal digit."""
        return f"{self.take(4):X}"

    def back(self, count: int) -> None:
        """Give bits back."""
        self._at -= count

    def ended(self) -> bool:
        """Tell whether nothing but what fills the last sextet is left."""
        return len(self._bits) - self._at < 6 and "1" not in self._bits[self._at :]


def decompress_elements(
    code: str,
) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]] | None:
    """Read a compressed code, None where the text is none.

    Returns:
        The elements in the order of the code, and the pairs that are no AIs.
    """
    if not 2 <= len(code) <= MAX_CHARACTERS or not _BASE64URL.fullmatch(code):
        return None
    bits = _Bits(code)
    ais: list[tuple[str, str]] = []
    others: list[tuple[str, str]] = []
    try:
        while not bits.ended():
            two = bits.digit() + bits.digit()
            if two.startswith("F"):
                bits.back(4)
                others.append(_other(bits))
            else:
                ais += [(ai, _value(bits, ai)) for ai in _ais(bits, two)]
    except _Broken:
        return None
    return tuple(ais), tuple(others)


def _ais(bits: _Bits, two: str) -> tuple[str, ...]:
    """Complete what two digits begin: one AI, or a sequence of them."""
    if two in SEQUENCES:
        return SEQUENCES[two]
    ai = two + "".join(bits.digit() for _ in range(AI_LENGTHS.get(two, 0) - 2))
    if ai not in PARTS:
        raise _Broken
    return (ai,)


def _value(bits: _Bits, ai: str) -> str:
    value = ""
    for part in PARTS[ai]:
        if part.numeric:
            length = bits.take(part.length.bit_length()) if part.varies else part.length
            value += _read_number(bits, length, part.length)
        else:
            value += _read_characters(bits, part.length, varies=part.varies)
    return value


def _read_number(bits: _Bits, length: int, most: int) -> str:
    if length > most:
        raise _Broken
    digits = str(bits.take(_number_bits(length))).zfill(length) if length else ""
    if len(digits) > length:
        raise _Broken
    return digits


def _read_characters(bits: _Bits, most: int, *, varies: bool = True) -> str:
    way = bits.take(3)
    length = bits.take(most.bit_length()) if varies else most
    if way >= len(_WRITTEN) or length > most:
        raise _Broken
    symbols = _WRITTEN[way][1]
    if not symbols:
        return _read_number(bits, length, most)
    each = len(symbols).bit_length() - 1
    return "".join(symbols[bits.take(each)] for _ in range(length))


def _other(bits: _Bits) -> tuple[str, str]:
    """Read a pair that is no AI."""
    key = "".join(SEXTETS[bits.take(6)] for _ in range(bits.take(_OTHER_LENGTH_BITS)))
    return key, _read_characters(bits, 2**_OTHER_LENGTH_BITS - 1)
