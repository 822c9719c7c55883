"""What else events are asked for by: sensor data, master data, extensions, declarations of errors.

Each field becomes a name with a text, a number or a moment, under the scope by which parameters of
queries call it (EPCIS 2.0, 8.2.7.1): `ILMD`, `SENSORREPORT`; fields inside other fields under
`INNER_ILMD`; extensions of the event itself under none, or `INNER`.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import islice
from types import MappingProxyType
from typing import Any

from provenance.epcis.epc import canonical
from provenance.epcis.model import Event
from provenance.epcis.moments import parse_moment
from provenance.epcis.vocabulary import (
    COMPONENT,
    MEASUREMENT,
    SENSOR_ALERT,
    Vocabulary,
    expand,
    expand_prefix,
)

Json = Any
MOST_FIELDS = 1000
"""Of one event; what is beyond can't be asked for."""
MOST_TEXT = 200
"""Characters of a text by which an event is found; of a longer one, that there is one."""
MOST_NAME_BYTES = 500
"""Of a name, longer ones can't be asked for: an index of PostgreSQL takes 2,704 bytes for name and
text together, and a character has up to four.
"""
TIME = "@time"
"""In place of a unit: the number is a moment, in seconds since 1970."""


class Scope(StrEnum):
    """Where in an event a field stands."""

    OWN = ""
    ILMD = "ILMD"
    ERROR = "ERROR_DECLARATION"
    ELEMENT = "SENSORELEMENT"
    METADATA = "SENSORMETADATA"
    REPORT = "SENSORREPORT"
    PERSISTENT = "PERSISTENT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field.

    Attributes:
        scope: a `Scope`, or `inner` of one.
        name: of an extension its full URI.
        unit: of a measured number, or `TIME`.
    """

    scope: str
    name: str
    unit: str = ""
    text: str | None = None
    number: float | None = None


SENSOR_WORDS: Mapping[str, Vocabulary] = MappingProxyType(
    {"type": MEASUREMENT, "exception": SENSOR_ALERT, "component": COMPONENT}
)
SENSOR_NUMBERS = ("value", "minValue", "maxValue", "meanValue", "sDev", "percRank", "percValue")
SENSOR_TIMES = ("time", "startTime", "endTime")
SENSOR_TEXTS = (
    *SENSOR_WORDS,
    "deviceID",
    "deviceMetadata",
    "rawData",
    "dataProcessingMethod",
    "bizRules",
    "microorganism",
    "chemicalSubstance",
    "coordinateReferenceSystem",
    "stringValue",
    "booleanValue",
    "hexBinaryValue",
    "uriValue",
)
_AS_THEY_ARE = frozenset({"stringValue", "booleanValue"})


def fields_of(event: Event) -> Iterator[Field]:
    """Give the fields of an event, at most `MOST_FIELDS`."""
    named = (one for one in _fields(event) if len(one.name.encode()) <= MOST_NAME_BYTES)
    # PostgreSQL takes no text with U+0000.
    return islice((one for one in named if "\x00" not in one.name + one.unit), MOST_FIELDS)


def inner(scope: str) -> str:
    """Name the scope of fields that stand inside fields of a scope."""
    return f"INNER_{scope}" if scope else "INNER"


def spelt(name: str, value: str, prefixes: Mapping[str, str]) -> str:
    """Spell the text of a sensor's field the one way by which it is found."""
    if name in SENSOR_WORDS:
        return expand(SENSOR_WORDS[name], value, prefixes)
    if name == "hexBinaryValue":
        return value.upper()
    return value if name in _AS_THEY_ARE else canonical(expand_prefix(value, prefixes))


def as_number(value: Decimal | float) -> float | None:
    """Take a number that a database orders; None for one out of its range."""
    number = float(value)
    return number if math.isfinite(number) else None


def _fields(event: Event) -> Iterator[Field]:
    prefixes = event.prefixes or {}
    for name, words in (("set", event.persistent_set), ("unset", event.persistent_unset)):
        yield from (Field(scope=Scope.PERSISTENT, name=name, text=word) for word in words)
    yield from _error(event, prefixes)
    for element in event.sensors:
        yield from _standard(Scope.METADATA, element.get("sensorMetadata", {}), prefixes)
        for report in element["sensorReport"]:
            yield from _standard(Scope.REPORT, report, prefixes)
        yield from _extensions(Scope.ELEMENT, element, prefixes)
    yield from _nested(Scope.ILMD, event.ilmd or {}, prefixes)
    yield from _nested(Scope.OWN, event.extensions or {}, prefixes)


def _error(event: Event, prefixes: Mapping[str, str]) -> Iterator[Field]:
    declared = event.error_declaration
    if declared is None:
        return
    at = declared.at.timestamp()
    yield Field(scope=Scope.ERROR, name="declarationTime", unit=TIME, number=at)
    if declared.reason:
        yield Field(scope=Scope.ERROR, name="reason", text=declared.reason)
    for one in declared.corrective_ids:
        yield from _texts(Scope.ERROR, "correctiveEventID", one)
    yield from _nested(Scope.ERROR, declared.extensions or {}, prefixes)


def _standard(
    scope: Scope, values: Mapping[str, Json], prefixes: Mapping[str, str]
) -> Iterator[Field]:
    unit = values.get("uom", "")
    for name, value in values.items():
        if name in SENSOR_NUMBERS:
            yield Field(scope=scope, name=name, unit=unit[:MOST_TEXT], number=as_number(value))
        elif name in SENSOR_TIMES:
            yield from _of_value(scope, name, value)
        elif name in SENSOR_TEXTS:
            text = str(value).lower() if isinstance(value, bool) else str(value)
            yield from _texts(scope, name, spelt(name, text, prefixes))
    yield from _extensions(scope, values, prefixes)


def _extensions(
    scope: str, values: Mapping[str, Json], prefixes: Mapping[str, str]
) -> Iterator[Field]:
    own = {name: value for name, value in values.items() if ":" in name}
    return _nested(scope, own, prefixes)


def _nested(scope: str, values: Mapping[str, Json], prefixes: Mapping[str, str]) -> Iterator[Field]:
    for key, value in values.items():
        if key.startswith("@"):
            continue
        name = expand_prefix(key, prefixes)
        for one in _each(value):
            yield from _of_value(scope, name, one)
            if isinstance(one, dict):
                inside = scope if scope.startswith("INNER") else inner(scope)
                yield from _nested(inside, one, prefixes)


def _each(value: Json) -> Iterable[Json]:
    if not isinstance(value, list):
        return (value,)
    return (one for item in value for one in _each(item))


def _of_value(scope: str, name: str, value: Json) -> Iterator[Field]:
    match value:
        case None:
            return
        case bool():
            yield Field(scope=scope, name=name, text=str(value).lower())
        case int() | Decimal():
            yield Field(scope=scope, name=name, number=as_number(value))
        case str():
            moment = parse_moment(value)
            if moment is not None:
                yield Field(scope=scope, name=name, unit=TIME, number=moment.timestamp())
            yield from _texts(scope, name, value)
        case _:
            yield Field(scope=scope, name=name)


def _texts(scope: str, name: str, text: str) -> Iterator[Field]:
    findable = len(text) <= MOST_TEXT and "\x00" not in text
    yield Field(scope=scope, name=name, text=text if findable else None)
