"""What is judged, what is only told, and that none of it is lost on the wire."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from contract import wire
from contract.messages import Health
from kiosk.health.probes import Machine
from kiosk.health.rules import Measured, StationSide, health_of, judge

MACHINE = Machine(
    cpu_celsius=50.0, memory_free_percent=40.0, disk_free_percent=60.0, uptime_s=100.0
)
STATION = StationSide(
    camera="up",
    screen="attract",
    shown=3,
    fps=15.0,
    brightness=90.0,
    frames_seen=1000,
    not_stored=0,
)
GOOD = Measured(
    machine=MACHINE,
    clock_trusted=True,
    outbox_depth=2,
    outbox="",
    station=STATION,
    in_force=3,
    rollout="idle",
    certificate_days=70.0,
)


def test_all_is_well() -> None:
    assert set(health_of(judge(GOOD)).values()) == {True}


@pytest.mark.parametrize(
    ("measured", "probe"),
    [
        (replace(GOOD, machine=replace(MACHINE, cpu_celsius=80.0)), "cpu_temperature"),
        (replace(GOOD, machine=replace(MACHINE, memory_free_percent=4.9)), "memory_free"),
        (replace(GOOD, machine=replace(MACHINE, disk_free_percent=5.0)), "disk_free"),
        (replace(GOOD, clock_trusted=False), "clock_trusted"),
        (replace(GOOD, outbox="outbox.full"), "outbox"),
        (replace(GOOD, station=None), "station"),
        (replace(GOOD, certificate_days=-0.1), "certificate"),
        (replace(GOOD, station=replace(STATION, camera="camera.stalled")), "camera"),
        (replace(GOOD, station=replace(STATION, not_stored=1)), "not_stored"),
    ],
)
def test_one_thing_is_wrong(measured: Measured, probe: str) -> None:
    judged = health_of(judge(measured))

    assert [name for name, healthy in judged.items() if not healthy] == [probe]


def test_what_was_not_measured_is_not_judged() -> None:
    nothing = Machine(
        cpu_celsius=None, memory_free_percent=None, disk_free_percent=None, uptime_s=None
    )
    probes = judge(replace(GOOD, machine=nothing, outbox_depth=None, certificate_days=None))

    assert probes["cpu_temperature"].healthy is None
    assert "disk_free" not in health_of(probes)
    message = Health(at=datetime(2026, 11, 20, tzinfo=UTC), probes=probes)
    assert wire.decode_as(Health, wire.encode(message)) == message
