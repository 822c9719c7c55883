"""The text that a code's bytes hold, where nobody says how they are written.

A QR code without ECI holds ISO 8859-1 (ISO/IEC 18004) or, as most do, UTF-8. UTF-16 with its
byte-order mark (the Unicode Standard, 23.8) says itself what it is. What a symbol names by an ECI
only its decoder knows: whoever has a decoder's text reads that, see `provenance.codes.read`.
"""

import codecs

from provenance.codes.problems import ProblemCode, problem
from provenance.codes.reading import Problem

_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(payload: bytes) -> tuple[str, tuple[Problem, ...]]:
    """Give the text of a code's bytes, with a warning where it is a guess."""
    marked = marked_text(payload)
    if marked is not None:
        return marked, ()
    try:
        return payload.decode(), ()
    except UnicodeDecodeError as broken:
        warning = problem(ProblemCode.TEXT_NOT_UTF8, position=broken.start)
        return payload.decode("latin-1"), (warning,)


def marked_text(payload: bytes) -> str | None:
    """Give the text of bytes that begin as UTF-16 and are it, None of all others."""
    if not payload.startswith(_MARKS):
        return None
    try:
        text = payload.decode("utf-16")
    except UnicodeDecodeError:
        return None
    # Other bytes that happen to begin so come out as what no text holds.
    return text if "".join(text.split()).isprintable() else None
