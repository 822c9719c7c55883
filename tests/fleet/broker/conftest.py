"""A running broker with its PKI, and clients that come to it with certificates."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from contract.names import StationId
from fleet.broker.child import BrokerChild
from fleet.broker.config import BrokerFiles
from fleet.clock import SystemClock
from fleet.pki import authority
from fleet.pki.layout import Pki
from tests.support.mqtt_client import Client
from tests.support.pki import write_bundle

WORKER = "fleet-all-1"


@dataclass(frozen=True, slots=True)
class Running:
    """A broker that runs."""

    child: BrokerChild
    pki: Pki
    port: int
    folder: Path

    def bundle(self, name: str) -> Path:
        """Issue a certificate to a station."""
        key = authority.new_key()
        ca = self.pki.authority()
        certificate = ca.issue_station(StationId(name), key.public_key(), datetime.now(UTC))
        pem = b"".join(c.public_bytes(Encoding.PEM) for c in (certificate, ca.certificate))
        return write_bundle(self.folder / f"{name}.pem", key, pem.decode())


Connect = Callable[..., Client]


@pytest.fixture
def running(tmp_path: Path, free_port: Callable[[], int]) -> Iterator[Running]:
    """Run a broker."""
    now = datetime.now(UTC)
    pki = Pki(tmp_path / "pki")
    pki.create(now)
    pki.ensure_server(("localhost",), now)
    pki.ensure_worker(WORKER, now)
    files = BrokerFiles(
        server=pki.server, trusted=pki.chain, revoked=pki.revoked, folder=tmp_path / "broker"
    )
    port = free_port()
    child = BrokerChild(
        executable="mosquitto",
        host="127.0.0.1",
        port=port,
        files=files,
        workers=(WORKER,),
        clock=SystemClock(),
    )
    child.start()
    yield Running(child, pki, port, tmp_path)
    child.stop()


@pytest.fixture
def client(running: Running) -> Iterator[Connect]:
    """Return a function that makes a client: `client(bundle, client_id)`."""
    made: list[Client] = []

    def make(bundle: Path | None, client_id: str = "") -> Client:
        one = Client(running.port, running.pki.root, bundle, client_id)
        made.append(one)
        return one

    yield make
    for one in made:
        one.close()
