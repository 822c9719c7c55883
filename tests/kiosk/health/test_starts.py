"""Counting restarts: across processes, boots, wrong clocks, full and spoilt disks."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from daemon.durable import Disk
from kiosk.health.starts import FULL_PAUSE, KEEP, Starts
from tests.support.kiosk_clock import SetClock

DAY_S = 86400.0


class CountingDisk(Disk):
    def __init__(self) -> None:
        self.writes = 0
        self.full = False

    def write(self, path: Path, content: bytes, mode: int = 0o600) -> None:
        self.writes += 1
        if self.full:
            raise OSError(28, "No space left on device")
        super().write(path, content, mode)


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "starts" / "station.json"


def test_the_first_start_after_a_boot_is_no_restart(path: Path, clock: SetClock) -> None:
    for boot, restarts in [("a", 0), ("a", 1), ("a", 2), ("b", 2), ("b", 3)]:
        starts = Starts(path, clock, boot)
        starts.started()
        assert starts.count() == restarts
        clock.advance(60)


def test_only_the_last_day_counts(path: Path, clock: SetClock) -> None:
    starts = Starts(path, clock, "a")
    starts.failed()
    clock.advance(DAY_S / 2)
    starts.failed()
    assert starts.count() == 2
    clock.advance(DAY_S / 2)
    assert starts.count() == 1
    clock.advance(DAY_S / 2)
    assert starts.count() == 0


def test_another_process_sees_what_was_noted(path: Path, clock: SetClock) -> None:
    reader = Starts(path, clock, "a")
    assert reader.count() == 0
    Starts(path, clock, "a").failed()
    assert reader.count() == 1


def test_something_that_fails_all_the_time_is_bounded_and_spares_the_card(
    path: Path, clock: SetClock
) -> None:
    disk = CountingDisk()
    for _ in range(2000):
        Starts(path, clock, "a", disk).started()
        clock.advance(3)

    assert Starts(path, clock, "a").count() == KEEP
    full_s = 2000 * 3 - KEEP * 3
    assert disk.writes <= KEEP + 1 + full_s / FULL_PAUSE.total_seconds() + 1
    assert path.stat().st_size < 4096


def test_a_clock_that_goes_back_years_counts_it_as_now(path: Path, clock: SetClock) -> None:
    starts = Starts(path, clock, "a")
    starts.failed()
    clock.moment = datetime(2020, 1, 1, tzinfo=UTC)
    assert starts.count() == 1
    starts.failed()
    clock.moment += timedelta(hours=25)
    assert starts.count() == 0


@pytest.mark.parametrize(
    "spoilt",
    [b"", b"\xff", b"[]", b'{"restarts": ["never"]}', b'{"restarts": ["0001-01-01T00:00:00Z"]}'],
)
def test_a_spoilt_file_begins_anew(path: Path, clock: SetClock, spoilt: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(spoilt)
    starts = Starts(path, clock, "a")
    assert starts.count() == 0
    starts.failed()
    assert starts.count() == 1


def test_a_disk_that_is_full_is_said_once(
    path: Path, clock: SetClock, caplog: pytest.LogCaptureFixture
) -> None:
    disk = CountingDisk()
    disk.full = True
    starts = Starts(path, clock, "a", disk)
    for _ in range(3):
        starts.started()
    assert starts.count() == 0
    assert len(caplog.records) == 1
