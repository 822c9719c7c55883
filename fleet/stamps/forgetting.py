"""Forgets sightings of stamps that are older than anybody asks for, a portion at a time.

What the rules of suspicion look at is never so old (`judging.LOOK_BACK`); of the rest each stamp
keeps how often it was seen, and when first and last.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, tuple_
from sqlalchemy.orm import Session

from fleet.db.upsert import dialect_insert, table_of
from fleet.stamps.models import StampSeen, StampSighting
from fleet.stamps.sightings import Key, in_parts

PORTION = 1000
"""Sightings in one transaction."""
_SEEN = table_of(StampSeen)


@dataclass(slots=True)
class _Span:
    scans: int
    first_at: datetime
    last_at: datetime


def is_due(session: Session, now: datetime, kept: timedelta) -> bool:
    """Tell whether anything is too old; costs one look at an index."""
    oldest = session.scalar(select(func.min(StampSighting.hour)))
    return oldest is not None and oldest < _limit(now, kept)


def forget_step(session: Session, now: datetime, kept: timedelta) -> bool:
    """Delete a portion of what is too old; tell whether there may be more."""
    rows = session.scalars(
        select(StampSighting)
        .where(StampSighting.hour < _limit(now, kept))
        .order_by(StampSighting.hour)
        .limit(PORTION)
    ).all()
    spans: dict[Key, _Span] = {}
    for row in rows:
        span = spans.setdefault(Key(row.gtin, row.serial), _Span(0, row.first_at, row.last_at))
        span.scans += row.count
        span.first_at = min(span.first_at, row.first_at)
        span.last_at = max(span.last_at, row.last_at)
    if spans:
        _keep(session, spans)
    key = [getattr(StampSighting, column.name) for column in table_of(StampSighting).primary_key]
    gone = [tuple(getattr(row, column.key) for column in key) for row in rows]
    for start in range(0, len(gone), 500):
        session.execute(
            delete(StampSighting)
            .where(tuple_(*key).in_(gone[start : start + 500]))
            .execution_options(synchronize_session=False)
        )
    return len(rows) == PORTION


def _limit(now: datetime, kept: timedelta) -> int:
    return int((now - kept).timestamp()) // 3600


def _keep(session: Session, spans: Mapping[Key, _Span]) -> None:
    statement = dialect_insert(session, _SEEN)
    old, new = _SEEN.c, statement.excluded
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    least, most = (func.min, func.max) if is_sqlite else (func.least, func.greatest)
    changed = {
        "scans": old.scans + new.scans,
        "first_at": least(old.first_at, new.first_at),
        "last_at": most(old.last_at, new.last_at),
    }
    for part in in_parts(sorted(spans)):
        rows = [
            {
                "gtin": key.gtin,
                "serial": key.serial,
                "scans": spans[key].scans,
                "first_at": spans[key].first_at,
                "last_at": spans[key].last_at,
            }
            for key in part
        ]
        session.execute(
            statement.on_conflict_do_update(index_elements=["gtin", "serial"], set_=changed), rows
        )
