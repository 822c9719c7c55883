"""Frames without a code, made to fool a decoder: parts of free photographs, and patterns.

The photographs are those that the package scikit-image ships (`make bench-decode` fetches its wheel
into .cache, for these files alone). Patterns are what codes are mistaken for: noise, moire, text,
fabric, tiles, blinds. Every frame is another one, made from its number.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import cv2
import numpy as np

from benchmarks.scenes import Luma
from kiosk.camera.pictures import load_luma

WIDTH_PX, HEIGHT_PX = 1280, 960
LEAST_BYTES = 15_000
"""Smaller files of the package are drawings."""
_WORDS = ("RAU SACH", "25.000 d/kg", "HSD 30/11", "LO A7", "12345", "0987 654 321", "|||||", "[]")


def photographs(folder: Path | None) -> list[Luma]:
    """Load the photographs of a package's data folder; none where there is no folder."""
    if folder is None:
        return []
    found = [file for file in sorted(folder.iterdir()) if file.suffix in {".png", ".jpg"}]
    return [load_luma(file) for file in found if file.stat().st_size >= LEAST_BYTES]


def frames(count: int, photos: Sequence[Luma]) -> Iterator[Luma]:
    """Give frames without a code; where there are photographs, two of three are parts of one."""
    patterns: Sequence[Callable[[np.random.Generator], Luma]] = (_noise, _moire, _text, _fabric)
    for number in range(count):
        random = np.random.default_rng(number)
        if photos and number % 3:
            scene = _part(random, photos[number % len(photos)])
        else:
            scene = patterns[number // 3 % len(patterns)](random)
        yield _exposed(random, scene)


def _part(random: np.random.Generator, photo: Luma) -> Luma:
    height, width = photo.shape
    share = float(random.uniform(0.3, 1))
    high, wide = max(16, int(height * share)), max(16, int(width * share))
    top = int(random.integers(0, height - high + 1))
    left = int(random.integers(0, width - wide + 1))
    part = np.rot90(photo[top : top + high, left : left + wide], int(random.integers(4)))
    return _sized(part)


def _noise(random: np.random.Generator) -> Luma:
    cell = int(random.integers(1, 24))
    small = random.integers(0, 256, (HEIGHT_PX // cell + 1, WIDTH_PX // cell + 1), np.uint8)
    if random.random() < 0.5:
        small = np.where(small < 128, np.uint8(20), np.uint8(230))
    grown = small.repeat(cell, axis=0).repeat(cell, axis=1)
    return np.ascontiguousarray(grown[:HEIGHT_PX, :WIDTH_PX])


def _moire(random: np.random.Generator) -> Luma:
    rows, columns = np.mgrid[0:HEIGHT_PX, 0:WIDTH_PX].astype(np.float32)
    waves = np.zeros((HEIGHT_PX, WIDTH_PX), np.float32)
    for _ in range(int(random.integers(2, 5))):
        angle, length = random.uniform(0, math.pi), random.uniform(2.2, 14)
        along = columns * math.cos(angle) + rows * math.sin(angle)
        waves += np.sign(np.sin(along * (2 * math.pi / length)))
    spread = float(np.ptp(waves)) or 1.0
    return np.asarray((waves - waves.min()) * (235 / spread) + 10, np.float32).astype(np.uint8)


def _text(random: np.random.Generator) -> Luma:
    page = np.full((HEIGHT_PX, WIDTH_PX), 235, np.uint8)
    size = float(random.uniform(0.4, 1.8))
    for row in range(int(30 * size), HEIGHT_PX, int(34 * size)):
        plain = " ".join(random.choice(_WORDS, 12))
        bold = max(1, int(2 * size))
        cv2.putText(page, plain, (8, row), cv2.FONT_HERSHEY_SIMPLEX, size, 25, bold)
    return page


def _fabric(random: np.random.Generator) -> Luma:
    pitch = int(random.integers(3, 40))
    rows, columns = np.mgrid[0:HEIGHT_PX, 0:WIDTH_PX]
    weave = (rows // pitch + columns // pitch) % 2 if random.random() < 0.5 else rows // pitch % 2
    threads = (columns % pitch < pitch // 2) ^ weave.astype(np.bool_)
    return np.where(threads, np.uint8(60), np.uint8(200))


def _exposed(random: np.random.Generator, scene: Luma) -> Luma:
    lit = scene.astype(np.float32) * float(random.uniform(0.3, 1.2))
    soft = cv2.GaussianBlur(lit, (0, 0), float(random.uniform(0.3, 2)))
    noisy = soft + random.normal(0, float(random.uniform(0, 8)), scene.shape).astype(np.float32)
    return np.clip(noisy, 0, 255).astype(np.uint8)


def _sized(part: Luma) -> Luma:
    size = (WIDTH_PX, HEIGHT_PX)
    return np.asarray(cv2.resize(part, size, interpolation=cv2.INTER_CUBIC), np.uint8)
