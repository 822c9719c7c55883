"""A frame in little: 32x24 cells with the mean and the contrast of each, and the scene at rest.

Each cell stands for about a hundred samples of a frame, whatever the frame's size, so its mean has
a tenth of the sensor's noise. The scene at rest is what is there while nobody holds anything up: it
follows the light of the day within seconds, and takes in what was put there once that hasn't
changed for twenty. What differs from it in mean or contrast, and not in the way in which all of the
picture does, is held up.
"""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from kiosk.camera.port import Luma

COLUMNS, ROWS = 32, 24
SAMPLES = 10
"""A cell is reckoned from so many samples each way: 0.25 ms for 1280x960 on a desktop core."""
MEAN_DIFFERS = 0.15
"""Share of the resting mean; paper on wood differs by 0.3, a shadow on it by up to 0.2."""
CONTRAST_DIFFERS = 0.06
"""Standard deviation in a cell as share of its mean; print has 0.2 to 0.6, skin and wall 0.03."""
NOISE = 3.0
"""Luma by which a sensor's noise differs from cell to cell, more of a mean that is dark."""
LEAST_MEAN = 6.0
"""Luma below which ratios are noise."""
FOLLOWS = 0.05
"""Share by which the resting scene moves to a picture like it: 4 s at five pictures a second."""
TAKEN_IN_AFTER = 100
"""Pictures, 20 s at five a second; what a hand holds is not still for so long."""
STILL_CHANGE = 5.0
"""Luma; less from one picture to the next is no change of a cell's mean."""

Means = npt.NDArray[np.float32]
"""(24, 32) float32, mean luma of each cell."""
Mask = npt.NDArray[np.bool_]
"""(24, 32) bool."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """A frame in little.

    Attributes:
        sample: (240, 320) uint8 or a little more, every fourth sample of a frame of 1280x960.
        means: mean luma of each cell.
        contrasts: standard deviation in each cell as a share of its mean.
    """

    sample: Luma
    means: Means
    contrasts: Means


def cells_of(luma: Luma) -> Cells | None:
    """Reduce a frame; None where it is too small to have cells.

    Args:
        luma: (height, width) uint8, any stride.
    """
    if luma.ndim != 2 or luma.shape[0] < ROWS or luma.shape[1] < COLUMNS:
        return None
    down = max(1, luma.shape[0] // (ROWS * SAMPLES))
    across = max(1, luma.shape[1] // (COLUMNS * SAMPLES))
    sample = np.ascontiguousarray(luma[::down, ::across])
    values = sample.astype(np.float32)
    means = _shrunk(values)
    spread = np.sqrt(np.maximum(_shrunk(values * values) - means * means, 0))
    contrasts = np.asarray(spread / np.maximum(means, LEAST_MEAN), np.float32)
    return Cells(sample=sample, means=means, contrasts=contrasts)


class RestingScene:
    """What is before the camera while nobody holds anything up; the first picture begins it."""

    def __init__(self) -> None:
        self._means: Means | None = None
        self._contrasts: Means | None = None
        self._before: Means | None = None
        self._still = np.zeros((ROWS, COLUMNS), np.int32)

    def see(self, cells: Cells) -> Mask:
        """Give the cells in which something is held up, and learn from the picture."""
        if self._means is None or self._contrasts is None or self._before is None:
            self._means, self._contrasts = cells.means.copy(), cells.contrasts.copy()
            self._before = cells.means
            return np.zeros((ROWS, COLUMNS), np.bool_)
        held = _differs(cells, self._means, self._contrasts)
        self._still[np.abs(cells.means - self._before) > STILL_CHANGE] = 0
        self._still += 1
        self._before = cells.means
        follows = np.where(held, 0.0, FOLLOWS).astype(np.float32)
        follows[self._still >= TAKEN_IN_AFTER] = 1.0
        self._means += follows * (cells.means - self._means)
        self._contrasts += follows * (cells.contrasts - self._contrasts)
        return held


def _differs(cells: Cells, means: Means, contrasts: Means) -> Mask:
    """Compare with the resting scene, apart from what light or noise change everywhere."""
    ratio = (cells.means + LEAST_MEAN) / (means + LEAST_MEAN)
    light = float(np.median(ratio))
    # What covers more than half of the picture would pass for light: the lesser change is right.
    by_mean = min(
        (np.abs(ratio / each - 1) > MEAN_DIFFERS for each in (1.0, light)), key=np.count_nonzero
    )
    more = np.abs(cells.contrasts - contrasts)
    more -= np.partition(more, more.size // 4, axis=None)[more.size // 4]
    enough = CONTRAST_DIFFERS + NOISE / np.maximum(cells.means, LEAST_MEAN)
    return np.asarray(by_mean | (more > enough), np.bool_)


def _shrunk(values: npt.NDArray[np.float32]) -> Means:
    size = (COLUMNS, ROWS)
    return np.asarray(cv2.resize(values, size, interpolation=cv2.INTER_AREA), np.float32)
