"""A clock for the fleet manager that only the test moves."""

from datetime import UTC, datetime, timedelta


class SetClock:
    """Stands still until it is moved."""

    def __init__(self, moment: datetime = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)) -> None:
        self._now = moment
        self._monotonic_s = 1000.0

    def now(self) -> datetime:
        """Give the moment in UTC."""
        return self._now

    def monotonic_s(self) -> float:
        """Give seconds that only grow."""
        return self._monotonic_s

    def advance(self, step: timedelta) -> None:
        """Let time pass."""
        self._now += step
        self._monotonic_s += step.total_seconds()
