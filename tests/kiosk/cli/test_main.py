"""The command `kiosk` itself: usage, settings, exit status, words of errors."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.__main__ import COMMANDS
from kiosk.cli.enrol import read_claim
from kiosk.cli.texts import TEXTS, exit_status, explain
from kiosk.errors import BadSettings, CameraError, DisplayError, EnrolmentError, KioskError


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kiosk", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


def test_help_lists_every_command_and_the_exit_status() -> None:
    ended = run("--help")
    assert ended.returncode == 0
    assert all(f"  {name} " in ended.stdout for name in COMMANDS)
    assert "exit status" in ended.stdout


def test_version() -> None:
    assert run("--version").stdout.startswith("tramquet ")


@pytest.mark.parametrize(
    ("module", "spared"),
    [
        ("kiosk.__main__", ("typer", "pydantic")),
        ("kiosk.cli.read", ("cv2", "pygame", "numpy", "zxingcpp")),
        ("kiosk.cli.station", ("cv2", "zxingcpp", "pyzbar", "paho", "multiprocessing.spawn")),
        ("kiosk.cli.camera", ("cv2", "zxingcpp", "pyzbar", "paho", "multiprocessing.spawn")),
        ("kiosk.cli.selftest", ("cv2", "zxingcpp", "pygame", "paho")),
    ],
)
def test_what_takes_long_to_load_is_loaded_by_who_needs_it(
    module: str, spared: tuple[str, ...]
) -> None:
    program = f"import {module}, sys; print([name for name in {spared!r} if name in sys.modules])"
    command = [sys.executable, "-c", program]
    ended = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert ended.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("arguments", [(), ("scan",)])
def test_wrong_usage_gives_status_2(arguments: tuple[str, ...]) -> None:
    ended = run(*arguments)
    assert ended.returncode == 2
    assert "usage: kiosk" in ended.stderr


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_with_an_example(name: str) -> None:
    ended = run(name, "--help")
    assert ended.returncode == 0, ended.stderr
    assert f"Example: kiosk {name}" in ended.stdout


class TestSettings:
    def test_settings_in_force_are_printed_as_json(self, tmp_path: Path) -> None:
        (tmp_path / "kiosk.toml").write_text('data_dir = "data"\n')
        ended = run("station", "--config", str(tmp_path / "kiosk.toml"), "--print-config")
        assert ended.returncode == 0, ended.stderr
        settings = json.loads(ended.stdout)
        assert settings["data_dir"] == str(tmp_path / "data")
        assert settings["camera"]["adapter"] == "replay"
        assert not (tmp_path / "data").exists()

    @pytest.mark.parametrize(
        ("text", "where"),
        [
            ('data_dir = "data"\n[camera]\nfsp = 3\n', "camera.fsp"),
            ("data_dir = \n", "line 1"),
            ("", "data_dir"),
        ],
    )
    def test_what_is_wrong_is_said_with_its_place(
        self, tmp_path: Path, text: str, where: str
    ) -> None:
        (tmp_path / "kiosk.toml").write_text(text)
        ended = run("station", "--config", str(tmp_path / "kiosk.toml"))
        assert ended.returncode == 2
        assert where in ended.stderr
        assert str(tmp_path / "kiosk.toml") in ended.stderr
        assert "Traceback" not in ended.stderr

    def test_no_settings_at_all(self, tmp_path: Path) -> None:
        ended = run("enrol", "claim.json", "--config", str(tmp_path / "none.toml"))
        assert ended.returncode == 2
        assert "none.toml" in ended.stderr


class TestClaim:
    def test_a_file_that_is_no_claim_is_named_without_its_content(self, tmp_path: Path) -> None:
        path = tmp_path / "claim.json"
        path.write_text('{"station": "a", "secret": "ZZZZSECRET"}')
        with pytest.raises(EnrolmentError, match=r"claim\.invalid") as caught:
            read_claim(path)
        assert "ZZZZSECRET" not in explain(caught.value)
        assert str(path) in explain(caught.value)

    def test_a_claim_that_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(EnrolmentError, match=r"claim\.unreadable"):
            read_claim(tmp_path / "claim.json")


class TestTexts:
    def test_a_text_ends_with_its_code(self) -> None:
        error = DisplayError("display.none", driver="kmsdrm", detail="no device")
        assert explain(error).startswith("no screen can be opened with the video driver kmsdrm")
        assert explain(error).endswith("[display.none]")

    def test_an_error_without_a_text_or_a_value_is_said_as_it_is(self) -> None:
        assert explain(KioskError("odd.thing", path="x")) == "odd.thing (path='x')"
        assert explain(KioskError("display.none")) == "display.none"

    def test_exit_status(self) -> None:
        errors = [BadSettings("a"), DisplayError("a"), CameraError("a"), EnrolmentError("a")]
        assert [exit_status(error) for error in errors] == [2, 3, 3, 1]

    def test_every_text_belongs_to_an_error_of_the_code(self) -> None:
        sources = Path(__file__).resolve().parents[3]
        code = "\n".join(
            path.read_text()
            for room in ("contract", "kiosk", "fleet")
            for path in (sources / room).rglob("*.py")
            if path.name != "texts.py"
        )
        assert [name for name in TEXTS if f'"{name}"' not in code] == []
