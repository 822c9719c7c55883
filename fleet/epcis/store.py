"""Stores events, many at once, each once: what is stored already is known by its hash.

An event is stored as it came, but for what this repository says itself (record time) and what is
said once for a whole document (contexts).
"""

import json
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from fleet.db.bulk import BulkInsert, Row
from fleet.db.upsert import table_of
from fleet.epcis.models import PARTNER, EventField, EventParty, EventRow, EventThing
from provenance.epcis import Event, Thing, Typed
from provenance.epcis.epc import goods_of
from provenance.epcis.fields import fields_of
from provenance.epcis.strict_json import loads
from provenance.epcis.vocabulary import STANDARD_PREFIXES

CHUNK = 500
"""Events a transaction; a SQLite database is held up a fraction of a second by each."""

PROCESS = "process"
"""The part that a transformation id plays: found by it are all events that tell of one process."""

_EVENTS = BulkInsert(
    table_of(EventRow),
    (
        "hash",
        "declares_error",
        "declared_by",
        "event_id",
        "at",
        "recorded_at",
        "type",
        "action",
        "biz_step",
        "disposition",
        "read_point",
        "biz_location",
        "transformation_id",
        "text",
        "prefixes",
        "job",
    ),
)
_THINGS = BulkInsert(
    table_of(EventThing),
    ("event_id", "role", "name", "is_class", "quantity", "uom", "gtin", "lot", "serial"),
)
_PARTIES = BulkInsert(table_of(EventParty), ("event_id", "part", "kind", "name"))
_FIELDS = BulkInsert(table_of(EventField), ("event_id", "scope", "name", "unit", "text", "number"))
_DIGEST = slice(len("ni:///sha-256;"), len("ni:///sha-256;") + 64)


def digest_of(hash_id: str) -> str:
    """Take the hexadecimal digits out of an event hash."""
    return hash_id[_DIGEST]


def store(
    session: Session, events: Sequence[Event], *, now: datetime, job: str | None, who: str = ""
) -> int:
    """Store events, at most `CHUNK`, and give how many of them were new.

    Args:
        now: their record time.
        job: the capture job that brought them.
        who: its sender.
    """
    declarer = who if who.startswith(PARTNER) else ""
    rows = [_event_row(event, declarer, now, job) for event in events]
    places = _EVENTS.insert_new(session, rows, ("hash", "declares_error", "declared_by"), "id")
    new = [events[place] for place in places]
    numbers = _numbers(session, new, declarer)
    ids = [numbers[digest_of(event.hash_id), event.error_declaration is not None] for event in new]
    things = [row for id_, event in zip(ids, new, strict=True) for row in _thing_rows(id_, event)]
    parties = [row for id_, event in zip(ids, new, strict=True) for row in _party_rows(id_, event)]
    _THINGS.run(session, things)
    _PARTIES.run(session, parties)
    _FIELDS.run(
        session,
        [
            (id_, str(one.scope), one.name, one.unit, one.text, one.number)
            for id_, event in zip(ids, new, strict=True)
            for one in fields_of(event)
        ],
    )
    return len(new)


def _numbers(
    session: Session, events: Sequence[Event], declarer: str
) -> dict[tuple[str, bool], int]:
    digests = {digest_of(event.hash_id) for event in events}
    query = select(EventRow.hash, EventRow.declares_error, EventRow.id)
    own = or_(~EventRow.declares_error, EventRow.declared_by == declarer)
    found = session.execute(query.where(EventRow.hash.in_(digests), own))
    return {(digest, declares): id_ for digest, declares, id_ in found}


def _event_row(event: Event, declarer: str, now: datetime, job: str | None) -> Row:
    declares_error = event.error_declaration is not None
    return (
        digest_of(event.hash_id),
        declares_error,
        declarer if declares_error else "",
        event.event_id or event.hash_id,
        event.at,
        now,
        event.type.value,
        event.action.value if event.action else None,
        event.biz_step,
        event.disposition,
        event.read_point,
        event.biz_location,
        event.transformation_id,
        _own_text(event),
        _own_prefixes(event),
        job,
    )


def _own_text(event: Event) -> str:
    # An escape could hide a name.
    if event.recorded_at is None and not any(one in event.text for one in ('"@context"', "\\")):
        return event.text
    value = loads(event.text)
    for name in ("recordTime", "@context"):
        value.pop(name, None)
    return json.dumps(value, ensure_ascii=False, default=float)


def _own_prefixes(event: Event) -> dict[str, str] | None:
    declared = event.prefixes or {}
    own = {
        name: base
        for name, base in declared.items()
        if STANDARD_PREFIXES.get(name) != base and f'"{name}:' in event.text
    }
    return own or None


def _thing_rows(id_: int, event: Event) -> list[Row]:
    return [_thing_row(id_, thing) for thing in event.things]


def _thing_row(id_: int, thing: Thing) -> Row:
    goods = goods_of(thing.name)
    return (
        id_,
        thing.role.value,
        thing.name,
        thing.is_class,
        None if thing.quantity is None else f"{thing.quantity:f}",
        thing.uom,
        goods.gtin if goods else None,
        goods.lot if goods else None,
        goods.serial if goods else None,
    )


def _party_rows(id_: int, event: Event) -> list[Row]:
    parts: tuple[tuple[str, tuple[Typed, ...]], ...] = (
        ("transaction", event.transactions),
        ("source", event.sources),
        ("destination", event.destinations),
    )
    rows: list[Row] = [
        (id_, part, one.kind, one.name) for part, several in parts for one in several
    ]
    if event.transformation_id is not None:
        rows.append((id_, PROCESS, "", event.transformation_id))
    return rows
