"""The second decoder, zbar, through the functions that pyzbar binds.

pyzbar's own `decode` can't switch on zbar's binary mode, and without it zbar guesses the encoding
of a QR code: much UTF-8 Vietnamese comes back as Shift JIS or Big5, Latin-1 as Chinese. With it
(zbar 0.23.91 and later) the bytes are those of the code, except that a code which names its
encoding (ECI) is given in UTF-8. Facts about zbar 0.23.92: a QR code's points are its own corners
in the order top left, bottom left, bottom right, top right; a bar code's are where the lines that
read it cross its ends. zbar reads neither inverted codes nor codes wider than about 400 pixels,
and with all its symbologies it reads codes in pictures that hold none.
"""

import ctypes
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from pyzbar import wrapper

from kiosk.camera.port import Luma
from kiosk.camera.reading.symbologies import is_weak
from kiosk.camera.reading.text import text_of
from kiosk.camera.sighting import Corner, Sighting

ZBAR = "zbar"
_ENABLE = 0
_BINARY = 4
_DENSITIES = (0x100, 0x101)
"""Pixels between two lines that are scanned, across and down."""
_GREY = int.from_bytes(b"Y800", "little")
_GS1 = 1
"""Bit of `zbar_symbol_get_modifiers`: the code begins with FNC1."""
_MAX_CODES = 50


@dataclass(frozen=True, slots=True)
class _Kind:
    """What the station calls a symbology; `digits` is the length that its content is padded to."""

    name: str
    symbology: str
    digits: int = 0


_QR = int(wrapper.ZBarSymbol.QRCODE)
_KINDS = {
    _QR: _Kind("QR Code", "]Q1"),
    int(wrapper.ZBarSymbol.EAN13): _Kind("EAN-13", "]E0", 13),
    # As zxing-cpp has it: the same bar code must be the same code whichever decoder reads it.
    int(wrapper.ZBarSymbol.UPCA): _Kind("EAN-13", "]E0", 13),
    int(wrapper.ZBarSymbol.EAN8): _Kind("EAN-8", "]E4", 8),
}
_BARS = {
    int(wrapper.ZBarSymbol.CODE128): _Kind("Code 128", "]C0"),
    int(wrapper.ZBarSymbol.I25): _Kind("ITF", "]I1"),
    int(wrapper.ZBarSymbol.DATABAR): _Kind("DataBar Omni", "]e0"),
    int(wrapper.ZBarSymbol.DATABAR_EXP): _Kind("DataBar Expanded", "]e0"),
}
"""With these zbar invents codes, so that they only count for what zxing-cpp has read."""
_modifiers_of = wrapper.zbar_function(
    "zbar_symbol_get_modifiers", ctypes.c_uint, ctypes.POINTER(wrapper.zbar_symbol)
)


def zbar(luma: Luma) -> list[Sighting]:
    """Read QR and EAN codes with zbar.

    Raises:
        RuntimeError: zbar refused; no memory, or a version without binary mode.
    """
    return _scan(luma, 1, _KINDS)


def zbar_bars(luma: Luma) -> list[Sighting]:
    """Read all bar codes that the station knows, some of which may not be there.

    Raises:
        RuntimeError: as `zbar`.
    """
    kinds = {kind: one for kind, one in _KINDS.items() if kind != _QR}
    return _scan(luma, 2, kinds | _BARS)


def _scan(luma: Luma, density: int, kinds: Mapping[int, _Kind]) -> list[Sighting]:
    luma = np.ascontiguousarray(luma)
    height_px, width_px = luma.shape
    with _scanner(density, kinds) as scanner, _image() as image:
        wrapper.zbar_image_set_format(image, _GREY)
        wrapper.zbar_image_set_size(image, width_px, height_px)
        pixels = luma.ctypes.data_as(ctypes.c_void_p)
        wrapper.zbar_image_set_data(image, pixels, luma.size, None)
        if wrapper.zbar_scan_image(scanner, image) < 0:
            raise RuntimeError("zbar can't scan this picture")
        found = [_sighting(symbol, kinds) for symbol in _symbols(image)]
    return [sighting for sighting in found if sighting is not None][:_MAX_CODES]


@contextmanager
def _scanner(density: int, kinds: Iterable[int]) -> Iterator[object]:
    scanner = wrapper.zbar_image_scanner_create()
    if not scanner:
        raise RuntimeError("zbar has no memory for a scanner")
    try:
        everything = int(wrapper.ZBarSymbol.NONE)
        _set(scanner, everything, _ENABLE, 0)
        for kind in kinds:
            _set(scanner, kind, _ENABLE, 1)
        _set(scanner, _QR, _BINARY, 1)
        for axis in _DENSITIES:
            _set(scanner, everything, axis, density)
        yield scanner
    finally:
        wrapper.zbar_image_scanner_destroy(scanner)


def _set(scanner: object, kind: int, setting: int, value: int) -> None:
    if wrapper.zbar_image_scanner_set_config(scanner, kind, setting, value):
        raise RuntimeError(f"zbar refuses setting {setting} for symbology {kind}")


@contextmanager
def _image() -> Iterator[object]:
    image = wrapper.zbar_image_create()
    if not image:
        raise RuntimeError("zbar has no memory for a picture")
    try:
        yield image
    finally:
        wrapper.zbar_image_destroy(image)


def _symbols(image: object) -> "Iterator[ctypes._Pointer[ctypes.Structure]]":
    symbol = wrapper.zbar_image_first_symbol(image)
    while symbol:
        yield symbol
        symbol = wrapper.zbar_symbol_next(symbol)


def _sighting(
    symbol: "ctypes._Pointer[ctypes.Structure]", kinds: Mapping[int, _Kind]
) -> Sighting | None:
    number = int(symbol.contents.type)
    kind = kinds.get(number)
    if kind is None:
        return None
    size = wrapper.zbar_symbol_get_data_length(symbol)
    data = ctypes.string_at(wrapper.zbar_symbol_get_data(symbol), size)
    payload = data.rjust(kind.digits, b"0")
    gs1 = number == _QR and _modifiers_of(symbol) & _GS1
    symbology = "]Q3" if gs1 else kind.symbology
    return Sighting(
        text=text_of(payload, symbology, _guess(payload)),
        payload=payload,
        format=kind.name,
        symbology=symbology,
        corners=_corners(symbol),
        confirmed=not is_weak(kind.name),
        decoder=ZBAR,
    )


def _guess(payload: bytes) -> str:
    try:
        return payload.decode("utf-8")
    except UnicodeDecodeError:
        return payload.decode("latin-1")


def _corners(symbol: object) -> tuple[Corner, Corner, Corner, Corner]:
    points = [
        (
            float(wrapper.zbar_symbol_get_loc_x(symbol, index)),
            float(wrapper.zbar_symbol_get_loc_y(symbol, index)),
        )
        for index in range(wrapper.zbar_symbol_get_loc_size(symbol))
    ]
    if len(points) == 4:
        top_left, bottom_left, bottom_right, top_right = points
        return top_left, top_right, bottom_right, bottom_left
    xs, ys = [x for x, _ in points] or [0.0], [y for _, y in points] or [0.0]
    left, top, right, bottom = min(xs), min(ys), max(xs), max(ys)
    return (left, top), (right, top), (right, bottom), (left, bottom)
