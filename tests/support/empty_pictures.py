"""Pictures of what is before a camera and holds no code: text, fabric, moire, noise."""

import cv2
import numpy as np

from tests.support.code_pictures import Picture, texture

WORDS = ("Rau muong", "LOT 7", "8934673573290", "HSD 12/2026", "|||| |||", "#=#=#", "1 kg")


def empty(seed: int, shape: tuple[int, int] = (240, 320)) -> Picture:
    """Draw one of several kinds of pictures without a code."""
    kinds = (texture, noise, moire, text, fabric)
    return kinds[seed % len(kinds)](seed, shape)


def noise(seed: int, shape: tuple[int, int]) -> Picture:
    """Draw noise of a grain between one and six pixels."""
    random = np.random.default_rng(seed)
    grain = 1 + seed // 5 % 6
    small = random.integers(0, 256, (shape[0] // grain + 1, shape[1] // grain + 1), dtype=np.uint8)
    large = small.repeat(grain, axis=0).repeat(grain, axis=1)
    return np.ascontiguousarray(large[: shape[0], : shape[1]])


def moire(seed: int, shape: tuple[int, int]) -> Picture:
    """Draw a screen's grid as a sensor's grid shows it."""
    random = np.random.default_rng(seed)
    rows, columns = np.mgrid[0 : shape[0], 0 : shape[1]].astype(np.float64)
    tones = np.full(shape, 127.0)
    for _ in range(3):
        pitch, angle = random.uniform(2.1, 14), random.uniform(0, np.pi)
        phase = (columns * np.cos(angle) + rows * np.sin(angle)) * 2 * np.pi / pitch
        tones += 42 * np.sign(np.sin(phase))
    return np.asarray(np.clip(tones, 0, 255), np.uint8)


def text(seed: int, shape: tuple[int, int]) -> Picture:
    """Draw a label without a code."""
    random = np.random.default_rng(seed)
    label = np.full(shape, 230, np.uint8)
    for row in range(12, shape[0], 16):
        word = "  ".join(random.choice(WORDS, 4))
        size = float(random.uniform(0.3, 0.7))
        cv2.putText(label, word, (4, row), cv2.FONT_HERSHEY_DUPLEX, size, (25.0,), 1)
    for _ in range(4):
        x, y = (int(random.integers(0, side - 40)) for side in (shape[1], shape[0]))
        for inset in (0, 6, 12):
            corners = (x + inset, y + inset), (x + 40 - inset, y + 40 - inset)
            cv2.rectangle(label, *corners, (20.0,), 3)
    return label


def fabric(seed: int, shape: tuple[int, int]) -> Picture:
    """Draw a check pattern in folds."""
    random = np.random.default_rng(seed)
    rows, columns = np.mgrid[0 : shape[0], 0 : shape[1]].astype(np.float64)
    rows += 4 * np.sin(columns / random.uniform(15, 40))
    columns += 4 * np.sin(rows / random.uniform(15, 40))
    pitch = random.uniform(4, 20)
    weft, warp = (np.sin(axis * 2 * np.pi / pitch) > 0.2 for axis in (rows, columns))
    tones = 60.0 + 80 * weft + 80 * warp + random.normal(0, 6, shape)
    return np.asarray(np.clip(tones, 0, 255), np.uint8)
