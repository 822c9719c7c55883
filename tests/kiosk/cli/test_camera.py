"""`kiosk camera` as a process, with a real camera process that replays pictures."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import zxingcpp

from tests.support.code_pictures import beside, code, qr, save
from tests.support.processes import camera_processes, is_running
from tests.support.waiting import wait_until

HOSTILE = "a\x1b[31m\x07 box of tea"
EAN = "8935217400102"
SETTINGS = """
data_dir = "data"
trust_clock = true
log_level = "info"
[camera]
photos = "photos"
gap_s = 0
[screen]
driver = "{driver}"
width_px = 800
height_px = 480
mm_per_px = 0.19
"""

pytestmark = [pytest.mark.system, pytest.mark.timeout(120)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "photos").mkdir()
    bars = code(zxingcpp.BarcodeFormat.EAN13, EAN)
    save(tmp_path / "photos", "codes.png", beside(qr(HOSTILE), bars))
    (tmp_path / "kiosk.toml").write_text(SETTINGS.format(driver="dummy"))
    return tmp_path


def command(folder: Path, *arguments: str) -> list[str]:
    config = str(folder / "kiosk.toml")
    return [sys.executable, "-m", "kiosk", "camera", "--config", config, *arguments]


def run(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(folder, *arguments),
        env=os.environ | {"LANG": "C.UTF-8"} | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )


@pytest.fixture(params=[(), ("--text",)], ids=["window", "text"])
def viewer(folder: Path, request: pytest.FixtureRequest) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        command(folder, *request.param),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        yield process
        process.kill()


def codes_of(lines: list[str]) -> list[dict[str, Any]]:
    return [one for line in lines for one in json.loads(line)["codes"]]


def test_json_tells_of_the_codes_that_the_station_would_count(folder: Path) -> None:
    ended = run(folder, "--json", "--seconds", "6")
    assert ended.returncode == 0, ended.stderr
    lines = ended.stdout.splitlines()
    seen = {one["text"]: one for one in codes_of(lines) if one["confirmed"]}
    assert set(seen) == {HOSTILE, EAN}
    assert seen[HOSTILE]["format"] == "QR Code"
    assert seen[EAN]["symbology"] == "]E0"
    assert all(one["decoder"] and one["decode_ms"] > 0 for one in seen.values())
    last = json.loads(lines[-1])
    assert last["camera"] == "up"
    assert last["fps"] > 0
    assert last["sharpness_best"] >= last["sharpness"] > 0
    assert "\x1b" not in ended.stdout


def test_text_escapes_what_a_code_says(folder: Path) -> None:
    ended = run(folder, "--text", "--seconds", "5")
    assert ended.returncode == 0, ended.stderr
    assert r'"a\x1b[31m\x07 box of tea"' in ended.stdout
    assert "\x1b" not in ended.stdout
    assert "frames come" in ended.stdout
    assert "Sharpness" in ended.stdout


def test_the_words_are_in_the_language_of_the_technician(folder: Path) -> None:
    assert "đang mở máy ảnh" in run(folder, "--text", "--seconds", "0.2", LANG="vi_VN.UTF-8").stdout
    told = run(folder, "--text", "--seconds", "0.2", "--language", "vi").stdout
    assert "đang mở máy ảnh" in told


def test_a_window_that_ends_by_itself_leaves_nothing_behind(folder: Path) -> None:
    before = sorted(path.relative_to(folder) for path in folder.rglob("*"))
    ended = run(folder, "--seconds", "5", SDL_AUDIODRIVER="dummy")
    assert (ended.returncode, ended.stdout) == (0, ""), ended.stderr
    assert "the camera gives frames" in ended.stderr
    assert "box of tea" not in ended.stderr
    assert sorted(path.relative_to(folder) for path in folder.rglob("*")) == before


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_signals_end_it_and_its_camera_process(
    viewer: subprocess.Popen[str], number: signal.Signals
) -> None:
    wait_until(lambda: bool(camera_processes(viewer.pid)), "a camera process")
    cameras = camera_processes(viewer.pid)
    viewer.send_signal(number)
    assert viewer.wait(20) == 0
    assert viewer.stderr is not None
    assert "Traceback" not in viewer.stderr.read()
    wait_until(lambda: not any(map(is_running, cameras)))


def test_without_a_screen_it_says_what_needs_none(folder: Path) -> None:
    (folder / "kiosk.toml").write_text(SETTINGS.format(driver="no_such_driver"))
    ended = run(folder, "--seconds", "5")
    assert ended.returncode == 3
    assert "no screen can be opened" in ended.stderr
    assert "kiosk camera --text" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert run(folder, "--text", "--seconds", "4").returncode == 0


def test_a_camera_that_gives_nothing_is_said_and_gives_status_3(folder: Path) -> None:
    (folder / "photos" / "codes.png").unlink()
    ended = run(folder, "--text", "--seconds", "4")
    assert ended.returncode == 3
    assert "camera.photos has no picture or video" in ended.stdout
    assert "the camera gave no picture" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_whoever_stops_reading_ends_it(folder: Path) -> None:
    with subprocess.Popen(
        command(folder, "--json"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert json.loads(process.stdout.readline())["camera"] == "starting"
        process.stdout.close()
        try:
            assert process.wait(20) == 1
            assert "Traceback" not in process.stderr.read()
        finally:
            process.kill()
