"""Pictures of bars as a lens shows them that is out of focus, made for tests."""

import math

import cv2
import numpy as np
import numpy.typing as npt

from kiosk.camera.reading.bars import ean
from tests.support.code_pictures import Picture

Bars = npt.NDArray[np.float32]
"""(n,): 1 where a module is dark."""
FINE = 16


def ean_bars(text: str) -> Bars:
    """Give the modules of an EAN-13; its check digit may be wrong."""
    parity = ean.PARITIES[int(text[0])]
    left = [int(d) + 10 * (way == "G") for d, way in zip(text[1:7], parity, strict=True)]
    drawn = ean.modules(np.array([[*left, *map(int, text[7:])]], np.intp))
    return np.asarray(drawn[0], np.float32)


def with_check(twelve: str) -> str:
    """Add the check digit."""
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(twelve))
    return f"{twelve}{-total % 10}"


def any_bars(random: np.random.Generator) -> Bars:
    """Give 95 modules of bars and spaces of one to four modules that are no symbol."""
    modules: list[float] = []
    while len(modules) < ean.MODULES:
        modules += [1.0 - len(modules) % 2] * int(random.integers(1, 5))
        modules += [0.0] * int(random.integers(1, 5))
    modules = modules[: ean.MODULES]
    modules[-1] = 1.0
    return np.array(modules, np.float32)


def disc_blurred(picture: Picture, radius_px: float) -> Picture:
    """Blur as a lens does that is out of focus: each point becomes a disc."""
    reach = math.ceil(radius_px)
    rows, columns = np.mgrid[-reach : reach + 1, -reach : reach + 1]
    disc = (rows**2 + columns**2 <= radius_px**2).astype(np.float32)
    return np.asarray(cv2.filter2D(picture, -1, disc / disc.sum()), np.uint8)


def under_a_finger(picture: Picture, random: np.random.Generator) -> Picture:
    """Hide a part behind a soft grey oval."""
    height, width = picture.shape
    middle = (int(random.uniform(0.1, 0.9) * width), int(random.uniform(0.3, 0.7) * height))
    size = (int(random.uniform(8, 30)), int(random.uniform(20, 70)))
    oval = np.zeros(picture.shape, np.float32)
    cv2.ellipse(oval, middle, size, random.uniform(-30, 30), 0, 360, (1.0,), -1)
    oval = np.asarray(cv2.GaussianBlur(oval, (0, 0), 3), np.float32)
    return np.asarray(picture * (1 - oval) + random.uniform(60, 200) * oval, np.uint8)


def seen_bars(
    bars: Bars,
    module_px: float = 2.5,
    *,
    blur: float = 0.3,
    angle: float = 0.0,
    light: tuple[float, float] = (35, 235),
    noise: float = 4.0,
) -> Picture:
    """Draw bars on paper, with quiet zones.

    Args:
        blur: sigma in modules.
        angle: in degrees.
        light: of dark and of light modules, 0 to 255.
    """
    dark, white = light
    fine = white - (white - dark) * np.pad(bars, 12).repeat(FINE)
    width = round(len(fine) / FINE * module_px)
    row = cv2.resize(fine[None].astype(np.float32), (width, 1), interpolation=cv2.INTER_AREA)
    # Turned, it must have room.
    room = 40 + round(abs(math.sin(math.radians(angle))) * width / 2)
    label = np.pad(np.repeat(row, 90, axis=0), ((room, room), (30, 30)), constant_values=white)
    label = np.asarray(cv2.GaussianBlur(label, (0, 0), blur * module_px), np.float32)
    height, width = label.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
    turned = cv2.warpAffine(label, turn, (width, height), borderMode=cv2.BORDER_REPLICATE)
    grain = np.random.default_rng(0).normal(0, noise, turned.shape)
    return np.asarray(np.clip(np.asarray(turned) + grain, 0, 255), np.uint8)
