"""Probes on a made-up /sys and /proc, and on this machine."""

from pathlib import Path

import pytest

from kiosk.health.probes import MachineProbes


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "root"


def put(root: Path, name: str, content: str | bytes) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)


def zone(root: Path, number: int, kind: str, temp: str) -> None:
    put(root, f"sys/class/thermal/thermal_zone{number}/type", f"{kind}\n")
    put(root, f"sys/class/thermal/thermal_zone{number}/temp", temp)


def test_a_raspberry_pi(root: Path, tmp_path: Path) -> None:
    zone(root, 0, "nvme", "30000\n")
    zone(root, 1, "cpu-thermal", "61322\n")
    put(root, "proc/meminfo", "MemTotal:  2000000 kB\nMemFree: 1 kB\nMemAvailable: 500000 kB\n")
    put(root, "proc/uptime", "12345.67 40000.00\n")

    machine = MachineProbes(tmp_path, root).measure()

    assert machine.cpu_celsius == 61.3
    assert machine.memory_free_percent == 25.0
    assert machine.uptime_s == 12345.67
    assert machine.disk_free_percent is not None
    assert 0 <= machine.disk_free_percent <= 100


def test_any_zone_is_better_than_none(root: Path, tmp_path: Path) -> None:
    zone(root, 0, "acpitz", "41000")

    assert MachineProbes(tmp_path, root).measure().cpu_celsius == 41.0


def test_what_is_not_there_is_none(root: Path) -> None:
    machine = MachineProbes(root / "none", root).measure()

    assert (machine.cpu_celsius, machine.memory_free_percent) == (None, None)
    assert (machine.disk_free_percent, machine.uptime_s) == (None, None)


@pytest.mark.parametrize("rubbish", [b"", b"\xff\xfe", b"hot\n", b"-\n", b"MemTotal:\n"])
def test_rubbish_is_none(root: Path, tmp_path: Path, rubbish: bytes) -> None:
    zone(root, 0, "cpu-thermal", "1")
    put(root, "sys/class/thermal/thermal_zone0/temp", rubbish)
    put(root, "proc/meminfo", rubbish)
    put(root, "proc/uptime", rubbish)

    machine = MachineProbes(tmp_path, root).measure()

    assert (machine.cpu_celsius, machine.memory_free_percent, machine.uptime_s) == (None,) * 3


def test_a_zone_that_cannot_be_read_leaves_the_next(root: Path, tmp_path: Path) -> None:
    zone(root, 0, "cpu-thermal", "1")
    (root / "sys/class/thermal/thermal_zone0/temp").unlink()
    zone(root, 1, "acpitz", "50000")

    assert MachineProbes(tmp_path, root).measure().cpu_celsius == 50.0


def test_this_machine(tmp_path: Path) -> None:
    machine = MachineProbes(tmp_path).measure()

    assert machine.memory_free_percent is not None
    assert machine.uptime_s is not None
    assert machine.uptime_s > 0
