"""The text of a code whose bytes say how they are written, where the symbol itself doesn't.

Decoders know what a symbol names by an ECI, and guess without one; UTF-16 with its byte-order mark
none of them knows.
"""

from provenance.codes.text import marked_text

_WITH_ECI = frozenset({"]Q2", "]Q4", "]Q6", "]d4", "]d5", "]d6"})
"""Symbology identifiers (ISO/IEC 15424) of symbols that name their encoding."""


def text_of(payload: bytes, symbology: str, guess: str) -> str:
    """Give a code's text: its decoder's guess, unless the bytes begin as UTF-16 and are it.

    Args:
        symbology: ISO/IEC 15424 identifier; one that says ECI leaves no doubt.
    """
    marked = None if symbology in _WITH_ECI else marked_text(payload)
    return guess if marked is None else marked
