"""The identifiers that goods carry: GTIN, lot and serial.

Facts: GS1 General Specifications 7.9 (check digit), 3.3 (lengths of AI 01, 10 and 21). A GTIN is
kept in its 14-digit form everywhere; only a screen shortens it again.
"""

from dataclasses import dataclass
from typing import NewType

from provenance.errors import BadKey

Gtin = NewType("Gtin", str)
"""Fourteen digits, the last of them the check digit."""

GTIN_LENGTHS = (8, 12, 13, 14)


def check_digit(digits: str) -> int:
    """Compute the GS1 check digit of a key without one.

    Args:
        digits: the digits before the check digit, ASCII `0` to `9` only.

    Returns:
        The digit that belongs behind them (GS1 General Specifications 7.9.1).
    """
    weighted = sum(int(digit) * (3, 1)[i % 2] for i, digit in enumerate(reversed(digits)))
    return -weighted % 10


def parse_gtin(text: str) -> Gtin:
    """Make a 14-digit GTIN of a GTIN-8, -12, -13 or -14.

    Raises:
        BadKey: `gtin.characters`, `gtin.length` or `gtin.check_digit`.
    """
    if not (text.isascii() and text.isdigit()):
        raise BadKey("gtin.characters", text=text[:20])
    if len(text) not in GTIN_LENGTHS:
        raise BadKey("gtin.length", length=len(text))
    expected = check_digit(text[:-1])
    if int(text[-1]) != expected:
        raise BadKey("gtin.check_digit", expected=expected, found=int(text[-1]))
    return Gtin(text.zfill(14))


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemKey:
    """What a code names: a product, one lot of it, or one unit."""

    gtin: Gtin
    lot: str | None = None
    serial: str | None = None
