"""Frames as a station's camera gives them, made from seeds: 1280x960 luma, with a code and without.

A code lies on a label, turned and seen a little from the side, in front of shelves; light falls
off to one side, the lens is a little soft, and the sensor adds noise.
"""

from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import segno
import zxingcpp

from benchmarks import goods
from kiosk.camera.pictures import SUFFIXES, load_luma

Luma = npt.NDArray[np.uint8]

WIDTH_PX, HEIGHT_PX = 1280, 960
_NOISE = 2.0
_SOFTNESS_PX = 1.0
_PAPER = 235


def with_qr(seed: int) -> Luma:
    """Make a frame that shows a QR code with a GS1 Digital Link, 200 to 420 pixels wide."""
    random = np.random.default_rng(seed)
    code = segno.make(goods.link(seed), micro=False)
    modules = [[0 if dark else 255 for dark in row] for row in code.matrix_iter(border=4)]
    side_px = int(random.integers(200, 420))
    picture = np.array(modules, np.uint8)
    label = cv2.resize(picture, (side_px, side_px), interpolation=cv2.INTER_NEAREST)
    return _photographed(random, np.asarray(label, np.uint8))


def with_ean(seed: int) -> Luma:
    """Make a frame that shows an EAN-13, its thinnest bar 2 to 4 pixels wide."""
    random = np.random.default_rng(seed)
    made = zxingcpp.create_barcode(f"893521740{seed % 1000:03}", zxingcpp.BarcodeFormat.EAN13)
    bars = np.array(zxingcpp.write_barcode_to_image(made, scale=int(random.integers(2, 5))))
    label = np.pad(np.asarray(bars, np.uint8), 40, constant_values=_PAPER)
    return _photographed(random, label)


def without_code(seed: int) -> Luma:
    """Make a frame of shelves with packets, edges and letters, and no code."""
    random = np.random.default_rng(seed)
    return _exposed(random, _shelves(random))


def photographs(folder: Path) -> list[Luma]:
    """Load photographs of codes, none wider or higher than a frame of the camera."""
    found = sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES)
    return [_fitted(load_luma(path)) for path in found]


def _photographed(random: np.random.Generator, label: Luma) -> Luma:
    height, width = label.shape
    here = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    angle = np.deg2rad(random.uniform(-25, 25))
    turn = np.array([(np.cos(angle), -np.sin(angle)), (np.sin(angle), np.cos(angle))])
    centre = np.array([width / 2, height / 2])
    reach = max(width, height)
    slant = random.uniform(-0.04, 0.04, (4, 2)) * reach
    place = np.array([WIDTH_PX / 2, HEIGHT_PX / 2]) + random.uniform(-120, 120, 2)
    there = ((here - centre) @ turn.T + slant + place).astype(np.float32)
    how = cv2.getPerspectiveTransform(here, there)
    size = (WIDTH_PX, HEIGHT_PX)
    moved = cv2.warpPerspective(label, how, size, flags=cv2.INTER_AREA)
    mask = cv2.warpPerspective(np.full_like(label, 255), how, size)
    scene = _shelves(random)
    scene[mask > 127] = np.asarray(moved, np.uint8)[mask > 127]
    return _exposed(random, scene)


def _shelves(random: np.random.Generator) -> Luma:
    scene = np.full((HEIGHT_PX, WIDTH_PX), int(random.integers(60, 140)), np.uint8)
    for _ in range(30):
        left, top = int(random.integers(WIDTH_PX)), int(random.integers(HEIGHT_PX))
        right = left + int(random.integers(40, 300))
        bottom = top + int(random.integers(30, 220))
        tone = int(random.integers(20, 240))
        cv2.rectangle(scene, (left, top), (right, bottom), tone, -1)
        cv2.putText(
            scene,
            "CHO HOM 2026",
            (left, bottom),
            cv2.FONT_HERSHEY_SIMPLEX,
            random.uniform(0.5, 1.5),
            255 - tone,
            2,
        )
    return scene


def _exposed(random: np.random.Generator, scene: Luma) -> Luma:
    light = np.linspace(0.7, 1.05, WIDTH_PX, dtype=np.float32)
    soft = cv2.GaussianBlur(scene, (0, 0), _SOFTNESS_PX).astype(np.float32) * light
    noisy = soft + random.normal(0, _NOISE, scene.shape).astype(np.float32)
    return np.asarray(np.clip(noisy, 0, 255), np.uint8)


def _fitted(luma: Luma) -> Luma:
    height, width = luma.shape
    scale = min(WIDTH_PX / width, HEIGHT_PX / height, 1.0)
    if scale == 1.0:
        return luma
    size = (round(width * scale), round(height * scale))
    return np.asarray(cv2.resize(luma, size, interpolation=cv2.INTER_AREA), np.uint8)
