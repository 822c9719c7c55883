"""The command `kiosk selftest`: table, JSON, exit status, and a station that is running."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.errors import LocalError
from kiosk.local.client import LocalClient
from kiosk.local.protocol import GetStatus, StatusReply
from kiosk.selftest.order import CHECKS
from tests.support.code_pictures import qr, save
from tests.support.waiting import wait_until

SETTINGS = """
data_dir = "data"
trust_clock = true
[camera]
photos = "photos"
[screen]
driver = "dummy"
width_px = 1280
height_px = 720
mm_per_px = 0.27
"""

pytestmark = [pytest.mark.system, pytest.mark.timeout(180)]


@pytest.fixture
def config(tmp_path: Path) -> Path:
    (tmp_path / "photos").mkdir()
    (tmp_path / "data").mkdir()
    save(tmp_path / "photos", "code.png", qr("https://a.vn/"))
    path = tmp_path / "kiosk.toml"
    path.write_text(SETTINGS)
    return path


def run(config: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kiosk", "selftest", "--config", str(config), *arguments]
    environment = os.environ | {"SDL_AUDIODRIVER": "dummy", "LANG": "C.UTF-8"}
    return subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=150, env=environment
    )


def test_everything_in_json_with_a_stable_shape(config: Path) -> None:
    ended = run(config, "--json")
    report = json.loads(ended.stdout)
    assert [check["name"] for check in report["checks"]] == [check.name for check in CHECKS]
    found = {check["name"]: check["result"] for check in report["checks"]}
    assert (ended.returncode, report["ok"], report["schema_version"]) == (0, True, 1), found
    assert [name for name, result in found.items() if result == "skipped"] == [
        "buttons",
        "broker",
        "fleet",
    ]
    assert set(report) == {"schema_version", "release", "station", "at", "ok", "checks"}
    for check in report["checks"]:
        assert set(check) == {"name", "result", "code", "detail", "value", "unit", "seconds"}


def test_one_check_as_a_row_in_vietnamese(config: Path) -> None:
    ended = run(config, "--only", "disk", "--language", "vi")
    assert ended.returncode == 0, ended.stderr
    heading, row, _, end = ended.stdout.splitlines()
    assert heading.startswith("mục")
    assert row.startswith("ổ đĩa             tốt ")
    assert row.endswith("[disk.ok]")
    assert end == "0 mục lỗi trong 1 mục"


def test_a_failure_gives_status_1(config: Path) -> None:
    config.with_name("data").rmdir()
    ended = run(config, "--only", "disk,buttons")
    assert ended.returncode == 1
    assert "FAILED" in ended.stdout
    assert "1 of 2 checks failed" in ended.stdout
    assert not config.with_name("data").exists()


@pytest.mark.parametrize("arguments", [("--only", "cellar"), ("--language", "fr"), ("--loud",)])
def test_wrong_usage_gives_status_2(config: Path, arguments: tuple[str, ...]) -> None:
    assert run(config, *arguments).returncode == 2


def test_no_settings_give_status_2(tmp_path: Path) -> None:
    assert run(tmp_path / "none.toml").returncode == 2


def test_a_running_station_is_asked_and_not_disturbed(config: Path) -> None:
    client = LocalClient(config.with_name("data") / "station.sock")

    def frames() -> int:
        try:
            reply = client.ask(GetStatus(), 5.0)
        except LocalError:
            return 0
        assert isinstance(reply, StatusReply)
        return reply.frames_seen if reply.camera == "up" else 0

    command = [sys.executable, "-m", "kiosk", "station", "--config", str(config)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as station:
        try:
            wait_until(lambda: frames() > 0, "the station's camera", 60)
            ended = run(config, "--json", "--only", "camera", "--only", "window")
            before = frames()
            wait_until(lambda: frames() > before, "more frames", 30)
        finally:
            station.kill()
    codes = [check["code"] for check in json.loads(ended.stdout)["checks"]]
    assert codes == ["camera.in_use", "window.in_use"]
    assert ended.returncode == 0
