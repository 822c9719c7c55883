"""The first decoder, zxing-cpp.

Facts about 3.1: it gives content, symbology identifier and corners, decodes text as the symbol says
(ECI), else as UTF-8, else as it guesses (Latin-1 or Shift JIS, never UTF-16), looks for inverted
and turned codes itself, and releases the GIL. Turned means by a right angle for bar codes; matrix
codes are found at any. A UPC-A code comes as EAN-13 with a leading zero.
"""

from collections.abc import Callable

import zxingcpp

from kiosk.camera.port import Luma
from kiosk.camera.reading.symbologies import is_weak
from kiosk.camera.reading.text import text_of
from kiosk.camera.sighting import Sighting

Decode = Callable[[Luma], list[Sighting]]

ZXING = "zxing-cpp"
_MAX_CODES = 50
_LARGE_MICRO = frozenset({"M3", "M4"})
"""Micro QR codes with six check codewords and more; M1 finds errors only, M2 corrects few."""


def zxing(
    formats: zxingcpp.BarcodeFormats,
    *,
    turned: bool = True,
    binarizer: zxingcpp.Binarizer = zxingcpp.Binarizer.LocalAverage,
) -> Decode:
    """Make the function that reads codes of these symbologies.

    Args:
        turned: look for bar codes whose bars lie flat as well.
        binarizer: how it tells dark from light.
    """

    def decode(luma: Luma) -> list[Sighting]:
        found = zxingcpp.read_barcodes(
            luma,
            formats=formats,
            try_rotate=turned,
            binarizer=binarizer,
            text_mode=zxingcpp.TextMode.Plain,
        )
        return [_sighting(code) for code in found[:_MAX_CODES]]

    return decode


def _sighting(code: zxingcpp.Barcode) -> Sighting:
    at = code.position
    name = str(code.format)
    payload = bytes(code.bytes)
    return Sighting(
        text=text_of(payload, code.symbology_identifier, code.text),
        payload=payload,
        format=name,
        symbology=code.symbology_identifier,
        corners=(
            (at.top_left.x, at.top_left.y),
            (at.top_right.x, at.top_right.y),
            (at.bottom_right.x, at.bottom_right.y),
            (at.bottom_left.x, at.bottom_left.y),
        ),
        confirmed=not is_weak(name) or _version(code) in _LARGE_MICRO,
        decoder=ZXING,
    )


def _version(code: zxingcpp.Barcode) -> object:
    """Give the version of a QR or Micro QR code; other symbols have none."""
    extra = code.extra
    return extra.get("Version") if isinstance(extra, dict) else None
