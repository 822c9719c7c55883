"""Stores batches of scans: each event once, with an honest answer on what is complete.

The row of an outbox is locked before its events are looked at, in the same order everywhere, so
that two processes which hold batches of one outbox agree on `through`. SQLite locks the whole
database when a writer begins.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import cache
from operator import itemgetter
from typing import Any
from uuid import UUID

from sqlalchemy import select, tuple_, union
from sqlalchemy.orm import Session

from contract.names import StationId
from contract.scans import ScanEvent
from contract.zone import vietnam_day
from fleet.db.bulk import BulkInsert
from fleet.db.upsert import dialect_insert, table_of
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

COLUMNS = (
    "station_id",
    "event_id",
    "outbox_id",
    "seq",
    "received_at",
    "happened_at",
    "day",
    "boot_id",
    "monotonic_s",
    "wall",
    "clock_trusted",
    "kind",
    "valid",
    "symbology",
    "verdict",
    "colour",
    "reasons",
    "decode_ms",
    "frame_to_verdict_ms",
    "code",
    "gtin",
    "lot",
    "serial",
    "host",
    "via",
)
"""What `_row` gives, in its order."""
KEY = ("station_id", "outbox_id", "seq", "event_id")
COUNTED = ("day", "station_id", "verdict", "colour")
_OUTBOX = table_of(Outbox)
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
    boxes = _lock(session, [(batch.station, batch.outbox_id) for batch in merged])
    rows = [_row(batch, event, received_at) for batch in merged for event in batch.events]
    are_probably_new = all(
        event.seq > boxes[batch.station, batch.outbox_id].through
        for batch in merged
        for event in batch.events
    )
    new = _inserts().scan.insert_new(session, rows, KEY, "id", probably_all=are_probably_new)
    _count(session, [rows[place] for place in new])
    results = []
    for batch, fresh, seen in _sorted_out(merged, new):
        box = boxes[batch.station, batch.outbox_id]
        conflicts = _conflicts(session, box.key, seen)
        kept = _insert_refused(session, box.key, (*batch.refused, *conflicts), received_at)
        box.add(session, [*fresh, *kept])
        results.append(
            StoreResult(
                station=batch.station,
                outbox_id=batch.outbox_id,
                new=len(fresh),
                duplicates=len(batch.events) - len(fresh),
                refused=len(batch.refused) + len(conflicts) + batch.unnumbered,
                through=box.through,
            )
        )
    changed = [box.row for box in boxes.values() if box.changed]
    _inserts().reached.run(session, changed)
    return tuple(results)


def acknowledged(session: Session, station: StationId, outbox_id: UUID) -> int:
    """Give the number up to which all events of an outbox are stored, 0 for an unknown one."""
    row = session.get(Outbox, (station, outbox_id))
    return row.through if row else 0


def _lock(session: Session, keys: Sequence[Key]) -> dict[Key, "_Box"]:
    if not keys:
        return {}
    _inserts().outbox.run(session, [(station, outbox, 0, 0) for station, outbox in keys])
    found = session.execute(
        select(_OUTBOX)
        .where(tuple_(_OUTBOX.c.station_id, _OUTBOX.c.outbox_id).in_(keys))
        .order_by(_OUTBOX.c.station_id, _OUTBOX.c.outbox_id)
        .with_for_update()
    )
    return {(row.station_id, row.outbox_id): _Box(*row) for row in found}


@dataclass(slots=True)
class _Box:
    """The locked row of an outbox, as it will be written."""

    station: str
    outbox_id: UUID
    through: int
    stored: int
    changed: bool = False

    @property
    def key(self) -> Key:
        return self.station, self.outbox_id

    @property
    def row(self) -> tuple[str, UUID, int, int]:
        return self.station, self.outbox_id, self.through, self.stored

    def add(self, session: Session, numbers: Sequence[int]) -> None:
        """Count what was just inserted, and move `through` if it can."""
        if not numbers:
            return
        # As many as the numbers up to `through`: none is stored beyond a gap.
        dense = self.stored == self.through
        self.stored += len(numbers)
        self.changed = True
        if self.through + 1 in numbers:
            self.through = (
                contiguous(self.through, numbers)
                if dense
                else _walk(session, self.key, self.through)
            )


@dataclass(frozen=True, slots=True)
class _Inserts:
    """The statements for many rows."""

    outbox: BulkInsert
    reached: BulkInsert
    scan: BulkInsert
    count: BulkInsert


@cache
def _inserts() -> _Inserts:
    """Write the statements on first use: the type of `station_id` is known once all tables are."""
    boxes = ("station_id", "outbox_id", "through", "stored")
    reached = (
        "(station_id, outbox_id) DO UPDATE SET through = excluded.through, stored = excluded.stored"
    )
    counted = (
        "(day, station_id, verdict, colour) DO UPDATE SET count = scan_count.count + excluded.count"
    )
    return _Inserts(
        outbox=BulkInsert(table_of(Outbox), boxes),
        reached=BulkInsert(table_of(Outbox), boxes, conflict=reached),
        scan=BulkInsert(_SCAN, COLUMNS),
        count=BulkInsert(table_of(ScanCount), (*COUNTED, "count"), conflict=counted),
    )


def _row(batch: Batch, event: ScanEvent, received_at: datetime) -> tuple[Any, ...]:
    at = event.at
    wall = at.wall.astimezone(UTC)
    happened = happened_at(wall, received_at) if at.clock_trusted else received_at
    return (
        batch.station,
        event.event_id,
        batch.outbox_id,
        event.seq,
        received_at,
        happened,
        vietnam_day(happened),
        at.boot_id,
        at.monotonic_s,
        wall,
        at.clock_trusted,
        str(event.kind),
        event.valid,
        event.symbology,
        str(event.verdict),
        str(event.colour),
        event.reasons,
        event.decode_ms,
        event.frame_to_verdict_ms,
        event.code,
        event.gtin,
        event.lot,
        event.serial,
        event.host,
        event.via,
    )


def _sorted_out(
    batches: Sequence[Batch], new: Sequence[int]
) -> Iterator[tuple[Batch, list[int], list[ScanEvent]]]:
    """Give each batch with the numbers that are new, and the events that are not."""
    if len(new) == sum(len(batch.events) for batch in batches):
        for batch in batches:
            yield batch, [event.seq for event in batch.events], []
        return
    places = set(new)
    first = 0
    for batch in batches:
        fresh, seen = [], []
        for place, event in enumerate(batch.events, first):
            if place in places:
                fresh.append(event.seq)
            else:
                seen.append(event)
        first += len(batch.events)
        yield batch, fresh, seen


def _count(session: Session, new: Iterable[tuple[Any, ...]]) -> None:
    counts = Counter(map(itemgetter(*map(COLUMNS.index, COUNTED)), new))
    _inserts().count.run(session, [(*key, count) for key, count in sorted(counts.items())])


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
