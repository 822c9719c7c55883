"""Headers of pictures, read without decoding."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fleet.content.pictures import check, measure
from fleet.errors import BadInput
from tests.support.pictures import huge_png, picture


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
@given(width=st.integers(1, 200), height=st.integers(1, 200))
def test_the_size_is_read_as_it_is(kind: str, width: int, height: int) -> None:
    content = picture(kind, (width, height))
    for read in (measure(content), check(content)):
        assert (read.width_px, read.height_px) == (width, height)
        assert read.media_type == f"image/{kind.lower()}"


def test_a_hundred_megapixels_are_never_decoded() -> None:
    with pytest.raises(BadInput) as caught:
        check(huge_png(10_000, 10_000))
    assert caught.value.code == "picture.too_many_pixels"


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
@given(data=st.data())
def test_whatever_is_broken_is_refused_or_can_be_shown(kind: str, data: st.DataObject) -> None:
    content = bytearray(picture(kind))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(3, len(content) - 1))
        content[at] = data.draw(st.integers(0, 255))
    with contextlib.suppress(BadInput):
        read = check(bytes(content[: data.draw(st.integers(1, len(content)))]))
        assert read.width_px * read.height_px > 0


@given(st.binary())
def test_any_bytes_are_refused_with_a_reason(content: bytes) -> None:
    for start in (b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"):
        with pytest.raises(BadInput):
            check(start + content)
