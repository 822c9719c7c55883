"""What the station's decoder is compared with: bare libraries and the best cascade of plain passes.

All see the same picture and are told what kind of code it shows, which the station is not.
"""

from collections.abc import Callable, Mapping, Sequence

import cv2
import numpy as np
import zxingcpp
from pyzbar import pyzbar

from benchmarks.scenes import Luma
from benchmarks.truth import Kind
from kiosk.camera.reading.decoder import Decoder

Read = Callable[[Luma, Kind], Sequence[str]]
"""Gives the texts found in a picture of this kind."""

STATION = "station, all passes"
ZXING = "zxing-cpp alone"
PYZBAR = "pyzbar alone"
OPENCV = "OpenCV's detectors"
CASCADE = "cascade A"
_FORMATS = {
    Kind.QR: zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode]),
    Kind.EAN: zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.EAN13]),
}
_SYMBOLS = {Kind.QR: [pyzbar.ZBarSymbol.QRCODE], Kind.EAN: [pyzbar.ZBarSymbol.EAN13]}
_Step = tuple[Callable[[Luma], Luma], Callable[[Luma, Kind], Sequence[str]]]


def readers() -> Mapping[str, Read]:
    """Make one of each, in the order in which they stand in the tables."""
    station = Decoder()
    detector, bars = cv2.QRCodeDetector(), cv2.barcode.BarcodeDetector()

    def opencv(luma: Luma, kind: Kind) -> Sequence[str]:
        # Both raise on texts that aren't UTF-8, and on some pictures.
        try:
            if kind is Kind.QR:
                return list(detector.detectAndDecodeMulti(luma)[1])
            return list(bars.detectAndDecodeWithType(luma)[1])
        except (cv2.error, UnicodeDecodeError):
            return ()

    return {
        STATION: lambda luma, _: [code.text for code in station.decode_still(luma)],
        CASCADE: _cascade_a,
        ZXING: _zxing,
        PYZBAR: _pyzbar,
        OPENCV: opencv,
    }


def _zxing(luma: Luma, kind: Kind) -> Sequence[str]:
    found = zxingcpp.read_barcodes(luma, formats=_FORMATS[kind], text_mode=zxingcpp.TextMode.Plain)
    return [code.text for code in found]


def _pyzbar(luma: Luma, kind: Kind) -> Sequence[str]:
    found = pyzbar.decode(luma, symbols=_SYMBOLS[kind])
    return [code.data.decode("utf-8", "replace") for code in found]


def _cascade_a(luma: Luma, kind: Kind) -> Sequence[str]:
    """Read as the best cascade of plain passes without a model does, until something is found."""
    for prepare, read in _CASCADES[kind]:
        found = read(prepare(luma), kind)
        if found:
            return found
    return ()


def _as_it_is(luma: Luma) -> Luma:
    return luma


def _twice(luma: Luma) -> Luma:
    larger = cv2.resize(luma, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    return np.asarray(larger, np.uint8)


def _threshold(luma: Luma) -> Luma:
    kind = cv2.ADAPTIVE_THRESH_GAUSSIAN_C
    return np.asarray(cv2.adaptiveThreshold(luma, 255, kind, cv2.THRESH_BINARY, 51, 7), np.uint8)


def _contrast(luma: Luma) -> Luma:
    return np.asarray(cv2.createCLAHE(2.0, (8, 8)).apply(luma), np.uint8)


_CASCADES: Mapping[Kind, Sequence[_Step]] = {
    Kind.QR: (
        (_as_it_is, _zxing),
        (_twice, _zxing),
        (_threshold, _zxing),
        (_contrast, _zxing),
        (_threshold, _pyzbar),
    ),
    Kind.EAN: ((_as_it_is, _zxing), (_contrast, _zxing), (_contrast, _pyzbar)),
}
