"""Bare trade item numbers: EAN-13, EAN-8, UPC-A, UPC-E and ITF-14.

GS1 General Specifications 1.4 and 2.1.12: numbers with prefix 02 or 20-29, and GTIN-8 that begin
with 0 or 2, are given by a shop for its own use and mean something else next door.
A QR code that holds twelve digits is no UPC-A: numbers of citizens' cards have twelve digits too.
"""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from provenance.codes.problems import ProblemCode, problem
from provenance.codes.reading import Kind, Reading
from provenance.codes.scan import Scan, is_digits
from provenance.errors import BadKey
from provenance.keys import Gtin, ItemKey, check_digit, parse_gtin

NAMES: Mapping[int, str] = MappingProxyType({8: "ean8", 12: "upc_a", 13: "ean13", 14: "itf14"})
LINEAR_SYMBOLOGIES = "ACIX"
"""Code 39, Code 128, ITF, and what a decoder calls `other` (ISO/IEC 15424)."""


def is_in_store(gtin: Gtin) -> bool:
    """Tell whether only the shop that gave a number can explain it."""
    if gtin.startswith("000000"):
        return gtin[6] in "02"
    return gtin[1:3] == "02" or gtin[1] == "2"


def expand_upc_e(digits: str) -> str:
    """Give the UPC-A of an eight-digit UPC-E (GS1 General Specifications 5.2.2.4).

    Args:
        digits: number system 0 or 1, six digits, check digit.
    """
    system, body, check = digits[0], digits[1:7], digits[7]
    match body[5]:
        case "0" | "1" | "2":
            long = f"{body[:2]}{body[5]}0000{body[2:5]}"
        case "3":
            long = f"{body[:3]}00000{body[3:5]}"
        case "4":
            long = f"{body[:4]}00000{body[4]}"
        case last:
            long = f"{body[:5]}0000{last}"
    return f"{system}{long}{check}"


def read_ean(scan: Scan) -> Reading | None:
    """Read a bare number, None where the text can't be meant as one."""
    text = scan.text
    if scan.symbology.startswith("]E"):
        return _of_ean_symbol(scan)
    if not (is_digits(text) and len(text) in NAMES):
        return None
    checks = check_digit(text[:-1]) == int(text[-1])
    linear = not scan.symbology or scan.symbology[1] in LINEAR_SYMBOLOGIES
    meant = checks or len(text) in (13, 14) if linear else checks and len(text) != 12
    return _of_number(scan, text, NAMES[len(text)]) if meant else None


def _of_ean_symbol(scan: Scan) -> Reading | None:
    """Read what an EAN or UPC symbol holds; the modifier of its identifier tells which."""
    text = scan.text
    modifier = scan.symbology[2:]
    if modifier in ("1", "2"):
        return None  # the two or five digits beside an EAN say nothing alone
    if modifier == "3":
        reading = _of_number(scan, text[:13], NAMES[13])
        return _with_add_on(reading, scan.offset) if len(text) > 13 else reading
    if modifier == "0" and len(text) == 8 and is_digits(text) and text[0] in "01":
        return _of_number(scan, expand_upc_e(text), "upc_e")
    return _of_number(scan, text, NAMES.get(len(text), "ean"))


def _of_number(scan: Scan, digits: str, name: str) -> Reading:
    try:
        gtin = parse_gtin(digits)
    except BadKey as broken:
        wrong_digit = broken.code == "gtin.check_digit"
        code = ProblemCode.GTIN_CHECK_DIGIT if wrong_digit else ProblemCode.EAN_CHARACTERS
        position = scan.offset + len(scan.text) - 1 if wrong_digit else scan.offset
        error = problem(code, position=position)
        return Reading(kind=Kind.EAN, valid=False, what=name, error=error)
    if is_in_store(gtin):
        return Reading(kind=Kind.IN_STORE, what=name)
    return Reading(kind=Kind.EAN, ais=(("01", gtin),), item=ItemKey(gtin=gtin), what=name)


def _with_add_on(reading: Reading, offset: int) -> Reading:
    warning = problem(ProblemCode.EAN_ADD_ON, position=offset + 13)
    return replace(reading, warnings=(*reading.warnings, warning))
