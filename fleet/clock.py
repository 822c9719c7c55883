"""Time, given from outside so that tests decide it."""

import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """What the fleet may ask about time."""

    def now(self) -> datetime:
        """Give the moment in UTC."""
        ...

    def monotonic_s(self) -> float:
        """Give seconds that only grow, for intervals."""
        ...


class SystemClock:
    """The server's own clock, kept right by its administrator."""

    def now(self) -> datetime:
        """Give the moment in UTC."""
        return datetime.now(UTC)

    def monotonic_s(self) -> float:
        """Give seconds that only grow, for intervals."""
        return time.monotonic()
