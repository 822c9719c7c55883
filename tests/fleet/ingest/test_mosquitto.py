"""Tests of the whole way in and out, with a real broker and both databases."""

import json
import random
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import func, select

from contract.messages import Ack, Desired
from contract.topics import Down, Up, down, up
from contract.wire import decode_as, encode
from fleet.clock import SystemClock
from fleet.content.desired import Desk
from fleet.db.engine import Database
from fleet.ingest.app import Ingest
from fleet.ingest.mqtt import MqttPort
from fleet.ingest.port import Outgoing, Received, WireEvent
from fleet.scans.models import Outbox, RefusedMessage, Scan, ScanCount
from fleet.stations.models import StationLatest
from tests.fleet.ingest.conftest import SECOND_WORKER
from tests.support.broker import WORKER, Broker
from tests.support.fleet_rooms import CHO_HOM, MOMENT, OUTBOX, birth, presence, scans_payload
from tests.support.scan_events import scan_event
from tests.support.station_mqtt import StationClient
from tests.support.waiting import wait_until

pytestmark = pytest.mark.loopback

SCANS = up(CHO_HOM, Up.SCANS)
ACKS = down(CHO_HOM, Down.ACK)
DESIRED = down(CHO_HOM, Down.DESIRED)


class ConfirmsNothing:
    """A connection of a process that dies, each time, between its commit and what follows."""

    def __init__(self, inner: MqttPort) -> None:
        self._inner = inner

    def start(self) -> None:
        self._inner.start()

    def poll(self, most: int, timeout_s: float, window_s: float = 0.0) -> list[WireEvent]:
        return self._inner.poll(most, timeout_s, window_s)

    def wake(self) -> None:
        self._inner.wake()

    def acknowledge(self, received: Received) -> None:
        pass

    def cut(self) -> None:
        self._inner.cut()

    def publish(self, outgoing: Outgoing) -> None:
        pass

    def stop(self) -> None:
        self._inner.stop()


@pytest.fixture
def station(broker: Broker) -> Iterator[StationClient]:
    with StationClient(broker, CHO_HOM) as client:
        yield client


@pytest.fixture
def start_ingest(
    stations: Database, desk: Desk, make_port: Callable[..., MqttPort]
) -> Iterator[Callable[..., Ingest]]:
    """Return a function that starts an ingest and waits until the broker has it."""
    started: list[Ingest] = []

    def start(name: str = WORKER) -> Ingest:
        ingest = Ingest(stations, make_port(name), desk, SystemClock())
        ingest.start()
        started.append(ingest)
        wait_until(lambda: ingest.connected, "the broker")
        return ingest

    yield start
    for ingest in started:
        ingest.stop()


def through(station: StationClient) -> list[int]:
    return [decode_as(Ack, payload).through for payload in station.told_on(ACKS)]


def counts(database: Database) -> tuple[int, int, int]:
    """Give the scans, their count in the rollup, and how far the outbox is complete."""
    with database.read() as session:
        outbox = session.get(Outbox, (CHO_HOM, OUTBOX))
        return (
            session.scalar(select(func.count()).select_from(Scan)) or 0,
            session.scalar(select(func.sum(ScanCount.count))) or 0,
            outbox.through if outbox else 0,
        )


def test_scans_in_any_order_and_twice_are_stored_once(
    stations: Database, station: StationClient, start_ingest: Callable[..., Ingest]
) -> None:
    start_ingest()
    events = [scan_event(seq) for seq in range(1, 301)]
    batches = [events[at : at + 10] for at in range(0, 300, 10)]
    messages = [(SCANS, scans_payload(*batch)) for batch in batches + batches]
    random.Random(7).shuffle(messages)  # noqa: S311 - an order, no secret
    station.say_all(messages)
    wait_until(lambda: 300 in through(station), "the acknowledgement of all")
    assert counts(stations) == (300, 300, 300)


def test_two_processes_share_the_work_and_agree(
    stations: Database, station: StationClient, start_ingest: Callable[..., Ingest]
) -> None:
    one, other = start_ingest(WORKER), start_ingest(SECOND_WORKER)
    station.say_all([(SCANS, scans_payload(scan_event(seq))) for seq in range(1, 201)])
    wait_until(lambda: 200 in through(station), "the acknowledgement of all")
    assert counts(stations) == (200, 200, 200)
    assert one.counts["scans"] > 0
    assert other.counts["scans"] > 0
    assert one.counts["scans"] + other.counts["scans"] == 200


def test_a_process_that_goes_between_commit_and_confirmation_loses_and_doubles_nothing(
    stations: Database,
    desk: Desk,
    station: StationClient,
    make_port: Callable[..., MqttPort],
    start_ingest: Callable[..., Ingest],
) -> None:
    first = Ingest(stations, ConfirmsNothing(make_port()), desk, SystemClock())
    first.start()
    wait_until(lambda: first.connected, "the broker")
    payload = scans_payload(scan_event(1), scan_event(2))
    station.say(SCANS, payload)
    wait_until(lambda: counts(stations) == (2, 2, 2), "the commit")
    first.stop()
    assert through(station) == []
    start_ingest()
    # Nobody acknowledged, so the station sends again.
    station.say(SCANS, payload)
    wait_until(lambda: through(station) == [2], "the acknowledgement")
    assert counts(stations) == (2, 2, 2)


def test_a_broker_that_is_killed_loses_nothing_that_is_sent_until_acknowledged(
    stations: Database,
    broker: Broker,
    station: StationClient,
    start_ingest: Callable[..., Ingest],
) -> None:
    ingest = start_ingest()
    events = {seq: scan_event(seq) for seq in range(1, 101)}
    station.say_all([(SCANS, scans_payload(events[seq])) for seq in range(1, 51)])
    broker.kill()
    broker.start()
    wait_until(lambda: ingest.connected and station.is_back(), "everybody to be back")
    station.say(up(CHO_HOM, Up.BIRTH), encode(birth(2)))
    wait_until(lambda: bool(through(station)), "the acknowledgement after the birth")
    done = through(station)[-1]
    station.say_all([(SCANS, scans_payload(events[seq])) for seq in range(done + 1, 101)])
    wait_until(lambda: 100 in through(station), "the acknowledgement of all")
    assert counts(stations) == (100, 100, 100)


def test_a_flood_of_bad_messages_does_not_block_good_ones(
    stations: Database, station: StationClient, start_ingest: Callable[..., Ingest]
) -> None:
    start_ingest()
    health = up(CHO_HOM, Up.HEALTH)
    flood = [(health, b"%d is no message" % number) for number in range(5000)]
    good = [(SCANS, scans_payload(scan_event(seq))) for seq in range(1, 11)]
    for start in range(0, len(flood), 1000):
        station.say_all(flood[start : start + 1000])
    station.say_all(good)
    wait_until(lambda: 10 in through(station), "the good ones")
    assert counts(stations) == (10, 10, 10)
    with stations.read() as session:
        (row,) = session.scalars(select(RefusedMessage))
    assert row.code == "message.not_json"
    assert row.count == 5000


def test_presence_that_was_said_before_the_fleet_came_is_heard(
    stations: Database, station: StationClient, start_ingest: Callable[..., Ingest]
) -> None:
    station.say(up(CHO_HOM, Up.PRESENCE), encode(presence(4, online=True)), retain=True)
    start_ingest()

    def online() -> bool:
        with stations.read() as session:
            row = session.get(StationLatest, CHO_HOM)
            return row is not None and row.online and row.session == 4

    wait_until(online, "the presence")


def test_a_desired_state_waits_for_a_station_that_is_away(
    stations: Database, broker: Broker, desk: Desk, start_ingest: Callable[..., Ingest]
) -> None:
    ingest = start_ingest()
    with stations.write() as session:
        row = desk.change_settings(
            session, CHO_HOM, {"slide_s": 5}, expected=0, by="an", now=MOMENT
        )
        body = row.body
    ingest.wake()
    with StationClient(broker, CHO_HOM) as station:
        wait_until(lambda: bool(station.told_on(DESIRED)), "the desired state")
        message = decode_as(Desired, station.told_on(DESIRED)[0])
    assert message.body == body
    assert json.loads(body)["number"] == 1
