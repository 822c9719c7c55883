"""What several frames together say of one QR code that none of them shows whole.

A hand is never still: glare wanders over a label, blur comes and goes, and the modules that one
frame hides are plain in the next. Samples of the same symbol are added up, module by module, where
what is unknown counts nothing.
"""

import math
from dataclasses import dataclass

import numpy as np

from kiosk.camera.reading.qr import symbol
from kiosk.camera.reading.qr.grid import Modules
from kiosk.camera.reading.qr.reader import Sample

SAME = 0.3
"""Least correlation of the data modules of two samples of one symbol; of two symbols it is 0."""
SURE = 4.0
"""Standard deviations by which the correlation of so many modules must differ from chance."""
MOST_SAMPLES = 12
MOST_SYMBOLS = 4


@dataclass(slots=True, eq=False)
class _Sum:
    modules: Modules
    samples: int


class Evidence:
    """Samples of the last symbols that couldn't be read, added up; one for each stream."""

    def __init__(self) -> None:
        self._sums: list[_Sum] = []

    def add(self, sample: Sample) -> Sample | None:
        """Add a sample; give what it and those before say together, None if it is the first."""
        modules = np.clip(sample.modules, -1, 1)
        for known in self._sums:
            if _same(known.modules, modules):
                # Older samples fade: the symbol may have been bent since.
                weight = min(known.samples, MOST_SAMPLES - 1)
                mean = (known.modules * weight + modules) / (weight + 1)
                known.modules = np.asarray(mean, np.float32)
                known.samples = weight + 1
                self._sums.remove(known)
                self._sums.insert(0, known)
                return Sample(modules=known.modules, corners=sample.corners)
        self._sums.insert(0, _Sum(modules, 1))
        del self._sums[MOST_SYMBOLS:]
        return None

    def clear(self) -> None:
        """Forget everything, as when a code was read or nothing is held up."""
        self._sums.clear()


def _same(one: Modules, other: Modules) -> bool:
    """Say whether two samples show one symbol, by the modules that are known in both."""
    if one.shape != other.shape:
        return False
    places = symbol.layout(len(one))
    first, second = one[places.rows, places.columns], other[places.rows, places.columns]
    both = (first != 0) & (second != 0)
    first, second = first[both], second[both]
    norm = float(np.linalg.norm(first) * np.linalg.norm(second))
    return norm > 0 and float(first @ second) / norm >= max(SAME, SURE / math.sqrt(len(first)))
