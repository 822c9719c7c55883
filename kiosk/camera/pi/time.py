"""When a frame was exposed, on the monotonic clock.

Facts: libcamera defines SensorTimestamp as nanoseconds of CLOCK_BOOTTIME, at the first row of the
sensor. On a Raspberry Pi it is the camera receiver's stamp, of CLOCK_MONOTONIC, and picamera2
compares it with that clock. The two differ by how long the machine has slept, which a Pi never
does, so both readings agree there; elsewhere the one is right that isn't in the future.
"""

from collections.abc import Callable

OLDEST_S = 2.0
"""A frame isn't older; a time that says so is of another clock."""


class ExposureTimes:
    """Reads time stamps of a sensor.

    Args:
        monotonic_s, boottime_s: the two clocks, in seconds.
    """

    def __init__(self, monotonic_s: Callable[[], float], boottime_s: Callable[[], float]) -> None:
        self._monotonic_s = monotonic_s
        self._boottime_s = boottime_s

    def convert(self, stamp_ns: object) -> float:
        """Give the monotonic time of a stamp; the present where there is none that can be.

        Args:
            stamp_ns: whatever the camera gives as SensorTimestamp.
        """
        now_s = self._monotonic_s()
        if not isinstance(stamp_ns, int):
            return now_s
        stamp_s = stamp_ns / 1e9
        slept_s = self._boottime_s() - now_s
        for exposed_s in (stamp_s, stamp_s - slept_s):
            if 0 <= now_s - exposed_s <= OLDEST_S:
                return exposed_s
        return now_s
