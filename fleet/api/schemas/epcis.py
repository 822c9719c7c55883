"""Bodies about the way of goods."""

from datetime import datetime

from fleet.api.schemas.base import Response


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
