"""Says that a process is alive only while each of its own loops turns.

Every loop has a `Pulse` and beats it once a turn, also when there was nothing to do. One thread,
the supervisor, looks at them each second. While all are in time it tells the service manager that
the process lives; a loop that is late makes it ask for the kill and the restart, whatever the
others do. What is outside of the process (a camera, a broker, a database that is away) has no
pulse: a loop that waits for such a thing waits with a time limit, and beats.
"""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from daemon.notify import Notifier

LOOK_S = 1.0
STARVED_S = 5.0
PINGS = 4
"""How often the service manager hears of us within the time that it grants."""

_log = logging.getLogger(__name__)


class Pulse:
    """The beat of one loop; each method belongs to the loop's own thread.

    Args:
        limit_s: the longest turn; None isn't watched.
    """

    def __init__(self, name: str, limit_s: float | None = None) -> None:
        self.name = name
        self.limit_s = limit_s
        self.beats = 0

    def beat(self) -> None:
        """Say that the loop has turned."""
        self.beats += 1

    @contextmanager
    def within(self, limit_s: float | None) -> Iterator[None]:
        """Grant what is done in the block another limit; None grants it forever."""
        before = self.limit_s
        self.limit_s = limit_s
        self.beats += 1
        try:
            yield
        finally:
            # In this order, see `Supervisor._late`: a short limit never meets an old beat.
            self.beats += 1
            self.limit_s = before

    def end(self) -> None:
        """Say that the loop has ended as it should."""
        self.limit_s = None


class Supervisor:
    """Watches the pulses of a process; a context manager while its thread runs.

    Args:
        monotonic_s: gives seconds that only grow.
    """

    def __init__(self, notifier: Notifier, monotonic_s: Callable[[], float]) -> None:
        self._notifier = notifier
        self._monotonic_s = monotonic_s
        self._seen: dict[Pulse, tuple[int, float]] = {}
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None
        self._status = ""
        self._pinged_s = float("-inf")
        self._looked_s = monotonic_s()
        self._is_ready = self._is_stopping = self._is_hung = False

    def pulse(self, name: str, *, limit_s: float) -> Pulse:
        """Make the pulse of a loop; it is watched from its first beat on."""
        pulse = Pulse(name, limit_s)
        with self._lock:
            self._seen[pulse] = (pulse.beats, self._monotonic_s())
        return pulse

    def ready(self, status: str) -> None:
        """Say that the process is up; said once only."""
        if not self._is_ready:
            self._is_ready = True
            self._status = status
            self._notifier.ready(status)

    def status(self, status: str) -> None:
        """Say in a line how the process is, if that is news."""
        if status != self._status and not self._is_hung:
            self._status = status
            self._notifier.status(status)

    def stopping(self) -> None:
        """Say that the process is ending; no loop has to turn any more."""
        self._is_stopping = True
        self._notifier.stopping()

    def turn(self) -> None:
        """Look at every pulse, and tell the service manager what follows."""
        now_s = self._monotonic_s()
        with self._lock:
            late = self._look(now_s)
        if late:
            self._complain(late)
        elif self._notifier.watchdog_s is not None and not self._is_hung:
            self._ping(self._notifier.watchdog_s / PINGS, now_s)

    def __enter__(self) -> Self:
        """Start the thread, where anybody waits to hear from it."""
        if self._notifier.watchdog_s is not None:
            self._thread = threading.Thread(target=self._run, name="watchdog", daemon=True)
            self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """End the thread."""
        self._ended.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        granted_s = self._notifier.watchdog_s or LOOK_S
        look_s = min(LOOK_S, granted_s / (2 * PINGS))
        while not self._ended.is_set():
            self.turn()
            self._ended.wait(look_s)

    def _look(self, now_s: float) -> list[str]:
        # A machine that stood still, or was too busy for this thread, was so for the others too.
        starved = now_s - self._looked_s > STARVED_S
        self._looked_s = now_s
        late = [] if self._is_stopping else [p for p in self._seen if self._late(p, now_s)]
        if starved:
            self._seen = {pulse: (beats, now_s) for pulse, (beats, _) in self._seen.items()}
            return []
        return [pulse.name for pulse in late]

    def _late(self, pulse: Pulse, now_s: float) -> bool:
        # The limit first, then the beats: see `Pulse.within`.
        limit_s = pulse.limit_s
        beats = pulse.beats
        seen, since_s = self._seen[pulse]
        if beats != seen:
            self._seen[pulse] = (beats, now_s)
            return False
        return limit_s is not None and beats > 0 and now_s - since_s > limit_s

    def _ping(self, every_s: float, now_s: float) -> None:
        if now_s - self._pinged_s >= every_s:
            self._pinged_s = now_s
            self._notifier.alive()

    def _complain(self, late: list[str]) -> None:
        if self._is_hung:
            return
        self._is_hung = True
        text = f"hung: {', '.join(late)} did not turn in time"
        _log.critical("%s; asking to be restarted", text)
        self._notifier.hung(text)


def unsupervised(monotonic_s: Callable[[], float]) -> Supervisor:
    """Give a supervisor that nobody listens to, for a process without a service manager."""
    return Supervisor(Notifier(None), monotonic_s)
