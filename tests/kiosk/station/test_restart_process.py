"""A real station process is asked from afar: which one it is, and to begin anew."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk.clock import SystemClock, boot_id
from kiosk.errors import LocalError
from kiosk.health import starts
from kiosk.health.starts import Starts
from kiosk.local.client import LocalClient
from kiosk.local.protocol import (
    Done,
    Failed,
    GetStatus,
    Identify,
    Reply,
    Request,
    Restart,
    StatusReply,
)
from kiosk.paths import DataPaths
from tests.support.waiting import wait_until

SETTINGS = """
data_dir = "data"
trust_clock = true
[camera]
photos = "none"
[screen]
driver = "dummy"
width_px = 800
height_px = 480
mm_per_px = 0.19
"""

pytestmark = [pytest.mark.system, pytest.mark.timeout(120)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "kiosk.toml").write_text(SETTINGS)
    return tmp_path


@contextmanager
def running(folder: Path, *, managed: bool) -> Iterator[subprocess.Popen[bytes]]:
    unmanaged = {"NOTIFY_SOCKET", "SYSTEMD_EXEC_PID"}
    environment = {name: value for name, value in os.environ.items() if name not in unmanaged}
    environment["SDL_AUDIODRIVER"] = "dummy"
    if managed:
        environment["NOTIFY_SOCKET"] = str(folder / "nobody-listens")
    command = [sys.executable, "-m", "kiosk", "station", "--config", str(folder / "kiosk.toml")]
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as process:
        try:
            wait_until(lambda: ask(folder, GetStatus()) is not None, "an answer", 60)
            yield process
        finally:
            process.kill()


def ask(folder: Path, request: Request) -> Reply | None:
    try:
        return LocalClient(DataPaths(folder / "data").socket).ask(request, 5.0)
    except LocalError:
        return None


def soon_s() -> float:
    return SystemClock().monotonic_s() + 5


def screen(folder: Path) -> str:
    reply = ask(folder, GetStatus())
    return reply.screen if isinstance(reply, StatusReply) else ""


def restarts(folder: Path) -> int:
    notes = DataPaths(folder / "data").starts / starts.STATION
    return Starts(notes, SystemClock(), boot_id()).count()


def test_a_managed_station_shows_itself_and_ends_to_be_started_again(folder: Path) -> None:
    with running(folder, managed=True) as process:
        assert restarts(folder) == 0
        request = Identify(station="cho-hom", seconds=0.5, before_s=soon_s())
        assert ask(folder, request) == Done()
        wait_until(lambda: screen(folder) == "fault", "the end of it")
        assert ask(folder, Restart(before_s=soon_s())) == Done()
        assert process.wait(20) == 0

    with running(folder, managed=False) as process:
        assert restarts(folder) == 1
        answer = ask(folder, Restart(before_s=soon_s()))
        assert answer == Failed(code="restart.unmanaged")
        assert screen(folder)
        assert process.poll() is None
