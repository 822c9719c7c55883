"""EPCIS 2.0 in JSON and JSON-LD: documents read and checked, events hashed."""

from provenance.epcis.document import (
    Head,
    Kind,
    Parsed,
    judge_events,
    parse,
    read_events,
    read_head,
)
from provenance.epcis.faults import BadEpcis, Fault
from provenance.epcis.model import (
    Action,
    ErrorDeclaration,
    Event,
    EventType,
    Rejected,
    Role,
    Thing,
    Typed,
)
from provenance.epcis.splitter import Limits

__all__ = [
    "Action",
    "BadEpcis",
    "ErrorDeclaration",
    "Event",
    "EventType",
    "Fault",
    "Head",
    "Kind",
    "Limits",
    "Parsed",
    "Rejected",
    "Role",
    "Thing",
    "Typed",
    "judge_events",
    "parse",
    "read_events",
    "read_head",
]
