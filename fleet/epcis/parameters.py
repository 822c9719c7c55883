"""The parameters of an event query, as EPCIS 2.0 names them, made into conditions (8.2.7.1).

All parameters must hold; of one with several values, any. Things may be asked for in any form of
their names, words in any form too. A parameter that isn't known is refused, since leaving it out
would give more than was asked for.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from fleet.epcis.field_parameters import bad, field_condition, flag
from fleet.epcis.models import EventParty, EventRow, EventThing
from fleet.epcis.store import PROCESS
from fleet.errors import BadInput
from provenance.epcis import Action, EventType, Role
from provenance.epcis.epc import canonical, goods_of
from provenance.epcis.moments import parse_moment
from provenance.epcis.vocabulary import (
    BIZ_STEP,
    BIZ_TRANSACTION_TYPE,
    DISPOSITION,
    SOURCE_DEST_TYPE,
    STANDARD_PREFIXES,
    Vocabulary,
    expand,
    is_uri,
    is_word,
)

Condition = ColumnElement[bool]
Column = InstrumentedAttribute[Any]
Make = Callable[[str, Sequence[str]], Condition]

MOST_VALUES = 100
_SEPARATOR = re.compile(r"\||,(?=[A-Za-z][A-Za-z0-9+.-]*:|[A-Za-z_]+(?:[,|]|$))")
_PATTERN = "urn:epc:idpat:"


def condition(
    name: str, given: Iterable[str], prefixes: Mapping[str, str] = STANDARD_PREFIXES
) -> Condition:
    """Make the condition of one parameter.

    Args:
        prefixes: namespaces of extension fields, beside the standard's own.

    Raises:
        BadInput: `epcis.parameter` where it isn't known, `epcis.parameter_value`.
    """
    values = values_in(given)
    if not values and name.startswith("EXISTS_"):
        # The standard gives these no value.
        values = ["true"]
    if not values or len(values) > MOST_VALUES:
        raise bad(name, "one value is needed" if not values else f"at most {MOST_VALUES} values")
    if any("\x00" in one for one in (name, *values)):
        raise bad(name, "no text with U+0000 is taken")
    if name in _EXACT:
        return _EXACT[name](name, values)
    for start, make in _TYPED.items():
        if name.startswith(start):
            return make(name, values)
    found = field_condition(name, values, prefixes)
    if found is None:
        raise BadInput("epcis.parameter", name=name[:60])
    return found


def values_in(given: Iterable[str]) -> list[str]:
    """Take the values of a parameter apart, which may stand in one text."""
    return [one for text in given for one in _SEPARATOR.split(text) if one]


def _one_of(column: Column, known: Iterable[str]) -> Make:
    allowed = frozenset(known)

    def make(name: str, values: Sequence[str]) -> Condition:
        if not allowed.issuperset(values):
            raise bad(name, "one of " + ", ".join(sorted(allowed)))
        return column.in_(values)

    return make


def _moment(name: str, values: Sequence[str]) -> datetime:
    found = parse_moment(values[0].replace(" ", "+")) if len(values) == 1 else None
    if found is None:
        raise bad(name, "one time such as 2026-11-22T06:00:00.000+07:00")
    return found


def _from(column: Column) -> Make:
    return lambda name, values: column >= _moment(name, values)


def _before(column: Column) -> Make:
    return lambda name, values: column < _moment(name, values)


def _word(column: Column, vocabulary: Vocabulary) -> Make:
    return lambda name, values: column.in_([_full(name, vocabulary, one) for one in values])


def _full(name: str, vocabulary: Vocabulary, value: str) -> str:
    if not is_word(vocabulary, value, STANDARD_PREFIXES):
        raise bad(name, f"no {vocabulary.name}: {value[:60]}")
    return expand(vocabulary, value, STANDARD_PREFIXES)


def _names(name: str, values: Sequence[str]) -> list[str]:
    wrong = next((one for one in values if not is_uri(one)), None)
    if wrong is not None:
        raise bad(name, f"no URI: {wrong[:60]}")
    return [canonical(one) for one in values]


def _named(column: Column) -> Make:
    return lambda name, values: column.in_(_names(name, values))


def _things(*roles: Role, is_class: bool = False) -> Make:
    """Match things; a pattern of units (`urn:epc:idpat:sgtin:...*`) matches all of a product."""

    def make(name: str, values: Sequence[str]) -> Condition:
        patterns = [one for one in values if one.startswith(_PATTERN) and not is_class]
        exact = _names(name, [one for one in values if one not in patterns])
        gtins = [goods.gtin for one in _names(name, patterns) if (goods := goods_of(one))]
        if len(gtins) < len(patterns):
            raise bad(name, "only patterns of trade items are matched")
        either = or_(EventThing.name.in_(exact), EventThing.gtin.in_(gtins))
        own = and_(
            EventThing.role.in_([role.value for role in roles]),
            EventThing.is_class.is_(is_class),
            either if gtins else EventThing.name.in_(exact),
        )
        return EventRow.id.in_(select(EventThing.event_id).where(own))

    return make


def _parties(part: str, vocabulary: Vocabulary) -> Make:
    """Match documents, sources or destinations of the type that stands in the parameter's name."""

    def make(name: str, values: Sequence[str]) -> Condition:
        kind = name.partition(f"{part}_")[2]
        own = and_(EventParty.part == _PARTS[part], EventParty.name.in_(_names(name, values)))
        if kind:
            own = and_(own, EventParty.kind == _full(name, vocabulary, kind))
        return EventRow.id.in_(select(EventParty.event_id).where(own))

    return make


def _process(name: str, values: Sequence[str]) -> Condition:
    own = and_(EventParty.part == PROCESS, EventParty.name.in_(_names(name, values)))
    return EventRow.id.in_(select(EventParty.event_id).where(own))


def _declares_error(name: str, values: Sequence[str]) -> Condition:
    return EventRow.declares_error.is_(flag(name, values))


def _within(column: Column) -> Make:
    """Match places, and the parts of them that a GLN's extension (254) names."""

    def make(name: str, values: Sequence[str]) -> Condition:
        names = _names(name, values)
        parts = (column.startswith(f"{one}/254/", autoescape=True) for one in names)
        return or_(column.in_(names), *parts)

    return make


_PARTS = MappingProxyType(
    {"bizTransaction": "transaction", "source": "source", "destination": "destination"}
)
_EXACT: Mapping[str, Make] = MappingProxyType(
    {
        "eventType": _one_of(EventRow.type, (one.value for one in EventType)),
        "EQ_action": _one_of(EventRow.action, (one.value for one in Action)),
        "GE_eventTime": _from(EventRow.at),
        "LT_eventTime": _before(EventRow.at),
        "GE_recordTime": _from(EventRow.recorded_at),
        "LT_recordTime": _before(EventRow.recorded_at),
        "EQ_bizStep": _word(EventRow.biz_step, BIZ_STEP),
        "EQ_disposition": _word(EventRow.disposition, DISPOSITION),
        "EQ_readPoint": _named(EventRow.read_point),
        "EQ_bizLocation": _named(EventRow.biz_location),
        "WD_readPoint": _within(EventRow.read_point),
        "WD_bizLocation": _within(EventRow.biz_location),
        "EQ_transformationID": _process,
        "EQ_eventID": _named(EventRow.event_id),
        "eventID": _named(EventRow.event_id),
        "EXISTS_errorDeclaration": _declares_error,
        "EQ_bizTransaction": _parties("bizTransaction", BIZ_TRANSACTION_TYPE),
        "MATCH_epc": _things(Role.EPC, Role.CHILD),
        "MATCH_parentID": _things(Role.PARENT),
        "MATCH_inputEPC": _things(Role.INPUT),
        "MATCH_outputEPC": _things(Role.OUTPUT),
        "MATCH_anyEPC": _things(*Role),
        "MATCH_epcClass": _things(Role.EPC, Role.CHILD, is_class=True),
        "MATCH_inputEPCClass": _things(Role.INPUT, is_class=True),
        "MATCH_outputEPCClass": _things(Role.OUTPUT, is_class=True),
        "MATCH_anyEPCClass": _things(*Role, is_class=True),
    }
)
_TYPED: Mapping[str, Make] = MappingProxyType(
    {
        "EQ_bizTransaction_": _parties("bizTransaction", BIZ_TRANSACTION_TYPE),
        "EQ_source_": _parties("source", SOURCE_DEST_TYPE),
        "EQ_destination_": _parties("destination", SOURCE_DEST_TYPE),
    }
)
