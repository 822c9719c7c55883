"""Parameters of a query about sensor data, master data, extensions and declared errors (8.2.7.1).

`EQ_`, `GT_`, `GE_`, `LT_`, `LE_` or `EXISTS_`, then where the field stands (`INNER_`, `ILMD_`,
`SENSORREPORT_`...), then its name: of an extension a full URI, or a prefix that the standard or the
header `GS1-Extensions` declares. A sensor's field without a place is one of report or metadata.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Float, and_, cast, or_, select

from fleet.epcis.models import EventField, EventRow, EventThing
from fleet.errors import BadInput
from provenance.epcis.fields import (
    SENSOR_NUMBERS,
    SENSOR_TEXTS,
    SENSOR_TIMES,
    TIME,
    Scope,
    spelt,
)
from provenance.epcis.moments import parse_moment
from provenance.epcis.vocabulary import (
    DISPOSITION,
    ERROR_REASON,
    STANDARD_PREFIXES,
    Vocabulary,
    expand,
    expand_prefix,
    is_uri,
    is_word,
)

Condition = ColumnElement[bool]
Values = Sequence[str]

_NUMBER = re.compile(r"[+-]?\d{1,40}(?:\.\d{1,40})?(?:[eE][+-]?\d{1,2})?", re.ASCII)
_PARAMETER = re.compile(
    r"(?P<how>EQ|GT|GE|LT|LE|EXISTS)_"
    r"(?P<inner>INNER_)?"
    r"(?:(?P<scope>ILMD|ERROR_DECLARATION|SENSORELEMENT|SENSORMETADATA|SENSORREPORT)_)?"
    r"(?P<name>.+)",
    re.DOTALL,
)
_UNIT = re.compile(r"[A-Za-z0-9]{1,3}", re.ASCII)
_NUMERIC = re.compile(rf"({'|'.join(SENSOR_NUMBERS)}|quantity)(?:_({_UNIT.pattern}))?", re.ASCII)
_ORDERED: Mapping[str, Callable[[Any, float], Condition]] = MappingProxyType(
    {
        "EQ": lambda column, value: column == value,
        "GT": lambda column, value: column > value,
        "GE": lambda column, value: column >= value,
        "LT": lambda column, value: column < value,
        "LE": lambda column, value: column <= value,
    }
)
_ANYWHERE = (Scope.METADATA, Scope.REPORT)
_ERROR_TIMES = frozenset({"errorDeclarationTime", "errorDeclaration_Time"})
"""The standard spells it both ways."""


def bad(name: str, why: str) -> BadInput:
    """Make the error about a value of a parameter."""
    return BadInput("epcis.parameter_value", name=name[:60], why=why)


def flag(name: str, values: Values) -> bool:
    """Read true or false.

    Raises:
        BadInput: `epcis.parameter_value`.
    """
    if [one.lower() for one in values] not in (["true"], ["false"]):
        raise bad(name, "true or false")
    return values[0].lower() == "true"


def field_condition(name: str, values: Values, prefixes: Mapping[str, str]) -> Condition | None:
    """Make the condition of a parameter about a field; None where there is no such parameter.

    Args:
        prefixes: namespaces by prefix, beside the standard's own.

    Raises:
        BadInput: `epcis.parameter_value`.
    """
    if name in _EXACT:
        return _EXACT[name](name, values)
    found = _PARAMETER.fullmatch(name)
    if found is None:
        return None
    how, own = found["how"], found["name"]
    scope = f"{found['inner'] or ''}{found['scope'] or ''}".strip("_")
    if ":" in own or (found["scope"] == Scope.ILMD and own.isidentifier()):
        return _extension(name, how, scope, own, values, prefixes)
    if found["inner"] or found["scope"] not in {None, *_ANYWHERE}:
        return None
    return _sensor(name, how, (found["scope"],) if found["scope"] else _ANYWHERE, own, values)


def _sensor(
    name: str, how: str, scopes: Sequence[str], own: str, values: Values
) -> Condition | None:
    if how == "EXISTS":
        return None
    numeric = _NUMERIC.fullmatch(own)
    if numeric and numeric[1] == "quantity":
        return _quantity(name, how, numeric[2], values)
    if numeric:
        return _fields(scopes, numeric[1], _measured(name, how, numeric[2], values))
    if own in SENSOR_TIMES:
        return _fields(scopes, own, _at(name, how, values))
    if own in _ERROR_TIMES:
        return _fields((Scope.ERROR,), "declarationTime", _at(name, how, values))
    if own in SENSOR_TEXTS and how == "EQ":
        texts = [spelt(own, one, STANDARD_PREFIXES) for one in values]
        return _fields(scopes, own, EventField.text.in_(texts))
    return None


def _extension(
    name: str, how: str, scope: str, own: str, values: Values, prefixes: Mapping[str, str]
) -> Condition:
    full = expand_prefix(own, {**STANDARD_PREFIXES, **prefixes})
    # In XML namespace and name are put together with a number sign between them.
    names = tuple(dict.fromkeys((full, full.replace("#", "", 1))))
    if how == "EXISTS":
        there = _fields((scope,), names, EventField.id.is_not(None))
        return there if flag(name, values) else ~there
    either = []
    numbers = [number for one in values if (number := _number(one)) is not None]
    if numbers and len(values) == 1:
        compared = _ORDERED[how](EventField.number, numbers[0])
        either.append(and_(EventField.unit == "", compared))
    if len(values) == 1 and parse_moment(_plus(values[0])) is not None:
        either.append(_at(name, how, values))
    if how == "EQ":
        either.append(EventField.text.in_(values))
    if not either:
        raise bad(name, "one number, or one time")
    return _fields((scope,), names, or_(*either))


def _fields(scopes: Sequence[str], names: str | Sequence[str], that: Condition) -> Condition:
    some = (names,) if isinstance(names, str) else names
    own = and_(EventField.name.in_(some), EventField.scope.in_(list(map(str, scopes))), that)
    return EventRow.id.in_(select(EventField.event_id).where(own))


def _measured(name: str, how: str, unit: str | None, values: Values) -> Condition:
    compared = _ORDERED[how](EventField.number, _one_number(name, values))
    return and_(EventField.unit == unit, compared) if unit else compared


def _quantity(name: str, how: str, unit: str | None, values: Values) -> Condition:
    # Decimal numbers are kept as texts, since SQLite knows none: no index helps here.
    amount = cast(EventThing.quantity, Float)
    own = [EventThing.quantity.is_not(None), _ORDERED[how](amount, _one_number(name, values))]
    if unit:
        own.append(EventThing.uom == unit)
    return EventRow.id.in_(select(EventThing.event_id).where(*own))


def _at(name: str, how: str, values: Values) -> Condition:
    moment = parse_moment(_plus(values[0])) if len(values) == 1 else None
    if moment is None:
        raise bad(name, "one time such as 2026-11-22T06:00:00.000+07:00")
    compared = _ORDERED[how](EventField.number, moment.timestamp())
    return and_(EventField.unit == TIME, compared)


def _plus(text: str) -> str:
    # A plus sign that nobody escaped arrives as a space.
    return text.replace(" ", "+")


def _one_number(name: str, values: Values) -> float:
    found = _number(values[0]) if len(values) == 1 else None
    if found is None:
        raise bad(name, "one number")
    return found


def _number(text: str) -> float | None:
    return float(text) if _NUMBER.fullmatch(text) else None


def _words(scope: Scope, field: str, vocabulary: Vocabulary) -> Callable[[str, Values], Condition]:
    def make(name: str, values: Values) -> Condition:
        wrong = next((v for v in values if not is_word(vocabulary, v, STANDARD_PREFIXES)), None)
        if wrong is not None:
            raise bad(name, f"no {vocabulary.name}: {wrong[:60]}")
        full = [expand(vocabulary, one, STANDARD_PREFIXES) for one in values]
        return _fields((scope,), field, EventField.text.in_(full))

    return make


def _corrective(name: str, values: Values) -> Condition:
    if not all(map(is_uri, values)):
        raise bad(name, "URIs")
    return _fields((Scope.ERROR,), "correctiveEventID", EventField.text.in_(values))


def _measures(name: str, values: Values) -> Condition:
    reports = select(EventField.event_id).where(
        EventField.scope.in_([Scope.METADATA.value, Scope.REPORT.value, Scope.ELEMENT.value])
    )
    there = EventRow.id.in_(reports)
    return there if flag(name, values) else ~there


_EXACT: Mapping[str, Callable[[str, Values], Condition]] = MappingProxyType(
    {
        "EQ_persistentDisposition_set": _words(Scope.PERSISTENT, "set", DISPOSITION),
        "EQ_persistentDisposition_unset": _words(Scope.PERSISTENT, "unset", DISPOSITION),
        "EQ_errorReason": _words(Scope.ERROR, "reason", ERROR_REASON),
        "EQ_correctiveEventID": _corrective,
        "EXISTS_sensorElementList": _measures,
    }
)
