"""What is kept of an EPCIS event: its standard fields, typed; the rest as it came.

Names of things are canonical Digital Links (`provenance.epcis.epc`), words are web addresses
(`provenance.epcis.vocabulary`), moments are in UTC. Sensor data, master data (ILMD) and extensions
stay raw JSON: this program passes them on, and finds events by them (`provenance.epcis.fields`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from provenance.epcis.faults import Fault


class EventType(StrEnum):
    """What kind of event it is (EPCIS 2.0, 7.4)."""

    OBJECT = "ObjectEvent"
    AGGREGATION = "AggregationEvent"
    TRANSACTION = "TransactionEvent"
    TRANSFORMATION = "TransformationEvent"
    ASSOCIATION = "AssociationEvent"


class Action(StrEnum):
    """How an event relates to the life of its things; a transformation has none."""

    ADD = "ADD"
    OBSERVE = "OBSERVE"
    DELETE = "DELETE"


class Role(StrEnum):
    """What part a thing plays in an event."""

    EPC = "epc"
    PARENT = "parent"
    CHILD = "child"
    INPUT = "input"
    OUTPUT = "output"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """One thing in an event, or a quantity of a class of things.

    Attributes:
        name: canonical.
        is_class: it names a class (a product, a lot) and not one thing.
        quantity: None where it isn't told; of one thing always None.
        uom: UN/CEFACT unit, empty for pieces.
    """

    role: Role
    name: str
    is_class: bool = False
    quantity: Decimal | None = None
    uom: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A business document, a source or a destination: a name, and what kind of one."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorDeclaration:
    """Says that an event of the same content didn't happen so; extensions are raw."""

    at: datetime
    reason: str = ""
    corrective_ids: tuple[str, ...] = ()
    extensions: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event that holds to the standard.

    Attributes:
        hash_id: its event hash (CBV 2.0, 8.9), equal for all spellings of the same event.
        offset: of local time where it happened, e.g. `+07:00`.
        text: the event as it came.
        extensions: fields of other vocabularies, raw.
        prefixes: namespaces that its document declares, for those who read `text`.
    """

    hash_id: str
    type: EventType
    at: datetime
    offset: str
    text: str
    event_id: str | None = None
    recorded_at: datetime | None = None
    action: Action | None = None
    things: tuple[Thing, ...] = ()
    transformation_id: str | None = None
    biz_step: str | None = None
    disposition: str | None = None
    persistent_set: tuple[str, ...] = ()
    persistent_unset: tuple[str, ...] = ()
    read_point: str | None = None
    biz_location: str | None = None
    transactions: tuple[Typed, ...] = ()
    sources: tuple[Typed, ...] = ()
    destinations: tuple[Typed, ...] = ()
    certificates: tuple[str, ...] = ()
    error_declaration: ErrorDeclaration | None = None
    sensors: tuple[Mapping[str, Any], ...] = ()
    ilmd: Mapping[str, Any] | None = None
    extensions: Mapping[str, Any] | None = None
    prefixes: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """An event that breaks the standard, and how."""

    faults: tuple[Fault, ...]
