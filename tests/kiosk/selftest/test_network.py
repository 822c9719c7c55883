"""The checks of broker and fleet, against a real Mosquitto and real TLS on this machine."""

import fcntl
import os
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from contract.gateway import LOOKUP
from kiosk.clock import SystemClock
from kiosk.identity import store
from kiosk.identity.store import StationIdentity
from kiosk.selftest.checks import broker as broker_check
from kiosk.selftest.checks import fleet as fleet_check
from kiosk.selftest.context import Context
from kiosk.selftest.report import Finding, Outcome
from kiosk.settings import Settings
from kiosk.uplink.mqtt import MqttUplink
from kiosk.uplink.port import Connected, Disconnected, UplinkEvent, UplinkOptions, Will
from tests.support.broker import Broker
from tests.support.certificates import Authority
from tests.support.fleet_mqtt import FleetClient
from tests.support.identities import write_identity
from tests.support.waiting import wait_until

pytestmark = pytest.mark.loopback

PRESENCE = "tq/v1/cho-mo-1/up/presence"


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority()


@pytest.fixture
def broker(tmp_path: Path, authority: Authority, free_port: Callable[[], int]) -> Iterator[Broker]:
    made = Broker(tmp_path / "broker", authority, free_port)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def here(data_dir: Path) -> Context:
    return Context(settings=Settings(data_dir=data_dir), clock=SystemClock(trust=True))


@contextmanager
def agent_lock(data_dir: Path) -> Iterator[None]:
    folder = os.open(data_dir, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(folder)


class TestBroker:
    def test_before_enrolment_there_is_nothing_to_check(self, here: Context) -> None:
        found = broker_check.check(here)
        assert (found.outcome, found.code) == (Outcome.SKIPPED, "identity.missing")

    def test_it_takes_us_in_and_hears_no_will(
        self, here: Context, data_dir: Path, broker: Broker, authority: Authority
    ) -> None:
        write_identity(data_dir / "identity", authority, port=broker.port)
        with FleetClient(broker) as fleet:
            found = broker_check.check(here)
            assert (found.outcome, found.code, found.unit) == (Outcome.OK, "broker.ok", "ms")
            fleet.say("tq/v1/fleet-test-1/up/after", b"")
            assert fleet.wait_for("tq/v1/fleet-test-1/up/after").payload == b""
            assert [one for one in fleet.said if one.topic == PRESENCE] == []

    def test_a_running_agent_is_not_thrown_out(
        self, here: Context, data_dir: Path, broker: Broker, authority: Authority
    ) -> None:
        identity = write_identity(data_dir / "identity", authority, port=broker.port)
        will = Will(session=7, topic=PRESENCE, payload=b"gone")
        options = UplinkOptions(subscribe=("tq/v1/cho-mo-1/down/+",), will=lambda: will)
        uplink = MqttUplink(identity, options, here.clock)
        told: list[UplinkEvent] = []

        def is_connected() -> bool:
            told.extend(uplink.poll(0.05))
            return any(isinstance(event, Connected) for event in told)

        uplink.start()
        try:
            wait_until(is_connected, "the agent's connection")
            with agent_lock(data_dir):
                found = broker_check.check(here)
            assert (found.outcome, found.code) == (Outcome.OK, "broker.tls_ok")
            told.extend(uplink.poll(0.5))
        finally:
            uplink.stop()
        assert not any(isinstance(event, Disconnected) for event in told)

    @pytest.mark.parametrize("agent", [False, True])
    @pytest.mark.parametrize(
        ("fault", "code"),
        [
            ("gone", "uplink.unreachable"),
            ("stranger", "uplink.closed_early"),
            ("other root", "uplink.server_certificate"),
            ("no key", "uplink.own_certificate"),
        ],
    )
    def test_what_keeps_us_out(
        self,
        here: Context,
        data_dir: Path,
        broker: Broker,
        authority: Authority,
        *,
        agent: bool,
        fault: str,
        code: str,
    ) -> None:
        stranger = Authority("stranger")
        issued = stranger.client("cho-mo-1") if fault == "stranger" else None
        identity = write_identity(data_dir / "identity", authority, port=broker.port, issued=issued)
        spoil(identity, fault, stranger)
        if fault == "gone":
            broker.stop()
        if agent:
            with agent_lock(data_dir):
                found = broker_check.check(here)
        else:
            found = broker_check.check(here)
        assert (found.outcome, found.code) == (Outcome.FAILED, code)
        assert found.params["detail"]


def spoil(identity: StationIdentity, fault: str, stranger: Authority) -> None:
    if fault == "other root":
        identity.root_path.write_text(stranger.root.pem)
    if fault == "no key":
        identity.key_path.write_text("no key at all")


class Answering(BaseHTTPRequestHandler):
    """A fleet that answers each look-up as the test wants it."""

    status = 200

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        asked_well = self.path == LOOKUP and self.headers["Authorization"].startswith("Bearer ey")
        body = b'{"title": "no", "status": 401, "code": "token.refused", "detail": "who are you?"}'
        self.send_response(self.status if asked_well else 400)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        """Say nothing."""


@pytest.fixture
def fleet(tmp_path: Path, authority: Authority) -> Iterator[HTTPServer]:
    server = HTTPServer(("127.0.0.1", 0), Answering)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*authority.write(tmp_path, authority.server(), "fleet"))
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


class TestFleet:
    def check(self, here: Context, authority: Authority, port: int) -> Finding:
        folder = here.paths.identity
        write_identity(folder, authority)
        document = folder / "000001" / store.IDENTITY
        text = document.read_text().replace("https://fleet.example", f"https://127.0.0.1:{port}")
        document.write_text(text)
        return fleet_check.check(here)

    def test_before_enrolment_there_is_nothing_to_check(self, here: Context) -> None:
        assert fleet_check.check(here).outcome is Outcome.SKIPPED

    def test_it_takes_our_token(
        self, here: Context, fleet: HTTPServer, authority: Authority
    ) -> None:
        found = self.check(here, authority, fleet.server_port)
        assert (found.outcome, found.code, found.unit) == (Outcome.OK, "fleet.ok", "ms")

    def test_it_refuses_our_token(
        self,
        here: Context,
        fleet: HTTPServer,
        authority: Authority,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(Answering, "status", 401)
        found = self.check(here, authority, fleet.server_port)
        assert (found.code, found.params["status"]) == ("gateway.status", 401)
        assert found.params["problem"] == "token.refused"

    def test_another_fleet_is_not_trusted(self, here: Context, fleet: HTTPServer) -> None:
        found = self.check(here, Authority("stranger"), fleet.server_port)
        assert found.code == "gateway.not_trusted"

    def test_no_network(
        self, here: Context, authority: Authority, free_port: Callable[[], int]
    ) -> None:
        assert self.check(here, authority, free_port()).code == "gateway.unreachable"
