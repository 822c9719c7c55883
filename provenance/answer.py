"""What a look-up says about an item key: known, not known, or nobody could be asked.

`Unavailable` is never `NotFound`: "the network is down" says nothing about the goods.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from provenance.records import Dossier, Establishment


class Via(StrEnum):
    """How the answer came to the station."""

    GATEWAY = "gateway"
    CACHE = "cache"
    """Kept from an earlier answer of the gateway."""
    BUNDLE = "bundle"
    """Laid down by the fleet beforehand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The goods are known.

    Attributes:
        fetched_at: when this station got the dossier from its source, time-zone-aware.
    """

    dossier: Dossier
    via: Via
    fetched_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFound:
    """Every system that was asked answered, and none knows the goods.

    Attributes:
        asked: names of those systems, for people to read.
    """

    asked: tuple[str, ...]
    via: Via = Via.GATEWAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Unavailable:
    """No system could be asked in time.

    Attributes:
        reason: stable code such as `gateway.timeout` or `gateway.refused`.
    """

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundEstablishment:
    """The shop, stall or co-operative is known.

    Attributes:
        fetched_at: as in `Found`.
    """

    establishment: Establishment
    via: Via
    fetched_at: datetime


Answer = Found | NotFound | Unavailable
"""About goods."""

EstablishmentAnswer = FoundEstablishment | NotFound | Unavailable
"""About a shop, a stall or a co-operative."""

AnyAnswer = Answer | EstablishmentAnswer
