"""The size of a picture from its first bytes, whatever the bytes are."""

import contextlib
import struct

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.desired import Slide
from kiosk.errors import DesiredRefused
from kiosk.rollout.pictures import check_header
from tests.support.publishing import Publisher, png, png_of

PUBLISHER = Publisher()


def slide_of(content: bytes, media_type: str = "image/png") -> Slide:
    made = PUBLISHER.slide(picture=content)
    return made.model_copy(update={"media_type": media_type})


def code_of(content: bytes, media_type: str = "image/png") -> str:
    with pytest.raises(DesiredRefused) as caught:
        check_header(content, slide_of(content, media_type))
    return caught.value.code


def jpeg(width_px: int, height_px: int, *, progressive: bool = False) -> bytes:
    picture = np.zeros((height_px, width_px), np.uint8)
    done, data = cv2.imencode(
        ".jpg", picture, [int(cv2.IMWRITE_JPEG_PROGRESSIVE), int(progressive)]
    )
    assert done
    return data.tobytes()


def with_size(content: bytes, width_px: int, height_px: int) -> bytes:
    """Change the size in a JPEG's frame header."""
    for marker in (b"\xff\xc0", b"\xff\xc2"):
        at = content.find(marker)
        if at > 0:
            return content[: at + 5] + struct.pack(">HH", height_px, width_px) + content[at + 9 :]
    raise AssertionError


@pytest.mark.parametrize("progressive", [False, True])
def test_takes_a_jpeg(progressive: bool) -> None:  # noqa: FBT001 - a parameter of pytest's
    content = jpeg(64, 48, progressive=progressive)

    check_header(content, slide_of(content, "image/jpeg"))
    assert code_of(with_size(content, 10_000, 10_000), "image/jpeg") == "picture.too_many_pixels"


def test_takes_a_png_up_to_the_limit() -> None:
    content = png_of(4096, 4096, b"")

    check_header(content, slide_of(content))
    assert code_of(png_of(4096, 4097, b"")) == "picture.too_many_pixels"
    assert code_of(png_of(2**31 - 1, 2**31 - 1, b"")) == "picture.too_many_pixels"


@pytest.mark.parametrize(
    ("content", "media_type", "code"),
    [
        (b"", "image/png", "picture.media_type"),
        (png(), "image/jpeg", "picture.media_type"),
        (jpeg(8, 8), "image/png", "picture.media_type"),
        (png()[:20], "image/png", "picture.unreadable"),
        (png_of(0, 5, b""), "image/png", "picture.unreadable"),
        (b"\xff\xd8", "image/jpeg", "picture.unreadable"),
        (b"\xff\xd8" + b"\xff\xe0\x00\x00" * 1000, "image/jpeg", "picture.unreadable"),
        (b"\xff\xd8" + b"\xff" * 1000, "image/jpeg", "picture.unreadable"),
    ],
)
def test_refuses_what_is_none(content: bytes, media_type: str, code: str) -> None:
    assert code_of(content, media_type) == code


@given(st.binary(max_size=200), st.sampled_from([b"\x89PNG\r\n\x1a\n", b"\xff\xd8", b""]))
def test_any_bytes_are_taken_or_refused(tail: bytes, head: bytes) -> None:
    for media_type in ("image/png", "image/jpeg"):
        # No other error than this one, whatever comes.
        with contextlib.suppress(DesiredRefused):
            check_header(head + tail, slide_of(head + tail, media_type))
