"""What only a real broker, real TLS and a real network show about the MQTT adapter."""

import itertools
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.clock import SystemClock
from kiosk.errors import StorageError
from kiosk.identity import store
from kiosk.identity.store import StationIdentity
from kiosk.uplink.backoff import Backoff
from kiosk.uplink.inbox import MAX_MESSAGES
from kiosk.uplink.mqtt import MqttUplink
from kiosk.uplink.port import Connected, Disconnected, Incoming, UplinkEvent, UplinkOptions, Will
from tests.support.broker import Broker
from tests.support.certificates import Authority
from tests.support.fleet_mqtt import FleetClient
from tests.support.identities import write_identity
from tests.support.proxy import Relay

pytestmark = pytest.mark.loopback

UP = "tq/v1/cho-mo-1/up"
DOWN = "tq/v1/cho-mo-1/down"
TIMEOUT_S = 45
QUICK = Backoff(first_s=0.02, most_s=0.1)


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
def make_uplink(authority: Authority) -> Iterator[Callable[..., MqttUplink]]:
    made: list[MqttUplink] = []

    def make(identity: StationIdentity, will: Callable[[], Will] | None = None) -> MqttUplink:
        numbers = itertools.count(1)

        def count() -> Will:
            return Will(session=next(numbers), topic=f"{UP}/presence", payload=b"gone")

        options = UplinkOptions(subscribe=(f"{DOWN}/+",), will=will or count)
        uplink = MqttUplink(identity, options, SystemClock(), keepalive_s=5, backoff=QUICK)
        made.append(uplink)
        return uplink

    yield make
    for uplink in made:
        uplink.stop()


def until(uplink: MqttUplink, wanted: Callable[[UplinkEvent], bool]) -> list[UplinkEvent]:
    seen: list[UplinkEvent] = []
    deadline = time.monotonic() + TIMEOUT_S
    while time.monotonic() < deadline:
        seen += uplink.poll(0.1)
        if any(wanted(event) for event in seen):
            return seen
    message = f"the wanted event didn't come, only {seen}"
    raise AssertionError(message)


def connected(event: UplinkEvent) -> bool:
    return isinstance(event, Connected)


def wait_for_log(caplog: pytest.LogCaptureFixture, text: str) -> None:
    deadline = time.monotonic() + TIMEOUT_S
    while text not in caplog.text:
        assert time.monotonic() < deadline, caplog.text
        time.sleep(0.01)


def wait_for_attempts(broker: Broker, text: str, count: int) -> None:
    """Wait until the broker's log has a text several times, so until several attempts failed."""
    deadline = time.monotonic() + TIMEOUT_S
    log = broker.folder / "log"
    while log.read_text().count(text) < count:
        assert time.monotonic() < deadline, log.read_text()
        time.sleep(0.01)


def test_a_broker_that_is_absent_at_first(
    tmp_path: Path,
    authority: Authority,
    free_port: Callable[[], int],
    make_uplink: Callable[..., MqttUplink],
    caplog: pytest.LogCaptureFixture,
) -> None:
    broker = Broker(tmp_path / "broker", authority, free_port)
    broker.port = free_port()
    uplink = make_uplink(write_identity(tmp_path / "identity", authority, port=broker.port))

    uplink.start()
    wait_for_log(caplog, "uplink.unreachable")
    assert uplink.poll(0.5) == []
    broker.start()

    assert any(connected(e) for e in until(uplink, connected))
    assert caplog.text.count("uplink.unreachable") == 1
    broker.stop()


def test_a_broker_that_is_killed_comes_back(
    tmp_path: Path, authority: Authority, broker: Broker, make_uplink: Callable[..., MqttUplink]
) -> None:
    uplink = make_uplink(write_identity(tmp_path / "identity", authority, port=broker.port))
    uplink.start()
    until(uplink, connected)

    broker.kill()
    until(uplink, lambda e: isinstance(e, Disconnected))
    assert uplink.publish(f"{UP}/health", b"lost") is False
    broker.start()
    until(uplink, connected)

    with FleetClient(broker) as fleet:
        assert uplink.publish(f"{UP}/health", b"back")
        fleet.wait_for(f"{UP}/health", b"back")
        fleet.say(f"{DOWN}/ack", b"heard")
        until(uplink, lambda e: isinstance(e, Incoming) and e.payload == b"heard")


def test_our_certificate_from_another_authority(
    tmp_path: Path,
    broker: Broker,
    make_uplink: Callable[..., MqttUplink],
    authority: Authority,
    caplog: pytest.LogCaptureFixture,
) -> None:
    rogue = Authority("rogue")
    identity = write_identity(tmp_path / "identity", rogue, port=broker.port)
    identity.root_path.write_text(authority.root.pem)
    uplink = make_uplink(identity)

    uplink.start()
    wait_for_log(caplog, "uplink.closed_early")
    wait_for_attempts(broker, "certificate verify failed", 4)

    assert uplink.poll(0) == []
    assert caplog.text.count("no connection to") == 1


def test_a_broker_of_another_authority(
    tmp_path: Path,
    authority: Authority,
    broker: Broker,
    make_uplink: Callable[..., MqttUplink],
    caplog: pytest.LogCaptureFixture,
) -> None:
    identity = write_identity(tmp_path / "identity", authority, port=broker.port)
    identity.root_path.write_text(Authority("rogue").root.pem)
    uplink = make_uplink(identity)

    uplink.start()
    wait_for_log(caplog, "uplink.server_certificate")

    assert uplink.poll(0) == []


def test_a_key_that_is_not_there_is_said_and_a_new_one_is_used(
    tmp_path: Path,
    authority: Authority,
    broker: Broker,
    make_uplink: Callable[..., MqttUplink],
    caplog: pytest.LogCaptureFixture,
) -> None:
    identity = write_identity(tmp_path / "identity", authority, port=broker.port)
    key = identity.key_path.read_text()
    identity.key_path.write_text("no key")
    uplink = make_uplink(identity)

    uplink.start()
    wait_for_log(caplog, "uplink.own_certificate")
    identity.key_path.write_text(key)

    until(uplink, connected)


def test_a_stolen_certificate_reaches_no_other_topic(
    tmp_path: Path,
    authority: Authority,
    broker: Broker,
    make_uplink: Callable[..., MqttUplink],
    caplog: pytest.LogCaptureFixture,
) -> None:
    uplink = make_uplink(write_identity(tmp_path / "identity", authority, port=broker.port))
    uplink.start()
    until(uplink, connected)

    with FleetClient(broker) as fleet:
        for _ in range(3):
            uplink.publish("tq/v1/cho-mo-2/up/health", b"forged")
        uplink.publish(f"{UP}/health", b"own")
        fleet.wait_for(f"{UP}/health", b"own")

        assert [s.topic for s in fleet.said if s.payload == b"forged"] == []
    assert caplog.text.count("refuses what we publish") == 1


def test_a_half_open_network_is_noticed(
    tmp_path: Path, authority: Authority, broker: Broker, make_uplink: Callable[..., MqttUplink]
) -> None:
    with Relay(broker.port) as relay:
        uplink = make_uplink(write_identity(tmp_path / "identity", authority, port=relay.port))
        uplink.start()
        until(uplink, connected)

        relay.deaf = True
        events = until(uplink, lambda e: isinstance(e, Disconnected))

        assert Disconnected(generation=1, code="uplink.lost") in events


def test_a_loop_that_is_stuck_loses_no_retained_message(
    tmp_path: Path,
    authority: Authority,
    broker: Broker,
    make_uplink: Callable[..., MqttUplink],
    caplog: pytest.LogCaptureFixture,
) -> None:
    uplink = make_uplink(write_identity(tmp_path / "identity", authority, port=broker.port))
    uplink.start()
    until(uplink, connected)

    with FleetClient(broker) as fleet:
        for number in range(MAX_MESSAGES + 5):
            fleet.say(f"{DOWN}/desired", b"%d" % number, retain=True)

    newest = b"%d" % (MAX_MESSAGES + 4)
    wait_for_log(caplog, "uplink.overflow")
    events = until(uplink, lambda e: isinstance(e, Incoming) and e.payload == newest)
    # What was held, the two changes of the connection, and the newest again.
    assert len(events) <= MAX_MESSAGES + 3


def test_goes_on_after_its_number_could_not_be_written(
    tmp_path: Path, authority: Authority, broker: Broker, make_uplink: Callable[..., MqttUplink]
) -> None:
    attempts = itertools.count()

    def will() -> Will:
        if next(attempts) == 0:
            raise StorageError("session.unwritable")
        return Will(session=2, topic=f"{UP}/presence", payload=b"gone")

    uplink = make_uplink(
        write_identity(tmp_path / "identity", authority, port=broker.port), will=will
    )

    uplink.start()

    until(uplink, connected)


def test_a_renewed_certificate_is_used_on_the_next_connection(
    tmp_path: Path, authority: Authority, broker: Broker, make_uplink: Callable[..., MqttUplink]
) -> None:
    with Relay(broker.port) as relay:
        identity = write_identity(tmp_path / "identity", authority, port=relay.port)
        uplink = make_uplink(identity)
        uplink.start()
        until(uplink, connected)
        folder = tmp_path / "identity"
        renewed = authority.client("cho-mo-1")
        (folder / "000001").rename(folder / "000002")
        (folder / "000002" / store.KEY).write_text(renewed.key_pem)
        (folder / "000002" / store.CERTIFICATE).write_text(renewed.pem + authority.issuer.pem)
        (folder / store.CURRENT).unlink()
        (folder / store.CURRENT).symlink_to("000002")

        relay.cut()

        until(uplink, connected)


def test_two_stations_with_one_certificate_do_not_stop_a_third(
    tmp_path: Path, authority: Authority, broker: Broker, make_uplink: Callable[..., MqttUplink]
) -> None:
    stolen = authority.client("cho-mo-1")
    first, second = (
        make_uplink(write_identity(tmp_path / name, authority, port=broker.port, issued=stolen))
        for name in ("a", "b")
    )
    first.start()
    until(first, connected)
    second.start()
    until(second, connected)

    until(first, lambda e: isinstance(e, Disconnected))
