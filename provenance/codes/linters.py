"""The checks of the GS1 Barcode Syntax Dictionary that go beyond length and characters.

One pure function a linter, by the dictionary's names, with the findings of GS1's own linters. What
can't be known here: which company prefixes GS1 has given (that list isn't free), so that a prefix
is held to its digits only.
"""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from provenance.codes.code_lists import (
    COUNTRY_LETTERS,
    COUNTRY_NUMBERS,
    CURRENCY_NUMBERS,
    PACKAGE_TYPES,
)
from provenance.codes.coupons import couponcode, couponposoffer
from provenance.codes.dates import day_problem, yymmdd_problem
from provenance.codes.lint_errors import LintError

Linter = Callable[[str], LintError | None]

_CSET82 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
_CSET32 = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_CSET82_VALUES = MappingProxyType({character: i for i, character in enumerate(_CSET82)})
_PRIMES = tuple(n for n in range(2, 510) if all(n % d for d in range(2, int(n**0.5) + 1)))
_NOT_PERCENT_ENCODED = re.compile(r"%(?![0-9A-Fa-f]{2})")
_SEQUENCE = re.compile(r"([0-9]+)/([0-9]+)")
_GCP_DIGITS = 4
"""The shortest company prefix."""


def _characters(pattern: str, error: LintError) -> Linter:
    whole = re.compile(pattern)
    return lambda value: None if whole.fullmatch(value) else error


def _digits(value: str) -> bool:
    return not value or (value.isascii() and value.isdigit())


def _one_of(values: frozenset[str], error: LintError) -> Linter:
    return lambda value: None if value in values else error


def _number(count: int, end: int, unit: str) -> Linter:
    """Make a linter of a number with a fixed count of digits, below an end."""
    short, long = LintError(f"{unit}_too_short"), LintError(f"{unit}_too_long")
    illegal = LintError(f"illegal_{unit}")

    def check(value: str) -> LintError | None:
        if len(value) != count:
            return short if len(value) < count else long
        if not _digits(value):
            return LintError.NON_DIGIT_CHARACTER
        return None if int(value) < end else illegal

    return check


def _degrees(most: int, name: str) -> Linter:
    length, invalid = LintError(f"{name}_invalid_length"), LintError(f"invalid_{name}")

    def check(value: str) -> LintError | None:
        if len(value) != 10:
            return length
        if not _digits(value):
            return LintError.NON_DIGIT_CHARACTER
        return None if int(value) <= most else invalid

    return check


hh = _number(2, 24, "hour")
mi = _number(2, 60, "minute")
ss = _number(2, 60, "second")
csetnumeric = _characters(r"[0-9]*", LintError.NON_DIGIT_CHARACTER)
cset82 = _characters(r"[!\"%-?A-Z_a-z]*", LintError.INVALID_CSET82_CHARACTER)
cset39 = _characters(r"[#\-/0-9A-Z]*", LintError.INVALID_CSET39_CHARACTER)
iso3166 = _one_of(COUNTRY_NUMBERS, LintError.NOT_ISO3166)
iso3166999 = _one_of(COUNTRY_NUMBERS | {"999"}, LintError.NOT_ISO3166_OR_999)
iso3166alpha2 = _one_of(COUNTRY_LETTERS, LintError.NOT_ISO3166_ALPHA2)
iso4217 = _one_of(CURRENCY_NUMBERS, LintError.NOT_ISO4217)
iso5218 = _one_of(frozenset("0129"), LintError.INVALID_BIOLOGICAL_SEX_CODE)
winding = _one_of(frozenset("019"), LintError.INVALID_WINDING_DIRECTION)
yesno = _one_of(frozenset("01"), LintError.NOT_ZERO_OR_ONE)
mediatype = _one_of(
    frozenset(f"{i:02}" for i in (*range(1, 11), *range(80, 100))), LintError.INVALID_MEDIA_TYPE
)
packagetype = _one_of(PACKAGE_TYPES, LintError.INVALID_PACKAGE_TYPE)
hyphen = _characters(r"-*", LintError.NOT_HYPHEN)
latitude = _degrees(1_800_000_000, "latitude")
longitude = _degrees(3_600_000_000, "longitude")


def cset64(value: str) -> LintError | None:
    """Check base64url; where it is padded, then to groups of three characters."""
    data = value.rstrip("=")
    if not re.fullmatch(r"[0-9A-Za-z_-]*", data):
        return LintError.INVALID_CSET64_CHARACTER
    padding = len(value) - len(data)
    return LintError.INVALID_CSET64_PADDING if padding not in (0, -len(data) % 3) else None


def csum(value: str) -> LintError | None:
    """Check the check digit (GS1 General Specifications 7.9.1)."""
    if not value:
        return LintError.TOO_SHORT_FOR_CHECK_DIGIT
    if not _digits(value):
        return LintError.NON_DIGIT_CHARACTER
    numbers = value.encode()
    total = 3 * sum(numbers[-2::-2]) + sum(numbers[-1::-2])
    # Each number is its digit plus 48.
    zeros = 48 * (3 * (len(value) // 2) + (len(value) + 1) // 2)
    return LintError.INCORRECT_CHECK_DIGIT if (total - zeros) % 10 else None


def csumalpha(value: str) -> LintError | None:
    """Check the pair of check characters (GS1 General Specifications 7.9.5)."""
    if len(value) < 2:
        return LintError.TOO_SHORT_FOR_CHECK_PAIR
    data, pair = value[:-2], value[-2:]
    if len(data) > len(_PRIMES):
        return LintError.TOO_LONG_FOR_CHECK_PAIR_IMPLEMENTATION
    if cset82(data):
        return LintError.INVALID_CSET82_CHARACTER
    if not all(character in _CSET32 for character in pair):
        return LintError.INVALID_CSET32_CHARACTER
    weighted = zip(reversed(data), _PRIMES, strict=False)
    total = sum(_CSET82_VALUES[character] * prime for character, prime in weighted) % 1021
    expected = _CSET32[total >> 5] + _CSET32[total & 31]
    return None if pair == expected else LintError.INCORRECT_CHECK_PAIR


def _prefix(place: int) -> Linter:
    """Make the linter of a company prefix that begins at a place of the value."""

    def check(value: str) -> LintError | None:
        prefix = value[place : place + _GCP_DIGITS]
        if len(prefix) < _GCP_DIGITS:
            return LintError.TOO_SHORT_FOR_KEY
        return None if _digits(prefix) else LintError.INVALID_GCP_PREFIX

    return check


gcppos1 = _prefix(0)
gcppos2 = _prefix(1)


def yymmdd(value: str) -> LintError | None:
    """Check a date of six digits."""
    return yymmdd_problem(value)


def yymmd0(value: str) -> LintError | None:
    """Check a date of six digits whose day may be 00."""
    return yymmdd_problem(value, zero_day=True)


def yyyymmdd(value: str) -> LintError | None:
    """Check a date of eight digits."""
    return day_problem(value, 8)


def yyyymmd0(value: str) -> LintError | None:
    """Check a date of eight digits whose day may be 00."""
    return day_problem(value, 8, zero_day=True)


def yymmddhh(value: str) -> LintError | None:
    """Check a date of six digits with an hour."""
    if len(value) != 8:
        short = len(value) < 8
        return LintError.DATE_WITH_HOUR_TOO_SHORT if short else LintError.DATE_WITH_HOUR_TOO_LONG
    return yymmdd_problem(value[:6]) or hh(value[6:])


def hhmi(value: str) -> LintError | None:
    """Check an hour with its minute."""
    if len(value) != 4:
        short = len(value) < 4
        wrong = LintError.HOUR_WITH_MINUTE_TOO_SHORT, LintError.HOUR_WITH_MINUTE_TOO_LONG
        return wrong[0] if short else wrong[1]
    if not _digits(value):
        return LintError.NON_DIGIT_CHARACTER
    return hh(value[:2]) or mi(value[2:])


def mmoptss(value: str) -> LintError | None:
    """Check a minute, with or without its second."""
    if len(value) not in (2, 4):
        return LintError.MMSS_INVALID_LENGTH
    if not _digits(value):
        return LintError.NON_DIGIT_CHARACTER
    return mi(value[:2]) or (ss(value[2:]) if value[2:] else None)


def iso3166list(value: str) -> LintError | None:
    """Check countries of three digits each."""
    countries = (value[i : i + 3] for i in range(0, len(value), 3))
    return next((error for error in map(iso3166, countries) if error), None)


def iban(value: str) -> LintError | None:
    """Check an account number (ISO 13616): country, then the remainder by 97."""
    if len(value) <= 4:
        return LintError.IBAN_TOO_SHORT
    if not re.fullmatch(r"[0-9A-Z]*", value):
        return LintError.INVALID_IBAN_CHARACTER
    if value[:2] not in COUNTRY_LETTERS:
        return LintError.ILLEGAL_IBAN_COUNTRY_CODE
    number = "".join(str(int(character, 36)) for character in value[4:] + value[:4])
    # Longer than any account number, and int() of very long texts takes its time.
    wrong = len(number) > 200 or int(number) % 97 != 1
    return LintError.INCORRECT_IBAN_CHECKSUM if wrong else None


def importeridx(value: str) -> LintError | None:
    """Check the importer's index of AI 7040."""
    if len(value) != 1:
        return LintError.IMPORTER_IDX_MUST_BE_ONE_CHARACTER
    return LintError.INVALID_IMPORT_IDX_CHARACTER if cset64(value) or value == "=" else None


def zero(value: str) -> LintError | None:
    """Check that there are zeros only."""
    return LintError.NOT_ZERO if value.strip("0") else None


def nonzero(value: str) -> LintError | None:
    """Check that a number isn't zero."""
    if not _digits(value):
        return LintError.NON_DIGIT_CHARACTER
    return None if value.strip("0") else LintError.ILLEGAL_ZERO_VALUE


def nozeroprefix(value: str) -> LintError | None:
    """Check that a number has no zero in front; a single zero is one."""
    if not _digits(value):
        return LintError.NON_DIGIT_CHARACTER
    return LintError.ILLEGAL_ZERO_PREFIX if len(value) > 1 and value[0] == "0" else None


def hasnondigit(value: str) -> LintError | None:
    """Check that there is something else than digits."""
    return LintError.REQUIRES_NON_DIGIT_CHARACTER if _digits(value) else None


def pcenc(value: str) -> LintError | None:
    """Check that each percent sign begins an encoded byte."""
    broken = _NOT_PERCENT_ENCODED.search(value)
    return LintError.INVALID_PERCENT_SEQUENCE if broken else None


def pieceoftotal(value: str) -> LintError | None:
    """Check a piece's number and how many there are, of equal length."""
    if not _digits(value):
        return LintError.NON_DIGIT_CHARACTER
    half = len(value) // 2
    if not value or len(value) % 2:
        return LintError.INVALID_LENGTH_FOR_PIECE_OF_TOTAL
    piece, total = value[:half], value[half:]
    if not piece.strip("0"):
        return LintError.ZERO_PIECE_NUMBER
    if not total.strip("0"):
        return LintError.ZERO_TOTAL_PIECES
    return LintError.PIECE_NUMBER_EXCEEDS_TOTAL if piece > total else None


def posinseqslash(value: str) -> LintError | None:
    """Check a place in a sequence, such as 2/3."""
    match = _SEQUENCE.fullmatch(value)
    if match is None:
        return LintError.POSITION_IN_SEQUENCE_MALFORMED
    place, end = match[1], match[2]
    if "0" in (place[0], end[0]):
        return LintError.ILLEGAL_ZERO_PREFIX
    exceeds = (len(place), place) > (len(end), end)
    return LintError.POSITION_EXCEEDS_END if exceeds else None


LINTERS: Mapping[str, Linter] = MappingProxyType(
    {
        "couponcode": couponcode,
        "couponposoffer": couponposoffer,
        "cset39": cset39,
        "cset64": cset64,
        "cset82": cset82,
        "csetnumeric": csetnumeric,
        "csum": csum,
        "csumalpha": csumalpha,
        "gcppos1": gcppos1,
        "gcppos2": gcppos2,
        "hasnondigit": hasnondigit,
        "hh": hh,
        "hhmi": hhmi,
        "hhmm": hhmi,
        "hyphen": hyphen,
        "iban": iban,
        "importeridx": importeridx,
        "iso3166": iso3166,
        "iso3166999": iso3166999,
        "iso3166alpha2": iso3166alpha2,
        "iso3166list": iso3166list,
        "iso4217": iso4217,
        "iso5218": iso5218,
        "key": gcppos1,
        "keyoff1": gcppos2,
        "latitude": latitude,
        "longitude": longitude,
        "mediatype": mediatype,
        "mi": mi,
        "mm": mi,
        "mmoptss": mmoptss,
        "nonzero": nonzero,
        "nozeroprefix": nozeroprefix,
        "packagetype": packagetype,
        "pcenc": pcenc,
        "pieceoftotal": pieceoftotal,
        "posinseqslash": posinseqslash,
        "ss": ss,
        "winding": winding,
        "yesno": yesno,
        "yymmd0": yymmd0,
        "yymmdd": yymmdd,
        "yymmddhh": yymmddhh,
        "yyyymmd0": yyyymmd0,
        "yyyymmdd": yyyymmdd,
        "zero": zero,
    }
)
"""By name; `hhmm`, `mm`, `key` and `keyoff1` are earlier names."""


def lint(name: str, value: str) -> LintError | None:
    """Check a component with the linter of this name.

    Raises:
        KeyError: there is no linter of this name.
    """
    return LINTERS[name](value)
