"""Publishes the station's health: at its interval, and at once when something turns good or bad.

What turns good and bad all the time must not fill the wire: there are `BURST` changes that are told
at once, and a further one only every `REFILL_S`; what has changed by then is told then.
"""

from collections.abc import Callable, Mapping

from contract.messages import Health, Probe
from contract.probes import Value
from kiosk.clock import Clock
from kiosk.health import rules
from kiosk.health.rules import Judge

BURST = 4
REFILL_S = 30.0


class Monitor:
    """Decides when health is published.

    Args:
        measure: measures everything, by name of the probe.
        publish: hands a message to the connection; gives False where it was not taken.
        every_s: how often health is published when nothing changes.
    """

    def __init__(
        self,
        measure: Callable[[], Mapping[str, Value]],
        publish: Callable[[Health], bool],
        clock: Clock,
        every_s: float,
    ) -> None:
        self._measure = measure
        self._publish = publish
        self._clock = clock
        self._every_s = every_s
        self._judge = Judge()
        self._due_s = clock.monotonic_s()
        self._told: dict[str, bool] | None = None
        self._changes = float(BURST)
        self._counted_at_s = clock.monotonic_s()

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
        probes = self._judge.judge(self._measure())
        found = rules.health_of(probes)
        changed = found != self._told and self._may_tell_a_change()
        if (is_due or changed) and self._send(probes):
            if not is_due:
                self._changes -= 1
            self._told = found
            self._due_s = self._clock.monotonic_s() + self._every_s

    def _may_tell_a_change(self) -> bool:
        now_s = self._clock.monotonic_s()
        grown = self._changes + (now_s - self._counted_at_s) / REFILL_S
        self._changes = min(float(BURST), grown)
        self._counted_at_s = now_s
        return self._changes >= 1

    def _send(self, probes: dict[str, Probe]) -> bool:
        return self._publish(Health(at=self._clock.now(), probes=probes))
