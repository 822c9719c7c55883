"""Reads scans for people: the feed, a station's last scans, and the counters of a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, select
from sqlalchemy.orm import Session

from fleet.db.upsert import table_of
from fleet.scans.models import RefusedMessage, RefusedScan, Scan, ScanCount
from fleet.stations.models import Station

TOP_STATIONS = 20
FOLLOWED = 20_000
_FEED = tuple(
    column
    for column in table_of(Scan).c
    if column.name not in {"outbox_id", "boot_id", "monotonic_s", "wall", "day", "decode_ms"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCounts:
    """Scans of one day in Vietnam.

    Attributes:
        last_hour: scans that came within the last sixty minutes, of whatever day they are.
        by_station: the stations with the most scans, most first.
    """

    day: date
    total: int
    last_hour: int
    by_colour: dict[str, int]
    by_verdict: dict[str, int]
    by_station: dict[str, int]


def page(
    session: Session,
    *,
    before: int | None,
    limit: int,
    station: str | None = None,
    verdict: str | None = None,
) -> Sequence[Row[Any]]:
    """Read scans, newest first, below a scan's id."""
    conditions: list[ColumnElement[bool]] = []
    if before is not None:
        conditions.append(Scan.id < before)
    if station is not None:
        conditions.append(Scan.station_id == station)
    if verdict is not None:
        conditions.append(Scan.verdict == verdict)
    return session.execute(_rows(*conditions).order_by(Scan.id.desc()).limit(limit)).all()


def after(session: Session, scan_id: int, limit: int) -> Sequence[Row[Any]]:
    """Read scans above a scan's id, oldest first.

    A transaction that began earlier may commit later, so a lower id can still appear: whoever
    follows the feed reads some way back again, and knows what it has shown.
    """
    return session.execute(_rows(Scan.id > scan_id).order_by(Scan.id).limit(limit)).all()


def ids_after(session: Session, scan_id: int) -> Sequence[int]:
    """Read the newest ids above a scan's id, at most `FOLLOWED` of them."""
    statement = select(Scan.id).where(Scan.id > scan_id).order_by(Scan.id.desc()).limit(FOLLOWED)
    return session.scalars(statement).all()


def by_ids(session: Session, ids: Sequence[int]) -> Sequence[Row[Any]]:
    """Read scans by their ids, oldest first."""
    if not ids:
        return []
    return session.execute(_rows(Scan.id.in_(ids)).order_by(Scan.id)).all()


def newest_id(session: Session) -> int:
    """Give the highest scan id, 0 if there is none."""
    return session.scalar(select(func.max(Scan.id))) or 0


def today(session: Session, day: date, now: datetime) -> DayCounts:
    """Count the scans of a day; the rollup is read, not the scans."""
    rows = session.execute(
        select(ScanCount.colour, ScanCount.verdict, func.sum(ScanCount.count))
        .where(ScanCount.day == day)
        .group_by(ScanCount.colour, ScanCount.verdict)
    ).all()
    by_colour: dict[str, int] = {}
    by_verdict: dict[str, int] = {}
    for colour, verdict, count in rows:
        by_colour[colour] = by_colour.get(colour, 0) + int(count)
        by_verdict[verdict] = by_verdict.get(verdict, 0) + int(count)
    hour = select(func.count()).where(Scan.received_at > now - timedelta(hours=1))
    return DayCounts(
        day=day,
        total=sum(by_colour.values()),
        last_hour=session.scalar(hour) or 0,
        by_colour=by_colour,
        by_verdict=by_verdict,
        by_station=by_station(session, day, limit=TOP_STATIONS),
    )


def by_station(
    session: Session, day: date, stations: Sequence[str] | None = None, limit: int | None = None
) -> dict[str, int]:
    """Count the scans of a day for some stations, or for all, most first."""
    total = func.sum(ScanCount.count)
    statement = (
        select(ScanCount.station_id, total)
        .where(ScanCount.day == day)
        .group_by(ScanCount.station_id)
        .order_by(total.desc(), ScanCount.station_id)
        .limit(limit)
    )
    if stations is not None:
        statement = statement.where(ScanCount.station_id.in_(stations))
    return {station: int(count) for station, count in session.execute(statement)}


def refused(session: Session, station: str) -> tuple[int, int]:
    """Count what was refused of a station: events, and whole messages."""
    events = select(func.count()).where(RefusedScan.station_id == station)
    messages = select(func.sum(RefusedMessage.count)).where(RefusedMessage.station_id == station)
    return session.scalar(events) or 0, int(session.scalar(messages) or 0)


def _rows(*conditions: ColumnElement[bool]) -> Select[Any]:
    return (
        select(*_FEED, Station.name.label("station_name"))
        .join(Station, Station.id == Scan.station_id)
        .where(*conditions)
    )
