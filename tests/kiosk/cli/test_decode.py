"""`kiosk decode`: the codes of picture files, with good and bad ones side by side."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import segno
import zxingcpp

from kiosk.camera.reading.decoder import Decoder
from kiosk.camera.sighting import Sighting
from kiosk.camera.stills import Still
from kiosk.cli.decode import to_json, to_text
from tests.support.code_pictures import code as draw
from tests.support.code_pictures import qr, save, texture


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
    assert set(code) == {"text", "format", "corners", "confirmed", "symbology", "decoder"}
    assert (code["text"], code["format"]) == ("https://example.vn/chè", "QR Code")
    assert code["confirmed"] is True
    assert code["decoder"] == "zxing-cpp"
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


def test_each_code_says_what_read_it_and_whether_it_is_sure(tmp_path: Path) -> None:
    save(tmp_path, "qr.png", qr("a box of tea"))
    save(tmp_path, "bars.png", draw(zxingcpp.BarcodeFormat.EAN13, "8935217400102"))
    ended = run(str(tmp_path / "qr.png"), str(tmp_path / "bars.png"))
    rows = [line.split() for line in ended.stdout.splitlines() if line.startswith("  ")]
    assert rows[0] == ["QR", "Code", "]Q1", "zxing-cpp", "confirmed", "a", "box", "of", "tea"]
    assert rows[1] == ["EAN-13", "]E0", "zxing-cpp", "confirmed", "8935217400102"]
    assert ended.stdout.splitlines()[0].startswith(f"{tmp_path / 'qr.png'}  1 code in ")


def test_what_it_finds_is_what_the_station_s_passes_find(tmp_path: Path) -> None:
    bars = draw(zxingcpp.BarcodeFormat.EAN13, "8935217400102")
    pictures = (bars, bars[44:48], texture(1), qr("b")[:, ::-1])
    paths = [save(tmp_path, f"{number}.png", each) for number, each in enumerate(pictures)]
    printed = objects(run("--json", *map(str, paths)).stdout)
    told = [
        [(code["text"], code["decoder"], code["confirmed"]) for code in each["codes"]]
        for each in printed
    ]
    found = [Decoder().decode_still(picture) for picture in pictures]
    assert told == [[(code.text, code.decoder, code.confirmed) for code in one] for one in found]


@pytest.mark.parametrize(("confirmed", "word"), [(True, "confirmed"), (False, "unconfirmed")])
def test_one_read_of_weak_bars_is_told_as_such(*, confirmed: bool, word: str) -> None:
    code = Sighting(
        text="8935217400102",
        payload=b"8935217400102",
        format="EAN-13",
        symbology="]E0",
        corners=((0, 0), (1, 0), (1, 1), (0, 1)),
        confirmed=confirmed,
        decoder="zbar",
    )
    still = Still(path=Path("a.png"), codes=(code,), ms=1.0)
    assert to_text(still.path, still).split()[-2:] == [word, "8935217400102"]
    assert json.loads(json.dumps(to_json(still.path, still)))["codes"][0]["confirmed"] is confirmed


def test_a_folder_gives_its_pictures_by_name(good: Path, tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    save(tmp_path / "more", "a.png", texture(1))
    (tmp_path / "notes.txt").write_text("no picture, and not looked at")
    ended = run("--json", str(tmp_path))
    assert ended.returncode == 0
    printed = objects(ended.stdout)
    assert [each["path"] for each in printed] == [str(good), str(tmp_path / "more" / "a.png")]
    assert [len(each["codes"]) for each in printed] == [1, 0]


def test_a_folder_without_pictures_and_a_video_are_said(good: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "film.mp4").write_bytes(b"\0\0\0\x18ftypmp42")
    wrong = [str(tmp_path / "empty"), str(tmp_path / "film.mp4")]
    ended = run("--json", *wrong, str(good))
    assert ended.returncode == 1
    codes = [each["error"]["code"] for each in objects(ended.stdout)[:2]]
    assert codes == ["picture.none", "picture.is_video"]
    assert "kiosk camera" in run(wrong[1]).stderr


def test_a_picture_without_a_code_is_no_failure(tmp_path: Path) -> None:
    ended = run(str(save(tmp_path, "scene.png", texture(2))))
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "0 codes" in ended.stdout


def test_names_that_are_no_text_and_terminals_that_can_write_little(good: Path) -> None:
    odd = os.fsencode(good.parent) + b"/w\xff\x1b[31m.png"
    Path(os.fsdecode(odd)).write_bytes(save(good.parent, "hue.png", qr("Huế")).read_bytes())
    command = [sys.executable, "-m", "kiosk", "decode", os.fsdecode(odd), os.fsdecode(odd + b"x")]
    environment = os.environ | {"PYTHONIOENCODING": "latin-1:strict"}
    ended = subprocess.run(command, env=environment, capture_output=True, check=False, timeout=60)
    assert ended.returncode == 1
    assert rb"w\udcff\x1b[31m.png  1 code" in ended.stdout
    assert rb"confirmed    Hu\u1ebf" in ended.stdout
    assert b"picture.unreadable" in ended.stderr
    assert b"\x1b" not in ended.stdout + ended.stderr
    assert b"Traceback" not in ended.stderr
