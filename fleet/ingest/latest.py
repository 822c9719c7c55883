"""Keeps the one hot row of each station: how it was last seen.

Each function changes a row only if its message says something newer, so that a message which comes
late, or twice, does nothing.
"""

from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from contract.messages import Birth, Health, Presence, Reported
from contract.names import StationId
from fleet.content.rules import is_news
from fleet.db.upsert import dialect_insert, table_of
from fleet.stations.models import StationLatest
from fleet.stations.presence import Connection, after_birth, after_presence

CLOCK_STEP = timedelta(minutes=2)
"""Messages of one station never come this late: a time that is further back is a clock that was
set."""


def lock(session: Session, stations: AbstractSet[StationId]) -> dict[StationId, StationLatest]:
    """Lock the rows of stations, in the order of their ids; missing ones are made."""
    if not stations:
        return {}
    rows = [
        {"station_id": station, "online": False, "session": 0, "reported_number": 0}
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


def take_birth(row: StationLatest, birth: Birth, now: datetime) -> None:
    """Take in who a station is; a new outbox is a new memory card, where nothing is in force."""
    before = Birth.model_validate(row.birth) if row.birth else None
    connection = after_birth(_connection(row), before, birth)
    if connection is None:
        return
    if before is not None and before.outbox_id != birth.outbox_id:
        row.reported, row.reported_number = None, 0
    _connect(row, connection, now)
    row.last_seen = now
    row.birth = birth.model_dump(mode="json")


def take_presence(row: StationLatest, presence: Presence, now: datetime) -> None:
    """Take in that a station came or went."""
    connection = after_presence(_connection(row), presence)
    if connection == _connection(row):
        return
    _connect(row, connection, now)
    if presence.online or row.last_seen is None:
        row.last_seen = now


def take_health(row: StationLatest, health: Health, now: datetime) -> None:
    """Take in how a station is; it also says that it lives."""
    row.last_seen = now
    before = Health.model_validate(row.health) if row.health else None
    if before is None or health.at >= before.at or before.at - health.at > CLOCK_STEP:
        row.health = health.model_dump(mode="json")


def take_reported(row: StationLatest, reported: Reported, now: datetime) -> bool:
    """Take in what is in force on a station; tell whether it is news."""
    before = Reported.model_validate(row.reported) if row.reported else None
    if not is_news(before, reported):
        return False
    row.last_seen = max(row.last_seen or now, now)
    row.reported = reported.model_dump(mode="json")
    row.reported_number = reported.number
    return True


def _connection(row: StationLatest) -> Connection:
    return Connection(online=row.online, session=row.session)


def _connect(row: StationLatest, connection: Connection, now: datetime) -> None:
    if connection.session != row.session or (connection.online and not row.online):
        row.online_since = now
    row.online, row.session = connection.online, connection.session
