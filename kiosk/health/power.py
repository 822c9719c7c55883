"""Whether the Raspberry Pi's supply gives enough, and whether its firmware slows it down.

The kernel asks the firmware every two seconds and clears what "has occurred" as it asks
(drivers/hwmon/raspberrypi-hwmon.c), so bits 16 to 19 mean the last two seconds, not the time since
boot. `in0_lcrit_alarm` of the hwmon device `rpi_volt` is bit 16 of the last answer; the file
`get_throttled` of the Raspberry Pi's own kernels holds the whole of it, in hexadecimal without 0x,
and its first reading leaves one warning in the kernel's log. A dip that lasts two seconds must not
be lost between two readings, so what was seen stands for a minute. Other machines have neither, and
their values are None.
"""

from pathlib import Path

from kiosk.clock import Clock
from kiosk.health import files
from kiosk.health.bounded import Values

HOLD_S = 60.0
UNDER_VOLTAGE = 1 << 0 | 1 << 16
THROTTLED = 0b1110 | 0b1110 << 16
"""Frequency capped, throttled, soft temperature limit; now, and in the last two seconds."""
FIRMWARE = "soc*/soc*:firmware/get_throttled"
"""`soc/soc:firmware` on a Pi 4; on a Pi 5 the addresses stand in the names."""


class Power:
    """The readings of the supply, each held for a minute."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._seen_at_s: dict[str, float] = {}

    def read(self, root: Path) -> Values:
        """Read them below a root folder."""
        bits = _bits(root)
        alarm = _alarm(root)
        if alarm is None and bits is not None:
            alarm = bool(bits & UNDER_VOLTAGE)
        throttled = None if bits is None else bool(bits & THROTTLED)
        return {
            "under_voltage": self._held("under_voltage", seen=alarm),
            "throttled": self._held("throttled", seen=throttled),
            "throttled_bits": None if bits is None else f"0x{bits:x}",
        }

    def _held(self, name: str, *, seen: bool | None) -> bool | None:
        now_s = self._clock.monotonic_s()
        if seen:
            self._seen_at_s[name] = now_s
        if seen is None:
            return None
        return now_s - self._seen_at_s.get(name, float("-inf")) < HOLD_S


def _bits(root: Path) -> int | None:
    for path in files.names(root / "sys/devices/platform", FIRMWARE):
        bits = files.as_hex(files.text(path) or "")
        if bits is not None:
            return bits
    return None


def _alarm(root: Path) -> bool | None:
    for device in files.names(root / "sys/class/hwmon", "hwmon*"):
        if files.text(device / "name") == "rpi_volt":
            value = files.number(device / "in0_lcrit_alarm")
            return None if value is None else value != 0
    return None
