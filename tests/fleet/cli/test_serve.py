"""`fleet serve` as a process: starts on nothing, works over real TLS, ends cleanly."""

import os
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import httpx2
import jwt
import pytest
from cryptography import x509

from contract import gateway
from contract.gateway import JWT_AUDIENCE, EnrolRequest, Identity, LookupFound
from deploy.demo.fleet_side import free_ports
from fleet.pki import authority
from fleet.pki.authority import Key, serial_text
from tests.support import pki
from tests.support.fleet import FleetProcess
from tests.support.postgres import Postgres
from tests.support.registry import GTIN, as_bytes, document

pytestmark = [pytest.mark.loopback, pytest.mark.system, pytest.mark.timeout(180)]

PATIENCE_S = 60.0


def a_port() -> int:
    [port] = free_ports(1)
    return port


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> FleetProcess:
    """Prepare a fleet manager by its commands, once; each costs seconds."""
    return FleetProcess.prepared(tmp_path_factory.mktemp("model") / "fleet", a_port)


@pytest.fixture
def prepared(model: FleetProcess, tmp_path: Path) -> Iterator[FleetProcess]:
    """Return a fleet manager for one test, not started."""
    fleet = model.copied(tmp_path / "fleet", a_port)
    yield fleet
    fleet.kill()


@pytest.fixture(scope="module")
def running(
    model: FleetProcess, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[FleetProcess]:
    """Return a running fleet manager that tests share, each with a station of its own."""
    with model.copied(tmp_path_factory.mktemp("running") / "fleet", a_port) as fleet:
        yield fleet


def until(condition: Callable[[], bool]) -> bool:
    deadline_s = time.monotonic() + PATIENCE_S
    while not condition():
        if time.monotonic() > deadline_s:
            return False
        time.sleep(0.05)
    return True


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def enrol(fleet: FleetProcess, station: str) -> tuple[Key, Identity]:
    claim = fleet.add_station(station)
    key = authority.new_key()
    request = EnrolRequest(station=station, secret=claim.secret, csr_pem=pki.csr(key))
    with fleet.station_client() as client:
        answer = client.post(gateway.ENROL, json=request.model_dump())
    return key, Identity.model_validate_json(answer.raise_for_status().content)


def bearer(key: Key, identity: Identity) -> dict[str, str]:
    kid = serial_text(x509.load_pem_x509_certificate(identity.certificate_pem.encode()))
    now_s = int(time.time())
    claims = {
        "iss": identity.station,
        "sub": identity.station,
        "aud": JWT_AUDIENCE,
        "iat": now_s,
        "exp": now_s + 300,
        "jti": uuid4().hex,
    }
    token = jwt.encode(claims, key, algorithm="ES256", headers={"kid": kid})
    return {"Authorization": f"Bearer {token}"}


def mqtt_handshake(fleet: FleetProcess, key: Key, identity: Identity, folder: Path) -> bytes:
    """Say CONNECT (MQTT 5, no client id) over TLS, and give the first four bytes that come back."""
    bundle = pki.write_bundle(folder / "station.pem", key, identity.certificate_pem)
    context = ssl.create_default_context(cafile=str(fleet.root))
    context.load_cert_chain(bundle)
    address = (identity.broker.host, identity.broker.port)
    with (
        socket.create_connection(address, timeout=5) as plain,
        context.wrap_socket(plain, server_hostname="localhost") as wire,
    ):
        wire.sendall(b"\x10\x0d\x00\x04MQTT\x05\x02\x00\x3c\x00\x00\x00")
        return wire.recv(4)


def test_a_station_enrols_looks_up_and_reaches_the_broker(
    running: FleetProcess, tmp_path: Path
) -> None:
    records = tmp_path / "registry.json"
    records.write_bytes(as_bytes(document()))
    running.command("registry", "import", str(records))
    key, identity = enrol(running, "hom-1")
    with running.station_client() as client:
        body = {"gtin": GTIN, "serial": "S1"}
        answer = client.post(gateway.LOOKUP, json=body, headers=bearer(key, identity))
    assert LookupFound.model_validate_json(answer.content).dossier.stamp is not None
    assert "date" in answer.headers

    packet = mqtt_handshake(running, key, identity, tmp_path)
    assert (packet[0], packet[3]) == (0x20, 0), "CONNACK, success"


def test_a_station_revoked_by_command_is_cut_off(running: FleetProcess, tmp_path: Path) -> None:
    key, identity = enrol(running, "hom-2")
    mqtt_handshake(running, key, identity, tmp_path)
    running.command("station", "revoke", "hom-2")
    with running.station_client() as client:
        refused = client.post(gateway.LOOKUP, json={"gtin": GTIN}, headers=bearer(key, identity))
    assert refused.json()["code"] == "token.revoked"

    def is_out() -> bool:
        try:
            return mqtt_handshake(running, key, identity, tmp_path) == b""
        except OSError:
            return listens(running.broker_port)

    assert until(is_out)


def test_nobody_else_is_trusted_by_a_pinned_client(running: FleetProcess) -> None:
    with (
        httpx2.Client(base_url=running.stations_url, trust_env=False) as stranger,
        pytest.raises(httpx2.ConnectError, match="CERTIFICATE_VERIFY_FAILED"),
    ):
        stranger.post(gateway.ENROL)


def test_it_ends_within_seconds_with_a_browser_listening(prepared: FleetProcess) -> None:
    prepared.start()
    with prepared.browser() as browser, browser.stream("GET", "/api/events") as events:
        lines = events.iter_lines()
        assert next(lines)
        started_s = time.monotonic()
        assert prepared.end() == 0
        assert time.monotonic() - started_s < 5

    assert not listens(prepared.broker_port)


def test_killed_it_leaves_no_broker_behind_and_starts_again(prepared: FleetProcess) -> None:
    prepared.start()
    key, identity = enrol(prepared, "hom-1")
    prepared.kill()
    assert until(lambda: not listens(prepared.broker_port))

    with prepared as fleet, fleet.station_client() as client:
        body = {"gtin": GTIN}
        answer = client.post(gateway.LOOKUP, json=body, headers=bearer(key, identity))
        assert answer.status_code == 200


@pytest.mark.parametrize("which", ["console_port", "stations_port", "broker_port"])
def test_a_port_in_use_is_named(prepared: FleetProcess, which: str) -> None:
    port: int = getattr(prepared, which)
    with socket.create_server(("127.0.0.1", port)):
        done = prepared.run("serve")

    assert done.returncode == 1
    assert f"port {port} on 127.0.0.1 is taken" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_second_one_on_the_same_data_is_refused(
    running: FleetProcess, free_port: Callable[[], int]
) -> None:
    text = running.config.read_text()
    for port in (running.console_port, running.stations_port, running.broker_port):
        text = text.replace(str(port), str(free_port()))
    second = running.folder / "other-ports.toml"
    second.write_text(text)
    command = [sys.executable, "-m", "fleet", "serve", "--config", str(second)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)

    assert done.returncode == 1
    assert "another fleet serve works on" in done.stderr
    assert "[data_dir.in_use]" in done.stderr
    assert listens(running.broker_port)


def test_a_missing_broker_is_named(prepared: FleetProcess) -> None:
    text = prepared.config.read_text()
    prepared.config.write_text(text.replace("[broker]", '[broker]\nexecutable = "no-broker"'))
    done = prepared.run("serve")

    assert done.returncode == 1
    assert "no-broker isn't installed" in done.stderr


@pytest.mark.postgres
def test_on_postgresql(tmp_path: Path, free_port: Callable[[], int], postgres: Postgres) -> None:
    name = postgres.create()
    section = f'[database]\nurl = "{postgres.url(name)}"'
    fleet = FleetProcess.prepared(tmp_path / "fleet", free_port, extra=section)
    with fleet:
        key, identity = enrol(fleet, "hom-1")
        with fleet.station_client() as client:
            body = {"gtin": GTIN}
            answer = client.post(gateway.LOOKUP, json=body, headers=bearer(key, identity))
        assert answer.json()["kind"] == "not_found"
    assert not (fleet.folder / "data" / "fleet.sqlite3").exists()
    postgres.drop(name)


def test_roles_apart_share_the_work(prepared: FleetProcess, tmp_path: Path) -> None:
    text = prepared.config.read_text()
    prepared.config.write_text(text.replace("[broker]", '[broker]\nworkers = ["fleet-ingest-2"]'))
    second = prepared.folder / "second.toml"
    second.write_text('worker = "fleet-ingest-2"\n' + prepared.config.read_text())
    log = tmp_path / "second.log"
    with prepared, log.open("wb") as out:
        command = [sys.executable, "-m", "fleet", "ingest", "--config", str(second)]
        ingest = subprocess.Popen(
            ["setpriv", "--pdeathsig", "KILL", "--", *command],
            stderr=out,
        )
        try:
            assert until(lambda: b"connected" in log.read_bytes()), log.read_text()
        finally:
            os.kill(ingest.pid, signal.SIGTERM)
            assert ingest.wait(10) == 0
