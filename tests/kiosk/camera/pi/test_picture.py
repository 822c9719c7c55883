"""Luma and preview of YUV420: strides, shapes, colours."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.camera.pi.picture import Layout, lores_size, luma_of, preview_of
from kiosk.camera.pi.port import Yuv
from kiosk.camera.pi.simulated_scene import GARBAGE, lay_out
from kiosk.camera.port import PREVIEW_HEIGHT_PX, PREVIEW_WIDTH_PX

COLOURS = {
    "black": (0, 0, 0),
    "white": (255, 255, 255),
    "grey": (128, 128, 128),
    "red": (230, 20, 20),
    "green": (20, 200, 40),
    "blue": (30, 40, 220),
    "skin": (224, 172, 140),
}


def plain(colour: tuple[int, int, int], size: tuple[int, int], stride: int) -> Yuv:
    """Lay a plain picture out by the formulas of JFIF, without OpenCV."""
    red, green, blue = colour
    luma = 0.299 * red + 0.587 * green + 0.114 * blue
    u = 128 + (blue - luma) / 1.772
    v = 128 + (red - luma) / 1.402
    width_px, height_px = size
    yuv = np.full((height_px * 3 // 2, stride), GARBAGE, np.uint8)
    yuv[:height_px, :width_px] = round(luma)
    chroma = yuv[height_px:].reshape(height_px, stride // 2)
    chroma[: height_px // 2, : width_px // 2] = round(u)
    chroma[height_px // 2 :, : width_px // 2] = round(v)
    return yuv


def layout(size: tuple[int, int], stride: int) -> Layout:
    return Layout(width_px=size[0], height_px=size[1], stride=stride)


@pytest.mark.parametrize("stride", [640, 704])
@pytest.mark.parametrize("name", COLOURS)
def test_colours_are_those_of_the_colour_space(name: str, stride: int) -> None:
    size = (640, 480)
    preview = preview_of(plain(COLOURS[name], size, stride), layout(size, stride))
    off = np.abs(preview.astype(int) - COLOURS[name])
    assert off.max() <= 3


@given(
    half_width=st.integers(16, 200),
    half_height=st.integers(16, 200),
    padding=st.integers(0, 40),
)
def test_luma_has_the_previews_shape_and_none_of_the_padding(
    half_width: int, half_height: int, padding: int
) -> None:
    size = (2 * half_width, 2 * half_height)
    stride = size[0] + 2 * padding
    luma = luma_of(plain((90, 90, 90), size, stride), layout(size, stride))
    height_px, width_px = luma.shape
    assert abs(width_px * PREVIEW_HEIGHT_PX - height_px * PREVIEW_WIDTH_PX) <= PREVIEW_WIDTH_PX
    assert set(np.unique(luma)) <= {0, 90}
    assert int((luma == 90).sum()) == size[0] * size[1]


@pytest.mark.parametrize("stride", [1280, 1344])
def test_luma_is_not_copied_where_it_can_be_taken_as_it_lies(stride: int) -> None:
    yuv = plain((90, 90, 90), (1280, 960), stride)
    assert np.shares_memory(luma_of(yuv, layout((1280, 960), stride)), yuv)
    yuv = plain((90, 90, 90), (1280, 720), stride)
    assert not np.shares_memory(luma_of(yuv, layout((1280, 720), stride)), yuv)


@pytest.mark.parametrize(
    ("size", "small"),
    [
        ((1280, 960), (640, 480)),
        ((1920, 1080), (640, 360)),
        ((320, 240), (320, 240)),
        ((960, 1280), (360, 480)),
        ((4096, 240), (640, 36)),
    ],
)
def test_the_small_stream_has_the_shape_of_the_main_one(
    size: tuple[int, int], small: tuple[int, int]
) -> None:
    assert lores_size(*size) == small


@given(width=st.integers(160, 2048), height=st.integers(120, 2048))
def test_the_small_stream_is_never_above_the_main_one(width: int, height: int) -> None:
    small = lores_size(2 * width, 2 * height)
    assert 0 < small[0] <= min(2 * width, PREVIEW_WIDTH_PX)
    assert 0 < small[1] <= min(2 * height, PREVIEW_HEIGHT_PX)
    assert small[0] % 2 == small[1] % 2 == 0


@pytest.mark.parametrize("main", [(1280, 960), (1920, 1080), (960, 1280), (320, 240), (1280, 970)])
def test_what_is_marked_in_the_luma_lies_there_in_the_preview(main: tuple[int, int]) -> None:
    rgb = np.full((main[1], main[0], 3), 60, np.uint8)
    top, left = main[1] // 4, main[0] // 3
    rgb[top : top + main[1] // 8, left : left + main[0] // 8] = 250
    small = lores_size(*main)
    wide, narrow = lay_out(rgb, main, main[0]), lay_out(rgb, small, small[0] + 64)
    luma = luma_of(wide.still, layout(main, main[0]))
    preview = preview_of(narrow.still, layout(small, small[0] + 64))
    assert preview.shape == (PREVIEW_HEIGHT_PX, PREVIEW_WIDTH_PX, 3)
    scale = PREVIEW_WIDTH_PX / luma.shape[1]
    middle = np.argwhere(luma > 200).mean(axis=0) * scale
    assert np.argwhere(preview[:, :, 1] > 200).mean(axis=0) == pytest.approx(middle, abs=2)


def test_a_picture_that_lies_otherwise_is_refused() -> None:
    yuv = plain((90, 90, 90), (640, 480), 640)
    for size, stride in (((640, 480), 704), ((640, 482), 640)):
        with pytest.raises(ValueError, match="instead of"):
            luma_of(yuv, layout(size, stride))
        with pytest.raises(ValueError, match="instead of"):
            preview_of(yuv, layout(size, stride))


def test_only_yuv420_is_read() -> None:
    given_ = {"format": "YUYV", "size": (640, 480), "stride": 1280}
    with pytest.raises(ValueError, match="gives YUYV, not YUV420"):
        Layout.of(given_)
