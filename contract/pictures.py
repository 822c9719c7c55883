"""Type and size of a picture from its first bytes, before anything is decoded.

A few hundred bytes can announce a picture of 100 megapixels, which a decoder would make room for.
So who takes a picture in and who shows it read the same header in the same way: PNG (third edition,
11.2.1: IHDR comes first) and JPEG (ITU-T T.81, B.2.2: the frame header). Whether the rest can be
decoded is left to a decoder.
"""

import struct
from dataclasses import dataclass
from typing import Literal

MediaType = Literal["image/png", "image/jpeg"]

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8"
_FRAME_HEADERS = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""SOF0 to SOF15, without the tables DHT and DAC and the reserved JPG."""
_WITHOUT_LENGTH = frozenset({0x01, *range(0xD0, 0xD9)})
"""TEM, RST0 to RST7 and SOI."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What a picture's header says of it."""

    media_type: MediaType
    width_px: int
    height_px: int

    @property
    def pixels(self) -> int:
        """Width times height."""
        return self.width_px * self.height_px


def media_type_of(content: bytes) -> MediaType | None:
    """Tell PNG from JPEG by the first bytes; None for anything else."""
    if content.startswith(_PNG):
        return "image/png"
    return "image/jpeg" if content.startswith(_JPEG) else None


def measure(content: bytes) -> Picture | None:
    """Read a picture's header; None where there is none, or its size is nothing."""
    media_type = media_type_of(content)
    size = _png_size(content) if media_type == "image/png" else _jpeg_size(content)
    if media_type is None or size is None or 0 in size:
        return None
    return Picture(media_type=media_type, width_px=size[0], height_px=size[1])


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
