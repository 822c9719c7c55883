"""Which symbologies the station wants, and what each decoder calls them.

1D symbologies have one weak check digit or none, so that one read of them is no proof
(`is_weak`). Identifiers are those of ISO/IEC 15424.
"""

from pyzbar.pyzbar import ZBarSymbol
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

ZBAR_SYMBOLS = (
    ZBarSymbol.QRCODE,
    ZBarSymbol.EAN13,
    ZBarSymbol.EAN8,
    ZBarSymbol.UPCA,
    ZBarSymbol.UPCE,
)
"""With all its symbologies zbar reads codes in pictures that hold none."""

ZBAR_NAMES = {
    "QRCODE": ("QR Code", "]Q1"),
    "EAN13": ("EAN-13", "]E0"),
    "EAN8": ("EAN-8", "]E4"),
    "UPCA": ("UPC-A", "]E0"),
    "UPCE": ("UPC-E", "]E0"),
}
"""zbar's type to the name and the identifier that zxing-cpp uses."""

_STRONG = frozenset(str(symbology) for symbology in MATRIX)


def is_weak(name: str) -> bool:
    """Say whether one read of this symbology proves too little."""
    return name not in _STRONG
