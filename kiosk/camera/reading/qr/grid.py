"""From three finder patterns to the module grid: a plane first, then the way the paper bends.

A decoder samples a symbol along straight lines, so a label on a bottle or a wrinkled bag fails it,
though each module is plain to see. Here the symbol is first laid flat by the homography that fits
the twelve outer corners of its finder patterns; then the grid may bend. For each module and each
small shift the contrast is known that the picture has there: samples in the middle of modules are
dark or light, those on their edges are neither. The shifts that give most contrast over a window
are taken, smoothed, and refined with ever smaller windows; from the whole symbol to five modules.
"""

import math

import cv2
import numpy as np
import numpy.typing as npt

from kiosk.camera.port import Luma
from kiosk.camera.reading.qr.finder import MODULES, Finder, Points, Trio

Modules = npt.NDArray[np.float32]
"""(dimension, dimension): how light each module is beside its surroundings, about -1.5 to 1.5."""
Homography = npt.NDArray[np.float64]
"""(3, 3) from modules, counted from the symbol's top left corner, to pixels."""

Level = npt.NDArray[np.float32]
"""The flat picture with its light evened out, dark below 0."""

PX = 8
"""Pixels of a module in the flat picture."""
MARGIN = 4
"""Modules around the symbol in the flat picture."""
BEND = 1.25
"""A module lies at most this far from where a plane would have it, in modules."""
STEP_PX = 2
SHIFT_PRICE = 0.3
"""What it costs in contrast to move all modules by one, per square."""
ROUNDS = ((15, 1.0, 0.15), (9, 1.0, 0.1), (7, 0.75, 0.1), (5, 0.5, 0.15))
"""Window in modules, largest change in modules, and what a change costs in contrast, per square."""
WASHED_OUT = 248
"""Nothing is known of a place that is as bright as this for three modules all around."""
BENDS = (
    ("corner", 3.0, 0.5),
    ("across", 1.5, 0.375),
    ("down", 1.5, 0.375),
    ("corner", 0.75, 0.25),
    ("across", 0.375, 0.125),
    ("down", 0.375, 0.125),
)
"""What may bend in turn, how far and in which steps, in modules."""
LIKE = 0.6
"""Less of the fixed patterns than this is no symbol. Of the photographs, what could be read had
0.75 and more before the grid was bent, of all else nine in ten had less than that."""
MISFIT = 1.0
"""Largest root mean square distance of a finder's corners from the plane's, in modules."""
LEAST_DIMENSION, LARGEST_DIMENSION = 21, 97


def dimensions(trio: Trio) -> list[int]:
    """Give the sizes in modules that a symbol may have, the likeliest first."""
    version = (trio.modules + MODULES - 17) / 4
    near = sorted(range(-2, 3), key=lambda step: abs(round(version) + step - version))
    sizes = [17 + 4 * (round(version) + step) for step in near]
    return [size for size in sizes if LEAST_DIMENSION <= size <= LARGEST_DIMENSION]


def plane(trio: Trio, dimension: int) -> Homography | None:
    """Fit the plane that the finder patterns lie in; None where they lie in none."""
    far = dimension - MODULES
    across = (trio.top_right.centre - trio.top_left.centre) / far
    down = (trio.bottom_left.centre - trio.top_left.centre) / far
    modules, pixels = [], []
    for finder, at in (
        (trio.top_left, (0, 0)),
        (trio.top_right, (far, 0)),
        (trio.bottom_left, (0, far)),
    ):
        square = np.array([(0, 0), (MODULES, 0), (MODULES, MODULES), (0, MODULES)]) + at
        modules += [*square, np.array(at) + MODULES / 2]
        pixels += [*_ordered(finder, across, down), finder.centre]
    source, target = np.array(modules, np.float64), np.array(pixels, np.float64)
    homography = np.asarray(cv2.findHomography(source, target, 0)[0], np.float64)
    if homography.shape != (3, 3):
        return None
    apart = np.hypot(*(project(homography, source) - target).T) / trio.top_left.module_px
    fits = math.sqrt(float((apart**2).mean())) <= MISFIT
    return homography if fits else None


def project(homography: Homography, points: Points) -> Points:
    """Take points from modules to pixels."""
    return np.asarray(
        cv2.perspectiveTransform(points.reshape(-1, 1, 2), homography).reshape(-1, 2), np.float64
    )


def flatten(luma: Luma, homography: Homography, dimension: int) -> Level:
    """Lay a symbol flat with some margin, and even out its light."""
    side = (dimension + 2 * MARGIN) * PX
    scale = np.array([[1 / PX, 0, -MARGIN], [0, 1 / PX, -MARGIN], [0, 0, 1]])
    flat = cv2.warpPerspective(
        luma,
        homography @ scale,
        (side, side),
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return _level(np.asarray(flat, np.uint8))


def glance(level: Level, dimension: int) -> Modules:
    """Sample each module of a flat symbol where a plane would have it."""
    middle, span = MARGIN * PX + PX // 2, dimension * PX
    return level[middle : middle + span : PX, middle : middle + span : PX]


def sample(level: Level, dimension: int) -> Modules | None:
    """Sample each module of a flat symbol on a grid that bends as its paper does.

    Returns:
        None where the fixed patterns aren't there, so that it is no symbol.
    """
    contrast, shifts = _contrast(level, dimension)
    first = shifts[(contrast.mean(axis=(0, 1)) - SHIFT_PRICE * (shifts**2).sum(axis=1)).argmax()]
    across = np.full((dimension, dimension), first[0], np.float32)
    down = np.full_like(across, first[1])
    if likeness(_at(level, *_moved(dimension, across, down))) < LIKE:
        return None
    for window, reach, price in ROUNDS:
        side = min(window, 2 * dimension + 1) | 1
        blurred = cv2.blur(contrast, (side, side), borderType=cv2.BORDER_REFLECT)
        local = np.asarray(blurred, np.float32)
        away = (shifts[:, 0] - across[..., None]) ** 2 + (shifts[:, 1] - down[..., None]) ** 2
        local -= price * away
        local[away > reach**2] = -9
        best = local.argmax(axis=2)
        softness = max(3, (min(window, dimension) // 2) | 1) / 3
        across = _smooth(shifts[best, 0], softness)
        down = _smooth(shifts[best, 1], softness)
    return _at(level, *_moved(dimension, across, down))


def straighten(level: Level, dimension: int) -> Level:
    """Undo what a curve or a fold does to the symbol as a whole.

    The finder patterns hold three corners. What may move is the fourth corner, and the middle of
    the sides across and down; each by the amount that gives most contrast in all modules.
    """
    across = np.zeros((dimension, dimension), np.float32)
    down = np.zeros_like(across)
    shapes = _shapes(dimension)
    for shape, most, step in BENDS:
        amounts = np.arange(-most, most + step / 2, step, dtype=np.float32)
        tried = [(x, y) for x in amounts for y in amounts]
        columns, rows = np.array(tried, np.float32).T[..., None, None]
        x, y = _moved(dimension, across + columns * shapes[shape], down + rows * shapes[shape])
        size = (-1, dimension)
        contrast = np.abs(_at(level, x.reshape(size), y.reshape(size)))
        total = contrast.reshape(len(tried), -1).mean(axis=1)
        total -= 0.002 * np.array([x * x + y * y for x, y in tried])
        best = tried[int(total.argmax())]
        across += best[0] * shapes[shape]
        down += best[1] * shapes[shape]
    if not across.any() and not down.any():
        return level
    side = len(level)
    columns, rows = np.meshgrid(
        np.arange(side, dtype=np.float32), np.arange(side, dtype=np.float32)
    )
    border = MARGIN * PX
    bent = [
        cv2.copyMakeBorder(
            cv2.resize(field * PX, (dimension * PX, dimension * PX)),
            *(border, border, border, border),
            cv2.BORDER_REPLICATE,
        )
        for field in (across, down)
    ]
    x, y = (np.asarray(field, np.float32) for field in (columns + bent[0], rows + bent[1]))
    return _at(level, x, y)


def likeness(modules: Modules) -> float:
    """Say how much of the fixed patterns is there, 1 where all is: finder and timing patterns."""
    pattern = np.ones((MODULES, MODULES))
    pattern[1:-1, 1:-1] = -1
    pattern[2:-2, 2:-2] = 1
    dark = -np.sign(modules)
    corners = (dark[:7, :7], dark[:7, -7:], dark[-7:, :7])
    finders = float(np.mean([(corner * pattern).mean() for corner in corners]))
    beat = np.where(np.arange(8, len(modules) - 8) % 2 == 0, 1, -1)
    timing = float((dark[6, 8:-8] * beat).mean() + (dark[8:-8, 6] * beat).mean()) / 2
    return (finders + timing) / 2


def _ordered(finder: Finder, across: Points, down: Points) -> Points:
    """Give a pattern's corners as top left, top right, bottom right, bottom left of its symbol."""
    axes = np.stack([across, down], axis=1)
    if abs(np.linalg.det(axes)) < 1e-6:
        return finder.corners
    offsets = (finder.corners - finder.corners.mean(axis=0)) @ np.linalg.inv(axes).T
    angles = np.arctan2(offsets[:, 1], offsets[:, 0])
    corners, angles = finder.corners[np.argsort(angles)], np.sort(angles)
    ideal = np.array([-0.75, -0.25, 0.25, 0.75]) * math.pi
    turns = [np.abs(np.angle(np.exp(1j * (np.roll(angles, -n) - ideal)))).sum() for n in range(4)]
    return np.roll(corners, -int(np.argmin(turns)), axis=0)


def _level(flat: Luma) -> Level:
    """Even out the light: each pixel beside the mean and the spread of nine modules around it."""
    pixels = flat.astype(np.float32)
    around = (9 * PX, 9 * PX)
    mean = cv2.blur(pixels, around)
    spread = np.sqrt(np.maximum(cv2.blur(pixels * pixels, around) - mean * mean, 64))
    level = np.clip((pixels - mean) / spread, -1.5, 1.5)
    # White paper is as bright, but among its light modules there are dark ones.
    washed = cv2.blur((flat >= WASHED_OUT).astype(np.float32), (3 * PX, 3 * PX))
    level *= np.clip((1 - washed) * 4, 0, 1)
    return np.asarray(cv2.blur(level, (5, 5)), np.float32)


def _shapes(dimension: int) -> dict[str, npt.NDArray[np.float32]]:
    """Give the ways to bend, each 0 at the middles of the three finder patterns."""
    place = (np.arange(dimension, dtype=np.float32) + 0.5 - MODULES / 2) / (dimension - MODULES)
    u, v = np.meshgrid(place, place)
    shapes = {"corner": u * v, "across": 4 * u * (1 - u), "down": 4 * v * (1 - v)}
    return {name: shape.astype(np.float32) for name, shape in shapes.items()}


def _moved(
    dimension: int, across: npt.NDArray[np.float32], down: npt.NDArray[np.float32]
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """Give the pixels of the middles of modules that are moved by some modules."""
    columns, rows = np.meshgrid(np.arange(dimension), np.arange(dimension))
    middle = MARGIN * PX + PX / 2 - 0.5
    x, y = middle + (columns + across) * PX, middle + (rows + down) * PX
    return x.astype(np.float32), y.astype(np.float32)


def _at(level: Level, x: npt.NDArray[np.float32], y: npt.NDArray[np.float32]) -> Level:
    return np.asarray(
        cv2.remap(level, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE), np.float32
    )


def _contrast(
    level: Level, dimension: int
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """Give the contrast of each module at each shift, and the shifts in modules."""
    most = int(BEND * PX / STEP_PX) * STEP_PX
    steps = range(-most, most + 1, STEP_PX)
    first, span = MARGIN * PX + PX // 2, dimension * PX
    contrast = np.empty((dimension, dimension, len(steps) ** 2), np.float32)
    shifts = [(across, down) for down in steps for across in steps]
    for index, (across, down) in enumerate(shifts):
        top, left = first + down, first + across
        np.abs(level[top : top + span : PX, left : left + span : PX], out=contrast[..., index])
    return contrast, np.asarray(np.array(shifts) / PX, np.float32)


def _smooth(field: npt.NDArray[np.float32], sigma: float) -> npt.NDArray[np.float32]:
    return np.asarray(cv2.GaussianBlur(cv2.medianBlur(field, 3), (0, 0), sigma), np.float32)
