"""The ingest's own thread: batch, one transaction, then the confirmations.

The order is the promise: nothing is confirmed, neither to the broker (PUBACK) nor to a station
(`down/ack`), before the transaction that holds it is committed. Without a database nothing is
confirmed, so the broker stops sending when its window is full, and memory stays bounded.
"""

import logging
import threading
from collections import Counter
from collections.abc import Mapping, Sequence

from contract.messages import Ack
from contract.topics import DELIVERY, Down, down
from contract.wire import encode
from daemon.boundary import Boundaries
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

_log = logging.getLogger(__name__)


class Worker:
    """Handles what comes until it is told to stop.

    Args:
        stopping: ends the loop, waits included.
        name: of this process, under which others see that it hears the stations.
    """

    def __init__(
        self,
        database: Database,
        port: BrokerPort,
        desk: Desk,
        clock: Clock,
        stopping: threading.Event,
        name: str,
    ) -> None:
        self._database = database
        self._port = port
        self._desk = desk
        self._clock = clock
        self._stopping = stopping
        self._publisher = Publisher(database, port, clock, name)
        self._boundaries = Boundaries(_log)
        self._counts: Counter[str] = Counter()
        self._poked = threading.Event()
        self._connected = False
        self._database_lost = False

    @property
    def counts(self) -> Mapping[str, int]:
        """What was done since the start: messages, scans, duplicates, refused, batches."""
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
            with self._boundaries.guard("ingest.turn"):
                self.turn()

    def turn(self) -> None:
        """Handle one batch, and publish what waits."""
        events = collect(self._port, self._clock, idle_s=IDLE_S)
        for event in events:
            self._note(event)
        received = [event for event in events if isinstance(event, Received)]
        if received and not self._until_stored(received):
            return
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
            try:
                outcomes = self._store(received)
            except Unavailable as error:
                self._note_database(error)
                self._stopping.wait(retry_s)
                retry_s = min(LONGEST_RETRY_S, retry_s * 2)
                continue
            self._note_database(None)
            self._confirm(received, outcomes)
            return True
        return False

    def _store(self, received: Sequence[Received]) -> list[Outcome]:
        """Store a batch in one transaction; what spoils it is found and refused by itself."""
        outcome = self._attempt(received)
        if outcome is not None:
            return [outcome]
        return [self._attempt([message]) or self._refuse(message) for message in received]

    def _attempt(self, received: Sequence[Received]) -> Outcome | None:
        """Store messages; None where they, not the database, are the trouble."""
        with self._boundaries.guard("ingest.batch", passing=Unavailable):
            with self._database.write() as session:
                outcome = handlers.apply(session, received, self._desk, self._clock.now())
            return outcome  # noqa: RET504 - after the commit, which may fail
        return None

    def _refuse(self, message: Received) -> Outcome:
        with self._database.write() as session:
            return handlers.refuse(session, message, "see the log", self._clock.now())

    def _confirm(self, received: Sequence[Received], outcomes: Sequence[Outcome]) -> None:
        for message in received:
            self._port.acknowledge(message)
        for outcome in outcomes:
            self._counts.update(outcome.counts)
            for (station, outbox_id), through in outcome.acks.items():
                ack = Ack(outbox_id=outbox_id, through=through)
                self._port.publish(
                    Outgoing(
                        topic=down(station, Down.ACK),
                        payload=encode(ack),
                        retained=DELIVERY[Down.ACK].retained,
                        expiry_s=DELIVERY[Down.ACK].expiry_s,
                    )
                )
        self._counts["batches"] += 1
        _log.debug("stored and acknowledged a batch of %d messages", len(received))

    def _note_database(self, error: Unavailable | None) -> None:
        lost = error is not None
        if lost != self._database_lost:
            self._database_lost = lost
            if lost:
                _log.error("nothing is confirmed until the database is back: %s", error)
            else:
                _log.info("the database is back")
