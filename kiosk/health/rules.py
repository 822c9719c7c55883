"""Turns what was measured into the probes of a health message, and judges them.

`healthy` is None for what is only told, never for what is wrong: a camera that gives no frames is
unhealthy, its brightness is just a figure.
"""

from dataclasses import dataclass

from contract.messages import Probe
from kiosk.health.probes import Machine

HOT_CELSIUS = 80.0
"""The Raspberry Pi lowers its clock from here on."""
LOW_MEMORY_PERCENT = 5.0
LOW_DISK_PERCENT = 5.0
CAMERA_UP = "up"


@dataclass(frozen=True, slots=True, kw_only=True)
class StationSide:
    """What the station process says of itself."""

    camera: str
    screen: str
    shown: int
    fps: float
    brightness: float | None
    frames_seen: int
    not_stored: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Everything that goes into a health message.

    Attributes:
        outbox: code of what is wrong with the outbox, empty where nothing is.
        station: None where the station process doesn't answer.
        in_force: number of the desired state in force.
        rollout: phase of the rollout.
        certificate_days: until the certificate ends.
    """

    machine: Machine
    clock_trusted: bool
    outbox_depth: int | None
    outbox: str
    station: StationSide | None
    in_force: int
    rollout: str
    certificate_days: float | None


def judge(measured: Measured) -> dict[str, Probe]:
    """Give the probes of a health message by name."""
    machine = measured.machine
    probes = {
        "cpu_temperature": _below(machine.cpu_celsius, HOT_CELSIUS, "°C"),
        "memory_free": _above(machine.memory_free_percent, LOW_MEMORY_PERCENT, "%"),
        "disk_free": _above(machine.disk_free_percent, LOW_DISK_PERCENT, "%"),
        "uptime": Probe(value=machine.uptime_s, unit="s"),
        "clock_trusted": Probe(value=measured.clock_trusted, healthy=measured.clock_trusted),
        "outbox_depth": Probe(value=measured.outbox_depth),
        "outbox": Probe(value=measured.outbox or "ok", healthy=not measured.outbox),
        "certificate": _above(measured.certificate_days, 0.0, "d"),
        "desired": Probe(value=measured.in_force),
        "rollout": Probe(value=measured.rollout),
        "station": Probe(value=measured.station is not None, healthy=measured.station is not None),
    }
    return probes | (_station(measured.station) if measured.station else {})


def health_of(probes: dict[str, Probe]) -> dict[str, bool]:
    """Give what was judged; when this changes, it is told at once."""
    return {name: probe.healthy for name, probe in probes.items() if probe.healthy is not None}


def _station(station: StationSide) -> dict[str, Probe]:
    return {
        "camera": Probe(value=station.camera, healthy=station.camera == CAMERA_UP),
        "camera_fps": Probe(value=station.fps, unit="1/s"),
        "camera_brightness": Probe(value=station.brightness),
        "camera_frames": Probe(value=station.frames_seen),
        "screen": Probe(value=station.screen),
        "shown": Probe(value=station.shown),
        "not_stored": Probe(value=station.not_stored, healthy=station.not_stored == 0),
    }


def _below(value: float | None, limit: float, unit: str) -> Probe:
    return Probe(value=value, unit=unit, healthy=None if value is None else value < limit)


def _above(value: float | None, limit: float, unit: str) -> Probe:
    return Probe(value=value, unit=unit, healthy=None if value is None else value > limit)
