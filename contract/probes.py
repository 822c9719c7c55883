"""The one table of what a station measures of itself: names, units, and what is healthy.

The station judges by it and the console shows its ranges, so that both mean the same. A value of
None was not measurable on that machine and is never judged; a probe without a range and without
healthy values is only told. How each is measured is left to `kiosk.health`; docs/health.md says it
for technicians.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import assert_never

Value = float | str | bool | None
"""Of a probe, as in `contract.messages.Probe`."""


class Kind(StrEnum):
    """What a probe's value is."""

    NUMBER = "number"
    FLAG = "flag"
    TEXT = "text"


class Group(StrEnum):
    """What a probe is about, in the order in which they are shown."""

    CAMERA = "camera"
    SCREEN = "screen"
    DELIVERY = "delivery"
    NETWORK = "network"
    CLOCK = "clock"
    POWER = "power"
    MACHINE = "machine"
    STORAGE = "storage"
    SOFTWARE = "software"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProbeSpec:
    """One probe.

    Attributes:
        source: what it is read from, for a technician.
        unit: of a number, empty for counts.
        low, high: a number from `low` to `high`, both included, is healthy; None is no bound.
        margin: a number that was unhealthy is healthy again only so far inside its bounds, so that
            one that swings around a bound doesn't flip with each swing.
        healthy: the healthy values of a flag or text; empty where it is only told.
    """

    name: str
    kind: Kind
    group: Group
    source: str
    unit: str = ""
    low: float | None = None
    high: float | None = None
    margin: float = 0.0
    healthy: tuple[str | bool, ...] = ()


def judge(spec: ProbeSpec, value: Value, *, before: bool | None = None) -> bool | None:
    """Say whether a value is healthy.

    Args:
        before: how the same probe was judged last; only an unhealthy one needs the margin.

    Returns:
        None for what wasn't measured, for what is only told, and for a value of another kind.
    """
    if value is None:
        return None
    match spec.kind:
        case Kind.NUMBER:
            if isinstance(value, bool | str) or not math.isfinite(value):
                return None
            return _within(spec, value, spec.margin if before is False else 0.0)
        case Kind.FLAG:
            return value in spec.healthy if spec.healthy and isinstance(value, bool) else None
        case Kind.TEXT:
            return value in spec.healthy if spec.healthy and isinstance(value, str) else None
        case _:
            assert_never(spec.kind)


def _within(spec: ProbeSpec, value: float, margin: float) -> bool | None:
    if spec.low is None and spec.high is None:
        return None
    above = spec.low is None or value >= spec.low + margin
    below = spec.high is None or value <= spec.high - margin
    return above and below


def _number(
    name: str,
    group: Group,
    source: str,
    *,
    unit: str = "",
    low: float | None = None,
    high: float | None = None,
    margin: float = 0.0,
) -> ProbeSpec:
    return ProbeSpec(
        name=name,
        kind=Kind.NUMBER,
        group=group,
        source=source,
        unit=unit,
        low=low,
        high=high,
        margin=margin,
    )


def _flag(name: str, group: Group, source: str, *, healthy: bool) -> ProbeSpec:
    return ProbeSpec(name=name, kind=Kind.FLAG, group=group, source=source, healthy=(healthy,))


def _text(name: str, group: Group, source: str, *healthy: str) -> ProbeSpec:
    return ProbeSpec(name=name, kind=Kind.TEXT, group=group, source=source, healthy=healthy)


CAMERA_UP = "up"
CAMERA_STARTING = "starting"
"""Beside the codes of what is wrong with it, the values of the probe `camera`."""

_CAMERA = "camera process"
_WINDOW = "station process"
_AGENT = "agent process"

_TABLE = (
    # It may start for 15 s at most; then it is up, or has a code.
    _text("camera", Group.CAMERA, _CAMERA, CAMERA_UP, CAMERA_STARTING),
    _number("camera_fps", Group.CAMERA, _CAMERA, unit="1/s", low=3, margin=1),
    # A covered lens gives 0 to 2, a market at night more than 10 (of 255).
    _number("camera_brightness", Group.CAMERA, _CAMERA, low=8, high=250, margin=2),
    _number("camera_sharpness", Group.CAMERA, _CAMERA),
    _number("camera_frames", Group.CAMERA, _CAMERA),
    _number("decode_ms", Group.CAMERA, _CAMERA, unit="ms"),
    # The first sign that a code was seen is due after 500 ms.
    _number("decode_ms_p95", Group.CAMERA, _CAMERA, unit="ms", high=300, margin=50),
    _number("restarts_camera", Group.CAMERA, "starts/camera.json", high=5),
    _text("screen", Group.SCREEN, _WINDOW),
    _number("frame_ms", Group.SCREEN, _WINDOW, unit="ms"),
    # Twenty pictures a second leave 50 ms for each; half a second is seen as a hang.
    _number("frame_ms_p95", Group.SCREEN, _WINDOW, unit="ms", high=250, margin=50),
    _number("frame_to_verdict_ms", Group.SCREEN, _WINDOW, unit="ms"),
    # A result is due within 3 s, with the fleet asked; half a second later it counts as late.
    _number("frame_to_verdict_ms_p95", Group.SCREEN, _WINDOW, unit="ms", high=4000, margin=500),
    _text("outbox", Group.DELIVERY, "outbox.sqlite3", "ok"),
    _number("outbox_depth", Group.DELIVERY, "outbox.sqlite3", unit="scans", high=1000, margin=500),
    _number("not_stored", Group.DELIVERY, _WINDOW, unit="scans", high=0),
    # Renewal begins 30 days before the end.
    _number("certificate", Group.DELIVERY, "identity/", unit="d", low=7),
    _text("network", Group.NETWORK, "/proc/net/route, /sys/class/net/*/operstate"),
    _number("link_changes", Group.NETWORK, "/sys/class/net/*/carrier_changes"),
    _number("wifi_signal", Group.NETWORK, "/proc/net/wireless", unit="dBm", low=-75, margin=3),
    _flag("clock_trusted", Group.CLOCK, "/run/systemd/timesync/synchronized", healthy=True),
    _text("clock_source", Group.CLOCK, "/run/systemd/timesync/, /run/chrony/"),
    _number("clock_offset", Group.CLOCK, "the fleet's answers", unit="s", low=-30, high=30),
    _flag(
        "under_voltage",
        Group.POWER,
        "/sys/class/hwmon/*/in0_lcrit_alarm of rpi_volt, else bits 0 and 16 of get_throttled",
        healthy=False,
    ),
    _flag(
        "throttled",
        Group.POWER,
        "bits 1 to 3 and 17 to 19 of /sys/devices/platform/soc/soc:firmware/get_throttled",
        healthy=False,
    ),
    _text("throttled_bits", Group.POWER, "/sys/devices/platform/soc/soc:firmware/get_throttled"),
    # The Raspberry Pi lowers its clock from 80 degrees on.
    _number(
        "cpu_temperature",
        Group.MACHINE,
        "/sys/class/thermal/thermal_zone*/temp",
        unit="°C",
        high=80,
        margin=3,
    ),
    _number("cpu_load", Group.MACHINE, "/proc/loadavg", unit="%", high=200, margin=50),
    _number("memory_free", Group.MACHINE, "/proc/meminfo", unit="%", low=5, margin=2),
    _number("uptime", Group.MACHINE, "/proc/uptime", unit="s"),
    _number("disk_free", Group.STORAGE, "statvfs(2)", unit="%", low=5, margin=2),
    _number("disk_errors", Group.STORAGE, "/sys/fs/ext4/*/errors_count", high=0),
    _flag("disk_read_only", Group.STORAGE, "/proc/self/mountinfo", healthy=False),
    _text("disk_kind", Group.STORAGE, "/sys/dev/block/*, device/type"),
    _number("disk_wear", Group.STORAGE, "/sys/block/*/device/life_time", unit="%", high=80),
    _text("disk_reserve", Group.STORAGE, "/sys/block/*/device/pre_eol_info", "normal"),
    _flag("station", Group.SOFTWARE, "station.sock", healthy=True),
    _number("desired", Group.SOFTWARE, "desired/current"),
    _number("shown", Group.SOFTWARE, _WINDOW),
    _text("rollout", Group.SOFTWARE, _AGENT),
    _number("restarts_station", Group.SOFTWARE, "starts/station.json", high=3),
    _number("restarts_agent", Group.SOFTWARE, "starts/agent.json", high=3),
)

PROBES: Mapping[str, ProbeSpec] = MappingProxyType({spec.name: spec for spec in _TABLE})
"""Every probe by its name, in the order in which they are shown."""
