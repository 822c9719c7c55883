"""What one stolen card can't do, and what a second ingest process does; on PostgreSQL."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from contract import topics
from contract.gateway import Claim
from contract.names import StationId
from contract.topics import Down, Up
from deploy.demo.fleet_side import STATION
from deploy.demo.processes import Word, program
from kiosk.clock import SystemClock
from kiosk.identity.enrol import enrol
from tests.support import postgres as server
from tests.support.mqtt_client import PATIENCE_S, Client
from tests.support.system import System, until

pytestmark = [
    pytest.mark.system,
    pytest.mark.loopback,
    pytest.mark.postgres,
    pytest.mark.timeout(300),
]

VICTIM = StationId(STATION)
THIEF = StationId("stolen-1")
SECOND = "fleet-ingest-2"
SHARED_WITHIN_S = 60.0
BATCH = "stored and acknowledged a batch"


@pytest.fixture
def database_url(tmp_path: Path) -> Iterator[str]:
    """Run a PostgreSQL with an empty database."""
    bin_dir = server.programs()
    if bin_dir is None:
        pytest.skip("PostgreSQL's server programs are not installed: run make system")
    with server.running(bin_dir) as running:
        yield running.url(running.create())


@pytest.fixture
def system(tmp_path: Path, database_url: str) -> Iterator[System]:
    """Start everything on PostgreSQL, with room for a second ingest process."""

    def adapt(config: Path) -> None:
        more = f'workers = ["{SECOND}"]\n[database]\nurl = "{database_url}"\n'
        config.write_text(f'log_level = "debug"\n{config.read_text()}{more}')

    whole = System(tmp_path, adapt=adapt)
    yield whole
    whole.close()


@pytest.fixture
def console(system: System) -> Iterator[httpx2.Client]:
    """Sign in to the console."""
    with system.fleet_side.browse(system.sign_in) as client:
        yield client


@pytest.fixture
def thief(system: System, tmp_path: Path) -> Iterator[Callable[[str], Client]]:
    """Return a function that connects with a stolen card, under any client id."""
    claim_file = tmp_path / "stolen.json"
    command: list[Word] = [program("fleet"), "station", "add", THIEF, "--name", "x"]
    command += ["--market", "x", "--claim-file", claim_file, "--config", system.fleet_side.config]
    system.stage.run("fleet station add", command)
    claim = Claim.model_validate_json(claim_file.read_bytes())
    identity = enrol(claim, tmp_path / "stolen", SystemClock(trust=True))
    bundle = tmp_path / "stolen.pem"
    bundle.write_bytes(identity.key_path.read_bytes() + identity.certificate_path.read_bytes())
    made: list[Client] = []

    def connect(client_id: str) -> Client:
        client = Client(identity.broker.port, identity.root_path, bundle, client_id)
        made.append(client)
        return client.connect(username=client_id)

    yield connect
    for one in made:
        one.close()


def presence(console: httpx2.Client) -> dict[str, Any]:
    shown: dict[str, Any] = console.get(f"/api/stations/{VICTIM}").raise_for_status().json()
    return {name: shown["presence"][name] for name in ("status", "since")}


def test_a_stolen_card_gives_one_stations_rights(
    system: System, console: httpx2.Client, thief: Callable[[str], Client]
) -> None:
    until("the station", lambda: presence(console)["status"] == "online", PATIENCE_S)
    before = presence(console)
    stolen = thief(VICTIM)
    assert stolen.publish(topics.up(THIEF, Up.HEALTH))
    for leaf in Up:
        assert not stolen.publish(topics.up(VICTIM, leaf))
    for order in Down:
        assert not stolen.publish(topics.down(VICTIM, order))
        assert not stolen.publish(topics.down(THIEF, order))
    stolen.subscribe(topics.all_down(VICTIM))
    stolen.subscribe(topics.all_up())
    stolen.subscribe(topics.all_up("ingest"))
    stolen.subscribe("#")

    stored = system.fleet_side.count().stored
    console.post(f"/api/stations/{VICTIM}/screenshot").raise_for_status()
    until("more scans", lambda: system.fleet_side.count().stored >= stored + 4, SHARED_WITHIN_S)
    assert not stolen.disconnected.is_set()
    own = {topics.down(THIEF, Down.DESIRED), topics.down(THIEF, Down.BUNDLE)}
    assert {topic for topic, _ in list(stolen.received.queue)} <= own
    assert presence(console) == before


def test_a_second_ingest_process_shares_the_work(system: System) -> None:
    config = system.folder / "second.toml"
    text = system.fleet_side.config.read_text()
    text = text.replace("[broker]", "[broker]\nembedded = false")
    config.write_text(f'worker = "{SECOND}"\n{text}')
    system.stage.start("second", [program("fleet"), "ingest", "--config", config])
    logs = [system.folder / "fleet.log", system.folder / "second.log"]
    begun = logs[0].read_text().count(BATCH)

    def both_worked() -> bool:
        counts = [log.read_text().count(BATCH) for log in logs]
        return counts[0] >= begun + 3 and counts[1] >= 3

    until("work of both", both_worked, SHARED_WITHIN_S)
    system.stage.forget(system.station)
    system.station.end()
    until("delivery", lambda: system.waiting() == 0, SHARED_WITHIN_S)
    count = system.fleet_side.count()
    assert count.stored == system.stored()
    assert count.counted == count.stored
