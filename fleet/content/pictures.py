"""Checks pictures that people upload, before a station has to.

The size in pixels is read from the first bytes of the file, so that a picture of 100 megapixels in
a few kilobytes is refused without ever being decoded. Facts: PNG (third edition) 11.2.1 puts width
and height into bytes 16 to 23; JPEG (ITU-T T.81, B.2.2) into the first frame header (SOF).
"""

import io
import struct
from dataclasses import dataclass
from typing import Literal

from PIL import Image

from contract.desired import MAX_PICTURE_BYTES, MAX_PICTURE_PIXELS
from fleet.errors import BadInput

MediaType = Literal["image/png", "image/jpeg"]

PNG_MAGIC = b"\x89PNG\r\n\x1a\n"
JPEG_MAGIC = b"\xff\xd8\xff"
_TooLarge = Image.DecompressionBombError
_NO_LENGTH = frozenset({0x01, *range(0xD0, 0xD9)})
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What is known about a picture that can be shown."""

    media_type: MediaType
    width_px: int
    height_px: int


def check(content: bytes) -> Picture:
    """Make sure that a picture can be shown on a station; blocks while it is decoded.

    Raises:
        BadInput: `picture.empty`, `picture.too_long`, `picture.type`, `picture.broken` or
            `picture.too_many_pixels`.
    """
    if not content:
        raise BadInput("picture.empty")
    if len(content) > MAX_PICTURE_BYTES:
        raise BadInput("picture.too_long", bytes=len(content), limit=MAX_PICTURE_BYTES)
    picture = measure(content)
    pixels = picture.width_px * picture.height_px
    if pixels > MAX_PICTURE_PIXELS:
        raise BadInput("picture.too_many_pixels", pixels=pixels, limit=MAX_PICTURE_PIXELS)
    _decode(content, picture)
    return picture


def measure(content: bytes) -> Picture:
    """Read type and size from the beginning of a file.

    Raises:
        BadInput: `picture.type` or `picture.broken`.
    """
    if content.startswith(PNG_MAGIC):
        size = _png_size(content)
        media_type: MediaType = "image/png"
    elif content.startswith(JPEG_MAGIC):
        size = _jpeg_size(content)
        media_type = "image/jpeg"
    else:
        raise BadInput("picture.type", allowed="PNG, JPEG")
    if size is None or 0 in size:
        raise BadInput("picture.broken", detail="no size in its header")
    return Picture(media_type=media_type, width_px=size[0], height_px=size[1])


def _png_size(content: bytes) -> tuple[int, int] | None:
    if len(content) < 24 or content[12:16] != b"IHDR":
        return None
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 4 <= len(content):
        if content[at] != 0xFF:
            return None
        marker = content[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker in _NO_LENGTH:
            at += 2
            continue
        if marker in _FRAMES:
            return _frame_size(content, at)
        (length,) = struct.unpack(">H", content[at + 2 : at + 4])
        at += 2 + length
    return None


def _frame_size(content: bytes, at: int) -> tuple[int, int] | None:
    if at + 9 > len(content):
        return None
    height, width = struct.unpack(">HH", content[at + 5 : at + 9])
    return width, height


def _decode(content: bytes, picture: Picture) -> None:
    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as image:
            # Before anything is decoded: a second frame header might promise another size.
            agrees = image.size == (picture.width_px, picture.height_px)
            if agrees:
                image.load()
    # Pillow's decoders raise all of these for files that are broken in one way or another.
    except (OSError, SyntaxError, ValueError, EOFError, struct.error, _TooLarge) as error:
        raise BadInput("picture.broken", detail=str(error)[:200]) from error
    if not agrees:
        raise BadInput("picture.broken", detail="its headers contradict each other")
