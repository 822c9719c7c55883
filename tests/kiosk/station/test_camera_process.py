"""The station's camera process stalls or dies, while its window lives on and says so."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from contract.probes import CAMERA_UP
from kiosk.errors import LocalError
from kiosk.local.client import LocalClient
from kiosk.local.protocol import GetStatus, StatusReply
from kiosk.paths import DataPaths
from tests.support.code_pictures import save, texture
from tests.support.processes import STATE, camera_processes, maps, stat
from tests.support.waiting import wait_until

SETTINGS = """
data_dir = "data"
trust_clock = true
[camera]
photos = "photos"
[screen]
driver = "dummy"
width_px = 800
height_px = 480
mm_per_px = 0.19
"""
WITHIN_S = 5.0
ANSWER_S = 2.0

pytestmark = [pytest.mark.system, pytest.mark.timeout(180)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "photos").mkdir()
    # No code: a verdict that somebody reads stays on the screen.
    save(tmp_path / "photos", "scene.png", texture(1))
    (tmp_path / "kiosk.toml").write_text(SETTINGS)
    return tmp_path


@pytest.fixture
def station(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "kiosk", "station", "--config", str(folder / "kiosk.toml")]
    environment = os.environ | {"SDL_AUDIODRIVER": "dummy"}
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as process:
        yield process
        process.kill()


def status(folder: Path) -> StatusReply | None:
    """Ask the window's process, which answers between two of its turns."""
    try:
        reply = LocalClient(DataPaths(folder / "data").socket).ask(GetStatus(), ANSWER_S)
    except LocalError:
        return None
    return reply if isinstance(reply, StatusReply) else None


def is_up(folder: Path) -> bool:
    reply = status(folder)
    return reply is not None and reply.camera == CAMERA_UP and reply.screen != "fault"


@pytest.mark.alone
@pytest.mark.parametrize(
    ("stop", "code"), [(signal.SIGSTOP, "camera.stalled"), (signal.SIGKILL, "camera.died")]
)
def test_the_window_answers_shows_the_fault_and_has_pictures_again(
    folder: Path, station: subprocess.Popen[bytes], stop: signal.Signals, code: str
) -> None:
    wait_until(lambda: is_up(folder), "the camera", 90)
    wait_until(lambda: len(camera_processes(station.pid)) == 2, "a process in reserve", 60)
    camera, reserve = camera_processes(station.pid)
    wait_until(lambda: has_loaded(reserve), "the reserve has loaded", 60)

    os.kill(camera, stop)
    begun_s = time.monotonic()
    seen: list[StatusReply] = []

    def is_back() -> bool:
        reply = status(folder)
        assert reply is not None, "the window's process doesn't answer"
        seen.append(reply)
        return any(one.camera == code for one in seen) and is_up(folder)

    wait_until(is_back, f"pictures after {code}", 60)
    back_s = time.monotonic() - begun_s
    assert "fault" in {one.screen for one in seen if one.camera == code}
    assert back_s < WITHIN_S
    assert camera_processes(station.pid)[0] == reserve


def has_loaded(pid: int) -> bool:
    """Say whether a process waits for its order; it loads its decoders last."""
    return stat(pid)[STATE] == "S" and "zxingcpp" in maps(pid)
