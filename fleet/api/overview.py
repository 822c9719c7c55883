"""The home page's figures, all counted by the database."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from contract.zone import vietnam_day
from fleet.alerts.models import Alert
from fleet.api import attention_queries, schemas, station_counts
from fleet.api.kept import Kept
from fleet.db.engine import Database
from fleet.processes import service as processes
from fleet.scans import queries
from fleet.stations.models import Station, StationLatest
from fleet.stations.presence import PresenceStatus
from fleet.stations.wards import Wards


def summary(session: Session, now: datetime) -> schemas.Summary:
    """Count stations, alerts and today's scans."""
    alerts = select(func.count()).select_from(Alert).where(Alert.closed_at.is_(None))
    return schemas.Summary(
        at=now,
        stations=_stations(session),
        scans=_scans(session, now),
        alerts=schemas.AlertCounts(open=session.scalar(alerts) or 0),
        attention=attention_queries.count(session),
        watch=schemas.Watch(
            hearing_since=processes.at_work(session, processes.Role.INGEST, now),
            working_since=processes.at_work(session, processes.Role.WORKER, now),
        ),
    )


def shared_summary(database: Database, kept: Kept, now: datetime) -> schemas.Summary:
    """Give a summary that may be a second old; its `at` says when it was counted."""

    def look() -> schemas.Summary:
        with database.read() as session:
            return summary(session, now)

    return kept.get("summary", look)


def wards(session: Session, table: Wards, now: datetime) -> schemas.WardList:
    """Count the stations of each ward, and of none."""
    found = _by_ward(session, now)
    keys = {ward.code: key for key, ward in table.by_key.items()}
    listed = tuple(
        schemas.WardView.model_validate(ward.model_dump() | _summed(found.get(keys[ward.code], {})))
        for ward in sorted(table.by_key.values(), key=lambda ward: ward.code)
    )
    rest: dict[str, int] = {}
    for key, counts in found.items():
        if key not in table.by_key:
            _add(rest, counts)
    return schemas.WardList(wards=listed, elsewhere=schemas.WardCounts(**_summed(rest)))


_NAMES = ("total", "online", "offline", "never", "attention", "scans_today")


def _summed(counts: dict[str, int]) -> dict[str, int]:
    return {name: counts.get(name, 0) for name in _NAMES}


def _add(sums: dict[str, int], counts: dict[str, int]) -> None:
    for name, number in counts.items():
        sums[name] = sums.get(name, 0) + number


def _scans(session: Session, now: datetime) -> schemas.ScanCounts:
    counts = queries.today(session, vietnam_day(now), now)
    rows = session.execute(
        select(Station.id, Station.name).where(Station.id.in_(list(counts.by_station)))
    )
    names: dict[str, str] = {row.id: row.name for row in rows}
    return schemas.ScanCounts(
        **asdict(counts),
        busiest=tuple(
            schemas.BusyStation(station_id=station, name=names[station], count=number)
            for station, number in counts.by_station.items()
        ),
    )


def _stations(session: Session) -> schemas.StationCounts:
    counts = station_counts.by_status(session)
    return schemas.StationCounts(
        total=counts.total(),
        online=counts[PresenceStatus.ONLINE],
        offline=counts[PresenceStatus.OFFLINE],
        never=counts[PresenceStatus.NEVER],
    )


def _by_ward(session: Session, now: datetime) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for key, number in station_counts.grouped(session, (Station.ward_key,)).items():
        _add(found.setdefault(key, {}), {"total": number, "never": number})
    heard = station_counts.grouped(session, (Station.ward_key, StationLatest.status))
    for (key, status), number in heard.items():
        if status != PresenceStatus.NEVER:
            _add(found[key], {status: number, "never": -number})
    for key, number in attention_queries.count_by_ward(session):
        _add(found[key], {"attention": number})
    for key, number in _scans_by_ward(session, now):
        _add(found.setdefault(key, {}), {"scans_today": int(number)})
    return found


def _scans_by_ward(session: Session, now: datetime) -> Iterable[tuple[str, int]]:
    counts = queries.totals(vietnam_day(now)).subquery()
    total = func.sum(counts.c.total)
    rows = session.execute(
        select(Station.ward_key, total)
        .join(counts, counts.c.station_id == Station.id)
        .group_by(Station.ward_key)
    )
    return [(key, number) for key, number in rows]
