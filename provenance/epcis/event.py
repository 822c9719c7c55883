"""Reads one event by the rules of EPCIS 2.0 (7.4), in their order, and tells all that is wrong.

The standard's JSON schema alone passes a third of the wrong documents that were tried, and fails
some right ones, so the rules stand here by themselves.
"""

from collections.abc import Iterable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any

from provenance.epcis import checks
from provenance.epcis.checks import Json, Object
from provenance.epcis.event_hash import Spelling, event_hash
from provenance.epcis.faults import Fault, Findings, shown
from provenance.epcis.model import Action, Event, EventType, Rejected, Role, Thing, Typed
from provenance.epcis.sensors import sensor_element
from provenance.epcis.vocabulary import (
    BIZ_STEP,
    BIZ_TRANSACTION_TYPE,
    DISPOSITION,
    SOURCE_DEST_TYPE,
)

_COMMON = frozenset(
    {
        "@context",
        "type",
        "eventID",
        "eventTime",
        "eventTimeZoneOffset",
        "recordTime",
        "certificationInfo",
        "errorDeclaration",
        "bizStep",
        "disposition",
        "persistentDisposition",
        "readPoint",
        "bizLocation",
        "bizTransactionList",
        "sourceList",
        "destinationList",
        "sensorElementList",
    }
)
_OWN: Mapping[EventType, frozenset[str]] = MappingProxyType(
    {
        EventType.OBJECT: frozenset({"action", "epcList", "quantityList", "ilmd"}),
        EventType.AGGREGATION: frozenset({"action", "parentID", "childEPCs", "childQuantityList"}),
        EventType.TRANSACTION: frozenset({"action", "parentID", "epcList", "quantityList"}),
        EventType.TRANSFORMATION: frozenset(
            {"inputEPCList", "inputQuantityList", "outputEPCList", "outputQuantityList"}
            | {"transformationID", "ilmd"}
        ),
        EventType.ASSOCIATION: frozenset({"action", "parentID", "childEPCs", "childQuantityList"}),
    }
)
_THINGS: Mapping[str, tuple[Role, bool]] = MappingProxyType(
    {
        "epcList": (Role.EPC, False),
        "quantityList": (Role.EPC, True),
        "childEPCs": (Role.CHILD, False),
        "childQuantityList": (Role.CHILD, True),
        "inputEPCList": (Role.INPUT, False),
        "inputQuantityList": (Role.INPUT, True),
        "outputEPCList": (Role.OUTPUT, False),
        "outputQuantityList": (Role.OUTPUT, True),
    }
)


def read_event(
    value: Json, text: str, path: str, prefixes: Mapping[str, str], ignored: Iterable[str] = ()
) -> Event | Rejected:
    """Read one event.

    Args:
        text: the same event as it came.
        prefixes: namespaces by prefix.
        ignored: full names of extension fields that its hash leaves out.
    """
    findings = Findings(prefixes)
    fields = _read(findings, value, path)
    if findings.faults:
        return Rejected(faults=tuple(findings.faults))
    hash_id = event_hash(value, Spelling(prefixes, ignored))
    return Event(text=text, prefixes=prefixes, hash_id=hash_id, **fields)


def faults_of(value: Json, path: str, prefixes: Mapping[str, str]) -> tuple[Fault, ...]:
    """Tell what is wrong with an event, without its hash, which costs as much again."""
    findings = Findings(prefixes)
    _read(findings, value, path)
    return tuple(findings.faults)


def _read(findings: Findings, value: Json, path: str) -> dict[str, Any]:
    """Take all fields; what is given is whole only where nothing was found."""
    event = checks.object_of(findings, value, path)
    kind = None if event is None else _type(findings, event, path)
    if event is None or kind is None:
        return {}
    checks.unknown(findings, event, path, _COMMON | _OWN[kind])
    _misplaced(findings, event, path, kind)
    fields = _fields(findings, event, path, kind)
    _whole(findings, event, path, kind, fields.get("action"))
    return {"type": kind, **fields}


def _type(findings: Findings, event: Object, path: str) -> EventType | None:
    found = event.get("type")
    if isinstance(found, str) and found in set(EventType):
        return EventType(found)
    findings.add("epcis.type", f"{path}.type", f"no type of event: {shown(found)}")
    return None


def _misplaced(findings: Findings, event: Object, path: str, kind: EventType) -> None:
    for name in frozenset().union(*_OWN.values()) - _OWN[kind]:
        if name in event:
            findings.add("epcis.field", f"{path}.{name}", f"{kind} has no {name}")


def _fields(findings: Findings, event: Object, path: str, kind: EventType) -> dict[str, Any]:
    taken: dict[str, Any] = {
        "at": checks.moment(findings, event.get("eventTime"), f"{path}.eventTime"),
        "offset": checks.offset(
            findings, event.get("eventTimeZoneOffset"), f"{path}.eventTimeZoneOffset"
        ),
    }
    if kind is not EventType.TRANSFORMATION:
        taken["action"] = _action(findings, event.get("action"), f"{path}.action")
    for name, (field, check) in _SINGLE.items():
        if name in event:
            taken[field] = check(findings, event[name], f"{path}.{name}")
    if "persistentDisposition" in event:
        where = f"{path}.persistentDisposition"
        found = checks.persistent(findings, event["persistentDisposition"], where)
        taken["persistent_set"], taken["persistent_unset"] = found
    taken["things"] = tuple(_things(findings, event, path))
    own = {name: one for name, one in event.items() if ":" in name}
    taken["extensions"] = own or None
    return taken


def _things(findings: Findings, event: Object, path: str) -> Iterable[Thing]:
    if "parentID" in event:
        parent = checks.thing(findings, event["parentID"], f"{path}.parentID", Role.PARENT)
        if parent is not None:
            yield parent
    for name, (role, is_class) in _THINGS.items():
        if name in event:
            take = partial(checks.quantity if is_class else checks.thing, role=role)
            yield from checks.items(findings, event[name], f"{path}.{name}", take)


def _whole(findings: Findings, event: Object, path: str, kind: EventType, action: object) -> None:
    """Check what an event of its kind can't be without."""
    parent = "parentID" in event
    named = {name for name in _THINGS if event.get(name)}
    anything = bool(named) or bool(event.get("sensorElementList"))
    ins = bool(named & {"inputEPCList", "inputQuantityList"})
    outs = bool(named & {"outputEPCList", "outputQuantityList"})
    unmade = parent and action is Action.DELETE
    right, needed = {
        EventType.OBJECT: (anything, "epcList, quantityList or sensorElementList"),
        EventType.AGGREGATION: (
            (parent or action is Action.OBSERVE) and (anything or unmade),
            "parentID with childEPCs or childQuantityList",
        ),
        EventType.ASSOCIATION: (
            parent and (anything or unmade),
            "parentID with childEPCs or childQuantityList",
        ),
        EventType.TRANSACTION: (bool(event.get("bizTransactionList")), "bizTransactionList"),
        EventType.TRANSFORMATION: (
            (ins or outs) if "transformationID" in event else (ins and outs),
            "inputs and outputs, or one of them with a transformationID",
        ),
    }[kind]
    if not right:
        findings.add("epcis.missing", path, f"{kind} needs {needed}")


def _action(findings: Findings, value: Json, path: str) -> Action | None:
    if isinstance(value, str) and value in set(Action):
        return Action(value)
    findings.add("epcis.action", path, f"ADD, OBSERVE or DELETE is needed, not {shown(value)}")
    return None


def _typed_list(field: str, findings: Findings, value: Json, path: str) -> tuple[Typed, ...]:
    vocabulary = BIZ_TRANSACTION_TYPE if field == "bizTransaction" else SOURCE_DEST_TYPE
    take = partial(checks.typed, field=field, vocabulary=vocabulary)
    return checks.items(findings, value, path, take)


def _sensors(findings: Findings, value: Json, path: str) -> tuple[Object, ...]:
    return checks.items(findings, value, path, sensor_element)


def _biz_step(findings: Findings, value: Json, path: str) -> str | None:
    return checks.word(findings, BIZ_STEP, value, path)


def _disposition(findings: Findings, value: Json, path: str) -> str | None:
    return checks.word(findings, DISPOSITION, value, path)


_SINGLE: Mapping[str, tuple[str, Any]] = MappingProxyType(
    {
        "eventID": ("event_id", checks.uri),
        "recordTime": ("recorded_at", checks.moment),
        "certificationInfo": ("certificates", checks.certificates),
        "errorDeclaration": ("error_declaration", checks.error_declaration),
        "transformationID": ("transformation_id", checks.name),
        "bizStep": ("biz_step", _biz_step),
        "disposition": ("disposition", _disposition),
        "readPoint": ("read_point", checks.place),
        "bizLocation": ("biz_location", checks.place),
        "bizTransactionList": ("transactions", partial(_typed_list, "bizTransaction")),
        "sourceList": ("sources", partial(_typed_list, "source")),
        "destinationList": ("destinations", partial(_typed_list, "destination")),
        "sensorElementList": ("sensors", _sensors),
        "ilmd": ("ilmd", checks.object_of),
    }
)
