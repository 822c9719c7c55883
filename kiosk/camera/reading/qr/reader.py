"""Reads QR codes whose finder patterns can be found, though their modules lie on no straight line.

See `kiosk.camera.reading.qr.finder`, `grid` and `repair` for the three steps. What is repaired is
drawn anew and read by zxing-cpp, which knows modes, encodings and identifiers.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import cv2
import numpy as np
import zxingcpp

from kiosk.camera.port import Luma
from kiosk.camera.reading.qr import finder, grid
from kiosk.camera.reading.qr.finder import Trio
from kiosk.camera.reading.qr.grid import Homography, Modules
from kiosk.camera.reading.qr.repair import repair
from kiosk.camera.reading.qr.symbol import Flags
from kiosk.camera.reading.text import text_of
from kiosk.camera.reading.zxing import Decode
from kiosk.camera.sighting import Corner, Sighting

GRID = "grid"
TRIOS = 3
"""More arrangements of finder patterns aren't tried: of a true symbol's the best is the first."""
CERTAIN = 0.85
"""With so much of the fixed patterns where a plane would have them, no other size is tried."""
SIZES = 3
QUIET = 4
_DRAWN_PX = 4
_FORMATS = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """The modules of what looks like a symbol.

    Attributes:
        corners: of the symbol in the picture, top left first, clockwise.
    """

    modules: Modules
    corners: tuple[Corner, Corner, Corner, Corner]


def samples(luma: Luma, block_px: int, shrink: int = 1) -> Iterator[Sample]:
    """Sample what looks like QR symbols; each is given straight, then as it may be bent.

    Args:
        block_px, shrink: see `finder.find`.
    """
    for trio in finder.arrange(finder.find(luma, block_px, shrink))[:TRIOS]:
        for flat in sorted(_flats(luma, trio), key=lambda one: -one.likeness)[:SIZES]:
            modules = grid.sample(flat.level, flat.dimension)
            if modules is None:
                continue
            corners = _corners(flat.homography, flat.dimension)
            yield Sample(modules=modules, corners=corners)
            modules = grid.sample(grid.straighten(flat.level, flat.dimension), flat.dimension)
            if modules is not None:
                yield Sample(modules=modules, corners=corners)
            break


def bent(
    block_share: float,
    shrink: int = 1,
    together: Callable[[Sample], Sample | None] | None = None,
) -> Decode:
    """Make the function that reads QR codes on bent, folded and partly hidden surfaces.

    Args:
        block_share: surroundings that a pixel must be darker than, as a share of the picture's
            shorter side.
        shrink: see `finder.find`.
        together: adds up what several frames say of one symbol.
    """

    def decode(luma: Luma) -> list[Sighting]:
        for sample in samples(luma, round(min(luma.shape) * block_share), shrink):
            found = read(sample)
            if found is None and together is not None:
                summed = together(sample)
                found = None if summed is None else read(summed)
            if found is not None:
                return [found]
        return []

    return decode


def read(sample: Sample) -> Sighting | None:
    """Read a symbol from its modules; None where too many of them are wrong or unknown."""
    modules = sample.modules
    uneven = modules - 0.7 * cv2.blur(modules, (9, 9))
    for evened in (modules, np.asarray(uneven, np.float32)):
        dark = repair(evened)
        if dark is not None:
            found = zxingcpp.read_barcodes(
                _draw(dark),
                formats=_FORMATS,
                is_pure=True,
                try_rotate=False,
                try_invert=False,
                try_downscale=False,
                text_mode=zxingcpp.TextMode.Plain,
            )
            # A word of zeros is a valid one, and says nothing.
            if found and found[0].text:
                return _sighting(found[0], sample.corners)
    return None


@dataclass(frozen=True, slots=True)
class _Flat:
    """A symbol laid flat, and how much of the fixed patterns is where a plane would have them."""

    likeness: float
    dimension: int
    homography: Homography
    level: grid.Level


def _flats(luma: Luma, trio: Trio) -> Iterator[_Flat]:
    for dimension in grid.dimensions(trio):
        homography = grid.plane(trio, dimension)
        if homography is None:
            continue
        level = grid.flatten(luma, homography, dimension)
        likeness = grid.likeness(grid.glance(level, dimension))
        yield _Flat(likeness, dimension, homography, level)
        if likeness >= CERTAIN:
            break


def _corners(homography: Homography, dimension: int) -> tuple[Corner, Corner, Corner, Corner]:
    square = np.array([(0, 0), (1, 0), (1, 1), (0, 1)], np.float64) * dimension
    first, second, third, fourth = (
        (float(x), float(y)) for x, y in grid.project(homography, square)
    )
    return first, second, third, fourth


def _draw(dark: Flags) -> Luma:
    quiet = np.pad(np.where(dark, 0, 255).astype(np.uint8), QUIET, constant_values=255)
    return np.ascontiguousarray(quiet.repeat(_DRAWN_PX, axis=0).repeat(_DRAWN_PX, axis=1))


def _sighting(code: zxingcpp.Barcode, corners: tuple[Corner, Corner, Corner, Corner]) -> Sighting:
    payload = bytes(code.bytes)
    return Sighting(
        text=text_of(payload, code.symbology_identifier, code.text),
        payload=payload,
        format=str(code.format),
        symbology=code.symbology_identifier,
        corners=corners,
        confirmed=False,
        decoder=GRID,
    )
