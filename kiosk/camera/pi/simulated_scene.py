"""What a simulated Pi camera sees, laid out as libcamera lays it out in its buffers."""

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from kiosk.camera.pi.port import Yuv
from kiosk.camera.pictures import load_rgb
from kiosk.camera.port import Luma, Rgb

GARBAGE = 0xA5
"""What stands in the padding of each row."""
GREY = 128
_NOISE_ROWS, _NOISE_SHIFTS = 64, 61
"""More rows of noise than are needed, from which each frame begins at another one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One stream's picture, without and with noise.

    Attributes:
        still: the picture in its layout.
        noise: (height + `_NOISE_ROWS`, width) uint8 to be added to the luma.
    """

    still: Yuv
    noise: Luma
    width_px: int
    height_px: int

    def draw(self, buffer: Yuv, frame: int) -> None:
        """Fill a buffer; no two frames in a row are alike."""
        np.copyto(buffer, self.still)
        luma = buffer[: self.height_px, : self.width_px]
        first = frame % _NOISE_SHIFTS
        noise = self.noise[first : first + self.height_px]
        luma[:] = cv2.add(self.still[: self.height_px, : self.width_px], noise)


def lay_out(rgb: Rgb, size: tuple[int, int], stride: int) -> Scene:
    """Lay a picture out as YUV420 of the colour space sYCC, scaled to a stream's size."""
    width_px, height_px = size
    small = cv2.resize(rgb, size, interpolation=cv2.INTER_AREA)
    ycrcb = cv2.cvtColor(small, cv2.COLOR_RGB2YCrCb)
    half = (width_px // 2, height_px // 2)
    still = np.full((height_px * 3 // 2, stride), GARBAGE, np.uint8)
    still[:height_px, :width_px] = ycrcb[:, :, 0]
    chroma = still[height_px:].reshape(height_px, stride // 2)
    for first, plane in ((0, 2), (half[1], 1)):
        small_plane = cv2.resize(
            np.ascontiguousarray(ycrcb[:, :, plane]), half, interpolation=cv2.INTER_AREA
        )
        chroma[first : first + half[1], : half[0]] = small_plane
    generator = np.random.default_rng(width_px)
    noise = generator.integers(0, 4, (height_px + _NOISE_ROWS, width_px), np.uint8)
    return Scene(still=still, noise=noise, width_px=width_px, height_px=height_px)


def wall(picture: Path | None, size: tuple[int, int]) -> Rgb:
    """Give a grey wall with a picture in its middle, as large as it is, cut where it is larger."""
    width_px, height_px = size
    seen = np.full((height_px, width_px, 3), GREY, np.uint8)
    if picture is not None:
        rgb = load_rgb(picture)
        high, wide = min(rgb.shape[0], height_px), min(rgb.shape[1], width_px)
        top, left = (height_px - high) // 2, (width_px - wide) // 2
        seen[top : top + high, left : left + wide] = rgb[:high, :wide]
    return seen
