"""What all drawing here shares: the kinds of array, seeded noise, colours.

Pictures are RGB `(height, width, 3)` float32 from 0 to 255, so that light can be added and
multiplied without loss. Every random choice comes from a generator that the caller seeds.
"""

from typing import NamedTuple, TypeAlias, cast

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels: TypeAlias = NDArray[np.float32]
"""RGB or one plane, as the docstring of each function says."""

Bytes: TypeAlias = NDArray[np.uint8]

Rng: TypeAlias = np.random.Generator

Rgb: TypeAlias = tuple[int, int, int]


class Piece(NamedTuple):
    """Something that is laid onto a picture: RGB colours, and how much of it covers, 0 to 1."""

    colour: Pixels
    cover: Pixels


def rgb(text: str) -> Rgb:
    """Read a colour such as `#1f7a3a`."""
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def mix(first: Rgb, second: Rgb, share: float) -> Rgb:
    """Give the colour that lies at `share` (0 to 1) of the way from the first to the second."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


def plain(height: int, width: int, colour: Rgb) -> Pixels:
    """Make a picture of one colour."""
    return np.full((height, width, 3), colour, np.float32)


def fractal(
    rng: Rng, height: int, width: int, cell_px: tuple[int, int], octaves: int = 4
) -> Pixels:
    """Make a plane of smooth noise, 0 to 1, from layers of ever finer grids.

    Args:
        cell_px: width and height of the coarsest layer's cells; unequal ones make streaks.
    """
    finest = min(cell_px) >> (octaves - 1)
    # The finest cells need two pixels; what lies between is as well added when scaling up.
    shrink = 4 if finest >= 8 else 2 if finest >= 4 else 1
    small_h, small_w = -(-height // shrink), -(-width // shrink)
    plane = np.zeros((small_h, small_w), np.float32)
    weight = 1.0
    for octave in range(octaves):
        cell_w, cell_h = (max(1, (side >> octave) // shrink) for side in cell_px)
        grid = rng.random((small_h // cell_h + 2, small_w // cell_w + 2), np.float32)
        plane += np.float32(weight) * resized(grid, small_h, small_w)
        weight /= 2
    plane = normalised(plane)
    return plane if shrink == 1 else np.clip(resized(plane, height, width), 0, 1)


def resized(plane: Pixels, height: int, width: int) -> Pixels:
    """Scale a plane or a picture, smoothly."""
    return cast("Pixels", cv2.resize(plane, (width, height), interpolation=cv2.INTER_CUBIC))


def normalised(plane: Pixels) -> Pixels:
    """Stretch a plane to the range 0 to 1."""
    low, high = float(plane.min()), float(plane.max())
    return np.asarray((plane - low) / max(high - low, 1e-6), np.float32)


def blurred(pixels: Pixels, sigma: float) -> Pixels:
    """Blur with a Gaussian of the given width in pixels."""
    return cast("Pixels", cv2.GaussianBlur(pixels, (0, 0), sigma))


def ramp(plane: Pixels, dark: Rgb, light: Rgb) -> Pixels:
    """Colour a plane (0 to 1) from one colour to another, in 256 steps."""
    table = np.linspace(dark, light, 256, dtype=np.float32)[:, None, :]
    steps = np.round(np.clip(plane, 0, 1) * 255).astype(np.uint8)
    # A table for three channels takes a fifth of the time of the arithmetic.
    return cast("Pixels", cv2.LUT(cv2.merge([steps, steps, steps]), table))


def scaled(picture: Pixels, plane: Pixels) -> Pixels:
    """Multiply an RGB picture by a plane."""
    return cast("Pixels", cv2.multiply(picture, cv2.merge([plane, plane, plane])))


def rounded_mask(height: int, width: int, radius: int, wobble: Pixels | None = None) -> Pixels:
    """Make the coverage of a rectangle with round corners that fills its plane.

    Args:
        wobble: a plane of 0 to 1 by which the edge runs in and out a little, as a bag's does.
    """
    inside = np.zeros((height, width), np.float32)
    inside[radius : height - radius, radius : width - radius] = 1
    distance = cv2.distanceTransform((inside < 0.5).astype(np.uint8), cv2.DIST_L2, 5)
    limit = np.float32(radius - 2) if wobble is None else (radius - 2) * (0.35 + 0.65 * wobble)
    return np.asarray(np.clip(limit - distance + 1, 0, 1), np.float32)
