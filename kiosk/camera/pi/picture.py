"""Makes luma and preview of a Pi camera's YUV420 pictures.

Facts: a row may be longer than the picture is wide (libcamera fills it up to what the hardware
likes); the colour space of picamera2's preview configurations is sYCC, whose luma and chroma use
all of 0 to 255 (JFIF, ITU-R BT.601 matrix), while OpenCV's conversion from I420 takes them for 16
to 235 and 16 to 240. Squeezing them first costs 0.1 ms of 640x480 and keeps the colours right.
"""

from dataclasses import dataclass
from typing import Any, Self

import cv2
import numpy as np

from kiosk.camera.pi.port import Config, Yuv
from kiosk.camera.port import PREVIEW_HEIGHT_PX, PREVIEW_WIDTH_PX, Luma, Rgb

FORMAT = "YUV420"


_LUMA_SHARE, _CHROMA_SHARE = 219 / 255, 224 / 255


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a stream lies in memory.

    Attributes:
        stride: bytes from one row of luma to the next.
    """

    width_px: int
    height_px: int
    stride: int

    @classmethod
    def of(cls, stream: Config) -> Self:
        """Read it from a stream of the configuration in force.

        Raises:
            ValueError: it is no YUV420, which USB cameras that libcamera lists can't give.
        """
        if stream["format"] != FORMAT:
            raise ValueError(f"the camera gives {stream['format']}, not {FORMAT}")
        size: Any = stream["size"]
        return cls(width_px=size[0], height_px=size[1], stride=stream["stride"])

    def check(self, yuv: Yuv) -> None:
        """Raise ValueError unless a picture lies so."""
        if yuv.shape != (self.height_px * 3 // 2, self.stride):
            raise ValueError(f"a picture of {yuv.shape} instead of {self}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Where a picture lies in one of the preview's shape, with black bars around it."""

    width_px: int
    height_px: int
    left_px: int
    top_px: int


def bars(width_px: int, height_px: int) -> Bars:
    """Make a picture as wide or as high as the preview's shape asks for."""
    wide = max(width_px, -(-height_px * PREVIEW_WIDTH_PX // PREVIEW_HEIGHT_PX))
    high = max(height_px, -(-width_px * PREVIEW_HEIGHT_PX // PREVIEW_WIDTH_PX))
    return Bars(
        width_px=wide,
        height_px=high,
        left_px=(wide - width_px) // 2,
        top_px=(high - height_px) // 2,
    )


def lores_size(width_px: int, height_px: int) -> tuple[int, int]:
    """Give the size to ask of the small stream for a main one: of its shape, and not above it."""
    share = min(PREVIEW_WIDTH_PX / width_px, PREVIEW_HEIGHT_PX / height_px, 1.0)
    return int(width_px * share) // 2 * 2, int(height_px * share) // 2 * 2


def luma_of(yuv: Yuv, layout: Layout) -> Luma:
    """Give the luma where it lies; a copy with bars where the shape isn't the preview's.

    Raises:
        ValueError: the picture doesn't lie as it should.
    """
    layout.check(yuv)
    height_px, width_px = layout.height_px, layout.width_px
    picture = yuv[:height_px, :width_px]
    place = bars(width_px, height_px)
    if (place.width_px, place.height_px) == (width_px, height_px):
        return picture
    luma = np.zeros((place.height_px, place.width_px), np.uint8)
    rows = slice(place.top_px, place.top_px + height_px)
    luma[rows, place.left_px : place.left_px + width_px] = picture
    return luma


def preview_of(yuv: Yuv, layout: Layout) -> Rgb:
    """Make the preview of the small stream.

    Raises:
        ValueError: the picture doesn't lie as it should.
    """
    layout.check(yuv)
    height_px = layout.height_px
    squeezed = np.empty_like(yuv)
    luma, chroma = squeezed[:height_px], squeezed[height_px:]
    cv2.convertScaleAbs(yuv[:height_px], luma, _LUMA_SHARE, 16)
    cv2.convertScaleAbs(yuv[height_px:], chroma, _CHROMA_SHARE, 128 * (1 - _CHROMA_SHARE))
    rgb = cv2.cvtColor(squeezed, cv2.COLOR_YUV2RGB_I420)[:, : layout.width_px]
    return _letterboxed(np.asarray(rgb, np.uint8))


def _letterboxed(rgb: Rgb) -> Rgb:
    height_px, width_px = rgb.shape[:2]
    share = min(PREVIEW_WIDTH_PX / width_px, PREVIEW_HEIGHT_PX / height_px)
    wide, high = round(width_px * share), round(height_px * share)
    if (wide, high) != (width_px, height_px):
        rgb = np.asarray(cv2.resize(rgb, (wide, high), interpolation=cv2.INTER_LINEAR), np.uint8)
    if (wide, high) == (PREVIEW_WIDTH_PX, PREVIEW_HEIGHT_PX):
        return np.ascontiguousarray(rgb)
    preview = np.zeros((PREVIEW_HEIGHT_PX, PREVIEW_WIDTH_PX, 3), np.uint8)
    left, top = (PREVIEW_WIDTH_PX - wide) // 2, (PREVIEW_HEIGHT_PX - high) // 2
    preview[top : top + high, left : left + wide] = rgb
    return preview
