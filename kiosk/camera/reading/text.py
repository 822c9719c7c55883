"""The text of a code whose bytes say how they are written, where the symbol itself doesn't.

A QR code without ECI holds ISO 8859-1 (ISO/IEC 18004) or, as most do, UTF-8; decoders guess. UTF-16
with its byte-order mark (the Unicode Standard, 23.8) needs no guess, and none of them knows it.
"""

import codecs

_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_WITH_ECI = frozenset({"]Q2", "]Q4", "]Q6", "]d4", "]d5", "]d6"})
"""Symbology identifiers (ISO/IEC 15424) of symbols that name their encoding."""


def text_of(payload: bytes, symbology: str, guess: str) -> str:
    """Give a code's text: its decoder's guess, unless the bytes begin as UTF-16 and are it.

    Args:
        symbology: ISO/IEC 15424 identifier; one that says ECI leaves no doubt.
    """
    if not payload.startswith(_MARKS) or symbology in _WITH_ECI:
        return guess
    try:
        text = payload.decode("utf-16")
    except UnicodeDecodeError:
        return guess
    # Other bytes that happen to begin so come out as what no text holds.
    return text if "".join(text.split()).isprintable() else guess
