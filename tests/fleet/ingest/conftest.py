"""Fixtures of the ingest's tests."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fleet.clock import SystemClock
from fleet.content.desired import Desk
from fleet.db.engine import Database
from fleet.ingest.memory import MemoryBroker
from fleet.ingest.mqtt import Login, MqttPort
from tests.support.broker import WORKER, Broker, program
from tests.support.certificates import Authority
from tests.support.fleet_rooms import CHO_HOM, DONG_XUAN, add_stations, make_desk

SECOND_WORKER = "fleet-test-2"


@pytest.fixture
def desk(data_dir: Path) -> Desk:
    """Return a desk that writes to the test's own folder."""
    return make_desk(data_dir)


@pytest.fixture
def memory_broker() -> MemoryBroker:
    """Return a broker without network."""
    return MemoryBroker()


@pytest.fixture
def stations(database: Database) -> Database:
    """Return the database with two stations."""
    add_stations(database, CHO_HOM, DONG_XUAN)
    return database


@pytest.fixture(scope="session")
def authority() -> Authority:
    """Return a CA for the whole run."""
    return Authority("ingest")


@pytest.fixture
def broker(tmp_path: Path, authority: Authority, free_port: Callable[[], int]) -> Iterator[Broker]:
    """Run a Mosquitto that knows two processes of the fleet."""
    if program() is None:
        pytest.skip("mosquitto is not installed: run make system")
    running = Broker(tmp_path / "broker", authority, free_port, "max_queued_messages 20000")
    with (running.folder / "acl").open("a") as acl:
        acl.write(f"\nuser {SECOND_WORKER}\ntopic readwrite tq/v1/#\n")
    running.start()
    yield running
    running.stop()


@pytest.fixture
def make_port(broker: Broker) -> Iterator[Callable[[str], MqttPort]]:
    """Return a function that makes ports on that broker; they are stopped at the end."""
    made: list[MqttPort] = []

    def make(name: str = WORKER) -> MqttPort:
        certificate, key = broker.authority.write(
            broker.folder, broker.authority.client(name), name
        )
        login = Login(
            host="127.0.0.1",
            port=broker.port,
            name=name,
            root_path=broker.root,
            certificate_path=certificate,
            key_path=key,
        )
        made.append(MqttPort(login, SystemClock(), longest_wait_s=0.2))
        return made[-1]

    yield make
    for port in made:
        port.stop()
