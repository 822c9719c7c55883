"""Alerts open and close once, whoever looks; people say that they know."""

import threading
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select

from contract.names import StationId
from fleet.accounts.models import AuditEntry
from fleet.alerts import queries, service
from fleet.alerts.models import Alert, Cause
from fleet.alerts.rules import CAMERA_SETTLED
from fleet.db.engine import Database
from fleet.errors import BadInput, Conflict, NotThere
from fleet.stations.models import Station, StationEvent, StationLatest
from fleet.stations.presence import PresenceStatus
from tests.support.fleet_clock import SetClock
from tests.support.fleet_rooms import CHO_HOM, DONG_XUAN, MOMENT, add_stations

AFTER = timedelta(seconds=30)


def put(
    database: Database,
    station: StationId,
    status: PresenceStatus,
    *,
    camera: bool | None = True,
    camera_at: datetime | None = None,
) -> None:
    with database.write() as session:
        row = session.get(StationLatest, station) or StationLatest(station_id=station)
        row.status, row.status_at, row.camera = status, MOMENT, camera
        row.camera_at = camera_at
        session.add(row)


def look(database: Database, clock: SetClock) -> tuple[int, int]:
    with database.write() as session:
        return service.look(session, clock.now(), AFTER)


def alerts(database: Database) -> list[tuple[str, str, bool]]:
    with database.read() as session:
        rows = session.scalars(select(Alert).order_by(Alert.id)).all()
    return [(row.station_id, row.cause, row.closed_at is None) for row in rows]


@pytest.fixture(autouse=True)
def stations(database: Database) -> None:
    add_stations(database, CHO_HOM, DONG_XUAN)


def test_an_alert_opens_once_and_closes_once(database: Database, clock: SetClock) -> None:
    put(database, CHO_HOM, PresenceStatus.OFFLINE)
    put(database, DONG_XUAN, PresenceStatus.ONLINE, camera=False)
    assert look(database, clock) == (1, 0)
    clock.advance(AFTER)
    assert [look(database, clock), look(database, clock)] == [(1, 0), (0, 0)]
    put(database, CHO_HOM, PresenceStatus.ONLINE)
    put(database, DONG_XUAN, PresenceStatus.ONLINE)
    assert [look(database, clock), look(database, clock)] == [(0, 2), (0, 0)]
    assert alerts(database) == [(DONG_XUAN, "camera", False), (CHO_HOM, "offline", False)]
    with database.read() as session:
        told = session.scalars(select(StationEvent.kind).order_by(StationEvent.id)).all()
    assert told == ["alert_opened", "alert_opened", "alert_closed", "alert_closed"]


def test_a_camera_that_stalls_again_and_again_is_one_alert(
    database: Database, clock: SetClock
) -> None:
    put(database, DONG_XUAN, PresenceStatus.ONLINE, camera=False)
    looks = [look(database, clock)]
    for turn in range(12):
        clock.advance(timedelta(seconds=20))
        camera = turn % 2 == 0
        put(database, DONG_XUAN, PresenceStatus.ONLINE, camera=camera, camera_at=clock.now())
        looks.append(look(database, clock))
    assert looks == [(1, 0)] + [(0, 0)] * 12
    put(database, DONG_XUAN, PresenceStatus.ONLINE, camera_at=clock.now())
    clock.advance(CAMERA_SETTLED)
    assert [look(database, clock), look(database, clock)] == [(0, 1), (0, 0)]


def test_a_station_that_says_nothing_of_its_camera_has_not_healed(
    database: Database, clock: SetClock
) -> None:
    put(database, DONG_XUAN, PresenceStatus.ONLINE, camera=False)
    assert look(database, clock) == (1, 0)
    put(database, DONG_XUAN, PresenceStatus.ONLINE, camera=None, camera_at=clock.now())
    clock.advance(10 * CAMERA_SETTLED)
    assert look(database, clock) == (0, 0)
    put(database, DONG_XUAN, PresenceStatus.ONLINE, camera_at=clock.now())
    clock.advance(CAMERA_SETTLED)
    assert look(database, clock) == (0, 1)


def test_many_at_once_are_told_in_portions(database: Database, clock: SetClock) -> None:
    many = [StationId(f"many-{number}") for number in range(service.AT_ONCE + 10)]
    add_stations(database, *many)
    for station in many:
        put(database, station, PresenceStatus.OFFLINE)
    clock.advance(AFTER)
    assert look(database, clock) == (service.AT_ONCE, 0)
    assert look(database, clock) == (10, 0)
    assert look(database, clock) == (0, 0)


def test_two_workers_that_look_at_once_open_one_alert(database: Database, clock: SetClock) -> None:
    put(database, CHO_HOM, PresenceStatus.OFFLINE)
    clock.advance(AFTER)
    begin = threading.Barrier(2, timeout=20)
    opened: list[int] = []

    def work() -> None:
        begin.wait()
        opened.append(look(database, clock)[0])

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(opened) == [0, 1]
    assert alerts(database) == [(CHO_HOM, Cause.OFFLINE, True)]


def test_a_revoked_station_has_no_alerts(database: Database, clock: SetClock) -> None:
    put(database, CHO_HOM, PresenceStatus.OFFLINE)
    clock.advance(AFTER)
    look(database, clock)
    with database.write() as session:
        session.get_one(Station, CHO_HOM).revoked_at = MOMENT
    assert look(database, clock) == (0, 1)


def test_somebody_knows_and_takes_it_back(database: Database, clock: SetClock) -> None:
    put(database, CHO_HOM, PresenceStatus.OFFLINE)
    clock.advance(AFTER)
    look(database, clock)
    with database.write() as session:
        ((alert, _),) = queries.page(session, state="open", before=None, limit=5)
        known = service.acknowledge(session, alert.id, " gọi ban quản lý ", by="an", now=MOMENT)
        assert (known.acknowledged_by, known.comment) == ("an", "gọi ban quản lý")
    with database.write() as session:
        assert service.withdraw(session, alert.id, by="an", now=MOMENT).comment is None
        assert session.scalar(select(func.count()).select_from(AuditEntry)) == 2


@pytest.mark.parametrize("comment", ["x" * 501, "a\x00b", "a\x1b[2J"])
def test_a_comment_that_breaks_a_rule(database: Database, clock: SetClock, comment: str) -> None:
    put(database, CHO_HOM, PresenceStatus.OFFLINE)
    clock.advance(AFTER)
    look(database, clock)
    with database.write() as session, pytest.raises(BadInput):
        service.acknowledge(session, 1, comment, by="an", now=MOMENT)


def test_an_alert_that_is_closed_or_unknown(database: Database, clock: SetClock) -> None:
    put(database, CHO_HOM, PresenceStatus.OFFLINE)
    clock.advance(AFTER)
    look(database, clock)
    put(database, CHO_HOM, PresenceStatus.ONLINE)
    look(database, clock)
    with database.write() as session:
        ((alert, _),) = queries.page(session, state="closed", before=None, limit=5)
        with pytest.raises(Conflict):
            service.acknowledge(session, alert.id, "", by="an", now=MOMENT)
        with pytest.raises(NotThere):
            service.withdraw(session, alert.id + 1, by="an", now=MOMENT)
