"""Time, given from outside so that tests decide it.

A station has no clock that it can trust after a power cut, so a moment always comes with a flag.
systemd-timesyncd touches /run/systemd/timesync/synchronized once it has set the clock
(systemd-timesyncd.service(8)).
"""

import time
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Protocol

HANOI = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")
"""Vietnam has no daylight saving time, so a fixed offset needs no time-zone database."""

TIMESYNC_FLAG = Path("/run/systemd/timesync/synchronized")
BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


class Clock(Protocol):
    """What a process may ask about time."""

    def monotonic_s(self) -> float:
        """Give seconds that only grow, for intervals."""
        ...

    def now(self) -> datetime:
        """Give the wall time in UTC, right or wrong."""
        ...

    def trusted(self) -> bool:
        """Say whether the wall time was set by a time server since boot."""
        ...


class SystemClock:
    """The machine's own clock.

    Args:
        trust: `True` trusts it as it is (a laptop, a demo); None asks systemd-timesyncd's flag.
    """

    def __init__(self, *, trust: bool | None = None, flag: Path = TIMESYNC_FLAG) -> None:
        self._trust = trust
        self._flag = flag

    def monotonic_s(self) -> float:
        """Give seconds that only grow, for intervals."""
        return time.monotonic()

    def now(self) -> datetime:
        """Give the wall time in UTC, right or wrong."""
        return datetime.now(UTC)

    def trusted(self) -> bool:
        """Say whether the wall time was set by a time server since boot."""
        return self._flag.exists() if self._trust is None else self._trust


def today(clock: Clock) -> date | None:
    """Give the date in Vietnam, None without a clock that can be trusted."""
    return clock.now().astimezone(HANOI).date() if clock.trusted() else None


def boot_id(path: Path = BOOT_ID) -> str:
    """Read the random id of this run of the kernel."""
    return path.read_text().strip()
