"""The home page's figures, all counted by the database."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from contract.zone import vietnam_day
from fleet.alerts.models import Alert
from fleet.api import attention_queries, schemas
from fleet.processes import service as processes
from fleet.scans import queries
from fleet.scans.models import ScanCount
from fleet.stations.models import Station, StationLatest
from fleet.stations.presence import PresenceStatus
from fleet.stations.rules import ward_key
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
    # Few stations are revoked, so all are counted from an index, and those taken off.
    here = select(func.count()).select_from(Station).where(Station.revoked_at.is_(None))
    total = session.scalar(here) or 0
    status = StationLatest.status
    counts = dict.fromkeys(PresenceStatus, 0)
    for name, number in session.execute(select(status, func.count()).group_by(status)):
        counts[PresenceStatus(name)] += number
    revoked = select(Station.id).where(Station.revoked_at.is_not(None))
    theirs = select(status, func.count()).where(StationLatest.station_id.in_(revoked))
    for name, number in session.execute(theirs.group_by(status)):
        counts[PresenceStatus(name)] -= number
    online, offline = counts[PresenceStatus.ONLINE], counts[PresenceStatus.OFFLINE]
    return schemas.StationCounts(
        total=total, online=online, offline=offline, never=total - online - offline
    )


def _by_ward(session: Session, now: datetime) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    status = func.coalesce(StationLatest.status, PresenceStatus.NEVER.value)
    stations = session.execute(
        select(Station.ward_key, status, func.count())
        .outerjoin(StationLatest, StationLatest.station_id == Station.id)
        .where(Station.revoked_at.is_(None))
        .group_by(Station.ward_key, status)
    )
    for key, name, number in stations:
        _add(found.setdefault(key, {}), {str(name): number, "total": number})
    for ward, number in attention_queries.count_by_ward(session).items():
        _add(found.setdefault(ward_key(ward), {}), {"attention": number})
    scans = session.execute(
        select(Station.ward_key, func.sum(ScanCount.count))
        .join(ScanCount, ScanCount.station_id == Station.id)
        .where(ScanCount.day == vietnam_day(now))
        .group_by(Station.ward_key)
    )
    for key, number in scans:
        _add(found.setdefault(key, {}), {"scans_today": int(number)})
    return found
