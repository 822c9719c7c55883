"""Tests of the promise: stored first, confirmed afterwards, whatever fails in between."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from contract.messages import Ack, Command, Reply
from contract.messages import CommandState as ReplyState
from contract.topics import Down, Up, down, up
from contract.wire import decode_as, encode
from daemon.watchdog import Pulse
from fleet.clock import SystemClock
from fleet.commands.models import Command as CommandRow
from fleet.commands.models import CommandName
from fleet.commands.service import Order, give_one
from fleet.content.desired import Desk
from fleet.db.engine import Database
from fleet.downlink.models import DownMessage
from fleet.errors import Unavailable
from fleet.ingest.app import Ingest
from fleet.ingest.batch import MOST_MESSAGES, collect
from fleet.ingest.inbox import TAKEN_BYTES, size_of
from fleet.ingest.memory import MemoryBroker, MemoryPort
from fleet.ingest.worker import ACKS_EVERY_S, MOST_UNACKNOWLEDGED, Worker
from fleet.scans.models import RefusedMessage, Scan, ScanCount
from fleet.stations.models import StationLatest
from tests.support.fleet_clock import SetClock
from tests.support.fleet_rooms import CHO_HOM, birth, scans_payload
from tests.support.scan_events import scan_event
from tests.support.waiting import wait_until

SCANS = up(CHO_HOM, Up.SCANS)
ACKS = down(CHO_HOM, Down.ACK)


class BreakableDatabase(Database):
    """A database that can be away, before a transaction or at its commit."""

    def __init__(self, inner: Database) -> None:
        self._inner = inner
        self.away = False
        self.fails_at_commit = False
        self.refuses = False
        self.refused_session: int | None = None
        self.attempts = 0

    @contextmanager
    def write(self) -> Iterator[Session]:
        self.attempts += 1
        self._check()
        with self._inner.write() as session:
            yield session
            if self.fails_at_commit:
                raise Unavailable("database.unavailable")
            if self.refuses or self._holds_refused_session(session):
                raise ValueError("no row is good enough")

    @contextmanager
    def read(self, *, statement_ms: int | None = None) -> Iterator[Session]:
        self._check()
        with self._inner.read(statement_ms=statement_ms) as session:
            yield session

    def _holds_refused_session(self, session: Session) -> bool:
        return self.refused_session is not None and bool(
            session.scalars(
                select(StationLatest).where(StationLatest.session == self.refused_session)
            ).first()
        )

    def _check(self) -> None:
        if self.away:
            raise Unavailable("database.unavailable")


class Running:
    """An ingest on the simulator."""

    def __init__(self, database: Database, broker: MemoryBroker, desk: Desk) -> None:
        self.database = BreakableDatabase(database)
        self.broker = broker
        self.port = MemoryPort(broker)
        self.pulse = Pulse("ingest")
        self.ingest = Ingest(self.database, self.port, desk, SystemClock(), pulse=self.pulse)

    def acks(self) -> list[int]:
        return [
            decode_as(Ack, one.payload).through
            for one in list(self.broker.published)
            if one.topic == ACKS
        ]

    def wait_for_ack(self, through: int) -> None:
        wait_until(lambda: through in self.acks(), f"the acknowledgement of {through}")

    def scans(self) -> tuple[int, int]:
        with self.database.read() as session:
            rows = session.scalar(select(func.count()).select_from(Scan)) or 0
            return rows, session.scalar(select(func.sum(ScanCount.count))) or 0


@pytest.fixture
def running(stations: Database, memory_broker: MemoryBroker, desk: Desk) -> Iterator[Running]:
    running = Running(stations, memory_broker, desk)
    running.ingest.start()
    # Else a test that waits for the end of the connection could find that it hasn't begun.
    wait_until(lambda: running.ingest.connected, "the connection")
    yield running
    running.ingest.stop()
    assert not running.ingest.alive


def test_scans_are_stored_then_confirmed_to_broker_and_station(running: Running) -> None:
    running.broker.say(SCANS, scans_payload(scan_event(1), scan_event(2)))
    running.wait_for_ack(2)
    wait_until(lambda: len(running.port.acknowledged) == 1, "the PUBACK")
    assert running.scans() == (2, 2)
    assert running.ingest.counts["scans"] == 2


def test_what_comes_twice_counts_once_and_is_confirmed_twice(running: Running) -> None:
    payload = scans_payload(scan_event(1))
    running.broker.say(SCANS, payload)
    running.wait_for_ack(1)
    running.broker.say(SCANS, payload)
    wait_until(lambda: running.acks() == [1, 1], "a second acknowledgement")
    assert running.scans() == (1, 1)


def test_a_birth_is_answered_with_what_is_stored(running: Running) -> None:
    running.broker.say(up(CHO_HOM, Up.BIRTH), encode(birth(stored=5)))
    running.wait_for_ack(0)


def test_without_a_database_nothing_is_confirmed_and_memory_is_bounded(
    running: Running,
) -> None:
    running.database.away = True
    seq = 0
    while running.broker.say(SCANS, scans_payload(scan_event(seq + 1))):
        seq += 1
    assert seq == 1024
    attempts = running.database.attempts
    beats = running.pulse.beats
    wait_until(lambda: running.database.attempts > attempts + 1, "further attempts")
    # Nothing to be restarted for: the loop turns.
    assert running.pulse.beats > beats
    assert running.acks() == []
    assert running.port.acknowledged == []
    running.database.away = False
    running.wait_for_ack(seq)
    wait_until(lambda: running.port.waiting == 0, "every PUBACK")
    assert running.scans() == (seq, seq)


def test_a_commit_that_fails_confirms_nothing_and_is_tried_again(running: Running) -> None:
    running.database.fails_at_commit = True
    attempts = running.database.attempts
    running.broker.say(SCANS, scans_payload(scan_event(1)))
    wait_until(lambda: running.database.attempts > attempts + 2, "further attempts")
    assert running.acks() == []
    assert running.port.acknowledged == []
    running.database.fails_at_commit = False
    running.wait_for_ack(1)
    assert running.scans() == (1, 1)


def test_a_connection_that_ends_between_commit_and_puback_gets_no_stale_puback(
    running: Running,
) -> None:
    running.database.away = True
    running.broker.say(SCANS, scans_payload(scan_event(1)))
    running.broker.drop_all()
    running.port.reconnect()
    running.database.away = False
    # The station sends again, since nobody acknowledged.
    running.broker.say(SCANS, scans_payload(scan_event(1), scan_event(2)))
    wait_until(lambda: running.port.waiting == 0, "the PUBACK of the second")
    assert {one.generation for one in running.port.acknowledged} == {2}


def test_five_thousand_bad_messages_do_not_hold_the_good_ones(running: Running) -> None:
    bad = 0
    for number in range(5000):
        wait_until(lambda: running.port.waiting < 1000, "room in the window")
        bad += running.broker.say(up(CHO_HOM, Up.HEALTH), b"%d bad" % number)
    good = [scan_event(seq) for seq in range(1, 11)]
    for event in good:
        assert running.broker.say(SCANS, scans_payload(event))
    running.wait_for_ack(10)
    with running.database.read() as session:
        (row,) = session.scalars(select(RefusedMessage))
    assert (row.code, row.count, bad) == ("message.not_json", 5000, 5000)
    assert running.scans() == (10, 10)


def test_a_message_that_no_transaction_can_hold_is_refused_by_itself(running: Running) -> None:
    running.database.refused_session = 7
    running.broker.say(up(CHO_HOM, Up.BIRTH), encode(birth(session=7)))
    running.broker.say(SCANS, scans_payload(scan_event(1)))
    running.wait_for_ack(1)
    wait_until(lambda: running.port.waiting == 0, "both PUBACKs")
    with running.database.read() as session:
        (row,) = session.scalars(select(RefusedMessage))
    assert (row.leaf, row.code, row.count) == ("birth", "message.unstorable", 1)


def test_what_cannot_even_be_refused_is_not_confirmed_and_holds_nothing(running: Running) -> None:
    running.database.refuses = True
    running.broker.say(SCANS, scans_payload(scan_event(1)))
    wait_until(lambda: running.ingest.counts.get("unstored") == 1, "the message")
    running.database.refuses = False
    running.broker.say(SCANS, scans_payload(scan_event(2)))
    wait_until(lambda: len(running.port.acknowledged) == 1, "the PUBACK of the second")
    assert running.port.waiting == 1
    # The station sends again, since nobody acknowledged.
    running.broker.say(SCANS, scans_payload(scan_event(1)))
    running.wait_for_ack(2)
    assert running.scans() == (2, 2)


def test_a_connection_full_of_what_cannot_be_stored_begins_anew(running: Running) -> None:
    running.database.refuses = True
    for seq in range(1, MOST_UNACKNOWLEDGED + 1):
        running.broker.say(SCANS, scans_payload(scan_event(seq)))
    wait_until(lambda: not running.ingest.connected, "the end of the connection")
    running.database.refuses = False
    running.port.reconnect()
    running.broker.say(SCANS, scans_payload(scan_event(1)))
    running.wait_for_ack(1)
    assert running.port.waiting == 0


def test_a_backlog_is_answered_now_and_then_and_at_its_end(
    stations: Database, memory_broker: MemoryBroker, desk: Desk, clock: SetClock
) -> None:
    port = MemoryPort(memory_broker)
    worker = Worker(stations, port, desk, clock, threading.Event(), "fleet-test-1")
    port.start()
    worker.turn()
    for seq in range(1, 3 * MOST_MESSAGES + 1):
        memory_broker.say(SCANS, scans_payload(scan_event(seq)))

    def turn() -> list[int]:
        worker.turn()
        said = [one for one in memory_broker.published if one.topic == ACKS]
        return [decode_as(Ack, one.payload).through for one in said]

    assert turn() == []
    clock.advance(timedelta(seconds=ACKS_EVERY_S))
    assert turn() == [2 * MOST_MESSAGES]
    assert turn() == [2 * MOST_MESSAGES]
    assert turn() == [2 * MOST_MESSAGES, 3 * MOST_MESSAGES]
    assert port.waiting == 0


def test_a_command_is_published_with_its_deadline_and_answered(running: Running) -> None:
    now = SystemClock().now()
    with running.database.write() as session:
        order = Order(name=CommandName.SCREENSHOT)
        command_id = give_one(session, CHO_HOM, order, by="an", now=now).id
    running.ingest.wake()
    wait_until(lambda: bool(running.broker.published), "the command")
    (sent,) = running.broker.published
    assert sent.topic == down(CHO_HOM, Down.COMMAND)
    assert decode_as(Command, sent.payload).command_id == command_id
    assert sent.expiry_s is not None
    assert 50 <= sent.expiry_s <= 60
    assert not sent.retained
    wait_until(lambda: command_state(running, command_id) == "sent", "the confirmation")
    reply = Reply(command_id=command_id, done=True, state=ReplyState(code="done"), result={})
    running.broker.say(up(CHO_HOM, Up.REPLY), encode(reply))
    wait_until(lambda: command_state(running, command_id) == "done", "the reply")


def command_state(running: Running, command_id: object) -> str:
    with running.database.read() as session:
        return session.get_one(CommandRow, command_id).state


def test_what_the_broker_did_not_confirm_is_published_again(running: Running, desk: Desk) -> None:
    running.broker.confirms = False
    with running.database.write() as session:
        desk.change_settings(session, CHO_HOM, {}, expected=0, by="an", now=birth().at)
    running.ingest.wake()
    wait_until(lambda: len(running.broker.published) == 1, "the desired state")
    running.broker.drop_all()
    running.broker.confirms = True
    running.port.reconnect()
    wait_until(lambda: len(running.broker.published) == 2, "the desired state again")
    first, second = running.broker.published
    assert first == second
    assert first.retained
    wait_until(lambda: is_published(running), "the confirmation")


def is_published(running: Running) -> bool:
    with running.database.read() as session:
        return session.scalars(select(DownMessage)).one().published_at is not None


def test_stopping_without_a_database_ends_in_time(running: Running) -> None:
    running.database.away = True
    running.broker.say(SCANS, scans_payload(scan_event(1)))
    running.ingest.stop()
    assert not running.ingest.alive
    assert running.acks() == []


def test_a_batch_closes_at_its_size(memory_broker: MemoryBroker) -> None:
    port = MemoryPort(memory_broker)
    port.start()
    for _ in range(10):
        memory_broker.say(SCANS, b"{}")
    first = collect(port, idle_s=1, most=4)
    rest = collect(port, idle_s=1, most=100, window_s=0.001)
    assert (len(first.events), first.full, rest.full) == (4, True, False)
    assert len(first.received) + len(rest.received) == 10


def test_a_batch_of_long_messages_closes_early(memory_broker: MemoryBroker) -> None:
    port = MemoryPort(memory_broker)
    port.start()
    long = b" " * (TAKEN_BYTES // 4)
    for _ in range(10):
        memory_broker.say(SCANS, long)
    sizes = []
    while (batch := collect(port, idle_s=0)).received:
        sizes.append(sum(map(size_of, batch.events)))
    assert sum(sizes) == 10 * len(long)
    assert max(sizes) <= TAKEN_BYTES + len(long)
