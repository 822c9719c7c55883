"""Keeps the one hot row of each station: how it was last seen.

Each function changes a row only if its message says something newer, so that a message which comes
late, or twice, does nothing; it gives what happened, for the timeline.
"""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from contract.messages import Birth, Health, Presence, Probe, Reported
from contract.names import StationId
from contract.probes import PROBES
from fleet.content.rules import is_news
from fleet.db.upsert import dialect_insert, table_of
from fleet.stations.models import StationLatest
from fleet.stations.presence import Connection, PresenceStatus, after_birth, after_presence
from fleet.stations.timeline import Event, EventKind

CLOCK_STEP = timedelta(minutes=2)
"""Messages of one station never come this late: a time that is further back is a clock that was
set."""
CAMERA = "camera"
OUTBOX_DEPTH = "outbox_depth"
MAX_DEPTH = 2**62


def lock(session: Session, stations: AbstractSet[StationId]) -> dict[StationId, StationLatest]:
    """Lock the rows of stations, in the order of their ids; missing ones are made."""
    if not stations:
        return {}
    rows = [
        {
            "station_id": station,
            "online": False,
            "session": 0,
            "reported_number": 0,
            "status": PresenceStatus.NEVER,
        }
        for station in sorted(stations)
    ]
    session.execute(dialect_insert(session, table_of(StationLatest)).on_conflict_do_nothing(), rows)
    found = session.scalars(
        select(StationLatest)
        .where(StationLatest.station_id.in_(stations))
        .order_by(StationLatest.station_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return {StationId(row.station_id): row for row in found}


def seen(row: StationLatest, now: datetime) -> list[Event]:
    """Note a sign of life; a station that had fallen silent is back."""
    row.last_seen = now
    return _there(row, now) if row.online else []


def take_birth(row: StationLatest, birth: Birth, now: datetime) -> list[Event]:
    """Take in who a station is; a new outbox is a new memory card, where nothing is in force."""
    before = Birth.model_validate(row.birth) if row.birth else None
    connection = after_birth(_connection(row), before, birth)
    if connection is None:
        return []
    if before is not None and before.outbox_id != birth.outbox_id:
        row.reported, row.reported_number = None, 0
    row.last_seen = now
    happened = _connect(row, connection, now)
    row.birth = birth.model_dump(mode="json")
    row.software = birth.software
    return happened + list(_differences(row.station_id, before, birth, now))


def take_presence(row: StationLatest, presence: Presence, now: datetime) -> list[Event]:
    """Take in that a station came or went."""
    connection = after_presence(_connection(row), presence)
    if connection == _connection(row):
        return []
    if presence.online or row.last_seen is None:
        row.last_seen = now
    return _connect(row, connection, now)


def take_health(row: StationLatest, health: Health, now: datetime) -> list[Event]:
    """Take in how a station is; it also says that it lives."""
    happened = seen(row, now)
    before = Health.model_validate(row.health) if row.health else None
    if not is_newer(before, health):
        return happened
    row.health = health.model_dump(mode="json")
    row.health_at = now
    healthy = all(probe.healthy is not False for probe in health.probes.values())
    if healthy != row.healthy:
        row.healthy, row.healthy_at = healthy, now
    camera = health.probes.get(CAMERA, Probe()).healthy
    if camera != row.camera:
        row.camera, row.camera_at = camera, now
    row.outbox_depth = _depth(health.probes)
    if before is not None:
        happened += _turned(row.station_id, before.probes, health.probes, now)
    return happened


def is_newer(before: Health | None, health: Health) -> bool:
    """Tell whether a health message says more than the one that is stored."""
    if before is None:
        return True
    return health != before and (health.at >= before.at or before.at - health.at > CLOCK_STEP)


def take_reported(row: StationLatest, reported: Reported) -> bool:
    """Take in what is in force on a station; tell whether it is news."""
    before = Reported.model_validate(row.reported) if row.reported else None
    if not is_news(before, reported):
        return False
    row.reported = reported.model_dump(mode="json")
    row.reported_number = reported.number
    return True


def _connection(row: StationLatest) -> Connection:
    return Connection(online=row.online, session=row.session)


def _connect(row: StationLatest, connection: Connection, now: datetime) -> list[Event]:
    if connection.session != row.session or (connection.online and not row.online):
        row.online_since = now
    row.online, row.session = connection.online, connection.session
    if connection.online:
        return _there(row, now)
    # Whoever was there counts as there for a moment more; the worker looks again.
    row.gone_at = now
    if row.status == PresenceStatus.NEVER:
        row.status, row.status_at = PresenceStatus.OFFLINE, now
    return []


def _there(row: StationLatest, now: datetime) -> list[Event]:
    if row.gone_at is not None:
        row.gone_at = None
    if row.status == PresenceStatus.ONLINE:
        return []
    row.status, row.status_at = PresenceStatus.ONLINE, now
    return [Event(station_id=row.station_id, at=now, kind=EventKind.CONNECTED)]


def _differences(
    station: str, before: Birth | None, birth: Birth, now: datetime
) -> Iterator[Event]:
    if before is None:
        return
    if before.boot_id != birth.boot_id:
        yield Event(station_id=station, at=now, kind=EventKind.RESTARTED, code="boot")
    if before.software != birth.software:
        change = f"{before.software} -> {birth.software}"
        yield Event(station_id=station, at=now, kind=EventKind.SOFTWARE, detail=change)
    if before.outbox_id != birth.outbox_id:
        text = str(birth.outbox_id)
        yield Event(station_id=station, at=now, kind=EventKind.OUTBOX, detail=text)


def _turned(
    station: str, before: Mapping[str, Probe], after: Mapping[str, Probe], now: datetime
) -> Iterator[Event]:
    """Tell which probes began or ceased to complain; a station can't invent names for them."""
    for name, probe in after.items():
        if name not in PROBES:
            continue
        was_bad = name in before and before[name].healthy is False
        is_bad = probe.healthy is False
        if was_bad == is_bad or (not is_bad and probe.healthy is None):
            continue
        if name == CAMERA:
            kind = EventKind.CAMERA_FAILED if is_bad else EventKind.CAMERA_BACK
        else:
            kind = EventKind.PROBE_BAD if is_bad else EventKind.PROBE_GOOD
        value = "" if probe.value is None else f"{probe.value} {probe.unit}".strip()
        yield Event(station_id=station, at=now, kind=kind, code=name, detail=value[:500])


def _depth(probes: Mapping[str, Probe]) -> int | None:
    value = probes.get(OUTBOX_DEPTH, Probe()).value
    if isinstance(value, bool | str) or value is None or not 0 <= value < MAX_DEPTH:
        return None
    return int(value)
