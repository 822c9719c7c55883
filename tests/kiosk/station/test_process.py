"""The station as a process: its camera child, its window without a screen, its end."""

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import segno

from kiosk.clock import SystemClock
from kiosk.errors import LocalError
from kiosk.local.client import LocalClient
from kiosk.local.protocol import GetStatus, Reply, ScreenshotReply, StatusReply, TakeScreenshot
from kiosk.outbox.store import Outbox
from kiosk.paths import DataPaths
from tests.support.processes import children, is_running
from tests.support.waiting import wait_until

SETTINGS = """
data_dir = "data"
trust_clock = true
[camera]
photos = "photos"
hold_s = 0.4
gap_s = 0.1
[screen]
driver = "dummy"
width_px = 1280
height_px = 720
mm_per_px = 0.27
"""
TEXTS = ("https://a.vn/", "https://b.vn/", "https://id.gs1.org/01/08935217400102/10/A1/21/S1")

pytestmark = [pytest.mark.system, pytest.mark.timeout(120)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    photos = tmp_path / "photos"
    photos.mkdir()
    for number, text in enumerate(TEXTS):
        segno.make(text, error="m").save(str(photos / f"{number}.png"), scale=8, border=6)
    (tmp_path / "kiosk.toml").write_text(SETTINGS)
    return tmp_path


@pytest.fixture
def station(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "kiosk", "station", "--config", str(folder / "kiosk.toml")]
    with subprocess.Popen([*command, "--scans", "5"], stderr=subprocess.PIPE) as process:
        yield process
        process.kill()


def ask(folder: Path, request: GetStatus | TakeScreenshot) -> Reply | None:
    try:
        return LocalClient(DataPaths(folder / "data").socket).ask(request, 5.0)
    except LocalError:
        return None


def status(folder: Path) -> StatusReply | None:
    reply = ask(folder, GetStatus())
    return reply if isinstance(reply, StatusReply) else None


def is_finished(folder: Path) -> bool:
    reply = status(folder)
    return reply is not None and reply.finished


def test_it_takes_its_scans_shows_its_window_and_ends_when_told(
    folder: Path, station: subprocess.Popen[bytes]
) -> None:
    wait_until(lambda: is_finished(folder), "five scans", 60)
    reply = status(folder)
    assert reply is not None
    assert (reply.stored, reply.not_stored, reply.screen) == (5, 0, "attract")
    assert reply.frames_decoded > 0
    picture = ask(folder, TakeScreenshot())
    assert isinstance(picture, ScreenshotReply)
    assert picture.png.startswith(b"\x89PNG")

    files = [path for path in (folder / "data").rglob("*") if path.is_file()]
    assert files
    assert [path for path in files if stat.S_IMODE(path.stat().st_mode) & 0o077] == []

    station.send_signal(signal.SIGTERM)
    assert station.wait(20) == 0
    assert not DataPaths(folder / "data").socket.exists()
    outbox = Outbox(DataPaths(folder / "data").outbox, clock=SystemClock(), max_mb=4)
    events = outbox.pending(0)
    outbox.close()
    assert [event.seq for event in events] == [1, 2, 3, 4, 5]
    assert {event.host for event in events} == {"a.vn", "b.vn", None}
    assert {event.verdict.value for event in events} == {"not_a_trace_code", "unavailable"}


def test_its_camera_dies_with_it_and_the_next_one_goes_on(
    folder: Path, station: subprocess.Popen[bytes]
) -> None:
    wait_until(lambda: (reply := status(folder)) is not None and reply.stored >= 2, "two scans", 60)
    started = children(station.pid)
    station.kill()
    station.wait(20)
    wait_until(lambda: not any(map(is_running, started)), "no child", 20)

    outbox = Outbox(DataPaths(folder / "data").outbox, clock=SystemClock(), max_mb=4)
    assert outbox.stored >= 2
    outbox.close()


@pytest.mark.parametrize("driver", ["x11", None])
def test_no_screen_is_said_and_gives_status_3(folder: Path, driver: str | None) -> None:
    if driver is None and list(Path("/dev").glob("dri/card*")):
        pytest.skip("this machine has a screen that SDL could find")
    settings = (folder / "kiosk.toml").read_text().replace('driver = "dummy"\n', "")
    (folder / "kiosk.toml").write_text(settings)
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER"}
    }
    if driver:
        environment["SDL_VIDEODRIVER"] = driver
    command = [sys.executable, "-m", "kiosk", "station", "--config", str(folder / "kiosk.toml")]
    ended = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert ended.returncode == 3
    assert "[screen] driver" in ended.stderr
    assert "display.none" in ended.stderr
