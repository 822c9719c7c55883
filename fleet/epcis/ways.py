"""Tells what happened to things, for `provenance.lineage`: a whole round of names in few queries.

Events that were declared wrong count as if they had not been sent.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar
from urllib.parse import quote

from sqlalchemy import and_, func, or_, select, union
from sqlalchemy.orm import Session, aliased

from fleet.db.rows import AnyRow, AnySelect
from fleet.epcis.models import EventParty, EventRow, EventThing
from fleet.epcis.store import PROCESS
from provenance.epcis import Action, EventType, Role, Thing, Typed
from provenance.epcis.epc import RESOLVER
from provenance.keys import ItemKey
from provenance.lineage import OTHERS, Ask, Happening

CHUNK = 500
"""Names or numbers in one statement; SQLite takes at most 32,766 parameters."""
MOST_THINGS = 20_000
"""Of one chunk of events; a chain is cut long before it holds so many."""

T = TypeVar("T")


def asking(session: Session) -> Ask:
    """Give what a chain asks, for as long as a session is open."""

    def ask(names: Collection[str], limit: int) -> Sequence[Happening]:
        return _happened(session, names, limit)

    return ask


def names_of(key: ItemKey) -> tuple[str, ...]:
    """Name a unit and its lot as events do; a product as a whole has no way of its own."""
    parts = (("21", key.serial), ("10", key.lot))
    return tuple(f"{RESOLVER}/01/{key.gtin}/{ai}/{quote(one, safe='')}" for ai, one in parts if one)


def _happened(session: Session, names: Collection[str], limit: int) -> Sequence[Happening]:
    """Tell what happened, chunk by chunk; an event may come again with other things of it."""
    found: list[Happening] = []
    for chunk in _chunks(sorted(names)):
        if len(found) < limit:
            found += _happened_to(session, chunk, limit - len(found))
    return found


def _happened_to(session: Session, names: Sequence[str], limit: int) -> list[Happening]:
    rows: dict[int, AnyRow] = {row.id: row for row in session.execute(_events(names, limit))}
    things: dict[int, list[Thing]] = defaultdict(list)
    parties: dict[int, list[tuple[str, Typed]]] = defaultdict(list)
    for ids in _chunks(rows):
        _add_things(session, ids, names, things)
        _add_parties(session, ids, parties)
    return [_happening(row, things[id_], parties[id_]) for id_, row in rows.items()]


def _events(names: Collection[str], limit: int) -> AnySelect:
    """Choose events that name things, or tell of processes, newest first."""
    wrong = aliased(EventRow)
    declared = select(wrong.id).where(wrong.hash == EventRow.hash, wrong.declares_error.is_(True))
    of_things = select(EventThing.event_id).where(EventThing.name.in_(names))
    own = and_(EventParty.part == PROCESS, EventParty.name.in_(names))
    of_processes = select(EventParty.event_id).where(own)
    query: AnySelect = select(
        EventRow.id,
        EventRow.hash,
        EventRow.at,
        EventRow.type,
        EventRow.action,
        EventRow.biz_step,
        EventRow.read_point,
        EventRow.biz_location,
        EventRow.transformation_id,
    )
    named = EventRow.id.in_(union(of_things, of_processes).scalar_subquery())
    return query.where(named, ~declared.exists()).order_by(EventRow.at.desc()).limit(limit)


def _add_things(
    session: Session, ids: Collection[int], names: Sequence[str], found: dict[int, list[Thing]]
) -> None:
    of_these = EventThing.event_id.in_(ids)
    told = or_(
        EventThing.name.in_(names),
        EventThing.role.in_([Role.PARENT.value, Role.INPUT.value, Role.OUTPUT.value]),
    )
    columns = (EventThing.event_id, EventThing.role, EventThing.name, EventThing.is_class)
    query = select(*columns).where(of_these, told).limit(MOST_THINGS)
    for row in session.execute(query):
        thing = Thing(role=Role(row.role), name=row.name, is_class=row.is_class)
        found[row.event_id].append(thing)
    children = and_(of_these, EventThing.role == Role.CHILD.value)
    counted = select(EventThing.event_id, func.count()).where(children)
    for event_id, count in session.execute(counted.group_by(EventThing.event_id)):
        if count > sum(thing.role is Role.CHILD for thing in found[event_id]):
            found[event_id].append(OTHERS)


def _add_parties(
    session: Session, ids: Collection[int], found: dict[int, list[tuple[str, Typed]]]
) -> None:
    columns = (EventParty.event_id, EventParty.part, EventParty.kind, EventParty.name)
    query = select(*columns).where(
        EventParty.event_id.in_(ids), EventParty.part.in_(["source", "destination"])
    )
    for row in session.execute(query.order_by(EventParty.id).limit(MOST_THINGS)):
        found[row.event_id].append((row.part, Typed(kind=row.kind, name=row.name)))


def _happening(
    row: Any,  # noqa: ANN401 - a row of columns chosen above
    things: Iterable[Thing],
    parties: Sequence[tuple[str, Typed]],
) -> Happening:
    return Happening(
        key=f"ni:///sha-256;{row.hash}?ver=CBV2.0",
        at=row.at,
        type=EventType(row.type),
        action=Action(row.action) if row.action else None,
        biz_step=row.biz_step,
        place=row.biz_location or row.read_point,
        transformation_id=row.transformation_id,
        things=tuple(things),
        sources=tuple(one for part, one in parties if part == "source"),
        destinations=tuple(one for part, one in parties if part == "destination"),
    )


def _chunks(items: Iterable[T]) -> Iterator[list[T]]:
    several = iter(items)
    while chunk := list(islice(several, CHUNK)):
        yield chunk
