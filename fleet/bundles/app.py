"""The thread that packs bundles, apart from the worker's: it takes minutes where there is much.

Any number of processes may run one; the one that is elected packs, the others wait for its end.
"""

import logging
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Protocol

from daemon.boundary import Boundaries
from fleet.bundles.service import Press
from fleet.clock import Clock
from fleet.db.engine import Database

TURN_S = 5.0
STOP_TIMEOUT_S = 10.0

_log = logging.getLogger(__name__)


class Office(Protocol):
    """One process's part in an election; `fleet.worker.election` has two kinds."""

    def holds(self) -> bool:
        """Take the office if it is free, and tell whether this process has it."""
        ...

    def resign(self) -> None:
        """Give the office up."""
        ...


class Bundler:
    """Packs while it is elected; owns one thread.

    Args:
        every: so old the chunks of a market may become.
        turn_s: between two looks at what is due.
    """

    def __init__(
        self,
        office: Office,
        press: Press,
        database: Database,
        clock: Clock,
        *,
        every: timedelta,
        turn_s: float = TURN_S,
        beat: Callable[[], None] = lambda: None,
    ) -> None:
        self._office = office
        self._press = press
        self._database = database
        self._clock = clock
        self._every = every
        self._turn_s = turn_s
        self._beat = beat
        self._boundaries = Boundaries(_log)
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="bundler", daemon=True)

    @property
    def alive(self) -> bool:
        """Whether its thread runs."""
        return self._thread.is_alive()

    def start(self) -> None:
        """Begin; returns at once, whether or not the database is there."""
        self._thread.start()

    def stop(self) -> None:
        """Give up what is being packed, then the office; blocks for seconds at most."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(STOP_TIMEOUT_S)
            if self._thread.is_alive():
                _log.error("the bundler did not end within %g s", STOP_TIMEOUT_S)
                return
        self._office.resign()

    def turn(self) -> int:
        """Pack what is due if this process is elected; give how many stations got something."""
        sent = 0
        with self._boundaries.guard("bundler.turn"):
            if self._office.holds():
                sent = self._press.pack(
                    self._database,
                    self._clock.now(),
                    older_than=self._clock.now() - self._every,
                    stopped=self._look,
                )
        if sent:
            _log.info("bundles of %d stations are packed anew", sent)
        return sent

    def _look(self) -> bool:
        self._beat()
        return self._stopping.is_set()

    def _run(self) -> None:
        while not self._stopping.is_set():
            self.turn()
            self._beat()
            self._stopping.wait(self._turn_s)
