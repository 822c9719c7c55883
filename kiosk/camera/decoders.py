"""The two decoders, each behind one function: luma in, sightings out.

Facts: zxing-cpp 3.1 gives content, symbology identifier and corners, releases the GIL, and looks
for inverted and turned codes itself. zbar 0.23 turns the content of a QR code into UTF-8 by a guess
that is wrong for much of Vietnamese (it takes UTF-8 for Shift JIS or Big5), so its text is mended
where that guess can be undone. This file is the home of both libraries.
"""

from collections.abc import Callable

import numpy as np
import zxingcpp
from pyzbar import pyzbar

from kiosk.camera.port import Luma
from kiosk.camera.sighting import Corner, Sighting
from kiosk.camera.symbologies import ZBAR_NAMES, ZBAR_SYMBOLS, is_weak

Decode = Callable[[Luma], list[Sighting]]

_MAX_CODES = 50
_WRONG_GUESSES = ("cp932", "big5", "euc_jp")


def zxing(formats: zxingcpp.BarcodeFormats) -> Decode:
    """Make the function that reads codes of these symbologies with zxing-cpp."""

    def decode(luma: Luma) -> list[Sighting]:
        found = zxingcpp.read_barcodes(luma, formats=formats, text_mode=zxingcpp.TextMode.Plain)
        return [_of_zxing(code) for code in found[:_MAX_CODES]]

    return decode


def zbar(luma: Luma) -> list[Sighting]:
    """Read QR and EAN codes with zbar."""
    height_px, width_px = luma.shape
    picture = (np.ascontiguousarray(luma).tobytes(), width_px, height_px)
    found = pyzbar.decode(picture, symbols=list(ZBAR_SYMBOLS))
    return [_of_zbar(code) for code in found[:_MAX_CODES] if code.type in ZBAR_NAMES]


def _of_zxing(code: zxingcpp.Barcode) -> Sighting:
    at = code.position
    name = str(code.format)
    return Sighting(
        text=code.text,
        payload=bytes(code.bytes),
        format=name,
        symbology=code.symbology_identifier,
        corners=(
            (at.top_left.x, at.top_left.y),
            (at.top_right.x, at.top_right.y),
            (at.bottom_right.x, at.bottom_right.y),
            (at.bottom_left.x, at.bottom_left.y),
        ),
        confirmed=not is_weak(name),
        decoder="zxing-cpp",
    )


def _of_zbar(code: pyzbar.Decoded) -> Sighting:
    name, symbology = ZBAR_NAMES[code.type]
    text = mend_guess(code.data.decode("utf-8", errors="replace"))
    return Sighting(
        text=text,
        payload=text.encode(),
        format=name,
        symbology=symbology,
        corners=_corners_of_zbar(code),
        confirmed=not is_weak(name),
        decoder="zbar",
    )


def _corners_of_zbar(code: pyzbar.Decoded) -> tuple[Corner, Corner, Corner, Corner]:
    """Order a polygon clockwise from the top left; a bar code's is only the line that read it."""
    points = [(float(point.x), float(point.y)) for point in code.polygon]
    if len(points) != 4:
        box = code.rect
        left, top = float(box.left), float(box.top)
        right, bottom = left + box.width, top + box.height
        return (left, top), (right, top), (right, bottom), (left, bottom)
    points.sort(key=lambda point: point[1])
    upper, lower = sorted(points[:2]), sorted(points[2:])
    return upper[0], upper[1], lower[1], lower[0]


def mend_guess(text: str) -> str:
    """Undo zbar's guess where the bytes behind it are UTF-8 after all.

    A text that really was Shift JIS or Big5 is practically never valid UTF-8 as well.
    """
    if text.isascii():
        return text
    for guess in _WRONG_GUESSES:
        try:
            return text.encode(guess).decode("utf-8")
        except UnicodeError:
            continue
    return text
