"""Reads stored events: one by its id, or a page of those that a query asks for.

A page begins behind the last event of the one before it, in the order of a time and then of the
database's own numbers: what comes in meanwhile moves nothing. It holds at most so many events, and
ends sooner where their texts grow too long.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.sql import visitors

from fleet.epcis.models import EventRow, EventThing
from fleet.epcis.parameters import condition, values_in
from fleet.epcis.store import digest_of
from fleet.errors import BadInput, NotThere
from provenance.epcis.epc import canonical, goods_of

PAGE = 30
LARGEST_PAGE = 1000
PAGE_CHARACTERS = 8_000_000
MOST_PARAMETERS = 30
MOST_VALUES = 200
"""Of all parameters together."""
MOST_LOOKUPS = 10
"""Parameters that look into another table than that of the events. Planning alone costs PostgreSQL
0.12 s of a processor for ten with 200 values, and grows faster than their number.
"""
STATEMENT_MS = 10_000
"""So long PostgreSQL works on one statement of whoever asks."""
EVENT_TYPES, EPCS = "eventTypes", "epcs"
RESOURCES: Mapping[str, str] = MappingProxyType(
    {
        EVENT_TYPES: "eventType",
        EPCS: "MATCH_anyEPC",
        "bizSteps": "EQ_bizStep",
        "bizLocations": "EQ_bizLocation",
        "readPoints": "EQ_readPoint",
        "dispositions": "EQ_disposition",
    }
)
"""The resources of the standard (12.3), each with the parameter that asks for events of one."""
_COLUMNS: Mapping[str, InstrumentedAttribute[Any]] = MappingProxyType(
    {
        EPCS: EventThing.name,
        "bizSteps": EventRow.biz_step,
        "bizLocations": EventRow.biz_location,
        "readPoints": EventRow.read_point,
        "dispositions": EventRow.disposition,
    }
)
CONTEXT = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """In which order events are given.

    Attributes:
        by_record: by record time, not by event time.
    """

    by_record: bool = False
    descending: bool = True

    @classmethod
    def of(cls, by: str, direction: str) -> "Order":
        """Read the two parameters.

        Raises:
            BadInput: `epcis.parameter_value`.
        """
        if by not in {"eventTime", "recordTime"}:
            raise BadInput("epcis.parameter_value", name="orderBy", why="eventTime or recordTime")
        if direction not in {"ASC", "DESC"}:
            raise BadInput("epcis.parameter_value", name="orderDirection", why="ASC or DESC")
        return cls(by_record=by == "recordTime", descending=direction == "DESC")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a query asks for.

    Attributes:
        parameters: the standard's, each with its values.
        prefixes: namespaces that names in them use, beside the standard's own.
    """

    parameters: Mapping[str, Sequence[str]]
    prefixes: Mapping[str, str] = field(default_factory=dict)

    def conditions(self) -> list[ColumnElement[bool]]:
        """Make the conditions, all of which must hold.

        Raises:
            BadInput: `epcis.parameter`, `epcis.parameter_value`, `epcis.query_too_complex`.
        """
        given = {name: values_in(texts) for name, texts in self.parameters.items()}
        if len(given) > MOST_PARAMETERS:
            why = f"at most {MOST_PARAMETERS} parameters"
            raise BadInput("epcis.parameter_value", name="*", why=why)
        _require("values", sum(map(len, given.values())), MOST_VALUES)
        made = [condition(name, values, self.prefixes) for name, values in given.items()]
        _require(
            "parameters about things, parties, documents and fields",
            sum(map(_looks_elsewhere, made)),
            MOST_LOOKUPS,
        )
        return made


def _looks_elsewhere(made: ColumnElement[bool]) -> bool:
    return any(isinstance(part, Select) for part in visitors.iterate(made))


def _require(of: str, number: int, most: int) -> None:
    if number > most:
        raise BadInput("epcis.query_too_complex", of=of, given=number, most=most)


Place = tuple[datetime, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some events, as texts of JSON objects.

    Attributes:
        following: where the next page begins; None at the end.
    """

    events: tuple[str, ...]
    following: Place | None


def find(
    session: Session,
    asked: Asked,
    order: Order,
    *,
    after: Place | None = None,
    limit: int = PAGE,
) -> Page:
    """Find a page of events.

    Raises:
        BadInput: `epcis.parameter`, `epcis.parameter_value`, `epcis.query_too_complex`.
    """
    time = EventRow.recorded_at if order.by_record else EventRow.at
    query = select(EventRow.id, time, func.length(EventRow.text)).where(*asked.conditions())
    place = tuple_(time, EventRow.id)
    if after is not None:
        query = query.where(place < after if order.descending else place > after)
    if order.descending:
        query = query.order_by(time.desc(), EventRow.id.desc())
    else:
        query = query.order_by(time, EventRow.id)
    found = session.execute(query.limit(limit + 1)).all()
    chosen: list[int] = []
    characters = 0
    for id_, _, length in found[:limit]:
        characters += length
        if chosen and characters > PAGE_CHARACTERS:
            break
        chosen.append(id_)
    more = len(found) > len(chosen)
    last = found[len(chosen) - 1] if chosen else None
    texts = _texts(session, chosen)
    return Page(
        events=tuple(texts[id_] for id_ in chosen),
        following=(last[1], last[0]) if more and last is not None else None,
    )


def require_at_most(session: Session, asked: Asked, most: int) -> None:
    """Make sure that a query finds at most so many events.

    Raises:
        BadInput: `epcis.query_too_large`, and what `find` raises.
    """
    found = select(EventRow.id).where(*asked.conditions()).limit(most + 1).subquery()
    if (session.scalar(select(func.count()).select_from(found)) or 0) > most:
        raise BadInput("epcis.query_too_large", most=most)


def values_of(session: Session, resource: str, *, behind: str, limit: int) -> list[str]:
    """List what stored events name, in order, behind a value.

    Raises:
        NotThere: `epcis.resource_unknown`.
    """
    column = _COLUMNS.get(resource)
    if column is None:
        raise NotThere("epcis.resource_unknown", resource=resource[:60])
    found: list[str] = []
    # One look into the index for each: a few values stand in a million rows.
    while len(found) < limit:
        last = found[-1] if found else behind
        following = session.scalar(select(func.min(column)).where(column > last))
        if following is None:
            break
        found.append(following)
    return found


def is_class(name: str) -> bool:
    """Tell whether a name stands for a product or a lot, and not for one thing."""
    goods = goods_of(canonical(name))
    return goods is not None and goods.serial is None


def get(session: Session, event_id: str) -> str:
    """Find one event by its id or its hash.

    Raises:
        NotThere: `epcis.event_unknown`.
    """
    same = EventRow.event_id == event_id
    if event_id.startswith("ni:///sha-256;"):
        same = or_(same, EventRow.hash == digest_of(event_id))
    query = select(EventRow.id).where(same)
    id_ = session.scalar(query.order_by(EventRow.declares_error, EventRow.id).limit(1))
    if id_ is None:
        raise NotThere("epcis.event_unknown", event=event_id[:200])
    return _texts(session, [id_])[id_]


def document(page: Page, *, identifier: str, created: datetime) -> str:
    """Write a page as a query document."""
    head = {
        "@context": [CONTEXT],
        "id": identifier,
        "type": "EPCISQueryDocument",
        "schemaVersion": "2.0",
        "creationDate": _moment(created),
    }
    body = ",".join(page.events)
    results = f'{{"queryName":"SimpleEventQuery","resultsBody":{{"eventList":[{body}]}}}}'
    return f'{json.dumps(head)[:-1]},"epcisBody":{{"queryResults":{results}}}}}'


def _texts(session: Session, ids: Sequence[int]) -> dict[int, str]:
    query = select(
        EventRow.id, EventRow.event_id, EventRow.recorded_at, EventRow.prefixes, EventRow.text
    ).where(EventRow.id.in_(ids))
    return {row.id: _with_own(row) for row in session.execute(query)}


def _with_own(row: Any) -> str:  # noqa: ANN401 - a row of columns chosen above
    """Put what this repository says before what came."""
    own: dict[str, Any] = {"recordTime": _moment(row.recorded_at)}
    if row.prefixes:
        own = {"@context": [CONTEXT, row.prefixes], **own}
    text: str = row.text
    if '"eventID"' not in text or "eventID" not in json.loads(text):
        own["eventID"] = row.event_id
    return f"{json.dumps(own, ensure_ascii=False)[:-1]},{text[1:]}"


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
