"""The ingest's own thread: batch, one transaction, then the confirmations.

The order is the promise: nothing is confirmed, neither to the broker (PUBACK) nor to a station
(`down/ack`), before the transaction that holds it is committed. Without a database nothing is
confirmed, so the broker stops sending when its window is full, and memory stays bounded.
"""

import logging
import threading
from collections import Counter
from collections.abc import Mapping, Sequence
from uuid import UUID

from contract.messages import Ack
from contract.names import StationId
from contract.topics import DELIVERY, Down, down
from contract.wire import encode
from daemon.boundary import Boundaries
from daemon.watchdog import Pulse
from fleet.clock import Clock
from fleet.content.desired import Desk
from fleet.db.engine import Database
from fleet.errors import Unavailable
from fleet.ingest import handlers
from fleet.ingest.batch import collect
from fleet.ingest.handlers import Outcome
from fleet.ingest.port import (
    BrokerPort,
    Connected,
    Delivered,
    Disconnected,
    Outgoing,
    Received,
    WireEvent,
)
from fleet.ingest.publisher import Publisher

IDLE_S = 0.25
FIRST_RETRY_S = 0.25
LONGEST_RETRY_S = 5.0
ACKS_EVERY_S = 0.1
"""While more waits, an outbox whose events come in many batches is answered once for all."""
MOST_UNACKNOWLEDGED = 256
"""A quarter of the window: then the connection begins anew, and stations send again."""

Stored = tuple[Sequence[Received], Outcome]
"""Messages of one transaction, and what came of it."""

_log = logging.getLogger(__name__)


class Worker:
    """Handles what comes until it is told to stop.

    Args:
        stopping: ends the loop, waits included.
        name: of this process, under which others see that it hears the stations.
        pulse: of the loop.
    """

    def __init__(
        self,
        database: Database,
        port: BrokerPort,
        desk: Desk,
        clock: Clock,
        stopping: threading.Event,
        name: str,
        *,
        pulse: Pulse | None = None,
    ) -> None:
        self._database = database
        self._port = port
        self._desk = desk
        self._clock = clock
        self._stopping = stopping
        self._pulse = pulse or Pulse("ingest")
        self._publisher = Publisher(database, port, clock, name)
        self._boundaries = Boundaries(_log)
        self._counts: Counter[str] = Counter()
        self._poked = threading.Event()
        self._acks: dict[tuple[StationId, UUID], int] = {}
        self._acks_due_s = 0.0
        self._unacknowledged = 0
        self._connected = False
        self._database_lost = False

    @property
    def counts(self) -> Mapping[str, int]:
        """What was done since the start: messages, scans, duplicates, refused, batches.

        `unstored` counts the messages that not even a refusal could be stored of.
        """
        return dict(self._counts)

    @property
    def connected(self) -> bool:
        """Whether the broker has us."""
        return self._connected

    def poke(self) -> None:
        """Publish what waits at once; may be called from any thread."""
        self._poked.set()
        self._port.wake()

    def run(self) -> None:
        """Work until `stopping` is set."""
        while not self._stopping.is_set():
            self._pulse.beat()
            with self._boundaries.guard("ingest.turn"):
                self.turn()

    def turn(self) -> None:
        """Handle one batch, and publish what waits."""
        gathered = collect(self._port, idle_s=0.0 if self._acks else IDLE_S)
        for event in gathered.events:
            self._note(event)
        if gathered.received and not self._until_stored(gathered.received):
            return
        if self._acks and (not gathered.full or self._clock.monotonic_s() >= self._acks_due_s):
            self._publish_acks()
        if self._poked.is_set():
            self._poked.clear()
            self._publisher.poke()
        try:
            self._publisher.turn(connected=self._connected)
        except Unavailable as error:
            self._note_database(error)
            self._stopping.wait(FIRST_RETRY_S)
        else:
            self._note_database(None)

    def _note(self, event: WireEvent) -> None:
        match event:
            case Connected():
                self._connected = True
                self._unacknowledged = 0
                self._publisher.poke()
            case Disconnected():
                self._connected = False
                self._publisher.disconnected()
            case Delivered():
                self._publisher.note(event)
            case Received():
                pass

    def _until_stored(self, received: Sequence[Received]) -> bool:
        """Store a batch, however long the database is away; False when told to stop meanwhile."""
        retry_s = FIRST_RETRY_S
        while not self._stopping.is_set():
            self._pulse.beat()
            try:
                stored = self._store(received)
            except Unavailable as error:
                self._note_database(error)
                self._stopping.wait(retry_s)
                retry_s = min(LONGEST_RETRY_S, retry_s * 2)
                continue
            self._note_database(None)
            self._confirm(stored)
            self._note_unstored(len(received) - sum(len(messages) for messages, _ in stored))
            return True
        return False

    def _store(self, received: Sequence[Received]) -> list[Stored]:
        """Store a batch in one transaction; what spoils it is found and refused by itself."""
        outcome = self._attempt(received)
        if outcome is not None:
            return [(received, outcome)]
        each = [
            (message, self._attempt([message]) or self._refuse(message)) for message in received
        ]
        return [([message], outcome) for message, outcome in each if outcome is not None]

    def _attempt(self, received: Sequence[Received]) -> Outcome | None:
        """Store messages; None where they, not the database, are the trouble."""
        with self._boundaries.guard("ingest.batch", passing=Unavailable):
            with self._database.write() as session:
                outcome = handlers.apply(session, received, self._desk, self._clock.now())
            return outcome  # noqa: RET504 - after the commit, which may fail
        return None

    def _refuse(self, message: Received) -> Outcome | None:
        """Count a message that can't be stored; None where not even that can be stored."""
        with self._boundaries.guard("ingest.refusal", passing=Unavailable):
            with self._database.write() as session:
                outcome = handlers.refuse(session, message, "see the log", self._clock.now())
            return outcome  # noqa: RET504 - as above
        return None

    def _confirm(self, stored: Sequence[Stored]) -> None:
        for messages, outcome in stored:
            for message in messages:
                self._port.acknowledge(message)
            self._counts.update(outcome.counts)
            if not self._acks:
                self._acks_due_s = self._clock.monotonic_s() + ACKS_EVERY_S
            self._acks.update(outcome.acks)
        self._counts["batches"] += 1
        count = sum(len(messages) for messages, _ in stored)
        _log.debug("stored and acknowledged a batch of %d messages", count)

    def _note_unstored(self, count: int) -> None:
        """Leave messages unacknowledged; too many of these would close the broker's window."""
        if not count:
            return
        self._counts["unstored"] += count
        self._unacknowledged += count
        if self._unacknowledged >= MOST_UNACKNOWLEDGED:
            self._unacknowledged = 0
            self._port.cut()

    def _publish_acks(self) -> None:
        delivery = DELIVERY[Down.ACK]
        for (station, outbox_id), through in self._acks.items():
            self._port.publish(
                Outgoing(
                    topic=down(station, Down.ACK),
                    payload=encode(Ack(outbox_id=outbox_id, through=through)),
                    retained=delivery.retained,
                    expiry_s=delivery.expiry_s,
                )
            )
        self._acks.clear()

    def _note_database(self, error: Unavailable | None) -> None:
        lost = error is not None
        if lost != self._database_lost:
            self._database_lost = lost
            if lost:
                _log.error("nothing is confirmed until the database is back: %s", error)
            else:
                _log.info("the database is back")
