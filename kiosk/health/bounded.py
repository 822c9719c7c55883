"""A reading that can't hold up whoever wants it, and can't break it.

A read from sysfs goes through a driver, and one that hangs (a card that is being pulled, a firmware
that doesn't answer) hangs for ever; no signal ends it. So each reading runs on a thread of its own
that is waited for only so long. While one hangs its values are None, and it isn't begun again.
"""

import logging
import queue
import threading
from collections.abc import Callable, Mapping

from contract.probes import Value
from daemon.boundary import Boundaries

Values = Mapping[str, Value]
"""Values by the names of their probes."""

LIMIT_S = 0.5
"""Everything that is read here together takes a few milliseconds where nothing hangs."""

_log = logging.getLogger(__name__)


class Bounded:
    """One reading; used by one thread.

    Args:
        name: of the reading, for the log.
        read: gives the values; may hang, may raise.
    """

    def __init__(self, name: str, read: Callable[[], Values], limit_s: float = LIMIT_S) -> None:
        self._name = name
        self._read = read
        self._limit_s = limit_s
        self._boundaries = Boundaries(_log)
        self._results: queue.SimpleQueue[Values] = queue.SimpleQueue()
        self._hangs = False

    def values(self) -> Values:
        """Give the values; empty where they can't be had in time. Blocks for `limit_s` at most."""
        if self._hangs:
            if self._results.empty():
                return {}
            self._results.get()
            self._hangs = False
            _log.info("reading %s is possible again", self._name)
        threading.Thread(target=self._run, name=f"probe-{self._name}", daemon=True).start()
        try:
            return self._results.get(timeout=self._limit_s)
        except queue.Empty:
            self._hangs = True
            _log.error("reading %s hangs: its probes have no value meanwhile", self._name)
            return {}

    def _run(self) -> None:
        values: Values = {}
        with self._boundaries.guard(f"health.{self._name}"):
            values = self._read()
        self._results.put(values)
