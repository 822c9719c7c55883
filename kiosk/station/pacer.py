"""The pace of the loop: one turn each so many milliseconds, never catching up after a long one."""

from collections.abc import Callable

from kiosk.clock import Clock


class Pacer:
    """Waits between turns.

    Args:
        sleep: waits so many seconds; `time.sleep` outside tests.
    """

    def __init__(self, clock: Clock, sleep: Callable[[float], None], period_s: float) -> None:
        self._clock = clock
        self._sleep = sleep
        self._period_s = period_s
        self._next_s = float("-inf")

    def wait(self) -> None:
        """Wait for the next turn."""
        now_s = self._clock.monotonic_s()
        if self._next_s > now_s:
            self._sleep(self._next_s - now_s)
            now_s = self._next_s
        self._next_s = now_s + self._period_s
