"""The outbox when the disk is full, the file broken, or a process killed."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from kiosk.errors import StorageError
from kiosk.outbox.store import ROWS_PER_DELETE, Outbox
from tests.support.kiosk_clock import SetClock
from tests.support.scan_events import scan_event, scan_of_size

APPENDER = """
import sys
from pathlib import Path
from kiosk.clock import SystemClock
from kiosk.outbox.store import Outbox
from tests.support.scan_events import scan_event

outbox = Outbox(Path(sys.argv[1]), clock=SystemClock(), max_mb=4)
while True:
    print(outbox.append(scan_event).event_id, flush=True)
"""
REPOSITORY = Path(__file__).resolve().parents[3]


def make(path: Path, max_mb: float = 4) -> Outbox:
    return Outbox(path, clock=SetClock(), max_mb=max_mb)


def fill(outbox: Outbox) -> int:
    with pytest.raises(StorageError, match=r"outbox\.full"):
        append_many(outbox, 10_000)
    return outbox.stored


def append_many(outbox: Outbox, number: int) -> None:
    for _ in range(number):
        outbox.append(scan_of_size(2000))


def test_a_full_outbox_refuses_says_so_and_goes_on_when_rows_leave(data_dir: Path) -> None:
    outbox = make(data_dir / "outbox.sqlite3", max_mb=0.25)
    stored = fill(outbox)
    outbox.count_refused(1)

    assert 20 < stored < 120
    assert (outbox.stored, outbox.refused) == (stored, 1)
    assert outbox.acknowledge(outbox.outbox_id, stored // 2) == stored // 2
    assert outbox.append(scan_of_size(2000)).seq == stored + 1
    outbox.close()


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    if os.geteuid() != 0:
        pytest.skip("mounting a tiny disk needs root")
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(disk)]
    if subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("mounting a tiny disk is not allowed here")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_is_an_error_that_ends_when_there_is_room(tiny_disk: Path) -> None:
    other = tiny_disk / "other"
    other.write_bytes(bytes(200 * 1024))
    outbox = make(tiny_disk / "outbox.sqlite3")
    stored = fill(outbox)
    assert stored > 5

    other.unlink()
    assert outbox.append(scan_of_size(2000)).seq == stored + 1
    assert outbox.acknowledge(outbox.outbox_id, stored) == stored
    assert [event.seq for event in outbox.pending(0)] == [stored + 1]
    outbox.close()


def test_a_disk_without_room_for_the_file_is_an_error(tiny_disk: Path) -> None:
    (tiny_disk / "other").write_bytes(bytes(508 * 1024))
    outbox = make(tiny_disk / "outbox.sqlite3")

    with pytest.raises(StorageError, match=r"outbox\.full"):
        outbox.append(scan_event)
    (tiny_disk / "other").unlink()
    assert outbox.append(scan_event).seq == 1
    outbox.close()


@pytest.mark.parametrize("content", [b"no database" * 1000, b"SQLite format 3\0" + b"\xa5" * 8176])
def test_what_is_no_database_is_kept_and_a_new_outbox_begins(
    data_dir: Path, content: bytes
) -> None:
    path = data_dir / "outbox.sqlite3"
    path.write_bytes(content)
    outbox = make(path)

    assert outbox.append(scan_event).seq == 1
    assert outbox.moved_aside == (data_dir / "outbox.sqlite3.bad-20261120T030000Z",)
    assert outbox.moved_aside[0].read_bytes() == content
    outbox.close()


def test_a_file_broken_while_it_is_used_is_kept_under_a_free_name(data_dir: Path) -> None:
    path = data_dir / "outbox.sqlite3"
    taken = data_dir / "outbox.sqlite3.bad-20261120T030000Z"
    taken.write_bytes(b"an older one")
    first, second = make(path), make(path)
    append_many(first, 200)
    old_id = second.outbox_id
    first.close()
    second.close()
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * 60_000)

    assert first.append(scan_event).seq == 1
    assert first.outbox_id != old_id
    assert second.outbox_id == first.outbox_id
    assert taken.read_bytes() == b"an older one"
    assert first.moved_aside == (taken.with_name(taken.name + "-2"),)
    assert second.moved_aside == ()
    first.close()
    second.close()


def test_who_has_the_broken_file_open_goes_over_to_the_new_one(data_dir: Path) -> None:
    path = data_dir / "outbox.sqlite3"
    station, agent = make(path), make(path)
    station.append(scan_event)
    agent.pending(0)
    path.rename(data_dir / "outbox.sqlite3.bad")
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).rename(data_dir / f"outbox.sqlite3.bad{suffix}")

    assert agent.stored == 0
    assert station.append(scan_event).seq == 1
    assert [event.seq for event in agent.pending(0)] == [1]
    station.close()
    agent.close()


def test_the_file_of_a_later_release_is_left_alone(data_dir: Path) -> None:
    path = data_dir / "outbox.sqlite3"
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version=2")
    connection.close()

    with pytest.raises(StorageError, match=r"outbox\.newer_schema.*found=2"):
        make(path).append(scan_event)
    assert [item.name for item in data_dir.iterdir() if ".bad" in item.name] == []


def test_a_folder_in_the_way_is_an_error(data_dir: Path) -> None:
    (data_dir / "outbox.sqlite3").mkdir()

    with pytest.raises(StorageError, match=r"outbox\.cannot_open"):
        make(data_dir / "outbox.sqlite3").append(scan_event)


def test_a_data_directory_that_cannot_be_made_is_an_error(data_dir: Path) -> None:
    (data_dir / "file").write_bytes(b"")

    with pytest.raises(StorageError, match=r"outbox\.io"):
        make(data_dir / "file" / "outbox.sqlite3").append(scan_event)


@pytest.mark.timeout(120)
def test_what_was_announced_survives_kill_9_while_another_process_deletes(data_dir: Path) -> None:
    path = data_dir / "outbox.sqlite3"
    announced: list[UUID] = []
    received: list[UUID] = []
    agent = make(path)
    for _ in range(5):
        command = [sys.executable, "-c", APPENDER, str(path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=REPOSITORY) as station:
            assert station.stdout is not None
            for line in station.stdout:
                announced.append(UUID(line.decode().strip()))
                if len(announced) % 20 == 0:
                    received += take(agent)
                if len(announced) % 60 == 0:
                    break
            os.kill(station.pid, signal.SIGKILL)
            announced += [UUID(line.decode().strip()) for line in station.stdout if len(line) > 36]
    while taken := take(agent):
        received += taken

    assert agent.moved_aside == ()
    assert len(announced) >= 300
    assert len(set(received)) == len(received)
    assert set(announced) <= set(received)
    assert len(received) - len(announced) <= 5
    agent.close()


def take(agent: Outbox) -> list[UUID]:
    """Take what waits, or nothing while the other process doesn't let go of the file."""
    events = agent.pending(0, max_events=ROWS_PER_DELETE, max_bytes=10**7)
    if not events:
        return []
    assert [event.seq for event in events] == list(range(events[0].seq, events[-1].seq + 1))
    try:
        deleted = agent.acknowledge(agent.outbox_id, events[-1].seq)
    except StorageError as error:
        if error.code != "outbox.busy":
            raise
        return []
    assert deleted == len(events)
    return [event.event_id for event in events]
