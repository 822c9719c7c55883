"""Processor, memory and how long the machine has run.

/sys/class/thermal/thermal_zone*/temp holds millidegrees (Documentation/driver-api/thermal/
sysfs-api.rst), /proc/meminfo kibibytes, /proc/loadavg the mean number of tasks that ran or waited
for a disk in the last 1, 5 and 15 minutes (proc(5)).
"""

from pathlib import Path

from kiosk.health import files
from kiosk.health.bounded import Values

CPU_ZONES = ("cpu-thermal", "x86_pkg_temp", "cpu_thermal", "soc_thermal")
"""The first is the Raspberry Pi's."""


def read(root: Path) -> Values:
    """Read them below a root folder."""
    return {
        "cpu_temperature": _cpu_celsius(root),
        "cpu_load": _load_percent(root),
        "memory_free": _memory_free_percent(root),
        "uptime": files.number(root / "proc/uptime"),
    }


def _cpu_celsius(root: Path) -> float | None:
    zones = files.names(root / "sys/class/thermal", "thermal_zone*")
    named = {files.text(zone / "type") or zone.name: zone for zone in reversed(zones)}
    for name in (*CPU_ZONES, *named):
        if name in named:
            millidegrees = files.number(named[name] / "temp")
            if millidegrees is not None:
                return round(millidegrees / 1000, 1)
    return None


def _load_percent(root: Path) -> float | None:
    words = (files.text(root / "proc/loadavg") or "").split()
    five_minutes = files.as_number(words[1]) if len(words) > 1 else None
    cores = _cores(root)
    if five_minutes is None or not cores:
        return None
    return round(100 * five_minutes / cores, 1)


def _cores(root: Path) -> int:
    lines = (files.text(root / "proc/stat") or "").splitlines()
    return sum(line.startswith("cpu") and line[3:4].isdigit() for line in lines)


def _memory_free_percent(root: Path) -> float | None:
    found = {}
    for line in (files.text(root / "proc/meminfo") or "").splitlines():
        name, _, rest = line.partition(":")
        words = rest.split()
        found[name] = files.as_number(words[0]) if words else None
    total, available = found.get("MemTotal"), found.get("MemAvailable")
    if not total or available is None:
        return None
    return round(100 * available / total, 1)
