"""One of several is elected, and another goes on when it ends."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from contract.topics import Up
from contract.wire import encode
from fleet.alerts.models import Alert
from fleet.clock import SystemClock
from fleet.db.engine import Database
from fleet.ingest.handlers import apply
from fleet.processes import service as processes
from fleet.processes.service import Role
from fleet.stations.models import StationLatest
from fleet.worker.app import Worker
from fleet.worker.election import Election, election_of
from fleet.worker.jobs import Jobs
from tests.support.fleet_clock import SetClock
from tests.support.fleet_rooms import (
    CHO_HOM,
    add_stations,
    birth,
    make_desk,
    make_press,
    presence,
    received,
)
from tests.support.waiting import wait_until


@pytest.fixture
def stand(database: Database, data_dir: Path) -> Iterator[Callable[[], Election]]:
    """Return a function that makes another candidate."""
    made: list[Election] = []

    def one_more() -> Election:
        made.append(election_of(database, data_dir))
        return made[-1]

    yield one_more
    for election in made:
        election.resign()


def test_one_is_elected_until_it_resigns(stand: Callable[[], Election]) -> None:
    first, second = stand(), stand()
    assert (first.holds(), second.holds()) == (True, False)
    assert (first.holds(), second.holds()) == (True, False)
    first.resign()
    assert (second.holds(), first.holds()) == (True, False)


@pytest.mark.postgres
def test_a_connection_that_is_cut_elects_another(
    database: Database, stand: Callable[[], Election]
) -> None:
    if database.dialect == "sqlite":
        pytest.skip("a lock on a file has no connection")
    first, second = stand(), stand()
    assert first.holds()
    with database.engine.connect() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_locks"
                " WHERE locktype = 'advisory' AND granted AND database ="
                " (SELECT oid FROM pg_database WHERE datname = current_database())"
            )
        )
        connection.commit()
    wait_until(second.holds, "the second's election")
    assert not first.holds()


class Office:
    """A worker with a clock of its own steps, turned by hand."""

    def __init__(
        self, database: Database, election: Election, clock: SetClock, name: str, data_dir: Path
    ) -> None:
        press = make_press(data_dir)
        jobs = Jobs(database, clock, name, press=press, offline_after=timedelta(seconds=30))
        self.worker = Worker(election, jobs, clock)


def test_a_worker_writes_who_is_gone_then_the_alert_and_closes_it(
    database: Database, stand: Callable[[], Election], data_dir: Path, clock: SetClock
) -> None:
    add_stations(database, CHO_HOM)
    desk = make_desk(data_dir)
    with database.write() as session:
        apply(session, [received(CHO_HOM, Up.BIRTH, encode(birth(1)))], desk, clock.now())
        will = received(CHO_HOM, Up.PRESENCE, encode(presence(1, online=False)))
        apply(session, [will], desk, clock.now())
    first = Office(database, stand(), clock, "fleet-worker-1", data_dir).worker
    second = Office(database, stand(), clock, "fleet-worker-2", data_dir).worker
    for worker in (first, second):
        worker.turn()
    assert (first.elected, second.elected) == (True, False)
    clock.advance(timedelta(seconds=6))
    first.turn()
    with database.read() as session:
        assert session.get_one(StationLatest, CHO_HOM).status == "offline"
        assert session.get(Alert, 1) is None
    clock.advance(timedelta(seconds=31))
    second.turn()
    with database.read() as session:
        assert session.get(Alert, 1) is None
    first.stop()
    second.turn()
    with database.read() as session:
        assert session.get_one(Alert, 1).closed_at is None
        assert processes.at_work(session, Role.WORKER, clock.now()) is not None
    with database.write() as session:
        back = received(CHO_HOM, Up.BIRTH, encode(birth(2)))
        apply(session, [back], desk, clock.now())
    second.turn()
    with database.read() as session:
        assert session.get_one(Alert, 1).closed_at is not None


def test_its_thread_turns_beats_and_ends(
    database: Database, stand: Callable[[], Election], data_dir: Path
) -> None:
    beats: list[None] = []
    clock, press = SystemClock(), make_press(data_dir)
    after = timedelta(seconds=30)
    jobs = Jobs(database, clock, "fleet-worker-1", press=press, offline_after=after)
    worker = Worker(stand(), jobs, clock, beat=lambda: beats.append(None), turn_s=0.01)
    worker.start()
    wait_until(lambda: len(beats) > 3, "some turns")
    assert (worker.elected, worker.alive) == (True, True)
    worker.stop()
    assert not worker.alive
    assert stand().holds()


def test_a_mark_that_is_not_renewed_is_that_of_nobody(database: Database, clock: SetClock) -> None:
    since = clock.now()
    with database.write() as session:
        processes.mark(session, "fleet-ingest-1", Role.INGEST, now=since, since=since)
        processes.mark(session, "fleet-ingest-2", Role.INGEST, now=since, since=None)
        assert processes.at_work(session, Role.INGEST, since) == since
        assert processes.at_work(session, Role.WORKER, since) is None
        assert processes.at_work(session, Role.INGEST, since + processes.STALE) is None
