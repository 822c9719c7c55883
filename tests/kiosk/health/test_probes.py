"""Probes on made-up machines, on rubbish, on files that hang, and on this machine."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from contract.probes import PROBES, Value, judge
from kiosk.health import disk
from kiosk.health.bounded import Bounded
from kiosk.health.power import HOLD_S, Power
from kiosk.health.probes import MachineProbes
from tests.kiosk.health import roots
from tests.kiosk.health.roots import put
from tests.support.kiosk_clock import SetClock
from tests.support.waiting import wait_until


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "root"


def measured(root: Path, data_dir: Path) -> dict[str, Value]:
    found = dict(MachineProbes(data_dir, root, limit_s=10).measure())
    assert set(found) <= set(PROBES)
    return found


def test_a_raspberry_pi_4_on_wifi(root: Path, tmp_path: Path) -> None:
    roots.pi4(root)

    found = measured(root, tmp_path)

    free = found.pop("disk_free")
    assert isinstance(free, float)
    assert 0 <= free <= 100
    assert found == {
        "cpu_temperature": 51.6,
        "cpu_load": 14.5,
        "memory_free": 75.0,
        "uptime": 12345.67,
        "under_voltage": False,
        "throttled": False,
        "throttled_bits": "0x0",
        "disk_read_only": False,
        "disk_errors": 0,
        "disk_kind": "sd",
        "disk_wear": None,
        "disk_reserve": None,
        "network": "wifi",
        "link_changes": 4,
        "wifi_signal": -50,
        "clock_source": "timesyncd",
    }
    assert not [name for name, value in found.items() if judge(PROBES[name], value) is False]


def test_a_raspberry_pi_5_in_trouble(root: Path) -> None:
    roots.pi5(root)

    found = measured(root, Path("/data/kiosk"))

    bad = {name for name, value in found.items() if judge(PROBES[name], value) is False}
    assert bad == {"under_voltage", "throttled", "disk_errors", "disk_reserve"}
    assert found["throttled_bits"] == "0x50005"
    assert (found["disk_kind"], found["disk_wear"]) == ("emmc", 50)
    assert (found["disk_errors"], found["disk_reserve"]) == (3, "warning")
    assert (found["network"], found["wifi_signal"]) == ("ethernet", None)
    assert found["clock_source"] == "chrony"


def test_a_laptop_without_network(root: Path, tmp_path: Path) -> None:
    roots.laptop(root)

    found = measured(root, tmp_path)

    assert found["cpu_temperature"] == 47.0
    assert (found["under_voltage"], found["throttled"]) == (None, None)
    assert (found["disk_kind"], found["disk_wear"]) == ("nvme", None)
    assert (found["network"], found["clock_source"]) == ("none", "timesyncd, not yet")


def test_what_is_not_there_is_none(root: Path) -> None:
    found = measured(root, root / "none")

    known = {name: value for name, value in found.items() if value is not None}
    assert known == {"network": "none", "clock_source": "none"}


RUBBISH = [b"", b"\xff\xfe", b"hot\n", b"-\n", b":", b"nan nan nan", b"1e999 1e999", b"\n\n| |"]


@pytest.mark.parametrize("rubbish", RUBBISH)
@pytest.mark.parametrize("machine", [roots.pi4, roots.pi5, roots.laptop])
def test_rubbish_is_never_an_error(
    root: Path, tmp_path: Path, rubbish: bytes, machine: Callable[[Path], None]
) -> None:
    machine(root)
    for path in root.rglob("*"):
        if path.is_file() and not path.is_symlink():
            path.write_bytes(rubbish)

    found = measured(root, tmp_path)

    assert len(found) >= 15
    for name, value in found.items():
        assert judge(PROBES[name], value) is not False


def test_a_zone_that_cannot_be_read_leaves_the_next(root: Path, tmp_path: Path) -> None:
    roots.zone(root, 0, "cpu-thermal", "1")
    (root / "sys/class/thermal/thermal_zone0/temp").unlink()
    roots.zone(root, 1, "acpitz", "50000")

    assert measured(root, tmp_path)["cpu_temperature"] == 50.0


class TestPower:
    def test_a_short_dip_is_told_for_a_minute(self, root: Path) -> None:
        roots.pi4(root)
        clock = SetClock()
        power = Power(clock)
        alarm = root / "sys/class/hwmon/hwmon1/in0_lcrit_alarm"
        alarm.write_text("1\n")
        assert power.read(root)["under_voltage"] is True
        alarm.write_text("0\n")
        clock.advance(HOLD_S - 1)
        assert power.read(root)["under_voltage"] is True
        clock.advance(2)
        assert power.read(root)["under_voltage"] is False

    @pytest.mark.parametrize(
        ("bits", "under_voltage", "throttled"),
        [
            ("0", False, False),
            ("1", True, False),
            ("10000", True, False),
            ("2", False, True),
            ("80008", False, True),
            ("0xe0000", False, True),
        ],
    )
    def test_bits_alone(
        self, root: Path, bits: str, *, under_voltage: bool, throttled: bool
    ) -> None:
        put(root, "sys/devices/platform/soc/soc:firmware/get_throttled", f"{bits}\n")
        found = Power(SetClock()).read(root)
        assert (found["under_voltage"], found["throttled"]) == (under_voltage, throttled)


class TestDisk:
    @pytest.mark.parametrize(
        ("life_time", "percent"),
        [("0x00 0x00", None), ("0x01 0x01", 10), ("0x0b 0x02", 110), ("0x03", 30), ("?", None)],
    )
    def test_wear(self, root: Path, life_time: str, percent: float | None) -> None:
        roots.pi5(root)
        (disk_folder,) = root.glob("sys/devices/**/device")
        put(disk_folder, "life_time", life_time)
        assert disk.read(root, Path("/data"))["disk_wear"] == percent

    @pytest.mark.parametrize(
        "options",
        [
            "ro,noatime - ext4 x ro",
            "rw - ext4 x rw,errors=remount-ro,emergency_ro",
            "rw - f2fs x ro",
        ],
    )
    def test_a_file_system_that_stopped(self, root: Path, options: str) -> None:
        roots.mount(root, "179:2", "/data", options)
        assert disk.read(root, Path("/data"))["disk_read_only"] is True

    def test_the_newest_of_the_longest_mounts_counts(self) -> None:
        lines = [
            "1 0 8:1 / / rw - ext4 a rw",
            "2 1 8:2 / /data rw shared:1 - ext4 b rw",
            "3 1 8:3 / /data\\040two rw - ext4 c rw",
            "4 1 8:4 / /data rw - ext4 d rw",
            "no line of a mount",
        ]
        numbers = {
            folder: (found := disk.find_mount("\n".join(lines), folder)) and found.number
            for folder in ("/", "/data/kiosk", "/data two/kiosk", "/database")
        }
        assert numbers == {
            "/": "8:1",
            "/data/kiosk": "8:4",
            "/data two/kiosk": "8:3",
            "/database": "8:1",
        }


class TestNetwork:
    def test_the_route_with_the_lowest_metric_counts(self, root: Path, tmp_path: Path) -> None:
        roots.pi4(root)
        roots.interface(root, "eth0")
        put(
            root,
            "proc/net/route",
            roots.ROUTE.format(name="wlan0") + "eth0\t00000000\t0\t0003\t0\t0\t100\t00000000\t0\n",
        )
        assert measured(root, tmp_path)["network"] == "ethernet"

    def test_a_cable_that_is_pulled(self, root: Path, tmp_path: Path) -> None:
        roots.pi5(root)
        roots.interface(root, "eth0", state="down")
        assert measured(root, tmp_path)["network"] == "down"

    def test_a_route_of_ipv6_alone(self, root: Path, tmp_path: Path) -> None:
        roots.interface(root, "wwan0")
        zeros = "0" * 32
        put(
            root,
            "proc/net/ipv6_route",
            f"{zeros} 00 {zeros} 00 fe80{'0' * 28} 00000400 00000001 0 00000003 wwan0\n"
            f"{zeros} 00 {zeros} 00 {zeros} ffffffff 00000001 0 00200200 lo\n",
        )
        assert measured(root, tmp_path)["network"] == "mobile"

    @pytest.mark.parametrize(("level", "dbm"), [("-81.", -81), ("206.", -50), ("0", None)])
    def test_signal(self, root: Path, tmp_path: Path, level: str, dbm: float | None) -> None:
        roots.pi4(root)
        put(root, "proc/net/wireless", roots.WIRELESS.replace("-50.", level))
        assert measured(root, tmp_path)["wifi_signal"] == dbm


class TestHanging:
    def test_one_file_that_hangs_leaves_the_others(
        self, root: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        roots.pi4(root)
        alarm = root / "sys/class/hwmon/hwmon1/in0_lcrit_alarm"
        alarm.unlink()
        os.mkfifo(alarm)
        probes = MachineProbes(tmp_path, root, limit_s=0.1)

        for _ in range(3):
            found = probes.measure()
            assert "under_voltage" not in found
            assert found["disk_kind"] == "sd"

        assert sum("hangs" in record.getMessage() for record in caplog.records) == 1
        alarm.write_text("0\n")
        alarm.unlink()
        alarm.write_text("0\n")
        wait_until(lambda: probes.measure().get("under_voltage") is False)

    def test_a_reading_that_breaks_has_no_values(self, caplog: pytest.LogCaptureFixture) -> None:
        def read() -> dict[str, Value]:
            message = "unheard of"
            raise RuntimeError(message)

        bounded = Bounded("broken", read, 10)
        assert [dict(bounded.values()) for _ in range(4)] == [{}] * 4
        assert sum("unheard of" in record.getMessage() for record in caplog.records) == 3


def test_this_machine(tmp_path: Path) -> None:
    found = MachineProbes(tmp_path, limit_s=10).measure()

    for name in ("memory_free", "uptime", "disk_free", "cpu_load"):
        value = found[name]
        assert isinstance(value, float)
        assert value >= 0
    assert found["disk_read_only"] is False
