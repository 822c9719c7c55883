"""The thread that does capture jobs, one after the other, so that memory holds one event.

It finds its work in the database, wakes when a document has come in, and ends between two chunks; a
job under way is gone on with by the next process that has the same folder.
"""

import logging
import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from daemon.boundary import Boundaries
from fleet.clock import Clock
from fleet.db.engine import Database
from fleet.epcis.capture import Captures
from fleet.errors import Unavailable
from provenance.epcis import Limits

LOOK_EVERY_S = 10.0
STOP_TIMEOUT_S = 10.0
MOST_TRIES = 3

_log = logging.getLogger(__name__)


class CaptureRunner:
    """Does capture jobs; owns one thread.

    Args:
        folder: where bodies lie.
        beat: called between chunks, for a watchdog.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        folder: Path,
        *,
        limits: Limits | None = None,
        beat: Callable[[], None] = lambda: None,
    ) -> None:
        self._beat = beat
        self._boundaries = Boundaries(_log)
        self._tries: Counter[str] = Counter()
        self._stopping = threading.Event()
        self._work = threading.Event()
        self._thread = threading.Thread(target=self._run, name="captures", daemon=True)
        self.captures = Captures(
            database=database,
            clock=clock,
            folder=folder,
            limits=limits or Limits(),
            stopped=self._is_stopping,
        )

    @property
    def alive(self) -> bool:
        """Whether its thread runs."""
        return self._thread.is_alive()

    def start(self) -> None:
        """Begin; returns at once."""
        self.captures.forget_parts()
        with self._boundaries.guard("captures.bodies"):
            self.captures.forget_bodies()
        self._thread.start()

    def wake(self) -> None:
        """Tell it that there is a new job."""
        self._work.set()

    def stop(self) -> None:
        """End after the chunk under way; blocks for seconds at most."""
        self._stopping.set()
        self._work.set()
        if self._thread.is_alive():
            self._thread.join(STOP_TIMEOUT_S)
            if self._thread.is_alive():
                _log.error("captures did not end within %g s", STOP_TIMEOUT_S)

    def turn(self) -> None:
        """Do all jobs that wait."""
        waiting: list[str] = []
        with self._boundaries.guard("captures.look"):
            waiting = self.captures.waiting()
        for job in waiting:
            if self._is_stopping():
                return
            with self._boundaries.guard("captures.job"):
                self._do(job)

    def _do(self, job: str) -> None:
        with self.captures.claimed(job) as mine:
            if not mine:
                return
            if self._tries[job] >= MOST_TRIES:
                self.captures.give_up(job)
                del self._tries[job]
                return
            self._tries[job] += 1
            try:
                self.captures.run(job)
            except Unavailable:
                # The database's trouble says nothing against the document.
                self._tries[job] -= 1
                raise
            del self._tries[job]

    def _is_stopping(self) -> bool:
        self._beat()
        return self._stopping.is_set()

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._work.clear()
            self.turn()
            self._beat()
            self._work.wait(LOOK_EVERY_S)
