"""The contract of the broker port, for each adapter."""

from collections.abc import Callable, Iterator
from typing import Protocol

import pytest

from contract.topics import Down, Up, down, up
from fleet.ingest.memory import MemoryBroker, MemoryPort
from fleet.ingest.mqtt import MqttPort
from fleet.ingest.port import (
    BrokerPort,
    Connected,
    Delivered,
    Disconnected,
    Outgoing,
    Received,
    WireEvent,
)
from tests.support.broker import Broker
from tests.support.fleet_rooms import CHO_HOM
from tests.support.station_mqtt import StationClient
from tests.support.waiting import TIMEOUT_S, wait_until

HEALTH = up(CHO_HOM, Up.HEALTH)
PRESENCE = up(CHO_HOM, Up.PRESENCE)
ACK = Outgoing(topic=down(CHO_HOM, Down.ACK), payload=b"ack", expiry_s=600)


class World(Protocol):
    """The other side of the broker."""

    @property
    def port(self) -> BrokerPort: ...

    def say(self, topic: str, payload: bytes, *, retain: bool = False) -> None: ...

    def told(self) -> list[tuple[str, bytes]]: ...

    def cut(self) -> None: ...

    def restore(self) -> None: ...


class Seen:
    """Reads a port's events, and keeps them."""

    def __init__(self, port: BrokerPort) -> None:
        self._port = port
        self.events: list[WireEvent] = []

    def until(self, wanted: Callable[[WireEvent], bool], count: int = 1) -> list[WireEvent]:
        def there() -> bool:
            self.events += self._port.poll(100, 0.1)
            return sum(map(wanted, self.events)) >= count

        wait_until(there, "an event", TIMEOUT_S)
        found = [event for event in self.events if wanted(event)]
        self.events = [event for event in self.events if not wanted(event)]
        return found

    def message(self, payload: bytes) -> Received:
        found = self.until(lambda one: isinstance(one, Received) and one.payload == payload)[0]
        assert isinstance(found, Received)
        return found


def is_a(kind: type[WireEvent]) -> Callable[[WireEvent], bool]:
    return lambda event: isinstance(event, kind)


class PortContract:
    """What any adapter of the port does."""

    @pytest.fixture
    def world(self) -> Iterator[World] | World:
        message = "each adapter's class makes its own"
        raise AssertionError(message)

    @pytest.fixture
    def seen(self, world: World) -> Seen:
        seen = Seen(world.port)
        world.port.start()
        seen.until(is_a(Connected))
        return seen

    def test_a_message_comes_with_its_topic(self, world: World, seen: Seen) -> None:
        world.say(HEALTH, b"well")
        message = seen.message(b"well")
        assert message.topic == HEALTH
        assert not message.retained

    def test_what_is_retained_comes_on_connecting(self, world: World) -> None:
        world.say(PRESENCE, b"online", retain=True)
        world.port.start()
        assert Seen(world.port).message(b"online").retained

    def test_a_message_that_is_published_arrives_and_is_confirmed(
        self, world: World, seen: Seen
    ) -> None:
        ticket = world.port.publish(ACK)
        (delivered,) = seen.until(is_a(Delivered))
        assert isinstance(delivered, Delivered)
        assert (delivered.ticket, delivered.refused) == (ticket, False)
        wait_until(lambda: (ACK.topic, b"ack") in world.told(), "the message")

    def test_after_a_cut_it_connects_again_as_another_generation(
        self, world: World, seen: Seen
    ) -> None:
        world.say(HEALTH, b"before")
        old = seen.message(b"before")
        world.cut()
        seen.until(is_a(Disconnected))
        (connected,) = seen.until(is_a(Connected))
        assert isinstance(connected, Connected)
        assert connected.generation > old.generation
        world.port.acknowledge(old)
        world.say(HEALTH, b"after")
        new = seen.message(b"after")
        assert new.generation == connected.generation
        world.port.acknowledge(new)

    def test_what_was_not_acknowledged_on_a_connection_that_was_cut_is_over(
        self, world: World, seen: Seen
    ) -> None:
        world.say(HEALTH, b"before")
        old = seen.message(b"before")
        world.port.cut()
        seen.until(is_a(Disconnected))
        world.restore()
        (connected,) = seen.until(is_a(Connected))
        assert isinstance(connected, Connected)
        assert connected.generation > old.generation

    def test_a_poll_waits_for_more_than_one(self, world: World, seen: Seen) -> None:
        for number in range(3):
            world.say(HEALTH, b"%d" % number)
        got = world.port.poll(3, TIMEOUT_S, TIMEOUT_S)
        assert [one.payload for one in got if isinstance(one, Received)] == [b"0", b"1", b"2"]

    def test_a_window_ends(self, world: World, seen: Seen) -> None:
        world.say(HEALTH, b"alone")
        assert len(world.port.poll(100, TIMEOUT_S, 0.01)) == 1

    def test_nothing_is_taken_while_there_is_no_connection(self, world: World) -> None:
        assert world.port.publish(ACK) is None

    def test_a_poll_ends_when_it_is_woken(self, world: World, seen: Seen) -> None:
        world.port.wake()
        assert world.port.poll(10, TIMEOUT_S * 10) == []

    def test_a_poll_gives_no_more_than_asked(self, world: World, seen: Seen) -> None:
        for number in range(5):
            world.say(HEALTH, b"%d" % number)
        got: list[WireEvent] = []

        def gather() -> bool:
            more = world.port.poll(2, 0.1)
            assert len(more) <= 2
            got.extend(more)
            return len(got) >= 5

        wait_until(gather, "five messages")
        assert [one.payload for one in got if isinstance(one, Received)] == [
            b"0",
            b"1",
            b"2",
            b"3",
            b"4",
        ]

    def test_after_stop_nothing_is_taken(self, world: World, seen: Seen) -> None:
        world.port.stop()
        assert world.port.publish(ACK) is None


class MemoryWorld:
    """The simulator."""

    def __init__(self, broker: MemoryBroker) -> None:
        self._broker = broker
        self.port = MemoryPort(broker)

    def say(self, topic: str, payload: bytes, *, retain: bool = False) -> None:
        self._broker.say(topic, payload, retain=retain)

    def told(self) -> list[tuple[str, bytes]]:
        return [(one.topic, one.payload) for one in self._broker.published]

    def cut(self) -> None:
        self._broker.drop_all()
        self.restore()

    def restore(self) -> None:
        self.port.reconnect()


class MosquittoWorld:
    """A Mosquitto with a station."""

    def __init__(self, broker: Broker, port: MqttPort, station: StationClient) -> None:
        self._broker = broker
        self._station = station
        self.port = port

    def say(self, topic: str, payload: bytes, *, retain: bool = False) -> None:
        self._station.say(topic, payload, retain=retain)

    def told(self) -> list[tuple[str, bytes]]:
        return self._station.told

    def cut(self) -> None:
        self._broker.kill()
        self._broker.start()
        wait_until(self._station.is_back, "the station's reconnection")

    def restore(self) -> None:
        """Do nothing: it comes back by itself."""


class TestMemory(PortContract):
    @pytest.fixture
    def world(self, memory_broker: MemoryBroker) -> World:
        return MemoryWorld(memory_broker)


@pytest.mark.loopback
class TestMqtt(PortContract):
    @pytest.fixture
    def world(self, broker: Broker, make_port: Callable[..., MqttPort]) -> Iterator[World]:
        with StationClient(broker, CHO_HOM) as station:
            yield MosquittoWorld(broker, make_port(), station)
