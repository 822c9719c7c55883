"""Since when the ingest hears its stations: what it tells the worker after a break."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from fleet.db.engine import Database
from fleet.errors import Unavailable
from fleet.ingest.memory import MemoryBroker, MemoryPort
from fleet.ingest.publisher import Publisher
from fleet.processes import service as processes
from fleet.processes.service import Role
from fleet.stations.models import StationLatest
from fleet.stations.presence import PresenceStatus
from fleet.stations.watching import is_anybody_gone
from tests.support.fleet_clock import SetClock
from tests.support.fleet_rooms import CHO_HOM


class LeavingDatabase(Database):
    """A database that takes no writes while it is away."""

    def __init__(self, inner: Database) -> None:
        self._inner = inner
        self.away = False

    @contextmanager
    def write(self) -> Iterator[Session]:
        if self.away:
            raise Unavailable("database.unavailable")
        with self._inner.write() as session:
            yield session

    @contextmanager
    def read(self, *, statement_ms: int | None = None) -> Iterator[Session]:
        with self._inner.read(statement_ms=statement_ms) as session:
            yield session


class Hearing:
    """A publisher whose broker is there, and one station that was just heard."""

    def __init__(self, database: Database, broker: MemoryBroker, clock: SetClock) -> None:
        self.database = LeavingDatabase(database)
        self.clock = clock
        self.publisher = Publisher(self.database, MemoryPort(broker), clock, "fleet-test")
        self.turn()
        with database.write() as session:
            session.add(
                StationLatest(
                    station_id=CHO_HOM,
                    online=True,
                    status=PresenceStatus.ONLINE,
                    status_at=clock.now(),
                    last_seen=clock.now(),
                )
            )

    def turn(self) -> None:
        self.publisher.turn(connected=True)

    def is_anybody_gone(self) -> bool:
        with self.database.read() as session:
            now = self.clock.now()
            return is_anybody_gone(session, now, processes.at_work(session, Role.INGEST, now))


@pytest.fixture
def hearing(stations: Database, memory_broker: MemoryBroker, clock: SetClock) -> Hearing:
    return Hearing(stations, memory_broker, clock)


def test_a_station_that_is_silent_while_the_fleet_hears_is_gone(hearing: Hearing) -> None:
    for _ in range(20):
        hearing.clock.advance(processes.EVERY)
        hearing.turn()
    assert hearing.is_anybody_gone()


def test_nobody_is_gone_because_the_database_was_away(hearing: Hearing) -> None:
    hearing.database.away = True
    for _ in range(20):
        hearing.clock.advance(processes.EVERY)
        with pytest.raises(Unavailable):
            hearing.turn()
    hearing.database.away = False
    hearing.turn()
    assert not hearing.is_anybody_gone()
    hearing.clock.advance(processes.EVERY)
    hearing.turn()
    assert not hearing.is_anybody_gone()


def test_nobody_is_gone_because_this_machine_slept(hearing: Hearing) -> None:
    hearing.clock.advance(timedelta(minutes=10))
    hearing.turn()
    assert not hearing.is_anybody_gone()


def test_a_mark_that_was_not_stored_is_written_at_the_next_turn(hearing: Hearing) -> None:
    hearing.clock.advance(processes.EVERY)
    hearing.database.away = True
    with pytest.raises(Unavailable):
        hearing.turn()
    hearing.database.away = False
    hearing.turn()
    hearing.clock.advance(processes.STALE - timedelta(seconds=1))
    with hearing.database.read() as session:
        assert processes.at_work(session, Role.INGEST, hearing.clock.now()) is not None
