"""The ingest as a part of a process: `fleet serve` has one, `fleet ingest` is nothing else.

Any number of processes may run one: the broker's shared subscription splits what stations say, and
the database decides who publishes what waits for them.
"""

import logging
import threading
from collections.abc import Mapping

from daemon.watchdog import Pulse
from fleet.clock import Clock
from fleet.content.desired import Desk
from fleet.db.engine import Database
from fleet.ingest.port import BrokerPort
from fleet.ingest.worker import Worker

STOP_TIMEOUT_S = 5.0

_log = logging.getLogger(__name__)


class Ingest:
    """Takes in what stations say, and publishes what they are told; owns one thread.

    Args:
        port: not yet started; it is started and stopped with the ingest.
        name: of this process, unique among all that share the database.
        pulse: of the thread.
    """

    def __init__(
        self,
        database: Database,
        port: BrokerPort,
        desk: Desk,
        clock: Clock,
        *,
        name: str = "fleet-ingest",
        pulse: Pulse | None = None,
    ) -> None:
        self._port = port
        self._stopping = threading.Event()
        self._worker = Worker(database, port, desk, clock, self._stopping, name, pulse=pulse)
        self._thread = threading.Thread(target=self._worker.run, name="ingest", daemon=True)

    @property
    def counts(self) -> Mapping[str, int]:
        """What was done since the start: messages, scans, duplicates, refused, batches."""
        return self._worker.counts

    @property
    def connected(self) -> bool:
        """Whether the broker has us."""
        return self._worker.connected

    @property
    def alive(self) -> bool:
        """Whether its thread runs."""
        return self._thread.is_alive()

    def start(self) -> None:
        """Begin; returns at once, whether or not broker and database are there."""
        self._port.start()
        self._thread.start()

    def wake(self) -> None:
        """Publish what waits for stations at once; may be called from any thread."""
        self._worker.poke()

    def stop(self) -> None:
        """Finish the batch under way, say goodbye to the broker, end; blocks for seconds at most.

        A batch that waits for a database is given up: nobody was told that it is safe.
        """
        self._stopping.set()
        self._port.wake()
        if self._thread.is_alive():
            self._thread.join(STOP_TIMEOUT_S)
            if self._thread.is_alive():
                _log.error("the ingest did not end within %g s", STOP_TIMEOUT_S)
        self._port.stop()
