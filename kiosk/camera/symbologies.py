"""Which symbologies the station wants of zxing-cpp, and which of them prove something at once.

1D symbologies have one weak check digit or none, so that one read of them is no proof
(`is_weak`). Identifiers are those of ISO/IEC 15424.
"""

from zxingcpp import BarcodeFormat, BarcodeFormats

MATRIX = BarcodeFormats(
    [
        BarcodeFormat.QRCode,
        BarcodeFormat.MicroQRCode,
        BarcodeFormat.RMQRCode,
        BarcodeFormat.DataMatrix,
    ]
)
LINEAR = BarcodeFormats(
    [
        BarcodeFormat.EAN13,
        BarcodeFormat.EAN8,
        BarcodeFormat.UPCA,
        BarcodeFormat.UPCE,
        BarcodeFormat.ITF14,
        BarcodeFormat.Code128,
        BarcodeFormat.DataBar,
        BarcodeFormat.DataBarExp,
    ]
)
QR_ONLY = BarcodeFormats([BarcodeFormat.QRCode, BarcodeFormat.MicroQRCode, BarcodeFormat.RMQRCode])
ALL = BarcodeFormats([*MATRIX, *LINEAR])

_STRONG = frozenset(str(symbology) for symbology in MATRIX)


def is_weak(name: str) -> bool:
    """Say whether one read of this symbology proves too little."""
    return name not in _STRONG
