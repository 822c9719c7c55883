"""A clock for a station that only the test moves."""

from datetime import UTC, datetime, timedelta


class SetClock:
    """Stands still until it is moved."""

    def __init__(
        self, moment: datetime = datetime(2026, 11, 20, 3, 0, tzinfo=UTC), *, trust: bool = True
    ) -> None:
        self.moment = moment
        self.monotonic = 1000.0
        self.trust = trust

    def monotonic_s(self) -> float:
        """Give seconds that only grow."""
        return self.monotonic

    def now(self) -> datetime:
        """Give the wall time, right or wrong."""
        return self.moment

    def trusted(self) -> bool:
        """Say whether the wall time is to be trusted."""
        return self.trust

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        self.monotonic += seconds
        self.moment += timedelta(seconds=seconds)
