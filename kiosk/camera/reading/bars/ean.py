"""What an EAN-13 looks like: its modules (GS1 General Specifications, 5.2), out of focus or not.

A symbol has 95 modules: guards of 3, 5 and 3, and twelve digits of 7. Each digit of the left half
is drawn in one of two ways, and which ones says the thirteenth digit, the first.
"""

import math
from collections.abc import Sequence
from functools import lru_cache

import cv2
import numpy as np
import numpy.typing as npt
from cv2.typing import MatLike

Rows = npt.NDArray[np.float32]
"""(n, SAMPLES): how dark it is along the symbol, quiet zones included."""
Choices = npt.NDArray[np.intp]
"""(n, 12): for each drawn digit the row of `LEFT` or of `RIGHT`."""

MODULES = 95
PER_MODULE = 4
"""Samples of a module."""
QUIET = 5
"""Modules of the quiet zones that are looked at; 11 and 7 are asked for, and not always there."""
SAMPLES = (MODULES + 2 * QUIET) * PER_MODULE
INSIDE = slice(QUIET * PER_MODULE, -QUIET * PER_MODULE)
DIGIT = 7
STARTS = (*range(3, 45, DIGIT), *range(50, 92, DIGIT))
"""First module of each drawn digit."""
LEVEL_OVER = 21 * PER_MODULE + 1
_LEAST_SPREAD = 2.0
_CONTRAST = 200.0
_PAD = 12
RADII = (0.5, 1.2, 1.8, 2.4)
"""Of the disc that a point out of focus becomes, in modules."""
TOO_BLURRED = RADII[-1]
"""What looks most like this or more isn't read: 3 looks like 7, and 2 like 9. Of seven photographs
two would be read, and two misread."""

_ODD_DIGITS = (
    "0001101",
    "0011001",
    "0010011",
    "0111101",
    "0100011",
    "0110001",
    "0101111",
    "0111011",
    "0110111",
    "0001011",
)
PARITIES = (
    "LLLLLL",
    "LLGLGG",
    "LLGGLG",
    "LLGGGL",
    "LGLLGG",
    "LGGLLG",
    "LGGGLL",
    "LGLGLG",
    "LGLGGL",
    "LGGLGL",
)
"""How the left digits are drawn, by the first digit."""


def _patterns(drawn: Sequence[str]) -> npt.NDArray[np.float32]:
    return np.array([[int(module) for module in one] for one in drawn], np.float32)


_ODD = _patterns(_ODD_DIGITS)
RIGHT = 1 - _ODD
LEFT = np.concatenate([_ODD, RIGHT[:, ::-1]])
"""The ten digits drawn with odd parity, then the ten with even parity."""


def modules(choices: Choices) -> npt.NDArray[np.float32]:
    """Draw symbols: (n, 95), 1 where a module is dark."""
    drawn = np.zeros((len(choices), MODULES), np.float32)
    drawn[:, [0, 2, 46, 48, 92, 94]] = 1
    for place, start in enumerate(STARTS):
        drawn[:, start : start + DIGIT] = (LEFT if place < 6 else RIGHT)[choices[:, place]]
    return drawn


@lru_cache
def optics(radius: float) -> npt.NDArray[np.float32]:
    """Give the matrix that turns modules, 1 where they are dark, into what is seen of them.

    Returns:
        (95, SAMPLES), 0 to 200.
    """
    sharp = np.eye(MODULES + 2 * _PAD, dtype=np.float32).repeat(PER_MODULE, axis=1)
    kernel = _disc(radius * PER_MODULE)
    blurred = cv2.filter2D(sharp, -1, kernel[None], borderType=cv2.BORDER_REPLICATE)
    away = (_PAD - QUIET) * PER_MODULE
    return np.ascontiguousarray(_CONTRAST * blurred[_PAD:-_PAD, away:-away], np.float32)


def seen(drawn: npt.NDArray[np.float32], radius: float) -> Rows:
    """Say how dark the samples of symbols are through a lens out of focus, levelled."""
    return levelled(drawn @ optics(radius))[0]


def levelled(rows: Rows) -> tuple[Rows, Rows]:
    """Even out light and contrast along the symbol; also give the contrast that there was.

    Args:
        rows: 0 to 255 or so, dark is more.
    """
    mean, spread = light(rows)
    return np.asarray((rows - mean) / spread, np.float32), spread


def light(rows: Rows) -> tuple[Rows, Rows]:
    """Give mean and spread of what is around each sample."""
    inside = np.ascontiguousarray(rows[:, INSIDE])
    over = (LEVEL_OVER, 1)
    mean = cv2.blur(inside, over, borderType=cv2.BORDER_REFLECT)
    square = cv2.blur(inside * inside, over, borderType=cv2.BORDER_REFLECT)
    spread = np.sqrt(np.maximum(square - mean * mean, _LEAST_SPREAD**2))
    return _with_edges(mean), _with_edges(spread)


def _with_edges(inside: MatLike) -> Rows:
    """Repeat the outer samples over the quiet zones; numpy.pad took a quarter of all the time."""
    whole = np.empty((len(inside), SAMPLES), np.float32)
    whole[:, INSIDE] = inside
    edge = QUIET * PER_MODULE
    whole[:, :edge] = inside[:, :1]
    whole[:, -edge:] = inside[:, -1:]
    return whole


def _disc(radius: float) -> npt.NDArray[np.float32]:
    """Give a disc of light as seen along one line, a little soft at its rim."""
    softness = 0.2 * radius + 0.6
    reach = math.ceil(radius + 3 * softness)
    at = np.linspace(-reach - 0.5, reach + 0.5, (2 * reach + 1) * 8)
    disc = np.sqrt(np.maximum(radius * radius - at * at, 0)).reshape(-1, 8).mean(axis=1)
    soft = cv2.getGaussianKernel(2 * math.ceil(3 * softness) + 1, softness).ravel()
    kernel = np.convolve(disc, soft, "same")
    return np.asarray(kernel / kernel.sum(), np.float32)
