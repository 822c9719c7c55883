"""Why a scan may only leave on the fleet's word: the same run with PUBACK as the word does lose.

A real broker, a real outbox, and a consumer that is stopped while scans are sent, as the fleet is
during an update. Then the broker is killed. Both runs differ in one thing: what lets a row leave.
"""

import contextlib
import queue
import ssl
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import paho.mqtt.client as mqtt
import pytest
from paho.mqtt.enums import CallbackAPIVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

from contract import topics, wire
from contract.messages import Ack, Scans
from contract.names import StationId
from contract.scans import MAX_BYTES_PER_MESSAGE
from contract.topics import Down, Up
from kiosk.clock import SystemClock
from kiosk.outbox.store import Outbox
from tests.support.broker import WORKER, Broker
from tests.support.certificates import Authority
from tests.support.scan_events import scan_event
from tests.support.system import until

pytestmark = [pytest.mark.system, pytest.mark.loopback, pytest.mark.timeout(120)]

STATION = StationId("cho-mo-1")
SCANS = 200
PER_MESSAGE = 10
WITHIN_S = 60.0


@pytest.fixture
def broker(tmp_path: Path, free_port: Callable[[], int]) -> Iterator[Broker]:
    """Start a broker configured as the fleet's is."""
    started = Broker(tmp_path / "broker", Authority(), free_port)
    started.start()
    yield started
    started.stop()


@pytest.fixture
def outbox(tmp_path: Path) -> Outbox:
    """Make an outbox with scans in it."""
    filled = Outbox(tmp_path / "outbox.sqlite3", clock=SystemClock(trust=True), max_mb=8)
    for _ in range(SCANS):
        filled.append(scan_event)
    return filled


_CLIENTS: list[mqtt.Client] = []


@pytest.fixture(autouse=True)
def end_clients() -> Iterator[None]:
    """End the clients of a test that failed before it ended them itself."""
    yield
    for client in _CLIENTS:
        disconnect(client)
    _CLIENTS.clear()


def connect(broker: Broker, name: str, *, session_s: int = 0) -> mqtt.Client:
    """Connect with the certificate of this name, and wait until the broker took us in."""
    issued = broker.authority.client(name)
    certificate, key = broker.authority.write(broker.folder, issued, name)
    client = mqtt.Client(CallbackAPIVersion.VERSION2, name, protocol=mqtt.MQTTv5)
    client.tls_set(str(broker.root), str(certificate), str(key), ssl.CERT_REQUIRED)
    client.reconnect_delay_set(1, 1)
    taken_in = threading.Event()
    client.on_connect = lambda *_: taken_in.set()
    properties = Properties(PacketTypes.CONNECT)  # type: ignore[no-untyped-call]
    properties.SessionExpiryInterval = session_s
    _CLIENTS.append(client)
    client.connect("127.0.0.1", broker.port, clean_start=not session_s, properties=properties)
    client.loop_start()
    assert taken_in.wait(WITHIN_S)
    return client


def disconnect(client: mqtt.Client) -> None:
    with contextlib.suppress(OSError):
        client.disconnect()
    client.loop_stop()


class Consumer:
    """The fleet's side: stores scans, and says so when it is asked to."""

    def __init__(self, broker: Broker) -> None:
        self._broker = broker
        self._messages: queue.Queue[mqtt.MQTTMessage] = queue.Queue()
        self.seqs: set[int] = set()

    def subscribe_and_stop(self) -> None:
        """Leave a session behind, for which the broker keeps messages."""
        client = connect(self._broker, WORKER, session_s=3600)
        heard = threading.Event()
        client.on_subscribe = lambda *_: heard.set()
        client.subscribe(topics.up(STATION, Up.SCANS), qos=1)
        assert heard.wait(WITHIN_S)
        disconnect(client)

    def start(self) -> mqtt.Client:
        """Come back to that session."""
        client = connect(self._broker, WORKER, session_s=3600)
        client.on_message = lambda _client, _data, message: self._messages.put(message)
        client.subscribe(topics.up(STATION, Up.SCANS), qos=1)
        return client

    def take(self, client: mqtt.Client) -> None:
        """Store what came, and acknowledge what is complete."""
        while not self._messages.empty():
            scans = wire.decode_as(Scans, bytes(self._messages.get().payload))
            self.seqs |= {event.seq for event in scans.events}
            through = next(n for n in range(SCANS + 1) if n + 1 not in self.seqs)
            ack = wire.encode(Ack(outbox_id=scans.outbox_id, through=through))
            client.publish(topics.down(STATION, Down.ACK), ack, qos=1)


def send(client: mqtt.Client, outbox: Outbox, *, delete_on_puback: bool) -> None:
    """Send everything that waits; each message is taken by the broker when this returns."""
    after = 0
    while events := outbox.pending(after, PER_MESSAGE, MAX_BYTES_PER_MESSAGE):
        message = wire.encode(Scans(outbox_id=outbox.outbox_id, events=tuple(events)))
        client.publish(topics.up(STATION, Up.SCANS), message, qos=1).wait_for_publish(WITHIN_S)
        after = events[-1].seq
        if delete_on_puback:
            outbox.acknowledge(outbox.outbox_id, after)


def obey(client: mqtt.Client, outbox: Outbox) -> Callable[[], None]:
    """Let rows leave on the fleet's word; returns what does it, for the thread of the outbox."""
    acks: queue.Queue[tuple[UUID, int]] = queue.Queue()

    def on_message(_client: mqtt.Client, _data: object, message: mqtt.MQTTMessage) -> None:
        ack = wire.decode_as(Ack, bytes(message.payload))
        acks.put((ack.outbox_id, ack.through))

    client.on_message = on_message
    client.subscribe(topics.down(STATION, Down.ACK), qos=1)

    def take() -> None:
        while not acks.empty():
            outbox.acknowledge(*acks.get())

    return take


def test_deleting_on_puback_loses_scans(broker: Broker, outbox: Outbox) -> None:
    consumer = Consumer(broker)
    consumer.subscribe_and_stop()
    station = connect(broker, STATION)
    send(station, outbox, delete_on_puback=True)
    assert outbox.depth == 0
    disconnect(station)
    broker.kill()
    broker.start()
    worker = consumer.start()
    station = connect(broker, STATION)
    # A last scan, behind everything that the broker still has.
    outbox.append(scan_event)
    send(station, outbox, delete_on_puback=True)

    def came() -> bool:
        consumer.take(worker)
        return SCANS + 1 in consumer.seqs

    until("the last scan", came, WITHIN_S)
    disconnect(worker)
    disconnect(station)
    lost = SCANS + 1 - len(consumer.seqs)
    assert lost > 0


def test_deleting_on_the_fleets_word_loses_none(broker: Broker, outbox: Outbox) -> None:
    consumer = Consumer(broker)
    consumer.subscribe_and_stop()
    station = connect(broker, STATION)
    send(station, outbox, delete_on_puback=False)
    assert outbox.depth == SCANS
    disconnect(station)
    broker.kill()
    broker.start()
    worker = consumer.start()
    station = connect(broker, STATION)
    take_acks = obey(station, outbox)
    send(station, outbox, delete_on_puback=False)

    def emptied() -> bool:
        consumer.take(worker)
        take_acks()
        return outbox.depth == 0

    until("the fleet's word", emptied, WITHIN_S)
    disconnect(worker)
    disconnect(station)
    assert consumer.seqs == set(range(1, SCANS + 1))
