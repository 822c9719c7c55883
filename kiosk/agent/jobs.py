"""Slow work off the agent's loop: one worker thread, one job at a time, results given back.

The loop must go on acknowledging scans while a picture is downloaded. A job's result is handled on
the loop's own thread (`deliver`), so nothing else needs a lock. When `CAPACITY` jobs wait a further
one is refused, and whoever submitted it hears so.
"""

import logging
import queue
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TypeVar

from daemon.boundary import Boundaries
from daemon.watchdog import Pulse

T = TypeVar("T")

CAPACITY = 16
IDLE_S = 5.0
LONGEST_JOB_S = 4 * 3600.0
"""A release over a line of 64 kbit/s takes hours; what is not done then never will be."""

_log = logging.getLogger(__name__)


class Jobs:
    """A worker thread; the first job starts it.

    Args:
        pulse: of the worker.
    """

    def __init__(self, pulse: Pulse | None = None) -> None:
        self._pulse = pulse or Pulse("jobs")
        self._waiting: queue.Queue[Callable[[], None] | None] = queue.Queue(CAPACITY)
        self._done: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._boundaries = Boundaries(_log)
        self._thread: threading.Thread | None = None

    def submit(
        self,
        name: str,
        work: Callable[[], T],
        then: Callable[[T], None],
        failed: Callable[[], None] = lambda: None,
    ) -> bool:
        """Run `work` on the worker, and `then` with its result in `deliver`.

        Args:
            name: of the boundary; a job that raises is logged under it and has no result.
            failed: called in `deliver` in place of `then` where the job raised.

        Returns:
            False where too many wait.
        """

        def job() -> None:
            done = failed
            with self._boundaries.guard(name):
                result = work()
                done = partial(then, result)
            self._done.put(done)

        try:
            self._waiting.put_nowait(job)
        except queue.Full:
            _log.warning("%s is refused: %d jobs wait", name, CAPACITY)
            return False
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="agent-worker", daemon=True)
            self._thread.start()
        return True

    def deliver(self) -> None:
        """Handle the results that are there; call from the loop."""
        while not self._done.empty():
            with self._boundaries.guard("jobs.deliver"):
                self._done.get_nowait()()

    def stop(self, timeout_s: float) -> None:
        """End after the job that runs now, or after `timeout_s` without it."""
        if self._thread is None:
            return
        # The worker takes from the same queue, so only the taking tells whether it is empty.
        with suppress(queue.Empty):
            while True:
                self._waiting.get_nowait()
        self._waiting.put(None)
        self._thread.join(timeout_s)

    def _run(self) -> None:
        while True:
            self._pulse.beat()
            try:
                job = self._waiting.get(timeout=IDLE_S)
            except queue.Empty:
                continue
            if job is None:
                return
            with self._pulse.within(LONGEST_JOB_S):
                job()
