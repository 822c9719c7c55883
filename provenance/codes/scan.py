"""The text of a code as the readers of this package get it."""

import re
from dataclasses import dataclass

from provenance.codes.options import LENIENT, Options

GS = "\x1d"
"""ASCII group separator: how FNC1 between two elements is transmitted."""

SYMBOLOGY_ID = re.compile(r"\][A-Za-z][0-9A-Za-z]")
"""ISO/IEC 15424 symbology identifier."""

GS1_SYMBOLOGIES = frozenset({"]C1", "]d2", "]d8", "]e0", "]e1", "]e2", "]J1", "]Q3"})
"""GS1-128, Data Matrix (square, rectangular), DataBar with composites, DotCode, QR Code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """A payload without its symbology identifier and surrounding white space.

    Attributes:
        symbology: ISO/IEC 15424 identifier such as `]Q1`, empty where it isn't known.
        offset: characters of the payload that were cut off in front of `text`.
        options: how strictly to read it.
    """

    text: str
    symbology: str = ""
    offset: int = 0
    options: Options = LENIENT


def is_digits(text: str) -> bool:
    r"""Tell whether a text is one or more ASCII digits.

    `str.isdigit` and `\d` also take the digits of other scripts.
    """
    return text.isascii() and text.isdigit()
