"""The worker as a part of a process: `fleet serve` has one, `fleet worker` is nothing else.

Any number of processes may run one; the one that is elected works, the others wait for its end.
"""

import logging
import threading
from collections.abc import Callable
from datetime import datetime

from daemon.boundary import Boundaries
from fleet.clock import Clock
from fleet.processes.service import EVERY
from fleet.worker.election import Election
from fleet.worker.jobs import Jobs

TURN_S = 2.0
STOP_TIMEOUT_S = 10.0

_log = logging.getLogger(__name__)


class Worker:
    """Looks after presence, alerts and history while it is elected; owns one thread.

    Args:
        beat: called once each turn, for a watchdog.
    """

    def __init__(
        self,
        election: Election,
        jobs: Jobs,
        clock: Clock,
        *,
        beat: Callable[[], None] = lambda: None,
        turn_s: float = TURN_S,
    ) -> None:
        self._election = election
        self._jobs = jobs
        self._clock = clock
        self._beat = beat
        self._turn_s = turn_s
        self._boundaries = Boundaries(_log)
        self._stopping = threading.Event()
        self._elected_at: datetime | None = None
        self._signed_at: datetime | None = None
        self._thread = threading.Thread(target=self._run, name="worker", daemon=True)

    @property
    def elected(self) -> bool:
        """Whether this process has the office."""
        return self._elected_at is not None

    @property
    def alive(self) -> bool:
        """Whether its thread runs."""
        return self._thread.is_alive()

    def start(self) -> None:
        """Begin; returns at once, whether or not the database is there."""
        self._thread.start()

    def stop(self) -> None:
        """Finish the job under way, give up the office, end; blocks for seconds at most."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(STOP_TIMEOUT_S)
            if self._thread.is_alive():
                _log.error("the worker did not end within %g s", STOP_TIMEOUT_S)
                return
        self._election.resign()
        self._note(holds=False)

    def turn(self) -> None:
        """Do each job once, if this process is elected; a job that fails holds up no other."""
        holds = False
        with self._boundaries.guard("worker.election"):
            holds = self._election.holds()
        self._note(holds=holds)
        if self._elected_at is None:
            return
        with self._boundaries.guard("worker.notices"):
            self._jobs.tell_notices()
        with self._boundaries.guard("worker.watch"):
            self._jobs.watch()
        with self._boundaries.guard("worker.fold"):
            self._jobs.fold()
        with self._boundaries.guard("worker.stamps"):
            self._jobs.follow_stamps()
        with self._boundaries.guard("worker.batches"):
            self._jobs.finish_batches()
        with self._boundaries.guard("worker.forget"):
            self._jobs.forget()
        with self._boundaries.guard("worker.sign"):
            now = self._clock.now()
            if self._signed_at is None or now - self._signed_at >= EVERY:
                self._jobs.sign(self._elected_at)
                self._signed_at = now

    def _run(self) -> None:
        while not self._stopping.is_set():
            self.turn()
            self._beat()
            self._stopping.wait(self._turn_s)

    def _note(self, *, holds: bool) -> None:
        if holds == self.elected:
            return
        self._elected_at = self._clock.now() if holds else None
        self._signed_at = None
        _log.info("this process is %s the worker", "now" if holds else "no longer")
