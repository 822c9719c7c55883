"""The header of a picture, whatever the bytes are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.pictures import Picture, measure, media_type_of
from tests.support.publishing import png, png_of

JPEG = bytes.fromhex("ffd8 ffe00004abcd ff01 ffc2000b08 0030 0040")


def test_reads_type_and_size() -> None:
    assert measure(png(64, 48)) == Picture(media_type="image/png", width_px=64, height_px=48)
    assert measure(JPEG) == Picture(media_type="image/jpeg", width_px=64, height_px=48)


@pytest.mark.parametrize(
    "content",
    [b"", b"GIF89a", png()[:23], png_of(0, 5, b""), png_of(5, 0, b""), JPEG[:-1], b"\xff\xd8"],
)
def test_no_size_is_no_picture(content: bytes) -> None:
    assert measure(content) is None


@given(st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"]), st.binary(max_size=200))
def test_any_bytes_are_measured_or_not(head: bytes, tail: bytes) -> None:
    picture = measure(head + tail)

    assert picture is None or (picture.pixels and picture.media_type == media_type_of(head + tail))
