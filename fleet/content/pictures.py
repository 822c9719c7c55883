"""Checks pictures that people upload, before a station has to.

The size in pixels is read from the header (`contract.pictures`), so that a picture of 100
megapixels in a few kilobytes is refused without ever being decoded.
"""

import io
import struct

from PIL import Image

from contract import pictures as header
from contract.desired import MAX_PICTURE_BYTES, MAX_PICTURE_PIXELS
from contract.pictures import Picture, media_type_of
from fleet.errors import BadInput

_TooLarge = Image.DecompressionBombError


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
    if picture.pixels > MAX_PICTURE_PIXELS:
        raise BadInput("picture.too_many_pixels", pixels=picture.pixels, limit=MAX_PICTURE_PIXELS)
    _decode(content, picture)
    return picture


def measure(content: bytes) -> Picture:
    """Read type and size from the beginning of a file.

    Raises:
        BadInput: `picture.type` or `picture.broken`.
    """
    if media_type_of(content) is None:
        raise BadInput("picture.type", allowed="PNG, JPEG")
    picture = header.measure(content)
    if picture is None:
        raise BadInput("picture.broken", detail="no size in its header")
    return picture


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
