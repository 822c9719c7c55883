"""Finds where bars are: places with strong edges that all have one direction.

The edges of bars stay parallel when they are out of focus, dark or half under glare; what a lamp
does to a place is undone by its own contrast before edges are compared.
"""

import math
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from kiosk.camera.port import Luma

_PIXELS = 60_000
"""The picture is looked at in about this size."""
_LIT_PX, _PLACE_PX, _NEAR_PX = 41, 9, 13
_LEAST_SPREAD = 6.0
_COHERENT = 0.6
"""Coherence of edges from which a place counts; 1 where all have one direction."""
_WITHIN = math.radians(14)
_ALIGNED = 0.6
"""Share of the edges around a pixel of bars that have the direction of the bars."""
_STRONG = 0.15
"""Of the strength of edges that one place in twenty exceeds."""
_LEAST_PIXELS = 400
_BINS = 36
MOST = 2
"""A label's edge may be longer than its bars."""


@dataclass(frozen=True, slots=True)
class Region:
    """A slanted rectangle full of bars.

    Attributes:
        angle: of the direction across the bars, in radians, from x to y.
        across: where it begins and ends in that direction, in pixels from the picture's origin.
        along: where it begins and ends along the bars, a quarter turn on.
    """

    angle: float
    across: tuple[float, float]
    along: tuple[float, float]


def find(luma: Luma) -> list[Region]:
    """Find regions of bars of the strongest direction, the largest first.

    Args:
        luma: (height, width) uint8, not empty.
    """
    height, width = luma.shape
    # By a whole number: 1 ms of a picture of 1280x960, by any other 3.6.
    shrink = max(1, math.ceil(math.sqrt(luma.size / _PIXELS)))
    size = (max(1, width // shrink), max(1, height // shrink))
    part = luma[: size[1] * shrink, : size[0] * shrink]
    small = np.asarray(cv2.resize(part, size, interpolation=cv2.INTER_AREA), np.float32)
    in_x, in_y, in_both = _edges(small)
    strength = in_x + in_y
    upright, slanted = in_x - in_y, 2 * in_both
    one_way = np.sqrt(upright * upright + slanted * slanted)
    main = _main_angle(upright, slanted, np.where(one_way > 0.7 * strength, strength, 0))
    off = upright * math.cos(2 * main) + slanted * math.sin(2 * main)
    is_aligned = (off > math.cos(2 * _WITHIN) * one_way) & (one_way > _COHERENT * strength)
    aligned = np.where(is_aligned, strength, 0)
    near = (_NEAR_PX, _NEAR_PX)
    all_near = cv2.blur(strength, near)
    bars = cv2.blur(aligned.astype(np.float32), near) > _ALIGNED * all_near
    bars &= all_near > _STRONG * np.percentile(all_near, 95)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(bars.astype(np.uint8))
    order = np.argsort(-stats[1:, cv2.CC_STAT_AREA])[:MOST] + 1
    products = np.stack([in_x, in_y, in_both])
    return [
        _region(np.asarray(labels) == label, products, shrink)
        for label in order
        if stats[label, cv2.CC_STAT_AREA] >= _LEAST_PIXELS
    ]


def _edges(small: npt.NDArray[np.float32]) -> list[npt.NDArray[np.float32]]:
    """Give the products of the gradient's parts, averaged around each pixel."""
    lit = (_LIT_PX, _LIT_PX)
    mean = cv2.blur(small, lit)
    variance = cv2.blur(small * small, lit) - mean * mean
    spread = np.sqrt(np.maximum(variance, _LEAST_SPREAD**2))
    x, y = (cv2.Sobel(small, cv2.CV_32F, *by) / spread for by in ((1, 0), (0, 1)))
    place = (_PLACE_PX, _PLACE_PX)
    return [np.asarray(cv2.blur(product, place), np.float32) for product in (x * x, y * y, x * y)]


def _main_angle(
    upright: npt.NDArray[np.float32],
    slanted: npt.NDArray[np.float32],
    weight: npt.NDArray[np.float32],
) -> float:
    half = math.pi / 2
    some = (slice(None, None, 2), slice(None, None, 2))
    angle = 0.5 * np.arctan2(slanted[some], upright[some])
    counts, _ = np.histogram(angle, _BINS, (-half, half), weights=weight[some])
    counts = counts + np.roll(counts, 1) + np.roll(counts, -1)
    return float(-half + (counts.argmax() + 0.5) * math.pi / _BINS)


def _region(
    inside: npt.NDArray[np.bool_],
    products: npt.NDArray[np.float32],
    scale: int,
) -> Region:
    in_x, in_y, in_both = products[:, inside].sum(axis=1).tolist()
    angle = 0.5 * math.atan2(2 * in_both, in_x - in_y)
    rows, columns = np.nonzero(inside)
    x, y = (columns + 0.5) * scale - 0.5, (rows + 0.5) * scale - 0.5
    across = np.percentile(x * math.cos(angle) + y * math.sin(angle), [1, 99])
    along = np.percentile(y * math.cos(angle) - x * math.sin(angle), [5, 95])
    return Region(angle, (float(across[0]), float(across[1])), (float(along[0]), float(along[1])))
