"""Whether the decoders read: a picture with a QR code and an EAN-13 that are known.

The bars are drawn here after the GS1 General Specifications, 5.2.1, and the QR code by segno, so
that what reads them isn't what wrote them.
"""

import time

import numpy as np
import segno

from kiosk.camera.port import Luma
from kiosk.camera.reading.decoder import Decoder
from kiosk.selftest.context import Context
from kiosk.selftest.report import Finding, failed, ok

QR_TEXT = "https://id.gs1.org/01/08935217400102/10/TU-KIEM-TRA"
EAN_TEXT = "8935217400102"
PX_PER_MODULE = 4
MARGIN_PX = 60
BAR_HEIGHT_PX = 160
_LEFT_ODD = (
    *("0001101", "0011001", "0010011", "0111101", "0100011"),
    *("0110001", "0101111", "0111011", "0110111", "0001011"),
)
_RIGHT = [code.translate(str.maketrans("01", "10")) for code in _LEFT_ODD]
_LEFT_EVEN = [code[::-1] for code in _RIGHT]
_PARITY = (
    *("OOOOOO", "OOEOEE", "OOEEOE", "OOEEEO", "OEOOEE"),
    *("OEEOOE", "OEEEOO", "OEOEOE", "OEOEEO", "OEEOEO"),
)


def check(_context: Context) -> Finding:
    """Read the picture with everything there is."""
    picture = draw()
    decoder = Decoder()
    decoder.decode_still(picture)
    begun_s = time.perf_counter()
    found = {code.text for code in decoder.decode_still(picture)}
    took_ms = round((time.perf_counter() - begun_s) * 1000, 1)
    missed = [text for text in (QR_TEXT, EAN_TEXT) if text not in found]
    if missed:
        return failed("decoder.missed", took_ms, "ms", missed=", ".join(missed))
    return ok("decoder.ok", took_ms, "ms", codes=2)


def draw() -> Luma:
    """Draw both codes on a light ground of 1280x960."""
    scene = np.full((960, 1280), 230, np.uint8)
    code = segno.make(QR_TEXT, error="m", micro=False)
    modules = np.array([list(row) for row in code.matrix], np.uint8)
    _place(scene, np.kron(modules, np.ones((PX_PER_MODULE, PX_PER_MODULE), np.uint8)), 100)
    bars = np.array([int(bit) for bit in ean13(EAN_TEXT)], np.uint8)
    wide = np.repeat(bars, PX_PER_MODULE)
    _place(scene, np.tile(wide, (BAR_HEIGHT_PX, 1)), 700)
    return scene


def ean13(digits: str) -> str:
    """Give the bars of thirteen digits, one character a module, 1 is dark."""
    parity = _PARITY[int(digits[0])]
    left = [
        (_LEFT_ODD if side == "O" else _LEFT_EVEN)[int(digit)]
        for side, digit in zip(parity, digits[1:7], strict=True)
    ]
    right = [_RIGHT[int(digit)] for digit in digits[7:]]
    return "".join(["101", *left, "01010", *right, "101"])


def _place(scene: Luma, dark: Luma, left_px: int) -> None:
    height_px, width_px = dark.shape
    top_px = (scene.shape[0] - height_px) // 2
    around = scene[
        top_px - MARGIN_PX : top_px + height_px + MARGIN_PX,
        left_px - MARGIN_PX : left_px + width_px + MARGIN_PX,
    ]
    around[...] = 250
    scene[top_px : top_px + height_px, left_px : left_px + width_px] = np.where(dark, 20, 250)
