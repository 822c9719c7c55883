"""How large the modules of a QR code in view are, read or not: from its finder patterns.

A line through the middle of a finder pattern is dark and light in widths of 1:1:3:1:1 modules
(ISO/IEC 18004, 5.3.2), which print rarely is in both directions. Rows of the frame are cut into
dark and light runs, five runs of such widths are compared with the ideal in both directions, and
what agrees gives the size of a module. Of 571 real photographs in five sizes that zxing-cpp reads,
twelve seem to have no modules of `kiosk.camera.watching.judgement.FAR_MODULE_PX`.
"""

from dataclasses import dataclass, replace

import cv2
import numpy as np
import numpy.typing as npt

from kiosk.camera.port import Luma

ROW_STEP = 3
"""The middle of a pattern is three modules high: one row in three meets it from one pixel on."""
LOCAL_PX = 31
"""Dark is what is darker than the mean of so many pixels around it in its row."""
DARKER = 5
"""Dark is darker by so much, or plain areas would be cut into runs by noise."""
CANDIDATES = 64
"""So many are compared with the ideal at most, ..."""
BEST = 20
"""... and of these the best from top to bottom too; both take 0.4 ms on a desktop core."""
ALIKE = 0.65
"""Correlation with the ideal; a line through print that has such runs by chance has 0.5."""
LEAST_NORM = 90.0
"""Of the 37 samples along a line: a contrast of 30 in luma."""
SMALLEST_PX, LARGEST_PX = 0.9, 60.0
"""Size of a module."""

_ALONG = np.linspace(-4.5, 4.5, 37).astype(np.float32)
"""From one module before the pattern to one behind it, in modules from its middle."""

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Spots:
    """Where a pattern may be: its middle and its module, all in pixels."""

    y: Floats
    x: Floats
    module_px: Floats

    def only(self, which: npt.NDArray[np.bool_] | npt.NDArray[np.intp]) -> "_Spots":
        return _Spots(self.y[which], self.x[which], self.module_px[which])


def largest_module_px(luma: Luma) -> float | None:
    """Measure the modules of the largest finder pattern in view, None where there is none.

    Args:
        luma: (height, width) uint8, any stride; 0.9 ms for 560x320 on a desktop core.
    """
    spots = _by_runs(luma)
    if spots.y.size > CANDIDATES:
        spots = spots.only(np.linspace(0, spots.y.size - 1, CANDIDATES).astype(np.intp))
    level = _likeness(luma, spots, down=0.0, across=1.0)
    best = np.argsort(-level)[:BEST]
    spots = spots.only(best[level[best] > ALIKE])
    if spots.y.size == 0:
        return None
    # The row met the three modules of the pattern's middle anywhere.
    offsets = (spots.module_px * shift for shift in np.linspace(-1.2, 1.2, 5))
    moved = [replace(spots, y=(spots.y + offset).astype(np.float32)) for offset in offsets]
    upright = np.max([_likeness(luma, one, down=1.0, across=0.0) for one in moved], axis=0)
    found = spots.module_px[upright > ALIKE]
    return float(found.max()) if found.size else None


def _by_runs(luma: Luma) -> _Spots:
    rows = np.ascontiguousarray(luma[::ROW_STEP])
    around = np.asarray(cv2.blur(rows, (LOCAL_PX, 1)), np.uint8)
    limit = np.maximum(around, DARKER) - np.uint8(DARKER)
    dark = np.asarray(cv2.compare(rows, limit, cv2.CMP_LT))
    # Rows begin and end light, so that runs don't go on in the next one.
    dark[:, 0] = dark[:, -1] = 0
    flat = dark.ravel()
    begins = np.flatnonzero(flat[1:] != flat[:-1]) + 1
    runs = np.diff(begins).astype(np.float32)
    if runs.size < 5:
        nothing = np.empty(0, np.float32)
        return _Spots(nothing, nothing, nothing)
    last = runs.size - 4
    one, two, three, four, five = (runs[i : last + i : 2] for i in range(5))
    module = np.asarray((one + two + three + four + five) / 7, np.float32)
    # A run of few pixels is a pixel too long or too short.
    slack = module * 0.5 + 0.6
    alike = (np.abs(three - 3 * module) < module + 0.8) & (np.abs(one - module) < slack)
    alike &= (np.abs(two - module) < slack) & (np.abs(four - module) < slack)
    alike &= (np.abs(five - module) < slack) & (module > SMALLEST_PX) & (module < LARGEST_PX)
    which = np.flatnonzero(alike)
    middle = begins[which * 2] + (one + two + three / 2)[which] - 0.5
    y, x = np.divmod(middle, luma.shape[1])
    return _Spots((y * ROW_STEP).astype(np.float32), x.astype(np.float32), module[which])


def _likeness(luma: Luma, spots: _Spots, *, down: float, across: float) -> Floats:
    """Correlate a line through each spot with the ideal."""
    reach = spots.module_px[:, None] * _ALONG
    y = np.clip(spots.y[:, None] + reach * down + 0.5, 0, luma.shape[0] - 1).astype(np.intp)
    x = np.clip(spots.x[:, None] + reach * across + 0.5, 0, luma.shape[1] - 1).astype(np.intp)
    seen = luma[y, x].astype(np.float32)
    seen -= seen.mean(axis=1, keepdims=True)
    norm = np.linalg.norm(seen, axis=1)
    return np.where(norm > LEAST_NORM, (seen @ _ideal()) / np.maximum(norm, 1.0), 0.0)


def _ideal() -> Floats:
    off = np.abs(_ALONG)
    dark = (off < 1.5) | ((off >= 2.5) & (off < 3.5))
    line = np.where(dark, -1.0, 1.0).astype(np.float32)
    line -= line.mean()
    return line / np.linalg.norm(line)
