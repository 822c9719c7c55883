"""One cell to one value, with what is wrong or doubtful about it.

A spreadsheet turns digits into numbers: leading zeros go, and long numbers become `8.93E+12`, in
which digits are lost for good. What can be put right without a doubt is, with a warning; the rest
is refused.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import TypeVar

from contract.zone import VIETNAM
from fleet.registry.checks import LONGEST_NAME, LONGEST_NUMBER, LONGEST_TEXT, UNSTORABLE, YEARS
from fleet.stations.rules import fold
from provenance.errors import BadKey, CodedError
from provenance.keys import Gtin, parse_gln, parse_gtin, parse_tax_code

Cell = str | int | float | bool | date | datetime | time | None
Note = Callable[[str], None]
"""Takes the code of a warning."""
Parser = Callable[[Cell, Note], object]
Choice = TypeVar("Choice", bound=StrEnum)

_SCIENTIFIC = re.compile(r"[+-]?\d+([.,]\d+)?[eE][+-]\d+")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_DEGREES = re.compile(r"[+-]?[0-9]{1,3}(\.[0-9]{1,15})?")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class BadCell(CodedError, ValueError):
    """A cell that can't be taken; `code` says why."""


def text(longest: int = LONGEST_TEXT) -> Parser:
    """Make a parser of texts."""

    def parse(cell: Cell, note: Note) -> str:
        del note
        return _limited(plain(cell), longest)

    return parse


def number_text(longest: int = LONGEST_NUMBER) -> Parser:
    """Make a parser of lots, serials and codes: texts whose leading zeros count."""

    def parse(cell: Cell, note: Note) -> str:
        found = _limited(plain(cell), longest)
        if is_number(cell):
            note("number.zeros")
        if "\n" in found:
            raise BadCell("text.characters")
        return found

    return parse


name = number_text(LONGEST_NAME)


def gtin(cell: Cell, note: Note) -> Gtin:
    """Read a GTIN; zeros that a spreadsheet took away are put back."""
    digits = plain(cell).replace(" ", "")
    if not (digits.isascii() and digits.isdigit()):
        raise BadCell("gtin.characters")
    try:
        found = parse_gtin(digits)
    except BadKey as error:
        filled = digits.zfill(14)
        if error.code != "gtin.length" or not 6 <= len(digits) < 14:
            raise BadCell(error.code) from error
        try:
            found = parse_gtin(filled)
        except BadKey:
            raise BadCell(error.code) from error
        note("gtin.filled")
        return found
    if is_number(cell) and len(digits) < 14:
        note("gtin.filled")
    return found


def gln(cell: Cell, note: Note) -> str:
    """Read a GLN, empty where there is none."""
    del note
    return _key(plain(cell).replace(" ", ""), parse_gln)


def tax_code(cell: Cell, note: Note) -> str:
    """Read a tax code, empty where there is none; a lost zero in front is put back."""
    digits = plain(cell).replace(" ", "")
    if is_number(cell) and len(digits) in {9, 12}:
        note("number.filled")
        digits = f"0{digits}"
    return _key(digits, parse_tax_code)


def phone(cell: Cell, note: Note) -> str:
    """Read a phone number; a lost zero in front is put back."""
    found = _limited(plain(cell), LONGEST_NAME)
    if is_number(cell) and len(found) in {9, 10} and not found.startswith("0"):
        note("number.filled")
        return f"0{found}"
    return found


def day(cell: Cell, note: Note) -> date | None:
    """Read a date: day/month/year, or ISO 8601; None where the cell is empty."""
    del note
    if isinstance(cell, datetime):
        return _sensible(cell.date())
    if isinstance(cell, date):
        return _sensible(cell)
    if is_number(cell):
        raise BadCell("date.number")
    written = plain(cell)
    return _sensible(_day(written)) if written else None


def moment(cell: Cell, note: Note) -> datetime | None:
    """Read a moment, Vietnam's time where no other is said; a bare date is its first moment."""
    if isinstance(cell, datetime):
        _sensible(cell.date())
        return (cell if cell.tzinfo else cell.replace(tzinfo=VIETNAM)).astimezone(UTC)
    written = plain(cell) if isinstance(cell, str) else ""
    if len(written) > 10 and written[10] in " T":
        try:
            clock = time.fromisoformat(written[11:].strip())
        except ValueError as error:
            raise BadCell("date.invalid") from error
        begun = datetime.combine(_sensible(_day(written[:10])), clock)
        return (begun if begun.tzinfo else begun.replace(tzinfo=VIETNAM)).astimezone(UTC)
    found = day(cell, note)
    return None if found is None else datetime.combine(found, time(), VIETNAM).astimezone(UTC)


def stars(cell: Cell, note: Note) -> int | None:
    """Read OCOP stars, None where there are none."""
    del note
    written = plain(cell).removesuffix("sao").strip()
    if not written:
        return None
    if written not in {"3", "4", "5"}:
        raise BadCell("certificate.stars")
    return int(written)


def degrees(cell: Cell, note: Note) -> float | None:
    """Read degrees with a comma or a point, None where there are none."""
    del note
    if isinstance(cell, float):
        return cell
    written = plain(cell).replace(",", ".")
    if not written:
        return None
    if not _DEGREES.fullmatch(written):
        raise BadCell("position.degrees")
    return float(written)


def several(cell: Cell, note: Note) -> tuple[str, ...]:
    """Read texts that semicolons part."""
    del note
    parts = (_limited(part.strip(), LONGEST_TEXT) for part in plain(cell).split(";"))
    return tuple(part for part in parts if part)


def choice(words: dict[Choice, str]) -> Parser:
    """Make a parser of one of several words, as people write them, accents and case aside."""
    known = {fold(word): one for one, word in words.items()}
    known |= {one.value: one for one in words}

    def parse(cell: Cell, note: Note) -> Choice:
        del note
        found = known.get(fold(" ".join(plain(cell).split())))
        if found is None:
            raise BadCell("choice.unknown")
        return found

    return parse


def is_number(cell: Cell) -> bool:
    """Tell whether a spreadsheet took what was typed for a number."""
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def plain(cell: Cell) -> str:
    """Write a cell as the text that was typed, without spaces around it.

    Raises:
        BadCell: `number.scientific` where digits are lost, `cell.formula` for a broken formula,
            `text.characters`.
    """
    if isinstance(cell, str):
        # Most cells; nothing of what follows can be wrong with them.
        if cell.isascii() and cell.isalnum():
            return cell
        written = unicodedata.normalize("NFC", cell).strip()
    else:
        written = _typed(cell)
    if written[:1] in "+-0123456789" and _SCIENTIFIC.fullmatch(written):
        raise BadCell("number.scientific")
    if written.startswith("#") and written.rstrip("!?/0").isupper():
        raise BadCell("cell.formula")
    if UNSTORABLE.search(written) or _CONTROL.search(written):
        raise BadCell("text.characters")
    return written


def _typed(cell: bool | float | date | time | None) -> str:  # noqa: FBT001 - a value of a cell
    match cell:
        case None:
            return ""
        case float():
            # Beyond 15 digits a spreadsheet keeps no others.
            if not cell.is_integer() or abs(cell) >= 1e15:
                raise BadCell("number.scientific")
            return str(int(cell))
        case datetime():
            return cell.isoformat(" ")
        case date():
            return cell.isoformat()
        case _:
            return str(cell)


def _limited(written: str, longest: int) -> str:
    if len(written) > longest:
        raise BadCell("text.too_long", most=longest)
    return written


def _key(digits: str, parse: Callable[[str], str]) -> str:
    if not digits:
        return ""
    try:
        return parse(digits)
    except BadKey as error:
        raise BadCell(error.code) from error


def _day(written: str) -> date:
    try:
        if found := _DAY_FIRST.fullmatch(written):
            return date(int(found[3]), int(found[2]), int(found[1]))
        return date.fromisoformat(written)
    except ValueError as error:
        raise BadCell("date.invalid") from error


def _sensible(found: date) -> date:
    if found.year not in YEARS:
        raise BadCell("date.year")
    return found
