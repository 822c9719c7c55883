"""Stores batches of scans: each event once, with an honest answer on what is complete.

The row of an outbox is locked before its events are looked at, in the same order everywhere, so
that two processes which hold batches of one outbox agree on `through`. SQLite locks the whole
database when a writer begins.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select, tuple_, union, update
from sqlalchemy.orm import Session

from contract.names import StationId
from contract.scans import ScanEvent
from contract.zone import vietnam_day
from fleet.db.upsert import dialect_insert, insert_new, table_of
from fleet.scans.models import Outbox, RefusedScan, Scan, ScanCount
from fleet.scans.rules import (
    Batch,
    Refused,
    contiguous,
    happened_at,
    merge,
    refuse,
)

WALK_ROWS = 1000
QUERY_KEYS = 400
"""How many keys one query names; SQLite takes 32,766 parameters."""

_SCAN = table_of(Scan)
_REFUSED = table_of(RefusedScan)

Key = tuple[str, UUID]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreResult:
    """What became of the batches of one outbox.

    Attributes:
        through: all events up to this number are stored, once the transaction is.
    """

    station: StationId
    outbox_id: UUID
    new: int
    duplicates: int
    refused: int
    through: int


def store(
    session: Session, batches: Sequence[Batch], received_at: datetime
) -> tuple[StoreResult, ...]:
    """Store batches of any stations; the stations must exist.

    The results hold once the transaction is committed. Runs inside a writing transaction.
    """
    merged = merge(batches)
    through = _lock(session, [(batch.station, batch.outbox_id) for batch in merged])
    new = _insert_scans(session, merged, received_at)
    _count(session, new)
    fresh: dict[Key, list[int]] = {key: [] for key in through}
    for row in new:
        fresh[row.station_id, row.outbox_id].append(row.seq)
    stored = {(row.station_id, row.outbox_id, row.seq, row.event_id) for row in new}
    results = []
    for batch in merged:
        key = (batch.station, batch.outbox_id)
        seen = [event for event in batch.events if (*key, event.seq, event.event_id) not in stored]
        conflicts = _conflicts(session, key, seen)
        kept = _insert_refused(session, key, (*batch.refused, *conflicts), received_at)
        reached = _advance(session, key, through[key], fresh[key], kept)
        results.append(
            StoreResult(
                station=batch.station,
                outbox_id=batch.outbox_id,
                new=len(fresh[key]),
                duplicates=len(batch.events) - len(fresh[key]),
                refused=len(batch.refused) + len(conflicts) + batch.unnumbered,
                through=reached,
            )
        )
    return tuple(results)


def acknowledged(session: Session, station: StationId, outbox_id: UUID) -> int:
    """Give the number up to which all events of an outbox are stored, 0 for an unknown one."""
    row = session.get(Outbox, (station, outbox_id))
    return row.through if row else 0


def _lock(session: Session, keys: Sequence[Key]) -> dict[Key, int]:
    if not keys:
        return {}
    rows = [
        {"station_id": station, "outbox_id": outbox, "through": 0, "stored": 0}
        for station, outbox in keys
    ]
    session.execute(dialect_insert(session, table_of(Outbox)).on_conflict_do_nothing(), rows)
    found = session.execute(
        select(Outbox.station_id, Outbox.outbox_id, Outbox.through)
        .where(tuple_(Outbox.station_id, Outbox.outbox_id).in_(keys))
        .order_by(Outbox.station_id, Outbox.outbox_id)
        .with_for_update()
    )
    return {(row.station_id, row.outbox_id): row.through for row in found}


def _insert_scans(
    session: Session, batches: Sequence[Batch], received_at: datetime
) -> Sequence[Row[Any]]:
    rows = [_row(batch, event, received_at) for batch in batches for event in batch.events]
    columns = ("station_id", "outbox_id", "seq", "event_id", "day", "verdict", "colour")
    return insert_new(session, Scan, rows, [_SCAN.c[name] for name in columns])


def _row(batch: Batch, event: ScanEvent, received_at: datetime) -> dict[str, Any]:
    happened = happened_at(event.at, received_at)
    return {
        "station_id": batch.station,
        "outbox_id": batch.outbox_id,
        "received_at": received_at,
        "happened_at": happened,
        "day": vietnam_day(happened),
        **event.at.model_dump(),
        **event.model_dump(exclude={"at", "reasons"}),
        "reasons": list(event.reasons),
    }


def _count(session: Session, new: Sequence[Row[Any]]) -> None:
    counts: dict[tuple[Any, ...], int] = {}
    for row in new:
        key = (row.day, row.station_id, row.verdict, row.colour)
        counts[key] = counts.get(key, 0) + 1
    if not counts:
        return
    statement = dialect_insert(session, table_of(ScanCount))
    table = table_of(ScanCount)
    session.execute(
        statement.on_conflict_do_update(
            index_elements=["day", "station_id", "verdict", "colour"],
            set_={"count": table.c.count + statement.excluded.count},
        ),
        [
            {"day": day, "station_id": station, "verdict": verdict, "colour": colour, "count": n}
            for (day, station, verdict, colour), n in sorted(counts.items())
        ],
    )


def _conflicts(session: Session, key: Key, seen: Sequence[ScanEvent]) -> list[Refused]:
    """Find events that were not inserted, though neither they nor the like of them is stored."""
    conflicts = []
    for start in range(0, len(seen), QUERY_KEYS):
        part = seen[start : start + QUERY_KEYS]
        holders = {
            row.seq: row.event_id
            for row in session.execute(
                select(_SCAN.c.seq, _SCAN.c.event_id).where(
                    _SCAN.c.station_id == key[0],
                    _SCAN.c.outbox_id == key[1],
                    _SCAN.c.seq.in_([event.seq for event in part]),
                )
            )
        }
        for event in part:
            if event.seq not in holders:
                conflicts.append(refuse(event, "scan.event_repeated", str(event.event_id)))
            elif holders[event.seq] != event.event_id:
                conflicts.append(refuse(event, "scan.seq_conflict", str(holders[event.seq])))
    return conflicts


def _insert_refused(
    session: Session, key: Key, refused: Sequence[Refused], received_at: datetime
) -> list[int]:
    if not refused:
        return []
    rows: list[Mapping[str, Any]] = [
        {"station_id": key[0], "outbox_id": key[1], "received_at": received_at, **asdict(one)}
        for one in refused
    ]
    statement = (
        dialect_insert(session, table_of(RefusedScan))
        .on_conflict_do_nothing()
        .returning(_REFUSED.c.seq)
    )
    return list(session.execute(statement, rows).scalars())


def _advance(
    session: Session, key: Key, through: int, scans: Sequence[int], refused: Sequence[int]
) -> int:
    reached = through
    if through + 1 in scans or through + 1 in refused:
        reached = _walk(session, key, through)
    if scans or refused:
        session.execute(
            update(Outbox)
            .where(Outbox.station_id == key[0], Outbox.outbox_id == key[1])
            .values(through=reached, stored=Outbox.stored + len(scans) + len(refused))
        )
    return reached


def _walk(session: Session, key: Key, through: int) -> int:
    while True:
        present = union(
            *(
                select(table.c.seq).where(
                    table.c.station_id == key[0],
                    table.c.outbox_id == key[1],
                    table.c.seq > through,
                    table.c.seq <= through + WALK_ROWS,
                )
                for table in (_SCAN, _REFUSED)
            )
        )
        reached = contiguous(through, session.scalars(present))
        if reached < through + WALK_ROWS:
            return reached
        through = reached
