"""Presence as everybody is told of it: a second look at goodbyes, a time-out, changes only."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, event, select

from contract.messages import Health, Message, Probe
from contract.names import StationId
from contract.topics import Up
from contract.wire import encode
from fleet.content.desired import Desk
from fleet.db.engine import Database
from fleet.ingest.handlers import apply
from fleet.stations.models import StationEvent, StationLatest
from fleet.stations.presence import GRACE, TIMEOUT, PresenceStatus
from fleet.stations.timeline import EventKind
from fleet.stations.watching import is_anybody_gone, note_gone
from tests.support.fleet_clock import SetClock
from tests.support.fleet_rooms import (
    CHO_HOM,
    DONG_XUAN,
    add_stations,
    birth,
    make_desk,
    presence,
    received,
)

ALIVE = Probe(value=True, healthy=True)


class Fleet:
    """Stations that say things, and a worker that looks."""

    def __init__(self, database: Database, desk: Desk, clock: SetClock) -> None:
        self.database = database
        self.desk = desk
        self.clock = clock
        self.began = clock.now()

    def hears(self, *messages: Message, station: StationId = CHO_HOM) -> None:
        taken = [received(station, Up(one.model_dump()["kind"]), encode(one)) for one in messages]
        with self.database.write() as session:
            apply(session, taken, self.desk, self.clock.now())

    def looks(self, *, deaf: bool = False) -> int:
        since = None if deaf else self.began
        with self.database.write() as session:
            found = is_anybody_gone(session, self.clock.now(), since)
            gone = note_gone(session, self.clock.now(), since)
            assert found == bool(gone)
            return gone

    def status(self, station: StationId = CHO_HOM) -> PresenceStatus:
        with self.database.read() as session:
            return PresenceStatus(session.get_one(StationLatest, station).status)

    def happened(self) -> list[tuple[str, str]]:
        with self.database.read() as session:
            rows = session.scalars(select(StationEvent).order_by(StationEvent.id)).all()
        return [(row.kind, row.code) for row in rows]


@pytest.fixture
def fleet(database: Database, data_dir: Path, clock: SetClock) -> Fleet:
    add_stations(database, CHO_HOM, DONG_XUAN)
    return Fleet(database, make_desk(data_dir), clock)


@contextmanager
def counted_writes(database: Database) -> Iterator[list[str]]:
    """Collect the statements that write a row."""
    written: list[str] = []

    def note(connection: Connection, cursor: object, statement: str, *rest: object) -> None:
        del connection, rest
        changes = statement.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE"))
        if changes and getattr(cursor, "rowcount", 0) > 0:
            written.append(statement)

    event.listen(database.engine, "after_cursor_execute", note)
    yield written
    event.remove(database.engine, "after_cursor_execute", note)


def test_a_station_that_is_back_within_the_grace_was_never_gone(fleet: Fleet) -> None:
    fleet.hears(birth(1))
    fleet.hears(presence(1, online=False))
    fleet.clock.advance(GRACE - timedelta(seconds=1))
    assert fleet.looks() == 0
    fleet.hears(birth(2))
    fleet.clock.advance(timedelta(minutes=1))
    assert fleet.looks() == 0
    assert fleet.status() is PresenceStatus.ONLINE
    assert fleet.happened() == [(EventKind.CONNECTED, "")]


def test_a_station_that_stays_away_is_gone_after_the_grace(fleet: Fleet) -> None:
    fleet.hears(birth(1))
    fleet.hears(presence(1, online=False))
    assert fleet.looks() == 0
    fleet.clock.advance(GRACE)
    assert fleet.looks() == 1
    assert fleet.looks() == 0
    assert fleet.status() is PresenceStatus.OFFLINE
    fleet.hears(birth(2))
    assert fleet.status() is PresenceStatus.ONLINE
    assert [kind for kind, _ in fleet.happened()] == ["connected", "disconnected", "connected"]


def test_the_will_of_an_older_connection_says_nothing(fleet: Fleet) -> None:
    fleet.hears(birth(1), birth(2))
    fleet.hears(presence(1, online=False))
    fleet.clock.advance(GRACE)
    assert fleet.looks() == 0


def test_a_silent_station_is_gone_after_three_messages(fleet: Fleet) -> None:
    fleet.hears(birth(1))
    fleet.hears(birth(1), station=DONG_XUAN)
    fleet.clock.advance(TIMEOUT - timedelta(seconds=10))
    fleet.hears(Health(at=fleet.clock.now(), probes={"station": ALIVE}), station=DONG_XUAN)
    assert fleet.looks() == 0
    fleet.clock.advance(timedelta(seconds=10))
    assert fleet.looks() == 1
    assert (fleet.status(), fleet.status(DONG_XUAN)) == ("offline", "online")
    fleet.hears(Health(at=fleet.clock.now(), probes={"station": ALIVE}))
    assert fleet.status() is PresenceStatus.ONLINE
    assert [kind for kind, _ in fleet.happened()] == [
        "connected",
        "connected",
        "timed_out",
        "connected",
    ]


def test_after_an_outage_of_the_fleet_everybody_has_time_to_come_back(fleet: Fleet) -> None:
    fleet.hears(birth(1))
    fleet.clock.advance(timedelta(hours=1))
    assert fleet.looks(deaf=True) == 0
    fleet.began = fleet.clock.now()
    fleet.clock.advance(TIMEOUT - timedelta(seconds=1))
    assert fleet.looks() == 0
    fleet.clock.advance(timedelta(seconds=1))
    assert fleet.looks() == 1


def test_a_repeat_of_the_same_state_writes_no_row(fleet: Fleet) -> None:
    fleet.hears(birth(3))
    with counted_writes(fleet.database) as written:
        fleet.hears(birth(3), presence(3, online=True), presence(2, online=False))
        assert written == []
        fleet.hears(presence(3, online=False))
        assert len(written) == 1
        fleet.hears(presence(3, online=False), presence(3, online=True))
        assert len(written) == 1


def test_what_is_new_of_a_station_is_told_once(fleet: Fleet) -> None:
    bad = Probe(value=91.0, unit="°C", healthy=False)
    fleet.hears(birth(1))
    for _ in range(2):
        moment = fleet.clock.now()
        fleet.hears(Health(at=moment, probes={"cpu_temperature": ALIVE, "camera": ALIVE}))
        fleet.clock.advance(timedelta(minutes=1))
    for probes in ({"cpu_temperature": bad}, {"cpu_temperature": bad}, {"camera": bad}):
        fleet.hears(Health(at=fleet.clock.now(), probes=probes | {"invented": bad}))
        fleet.clock.advance(timedelta(minutes=1))
    fleet.hears(Health(at=fleet.clock.now(), probes={"camera": ALIVE}))
    assert fleet.happened() == [
        ("connected", ""),
        ("probe_bad", "cpu_temperature"),
        ("camera_failed", "camera"),
        ("camera_back", "camera"),
    ]


def test_a_second_worker_that_looks_at_once_finds_nothing_left(fleet: Fleet) -> None:
    fleet.hears(birth(1))
    fleet.hears(presence(1, online=False))
    fleet.clock.advance(GRACE)
    assert [fleet.looks(), fleet.looks()] == [1, 0]
    assert [kind for kind, _ in fleet.happened()].count("disconnected") == 1
