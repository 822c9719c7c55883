"""`kiosk render`: the station's own window, as a picture, for whoever has no station at hand."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pygame
import pytest

from contract.window import MAX_ORDER_BYTES, MISSING_STATUS, Housing, window_order
from kiosk import __main__ as program
from kiosk.cli.render import draw, parse
from kiosk.errors import BadOrder
from kiosk.ui.housings import HOUSINGS
from kiosk.ui.samples import NOW, verdicts
from kiosk.ui.view import Result, View
from kiosk.ui.window import PygameWindow
from provenance.codes.reading import StampSignature
from provenance.records import Text
from provenance.verdict import Verdict

PNG = b"\x89PNG"
VALID = verdicts()["valid"]
LONG = "Công ty Trách nhiệm hữu hạn Một thành viên Chế biến Thực phẩm Nguyễn Trường Thịnh " * 4


def run(*arguments: str, stdin: bytes = b"", code: str = "") -> subprocess.CompletedProcess[bytes]:
    how = ("-c", code) if code else ("-m", "kiosk")
    command = [sys.executable, *how, "render", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, check=False, timeout=60)


def size(picture: bytes) -> tuple[int, int]:
    return int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24])


def long_names(verdict: Verdict) -> Verdict:
    dossier = verdict.dossier
    assert dossier is not None
    item = replace(dossier.item, name=Text(vi=LONG, en="\x1b[31m" + "x" * 5000), brand="ắ" * 900)
    parties = tuple(replace(party, name=LONG) for party in dossier.parties)
    return replace(verdict, dossier=replace(dossier, item=item, parties=parties))


def test_an_order_on_stdin_gives_a_picture_on_stdout_and_nothing_else(tmp_path: Path) -> None:
    order = window_order(VALID, Housing.COMPACT_7, "vi", NOW)
    ended = run("-", stdin=order)
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert ended.stdout.startswith(PNG)
    assert size(ended.stdout) == (800, 480)
    out = tmp_path / "window.png"
    (tmp_path / "order.json").write_bytes(order)
    assert run(str(tmp_path / "order.json"), "--out", str(out)).stdout == b""
    assert out.read_bytes() == ended.stdout


@pytest.mark.parametrize("housing", Housing)
def test_the_picture_is_the_station_s_own_window(housing: Housing) -> None:
    picture = draw(parse(window_order(VALID, housing, "en", NOW)))
    settings = HOUSINGS[housing]
    assert size(picture) == (settings.width_px, settings.height_px)
    window = PygameWindow(settings)
    window.open()
    window.draw(View(screen=Result(verdict=VALID), language="en", clock=NOW), None, ())
    own = window.screenshot(with_preview=False)
    window.close()
    assert picture == own


@pytest.mark.parametrize("name", sorted(verdicts()))
def test_every_verdict_travels_whole(name: str) -> None:
    verdict = verdicts()[name]
    signature = StampSignature(algorithm="EdDSA", kid=b"\xff", value=b"\x80", covers=b"\xfe")
    signed = replace(verdict, reading=replace(verdict.reading, signature=signature))
    order = parse(window_order(signed, Housing.STATION, "vi", NOW))
    assert order.verdict == replace(signed, reading=replace(verdict.reading, signature=None))


def test_names_without_end_are_drawn() -> None:
    verdict = long_names(VALID)
    for housing in Housing:
        assert draw(parse(window_order(verdict, housing, "en", NOW))).startswith(PNG)
    pygame.quit()


@pytest.mark.parametrize(
    ("content", "code", "where"),
    [
        (b"", "window.invalid", "the document"),
        (b"[" * 100_000, "window.invalid", "the document"),
        (b'{"housing": "bus"}', "window.invalid", "housing"),
        (b" " * (MAX_ORDER_BYTES + 1), "window.too_long", None),
    ],
)
def test_what_is_wrong_with_an_order_is_said(content: bytes, code: str, where: str | None) -> None:
    with pytest.raises(BadOrder) as caught:
        parse(content)
    assert (caught.value.code, caught.value.params.get("key")) == (code, where)


def test_a_wrong_order_ends_the_command_with_words() -> None:
    order = json.loads(window_order(VALID, Housing.CABIN, "vi", NOW))
    ended = run("-", stdin=json.dumps(order | {"theme": "dark"}).encode())
    assert (ended.returncode, ended.stdout) == (1, b"")
    assert b"wrong at theme" in ended.stderr
    assert b"can't read the order" in run("/nowhere/order.json").stderr


def test_missing_packages_have_an_exit_status_of_their_own() -> None:
    code = "import sys; sys.modules['pygame'] = None; import kiosk.__main__ as m; m.main()"
    ended = run("-", code=code)
    assert ended.returncode == MISSING_STATUS == program.MISSING_STATUS
    assert b"install tramquet[kiosk]" in ended.stderr
