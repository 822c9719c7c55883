"""`kiosk decode`: the codes of picture files, with good and bad ones side by side."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import segno


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kiosk", "decode", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


def objects(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.png"
    segno.make("https://example.vn/chè", error="m").save(str(path), scale=6, border=4)
    return path


def test_one_object_a_picture(good: Path) -> None:
    ended = run("--json", str(good), str(good))
    assert ended.returncode == 0
    first, second = objects(ended.stdout)
    assert set(first) == {"path", "codes", "ms"}
    assert first["path"] == str(good)
    assert first["ms"] > 0
    (code,) = second["codes"]
    assert set(code) == {"text", "format", "corners", "confirmed", "symbology"}
    assert (code["text"], code["format"]) == ("https://example.vn/chè", "QR Code")
    assert code["confirmed"] is True
    assert len(code["corners"]) == 4


def test_a_bad_picture_does_not_keep_the_others_back(good: Path, tmp_path: Path) -> None:
    (tmp_path / "cut.png").write_bytes(good.read_bytes()[:80])
    (tmp_path / "text.jpg").write_text("no picture")
    bad = [str(tmp_path / name) for name in ("cut.png", "text.jpg", "absent.png")]
    ended = run("--json", *bad, str(good))
    assert ended.returncode == 1
    *wrong, right = objects(ended.stdout)
    assert [each["path"] for each in wrong] == bad
    assert all(set(each["error"]) == {"code", "detail"} for each in wrong)
    assert all(each["path"] in each["error"]["detail"] for each in wrong)
    assert len(right["codes"]) == 1


def test_plain_output_names_bad_pictures_on_stderr(good: Path, tmp_path: Path) -> None:
    ended = run(str(good), str(tmp_path / "absent.png"))
    assert ended.returncode == 1
    assert "QR Code" in ended.stdout
    assert "https://example.vn/chè" in ended.stdout
    assert "absent.png" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_control_characters_of_a_code_do_not_reach_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "odd.png"
    segno.make(b"a\x1b[31m\x07b", mode="byte").save(str(path), scale=6, border=4)
    ended = run(str(path))
    assert r"a\x1b[31m\x07b" in ended.stdout
    assert "\x1b" not in ended.stdout
