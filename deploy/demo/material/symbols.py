"""The codes that stand on the goods, drawn one pixel a module, black 0 on white 255.

segno makes the QR codes; zxing-cpp's writer those that carry GS1 element strings (FNC1 in the first
position) and EAN-13. Facts: EMVCo QR Code Specification for merchant-presented mode (tag, length,
value; tag 63 is CRC-16/CCITT-FALSE), NAPAS's VietQR inside its tag 38.
"""

import numpy as np
import segno
import zxingcpp

from deploy.demo.material.canvas import Bytes

QUIET_QR = 4
QUIET_MATRIX = 2
EAN13_MODULES = 95


def qr(text: str, level: str = "m") -> Bytes:
    """Draw a QR code with its quiet zone."""
    matrix = segno.make(text, error=level, boost_error=False, micro=False).matrix
    dark = np.array([list(row) for row in matrix], np.uint8)
    return _framed(dark, QUIET_QR)


def gs1_qr(element_string: str) -> Bytes:
    """Draw a GS1 QR code.

    Args:
        element_string: in brackets, `(01)...(10)...`.
    """
    return _gs1(element_string, zxingcpp.BarcodeFormat.QRCode, QUIET_QR)


def gs1_matrix(element_string: str) -> Bytes:
    """Draw a GS1 Data Matrix.

    Args:
        element_string: in brackets, `(01)...(10)...`.
    """
    return _gs1(element_string, zxingcpp.BarcodeFormat.DataMatrix, QUIET_MATRIX)


def ean13_bars(digits: str) -> Bytes:
    """Draw the bars of an EAN-13 as one row of modules, without quiet zone and digits."""
    barcode = zxingcpp.create_barcode(digits, zxingcpp.BarcodeFormat.EAN13)
    picture = np.array(zxingcpp.write_barcode_to_image(barcode, add_quiet_zones=False), np.uint8)
    row = picture[picture.shape[0] // 2 :][:1]
    if row.size != EAN13_MODULES:
        raise ValueError(f"an EAN-13 of {row.size} modules")
    return row


def vietqr(account: str, name: str, *, bank: str = "970499", purpose: str = "") -> str:
    """Write the text of a static VietQR payment code.

    Args:
        bank: a bank's number at NAPAS; the default belongs to none.
        name: at most 25 ASCII letters, as EMVCo's tag 59 wants it.
    """
    receiver = _field("00", bank) + _field("01", account)
    merchant = _field("00", "A000000727") + _field("01", receiver) + _field("02", "QRIBFTTA")
    text = (
        _field("00", "01")
        + _field("01", "11")
        + _field("38", merchant)
        + _field("53", "704")
        + _field("58", "VN")
        + _field("59", name)
        + _field("60", "HA NOI")
        + (_field("62", _field("08", purpose)) if purpose else "")
        + "6304"
    )
    return f"{text}{crc16(text.encode('ascii')):04X}"


def crc16(data: bytes) -> int:
    """Compute CRC-16/CCITT-FALSE (polynomial 0x1021, start 0xFFFF)."""
    value = 0xFFFF
    for byte in data:
        value ^= byte << 8
        for _ in range(8):
            value = (value << 1 ^ 0x1021 if value & 0x8000 else value << 1) & 0xFFFF
    return value


def _field(tag: str, value: str) -> str:
    return f"{tag}{len(value):02d}{value}"


def _framed(dark: Bytes, quiet: int) -> Bytes:
    return np.asarray(np.where(np.pad(dark, quiet) > 0, 0, 255), np.uint8)


def _gs1(element_string: str, form: zxingcpp.BarcodeFormat, quiet: int) -> Bytes:
    # Without forceSquare short contents become a rectangle, which the food on shelves never has.
    barcode = zxingcpp.create_barcode(element_string, form, gs1=True, forceSquare=True)
    picture = np.array(zxingcpp.write_barcode_to_image(barcode, add_quiet_zones=False), np.uint8)
    return _framed((picture < 128).astype(np.uint8), quiet)
