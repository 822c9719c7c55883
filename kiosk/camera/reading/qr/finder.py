"""Finds QR finder patterns as nested shapes, and which three of them may belong to one symbol.

A finder pattern (ISO/IEC 18004, 5.3.2.2) is a dark square of 7x7 modules, in it a light one of 5x5
and a dark one of 3x3. Nested shapes survive what the scan lines of decoders don't: a fold across
one of them, a curve, a gradient of light. Their outer corners, four for each pattern, say how the
paper lies there.
"""

import math
from dataclasses import dataclass, replace
from itertools import combinations

import cv2
import numpy as np
import numpy.typing as npt
from cv2.typing import MatLike

from kiosk.camera.port import Luma

Points = npt.NDArray[np.float64]
"""(n, 2) x and y in pixels."""

MODULES = 7
LEAST_AREA_PX = 60.0
"""Below it a module has barely one pixel, and nested contours are noise."""
LARGEST_SHARE = 0.1
"""Of the picture's area."""
RING_FILLS = (0.22, 0.75)
"""Share of its box; 24/49 where it is upright, half of that where it stands on its corner."""
CORE_FILLS = 0.42
CORE_SHARE = (0.28, 0.65)
"""Side of the core's box in sides of the ring's; 3/7 where nothing is blurred."""
LEAST_CORE_PX = 6
LONGEST = 2.6
"""Sides of a box at most, as one to the other."""
SOLID = 0.8
"""The outer square fills this share of its convex hull."""
CONCENTRIC = 0.15
"""Middles of ring and core are no further apart, in sides of the ring's box."""
THRESHOLD_OFFSET = 4
MOST_FINDERS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Finder:
    """One finder pattern.

    Attributes:
        centre: x and y in pixels.
        module_px: side of a module.
        corners: (4, 2) of its outer square, in no order that means anything.
    """

    centre: Points
    module_px: float
    corners: Points


@dataclass(frozen=True, slots=True, kw_only=True)
class Trio:
    """Three finder patterns that may be those of one symbol, as the reader of the symbol sees them.

    Attributes:
        modules: distance of the outer ones from the top left one, in modules; mean of both.
    """

    top_left: Finder
    top_right: Finder
    bottom_left: Finder
    modules: float


def find(luma: Luma, block_px: int, shrink: int = 1) -> list[Finder]:
    """Find finder patterns, the largest first.

    Args:
        block_px: side of the surroundings that a pixel must be darker than; much smaller than the
            pattern, and its inside becomes hollow.
        shrink: look at the picture in one part of its size: what is noise there is no shape, and
            small patterns aren't found.
    """
    if shrink == 1:
        return _find(luma, block_px)
    size = (max(1, luma.shape[1] // shrink), max(1, luma.shape[0] // shrink))
    small = np.asarray(cv2.resize(luma, size, interpolation=cv2.INTER_AREA), np.uint8)
    scale = np.array([luma.shape[1] / size[0], luma.shape[0] / size[1]])
    return [
        replace(
            one,
            centre=(one.centre + 0.5) * scale - 0.5,
            module_px=one.module_px * float(scale.mean()),
            corners=(one.corners + 0.5) * scale - 0.5,
        )
        for one in _find(small, block_px // shrink)
    ]


def _find(luma: Luma, block_px: int) -> list[Finder]:
    dark = cv2.adaptiveThreshold(
        luma,
        255,
        cv2.ADAPTIVE_THRESH_MEAN_C,
        cv2.THRESH_BINARY_INV,
        max(3, block_px | 1),
        THRESHOLD_OFFSET,
    )
    _, *shapes = cv2.connectedComponentsWithStats(dark, ltype=cv2.CV_32S)
    labels, stats = (np.asarray(part, np.int32) for part in shapes[:2])
    middles = np.asarray(shapes[2], np.float64)
    found = []
    for ring, core in _nested(stats, middles, luma.size):
        finder = _finder(ring, labels, stats, middles[core])
        if finder is not None:
            found.append(finder)
    return _distinct(found)[:MOST_FINDERS]


def arrange(finders: list[Finder]) -> list[Trio]:
    """Give every three that may belong together, the most square arrangement first."""
    rated = []
    for three in combinations(finders, 3):
        sizes = [one.module_px for one in three]
        if max(sizes) > 2.2 * min(sizes):
            continue
        for corner in range(3):
            first, second = (one for index, one in enumerate(three) if index != corner)
            rating = _trio(three[corner], first, second)
            if rating is not None:
                rated.append(rating)
    rated.sort(key=lambda one: one[0])
    return [trio for _, trio in rated]


def _trio(corner: Finder, first: Finder, second: Finder) -> tuple[float, Trio] | None:
    """Rate three patterns with a given one in the corner; less is better."""
    across, down = first.centre - corner.centre, second.centre - corner.centre
    wide, high = float(np.hypot(*across)), float(np.hypot(*down))
    module_px = (corner.module_px + first.module_px + second.module_px) / 3
    modules = (wide + high) / 2 / module_px
    if min(wide, high) * 2.5 < max(wide, high) or not 9 <= modules <= 180:
        return None
    lean = abs(float(across @ down)) / (wide * high)
    if lean > 0.6:
        return None
    if across[0] * down[1] < across[1] * down[0]:
        first, second = second, first
    sizes = (corner.module_px, first.module_px, second.module_px)
    rating = lean + abs(math.log(wide / high)) + math.log(max(sizes) / min(sizes))
    return rating, Trio(top_left=corner, top_right=first, bottom_left=second, modules=modules)


def _nested(stats: npt.NDArray[np.int32], middles: Points, pixels: int) -> list[tuple[int, int]]:
    """Give the dark shapes that are like rings, each with the largest solid one in its middle."""
    wide, high, area = (stats[:, column].astype(np.float64) for column in (2, 3, 4))
    box = wide * high
    fits = np.maximum(wide, high) <= LONGEST * np.minimum(wide, high)
    # The first label is all that is light.
    fits[0] = False
    filled = area / box
    sized = (box >= LEAST_AREA_PX) & (box <= pixels * LARGEST_SHARE)
    rings = np.flatnonzero(fits & sized & (filled >= RING_FILLS[0]) & (filled <= RING_FILLS[1]))
    cores = np.flatnonzero(fits & (area >= LEAST_CORE_PX) & (filled >= CORE_FILLS))
    cores = cores[np.argsort(middles[cores, 0])]
    side = np.sqrt(box)
    reach = CONCENTRIC * side[rings]
    first, last = (
        np.searchsorted(middles[cores, 0], middles[rings, 0] + away) for away in (-reach, reach)
    )
    # One row for each ring and each core that is near it across the picture.
    count = last - first
    ring = rings.repeat(count)
    core = cores[np.arange(count.sum()) + (first - count.cumsum() + count).repeat(count)]
    share = side[core] / side[ring]
    nested = (
        (np.abs(middles[core, 1] - middles[ring, 1]) <= reach.repeat(count))
        & (share >= CORE_SHARE[0])
        & (share <= CORE_SHARE[1])
        & (core != ring)
    )
    pairs = zip(ring[nested].tolist(), core[nested].tolist(), strict=True)
    return list(dict(sorted(pairs, key=lambda pair: area[pair[1]])).items())


def _finder(
    ring: int, labels: npt.NDArray[np.int32], stats: npt.NDArray[np.int32], centre: Points
) -> Finder | None:
    left, top, wide, high = (int(value) for value in stats[ring, :4])
    mask = (labels[top : top + high, left : left + wide] == ring).astype(np.uint8)
    outlines, _ = cv2.findContours(
        mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE, offset=(left, top)
    )
    outline = max(outlines, key=cv2.contourArea)
    area, hull = cv2.contourArea(outline), cv2.convexHull(outline)
    if area < LEAST_AREA_PX or area < SOLID * cv2.contourArea(hull):
        return None
    # The outline runs through the middles of its pixels, half a pixel inside (Pick's theorem).
    side_px = math.sqrt(area + len(outline) / 2 + 1)
    corners = _corners(hull)
    middle = corners.mean(axis=0)
    return Finder(
        centre=np.asarray(centre, np.float64),
        module_px=side_px / MODULES,
        corners=middle + (corners - middle) * (side_px / math.sqrt(area)),
    )


def _corners(hull: MatLike) -> Points:
    length = cv2.arcLength(hull, closed=True)
    for tolerance in (0.03, 0.05, 0.08, 0.12):
        corners = cv2.approxPolyDP(hull, tolerance * length, closed=True).reshape(-1, 2)
        if len(corners) == 4:
            return corners.astype(np.float64)
        if len(corners) < 4:
            break
    return cv2.boxPoints(cv2.minAreaRect(hull)).astype(np.float64)


def _distinct(finders: list[Finder]) -> list[Finder]:
    kept: list[Finder] = []
    for one in sorted(finders, key=lambda finder: -finder.module_px):
        if all(np.hypot(*(one.centre - other.centre)) > 3 * other.module_px for other in kept):
            kept.append(one)
    return kept
