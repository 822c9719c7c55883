"""What every uplink keeps, run on MQTT against a real Mosquitto and on the simulator."""

import itertools
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

import pytest

from kiosk.clock import SystemClock
from kiosk.uplink.backoff import Backoff
from kiosk.uplink.inbox import MAX_MESSAGES
from kiosk.uplink.memory import MemoryBroker, MemoryUplink
from kiosk.uplink.mqtt import MqttUplink
from kiosk.uplink.port import (
    Connected,
    Disconnected,
    Incoming,
    Uplink,
    UplinkEvent,
    UplinkOptions,
    Will,
)
from tests.support.broker import Broker
from tests.support.certificates import Authority
from tests.support.fleet_mqtt import FleetClient, Said
from tests.support.identities import write_identity
from tests.support.proxy import Relay

UP = "tq/v1/cho-mo-1/up"
DOWN = "tq/v1/cho-mo-1/down"
TIMEOUT_S = 45


class Rig(Protocol):
    """An uplink and the fleet at its other end."""

    uplink: Uplink

    def say(self, topic: str, payload: bytes, *, retain: bool = False) -> None: ...
    def wait_for(self, topic: str, payload: bytes | None = None) -> Said: ...
    def said(self) -> list[Said]: ...
    def cut(self) -> None: ...


class MemoryRig:
    def __init__(self, options: UplinkOptions) -> None:
        self.broker = MemoryBroker()
        self.uplink: Uplink = MemoryUplink(self.broker, options)

    def say(self, topic: str, payload: bytes, *, retain: bool = False) -> None:
        self.broker.say(topic, payload, retain=retain)

    def wait_for(self, topic: str, payload: bytes | None = None) -> Said:
        return [s for s in self.said() if s.topic == topic and payload in {None, s.payload}][-1]

    def said(self) -> list[Said]:
        return [Said(h.topic, h.payload, h.retained, h.expiry_s) for h in self.broker.heard]

    def cut(self) -> None:
        self.broker.cut()


class MqttRig:
    def __init__(
        self, options: UplinkOptions, folder: Path, find_port: Callable[[], int], stack: ExitStack
    ) -> None:
        authority = Authority()
        broker = Broker(folder / "broker", authority, find_port)
        broker.start()
        stack.callback(broker.stop)
        self.relay = stack.enter_context(Relay(broker.port))
        self.fleet = stack.enter_context(FleetClient(broker))
        identity = write_identity(folder / "identity", authority, port=self.relay.port)
        self.uplink: Uplink = MqttUplink(
            identity, options, SystemClock(), backoff=Backoff(first_s=0.05, most_s=0.2)
        )

    def say(self, topic: str, payload: bytes, *, retain: bool = False) -> None:
        self.fleet.say(topic, payload, retain=retain)

    def wait_for(self, topic: str, payload: bytes | None = None) -> Said:
        return self.fleet.wait_for(topic, payload)

    def said(self) -> list[Said]:
        return self.fleet.said

    def cut(self) -> None:
        self.relay.cut()


@pytest.fixture
def options() -> UplinkOptions:
    sessions = itertools.count(41)

    def will() -> Will:
        session = next(sessions)
        return Will(session=session, topic=f"{UP}/presence", payload=b"gone %d" % session)

    return UplinkOptions(subscribe=(f"{DOWN}/+",), will=will)


@pytest.fixture(params=["memory", pytest.param("mqtt", marks=pytest.mark.loopback)])
def rig(
    request: pytest.FixtureRequest,
    options: UplinkOptions,
    tmp_path: Path,
    free_port: Callable[[], int],
) -> Iterator[Rig]:
    with ExitStack() as stack:
        made: Rig
        if request.param == "memory":
            made = MemoryRig(options)
        else:
            made = MqttRig(options, tmp_path, free_port, stack)
        stack.callback(made.uplink.stop)
        yield made


def wait_for(uplink: Uplink, wanted: Callable[[UplinkEvent], bool]) -> list[UplinkEvent]:
    """Poll until a wanted event comes; give all that came until then."""
    seen: list[UplinkEvent] = []
    deadline = time.monotonic() + TIMEOUT_S
    while time.monotonic() < deadline:
        seen += uplink.poll(0.1)
        if any(wanted(event) for event in seen):
            return seen
    message = f"the wanted event didn't come, only {seen}"
    raise AssertionError(message)


def connect(uplink: Uplink) -> Connected:
    events = wait_for(uplink, lambda e: isinstance(e, Connected))
    return next(e for e in events if isinstance(e, Connected))


class TestUplink:
    def test_connects_with_the_number_of_its_will(self, rig: Rig) -> None:
        rig.uplink.start()

        event = connect(rig.uplink)

        assert event == Connected(generation=1, session=41)

    def test_says_what_it_is_given(self, rig: Rig) -> None:
        rig.uplink.start()
        connect(rig.uplink)

        taken = rig.uplink.publish(f"{UP}/health", b"\x00\xff {}", expiry_s=600)

        said = rig.wait_for(f"{UP}/health")
        assert taken
        assert said.payload == b"\x00\xff {}"
        assert not said.retained
        assert said.expiry_s in {600, 599}

    def test_takes_nothing_before_it_is_connected(self, rig: Rig) -> None:
        assert rig.uplink.publish(f"{UP}/health", b"{}") is False

    def test_hears_what_it_subscribed_to(self, rig: Rig) -> None:
        rig.uplink.start()
        connect(rig.uplink)
        rig.uplink.publish(f"{UP}/birth", b"here")
        rig.wait_for(f"{UP}/birth")

        rig.say("tq/v1/cho-mo-2/down/ack", b"other")
        rig.say(f"{DOWN}/ack", b"mine")

        events = wait_for(rig.uplink, lambda e: isinstance(e, Incoming))
        assert events == [Incoming(generation=1, topic=f"{DOWN}/ack", payload=b"mine")]

    def test_hears_what_was_retained_on_each_connection(self, rig: Rig) -> None:
        rig.say(f"{DOWN}/desired", b"7", retain=True)
        rig.uplink.start()
        first = wait_for(rig.uplink, lambda e: isinstance(e, Incoming))

        rig.cut()
        second = wait_for(rig.uplink, lambda e: isinstance(e, Incoming) and e.generation > 1)

        assert Incoming(generation=1, topic=f"{DOWN}/desired", payload=b"7") in first
        assert second[-1].generation > 1

    def test_its_will_is_published_when_it_vanishes(self, rig: Rig) -> None:
        rig.uplink.start()
        connect(rig.uplink)

        rig.cut()
        wait_for(rig.uplink, lambda e: isinstance(e, Connected))

        assert rig.wait_for(f"{UP}/presence", b"gone 41").payload == b"gone 41"

    def test_comes_back_with_a_higher_number(self, rig: Rig) -> None:
        rig.uplink.start()
        before = connect(rig.uplink)

        rig.cut()
        after = connect(rig.uplink)

        assert after.generation > before.generation
        assert after.session > before.session
        assert rig.uplink.publish(f"{UP}/birth", b"again")
        assert rig.wait_for(f"{UP}/birth").payload == b"again"

    def test_goodbye_keeps_the_will_back(self, rig: Rig) -> None:
        rig.uplink.start()
        connect(rig.uplink)

        rig.uplink.publish(f"{UP}/presence", b"offline", retain=True)
        rig.uplink.stop()

        rig.wait_for(f"{UP}/presence", b"offline")
        assert [s.payload for s in rig.said() if s.topic == f"{UP}/presence"] == [b"offline"]
        assert rig.uplink.publish(f"{UP}/health", b"{}") is False
        last = wait_for(rig.uplink, lambda e: isinstance(e, Disconnected))
        assert last == [Disconnected(generation=1, code="uplink.stopped")]

    def test_gives_nothing_where_nothing_came(self, rig: Rig) -> None:
        assert rig.uplink.poll(0.0) == []


def test_the_simulator_ends_a_connection_whose_inbox_is_full(options: UplinkOptions) -> None:
    """As the real one does, see `test_a_loop_that_is_stuck_loses_no_retained_message`."""
    broker = MemoryBroker()
    uplink = MemoryUplink(broker, options)
    uplink.start()
    connect(uplink)
    broker.say(f"{DOWN}/desired", b"7", retain=True)
    for number in range(MAX_MESSAGES):
        broker.say(f"{DOWN}/ack", b"%d" % number)

    assert not uplink.publish(f"{UP}/health", b"{}")
    again, desired = uplink.poll(0.0)
    assert again == Connected(generation=2, session=42)
    assert isinstance(desired, Incoming)
    assert (desired.generation, desired.payload) == (2, b"7")
