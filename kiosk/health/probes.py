"""Measures this machine from the files of its kernel; no probe ever raises.

/sys/class/thermal/thermal_zone*/temp holds millidegrees (Documentation/driver-api/thermal/
sysfs-api.rst), /proc/meminfo kibibytes (proc(5)). What can't be read here is None, and None is
never judged.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

CPU_ZONES = ("cpu-thermal", "x86_pkg_temp", "cpu_thermal", "soc_thermal")
"""The first is the Raspberry Pi's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """What was measured, None where it couldn't be."""

    cpu_celsius: float | None
    memory_free_percent: float | None
    disk_free_percent: float | None
    uptime_s: float | None


class MachineProbes:
    """Reads the kernel's files.

    Args:
        data_dir: whose file system is asked for its free space.
        root: folder that holds `sys` and `proc`.
    """

    def __init__(self, data_dir: Path, root: Path = Path("/")) -> None:
        self._data_dir = data_dir
        self._root = root

    def measure(self) -> Machine:
        """Measure everything; takes well under a millisecond."""
        return Machine(
            cpu_celsius=self._cpu_celsius(),
            memory_free_percent=self._memory_free_percent(),
            disk_free_percent=self._disk_free_percent(),
            uptime_s=_first_number(self._root / "proc/uptime"),
        )

    def _cpu_celsius(self) -> float | None:
        folder = self._root / "sys/class/thermal"
        try:
            zones = sorted(folder.glob("thermal_zone*"))
        except OSError:
            return None
        named = {_text(zone / "type"): zone for zone in reversed(zones)}
        for name in (*CPU_ZONES, *named):
            if name in named:
                millidegrees = _first_number(named[name] / "temp")
                if millidegrees is not None:
                    return round(millidegrees / 1000, 1)
        return None

    def _memory_free_percent(self) -> float | None:
        found = {}
        for line in _text(self._root / "proc/meminfo").splitlines():
            name, _, rest = line.partition(":")
            found[name] = _number(rest.split())
        total, available = found.get("MemTotal"), found.get("MemAvailable")
        if not total or available is None:
            return None
        return round(100 * available / total, 1)

    def _disk_free_percent(self) -> float | None:
        try:
            status = os.statvfs(self._data_dir)
        except OSError:
            return None
        if status.f_blocks == 0:
            return None
        return round(100 * status.f_bavail / status.f_blocks, 1)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


def _first_number(path: Path) -> float | None:
    return _number(_text(path).split())


def _number(words: Iterable[str]) -> float | None:
    try:
        return float(next(iter(words)))
    except (StopIteration, ValueError):
        return None
