"""The worker judges stamps by what stations scanned, with the lines that the settings draw."""

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from contract.names import StationId
from fleet.db.engine import Database
from fleet.registry.models import StampRow
from fleet.registry.service import import_file
from fleet.scans.rules import Batch
from fleet.scans.service import store
from fleet.stamps import sightings
from fleet.stations.models import Station
from fleet.worker.app import Worker
from fleet.worker.election import election_of
from fleet.worker.jobs import FOLLOW_EVERY, Jobs
from provenance.stamps.suspicion import Parameters
from tests.support.fleet_clock import SetClock
from tests.support.fleet_rooms import make_press
from tests.support.registry import GTIN, as_bytes, document
from tests.support.scan_events import scan_event


def scan(database: Database, clock: SetClock, station: str) -> None:
    with database.write() as session:
        if session.get(Station, station) is None:
            made = Station(
                id=station,
                name=station,
                market=f"Chợ {station}",
                ward="",
                folded=station,
                created_at=clock.now(),
            )
            session.add(made)
            session.flush()
        event = scan_event(1).model_copy(update={"gtin": GTIN, "serial": "S1"})
        batch = Batch(station=StationId(station), outbox_id=uuid4(), events=(event,))
        store(session, [batch], clock.now())


def test_a_turn_follows_the_scans(database: Database, data_dir: Path, clock: SetClock) -> None:
    import_file(database, clock, as_bytes(document()), by="test")
    jobs = Jobs(
        database,
        clock,
        "fleet-worker-1",
        press=make_press(data_dir),
        offline_after=timedelta(seconds=30),
        suspicion=Parameters(places=2),
    )
    worker = Worker(election_of(database, data_dir), jobs, clock)
    states = []
    for station in ("a", "b"):
        scan(database, clock, station)
        clock.advance(sightings.LAG + FOLLOW_EVERY)
        worker.turn()
        with database.read() as session:
            states.append(session.get_one(StampRow, (GTIN, "S1")).state)
    worker.stop()
    assert states == ["active", "suspect"]
