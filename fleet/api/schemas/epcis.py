"""Bodies about the way of goods, capture jobs, and keys of partners."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from fleet.api.schemas.base import PlainText, Request, Response
from fleet.epcis.capture import Behaviour, CaptureState
from fleet.epcis.keys import Scope


class ChainHappening(Response):
    """One event in the way of goods.

    Attributes:
        event: its hash, by which `/epcis/events` finds it.
        biz_step: the standard's word, or the URI of somebody's own; empty where none is told.
        place: name of where it happened, as events say it.
        giver: who gave the goods away in it, as events say it.
    """

    event: str
    at: datetime
    type: str
    biz_step: str
    place: str | None
    giver: str | None
    taker: str | None


class ChainNode(Response):
    """A lot or a unit in it; `depth` is below 0 for what the goods were made of."""

    name: str
    gtin: str | None
    lot: str | None
    serial: str | None
    depth: int
    happenings: tuple[ChainHappening, ...]


class ChainLink(Response):
    """Goods that were made of goods."""

    made_of: str
    made: str
    event: str


class ChainPlace(Response):
    """Who or what a name in events stands for, where the registry knows it."""

    name: str
    title: str
    party_id: str | None


class ChainView(Response):
    """The way of goods, with one step back and forward of whoever had them last, or was asked for.

    Attributes:
        cut: there may be more than is shown.
        holder: from whose hands the steps are seen.
        givers: from whom these hands got the goods; `takers` to whom they gave them.
        made_of: lots and units of which the goods were made; `made` those made of them.
    """

    start: tuple[str, ...]
    nodes: tuple[ChainNode, ...]
    links: tuple[ChainLink, ...]
    places: tuple[ChainPlace, ...]
    holder: str | None
    givers: tuple[str, ...]
    takers: tuple[str, ...]
    made_of: tuple[str, ...]
    made: tuple[str, ...]
    cut: bool


class CaptureFault(Response):
    """What is wrong with an event; `path` is its JSON path in the document that was sent."""

    code: str
    path: str
    message: str


class CaptureRow(Response):
    """One document that was sent.

    Attributes:
        who: an account, or `partner:` and the name of a partner's key.
        events: in the document; 0 while it runs. Of them `stored` were new.
    """

    id: str
    who: str
    state: CaptureState
    behaviour: Behaviour
    created_at: datetime
    finished_at: datetime | None
    events: int
    stored: int
    rejected: int
    first_error: CaptureFault | None


class CaptureView(CaptureRow):
    """One document that was sent, with the first 100 faults."""

    errors: tuple[CaptureFault, ...]


class CapturePage(Response):
    """Capture jobs, newest first."""

    rows: tuple[CaptureRow, ...]
    next_after: str | None


class PartnerRow(Response):
    """A key of a partner's machine; what it is good for, not the key."""

    name: str
    may: tuple[Scope, ...]
    created_at: datetime
    created_by: str
    revoked_at: datetime | None


class PartnerPage(Response):
    """Keys of partners, by name."""

    rows: tuple[PartnerRow, ...]
    next_after: str | None


class NewPartner(Request):
    """A key to be made: lower-case letters, digits, `.`, `_`, `-` make a name."""

    name: Annotated[PlainText, Field(min_length=1)]
    may: Annotated[tuple[Scope, ...], Field(max_length=10)]


class PartnerMade(Response):
    """A new key, this once."""

    name: str
    may: tuple[Scope, ...]
    key: str
