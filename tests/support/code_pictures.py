"""Pictures of codes, made for tests."""

from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import segno
import zxingcpp

Picture = npt.NDArray[np.uint8]


def qr(content: str | bytes, *, scale: int = 4, encoding: str | None = None) -> Picture:
    """Draw a QR code, dark on light, with its quiet zone."""
    # segno 1.6 takes some bytes for Kanji that Kanji mode can't hold.
    mode = "byte" if isinstance(content, bytes) else None
    code = segno.make(content, micro=False, mode=mode, encoding=encoding, boost_error=False)
    rows = [[0 if dark else 255 for dark in row] for row in code.matrix_iter(scale=scale, border=6)]
    return np.array(rows, np.uint8)


def code(symbology: zxingcpp.BarcodeFormat, content: str, *, options: str = "") -> Picture:
    """Draw a code of any symbology, dark on light, with some room around."""
    made = zxingcpp.create_barcode(content, symbology, options=options)
    picture = np.array(zxingcpp.write_barcode_to_image(made, scale=3), np.uint8)
    return np.pad(picture, 40, constant_values=255)


def beside(*pictures: Picture) -> Picture:
    """Put pictures into a row on white."""
    height = max(picture.shape[0] for picture in pictures)
    filled = [
        np.pad(picture, ((0, height - picture.shape[0]), (0, 0)), constant_values=255)
        for picture in pictures
    ]
    return np.hstack(filled)


def texture(seed: int, shape: tuple[int, int] = (480, 640)) -> Picture:
    """Draw what has edges of many sizes and holds no code."""
    random = np.random.default_rng(seed)
    fine = random.integers(0, 256, shape, dtype=np.uint8)
    coarse = cv2.resize(fine[:30, :40], (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC)
    stripes = np.tile((np.arange(shape[1]) // 3 % 2 * 90).astype(np.uint8), (shape[0], 1))
    mixed = cv2.addWeighted(coarse, 0.6, cv2.GaussianBlur(fine, (0, 0), 1.5), 0.4, 0)
    return np.asarray(cv2.add(mixed, stripes) if seed % 2 else mixed, np.uint8)


def save(folder: Path, name: str, picture: Picture) -> Path:
    """Write a picture into a folder in the format of its suffix."""
    path = folder / name
    path.write_bytes(cv2.imencode(path.suffix, picture)[1].tobytes())
    return path
