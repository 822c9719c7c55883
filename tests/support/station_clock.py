"""A clock for the station that only the test moves."""

from datetime import UTC, datetime, timedelta


class SetClock:
    """Stands still until it is moved; `sleep` moves it too."""

    def __init__(
        self, moment: datetime = datetime(2026, 11, 20, 3, 0, tzinfo=UTC), *, trust: bool = True
    ) -> None:
        self._now = moment
        self._monotonic_s = 1000.0
        self.trust = trust

    def monotonic_s(self) -> float:
        return self._monotonic_s

    def now(self) -> datetime:
        return self._now

    def trusted(self) -> bool:
        return self.trust

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        self._monotonic_s += seconds
        self._now += timedelta(seconds=seconds)

    def sleep(self, seconds: float) -> None:
        """Stand for `time.sleep`."""
        self.advance(max(seconds, 0.0))
