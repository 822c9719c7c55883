"""Tells what happened to things, for `provenance.lineage`: a whole round of names in few queries.

Events that were declared wrong count as if they had not been sent.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar
from urllib.parse import quote

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, func, or_, select, union
from sqlalchemy.orm import Session

from fleet.db.rows import AnyRow, AnySelect
from fleet.db.upsert import table_of
from fleet.epcis.models import CaptureJob, EventParty, EventRow, EventThing
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


def happened_to_lots(
    session: Session, gtins: Sequence[str], most: int
) -> dict[tuple[str, str], list[Happening]]:
    """Tell what happened to all lots of products, by GTIN and lot, the newest of each.

    What happened to a box in which a lot lay isn't among it.
    """
    events: dict[tuple[str, str], dict[int, AnyRow]] = defaultdict(dict)
    for row in session.execute(_OF_LOTS, {"gtins": gtins, "most": most}):
        events[row.gtin, row.lot][row.id] = row
    parties: dict[int, list[tuple[str, Typed]]] = defaultdict(list)
    ids = dict.fromkeys(id_ for rows in events.values() for id_ in rows)
    for some in _chunks(ids):
        for row in session.execute(_PARTIES, {"ids": some, "most": MOST_THINGS}):
            parties[row.event_id].append((row.part, Typed(kind=row.kind, name=row.name)))
    return {
        lot: [_happening(row, (), parties[id_]) for id_, row in rows.items()]
        for lot, rows in events.items()
    }


def _happened(session: Session, names: Collection[str], limit: int) -> Sequence[Happening]:
    """Tell what happened, chunk by chunk; an event may come again with other things of it."""
    found: list[Happening] = []
    for chunk in _chunks(sorted(names)):
        if len(found) < limit:
            found += _happened_to(session, chunk, limit - len(found))
    return found


def _happened_to(session: Session, names: Sequence[str], limit: int) -> list[Happening]:
    found = session.execute(_EVENTS, {"names": names, "process": PROCESS, "most": limit})
    rows: dict[int, AnyRow] = {row.id: row for row in found}
    things: dict[int, list[Thing]] = defaultdict(list)
    parties: dict[int, list[tuple[str, Typed]]] = defaultdict(list)
    for ids in _chunks(rows):
        boxes = [id_ for id_ in ids if rows[id_].type in _WITH_BOXES]
        _add_things(session, ids, boxes, names, things)
        for row in session.execute(_PARTIES, {"ids": ids, "most": MOST_THINGS}):
            parties[row.event_id].append((row.part, Typed(kind=row.kind, name=row.name)))
    return [_happening(row, things[id_], parties[id_]) for id_, row in rows.items()]


def _add_things(
    session: Session,
    ids: Sequence[int],
    boxes: Sequence[int],
    names: Sequence[str],
    found: dict[int, list[Thing]],
) -> None:
    told = {"ids": ids, "names": names, "roles": _ALWAYS_TOLD, "most": MOST_THINGS}
    for row in session.execute(_THINGS, told):
        thing = Thing(role=Role(row.role), name=row.name, is_class=row.is_class)
        found[row.event_id].append(thing)
    if not boxes:
        return
    for event_id, count in session.execute(_CHILDREN, {"ids": boxes, "child": Role.CHILD.value}):
        if count > sum(thing.role is Role.CHILD for thing in found[event_id]):
            found[event_id].append(OTHERS)


def _events_named() -> AnySelect:
    """Choose events that name things, or tell of processes, newest first."""
    event, thing, party = table_of(EventRow), table_of(EventThing), table_of(EventParty)
    names: BindParameter[str] = bindparam("names", expanding=True)
    of_things = select(thing.c.event_id).where(thing.c.name.in_(names))
    own = and_(party.c.part == bindparam("process"), party.c.name.in_(names))
    of_processes = select(party.c.event_id).where(own)
    named = event.c.id.in_(union(of_things, of_processes).scalar_subquery())
    query: AnySelect = select(*(event.c[name] for name in _TOLD)).where(named, _stands())
    return query.order_by(event.c.at.desc()).limit(bindparam("most"))


def _stands() -> ColumnElement[bool]:
    """Leave out events that were declared wrong, by whom they came from or by our own people.

    A partner who may ask knows the events of others, and could take them all back.
    """
    event, job = table_of(EventRow), table_of(CaptureJob)
    wrong = event.alias()
    sender = select(job.c.who).where(job.c.id == event.c.job).correlate(event).scalar_subquery()
    declared = select(wrong.c.id).where(
        wrong.c.hash == event.c.hash,
        wrong.c.declares_error,
        or_(wrong.c.declared_by == "", wrong.c.declared_by == sender),
    )
    return ~declared.exists()


def _of_lots() -> AnySelect:
    event, thing = table_of(EventRow), table_of(EventThing)
    place = func.row_number().over(
        partition_by=(thing.c.gtin, thing.c.lot), order_by=(event.c.at.desc(), event.c.id)
    )
    columns = (event.c[name] for name in _TOLD)
    gtins: BindParameter[str] = bindparam("gtins", expanding=True)
    ranked = (
        select(thing.c.gtin, thing.c.lot, *columns, place.label("place"))
        .join(event, event.c.id == thing.c.event_id)
        .where(thing.c.gtin.in_(gtins), thing.c.lot.is_not(None), _stands())
        .subquery()
    )
    query: AnySelect = select(ranked).where(ranked.c.place <= bindparam("most"))
    return query.order_by(ranked.c.at)


def _things_told() -> AnySelect:
    thing = table_of(EventThing).c
    told = or_(
        thing.name.in_(bindparam("names", expanding=True)),
        thing.role.in_(bindparam("roles", expanding=True)),
    )
    of_these = thing.event_id.in_(bindparam("ids", expanding=True))
    columns = (thing.event_id, thing.role, thing.name, thing.is_class)
    return select(*columns).where(of_these, told).limit(bindparam("most"))


def _children_counted() -> AnySelect:
    thing = table_of(EventThing).c
    of_these = thing.event_id.in_(bindparam("ids", expanding=True))
    query = select(thing.event_id, func.count()).where(of_these, thing.role == bindparam("child"))
    return query.group_by(thing.event_id)


def _parties_told() -> AnySelect:
    party = table_of(EventParty).c
    of_these = party.event_id.in_(bindparam("ids", expanding=True))
    query = select(party.event_id, party.part, party.kind, party.name)
    # By the bare column SQLite, without statistics, would read all sources and destinations that
    # there are: a second among 850,000 events, where these few take 0.1 ms.
    part = func.coalesce(party.part, "")
    query = query.where(of_these, part.in_(["source", "destination"]))
    return query.order_by(party.id).limit(bindparam("most"))


_TOLD = (
    "id",
    "hash",
    "at",
    "type",
    "action",
    "biz_step",
    "read_point",
    "biz_location",
    "transformation_id",
)
_WITH_BOXES = frozenset({EventType.AGGREGATION.value, EventType.ASSOCIATION.value})
_ALWAYS_TOLD = [Role.PARENT.value, Role.INPUT.value, Role.OUTPUT.value]
# Made once: to make them costs more than to run them, and a look-up has milliseconds.
_EVENTS = _events_named()
_OF_LOTS = _of_lots()
_THINGS = _things_told()
_CHILDREN = _children_counted()
_PARTIES = _parties_told()


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
