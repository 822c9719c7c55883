"""Reads scans for people: the feed, a station's last scans, and the counters of a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, or_, select
from sqlalchemy.orm import Session

from contract.zone import day_begins
from fleet.db.upsert import table_of
from fleet.scans.models import RefusedMessage, RefusedScan, Scan, ScanCount
from fleet.scans.rules import MAX_AHEAD
from fleet.stations.models import Station
from fleet.stations.rules import fold, ward_key

TOP_STATIONS = 20
COUNT_CAP = 100_000
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanFilter:
    """Which scans are meant; what is None or empty doesn't count.

    Attributes:
        ward: compared without its kind, accents and case; `market` without accents and case.
        text: part of the code, of the GTIN or of the lot.
        first: earliest date of Vietnam; `last` the latest, both included.
    """

    station: str | None = None
    ward: str = ""
    market: str = ""
    verdict: str | None = None
    colour: str | None = None
    text: str = ""
    first: date | None = None
    last: date | None = None


def page(
    session: Session, wanted: ScanFilter, *, before: int | None, limit: int
) -> Sequence[Row[Any]]:
    """Read scans, newest first, below a scan's id."""
    conditions = _conditions(wanted)
    if before is not None:
        conditions.append(Scan.id < before)
    return session.execute(_rows(*conditions).order_by(Scan.id.desc()).limit(limit)).all()


def count(session: Session, wanted: ScanFilter) -> tuple[int, bool]:
    """Count scans, up to `COUNT_CAP`; tell whether there are more."""
    some = (
        select(Scan.id)
        .join(Station, Station.id == Scan.station_id)
        .where(*_conditions(wanted))
        .limit(COUNT_CAP + 1)
    )
    total = session.scalar(select(func.count()).select_from(some.subquery())) or 0
    return min(total, COUNT_CAP), total > COUNT_CAP


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
    statement = totals(day).order_by(total.desc(), ScanCount.station_id).limit(limit)
    if stations is not None:
        statement = statement.where(ScanCount.station_id.in_(stations))
    return {station: int(count) for station, count in session.execute(statement)}


def totals(day: date) -> Select[str, int]:
    """Select `station_id` and the `total` of its scans of a day."""
    total = func.sum(ScanCount.count).label("total")
    return (
        select(ScanCount.station_id, total)
        .where(ScanCount.day == day)
        .group_by(ScanCount.station_id)
    )


def refused(session: Session, station: str) -> tuple[int, int]:
    """Count what was refused of a station: events, and whole messages."""
    events = select(func.count()).where(RefusedScan.station_id == station)
    messages = select(func.sum(RefusedMessage.count)).where(RefusedMessage.station_id == station)
    return session.scalar(events) or 0, int(session.scalar(messages) or 0)


def _conditions(wanted: ScanFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.station is not None:
        found.append(Scan.station_id == wanted.station)
    if wanted.ward:
        found.append(Station.ward_key == ward_key(wanted.ward))
    if wanted.market:
        found.append(Station.market_key == fold(wanted.market))
    if wanted.verdict is not None:
        found.append(Scan.verdict == wanted.verdict)
    if wanted.colour is not None:
        found.append(Scan.colour == wanted.colour)
    if wanted.text:
        columns = (Scan.code, Scan.gtin, Scan.lot)
        found.append(or_(*(one.icontains(wanted.text, autoescape=True) for one in columns)))
    if wanted.first is not None:
        # Nothing is received before it happened, so the older part of the table isn't looked at.
        earliest = day_begins(wanted.first) - MAX_AHEAD
        found += [Scan.day >= wanted.first, Scan.received_at >= earliest]
    if wanted.last is not None:
        found.append(Scan.day <= wanted.last)
    return found


def _rows(*conditions: ColumnElement[bool]) -> Select[Any]:
    return (
        select(*_FEED, Station.name.label("station_name"), Station.market, Station.ward)
        .join(Station, Station.id == Scan.station_id)
        .where(*conditions)
    )
