"""Measurements of what is held up, made from two frames one after the other.

The first frame gives its place and its light, the second its speed, its sharpness and the size of a
code's modules. At 1280x960 on a desktop core the first costs 0.7 ms, the second 1.4 ms, the cells
included, five times a second.
"""

from dataclasses import dataclass, replace

import cv2
import numpy as np
import numpy.typing as npt

from kiosk.camera.port import Luma
from kiosk.camera.watching.cells import COLUMNS, ROWS, Cells, Mask
from kiosk.camera.watching.finders import largest_module_px
from kiosk.camera.watching.judgement import SATURATED_FROM, Measured

LEAST_CELLS = 6
"""Of 768; a code of 80 pixels on its label, what is smaller is nothing that is held up."""
WINDOW_PX = (560, 320)
"""Width and height of what is looked at closely, around the strongest contrasts."""
EDGES_SHARE = 0.998
"""The sharpest 2 in a thousand pixels: noise has none as sharp, print always some."""
LEAST_CONTRAST = 30.0
"""Luma between the darkest and the brightest tenth of the window, below which edges are noise."""
SPEED_SIZE = (80, 60)
"""Motion is measured on a frame this small, where print is grey and noise is gone."""
SPEED_NOISE = 1.0
"""Luma that a pixel of that small frame changes by on its own."""
NOMINAL_WIDTH_PX = 1280
LONGEST_PAIR_S = 0.15
"""Two frames further apart say nothing of speed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstLook:
    """What the first frame of two gave.

    Attributes:
        at_s: monotonic time of its exposure.
        box: top, bottom, left, right of the window to look at closely, in pixels of the frame.
    """

    at_s: float
    measured: Measured
    cells: Cells
    held: Mask
    box: tuple[int, int, int, int]


def first_look(luma: Luma, cells: Cells, held: Mask, now_s: float) -> FirstLook | None:
    """Measure where something is and how it is lit; None where nothing is held up."""
    if int(held.sum()) < LEAST_CELLS:
        return None
    levels = _levels(cells.sample, _enlarged(held, cells.sample))
    saturated = levels[SATURATED_FROM:].sum() / levels.sum()
    plain = levels.copy()
    plain[SATURATED_FROM:] = 0
    measured = Measured(
        cover=float(held.mean()),
        dark=_quantile(levels, 0.1),
        light=_quantile(plain if saturated < 0.5 else levels, 0.9),
        saturated=float(saturated),
        scene=float(np.quantile(cells.means, 0.75)),
    )
    box = _window(cells, held, luma.shape[0], luma.shape[1])
    return FirstLook(at_s=now_s, measured=measured, cells=cells, held=held, box=box)


def second_look(first: FirstLook, luma: Luma, cells: Cells, now_s: float) -> Measured:
    """Measure what the first frame couldn't tell."""
    top, bottom, left, right = first.box
    window = luma[top:bottom, left:right]
    return replace(
        first.measured,
        speed_px_s=_speed(first, cells, now_s),
        softness=_softness(window),
        module_px=largest_module_px(window),
    )


def _levels(luma: Luma, inside: Mask | None = None) -> npt.NDArray[np.float32]:
    """Count how often each level of luma occurs; a tenth of what NumPy takes for it."""
    mask = None if inside is None else inside.astype(np.uint8)
    return np.asarray(cv2.calcHist([luma], [0], mask, [256], [0, 256]), np.float32).ravel()


def _enlarged(held: Mask, sample: Luma) -> Mask:
    size = (sample.shape[1], sample.shape[0])
    grown = cv2.resize(held.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST)
    return np.asarray(grown, np.bool_)


def _quantile(levels: npt.NDArray[np.float32], share: float) -> float:
    return float(np.searchsorted(levels.cumsum(), levels.sum() * share))


def _window(cells: Cells, held: Mask, height: int, width: int) -> tuple[int, int, int, int]:
    weight = cells.contrasts**2 * held + held * 1e-6
    top, bottom = _span(weight.sum(axis=1), height, ROWS, WINDOW_PX[1])
    left, right = _span(weight.sum(axis=0), width, COLUMNS, WINDOW_PX[0])
    return top, bottom, left, right


def _span(weight: npt.NDArray[np.float32], size: int, cells: int, most: int) -> tuple[int, int]:
    """Give the pixels of the cells that weigh anything, at most so many around their middle."""
    some = np.flatnonzero(weight)
    first, last = int(some[0]) * size // cells, (int(some[-1]) + 1) * size // cells
    if last - first <= most:
        return first, last
    middle = float((weight * (np.arange(cells) + 0.5)).sum() / weight.sum()) * size / cells
    begin = min(max(round(middle - most / 2), first), last - most)
    return begin, begin + most


def _speed(first: FirstLook, cells: Cells, now_s: float) -> float | None:
    """Estimate how fast what is held up moves, in pixels of a frame 1280 wide.

    What changes from one frame to the next is the slope of the picture times its displacement
    (Horn and Schunck, 1981); a displacement that is longer than a slope is only known to be long.
    """
    apart_s = now_s - first.at_s
    if not 0 < apart_s <= LONGEST_PAIR_S or cells.sample.shape != first.cells.sample.shape:
        return None
    before, now = _tiny(first.cells.sample), _tiny(cells.sample)
    inside = _enlarged(first.held, before.astype(np.uint8))
    across, down = np.zeros_like(before), np.zeros_like(before)
    across[:, 1:-1] = np.abs(before[:, 2:] - before[:, :-2]) / 2
    down[1:-1] = np.abs(before[2:] - before[:-2]) / 2
    slope = float((across + down)[inside].sum())
    if slope <= 0:
        return None
    change = float(np.maximum(np.abs(now - before) - SPEED_NOISE, 0)[inside].sum())
    # Half of a slope's direction lies across a displacement, on average over all directions.
    return 2 * change / slope * NOMINAL_WIDTH_PX / SPEED_SIZE[0] / apart_s


def _tiny(sample: Luma) -> npt.NDArray[np.float32]:
    return np.asarray(
        cv2.resize(sample, SPEED_SIZE, interpolation=cv2.INTER_AREA).astype(np.float32)
    )


def _softness(window: Luma) -> float | None:
    if window.shape[1] < 2:
        return None
    rows = np.ascontiguousarray(window[::4])
    levels = _levels(rows)
    contrast = _quantile(levels, 0.95) - _quantile(levels, 0.05)
    if contrast < LEAST_CONTRAST:
        return None
    edges = _levels(np.asarray(cv2.absdiff(rows[:, 1:], rows[:, :-1]), np.uint8))
    return _quantile(edges, EDGES_SHARE) / contrast
