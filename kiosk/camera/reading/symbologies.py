"""Which symbologies the station wants of zxing-cpp, and which of them prove something at once.

1D symbologies have one weak check digit or none, and the smallest Micro QR code finds an error but
corrects none, so that one read of them is no proof (`is_weak`). Identifiers are those of ISO/IEC
15424.
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
LARGE_QR = BarcodeFormats([BarcodeFormat.QRCodeModel2])
"""What is safe to look for again and again; the smallest Micro QR code has two check codewords.

To zxing-cpp 3.1 `QRCode` means Micro QR and rMQR codes as well.
"""
OTHERS = BarcodeFormats([BarcodeFormat.DataMatrix, *LINEAR])
ALL = BarcodeFormats([*QR_ONLY, *OTHERS])

_STRONG = frozenset(str(symbology) for symbology in MATRIX) - {str(BarcodeFormat.MicroQRCode)}


def is_weak(name: str) -> bool:
    """Say whether one read of this symbology proves too little."""
    return name not in _STRONG
