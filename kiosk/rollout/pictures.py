"""The size of a picture from its first bytes, before anything is decoded.

A few hundred bytes can announce a picture of 100 megapixels, which a decoder would make room for.
PNG (RFC 2083, 3.3: IHDR comes first) and JPEG (ITU-T T.81, B.2.2: the frame header) are read here;
whether the rest can be decoded is left to a decoder in a process of its own.
"""

import struct

from contract.desired import MAX_PICTURE_PIXELS, Slide
from kiosk.errors import DesiredRefused

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8"
_FRAME_HEADERS = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""SOF0 to SOF15, without the tables DHT and DAC and the reserved JPG."""
_WITHOUT_LENGTH = frozenset({0x01, *range(0xD0, 0xD8)})
"""TEM and RST0 to RST7."""


def check_header(content: bytes, slide: Slide) -> None:
    """Check that a picture is of the announced type and not too large to decode.

    Raises:
        DesiredRefused: `picture.media_type`, `picture.unreadable`, `picture.too_many_pixels`.
    """
    media_type = _media_type(content)
    if media_type != slide.media_type:
        raise DesiredRefused(
            "picture.media_type",
            detail=f"{slide.slide_id}: {media_type or 'neither PNG nor JPEG'}"
            f" instead of {slide.media_type}",
        )
    size = _png_size(content) if media_type == "image/png" else _jpeg_size(content)
    if size is None or 0 in size:
        raise DesiredRefused("picture.unreadable", detail=f"{slide.slide_id}: no size in it")
    width_px, height_px = size
    if width_px * height_px > MAX_PICTURE_PIXELS:
        raise DesiredRefused(
            "picture.too_many_pixels",
            detail=f"{slide.slide_id}: {width_px} x {height_px}, {MAX_PICTURE_PIXELS} at most",
        )


def _media_type(content: bytes) -> str:
    if content.startswith(_PNG):
        return "image/png"
    return "image/jpeg" if content.startswith(_JPEG) else ""


def _png_size(content: bytes) -> tuple[int, int] | None:
    if len(content) < 24 or content[12:16] != b"IHDR":
        return None
    width_px, height_px = struct.unpack_from(">II", content, 16)
    return width_px, height_px


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    at = len(_JPEG)
    while at + 9 <= len(content):
        if content[at] != 0xFF:
            return None
        marker = content[at + 1]
        if marker == 0xFF:
            at += 1
        elif marker in _WITHOUT_LENGTH:
            at += 2
        elif marker in _FRAME_HEADERS:
            height_px, width_px = struct.unpack_from(">HH", content, at + 5)
            return width_px, height_px
        else:
            (length,) = struct.unpack_from(">H", content, at + 2)
            at += 2 + length
    return None
