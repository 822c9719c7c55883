"""The identifiers that goods and establishments carry: GTIN, lot and serial; GLN.

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


def parse_gln(text: str) -> str:
    """Check a GLN: 13 digits, the last of them the check digit (GS1 General Specifications 3.7.12).

    Raises:
        BadKey: `gln.form` or `gln.check_digit`.
    """
    if not (text.isascii() and text.isdigit() and len(text) == 13):
        raise BadKey("gln.form", text=text[:20])
    expected = check_digit(text[:-1])
    if int(text[-1]) != expected:
        raise BadKey("gln.check_digit", expected=expected, found=int(text[-1]))
    return text


_TAX_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)


def parse_tax_code(text: str) -> str:
    """Check a Vietnamese tax code: 10 digits, a branch's 13, a person's or household's 12.

    Ten digits end in a check digit (10 less the weighted sum modulo 11); a branch adds a number,
    often after a hyphen. Since July 2025 persons and households use their 12-digit citizen's
    number, which has no check digit.

    Returns:
        The digits alone.

    Raises:
        BadKey: `tax_code.form` or `tax_code.check_digit`.
    """
    digits = text.replace("-", "", 1) if text[10:11] == "-" else text
    if not (digits.isascii() and digits.isdigit() and len(digits) in {10, 12, 13}):
        raise BadKey("tax_code.form", text=text[:20])
    if len(digits) == 12:
        return digits
    total = sum(int(one) * weight for one, weight in zip(digits, _TAX_WEIGHTS, strict=False))
    if int(digits[9]) != 10 - total % 11:
        raise BadKey("tax_code.check_digit", text=text[:20])
    if digits[10:] == "000":
        raise BadKey("tax_code.form", text=text[:20])
    return digits


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemKey:
    """What a code names: a product, one lot of it, or one unit."""

    gtin: Gtin
    lot: str | None = None
    serial: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EstablishmentKey:
    """What the code of a shop, a stall or a co-operative names: a GLN, or the code it was given."""

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceKey:
    """What the address of another trace system names: that system, and the code it gave."""

    system: str
    code: str


LookupKey = ItemKey | EstablishmentKey | TraceKey
"""All that can be looked up."""
