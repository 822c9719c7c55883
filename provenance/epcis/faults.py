"""What is wrong with an EPCIS document or one of its events: code, place, words."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from provenance.errors import ProvenanceError

MOST_FAULTS = 20
"""Of one event; the rest says nothing new."""
MOST_SHOWN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that is wrong.

    Attributes:
        code: stable name.
        path: JSON path from the document's root, e.g. `$.epcisBody.eventList[3].bizStep`.
    """

    code: str
    path: str
    message: str


class BadEpcis(ProvenanceError, ValueError):
    """A document that can't be read at all; what is wrong with one event is a `Fault` of it."""

    def __init__(self, code: str, path: str, message: str) -> None:
        super().__init__(code, path=path, message=message)
        self.fault = Fault(code=code, path=path, message=message)


@dataclass(slots=True)
class Findings:
    """Collects what is wrong with one event while it is looked at.

    Attributes:
        prefixes: namespaces by prefix, for compact URIs.
    """

    prefixes: Mapping[str, str]
    faults: list[Fault] = field(default_factory=list)

    def add(self, code: str, path: str, message: str) -> None:
        """Note a fault, unless there are too many already."""
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(Fault(code=code, path=path, message=message))


def shown(value: object) -> str:
    """Write a value for a message: short, whatever it holds."""
    text = repr(value) if isinstance(value, str | int | bool | None) else type(value).__name__
    return text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}…"
