"""Publishes the station's health: at its interval, and at once when something turns good or bad."""

from collections.abc import Callable

from contract.messages import Health, Probe
from kiosk.clock import Clock
from kiosk.health import rules
from kiosk.health.rules import Measured


class Monitor:
    """Decides when health is published.

    Args:
        measure: measures everything.
        publish: hands a message to the connection; gives False where it was not taken.
        every_s: how often health is published when nothing changes.
    """

    def __init__(
        self,
        measure: Callable[[], Measured],
        publish: Callable[[Health], bool],
        clock: Clock,
        every_s: float,
    ) -> None:
        self._measure = measure
        self._publish = publish
        self._clock = clock
        self._every_s = every_s
        self._due_s = clock.monotonic_s()
        self._told: dict[str, bool] | None = None

    def connected(self) -> None:
        """Publish anew on a new connection."""
        self._told = None

    def turn(self, *, news: bool) -> None:
        """Publish, when it is time or when health has changed.

        Args:
            news: whether something was measured anew since the last turn.
        """
        is_due = self._clock.monotonic_s() >= self._due_s or self._told is None
        if not (is_due or news):
            return
        probes = rules.judge(self._measure())
        found = rules.health_of(probes)
        if (is_due or found != self._told) and self._send(probes):
            self._told = found
            self._due_s = self._clock.monotonic_s() + self._every_s

    def _send(self, probes: dict[str, Probe]) -> bool:
        return self._publish(Health(at=self._clock.now(), probes=probes))
