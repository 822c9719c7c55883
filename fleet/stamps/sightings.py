"""Takes the scans of known stamps out of the feed, in portions, and has the rules judge them.

The ingest does nothing for this: a portion of the feed is read above a mark, what belongs to a
stamp of the registry is added to its sightings, and the mark moves on in the same transaction, so
that each scan counts once whatever dies. Scan numbers may become visible out of order; after `LAG`
no transaction of the ingest can still be open, since it waits at most ten seconds for any lock.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session

from fleet.db.engine import Database
from fleet.db.rows import AnyRow
from fleet.db.upsert import dialect_insert, table_of
from fleet.registry.models import StampRow
from fleet.scans.models import Scan
from fleet.stamps import judging
from fleet.stamps.models import StampProgress, StampSighting
from fleet.stations.models import Station
from provenance.stamps.suspicion import Parameters

LAG = timedelta(seconds=60)
PORTION = 1000
"""Scans of stamps in one transaction, which holds a write lock for some 100 ms on SQLite."""
LONGEST_LEAP = 50_000
"""Scans that one query looks at; those that name no serial cost about a microsecond each."""
LONGEST_SERIAL = 20
KEYS = 500
"""Stamps that one query names."""
ROW = 1
_SIGHTING = table_of(StampSighting)


class Key(NamedTuple):
    """One stamp."""

    gtin: str
    serial: str


class Bucket(NamedTuple):
    """A stamp at one station within one hour."""

    gtin: str
    serial: str
    station: str
    hour: int
    clock_trusted: bool


@dataclass(slots=True)
class Span:
    """The scans of one bucket."""

    day: date
    first_at: datetime
    last_at: datetime
    count: int

    def add(self, at: datetime) -> None:
        """Count one more."""
        self.first_at = min(self.first_at, at)
        self.last_at = max(self.last_at, at)
        self.count += 1


def follow(database: Database, now: datetime, parameters: Parameters) -> bool:
    """Take the next portion of scans; tell whether there may be more.

    Raises:
        Unavailable: `database.unavailable`; nothing of the portion was stored.
    """
    with database.read() as session:
        mark = session.scalar(select(StampProgress.scan_id)) or 0
        reach = _reach(session, mark, now)
        rows = _scans(session, mark, reach)
        known = _known(session, {Key(row.gtin, row.serial) for row in rows})
    if len(rows) == PORTION:
        reach = rows[-1].id
    if reach <= mark:
        return False
    spans = _spans(row for row in rows if Key(row.gtin, row.serial) in known)
    with database.write() as session:
        if not advance(session, mark, reach):
            return True
        if spans:
            _store(session, spans)
            touched = {Key(bucket.gtin, bucket.serial) for bucket in spans}
            judging.judge(session, sorted(touched), now, parameters)
    return len(rows) == PORTION or reach == mark + LONGEST_LEAP


def _reach(session: Session, mark: int, now: datetime) -> int:
    """Give the scan up to which all are old enough, no further than `LONGEST_LEAP`."""
    newest = session.scalar(select(func.max(Scan.id))) or 0
    reach = min(newest, mark + LONGEST_LEAP)
    fresh = select(func.min(Scan.id)).where(
        Scan.received_at > now - LAG, Scan.id > mark, Scan.id <= reach
    )
    too_new = session.scalar(fresh)
    return reach if too_new is None else min(reach, too_new - 1)


def _scans(session: Session, mark: int, reach: int) -> Sequence[AnyRow]:
    statement = (
        select(
            Scan.id,
            Scan.station_id,
            Scan.happened_at,
            Scan.day,
            Scan.clock_trusted,
            Scan.gtin,
            Scan.serial,
        )
        .where(
            Scan.id > mark,
            Scan.id <= reach,
            Scan.valid,
            Scan.gtin.is_not(None),
            func.length(Scan.serial) <= LONGEST_SERIAL,
        )
        .order_by(Scan.id)
        .limit(PORTION)
    )
    return session.execute(statement).all()


def _known(session: Session, wanted: set[Key]) -> set[Key]:
    found: set[Key] = set()
    for part in in_parts(sorted(wanted)):
        those = tuple_(StampRow.gtin, StampRow.serial).in_(part)
        rows = session.execute(select(StampRow.gtin, StampRow.serial).where(those))
        found.update(Key(*row) for row in rows)
    return found


def _spans(rows: Iterable[AnyRow]) -> dict[Bucket, Span]:
    spans: dict[Bucket, Span] = {}
    for row in rows:
        at: datetime = row.happened_at
        hour = int(at.astimezone(UTC).timestamp()) // 3600
        bucket = Bucket(row.gtin, row.serial, row.station_id, hour, row.clock_trusted)
        span = spans.get(bucket)
        if span is None:
            spans[bucket] = Span(row.day, at, at, 1)
        else:
            span.add(at)
    return spans


def advance(session: Session, mark: int, scan_id: int) -> bool:
    """Move the mark, unless another process did."""
    insert = dialect_insert(session, StampProgress).values(id=ROW, scan_id=0)
    session.execute(insert.on_conflict_do_nothing())
    progress = session.get_one(StampProgress, ROW, with_for_update=True)
    if progress.scan_id != mark:
        return False
    progress.scan_id = scan_id
    return True


def _store(session: Session, spans: Mapping[Bucket, Span]) -> None:
    wanted = {bucket.station for bucket in spans}
    stations = {
        row.id: row for row in session.scalars(select(Station).where(Station.id.in_(wanted)))
    }
    rows = []
    for bucket, span in sorted(spans.items(), key=lambda item: item[0]):
        station = stations[bucket.station]
        rows.append(
            {
                "gtin": bucket.gtin,
                "serial": bucket.serial,
                "station_id": bucket.station,
                "hour": bucket.hour,
                "clock_trusted": bucket.clock_trusted,
                "day": span.day,
                "first_at": span.first_at,
                "last_at": span.last_at,
                "count": span.count,
                "market": station.market_key,
                "ward": station.ward_key,
                "latitude": station.latitude,
                "longitude": station.longitude,
            }
        )
    statement = dialect_insert(session, _SIGHTING)
    old, new = _SIGHTING.c, statement.excluded
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    least, most = (func.min, func.max) if is_sqlite else (func.least, func.greatest)
    changed = {
        "first_at": least(old.first_at, new.first_at),
        "last_at": most(old.last_at, new.last_at),
        "count": old.count + new.count,
    }
    key = [column.name for column in _SIGHTING.primary_key]
    session.execute(statement.on_conflict_do_update(index_elements=key, set_=changed), rows)


def in_parts(keys: Sequence[Key]) -> Iterable[Sequence[Key]]:
    """Cut keys into pieces that one query can name."""
    for start in range(0, len(keys), KEYS):
        yield keys[start : start + KEYS]
