"""A service manager that remembers what it was told."""

from daemon.notify import Notifier
from daemon.watchdog import Supervisor
from tests.support.kiosk_clock import SetClock

WATCHDOG_S = 20.0


class Told(Notifier):
    """Keeps each message, its lines joined by spaces, in place of sending it."""

    def __init__(self, watchdog_s: float | None = WATCHDOG_S) -> None:
        super().__init__("@nobody", watchdog_s=watchdog_s)
        self.said: list[str] = []

    def _send(self, *lines: str) -> None:
        self.said.append(" ".join(lines))

    @property
    def is_hung(self) -> bool:
        """Whether the restart was asked for."""
        return any(line.startswith("WATCHDOG=trigger") for line in self.said)


def supervisor(told: Told, clock: SetClock) -> Supervisor:
    """Give a supervisor without a thread of its own: the test turns it."""
    return Supervisor(told, clock.monotonic_s)
