"""What a connector is: another system that may know goods, asked within a deadline.

An answer is one of three, and they are never mixed up: known, not known, could not be asked. The
last has a reason from `Reason`, so that the console can say why a source is silent.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from fleet.errors import Unavailable as FleetUnavailable
from provenance.answer import Unavailable
from provenance.keys import ItemKey
from provenance.records import Dossier


class Reason(StrEnum):
    """Why a source could not be asked."""

    TIMEOUT = "connector.timeout"
    LATE = "connector.late"
    """It still worked when the station's patience ended."""
    OPEN = "connector.open"
    """It failed too often, and is left alone for a while."""
    NAME = "connector.name"
    """Its host name has no address."""
    ADDRESS = "connector.address"
    """Its host name leads to an address that may not be contacted."""
    HOST = "connector.host"
    """It sent us to a host that isn't on its list."""
    REDIRECTS = "connector.redirects"
    NOT_TRUSTED = "connector.not_trusted"
    UNREACHABLE = "connector.unreachable"
    BROKEN = "connector.broken"
    """The connection ended early, or spoke no HTTP."""
    REFUSED = "connector.refused"
    """401, 403 or 407."""
    NOT_THERE = "connector.not_there"
    """404 or 410, which may come from any proxy on the way."""
    BUSY = "connector.busy"
    SERVER = "connector.server"
    STATUS = "connector.status"
    NOT_JSON = "connector.not_json"
    """Some other content type: a captive portal, a page for people."""
    BAD_JSON = "connector.bad_json"
    TOO_LONG = "connector.too_long"
    TOO_DEEP = "connector.too_deep"
    ENCODED = "connector.encoded"
    """Compressed, although that was not asked for."""
    SHAPE = "connector.shape"
    """JSON, but not what the configuration says."""
    OTHER_GOODS = "connector.other_goods"
    CREDENTIAL = "connector.credential"
    """The secret that its configuration names isn't there."""
    CONFIGURATION = "connector.configuration"
    FAILED = "connector.failed"
    """A fault of our own, which the log tells."""


CONTENT = frozenset({Reason.SHAPE, Reason.OTHER_GOODS, Reason.TOO_DEEP, Reason.TOO_LONG})
"""Faults of one answer, which say nothing about the next."""


class SourceFailed(FleetUnavailable):
    """A source could not be asked, or didn't answer what was asked.

    Attributes:
        reason: why.
        retry_after_s: for how long it wants to be left alone, where it said so.
    """

    def __init__(
        self, reason: Reason, detail: str = "", retry_after_s: float | None = None
    ) -> None:
        super().__init__(reason.value, detail=detail[:300])
        self.reason = reason
        self.retry_after_s = retry_after_s


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked: goods by their key, or by the code of a trace system.

    Attributes:
        system: title of the connector whose host the code names; empty for goods by key.
        code: the code that was found in the address.
    """

    key: ItemKey | None = None
    system: str = ""
    code: str = ""

    @property
    def values(self) -> dict[str, str]:
        """The values that an address may be made of."""
        key = self.key
        found = {
            "gtin": key.gtin if key else "",
            "lot": (key.lot if key else None) or "",
            "serial": (key.serial if key else None) or "",
            "code": self.code,
        }
        return {name: value for name, value in found.items() if value}


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A source knows the goods.

    Attributes:
        fetched_at: when it said so.
    """

    dossier: Dossier
    fetched_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NotKnown:
    """A source answered, and doesn't know the goods."""

    fetched_at: datetime


Outcome = Known | NotKnown | Unavailable


class Connector(Protocol):
    """One source, as its configuration describes it."""

    def match(self, question: Question) -> bool:
        """Tell whether it may know what is asked."""
        ...

    def lookup(self, question: Question, end_s: float) -> Dossier | None:
        """Ask it, None where it says that it doesn't know the goods; blocks.

        Args:
            end_s: monotonic time at which patience ends.

        Raises:
            SourceFailed: it could not be asked.
        """
        ...
