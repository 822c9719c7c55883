"""What is done to a picture so that a decoder reads what it didn't read before.

Each enhancement takes luma and gives luma, with the way back to the pixels of the picture where it
moves them. They are made by functions with parameters, so that the table of passes
(`kiosk.camera.reading.passes`) holds nothing but data.
"""

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from kiosk.camera.port import Luma

Scale = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Enhanced:
    """An enhanced picture.

    Attributes:
        scale: by which its x and y must be divided to get those of the picture.
        origin: x and y in the picture of what is its top left.
    """

    luma: Luma
    scale: Scale = (1.0, 1.0)
    origin: tuple[float, float] = (0.0, 0.0)


Enhance = Callable[[Luma], Enhanced]


def as_it_is(luma: Luma) -> Enhanced:
    """Change nothing."""
    return Enhanced(luma)


def resized(across: float, down: float | None = None) -> Enhance:
    """Make it larger or smaller; unequal factors undo a view from the side."""
    factors = (across, down or across)
    smooth = cv2.INTER_CUBIC if max(factors) >= 1.5 else cv2.INTER_LINEAR
    kind = cv2.INTER_AREA if max(factors) < 1 else smooth

    def enhance(luma: Luma) -> Enhanced:
        height, width = luma.shape
        size = (max(1, round(width * factors[0])), max(1, round(height * factors[1])))
        picture = cv2.resize(luma, size, interpolation=kind)
        return Enhanced(_luma(picture), (size[0] / width, size[1] / height))

    return enhance


def within(most_pixels: int) -> Enhance:
    """Make it smaller where it has more pixels."""

    def enhance(luma: Luma) -> Enhanced:
        share = (most_pixels / luma.size) ** 0.5
        return Enhanced(luma) if share >= 1 else resized(share)(luma)

    return enhance


def gamma(exponent: float) -> Enhance:
    """Spread the light tones (above 1) or the dark ones (below 1)."""
    table = (np.linspace(0, 1, 256) ** exponent * 255).astype(np.uint8)
    return lambda luma: Enhanced(_luma(cv2.LUT(luma, table)))


def sharpened(radius: float, amount: float) -> Enhance:
    """Undo blur a little: an unsharp mask."""

    def enhance(luma: Luma) -> Enhanced:
        blurred = cv2.GaussianBlur(luma, (0, 0), radius)
        return Enhanced(_luma(cv2.addWeighted(luma, 1 + amount, blurred, -amount, 0)))

    return enhance


def blurred(radius: float) -> Enhance:
    """Take away noise, moire and the grid of a phone's screen."""
    return lambda luma: Enhanced(_luma(cv2.GaussianBlur(luma, (0, 0), radius)))


def equalised(clip: float, tiles: int) -> Enhance:
    """Raise local contrast (CLAHE)."""

    def enhance(luma: Luma) -> Enhanced:
        return Enhanced(_luma(cv2.createCLAHE(clip, (tiles, tiles)).apply(luma)))

    return enhance


def thresholded(block: int, offset: float) -> Enhance:
    """Make it black and white beside a weighted mean of `block` pixels around."""

    def enhance(luma: Luma) -> Enhanced:
        kind = cv2.ADAPTIVE_THRESH_GAUSSIAN_C
        picture = cv2.adaptiveThreshold(luma, 255, kind, cv2.THRESH_BINARY, block, offset)
        return Enhanced(_luma(picture))

    return enhance


def evenly_lit(radius: float) -> Enhance:
    """Divide by the light of the surroundings, so that a shadow's edge goes."""

    def enhance(luma: Luma) -> Enhanced:
        height, width = luma.shape
        small = (max(1, width // 4), max(1, height // 4))
        light = cv2.GaussianBlur(
            cv2.resize(luma, small, interpolation=cv2.INTER_AREA), (0, 0), radius / 4
        )
        around = cv2.resize(light, (width, height), interpolation=cv2.INTER_LINEAR)
        return Enhanced(_luma(cv2.divide(luma, around, scale=128)))

    return enhance


def one_after_other(*steps: Enhance) -> Enhance:
    """Enhance what was enhanced."""

    def enhance(luma: Luma) -> Enhanced:
        done = Enhanced(luma)
        for step in steps:
            after = step(done.luma)
            scale = (done.scale[0] * after.scale[0], done.scale[1] * after.scale[1])
            left = done.origin[0] + after.origin[0] / done.scale[0]
            top = done.origin[1] + after.origin[1] / done.scale[1]
            done = Enhanced(after.luma, scale, (left, top))
        return done

    return enhance


def busiest(most_pixels: int) -> Enhance:
    """Cut out the part that is busiest with edges, where a picture is larger than `most_pixels`.

    A code is the busiest thing on most labels; enlarging the whole of a frame would cost more than
    a frame's time.
    """

    def enhance(luma: Luma) -> Enhanced:
        height, width = luma.shape
        share = (most_pixels / luma.size) ** 0.5
        if share >= 1:
            return Enhanced(luma)
        cell = 16
        grid = (max(1, width // cell), max(1, height // cell))
        small = cv2.resize(luma, (grid[0] * 4, grid[1] * 4), interpolation=cv2.INTER_AREA)
        across = cv2.convertScaleAbs(cv2.Sobel(small, cv2.CV_16S, 1, 0))
        down = cv2.convertScaleAbs(cv2.Sobel(small, cv2.CV_16S, 0, 1))
        # Both directions: stripes of a shelf or of fabric have one only.
        edges = cv2.resize(cv2.min(across, down), grid, interpolation=cv2.INTER_AREA)
        window = (max(1, round(grid[0] * share)), max(1, round(grid[1] * share)))
        energy = cv2.boxFilter(
            edges.astype(np.float32), -1, window, anchor=(0, 0), borderType=cv2.BORDER_CONSTANT
        )
        inside = energy[: grid[1] - window[1] + 1, : grid[0] - window[0] + 1]
        row, column = np.unravel_index(int(inside.argmax()), inside.shape)
        left, top = int(column) * width // grid[0], int(row) * height // grid[1]
        wide, high = max(1, round(width * share)), max(1, round(height * share))
        left, top = min(left, width - wide), min(top, height - high)
        part = luma[top : top + high, left : left + wide]
        return Enhanced(np.ascontiguousarray(part), origin=(float(left), float(top)))

    return enhance


def _luma(picture: npt.NDArray[np.generic] | cv2.Mat) -> Luma:
    return np.asarray(picture, np.uint8)
