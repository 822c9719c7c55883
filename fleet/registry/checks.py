"""What must hold of a record before it is stored, whichever way it came."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, datetime
from typing import TypeVar

from provenance.errors import BadKey
from provenance.keys import parse_gln, parse_gtin, parse_tax_code
from provenance.recalls import in_range
from provenance.records import Certificate, Location, Lot, Party, Recall, Stamp, Text, TradeItem

T = TypeVar("T")

LONGEST_TEXT = 4000
LONGEST_NUMBER = 20
LONGEST_NAME = 100
YEARS = range(1900, 2200)
_LONGEST = {
    "lot": LONGEST_NUMBER,
    "serial": LONGEST_NUMBER,
    "serial_from": LONGEST_NUMBER,
    "serial_to": LONGEST_NUMBER,
    "recall_class": LONGEST_NUMBER,
    "party_id": LONGEST_NAME,
    "location_id": LONGEST_NAME,
    "establishment_code": LONGEST_NAME,
    "recall_id": LONGEST_NAME,
    "number": LONGEST_NAME,
    "biz_step": LONGEST_NAME,
    "sponsor": LONGEST_NAME,
    "picture_sha256": 64,
}
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is wrong with one field; `message` is for whoever wrote the file, in English."""

    field: str
    code: str
    message: str


def finished(record: T) -> T:
    """Bring the keys of a record into their one form.

    Raises:
        BadKey: a GTIN, GLN or tax code that breaks its rules.
    """
    match record:
        case TradeItem() | Lot() | Stamp():
            return replace(record, gtin=parse_gtin(record.gtin))
        case Recall(gtin=str() as gtin):
            return replace(record, gtin=parse_gtin(gtin))
        case Party():
            return replace(
                record,
                gln=record.gln and parse_gln(record.gln),
                tax_code=record.tax_code and parse_tax_code(record.tax_code),
            )
        case Location():
            return replace(record, gln=record.gln and parse_gln(record.gln))
        case _:
            return record


def field_of(error: BadKey) -> str:
    """Name the field that a key's error is about."""
    return error.code.partition(".")[0]


def problems(record: object) -> Iterator[Problem]:
    """Give what is wrong with the values of a record."""
    if not is_dataclass(record):
        return
    for field in fields(record):
        value = getattr(record, field.name)
        if isinstance(value, datetime) and value.tzinfo is None:
            yield Problem(
                field=field.name,
                code="moment.naive",
                message="the moment needs its offset from UTC",
            )
        if isinstance(value, date) and value.year not in YEARS:
            message = f"a year from {YEARS.start} to {YEARS.stop - 1} is needed"
            yield Problem(field=field.name, code="date.year", message=message)
        yield from texts(field.name, value)
    yield from contradictions(record)


def contradictions(record: object) -> Iterator[Problem]:
    """Give where the fields of a record don't fit each other, each of them good by itself."""
    match record:
        case Certificate():
            yield from _certificate(record)
        case Recall():
            yield from _recall(record)
        case Location():
            yield from _location(record)
        case Party(name=name) if not name.strip():
            yield Problem(field="name", code="cell.empty", message="a name is needed")
        case _:
            pass


def texts(field: str, value: object, prefix: str = "") -> Iterator[Problem]:
    """Give what is wrong with the texts of one field."""
    if isinstance(value, tuple | list):
        for one in value:
            yield from texts(field, one, prefix)
    elif isinstance(value, Text):
        yield from texts("vi", value.vi, f"{field}.")
        yield from texts("en", value.en, f"{field}.")
    elif isinstance(value, str):
        longest = _LONGEST.get(field, LONGEST_TEXT)
        name = f"{prefix}{field}"
        if UNSTORABLE.search(value):
            message = "U+0000 and lone surrogates can't be stored"
            yield Problem(field=name, code="text.characters", message=message)
        if len(value) > longest:
            message = f"at most {longest} characters"
            yield Problem(field=name, code="text.too_long", message=message)


def _certificate(record: Certificate) -> Iterator[Problem]:
    if record.stars not in {None, 3, 4, 5}:
        yield Problem(field="stars", code="certificate.stars", message="3 to 5 are given")
    if record.valid_from and record.valid_until and record.valid_until < record.valid_from:
        message = "it ends before it begins"
        yield Problem(field="valid_until", code="date.order", message=message)


def _recall(record: Recall) -> Iterator[Problem]:
    ranged = record.serial_from is not None or record.serial_to is not None
    if record.gtin is None and record.party is None:
        message = "a product or a party is needed"
        yield Problem(field="gtin", code="recall.no_scope", message=message)
    if record.gtin is None and (ranged or record.lot is not None):
        message = "a lot or serials need their product"
        yield Problem(field="gtin", code="recall.no_product", message=message)
    first, last = record.serial_from, record.serial_to
    if first is not None and last is not None and not in_range(last, first, last):
        message = "the last serial stands before the first"
        yield Problem(field="serial_to", code="recall.serials", message=message)
    elif first is not None and last is not None and len(first) != len(last):
        # As texts, 2 doesn't stand between 1 and 1000, and whoever writes that means that it does.
        message = "both serials need the same length; give one order for each length"
        yield Problem(field="serial_to", code="recall.serial_lengths", message=message)


def _location(record: Location) -> Iterator[Problem]:
    if (record.latitude is None) != (record.longitude is None):
        message = "latitude and longitude belong together"
        yield Problem(field="longitude", code="position.half", message=message)
    for field, value, most in (
        ("latitude", record.latitude, 90),
        ("longitude", record.longitude, 180),
    ):
        # Written so that NaN is refused too.
        if value is not None and not -most <= value <= most:
            message = f"{-most} to {most} degrees"
            yield Problem(field=field, code="position.range", message=message)
