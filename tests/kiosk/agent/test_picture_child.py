"""A picture is decoded in a process of its own, whose death is a fault of the picture."""

import sys
from pathlib import Path

import pytest

from kiosk.agent import picture_check
from kiosk.agent.picture_child import decode_in_child
from kiosk.errors import BadPicture
from tests.support.publishing import png

SAID = '{"code": "picture.damaged", "detail": "x"}'


def python_that(tmp_path: Path, does: str) -> str:
    """Write a program that stands where the interpreter does."""
    program = tmp_path / "python"
    program.write_text(f"#!/bin/sh\n{does}\n")
    program.chmod(0o755)
    return str(program)


@pytest.mark.parametrize(
    ("does", "timeout_s", "code"),
    [
        ("kill -SEGV $$", 20, "picture.decoder_died"),
        ("echo no module >&2; exit 1", 20, "picture.decoder_died"),
        ("exec sleep 60", 0.2, "picture.decoder_slow"),
        ('echo \'{"code": "picture.damaged", "detail": "x"}\'; exit 1', 20, "picture.damaged"),
    ],
)
def test_however_the_child_ends_the_picture_is_judged(
    tmp_path: Path, does: str, timeout_s: float, code: str
) -> None:
    program = python_that(tmp_path, does)

    with pytest.raises(BadPicture) as caught:
        decode_in_child(tmp_path / "slide", program=program, timeout_s=timeout_s)

    assert caught.value.code == code
    assert "slide" in str(caught.value.params["detail"])


def test_the_child_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = tmp_path / "good", tmp_path / "bad"
    good.write_bytes(png(8, 8))
    bad.write_bytes(b"GIF89a")

    assert picture_check.main(good) == 0
    assert capsys.readouterr().out == ""
    assert picture_check.main(bad) == 1
    assert '"code": "picture.' in capsys.readouterr().out


def test_the_interpreter_is_ours(tmp_path: Path) -> None:
    path = tmp_path / "picture"
    path.write_bytes(png(8, 8))

    decode_in_child(path, program=sys.executable)
