"""A photograph as a camera would see it held by a hand: half a second of frames, made from a seed.

Each frame is the picture moved by a hand that shakes (shift, turn, distance, tilt), softened by
movement, with a lamp's reflection that wanders over it, an exposure that breathes, and the noise of
a sensor. Nothing of it is known to the decoder.
"""

import math
from collections.abc import Iterator

import cv2
import numpy as np
import numpy.typing as npt

from benchmarks.scenes import Luma

Sway = npt.NDArray[np.float64]
"""Where each of the movements stands, -1 to 1."""

FRAMES = 15
"""Half a second at the 30 frames a second of a Raspberry Pi camera."""
_SHIFT = 0.008
_TURN_DEGREES = 2.5
_DISTANCE = 0.03
_TILT = 0.03
_BLUR = 0.005
"""Of the longer side, as the shift: the pictures are whole views, of more pixels or of fewer."""
_STEADY = 0.35
"""Share of the movement's pace below which nothing is smeared."""
_EXPOSURE = 0.15
_NOISE = 3.0
_GLARE = 200.0


def frames(luma: Luma, seed: int) -> Iterator[Luma]:
    """Give the frames of one picture.

    Args:
        luma: (height, width) uint8.
    """
    random = np.random.default_rng(seed)
    phases = random.uniform(0, 2 * math.pi, 8)
    paces = random.uniform(0.15, 0.6, 8)
    strength = random.uniform(0, _GLARE)
    for number in range(FRAMES):
        # Sways of different paces: a hand neither jumps nor repeats itself.
        sway = np.sin(phases + paces * number)
        moved = _held(luma, sway)
        pace = max(0.0, float(abs(sway[5])) - _STEADY) / (1 - _STEADY)
        shaken = _shaken(moved, pace * _BLUR * max(luma.shape), float(phases[6]))
        lit = shaken.astype(np.float32) * (1 + _EXPOSURE * float(sway[6]))
        lit += strength * _reflection(luma.shape, sway)
        lit += random.normal(0, _NOISE, luma.shape).astype(np.float32)
        yield np.clip(lit, 0, 255).astype(np.uint8)


def _held(luma: Luma, sway: Sway) -> Luma:
    height, width = luma.shape
    corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    middle = corners.mean(axis=0)
    angle = math.radians(_TURN_DEGREES * sway[2])
    turn = np.array([(math.cos(angle), -math.sin(angle)), (math.sin(angle), math.cos(angle))])
    placed = (corners - middle) @ turn.T * (1 + _DISTANCE * sway[3])
    tilt = 1 + _TILT * sway[4] * np.array([1, 1, -1, -1])[:, None]
    placed = placed * tilt + middle + _SHIFT * max(luma.shape) * sway[:2]
    view = cv2.getPerspectiveTransform(corners, placed.astype(np.float32))
    moved = cv2.warpPerspective(luma, view, (width, height), borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(moved, np.uint8)


def _shaken(luma: Luma, length_px: float, angle: float) -> Luma:
    """Smear a picture along a line."""
    if length_px < 1:
        return luma
    side = 2 * math.ceil(length_px / 2) + 1
    kernel = np.zeros((side, side), np.float32)
    half = length_px / 2
    for step in np.linspace(-half, half, 4 * side):
        x, y = side // 2 + step * math.cos(angle), side // 2 + step * math.sin(angle)
        kernel[round(y), round(x)] += 1
    return np.asarray(cv2.filter2D(luma, -1, kernel / kernel.sum()), np.uint8)


def _reflection(shape: tuple[int, ...], sway: Sway) -> npt.NDArray[np.float32]:
    """Give a round spot of light, 1 in its middle, as wide as a quarter of the picture."""
    height, width = shape[:2]
    rows = np.arange(height, dtype=np.float32)[:, None] - height * (0.5 + 0.25 * sway[7])
    columns = np.arange(width, dtype=np.float32)[None] - width * (0.5 + 0.25 * sway[0])
    radius = 0.12 * max(height, width)
    return np.asarray(np.exp(-(rows**2 + columns**2) / (2 * radius**2)), np.float32)
