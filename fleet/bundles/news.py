"""Stamps whose state changed lately, for stations that can't ask any more.

A stamp that was voided, replaced, sold or put under suspicion must not stay green at a station
whose bundle is older. The stamps are cut into chunks by the time of the change: those of past hours
stay as they are, so that a station fetches only the newest one. A suspicion that was taken back is
told too. A station keeps what it was told, and knows where it was away for longer than `WINDOW`.
"""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, TextClause, func, select, text
from sqlalchemy.orm import Session

from contract import bundle
from contract.bundle import MAX_NEWS, NEWS_REACH, Family, StampPart, record_key
from contract.desired import Artifact
from fleet.content.assets import Assets
from fleet.db.engine import Database
from fleet.registry import mapping
from fleet.registry.models import HAS_ENDED, StampRow
from fleet.stamps.models import IS_CLEARED, StampChange
from provenance.keys import ItemKey
from provenance.records import StampState

BUCKET = timedelta(hours=4)
WINDOW = NEWS_REACH + timedelta(hours=1)
"""A state may be issued some time after the look at the stamps."""
EVERY = timedelta(seconds=10)
"""A market that confirms each sale would else send all stations a list every other second."""
OF_CHUNK = 1000
MOST = MAX_NEWS * OF_CHUNK
"""Stamps that are told of; more come with the next bundle."""

_ACTIVE = StampState.ACTIVE.value

_log = logging.getLogger(__name__)


class StampNews:
    """Writes the chunks; belongs to one thread.

    What it remembers only saves work: another process writes the same chunks.
    """

    def __init__(self, assets: Assets) -> None:
        self._assets = assets
        self._buckets: dict[datetime, tuple[object, tuple[Artifact, ...]]] = {}
        self._news: tuple[Artifact, ...] = ()
        self._looked_at: datetime | None = None

    def look(self, database: Database, now: datetime) -> tuple[Artifact, ...]:
        """Give the chunks as of now, oldest first; looks at the stamps every `EVERY` at most."""
        rested = self._looked_at is None or not timedelta() <= now - self._looked_at < EVERY
        if rested:
            self._buckets = {start: self._bucket(database, start) for start in _starts(now)}
            every = [one for _, chunks in self._buckets.values() for one in chunks]
            if len(every) > MAX_NEWS:
                _log.warning("%d chunks of stamps that changed are left out", len(every) - MAX_NEWS)
            self._news = tuple(every[-MAX_NEWS:])
            self._looked_at = now
        return self._news

    def _bucket(self, database: Database, start: datetime) -> tuple[object, tuple[Artifact, ...]]:
        known = self._buckets.get(start)
        with database.read() as session:
            mark = _mark(session, start)
            if known is not None and known[0] == mark:
                return known
            parts = _parts(session, start, mark[0])
            chunks = tuple(self._assets.add(bundle.pack(part)) for part in parts)
        return mark, chunks


def _starts(now: datetime) -> Iterator[datetime]:
    """Give the begin of each bucket, oldest first, at moments that are the same for all."""
    length_s = int(BUCKET.total_seconds())
    newest = int(now.timestamp()) // length_s
    for number in range(newest - WINDOW // BUCKET, newest + 1):
        yield datetime.fromtimestamp(number * length_s, UTC)


def _mark(session: Session, start: datetime) -> tuple[int, object, int]:
    """Tell at little cost whether a bucket holds others; the first is how many ended.

    By state, since who waits for a lock ends a stamp at a moment before another's.
    """
    ended = (
        select(StampRow.state, func.count(), func.max(StampRow.fetched_at))
        .where(*_ended(session, start))
        .group_by(StampRow.state)
        .order_by(StampRow.state)
    )
    by_state = session.execute(ended).all()
    cleared = select(func.count()).where(*_cleared(start))
    return sum(row[1] for row in by_state), tuple(by_state), session.scalar(cleared) or 0


def _parts(session: Session, start: datetime, count: int) -> Iterator[list[tuple[str, bytes]]]:
    """Give the stamps of a bucket in the order in which they changed, cut into chunks."""
    again = select(StampChange.id).where(
        StampChange.gtin == StampRow.gtin, StampChange.serial == StampRow.serial, *_cleared(start)
    )
    skipped = max(0, count - MOST) // OF_CHUNK * OF_CHUNK
    turn = (StampRow.fetched_at, StampRow.gtin, StampRow.serial)
    for query in (
        select(StampRow).where(*_ended(session, start)).order_by(*turn).offset(skipped),
        select(StampRow).where(StampRow.state == _ACTIVE, again.exists()).order_by(*turn),
    ):
        rows = session.scalars(query.limit(MOST).execution_options(yield_per=OF_CHUNK))
        for part in rows.partitions():
            yield [_record(row) for row in part]


def _record(row: StampRow) -> tuple[str, bytes]:
    stamp = mapping.to_stamp(row)
    key = record_key(ItemKey(gtin=stamp.gtin, serial=stamp.serial), Family.STAMPS)
    part = StampPart(stamp=stamp, changed_at=row.fetched_at)
    return key, bundle.STAMP.dump_json(part, exclude_defaults=True)


def _ended(session: Session, start: datetime) -> tuple[ColumnElement[bool] | TextClause, ...]:
    at = StampRow.fetched_at
    # SQLite would else read all stamps in these states, however long ago they came into them.
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    words = f"likely({HAS_ENDED})" if is_sqlite else f"({HAS_ENDED})"
    return (text(words), at >= start, at < start + BUCKET)


def _cleared(start: datetime) -> tuple[ColumnElement[bool] | TextClause, ...]:
    at = StampChange.at
    return (text(IS_CLEARED), at >= start, at < start + BUCKET)
